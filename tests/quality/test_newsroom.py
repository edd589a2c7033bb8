"""Nobody bears a wrong name in the editions of the sample newsroom: each mention is held against an editor's reading.

Nothing may be given to the wrong person. What is left open or passed over is counted; the floor may only rise.
"""

from __future__ import annotations

import pytest

from tests.quality.newsroom import Marked, Outcome, compare, complaints, marked_articles, read_labels

pytestmark = pytest.mark.unmeasured

RIGHT = 0.97  # of all mentions


@pytest.fixture(scope="module")
def articles() -> list[Marked]:
    return marked_articles()


@pytest.fixture(scope="module")
def outcome(articles: list[Marked]) -> Outcome:
    return compare(articles)


def test_every_article_of_the_newsroom_has_its_labels_and_they_stand_in_its_text(articles: list[Marked]):
    assert {each.id for each in articles} == read_labels().keys()
    assert [told for each in articles for told in complaints(each)] == []


def test_no_mention_is_given_to_somebody_it_does_not_mean(outcome: Outcome):
    assert outcome.wrong == []


def test_nobody_is_split_in_two_and_no_two_people_are_one_across_the_articles(outcome: Outcome):
    assert outcome.identities == []


def test_nobody_is_quoted_with_the_words_of_another(outcome: Outcome):
    assert outcome.speakers == []


def test_hardly_a_mention_is_passed_over_or_left_open(outcome: Outcome):
    counted = outcome.counts["right"] + outcome.counts["open"] + outcome.counts["missed"]
    assert outcome.counts["right"] >= RIGHT * counted, "\n".join(outcome.lost)
