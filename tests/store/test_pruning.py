from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from digest.errors import StorageError
from digest.model import (
    Article,
    Edition,
    EditionState,
    Keep,
    PersonId,
    Pruned,
    Section,
    StoryDecision,
    StoryId,
)
from digest.ports import Sighting, Storage
from digest.store import SqlStorage, open_storage, pruning, upgrade
from digest.store.database import Database, serialised
from tests.builders import NOON, an_article
from tests.fakes import FakeStorage
from tests.store.builders import (
    TUESDAY,
    a_delivery,
    a_person,
    a_story,
    an_analysis,
    an_edition,
    naming,
    register,
    retold,
)

DAY = timedelta(days=1)
FOR_EVER = Keep(texts=None, analyses=None, editions=None)
FEED = "https://harbourpost.example/feed.xml"


SENT, SENDING = EditionState.SENT, EditionState.SENDING


def days_old(days: float, title: str = "") -> Article:
    return an_article(title or f"Story of {days} days", hours_ago=24 * days)


def an_issue(storage: Storage, day: int, state: EditionState = SENT, **others: object) -> Edition:
    """A kept edition of `day` days ago."""
    fields: dict[str, object] = {"cut_off": NOON - day * DAY, "sections": ()}
    kept = storage.editions.put(an_edition(local_date=TUESDAY - day * DAY, **(fields | others)))  # type: ignore[arg-type]
    return storage.editions.advance(kept.number, state=state, allowed=[EditionState.DRAFT], now=NOON)


def told_in(*articles: Article) -> tuple[Section, ...]:
    return tuple(Section(stories=(a_story(each),), heading="News") for each in articles)


def test_old_articles_go_with_all_that_speaks_of_nothing_else(storage: Storage) -> None:
    old, young = an_article("Old", hours_ago=24 * 91), an_article("Young", hours_ago=24 * 89)
    storage.articles.add([old, young, retold(old, "Another text.", first_seen=NOON)])
    storage.articles.sighted(FEED, [Sighting("g", old.id)], now=NOON)
    storage.people.keep(register(a_person(), identities=naming(old, "p1") + naming(young, "p1")))
    storage.stories.keep({old.id: StoryId("s1"), young.id: StoryId("s1")}, merged={})
    storage.stories.decide([StoryDecision(one=young.id, other=old.id, together=True)])
    storage.analyses.put([an_analysis(old), an_analysis(old, version="v2"), an_analysis(young)])

    assert storage.prune(Keep(), now=NOON) == Pruned(articles=1, analyses=2)
    assert storage.articles.get([old.id, young.id]) == [young]
    assert storage.stories.of([old.id, young.id]) == {young.id: StoryId("s1")}
    assert storage.stories.decisions() == []
    assert storage.analyses.get([old.revision, young.revision], version="v1").keys() == {young.revision}
    assert storage.people.all() == [a_person()]
    assert storage.articles.sightings(FEED, ["g"]) == {"g": Sighting("g", old.id)}
    storage.articles.add([old])  # nothing of it is left that would count again
    window = {"since": NOON - 99 * DAY, "until": NOON}
    assert storage.people.frequencies([PersonId("p1")], **window) == ({PersonId("p1"): 1}, 1)
    assert storage.articles.get([old.id]) == [old]


def test_what_is_exactly_as_old_as_kept_stays_and_for_ever_takes_nothing(storage: Storage) -> None:
    storage.articles.add([days_old(90), days_old(4000)])
    storage.analyses.put([an_analysis(days_old(4000))])
    an_issue(storage, 4000)
    assert storage.prune(FOR_EVER, now=NOON) == Pruned()
    assert storage.prune(Keep(texts=timedelta.max, editions=timedelta.max), now=NOON) == Pruned(analyses=1)
    assert storage.prune(Keep(), now=NOON) == Pruned(articles=1)
    assert storage.articles.get([days_old(90).id]) == [days_old(90)]


@pytest.mark.parametrize("state", [EditionState.DRAFT, EditionState.APPROVED, SENDING])
def test_what_an_edition_tells_that_is_not_sent_stays_until_it_is(
    storage: Storage, state: EditionState
) -> None:
    named, other = days_old(100, "Named"), days_old(101, "Other")
    storage.articles.add([named, other])
    storage.analyses.put([an_analysis(named), an_analysis(other)])
    number = an_issue(storage, 95, state, sections=told_in(named)).number

    assert storage.prune(Keep(), now=NOON) == Pruned(articles=1, analyses=1)
    assert storage.articles.get([named.id]) == [named]
    assert storage.analyses.get([named.revision], version="v1") == {named.revision: an_analysis(named)}
    storage.editions.advance(number, state=SENT, allowed=[state], now=NOON)
    assert storage.prune(Keep(), now=NOON) == Pruned(articles=1, analyses=1)


def test_analyses_can_go_before_the_texts_by_the_age_of_the_revision(storage: Storage) -> None:
    old = days_old(20)
    fresh = retold(old, "Closed again.", first_seen=NOON - DAY)
    lost = days_old(1, "Never kept")
    storage.articles.add([old, fresh])
    storage.analyses.put([an_analysis(each) for each in (old, fresh, lost)])
    keep = Keep(texts=None, analyses=7 * DAY)
    assert storage.prune(keep, now=NOON) == Pruned(analyses=2)
    assert storage.analyses.get([old.revision, fresh.revision], version="v1").keys() == {fresh.revision}
    assert storage.articles.count() == 1


def test_sent_editions_go_with_their_deliveries_but_never_each_digests_newest(storage: Storage) -> None:
    daily = [an_issue(storage, day) for day in range(64, 0, -1)]
    an_issue(storage, 70, EditionState.APPROVED)  # never sent
    last = an_issue(storage, 80, digest="weekly")
    for number in (1, 2, 60):
        storage.deliveries.settle([a_delivery(number, "r1")])

    assert storage.prune(Keep(editions=62 * DAY), now=NOON) == Pruned(
        editions=2
    )  # of the four beyond the newest
    left = storage.editions.newest(limit=100)
    assert [each.number for each in left if each.digest == "daily"] == [*range(64, 2, -1), 65]
    assert [each for each in left if each.digest == "weekly"] == [last]
    assert storage.deliveries.of_edition(1) == []
    assert len(storage.deliveries.of_edition(60)) == 1
    assert storage.editions.get(3) == daily[2]
    assert an_issue(storage, 0).number == 67


def test_the_highest_number_stays_so_that_no_edition_ever_gets_it_again(storage: Storage) -> None:
    for day in range(60):
        an_issue(storage, day)
    an_issue(storage, 500)  # drafted late, for a day long ago
    assert storage.prune(Keep(editions=DAY), now=NOON) == Pruned()
    an_issue(storage, -1)
    assert storage.prune(Keep(editions=300 * DAY), now=NOON) == Pruned(editions=1)
    assert storage.editions.get(61) is None


def test_boilerplate_that_is_not_repeated_for_sixty_days_is_forgotten(storage: Storage) -> None:
    storage.boilerplate.learn({"a.example": ["old", "again"], "b.example": ["old"]}, now=NOON - 61 * DAY)
    storage.boilerplate.learn({"a.example": ["again"]}, now=NOON - 60 * DAY)
    storage.boilerplate.learn({"a.example": ["again"]}, now=NOON - 70 * DAY)  # a clock that went back
    storage.prune(FOR_EVER, now=NOON, dry_run=True)
    assert len(storage.boilerplate.known(["a.example", "b.example"])) == 2
    storage.prune(FOR_EVER, now=NOON)
    assert storage.boilerplate.known(["a.example", "b.example"]) == {"a.example": frozenset(["again"])}


def test_more_than_a_batch_is_counted_and_taken(storage: Storage) -> None:
    old = [days_old(100 + each / 1000) for each in range(1900)]
    young = days_old(1)
    storage.articles.add([*old, young])
    storage.analyses.put([an_analysis(each, version=each.title[:1]) for each in [*old, young]])
    an_issue(storage, 95, SENDING, sections=told_in(*old[::300]))
    for dry_run in (True, False):
        assert storage.prune(Keep(), now=NOON, dry_run=dry_run) == Pruned(articles=1893, analyses=1893)
    assert storage.prune(Keep(), now=NOON) == Pruned()
    assert {each.id for each in storage.articles.get(each.id for each in old)} == {
        each.id for each in old[::300]
    }


AGES = st.integers(0, 40)
NAMED = st.lists(st.tuples(AGES, st.sampled_from(EditionState), st.lists(AGES, max_size=3)), max_size=4)
LENGTHS = st.none() | st.integers(0, 30).map(lambda days: timedelta(days=days))


def a_full_store(
    storage: Storage, ages: list[int], issues: list[tuple[int, EditionState, list[int]]]
) -> None:
    articles = {age: days_old(age) for age in ages}
    storage.articles.add(articles.values())
    storage.analyses.put([an_analysis(each) for each in articles.values()] + [an_analysis(days_old(99))])
    for number, (age, state, named) in enumerate(issues):
        told = told_in(*(days_old(each) for each in named))
        an_issue(storage, age, state, digest=f"d{number}", sections=told)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ages=st.lists(AGES, unique=True),
    issues=NAMED,
    lengths=st.tuples(LENGTHS, LENGTHS, LENGTHS),
)
def test_whatever_is_pruned_the_rest_is_whole(
    tmp_path_factory: pytest.TempPathFactory,
    ages: list[int],
    issues: list[tuple[int, EditionState, list[int]]],
    lengths: tuple[timedelta | None, ...],
) -> None:
    keep = Keep(texts=lengths[0], analyses=lengths[1], editions=lengths[2])
    path = tmp_path_factory.mktemp("pruned") / "digest.db"
    with open_storage(f"sqlite:///{path}") as stored:
        counts = []
        for storage in (stored, FakeStorage()):
            a_full_store(storage, ages, issues)
            counted = storage.prune(keep, now=NOON, dry_run=True)
            assert storage.articles.count() == len(ages)
            assert storage.prune(keep, now=NOON) == counted
            assert storage.prune(keep, now=NOON) == Pruned()
            left = storage.articles.get(days_old(each).id for each in ages)
            assert len(left) == len(ages) - counted.articles
            young = {days_old(each).id for each in ages if keep.texts is None or each * DAY <= keep.texts}
            named = {age for _, state, named in issues if state is not SENT for age in named if age in ages}
            assert {each.id for each in left} >= young | {days_old(each).id for each in named}
            assert len(storage.editions.newest()) == len(issues)  # each read whole
            counts.append(counted)
        assert counts[0] == counts[1]


def test_a_run_that_is_killed_has_taken_whole_batches_and_is_finished_by_the_next(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [days_old(100 + each / 1000) for each in range(40)]
    begun: list[str] = []

    def killed_in_the_third_batch(connection: Connection, name: str) -> None:
        begun.append(name)
        if name == "editions" and begun.count(name) == 3:
            raise KeyboardInterrupt
        serialised(connection, name)

    with open_storage(url) as storage:
        storage.articles.add(old)
        storage.analyses.put(map(an_analysis, old))
        monkeypatch.setattr(pruning, "BATCH", 10)
        monkeypatch.setattr(pruning, "serialised", killed_in_the_third_batch)
        with pytest.raises(KeyboardInterrupt):
            storage.prune(Keep(), now=NOON)
        assert storage.articles.count() == 20
        assert len(storage.analyses.get([each.revision for each in old], version="v1")) == 20
        assert storage.prune(Keep(), now=NOON) == Pruned(articles=20, analyses=20)


def test_pruning_a_locked_store_or_one_with_a_snapshot_it_cannot_read_says_so(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    storage = SqlStorage(Database(sqlite_url, patience=0.05))
    storage.articles.add([days_old(100)])
    an_issue(storage, 95, SENDING)
    other = sqlite3.connect(Path(sqlite_url.removeprefix("sqlite:///")), isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StorageError, match=r"digest\.db is locked by another program; try again"):
        storage.prune(Keep(), now=NOON)
    with pytest.raises(StorageError, match=r"digest\.db is locked by another program; try again"):
        storage.boilerplate.learn({"a.example": ["1"]}, now=NOON)
    assert storage.prune(Keep(), now=NOON, dry_run=True).articles == 1  # reading goes on
    other.execute("update edition set snapshot = '{}'")
    other.execute("commit")
    other.close()
    with pytest.raises(StorageError, match="holds an Edition that this version cannot read"):
        storage.prune(Keep(), now=NOON)
    assert storage.articles.count() == 1
    storage.close()
