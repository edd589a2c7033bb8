"""How well people are recognised in invented articles of every hard kind. The floors may only rise.

The rules were written with these articles in sight; test_labelled_texts.py has those that nobody had.
"""

from __future__ import annotations

import pytest

from tests.quality.labelled import known_texts
from tests.quality.scoring import Tally, score, total

pytestmark = pytest.mark.unmeasured

FLOORS = {"people": 0.97, "attribution": 0.95, "all right": 0.85}


@pytest.fixture(scope="module")
def tally() -> Tally:
    return total(score(known_texts()).values())


@pytest.mark.parametrize("figure", FLOORS)
def test_recognition_stays_above_its_floor(tally: Tally, figure: str):
    assert tally.figures()[figure] >= FLOORS[figure], "\n".join(tally.faults)


def test_every_category_has_an_example_and_there_are_enough_of_them():
    articles = known_texts()
    assert len(articles) >= 40
    assert len({article.category for article in articles}) >= 25
