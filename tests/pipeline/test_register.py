"""Corrections come and go, and what they say of everybody comes and goes with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digest.model import Correction, Identification, Person, Teaching
from digest.pipeline import Means
from tests.builders import NOON, an_article
from tests.pipeline.fakes import means
from tests.pipeline.test_draft import BRIEF, drafted, stocked

STRAND = "Hayley Strand opened the new mill on Monday. Strand, 41, thanked the weavers of the valley."
MORETTI = "Hayley Moretti closed the old cannery on Monday. Moretti, 41, thanked the fishers of the bay."
ODIE = "Odie sang at the quay on Monday. Odie, 30, was heard from the other side of the harbour."
CARROW = "Odette Carrow sang at the opera on Sunday. Carrow, 30, was heard by nobody at all."
SAME = Correction(teaching=Teaching.SAME, person="Hayley Strand", value="Hayley Moretti")
ALIAS = Correction(teaching=Teaching.ALIAS, person="Odette Carrow", value="Odie")


def draft_of(used: Means, *texts: str, day: int = 0, taught: tuple[Correction, ...] = ()) -> None:
    """Draft what is new on a day, with what was taught by then."""
    now = NOON + timedelta(days=day)
    articles = [
        replace(an_article(f"Day {day}, story {at}", text), first_seen=now - timedelta(hours=2))
        for at, text in enumerate(texts)
    ]
    stocked(*(replace(each, published=each.first_seen) for each in articles), used=used)
    drafted(used, replace(BRIEF, corrections=taught), now=now)


def people(used: Means) -> dict[str, Person]:
    return {each.name: each for each in used.storage.people.all()}


def days_of(used: Means, name: str) -> int:
    """In how many articles somebody appears."""
    return len(used.storage.people.identities_of(people(used)[name].id, limit=100))


def test_two_who_are_said_to_be_one_stay_one_in_later_drafts() -> None:
    used = means()
    draft_of(used, STRAND, MORETTI, taught=(SAME,))
    draft_of(used, MORETTI, day=1, taught=(SAME,))
    assert list(people(used)) == ["Hayley Strand"]
    assert days_of(used, "Hayley Strand") == 3
    assert len(used.storage.people.merged()) == 1


def test_two_who_are_said_to_be_one_by_their_ids_stay_one_in_later_drafts() -> None:
    used = means()
    draft_of(used, STRAND, MORETTI)
    one, other = (people(used)[name].id for name in ("Hayley Strand", "Hayley Moretti"))
    by_id = (replace(SAME, person=one, value=other),)
    draft_of(used, STRAND, MORETTI, day=1, taught=by_id)
    draft_of(used, MORETTI, day=2, taught=by_id)
    assert list(people(used)) == ["Hayley Strand"]
    assert days_of(used, "Hayley Strand") == 5


def test_a_merge_whose_line_is_taken_back_is_undone_at_the_next_draft_for_all_days() -> None:
    used = means()
    draft_of(used, STRAND, MORETTI, taught=(SAME,))
    draft_of(used, MORETTI, day=1, taught=(SAME,))
    draft_of(used, STRAND, day=2)
    assert (days_of(used, "Hayley Strand"), days_of(used, "Hayley Moretti")) == (2, 2)
    assert used.storage.people.merged() == []


def test_a_line_that_names_another_person_moves_the_merge() -> None:
    used = means()
    draft_of(used, STRAND, MORETTI, CARROW, taught=(SAME,))
    draft_of(used, MORETTI, day=1, taught=(replace(SAME, person="Odette Carrow"),))
    assert (days_of(used, "Hayley Strand"), days_of(used, "Odette Carrow")) == (1, 3)


def test_an_alias_counts_although_the_person_is_not_in_the_news_that_day() -> None:
    used = means()
    draft_of(used, CARROW)
    draft_of(used, ODIE, day=1, taught=(ALIAS,))
    assert list(people(used)) == ["Odette Carrow"]
    assert days_of(used, "Odette Carrow") == 2


def test_an_alias_whose_line_is_taken_away_is_gone_from_the_register_too() -> None:
    used = means()
    handle = replace(ALIAS, value="@odie")
    draft_of(used, CARROW, ODIE, taught=(ALIAS, handle, replace(ALIAS, value="Big Odette")))
    assert days_of(used, "Odette Carrow") == 2
    known = people(used)["Odette Carrow"]
    assert (known.aliases, known.handles, known.keys) == ((), (), ("carrow", "odette"))
    draft_of(used, ODIE, day=1)
    assert set(people(used)) == {"Odette Carrow", "Odie"}


def test_an_alias_that_articles_give_too_stays_when_its_line_goes() -> None:
    used = means()
    draft_of(used, CARROW)
    used.storage.people.keep(_with_alias(people(used)["Odette Carrow"], "Odie"))
    draft_of(used, CARROW, day=1, taught=(ALIAS,))
    assert people(used)["Odette Carrow"].aliases == ("Odie",)


def test_somebody_left_out_by_an_alias_is_left_out() -> None:
    used = means()
    out = Correction(teaching=Teaching.LEAVE_OUT, person="Odie")
    stocked(an_article("Opera", CARROW + " " + CARROW), used=used)
    edition = drafted(used, replace(BRIEF, corrections=(ALIAS, out)))
    assert "Odette Carrow" not in {each.name for each in edition.people}


def test_an_alias_can_be_given_by_id() -> None:
    used = means()
    draft_of(used, CARROW)
    by_id = replace(ALIAS, person=people(used)["Odette Carrow"].id)
    draft_of(used, ODIE, day=1, taught=(by_id,))
    assert list(people(used)) == ["Odette Carrow"]


def test_two_names_in_one_entry_have_entries_of_their_own_once_they_are_said_to_be_apart() -> None:
    used = means()
    draft_of(used, STRAND)
    one = people(used)["Hayley Strand"]
    used.storage.people.keep(_with_alias(one, "Hayley Moretti"))
    apart = (replace(SAME, teaching=Teaching.APART),)
    draft_of(used, STRAND, MORETTI, day=1, taught=apart)
    draft_of(used, STRAND, MORETTI, day=2, taught=apart)
    counts = {
        each.id: len(used.storage.people.identities_of(each.id, limit=9))
        for each in used.storage.people.all()
    }
    assert sorted(counts.values()) == [1, 2, 2]
    assert counts[one.id] == 1


def _with_alias(person: Person, alias: str) -> Identification:
    known = replace(person, aliases=(alias,), keys=(*person.keys, "moretti"))
    return Identification(people=(known,))
