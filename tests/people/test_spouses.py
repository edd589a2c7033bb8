"""Couples: spouses in brackets, and titles that come in pairs."""

from tests.people.builders import names


def test_a_spouse_in_brackets_among_the_survivors_is_somebody_of_their_own() -> None:
    told = names(
        "He is survived by sons Carl (Denise) Bergstrom and Lyle Bergstrom; a daughter, Trudy (Vern) Haas."
    )
    assert told == {"Carl Bergstrom", "Denise Bergstrom", "Lyle Bergstrom", "Trudy Haas", "Vern Haas"}


def test_a_maiden_name_in_brackets_is_nobody() -> None:
    assert names("She is survived by a sister, Minnie (Rasmussen) Peltier.") == {"Minnie Peltier"}


def test_a_nickname_in_brackets_is_nobody_of_their_own() -> None:
    assert len(names("He is survived by a son, Robert (Bob) Peltier.")) == 1


def test_titles_that_come_in_pairs_share_the_surname_behind() -> None:
    assert {"Oladele Akinbode", "Folasade Akinbode"} == names(
        "Prince Oladele and Princess Folasade Akinbode sang."
    )


def test_two_with_titles_of_their_own_share_no_surname() -> None:
    assert "Okonjo Stanton" not in names("President Okonjo and Prime Minister Keir Stanton met on Monday.")
