"""What waits for an editor's answer, and single appearances that become somebody else's."""

from __future__ import annotations

from dataclasses import replace

from digest.model import Identification, PersonId, Proposal
from digest.ports import Storage
from tests.builders import NOON, an_article
from tests.store.builders import a_person
from tests.store.test_people import ADA, BOB, CAT, naming, register

DOUBT = Proposal(
    one=ADA,
    other=BOB,
    evidence=("the same full name", "named beside Łucja again"),
    against=(),
    confidence=0.4,
    article=an_article().id,
    on=NOON.date(),
)


def asked(storage: Storage, *proposals: Proposal) -> None:
    people = tuple(a_person(each) for each in (ADA, BOB, CAT))
    storage.people.keep(Identification(people=people, proposals=proposals))


def test_a_proposal_is_kept_once_with_all_that_it_says(storage: Storage) -> None:
    asked(storage, DOUBT)
    asked(storage, DOUBT)
    assert storage.people.proposals() == [DOUBT]


def test_a_newer_proposal_about_two_people_takes_the_place_of_the_older(storage: Storage) -> None:
    asked(storage, DOUBT)
    surer = replace(DOUBT, confidence=0.6, against=("one is in sport, the other in arts",))
    asked(storage, surer)
    assert storage.people.proposals() == [surer]


def test_the_surest_come_first_and_those_who_are_one_by_now_are_gone(storage: Storage) -> None:
    sure = replace(DOUBT, other=CAT, confidence=0.8)
    asked(storage, DOUBT, sure)
    assert storage.people.proposals() == [sure, DOUBT]
    storage.people.merge(CAT, ADA)
    assert storage.people.proposals() == [DOUBT]
    storage.people.part([CAT])
    assert storage.people.proposals() == [sure, DOUBT]


def test_a_proposal_speaks_of_whom_its_people_lead_to(storage: Storage) -> None:
    asked(storage, DOUBT)
    storage.people.merge(BOB, CAT)
    assert storage.people.proposals() == [replace(DOUBT, other=CAT)]


def test_an_appearance_is_moved_and_the_others_of_its_article_stay(storage: Storage) -> None:
    article = an_article()
    storage.articles.add([article])
    asked(storage)
    one, other = naming(article, ADA, BOB)
    storage.people.keep(register(identities=(one, other)))
    storage.people.move([replace(one, person=PersonId(CAT))])
    assert [each.person for each in storage.people.identities([article.id])] == [CAT, BOB]
