"""Recognition on articles that nobody had in sight who wrote the rules. The floors may only rise."""

from __future__ import annotations

import pytest

from tests.quality.labelled import HERE, KEPT, Labelled, sets, texts
from tests.quality.scoring import Tally, b_cubed, score, total

FLOORS = {"people": 0.87, "attribution": 0.81, "all right": 0.27}
ACROSS = 0.80  # B-cubed F1
WRONG_MERGES = 2


@pytest.fixture(scope="module")
def tally() -> Tally:
    return total(score(texts()).values())


@pytest.mark.parametrize("figure", FLOORS)
def test_recognition_stays_above_its_floor(tally: Tally, figure: str):
    assert tally.figures()[figure] >= FLOORS[figure], "\n".join(tally.faults)


def test_people_are_told_apart_across_articles_as_well_as_ever():
    f1, merges = b_cubed(sets())
    assert f1 >= ACROSS
    assert len(merges) <= WRONG_MERGES, merges


def test_there_are_enough_texts_of_every_kind():
    given = texts()
    assert len(given) >= 120
    assert len({each.category for each in given}) >= 36
    assert len(sets()) >= 20


EVERY_ARTICLE = [
    each
    for folder in (HERE, KEPT)
    for each in (*texts(folder), *(one for group in sets(folder) for one in group.articles))
]


@pytest.mark.parametrize("article", EVERY_ARTICLE, ids=lambda a: a.id)
def test_every_mark_names_somebody_who_is_listed_and_the_other_way_round(article: Labelled):
    named = {*article.spots.values(), *(key for keys in article.open.values() for key in keys)}
    assert named == set(article.people)
    assert "[" not in article.fields["title"] + article.fields["text"]
