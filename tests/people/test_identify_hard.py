"""Who is who where the names alone do not say it: told by what else the articles tell."""

from digest.model import Correction, Teaching
from digest.people import identify
from tests.people.builders import a_reading, lexicon
from tests.people.test_identify import found, person_of

PILOT = a_reading(
    "Pilot Ingrid Solvang, 44, landed the seaplane on the fjord. “I know the fjord,” Solvang said. The mechanic Arne "
    "Lund praised her.",
    url="https://a.example/p1",
    hours_ago=30,
)


def test_a_bare_first_name_joins_where_the_same_others_are_named_in_the_same_story():
    popular = a_reading(
        "Everybody on the fjord knows Ingrid. “Ingrid is our hero,” said Arne Lund, who mends the seaplane.",
        url="https://b.example/p2",
    )
    told = found(PILOT, popular)
    assert person_of(told, popular, "Ingrid") == person_of(told, PILOT, "Ingrid Solvang")


def test_an_initial_joins_where_the_articles_agree_and_not_where_they_do_not():
    notice = a_reading(
        "The seaplane landed on the fjord, the agency said. “I. Solvang did well,” said the mechanic Arne Lund.",
        url="https://b.example/p3",
    )
    if any(a.name == "I. Solvang" for a in notice.analysis.appearances):
        told = found(PILOT, notice)
        assert person_of(told, notice, "I. Solvang") == person_of(told, PILOT, "Ingrid Solvang")


def test_two_ages_are_two_people_whatever_else_agrees():
    other = a_reading(
        "Pilot Ingrid Solvang, 71, landed the seaplane on the fjord, said the mechanic Arne Lund.",
        url="https://b.example/p4",
    )
    told = found(PILOT, other)
    assert person_of(told, other, "Ingrid Solvang") != person_of(told, PILOT, "Ingrid Solvang")


def test_who_is_named_beside_somebody_is_not_that_person():
    brothers = a_reading(
        "Pavel Orlik sings and Pavel Orlik Jr. dances at the Orlik theatre, the director Hanna Berg said.",
        url="https://a.example/o1",
    )
    assert len({i.person for i in found(brothers).identities}) == len(brothers.analysis.appearances)


def test_a_handle_joins_its_person_across_articles():
    one = a_reading(
        "Odette Carrow (@odette.carrow) sang at the quay.", url="https://a.example/h1", hours_ago=9
    )
    other = a_reading("Odie Carrow (@odette.carrow) baked a cake.", url="https://b.example/h2")
    told = found(one, other)
    assert len({each.person for each in told.identities}) == 1
    assert "the same handle @odette.carrow" in {each.reason for each in told.identities}


def test_reasons_say_what_an_editor_would():
    again = a_reading(
        "Pilot Ingrid Solvang took tourists over the fjord. Solvang and the mechanic Arne Lund own the seaplane.",
        url="https://b.example/p5",
    )
    told = found(PILOT, again)
    (reason,) = [
        each.reason
        for each in told.identities
        if each.article == again.article.id and each.person.startswith("ingrid")
    ]
    assert reason.startswith("the same full name and role (Pilot), named beside Arne Lund again")


def test_an_alias_teaches_the_entry_no_name_of_its_own():
    one = a_reading("Odie, 30, sang. “I sang,” Odie said.", url="https://a.example/a1", hours_ago=9)
    other = a_reading("Odette Carrow, 30, danced.", url="https://a.example/a2")
    alias = Correction(teaching=Teaching.ALIAS, person="Odie", value="Odette Carrow")
    (person,) = found(one, other, corrections=[alias]).people
    assert person.name == "Odie"
    assert person.aliases == ("Odette Carrow",)


def test_nobodys_name_is_nobodys_with_more_around_it():
    reading = a_reading("Old Jack Frost, 90, sang in the rain.", url="https://a.example/n1")
    nobody = Correction(teaching=Teaching.NOBODY, person="Jack Frost")
    assert found(reading, corrections=[nobody]).people == ()


def test_ids_kept_apart_keep_their_names_apart():
    one = a_reading(
        "Robert Ilvers sang in the choir at the harbour.", url="https://a.example/i1", hours_ago=9
    )
    first = found(one)
    robert = first.people[0]
    other = a_reading("Bob Ilvers sang in the choir at the harbour.", url="https://b.example/i2")
    bob = found(other).people[0]
    line = Correction(teaching=Teaching.APART, person=robert.id, value=bob.id)
    again = identify([other], [robert, bob], lexicon=lexicon(), corrections=[line])
    assert {each.person for each in again.identities} == {bob.id}


def test_what_is_uncertain_is_proposed_with_its_evidence():
    other = a_reading(
        "The seaplane on the fjord was flown by Bluey Solvang, 44, the mechanic Arne Lund said. Solvang smiled.",
        url="https://b.example/p6",
    )
    told = found(PILOT, other)
    (proposal,) = [each for each in told.proposals if "solvang" in each.one]
    assert "Bluey may be what Ingrid is called" in proposal.evidence
    assert "named beside Arne Lund again" in proposal.evidence
    assert proposal.article == other.article.id
