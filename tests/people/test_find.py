from __future__ import annotations

from digest.model import Correction, Person, PersonId, Teaching
from digest.people.find import close_names, find, lines_about, search, written_as


def a_person(key: str, name: str, **others: object) -> Person:
    return Person(id=PersonId(key), name=name, **others)  # type: ignore[arg-type]


ODETTE = a_person("odette-1", "Odétte Carrow", aliases=("Odie",), handles=("@odie.sings",))
GOALIE = a_person("colin-1", "Colin Ashgrove", role="goalkeeper")
BAKER = a_person("colin-2", "Colin Ashgrove", role="baker")
NICK = a_person("nick-1", "Nicholas Odie", aliases=("Colin Ashgrove",))
ALL = [NICK, ODETTE, GOALIE, BAKER]


def test_somebody_is_found_by_id_name_alias_or_handle_whatever_the_accents() -> None:
    for asked in ("odette-1", "odette carrow", "ODIE", "@Odie.Sings"):
        assert find(asked, ALL) == [ODETTE]
    assert find("Bo", ALL) == []


def test_those_called_so_come_before_those_also_called_so() -> None:
    assert find("Colin Ashgrove", ALL) == [GOALIE, BAKER, NICK]
    assert find("colin-2", ALL) == [BAKER]


def test_a_search_needs_all_words_in_one_name() -> None:
    assert search("carr ODET", ALL) == [ODETTE]
    assert search("odie", ALL) == [NICK, ODETTE]
    assert search("odie carrow", ALL) == []
    assert search("colin-2", ALL) == [BAKER]
    assert search(" ! ", ALL) == []


def test_names_like_the_one_asked_for_are_suggested_best_first() -> None:
    assert close_names("Odete Carow", ALL) == ("Odétte Carrow",)
    assert close_names("Xu", ALL) == ()
    assert close_names("ashgrove", ALL) == ("Colin Ashgrove",)
    assert close_names("!", ALL) == ()


def test_somebody_is_written_by_name_where_that_means_nobody_else() -> None:
    assert written_as(ODETTE, ALL) == "Odétte Carrow"
    assert written_as(GOALIE, ALL) == "colin-1"


def test_the_lines_about_somebody_are_those_that_name_them_on_either_side() -> None:
    lines = [
        Correction(teaching=Teaching.FOLLOW, person="odie"),
        Correction(teaching=Teaching.SAME, person="Bo", value="odette-1"),
        Correction(teaching=Teaching.MUTE, person="Bo"),
    ]
    assert lines_about(ODETTE, lines) == lines[:2]
