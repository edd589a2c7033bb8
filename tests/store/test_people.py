from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.errors import StorageError, UsageError
from digest.model import ArticleId, PersonId
from digest.ports import Storage
from tests.builders import NOON, an_article
from tests.store.builders import LATER, a_person, naming, register

ADA, BOB, CAT, DAN = (PersonId(each) for each in ("p-ada", "p-bob", "p-cat", "p-dan"))


def keep_all(storage: Storage, *people: str) -> None:
    storage.people.keep(register(*(a_person(each, each.title(), keys=(each,)) for each in people)))


def test_a_person_comes_back_as_kept(storage: Storage) -> None:
    person = a_person(
        ADA,
        "Áda Carrow",
        aliases=("Ada", "A. C."),
        handles=("@ada",),
        role="former mayor",
        role_source=ArticleId("a1"),
        gender="f",
        birth_year=1985,
        context=("harbour", "quay"),
        first_seen=NOON,
        last_seen=LATER,
    )
    storage.people.keep(register(person))
    storage.people.keep(register(person))
    assert storage.people.get([ADA, BOB]) == {ADA: person}
    assert storage.people.all() == [person]


def test_people_are_found_under_the_keys_they_have_now(storage: Storage) -> None:
    ada, bob = a_person(ADA, keys=("ada", "carrow")), a_person(BOB, keys=("bob", "carrow"))
    storage.people.keep(register(ada, bob))
    assert storage.people.bearing(["carrow", "nobody"]) == [ada, bob]
    assert storage.people.bearing(["bob"]) == [bob]
    renamed = replace(bob, keys=("robert",))
    storage.people.keep(register(renamed))
    assert storage.people.bearing(["bob", "carrow"]) == [ada]
    assert storage.people.bearing(["robert"]) == [renamed]
    assert storage.people.bearing([]) == []


def test_everybody_comes_by_name_and_id(storage: Storage) -> None:
    people = [a_person("3", "Zoe"), a_person("2", "adam"), a_person("1", "Zoe"), a_person("4", "Ève")]
    storage.people.keep(register(*people))
    assert [each.id for each in storage.people.all()] == ["1", "3", "2", "4"]


def test_a_merged_id_leads_to_whom_it_was_merged_into_however_long_the_chain(storage: Storage) -> None:
    keep_all(storage, ADA, BOB, CAT)
    storage.people.merge(ADA, into=BOB)
    storage.people.merge(BOB, into=CAT)
    found = storage.people.get([ADA, BOB, CAT])
    assert [found[each].id for each in (ADA, BOB, CAT)] == [CAT, CAT, CAT]
    assert [each.id for each in storage.people.all()] == [CAT]
    assert [each.id for each in storage.people.bearing([ADA])] == [CAT]


def test_merging_one_already_merged_takes_the_others_along(storage: Storage) -> None:
    keep_all(storage, ADA, BOB, CAT)
    storage.people.merge(ADA, into=BOB)
    storage.people.merge(ADA, into=CAT)
    assert {each.id for each in storage.people.get([ADA, BOB, CAT]).values()} == {CAT}
    storage.people.merge(ADA, into=BOB)  # they are the same by now
    assert {each.id for each in storage.people.get([ADA, BOB, CAT]).values()} == {CAT}


def test_a_circle_is_refused(storage: Storage) -> None:
    keep_all(storage, ADA, BOB, CAT)
    storage.people.merge(ADA, into=BOB)
    storage.people.merge(BOB, into=CAT)
    for person, into in ((CAT, ADA), (CAT, CAT)):
        with pytest.raises(UsageError, match="circle"):
            storage.people.merge(person, into=into)
    assert [each.id for each in storage.people.all()] == [CAT]


def test_nobody_is_merged_with_a_stranger(storage: Storage) -> None:
    keep_all(storage, ADA)
    for person, into in ((ADA, BOB), (BOB, ADA)):
        with pytest.raises(UsageError, match=f"no person {BOB}"):
            storage.people.merge(person, into=into)


def test_keeping_a_stale_person_does_not_undo_a_merge(storage: Storage) -> None:
    stale = a_person(ADA)
    storage.people.keep(register(stale, a_person(BOB)))
    storage.people.merge(ADA, into=BOB)
    storage.people.keep(register(replace(stale, role="mayor")))
    assert storage.people.get([ADA])[ADA].id == BOB


def test_a_merge_can_come_with_the_people(storage: Storage) -> None:
    storage.people.keep(register(a_person(ADA, merged_into=BOB), a_person(BOB)))
    assert storage.people.get([ADA])[ADA].id == BOB
    with pytest.raises(UsageError, match="circle"):
        storage.people.keep(register(a_person(BOB, merged_into=ADA), a_person(CAT)))
    assert CAT not in storage.people.get([CAT])


def test_an_identity_needs_its_person(storage: Storage) -> None:
    article = an_article()
    with pytest.raises(StorageError):
        storage.people.keep(register(a_person(ADA), identities=naming(article, BOB)))
    assert storage.people.all() == []


def test_frequencies_count_articles_not_mentions(storage: Storage) -> None:
    first, second, unread = (an_article(title) for title in ("First", "Second", "Unread"))
    storage.articles.add([first, second, unread])
    keep_all(storage, ADA, BOB, CAT)
    storage.people.keep(register(identities=naming(first, ADA, ADA, BOB) + naming(second, ADA)))
    asked = [ADA, BOB, CAT, DAN]
    counts, total = storage.people.frequencies(asked, since=NOON - timedelta(days=1), until=NOON)
    assert (counts, total) == ({ADA: 2, BOB: 1, CAT: 0, DAN: 0}, 2)
    none, never = storage.people.frequencies(asked, since=NOON, until=LATER)
    assert (set(none.values()), never) == ({0}, 0)


def test_a_person_has_the_articles_of_those_merged_into_them(storage: Storage) -> None:
    first, second = an_article("First"), an_article("Second")
    storage.articles.add([first, second])
    keep_all(storage, ADA, BOB, CAT)
    storage.people.keep(register(identities=naming(first, ADA, BOB) + naming(second, CAT)))
    storage.people.merge(ADA, into=BOB)
    storage.people.merge(BOB, into=CAT)
    counts, total = storage.people.frequencies([ADA, CAT], since=NOON - timedelta(days=1), until=NOON)
    assert (counts, total) == ({ADA: 2, CAT: 2}, 2)


def test_what_is_kept_of_an_article_takes_the_place_of_what_was(storage: Storage) -> None:
    article = an_article()
    storage.articles.add([article])
    keep_all(storage, ADA, BOB)
    storage.people.keep(register(identities=naming(article, ADA, BOB)))
    storage.people.keep(register(identities=naming(article, BOB)))
    counts, _ = storage.people.frequencies([ADA, BOB], since=NOON - timedelta(days=1), until=NOON)
    assert counts == {ADA: 0, BOB: 1}


def test_daily_counts_are_of_spans_of_24_hours_that_end_at_the_moment_given(storage: Storage) -> None:
    keep_all(storage, ADA, BOB)
    for hours in (0, 1, 23, 24, 47, 48, 72):
        article = an_article(f"Story {hours}", hours_ago=hours)
        storage.articles.add([article])
        storage.people.keep(register(identities=naming(article, ADA)))
    counts = storage.people.daily_counts([ADA, BOB, DAN], until=NOON, days=3)
    assert counts == {ADA: (1, 2, 3), BOB: (0, 0, 0), DAN: (0, 0, 0)}


def test_more_people_than_a_statement_has_variables(storage: Storage) -> None:
    people = [a_person(f"p{each:05}", keys=(f"k{each}", "all")) for each in range(2000)]
    storage.people.keep(register(*people))
    assert storage.people.bearing(f"k{each}" for each in range(2000)) == people
    assert len(storage.people.get(each.id for each in people)) == 2000
    counts, _ = storage.people.frequencies([each.id for each in people], since=NOON, until=LATER)
    assert len(counts) == 2000


def test_a_merge_can_be_taken_back(storage: Storage) -> None:
    keep_all(storage, ADA, BOB, CAT)
    storage.people.merge(ADA, into=BOB)
    storage.people.merge(BOB, into=CAT)
    assert [(each.id, each.merged_into) for each in storage.people.merged()] == [(ADA, BOB), (BOB, CAT)]
    storage.people.part([BOB, DAN])
    storage.people.part([BOB, DAN])
    assert [each.id for each in storage.people.merged()] == [ADA]
    assert {one: each.id for one, each in storage.people.get([ADA, BOB, CAT]).items()} == {
        ADA: BOB,
        BOB: BOB,
        CAT: CAT,
    }


def test_who_is_who_in_an_article_comes_back_as_kept_under_whom_they_lead_to(storage: Storage) -> None:
    first, second, other = (an_article(title) for title in ("First", "Second", "Other"))
    storage.articles.add([first, second, other])
    keep_all(storage, ADA, BOB)
    kept = naming(first, ADA, BOB) + naming(second, BOB)
    storage.people.keep(register(identities=kept + naming(other, ADA)))
    in_order = sorted(kept, key=lambda each: (each.article, each.appearance))
    assert storage.people.identities([first.id, second.id, ArticleId("none")]) == in_order
    storage.people.merge(BOB, into=ADA)
    assert {each.person for each in storage.people.identities([first.id, second.id])} == {ADA}
    assert storage.people.identities([]) == []


def test_a_persons_articles_come_newest_first_with_those_of_people_merged_into_them(storage: Storage) -> None:
    articles = [an_article(f"Story {hours}", hours_ago=hours) for hours in (3, 1, 2)]
    storage.articles.add(articles)
    keep_all(storage, ADA, BOB, CAT)
    for article, person in zip(articles, (ADA, BOB, CAT), strict=True):
        storage.people.keep(register(identities=naming(article, person)))
    storage.people.merge(ADA, into=BOB)
    for asked in (ADA, BOB):
        found = storage.people.identities_of(asked, limit=10)
        assert [each.article for each in found] == [articles[1].id, articles[0].id]
        assert {each.person for each in found} == {BOB}
    assert [each.article for each in storage.people.identities_of(BOB, limit=1)] == [articles[1].id]
    assert storage.people.identities_of(DAN, limit=10) == []
