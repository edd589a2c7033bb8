from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from, text

from digest.errors import ConfigurationError, UsageError
from digest.model import Correction, Teaching
from digest.people import read_corrections
from digest.people.teaching import (
    Lesson,
    opposed,
    standing,
    taken_back,
    teach,
    with_correction,
    without_line,
    writable,
)

TUESDAY = date(2026, 5, 12)
FILE = """# what we know better
- 2026-05-01 alias: Odette Carrow = Odie   # she signs so

# from the desk
- follow: Nadia Petrescu
"""
TWO_SIDED = (Teaching.ALIAS, Teaching.SAME, Teaching.APART)


def a_correction(teaching: Teaching = Teaching.FOLLOW, person: str = "Ada Carrow", value: str = ""):
    return Correction(teaching=teaching, person=person, value=value, on=TUESDAY)


def test_a_line_is_written_at_the_end_and_nothing_else_changes() -> None:
    after = with_correction(FILE, a_correction(Teaching.MUTE, "Vesper"))
    assert after == FILE + "- 2026-05-12 mute: Vesper\n"


def test_a_missing_file_begins_with_the_line() -> None:
    assert with_correction("", a_correction()) == "- 2026-05-12 follow: Ada Carrow\n"


@pytest.mark.parametrize("before", ["# nothing yet", "[]", "---", "\ufeff# mark", "- mute: Vesper"])
def test_a_file_without_a_last_line_end_gets_one(before: str) -> None:
    assert with_correction(before, a_correction()) == f"{before}\n- 2026-05-12 follow: Ada Carrow\n"


def test_line_ends_stay_as_the_editor_has_them() -> None:
    after = with_correction("- mute: Vesper\r\n", a_correction())
    assert after == "- mute: Vesper\r\n- 2026-05-12 follow: Ada Carrow\r\n"


def test_a_comment_says_whom_an_id_means_and_is_not_read() -> None:
    said = a_correction(person="ada-carrow-1c40fe9a")
    after = with_correction("", said, comment="Ada Carrow,\nmayor of # Quay")
    assert after == "- 2026-05-12 follow: ada-carrow-1c40fe9a  # Ada Carrow, mayor of # Quay\n"
    assert read_corrections(after) == (said,)


def test_a_file_with_mistakes_is_not_written_to() -> None:
    with pytest.raises(ConfigurationError, match=r"people\.yaml:1"):
        with_correction("- shout: Vesper\n", a_correction())


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "A\nB",
        "A\x85B",
        "A\u2028B",
        "A\x1b[31m",
        "A = B",
        "A=B",
        "A #1",
        "#1",
        "'Ada'",
        'Ada "',
        "\udc80",
        "\u202eAda",
        "x" * 201,
    ],
)
def test_a_name_that_a_line_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        writable(name)


@pytest.mark.parametrize(
    "name", ["Sinéad O'Hare", "@odette.carrow", "Ana-María d’Ávila", "李小龍", "“Big” Frank Rall"]
)
def test_a_name_of_any_kind_can_stand_there(name: str) -> None:
    assert writable(f"  {name} ") == name


@given(name=text(max_size=40), other=text(max_size=40), teaching=sampled_from(list(Teaching)))
def test_any_name_is_refused_or_read_as_it_was_written(name: str, other: str, teaching: Teaching) -> None:
    try:
        name, other = writable(name), writable(other)
    except UsageError:
        return
    said = a_correction(teaching, name, other if teaching in TWO_SIDED else "")
    after = with_correction(FILE, said)
    assert read_corrections(after) == (*read_corrections(FILE), said)
    assert without_line(after, 2) == FILE


def test_any_line_can_be_taken_back_and_its_comment_goes_with_it() -> None:
    assert without_line(FILE, 0) == FILE.replace(
        "- 2026-05-01 alias: Odette Carrow = Odie   # she signs so\n", ""
    )
    assert without_line(FILE, 1) == FILE.replace("- follow: Nadia Petrescu\n", "")


def a_lesson(teaching: Teaching, one: list[str], other: list[str] | None = None) -> Lesson:
    said = a_correction(teaching, one[0], other[0] if other else "")
    return Lesson(correction=said, one=one, other=other or [])


def test_what_is_said_already_is_found_under_any_name_of_the_person() -> None:
    read = read_corrections(FILE + "- same: Hayley Strand = hayley-1\n- alias: Odette Carrow = @odie\n")

    def place(*said: object) -> int | None:
        return standing(read, a_lesson(*said))  # type: ignore[arg-type]

    assert place(Teaching.FOLLOW, ["p-1", "nadia  PETRESCU"]) == 1
    assert place(Teaching.MUTE, ["Nadia Petrescu"]) is None
    assert place(Teaching.ALIAS, ["Odette Carrow"], ["@ODIE"]) == 3
    assert place(Teaching.ALIAS, ["Odie"], ["Odette Carrow"]) is None
    assert place(Teaching.SAME, ["hayley-1"], ["Hayley Strand"]) == 2


def test_of_two_lines_that_say_the_same_the_newer_one_is_found() -> None:
    read = read_corrections("- follow: Nadia\n- mute: Vesper\n- follow: Nadia")
    assert standing(read, a_lesson(Teaching.FOLLOW, ["Nadia"])) == 2


def test_the_contrary_is_found() -> None:
    read = read_corrections("- same: A = B\n- mute: Vesper\n- leave-out: Vesper\n- alias: C = D")
    assert opposed(read, a_lesson(Teaching.APART, ["B"], ["A"])) == read[0]
    assert opposed(read, a_lesson(Teaching.APART, ["D"], ["C"])) == read[3]
    assert opposed(read, a_lesson(Teaching.FOLLOW, ["Vesper"])) == read[2]
    assert opposed(read, a_lesson(Teaching.FOLLOW, ["Nadia"])) is None
    assert opposed(read, a_lesson(Teaching.ALIAS, ["A"], ["B"])) is None


def test_what_is_said_already_or_the_contrary_is_not_written() -> None:
    with pytest.raises(UsageError, match="says so already: - follow: Nadia Petrescu"):
        teach(FILE, a_lesson(Teaching.FOLLOW, ["nadia petrescu"]))
    with pytest.raises(UsageError, match=r"the contrary: - follow: Nadia Petrescu; .* --undo"):
        teach(FILE, a_lesson(Teaching.MUTE, ["Nadia Petrescu"]))
    assert teach(FILE, a_lesson(Teaching.MUTE, ["Vesper"])).endswith("- 2026-05-12 mute: Vesper\n")


def test_a_line_that_is_there_is_taken_back_and_said() -> None:
    after, line = taken_back(FILE, a_lesson(Teaching.FOLLOW, ["p-1", "Nadia Petrescu"]))
    assert after == FILE.replace("- follow: Nadia Petrescu\n", "")
    assert line == read_corrections(FILE)[1]
    with pytest.raises(UsageError, match="does not say “mute: Vesper”"):
        taken_back(FILE, a_lesson(Teaching.MUTE, ["Vesper"]))
