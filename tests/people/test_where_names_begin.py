"""What stands in front of a name, or beside it, and is no part of it; and single words that are no names."""

from __future__ import annotations

import pytest

from digest.model import RevisionId
from digest.people import analyse, load_knowledge


def names(text: str, *, title: str = "") -> set[str]:
    found = analyse(RevisionId("r"), title=title, text=text, knowledge=load_knowledge())
    return {each.name for each in found.appearances}


@pytest.mark.parametrize(
    "front",
    [
        "Neighbours",
        "Dermatologists",
        "Selectwoman",
        "Lexicographer",
        "Harbormaster",
        "Teachers",
        "Volcanologist",
    ],
)
def test_an_office_or_a_trade_is_no_first_name(front: str) -> None:
    text = (
        f"{front} Nora Brandvold and Otto Quist came to the meeting. Brandvold, 41, said that she was glad."
    )
    assert names(text) == {"Nora Brandvold", "Otto Quist"}


def test_a_surname_that_ends_as_trades_do_is_one() -> None:
    assert names("Wheelwright Brandvold, 41, met Lena Shoemaker. Shoemaker said no.") >= {"Lena Shoemaker"}


@pytest.mark.parametrize(
    "text",
    [
        "Ellen Quist, of Zwolle, who sent a cake, was not asked. Quist said that she did not mind.",
        "Baroness Quist of Erith, the leader of the House, said that Ellen Quist was her name.",
    ],
)
def test_where_somebody_is_from_is_nobody(text: str) -> None:
    assert names(text) == {"Ellen Quist"}


def test_a_sentence_may_begin_behind_what_looks_like_an_initial() -> None:
    assert "Ellen P. She" not in names("Ellen Quist sails a boat called Ellen P. She declined to comment.")


@pytest.mark.parametrize("name", ["Lasse", "Wanda", "Nico"])
def test_who_is_only_spoken_to_is_left_open(name: str) -> None:
    assert names(f"“{name}, look both ways,” she told Ellen Quist on her first day.") == {"Ellen Quist"}


def test_a_paper_is_nobody_where_a_sentence_begins_either() -> None:
    assert (
        names("The minister told The Plover that he knew. The Plover, who asked first, knew more.") == set()
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "For the premiere on Sunday Noor Talhami will be dressed in grey. Talhami chose it.",
            "Noor Talhami",
        ),
        ("Since last Sunday Ellen Quist has not slept. Quist, 41, said so.", "Ellen Quist"),
        ("The goal by Sunday Adeyemi was the best. Sunday Adeyemi, 23, scored it.", "Sunday Adeyemi"),
        ("Sunday Adeyemi, 23, scored twice. Adeyemi was glad.", "Sunday Adeyemi"),
    ],
)
def test_a_day_before_a_name_is_no_part_of_it_unless_somebody_is_called_so(text: str, named: str) -> None:
    assert names(text) == {named}
