"""Floors for summaries on development data kept beside the repository; they only ever rise."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from digest.stories.signals import PRONOUN
from digest.stories.summarise import summarise_article
from digest.stories.telling import Telling, summarise_story
from digest.text.sentences import split

DATA = Path(__file__).parents[3] / "shared" / "data" / "summaries"
pytestmark = [
    pytest.mark.unmeasured,
    pytest.mark.skipif(
        not DATA.is_dir(), reason="the development data is not beside the checkout: ../shared/data/summaries"
    ),
]


def rows(name: str) -> list[dict]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rouge1(sentences: list[str], references: list[str]) -> float:
    """Lin (2004), "ROUGE", unigram F1 without stemming, in percent."""
    found = Counter(re.findall(r"[a-z0-9]+", " ".join(sentences).lower()))
    scores = []
    for reference in references:
        wanted = Counter(re.findall(r"[a-z0-9]+", reference.lower()))
        shared = (found & wanted).total()
        scores.append(200 * shared / max(1, found.total() + wanted.total()))
    return mean(scores)


def lead(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)[:3]]


def test_a_summary_of_an_article_is_closer_to_the_highlights_than_its_first_sentences():
    ours, first, leaning = [], [], 0
    for row in rows("cnndm_dev.jsonl"):
        text = row["text"]
        spans = summarise_article(row["title"], text)
        ours.append(rouge1([text[start:end] for start, end in spans], row["refs"]))
        first.append(rouge1(lead(text), row["refs"]))
        ends = {end for _, end in spans}
        for start, end in spans:
            before = len(text[:start].rstrip())
            leaning += PRONOUN.match(text[start:end]) is not None and before not in ends
    assert mean(ours) >= mean(first) + 1.2
    assert leaning / (3 * len(ours)) < 0.005


def test_a_summary_of_a_story_is_closer_to_its_description_than_the_first_article():
    ours, first = [], []
    for row in rows("story_dev.jsonl"):
        articles = [Telling(title=each["title"], text=each["text"]) for each in row["articles"]]
        found = summarise_story(articles)
        ours.append(rouge1([articles[at].text[start:end] for at, start, end in found], row["refs"]))
        first.append(rouge1(lead(articles[0].text), row["refs"]))
    assert mean(ours) >= mean(first) + 3.8
