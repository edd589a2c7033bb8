"""Why an edition is as it is, in words and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digest.cli.why import NO_REASONS, say_why
from digest.model import Digest, Edition, Factor, Section
from digest.stories.cast import form_sections
from digest.stories.claims import Casting
from tests.builders import NOON
from tests.cli.test_commands import NOW, said
from tests.installation import Installation, installed
from tests.stories.builders import a_part, a_source, a_story


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    with installed(tmp_path) as installation:
        yield installation


def an_edition(**others) -> Edition:
    digest = Digest(name="daily", title="The Daily Cast")
    fields = {
        "digest": digest.name,
        "number": 12,
        "title": digest.title,
        "local_date": date(2026, 5, 12),
        "zone": digest.zone,
        "language": digest.language,
        "look": digest.look,
        "since": NOON,
        "cut_off": NOON,
    }
    return Edition(**(fields | others))


def of_stories() -> Edition:
    bridge = a_story(
        "Ada Lind opens the bridge",
        [a_part("Ada Lind", 0.6), a_part("Bo Ek", 0.25)],
        sources=(a_source("1"), a_source("2", outlet="The Lantern")),
        sentences=["Ada Lind cut the ribbon."],
    )
    sections, plain = form_sections([bridge, a_story("Rain", category="Weather")], Casting(cut_off=NOON))
    return an_edition(sections=sections, plain=plain, left_out=1)


def test_each_section_and_story_stands_with_its_reasons_in_columns(capsys: pytest.CaptureFixture[str]):
    say_why(of_stories())
    assert capsys.readouterr().out.splitlines() == [
        "Edition 12 of daily for 2026-05-12",
        "",
        "1. Ada Lind: 2.44",
        "   outlets    1.00  2 outlets tell it",
        "   recency    0.94  newest 2 h before the cut-off",
        "   novelty    0.50  its lead is rarely in the news",
        "",
        "   “Ada Lind opens the bridge”: 2.44",
        "     outlets    1.00  2 outlets tell it",
        "     recency    0.94  newest 2 h before the cut-off",
        "     novelty    0.50  its lead is rarely in the news",
        "     whose it is:",
        "       Ada Lind    1.50  60 % of its mentions, in the headline, rarely in the news",
        "       Bo Ek             25 % of its mentions, rarely in the news; not named in what is told",
        "",
        "2. Weather",
        "",
        "   “Rain”: 0.94",
        "     recency    0.94  newest 2 h before the cut-off",
        "",
        "1 story found no place in any list.",
    ]


def test_an_edition_from_before_reasons_were_kept_says_so_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
):
    say_why(an_edition(sections=(Section(stories=(a_story("One", "Ada"),)),)))
    assert capsys.readouterr().out.splitlines() == ["Edition 12 of daily for 2026-05-12", NO_REASONS]


def test_names_from_feeds_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]):
    story = replace(a_story("Red\x1b[31m alert"), score=(Factor(name="recency", amount=1.0),))
    say_why(an_edition(plain=(Section(stories=(story,), heading="News"),)))
    assert "\x1b" not in capsys.readouterr().out


def test_the_command_tells_why_in_words_and_as_data(here: Installation):
    said("run", *NOW)
    assert "whose it is:" in said("editions", "show", "1", "--why")
    told = json.loads(said("editions", "show", "1", "--why", "--json"))
    assert told["has_reasons"]
    first = told["sections"][0]
    assert first["total"] == pytest.approx(sum(part["amount"] for part in first["score"]))
    assert {"name", "amount", "why"} == set(first["stories"][0]["claims"][0])


def test_the_help_names_an_example():
    assert "digest editions show 12 --why" in said("editions", "show", "--help")
