"""Recognition on labelled articles: on those in sight while the engine was made, and on those kept apart.

The floors may only rise; lowering one takes a line in the changelog.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.quality.labelled import HERE, KEPT, Labelled, sets, texts
from tests.quality.scoring import Tally, b_cubed, score, total

pytestmark = pytest.mark.unmeasured


@dataclass(frozen=True)
class Floors:
    """What a folder's figures may not fall below, and how many wrong merges are known in it."""

    people: float
    attribution: float
    all_right: float
    involvement: float
    across: float  # B-cubed F1
    wrong_merges: int


FLOORS = {
    HERE: Floors(
        people=0.95, attribution=0.93, all_right=0.53, involvement=0.82, across=0.88, wrong_merges=2
    ),
    KEPT: Floors(
        people=0.91, attribution=0.88, all_right=0.30, involvement=0.81, across=0.83, wrong_merges=1
    ),
}
FIGURES = {
    "people": "people",
    "attribution": "attribution",
    "all right": "all_right",
    "involvement": "involvement",
}


@pytest.fixture(scope="module", params=FLOORS, ids=["seen", "kept"])
def folder(request: pytest.FixtureRequest) -> Path:
    given: Path = request.param
    return given


@pytest.fixture(scope="module")
def tally(folder: Path) -> Tally:
    return total(score(texts(folder)).values())


@pytest.mark.parametrize("figure", FIGURES)
def test_recognition_stays_above_its_floor(folder: Path, tally: Tally, figure: str):
    assert tally.figures()[figure] >= getattr(FLOORS[folder], FIGURES[figure])


def test_people_are_told_apart_across_articles_as_well_as_ever(folder: Path):
    f1, merges = b_cubed(sets(folder))
    assert f1 >= FLOORS[folder].across
    assert len(merges) <= FLOORS[folder].wrong_merges, merges


def test_there_are_enough_texts_of_every_kind():
    given = [*texts(HERE), *texts(KEPT)]
    assert len(given) >= 300
    assert len({each.category for each in given}) >= 36
    assert len([*sets(HERE), *sets(KEPT)]) >= 50


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
