"""`people follow` and the other commands that write people.yaml."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from digest.model import Identification, Person, PersonId
from tests.builders import NOON
from tests.cli.test_commands import said, typed
from tests.installation import Installation, installed

NOW = ["--now", "2026-05-12T12:00:00+00:00"]
GOALIE = Person(id=PersonId("colin-1"), name="Colin Ashgrove", role="goalkeeper", last_seen=NOON)
BAKER = Person(id=PersonId("colin-2"), name="Colin Ashgrove", last_seen=NOON)
STRAND = Person(id=PersonId("hayley-1"), name="Hayley Strand", aliases=("Hayley Moretti",))
ODETTE = Person(id=PersonId("odette-1"), name="Odette Carrow", keys=("carrow", "odette"))
HOSTILE = Person(id=PersonId("bad-1"), name="Mal \x1b[31mO = Bad\x9b", role="\x1b]0;x\x07mayor")
TWICE = [Person(id=PersonId(f"twice-{n}"), name=name) for n, name in enumerate(("Old Name", "New Name"), 1)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    with installed(tmp_path) as installation:
        with installation.opened() as app:
            people = (GOALIE, BAKER, STRAND, ODETTE, HOSTILE, *TWICE)
            app.means.storage.people.keep(Identification(people=people))
        yield installation


def teach(*words: str) -> str:
    return said("people", *words, *NOW)


def refused(*words: str) -> str:
    code, out, err = typed("people", *words, *NOW)
    assert (code, out) == (2, "")
    return err


def taught(here: Installation) -> str:
    path = here.folder / "people.yaml"
    return path.read_bytes().decode() if path.exists() else ""


def test_following_somebody_writes_one_dated_line_and_says_what_it_means(here: Installation):
    out = teach("follow", "odette carrow")
    assert taught(here) == "- 2026-05-12 follow: Odette Carrow\n"
    assert "Written to people.yaml: - 2026-05-12 follow: Odette Carrow" in out
    assert "The sections of Odette Carrow come first." in out
    assert "next `digest draft`" in out


def test_the_day_is_the_newsrooms(here: Installation):
    here.file.write_text(here.file.read_text() + "timezone: Pacific/Auckland\n")
    said("people", "follow", "Odette Carrow", "--now", "2026-05-12T20:00:00+00:00")
    assert taught(here) == "- 2026-05-13 follow: Odette Carrow\n"


def test_comments_and_order_stay_and_nothing_is_left_beside_the_file(here: Installation):
    before = "# ours\r\n- mute: Vesper   # asked\r\n\r\n# the end\r\n"
    (here.folder / "people.yaml").write_bytes(before.encode())
    teach("leave-out", "Odette Carrow")
    assert taught(here) == before + "- 2026-05-12 leave-out: Odette Carrow\r\n"
    teach("leave-out", "odette-1", "--undo")
    assert taught(here) == before
    assert not list(here.folder.glob(".people*"))


def test_what_the_file_says_already_is_refused_by_any_name_and_so_is_the_contrary(here: Installation):
    teach("follow", "Odette Carrow")
    assert "says so already: - 2026-05-12 follow: Odette Carrow" in refused("follow", "odette-1")
    assert "the contrary" in refused("mute", "Odette Carrow")
    assert taught(here) == "- 2026-05-12 follow: Odette Carrow\n"


def test_a_file_with_a_mistake_is_told_and_left_alone(here: Installation):
    (here.folder / "people.yaml").write_text("- shout: Vesper\n")
    assert "people.yaml:1" in refused("follow", "Odette Carrow")
    assert taught(here) == "- shout: Vesper\n"


def test_a_namesake_is_named_by_id_and_the_line_says_who_it_is(here: Installation):
    err = refused("follow", "Colin Ashgrove")
    assert "means 2 people" in err
    assert "colin-1  Colin Ashgrove, goalkeeper" in err
    assert "colin-2  Colin Ashgrove, last seen 2026-05-12" in err
    teach("follow", "colin-1")
    assert taught(here) == "- 2026-05-12 follow: colin-1  # Colin Ashgrove, goalkeeper\n"


def test_a_name_nobody_bears_yet_is_written_all_the_same_and_close_names_are_told(here: Installation):
    out = teach("mute", "Odete Carow")
    assert taught(here) == "- 2026-05-12 mute: Odete Carow\n"
    assert (
        "Nobody in the register is called “Odete Carow” yet; a line means whole names. Did you mean “Odette Carrow”?"
        in out
    )
    assert "yet;" in teach("nobody", "Jack Frost")
    assert taught(here).endswith("- 2026-05-12 nobody: Jack Frost\n")


def test_a_part_of_a_name_brings_the_names_it_is_part_of(here: Installation):
    assert "Did you mean “New Name” or “Old Name”?" in teach("follow", "name")


def test_an_alias_is_written_and_taken_back_and_means_the_person_at_once(here: Installation):
    teach("alias", "Odette Carrow", "@odette.carrow")
    out = teach("alias", "odette-1", "Odie")
    assert "Odie means Odette Carrow." in out
    assert taught(here).splitlines() == [
        "- 2026-05-12 alias: Odette Carrow = @odette.carrow",
        "- 2026-05-12 alias: odette-1 = Odie  # Odette Carrow",
    ]
    assert said("people", "show", "odie").startswith("Odette Carrow")
    assert "the contrary" in refused("split", "Odette Carrow", "Odie")
    out = teach("alias", "Odette Carrow", "odie", "--undo")
    assert "Taken out of people.yaml: - 2026-05-12 alias: odette-1 = Odie" in out
    teach("alias", "Odette Carrow", "@odette.carrow", "--undo")
    assert taught(here) == ""


def test_two_entries_are_merged_and_parted_again_also_by_the_name_that_is_gone(here: Installation):
    out = teach("merge", "New Name", "Old Name")
    assert "New Name and Old Name are one person, called New Name." in out
    assert taught(here) == "- 2026-05-12 same: New Name = Old Name\n"
    assert "says so already" in refused("merge", "Old Name", "New Name")
    assert "the contrary" in refused("split", "Old Name", "New Name")
    with here.opened() as app:
        app.means.storage.people.merge(PersonId("twice-1"), into=PersonId("twice-2"))
    assert "one already: twice-2" in refused("merge", "New Name", "twice-1")
    assert "two people again" in teach("merge", "twice-2", "twice-1", "--undo")
    assert taught(here) == ""


def test_merging_or_splitting_somebody_unknown_is_refused(here: Installation):
    assert "did you mean “Odette Carrow”" in refused("merge", "Odette Carow", "Old Name")
    assert "digest people list" in refused("split", "Old Name", "Xu")


def test_two_of_one_name_are_told_honestly_what_splitting_them_does(here: Installation):
    out = teach("split", "colin-1", "colin-2")
    assert "They are two entries already" in out
    line = "- 2026-05-12 apart: colin-1 = colin-2  # Colin Ashgrove, goalkeeper; Colin Ashgrove, last seen 2026-05-12"
    assert taught(here) == line + "\n"
    assert "the contrary" in refused("merge", "colin-1", "colin-2")


def test_two_of_different_names_are_kept_apart_by_name_even_where_ids_were_typed(here: Installation):
    assert "never taken for the other" in teach("split", "twice-1", "twice-2")
    assert taught(here) == "- 2026-05-12 apart: Old Name = New Name\n"


def test_two_names_of_one_entry_are_split_by_their_names(here: Installation):
    assert "They share the entry hayley-1 now." in teach("split", "Hayley Strand", "Hayley Moretti")
    assert taught(here) == "- 2026-05-12 apart: Hayley Strand = Hayley Moretti\n"
    assert "two names" in refused("split", "hayley-1", "Hayley Moretti")
    assert "two names" in refused("split", "Hayley Strand", "hayley strand")


def test_nothing_is_taken_back_that_was_not_said(here: Installation):
    assert "does not say “nobody: Jack Frost”" in refused("nobody", "Jack Frost", "--undo")
    assert "nothing to take back" in refused("follow", "Colin Ashgrove", "--undo")
    assert taught(here) == ""


@pytest.mark.parametrize("name", ["A\nB", "A = B", "A #1", "'A'", "", "\x1b[31mA"])
def test_a_name_that_a_line_cannot_hold_is_refused(here: Installation, name: str):
    refused("follow", name)
    refused("alias", "Odette Carrow", name)
    refused("nobody", name)
    assert taught(here) == ""


def test_somebody_whose_name_cannot_stand_in_a_line_is_written_by_id(here: Installation):
    out = teach("follow", "bad-1")
    assert taught(here) == "- 2026-05-12 follow: bad-1  # Mal [31mO = Bad, ]0;xmayor\n"
    assert "\x1b" not in out
    assert "\x9b" not in out


def test_somebody_whose_name_has_a_sign_of_the_file_in_it_is_written_by_id_too(here: Installation):
    with here.opened() as app:
        equal = Person(id=PersonId("equal-1"), name="Ada = Bo", role="duo")
        app.means.storage.people.keep(Identification(people=(equal,)))
    teach("follow", "Ada = Bo")
    assert taught(here) == "- 2026-05-12 follow: equal-1  # Ada = Bo, duo\n"


def test_an_answer_for_programs_has_the_line_and_what_it_means(here: Installation):
    told = json.loads(teach("follow", "Odette Carrow", "--json"))
    assert told["line"] == "- 2026-05-12 follow: Odette Carrow"
    assert (told["teaching"], told["person"], told["on"]) == ("follow", "Odette Carrow", "2026-05-12")
    assert (told["taken_back"], told["unknown"], told["close"]) == (False, [], [])
    back = json.loads(teach("follow", "Odette Carrow", "--undo", "--json"))
    assert back["taken_back"]
    assert back["on"] == date(2026, 5, 12).isoformat()


@pytest.mark.parametrize("name", ["alias", "merge", "split", "follow", "mute", "leave-out", "nobody"])
def test_every_command_has_a_help_text_with_an_example(name: str):
    assert f"Example: digest people {name}" in " ".join(said("people", name, "--help").split())
