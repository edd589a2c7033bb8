"""The sample newsroom's fifteen mornings read as its editor says they should.

The page it is held to was in sight while grouping, casts and continuity were worked on; the floors may only rise.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.cli.demo import demo
from tests.quality.mornings import Verdict, verdicts


@pytest.fixture(scope="module")
def mornings(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    folder: Path = tmp_path_factory.mktemp("mornings") / "demo"
    demo(folder)
    return verdicts(folder)


def test_nine_of_ten_stories_stand_under_somebody_the_editor_names(mornings: list[Verdict]):
    assert sum(each.placed for each in mornings) >= 0.91 * sum(each.stories for each in mornings)


def test_hardly_an_event_is_told_twice_or_with_another(mornings: list[Verdict]):
    assert sum(len(each.parted) for each in mornings) <= 1
    assert sum(len(each.mixed) for each in mornings) <= 3


def test_what_goes_on_is_said_to_go_on_and_what_is_new_is_not(mornings: list[Verdict]):
    assert sum(len(each.wrongly_new) for each in mornings) <= 4
    assert sum(len(each.wrongly_old) for each in mornings) <= 1
