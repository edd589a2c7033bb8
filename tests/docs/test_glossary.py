"""The glossary has every word of the model, and pages use no other words for the same things."""

from __future__ import annotations

import inspect
import re

import pytest

from digest import model
from tests.docs.pages import Page, page, pages, rows

GLOSSARY = page("docs/glossary.md")
CLASSES = [
    name for name, each in inspect.getmembers(model, inspect.isclass) if each.__module__.startswith("digest.")
]
OTHERS = ["Cast", "Sighting", "Verdicts", "Reader", "Outlet", "Register"]
NOT_OURS = re.compile(
    r"\b(campaign|cluster|crawler|manager|handler|processor|helper|util)s?\b", re.IGNORECASE
)
ELSEWHERE = [each for each in pages() if each.name != GLOSSARY.name]


@pytest.mark.parametrize("word", [*CLASSES, *OTHERS])
def test_every_word_of_the_model_is_explained(word: str) -> None:
    assert word in rows(GLOSSARY.text)


def test_the_model_has_words() -> None:
    assert {"Article", "Person", "Story", "Edition", "Delivery"} <= set(CLASSES)


def test_every_word_is_explained_once() -> None:
    words = re.findall(r"^\| ([\w-]+) \| (?!meaning)", GLOSSARY.text, re.MULTILINE)
    assert len(words) == len(set(words))


def test_a_meaning_is_one_line() -> None:
    assert all(len(meaning) <= 140 for meaning in rows(GLOSSARY.text).values())


@pytest.mark.parametrize("other", ELSEWHERE, ids=lambda each: each.name)
def test_a_page_uses_no_word_that_is_not_ours(other: Page) -> None:
    assert not NOT_OURS.findall(other.prose)
