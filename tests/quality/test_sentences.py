"""How many ends of sentences are found in marked news texts. The floors may only rise."""

from __future__ import annotations

import pytest

from digest.text.sentences import split
from tests.quality.marked import Counts, count, f1, margin, marked_texts, read

FLOORS = {"seen": 0.997, "kept": 0.997}
ELSEWHERE = 0.99  # in German, French and Spanish, both sets together


@pytest.mark.parametrize("name", FLOORS)
def test_ends_of_sentences_are_found_above_the_floor(name: str):
    assert f1(count(each, split) for each in marked_texts(name)) >= FLOORS[name]


def test_other_languages_stay_above_their_floor():
    foreign = [each for name in FLOORS for each in marked_texts(name) if not each.english]
    assert len(foreign) >= 6
    assert f1(count(each, split) for each in foreign) >= ELSEWHERE


@pytest.mark.parametrize("name", FLOORS)
def test_a_sentence_that_was_found_is_one_sentence_by_itself(name: str):
    for each in marked_texts(name):
        for start, end in split(each.text):
            assert split(each.text[start:end]) == [(0, end - start)]


@pytest.mark.parametrize("name", FLOORS)
def test_a_paragraph_of_a_text_is_split_as_it_is_alone(name: str):
    for each in marked_texts(name):
        alone = [part[start:end] for part in each.text.split("\n\n") for start, end in split(part)]
        assert alone == [each.text[start:end] for start, end in split(each.text)]


def test_marks_are_read_as_the_readme_says():
    marked = read("one", "Heading\n\nIt rained.\n+Nobody came.\nThe end.\n")
    assert marked.text == "Heading\n\nIt rained.Nobody came. The end."
    assert [marked.text[start:end] for start, end in marked.spans] == [
        "Heading",
        "It rained.",
        "Nobody came.",
        "The end.",
    ]


def test_an_end_counts_only_where_it_agrees_to_the_character():
    marked = read("one", "It rained.\nNobody came.\n")
    assert count(marked, lambda text: [(0, 9), (11, len(text))]) == Counts(right=1, found=2, wanted=2)
    assert f1([Counts(1, 2, 2)]) == 0.5


def test_the_margin_is_above_nothing_only_for_the_better():
    good, bad = [Counts(9, 10, 10)] * 8, [Counts(5, 10, 10)] * 8
    assert margin(good, bad, rounds=100) == pytest.approx((0.4, 0.4))
    assert margin(good, good, rounds=100) == (0, 0)
