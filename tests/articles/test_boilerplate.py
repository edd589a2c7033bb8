"""What an outlet repeats."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.articles import outlet_of, repeated, stripped, without
from digest.model import revision_id
from tests.builders import an_article

BOX = "The Quay is an independent paper. Support us from 3 coins a month."
CONTACT = "Do you know more about this story? Write to the desk at the quay."


def a_text(number: int, *, head: str = "", tail: str = "", paragraphs: int = 8) -> str:
    body = [
        f"Story {chr(97 + number)} tells in its line {chr(97 + line)} of matters told nowhere else."
        for line in range(paragraphs)
    ]
    return "\n\n".join(each for each in (head, *body, tail) if each)


def test_a_paragraph_under_three_texts_is_boilerplate_and_left_out_of_all():
    texts = [a_text(number, tail=BOX) for number in range(3)]
    known = repeated(texts)
    assert len(known) == 1
    assert [without(each, known) for each in texts] == [a_text(number) for number in range(3)]
    assert repeated(texts[:2]) == frozenset()
    assert repeated(texts[:2], least=2) == known


def test_figures_case_and_white_space_make_no_difference():
    known = repeated(
        [
            a_text(0, head=BOX),
            a_text(1, head=BOX.upper()),
            a_text(2, head=BOX.replace("3 coins", "45  coins")),
        ]
    )
    assert without(a_text(3, head=BOX), known) == a_text(3)


def test_copies_of_one_text_count_once():
    one = a_text(0, tail=BOX)
    assert repeated([one, one, one + "\n\nCorrected on Monday at noon.", a_text(1, tail=BOX)]) == frozenset()


@pytest.mark.parametrize("line", ["He declined to comment.", "Yes.", "x" * 401])
def test_short_answers_and_long_paragraphs_are_no_boilerplate(line):
    assert repeated([a_text(number, tail=line) for number in range(5)]) == frozenset()


def test_what_recurs_in_the_middle_is_no_boilerplate():
    line = "The minister could not be reached on Tuesday evening."
    texts = [f"{a_text(n)}\n\n{line}\n\n{a_text(n + 10)}" for n in range(4)]
    assert repeated(texts) == frozenset()


def test_an_outlet_whose_texts_are_all_alike_is_not_emptied():
    texts = [f"{BOX}\n\n{CONTACT}\n\nNews of day {chr(97 + number)}." for number in range(4)]
    known = repeated(texts) | repeated([a_text(number, head=BOX, tail=CONTACT) for number in range(4)])
    assert without(texts[0], known) == texts[0]
    assert without(BOX, known) == BOX


def test_an_article_without_its_boilerplate_is_another_revision():
    known = repeated([a_text(number, tail=BOX) for number in range(3)])
    article = an_article(text=a_text(7, tail=BOX))
    clean = stripped(article, known)
    assert clean.text == a_text(7)
    assert clean.revision == revision_id(article.id, article.title, clean.text) != article.revision
    assert stripped(clean, known) is clean
    assert stripped(article, frozenset()) is article


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.quay.example/ferry", "quay.example"),
        ("https://live.quay.example:8443/", "live.quay.example"),
        ("", ""),
        ("https://[bad", ""),
    ],
)
def test_an_outlet_is_known_by_its_host(url, outlet):
    assert outlet_of(url) == outlet


PARAGRAPHS = st.sampled_from([BOX, CONTACT, "Yes.", "x" * 500]) | st.text(max_size=60)
TEXTS = st.lists(st.lists(PARAGRAPHS, max_size=9).map("\n\n".join), max_size=8)


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_texts_means_nothing(texts: list[str], chance: random.Random):
    shuffled = list(texts)
    chance.shuffle(shuffled)
    assert repeated(shuffled) == repeated(texts)


@given(TEXTS)
def test_copies_never_make_boilerplate(texts):
    assert repeated(texts + texts + texts) == repeated(texts)


@given(TEXTS)
def test_at_least_half_of_a_text_stays_and_nothing_is_added(texts):
    known = repeated(texts, least=2)
    for text in texts:
        left = without(text, known)
        rest = iter(text.split("\n\n"))
        assert all(each in rest for each in left.split("\n\n")) or left == ""
        assert 2 * len(left.replace("\n\n", "")) >= len(text.replace("\n\n", "")) - 1
