"""Names compared across articles: spellings of other languages, short forms, initials, and what contradicts."""

import pytest

from digest.people.likeness import IMPOSSIBLE, compare
from digest.people.sightings import name_of
from digest.people.spellings import may_shorten, same_family, same_spelling
from tests.people.builders import lexicon


def points(one: str, other: str) -> float:
    return compare({name_of(one)}, {name_of(other)}, lexicon()).points


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oleksandr Hrytsenko", "Alexander Gritsenko"),
        ("Khaled al-Jabri", "Khalid El Gabri"),
        ("Giorgos Karagiannis", "Yiorgos Karayannis"),
        ("Volodymyr Petrenko", "Vladimir Petrenko"),
        ("Muhammad Hashemi", "Mohammed Hashimi"),
        ("Serhiy Bondarchuk", "Sergei Bondarchuk"),
        ("Yevhen Zelenskyy", "Evgeny Zelensky"),
        ("Hamaguchi Shiori", "Shiori Hamaguchi"),
        ("Zenobia Tetteh-Sarpong", "Zenobia Sarpong"),
        ("J. K. Thornbury", "JK Thornbury"),
        ("Robert Ilvers", "Bob Ilvers"),
        ("Łucja Żebrowicz", "Lucja Zebrowicz"),
    ],
)
def test_names_written_otherwise_may_be_one(one: str, other: str):
    assert points(one, other) >= 0.7
    assert points(other, one) == points(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J. R. Quennell", "John P. Quennell"),
        ("Marcus Brandt", "Talia Brandt"),
        ("Jon Hall", "Jon Hill"),
        ("Anna Petrova", "Ivan Petrov"),
        ("Mira Carrow", "Mira Farrow"),
        ("Carrow", "Farrow"),
        ("Kim Min-jun", "Lee Min-jun"),
    ],
)
def test_names_of_two_people_are_none(one: str, other: str):
    assert points(one, other) <= IMPOSSIBLE


def test_less_of_a_name_says_less():
    full, initial, surname, first = (
        points("Josephine Marchetti", each)
        for each in ("Josephine Marchetti", "J. Marchetti", "Marchetti", "Josephine")
    )
    assert full > initial > surname > first > IMPOSSIBLE


def test_a_name_nobody_knows_before_a_surname_may_be_a_nickname_but_is_never_sure():
    likeness = compare({name_of("Bluey Lomax")}, {name_of("Barry Lomax")}, lexicon())
    assert likeness.points > IMPOSSIBLE
    assert not likeness.sure


def test_what_both_are_called_for_short_says_nothing_where_both_have_whole_names():
    jack = {name_of("Jack Blennerhasset"), name_of("Blennerhasset")}
    ruairi = {name_of("Ruairi Blennerhasset"), name_of("Blennerhasset")}
    assert compare(jack, ruairi, lexicon()).points <= IMPOSSIBLE


def test_initials_that_stand_alone_are_one_name():
    assert name_of("T.J.") == name_of("TJ") == ("tj",)
    assert points("JRQ", "J. R. Quennell") > IMPOSSIBLE


def test_surnames_are_one_in_any_spelling_but_short_ones_only_to_the_letter():
    assert same_spelling("qadhafi", "kadhafi")
    assert same_spelling("chernyshenko", "tchernyshenko")
    assert not same_spelling("lee", "li")
    assert not same_spelling("moretti", "moratti")


def test_given_names_go_through_languages():
    assert same_family("george", "giorgos")
    assert same_family("mykola", "nikolai")
    assert not same_family("maria", "mark")


def test_short_forms_begin_as_the_name_does():
    assert may_shorten("jaz", "jacinta", lexicon())
    assert may_shorten("gord", "gordon", lexicon())
    assert not may_shorten("ann", "andrew", lexicon())
