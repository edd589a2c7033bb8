"""The work grows with the articles and not with their pairs: counted, not timed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import pytest

from digest.model import Article
from digest.stories.bonds import Bonds
from digest.stories.group import group_stories
from digest.stories.linkage import Linkage
from digest.stories.near import NEIGHBOURS, Pairs, lend, neighbours, sorted_by
from digest.stories.vectors import Vectors, occurrences, vectors
from tests.builders import an_article
from tests.stories.builders import FIRE

WORDS = [f"{first}{second}{third}" for first in "bdfgklmnprst" for second in "aeiou" for third in "bdkmrst"]


def dense(count: int) -> list[Article]:
    """Reports of one event, each in its own order and with words of its own."""
    random = Random(1)
    return [
        an_article(
            "Fire destroys Brannock fish market " + " ".join(random.sample(WORDS, 3)),
            " ".join(random.sample(FIRE.split(), 30) + random.sample(WORDS, 6)),
            url=f"https://a.example/{at}",
        )
        for at in range(count)
    ]


def a_day(count: int) -> list[Article]:
    """Stories of ten, each about words of its own among words of all."""
    random = Random(2)
    articles = []
    for at in range(count):
        own = [f"name{at // 10}{letter}" for letter in "abcd"]
        told = random.sample(own, 3) + random.sample(WORDS, 6)
        articles.append(an_article(" ".join(told), "", url=f"https://a.example/{at}"))
    return articles


def alike(count: int) -> list[Article]:
    """Headlines all equally like each other: every pair is a tie."""
    return [
        an_article(f"Fire in Brannock number{at}", "", url=f"https://a.example/{at}") for at in range(count)
    ]


def work(articles: Sequence[Article]) -> tuple[int, int]:
    """The pairs that are compared, and those looked at in all rounds."""
    found = occurrences(articles)
    times = [each.published.timestamp() for each in articles]
    pairs = neighbours(found, times, 3 * 86400)
    linkage = Linkage(lend(vectors(found), pairs), pairs, Bonds(times, 3 * 86400))
    linkage.run()
    return len(pairs), linkage.work


@pytest.mark.parametrize("made", [dense, a_day, alike])
def test_twice_the_articles_are_about_twice_the_work(made: Callable[[int], list[Article]]):
    (_, once), (many, twice) = work(made(2000)), work(made(4000))
    assert many <= 4000 * NEIGHBOURS
    assert twice <= 3 * once  # four times, were it by pairs; the number of rounds varies a little


def test_a_story_of_many_reports_is_one_story():
    stories = group_stories(dense(400))
    assert max(map(len, stories)) >= 380


def test_of_a_long_article_the_beginning_is_read():
    long = an_article("Harbour", "word " * 200_000)
    assert len(occurrences([long]).term) == 2


def test_items_without_a_word_stand_alone_and_the_same_ones_together():
    empty = [an_article("", "", url=f"https://a.example/{at}") for at in range(3)]
    same = [an_article("Fire in Brannock", FIRE, url=f"https://b.example/{at}") for at in range(50)]
    assert sorted(map(len, group_stories([*empty, *same]))) == [1, 1, 1, 50]


def test_short_texts_are_copies_only_under_the_same_title():
    one = an_article("Fire destroys Brannock fish market", "Read the full story on our site.")
    other = an_article("Harlow closes its last swimming pool", "Read the full story on our site.")
    again = an_article("Harlow closes its last swimming pool", other.text, url="https://again.example/")
    assert sorted(map(len, group_stories([one, other, again]))) == [1, 2]


def test_numbers_too_large_to_pack_are_sorted_all_the_same():
    import numpy as np

    keys = np.array([2**61, 5, 2**61, 1])
    assert sorted_by(keys).tolist() == [3, 1, 0, 2]


def test_terms_that_meet_in_a_slot_leave_the_heavier_one_and_the_length_whole():
    import numpy as np

    def row(term: int, weight: float) -> Vectors:
        terms, weights = np.zeros((1, 4), dtype=np.int32), np.zeros((1, 4), dtype=np.float32)
        terms[0, 1], weights[0, 1] = term, weight
        return Vectors(terms, weights, np.zeros(1, dtype=np.float32))

    kept = row(7, 3.0)
    kept.add(np.array([0]), row(9, 4.0))
    assert (kept.terms[0, 1], kept.weights[0, 1], kept.rest[0]) == (9, 4.0, 9.0)


def test_no_pairs_are_no_work():
    assert len(Pairs(*neighbours_of_nothing())) == 0


def neighbours_of_nothing():
    pairs = neighbours(occurrences([]), [], 1.0)
    return pairs.one, pairs.other
