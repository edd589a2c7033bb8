"""Floors for summaries on our own labelled articles and stories, seen and kept; they only ever rise."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import mean

import pytest
from ruamel.yaml import YAML

from digest.model import Reading
from digest.stories.signals import PRONOUN, is_balanced
from digest.stories.summarise import summarise_article
from digest.stories.tell import Background, tell_story
from digest.text.sentences import split
from tests.builders import an_article
from tests.quality.rouge import difference, rouge1
from tests.stories.builders import a_reading

TEXTS = Path(__file__).parent / "summaries"
WINDOW = 72  # hours
SETS = ("seen", "kept")


@cache
def labelled(part: str, name: str) -> list[dict]:
    return YAML(typ="safe").load((TEXTS / part / f"{name}.yaml").read_text(encoding="utf-8"))


def chosen(article: dict) -> list[str]:
    text = article["text"]
    return [text[start:end] for start, end in summarise_article(article["title"], text)]


def lead(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)[:3]]


@pytest.mark.parametrize(("part", "floor"), [("seen", 2.5), ("kept", 0.9)])
def test_a_summary_is_nearer_to_an_editors_than_the_first_sentences(part: str, floor: float):
    ours, first = [], []
    for each in labelled(part, "articles"):
        for wanted in (" ".join(each["highlights"]), each["abstract"]):
            ours.append(rouge1(chosen(each), [wanted]))
            first.append(rouge1(lead(each["text"]), [wanted]))
    assert difference(ours, first).mean >= floor


@pytest.mark.parametrize(("part", "most"), [("seen", 0), ("kept", 1)])
def test_hardly_any_line_of_the_page_is_chosen(part: str, most: int):
    lines = [
        (sentence, line)
        for each in labelled(part, "articles")
        for sentence in chosen(each)
        for line in each["furniture"]
        if sentence in line or line in sentence
    ]
    assert len(lines) <= most


@pytest.mark.parametrize("part", SETS)
def test_sentences_are_whole_and_none_opens_with_a_pronoun_left_alone(part: str):
    for each in labelled(part, "articles"):
        text, spans = each["text"], summarise_article(each["title"], each["text"])
        for at, (start, end) in enumerate(spans):
            assert is_balanced(text[start:end]), each["id"]
            follows = at > 0 and not text[spans[at - 1][1] : start].strip()
            assert follows or not PRONOUN.match(text[start:end]), text[start:end]


def readings(story: dict) -> list[Reading]:
    when = [WINDOW - each["hours"] for each in story["articles"]]
    addresses = [f"https://outlet{at}.example/{story['id']}" for at in range(len(when))]
    return [
        a_reading(an_article(each["title"], each["text"], url=url, hours_ago=hours))
        for each, url, hours in zip(story["articles"], addresses, when, strict=True)
    ]


@pytest.mark.parametrize(("part", "floor"), [("seen", 37.0), ("kept", 33.7)])
def test_a_story_of_days_is_told_nearly_as_an_editor_would(part: str, floor: float):
    told = [tell_story(readings(each), Background(identities={})) for each in labelled(part, "stories")]
    wanted = [[each["abstract"]] for each in labelled(part, "stories")]
    scores = [rouge1([s.text for s in story.summary], each) for story, each in zip(told, wanted, strict=True)]
    assert mean(scores) >= floor


@pytest.mark.parametrize(("part", "floor"), [("seen", 36.4), ("kept", 45.7)])
def test_a_headline_is_nearly_an_editors(part: str, floor: float):
    told = [tell_story(readings(each), Background(identities={})) for each in labelled(part, "stories")]
    wanted = [[each["headline"]] for each in labelled(part, "stories")]
    scores = [rouge1([story.headline], each) for story, each in zip(told, wanted, strict=True)]
    assert mean(scores) >= floor
