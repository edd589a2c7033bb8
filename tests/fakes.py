"""Stand-ins that keep the contracts of digest.ports in memory; the contract's own tests run on them too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from digest.errors import BusyError, EditionError, StorageError, UsageError
from digest.model import (
    Analysis,
    Article,
    ArticleId,
    Delivery,
    DeliveryState,
    Edition,
    EditionState,
    FeedState,
    HostState,
    Identification,
    Identity,
    Keep,
    Person,
    PersonId,
    Proposal,
    Pruned,
    RevisionId,
    StoryDecision,
    StoryId,
)
from digest.ports import Added, Sighting
from tests.shelves import Shelves, prune

DAY = timedelta(days=1)


class FakeFeedStates:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def get(self, urls: Iterable[str]) -> dict[str, FeedState]:
        return {url: self._shelves.feeds[url] for url in urls if url in self._shelves.feeds}

    def put(self, states: Iterable[FeedState]) -> None:
        self._shelves.feeds |= {each.feed_url: each for each in states}


class FakeHosts:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def get(self, hosts: Iterable[str]) -> dict[str, HostState]:
        return {host: self._shelves.hosts[host] for host in hosts if host in self._shelves.hosts}

    def put(self, states: Iterable[HostState]) -> None:
        self._shelves.hosts |= {each.host: each for each in states}


class FakeBoilerplate:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def known(self, outlets: Iterable[str]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        wanted = set(outlets)
        for outlet, paragraph in self._shelves.boilerplate:
            if outlet in wanted:
                found[outlet].add(paragraph)
        return {outlet: frozenset(paragraphs) for outlet, paragraphs in found.items()}

    def learn(self, found: Mapping[str, Iterable[str]], *, now: datetime) -> None:
        kept = self._shelves.boilerplate
        for outlet, paragraphs in found.items():
            for each in paragraphs:
                kept[outlet, each] = max(now, kept.get((outlet, each), now))


class FakeArticles:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def add(self, articles: Iterable[Article]) -> Added:
        shelves, known = self._shelves, 0
        new: list[ArticleId] = []
        before: dict[ArticleId, RevisionId] = {}
        with shelves.change():
            for each in (replace(one, copies=()) for one in articles):
                shelves.revisions.setdefault(each.revision, each)
                kept = shelves.articles.get(each.id)
                if kept is None:
                    new.append(each.id)
                    shelves.articles[each.id] = each
                elif kept.revision == each.revision:
                    known += 1
                else:
                    before.setdefault(each.id, kept.revision)
                    shelves.articles[each.id] = _revised(kept, shelves.revisions[each.revision])
        revised = [
            one for one, old in before.items() if one not in new and shelves.articles[one].revision != old
        ]
        return Added(new=tuple(new), revised=tuple(revised), known=known)

    def sightings(self, feed_url: str, guids: Iterable[str]) -> dict[str, Sighting]:
        kept = self._shelves.sightings
        return {guid: kept[feed_url, guid] for guid in guids if (feed_url, guid) in kept}

    def sighted(self, feed_url: str, sightings: Iterable[Sighting], *, now: datetime) -> None:
        fresh = {(feed_url, each.guid): each for each in sightings}
        self._shelves.sightings |= {key: fresh[key] for key in sorted(fresh)}

    def sighted_as(self, feed_url: str, articles: Iterable[ArticleId]) -> dict[ArticleId, Sighting]:
        wanted, kept = set(articles), self._shelves.sightings
        return {
            each.article: each
            for (url, _), each in kept.items()
            if url == feed_url and each.article in wanted
        }

    def get(self, ids: Iterable[ArticleId]) -> list[Article]:
        return _in_order(self._shelves.articles[one] for one in set(ids) if one in self._shelves.articles)

    def as_of(self, ids: Iterable[ArticleId], moment: datetime) -> list[Article]:
        shelves, wanted = self._shelves, set(ids) & self._shelves.articles.keys()
        stood: dict[ArticleId, Article] = {}
        for text in sorted(shelves.revisions.values(), key=lambda each: (each.first_seen, each.revision)):
            if text.id in wanted and text.first_seen <= moment:
                stood[text.id] = _revised(replace(shelves.articles[text.id], text_seen=None), text)
        return _in_order(stood.values())

    def first_seen_between(
        self, since: datetime, until: datetime, *, feeds: Sequence[str] | None = None
    ) -> list[Article]:
        seen = [each for each in self._shelves.articles.values() if since < each.first_seen <= until]
        if feeds is None:
            return _in_order(seen)
        sighted = {each.article for (url, _), each in self._shelves.sightings.items() if url in feeds}
        return _in_order(each for each in seen if each.feed_url in feeds or each.id in sighted)

    def latest(self, feed_url: str, *, limit: int) -> list[Article]:
        brought = [each for each in self._shelves.articles.values() if each.feed_url == feed_url]
        return sorted(brought, key=lambda each: (each.first_seen, each.id), reverse=True)[:limit]

    def count(self) -> int:
        return len(self._shelves.articles)


class FakeAnalyses:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def get(self, revisions: Iterable[RevisionId], *, version: str) -> dict[RevisionId, Analysis]:
        kept = self._shelves.analyses
        return {each: kept[each, version] for each in revisions if (each, version) in kept}

    def put(self, analyses: Iterable[Analysis]) -> None:
        self._shelves.analyses |= {(each.revision, each.version): each for each in analyses}


class FakePeople:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def bearing(self, keys: Iterable[str]) -> list[Person]:
        wanted = set(keys)
        found = {self._lead(each.id) for each in self._shelves.people.values() if wanted & set(each.keys)}
        return [self._shelves.people[one] for one in sorted(found)]

    def get(self, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
        people = self._shelves.people
        return {one: people[self._lead(one)] for one in ids if one in people}

    def all(self) -> list[Person]:
        present = (each for each in self._shelves.people.values() if each.merged_into is None)
        return sorted(present, key=lambda each: (each.name, each.id))

    def keep(self, identification: Identification) -> None:
        people = self._shelves.people
        with self._shelves.transaction():
            for each in identification.people:
                kept = people.get(each.id)
                people[each.id] = replace(each, merged_into=kept.merged_into if kept else None)
            for each in identification.people:
                if each.merged_into is not None:
                    self.merge(each.id, each.merged_into)
            self._keep_identities(identification.identities)
            self._shelves.proposals |= {(each.one, each.other): each for each in identification.proposals}

    def proposals(self) -> list[Proposal]:
        best: dict[tuple[PersonId, PersonId], Proposal] = {}
        kept = self._shelves.proposals.values()
        for each in sorted(kept, key=lambda p: (-p.confidence, p.one, p.other)):
            one, other = sorted((self._lead(each.one), self._lead(each.other)))
            if one != other:
                best.setdefault((one, other), replace(each, one=one, other=other))
        return list(best.values())

    def _keep_identities(self, identities: Iterable[Identity]) -> None:
        fresh: dict[ArticleId, dict[str, Identity]] = defaultdict(dict)
        for each in identities:
            if each.person not in self._shelves.people:
                raise StorageError(f"There is no person {each.person}.")
            fresh[each.article][each.appearance] = each
        self._shelves.identities |= fresh

    def merge(self, person: PersonId, into: PersonId) -> None:
        with self._shelves.change():
            people = self._shelves.people
            for each in (person, into):
                if each not in people:
                    raise UsageError(f"There is no person {each}.")
            lead, other = self._lead(into), self._lead(person)
            if lead == person:
                raise UsageError(f"{into} leads to {person} already; that would make a circle.")
            if lead != other:
                people[other] = replace(people[other], merged_into=lead)

    def merged(self) -> list[Person]:
        gone = (each for each in self._shelves.people.values() if each.merged_into is not None)
        return sorted(gone, key=lambda each: each.id)

    def part(self, people: Iterable[PersonId]) -> None:
        kept = self._shelves.people
        for each in set(people) & kept.keys():
            kept[each] = replace(kept[each], merged_into=None)

    def move(self, identities: Iterable[Identity]) -> None:
        for each in identities:
            there = self._shelves.identities.get(each.article, {})
            self._shelves.identities[each.article] = there | {each.appearance: each}

    def identities(self, articles: Iterable[ArticleId]) -> list[Identity]:
        found = [each for one in set(articles) for each in self._shelves.identities.get(one, {}).values()]
        return sorted(map(self._led, found), key=lambda each: (each.article, each.appearance))

    def identities_of(self, person: PersonId, *, limit: int) -> list[Identity]:
        if person not in self._shelves.people:
            return []
        articles = self._shelves.articles
        found = [each for each in self.identities(articles) if each.person == self._lead(person)]
        found.sort(key=lambda each: (articles[each.article].first_seen, each.article), reverse=True)
        return found[:limit]

    def _led(self, identity: Identity) -> Identity:
        return replace(identity, person=self._lead(identity.person))

    def daily_counts(
        self, people: Iterable[PersonId], *, until: datetime, days: int
    ) -> dict[PersonId, tuple[int, ...]]:
        spans = [until - (days - each) * DAY for each in range(days)]
        return {
            one: tuple(self._count(one, since=since, until=since + DAY) for since in spans)
            for one in set(people)
        }

    def frequencies(
        self, people: Iterable[PersonId], *, since: datetime, until: datetime
    ) -> tuple[dict[PersonId, int], int]:
        total = sum(1 for each in self._identified(since, until) if each)
        return {one: self._count(one, since=since, until=until) for one in set(people)}, total

    def _lead(self, person: PersonId) -> PersonId:
        while (following := self._shelves.people[person].merged_into) is not None:
            person = following
        return person

    def _identified(self, since: datetime, until: datetime) -> Iterator[set[PersonId]]:
        """Who appears in each article of that time."""
        for article_id, identities in self._shelves.identities.items():
            article = self._shelves.articles.get(article_id)
            if article is not None and since < article.first_seen <= until:
                yield {self._lead(each.person) for each in identities.values()}

    def _count(self, person: PersonId, *, since: datetime, until: datetime) -> int:
        if person not in self._shelves.people:
            return 0
        lead = self._lead(person)
        return sum(lead in people for people in self._identified(since, until))


class FakeStories:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def of(self, articles: Iterable[ArticleId]) -> dict[ArticleId, StoryId]:
        kept = self._shelves
        return {each: kept.stories[kept.told[each]] for each in articles if each in kept.told}

    def now(self, ids: Iterable[StoryId]) -> dict[StoryId, StoryId]:
        return {each: self._shelves.stories[each] for each in ids if each in self._shelves.stories}

    def keep(self, stories: Mapping[ArticleId, StoryId], *, merged: Mapping[StoryId, StoryId]) -> None:
        leads = self._shelves.stories
        for each in (*stories.values(), *merged, *merged.values()):
            leads.setdefault(each, each)
        leads |= {each: each for each in stories.values() if each not in merged}
        for old, new in merged.items():
            if leads[new] != old:
                leads |= {each: leads[new] for each, now in leads.items() if old in (each, now)}
        self._shelves.told |= stories

    def articles(self, ids: Iterable[StoryId]) -> dict[StoryId, tuple[ArticleId, ...]]:
        found: dict[StoryId, list[ArticleId]] = defaultdict(list)
        wanted = set(ids)
        for article, story in self.of(self._shelves.told).items():
            if story in wanted:
                found[story].append(article)
        return {each: tuple(sorted(articles)) for each, articles in found.items()}

    def decide(self, decisions: Sequence[StoryDecision]) -> None:
        for each in decisions:
            self.withdraw([each])
            one, other = sorted((each.one, each.other))
            self._shelves.decisions = [*self._shelves.decisions, replace(each, one=one, other=other)]

    def withdraw(self, decisions: Iterable[StoryDecision]) -> int:
        pairs = {frozenset((each.one, each.other)) for each in decisions}
        kept = [each for each in self._shelves.decisions if frozenset((each.one, each.other)) not in pairs]
        gone = len(self._shelves.decisions) - len(kept)
        self._shelves.decisions = kept
        return gone

    def decisions(self) -> list[StoryDecision]:
        return list(self._shelves.decisions)


class FakeEditions:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def get(self, number: int) -> Edition | None:
        return self._shelves.editions.get(number)

    def find(self, digest: str, local_date: date) -> Edition | None:
        return next((each for each in self._of(digest) if each.local_date == local_date), None)

    def newest(self, digest: str | None = None, *, limit: int = 20) -> list[Edition]:
        return self._of(digest)[:limit]

    def put(self, edition: Edition) -> Edition:
        with self._shelves.change():
            kept = self.find(edition.digest, edition.local_date)
            if kept is not None and kept.state is not EditionState.DRAFT:
                raise EditionError(f"Edition {kept.number} is {kept.state} and cannot be replaced.")
            number = kept.number if kept else max(self._shelves.editions, default=0) + 1
            self._shelves.editions[number] = replace(edition, number=number)
            return self._shelves.editions[number]

    def advance(
        self, number: int, *, state: EditionState, allowed: Sequence[EditionState], now: datetime
    ) -> Edition:
        with self._shelves.change():
            kept = self.get(number)
            if kept is None:
                raise EditionError(f"There is no edition {number}.")
            if kept.state not in allowed:
                raise EditionError(f"Edition {number} is {kept.state}, so it cannot become {state}.")
            self._shelves.editions[number] = replace(kept, state=state)
            return self._shelves.editions[number]

    def _of(self, digest: str | None) -> list[Edition]:
        """The editions of a digest, or of all, newest first."""
        found = (each for each in self._shelves.editions.values() if digest in {None, each.digest})
        return sorted(found, key=lambda each: (each.local_date, each.number), reverse=True)


class FakeDeliveries:
    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def claim(self, edition: int, readers: Mapping[str, str], *, now: datetime) -> list[str]:
        with self._shelves.change():
            return [
                reader
                for reader, message_id in readers.items()
                if self._claim(edition, reader, message_id=message_id, now=now)
            ]

    def _claim(self, edition: int, reader: str, *, message_id: str, now: datetime) -> bool:
        kept = self._shelves.deliveries.get((edition, reader))
        if kept is not None and kept.state is not DeliveryState.DEFERRED:
            return False
        claimed = Delivery(
            edition=edition,
            reader=reader,
            state=DeliveryState.SENDING,
            message_id=message_id,
            attempts=kept.attempts + 1 if kept else 1,
            changed=now,
        )
        self._write(claimed)
        return True

    def settle(self, deliveries: Iterable[Delivery]) -> None:
        with self._shelves.change():
            for each in deliveries:
                kept = self._shelves.deliveries.get((each.edition, each.reader))
                if kept is None:
                    self._write(each)
                elif kept.state is not DeliveryState.SENT:
                    self._write(replace(each, attempts=kept.attempts))

    def of_edition(self, edition: int) -> list[Delivery]:
        found = (each for (number, _), each in self._shelves.deliveries.items() if number == edition)
        return sorted(found, key=lambda each: each.reader)

    def abandoned(self, edition: int, *, now: datetime) -> int:
        left = [each for each in self.of_edition(edition) if each.state is DeliveryState.SENDING]
        error = "The program stopped while this was being handed over."
        for each in left:
            self._write(replace(each, state=DeliveryState.AMBIGUOUS, changed=now, error=error))
        return len(left)

    def _write(self, delivery: Delivery) -> None:
        if delivery.edition not in self._shelves.editions:
            raise StorageError(f"There is no edition {delivery.edition}.")
        self._shelves.deliveries[delivery.edition, delivery.reader] = delivery


class FakeStorage:
    """`ports.Storage` in memory: for one process, and any number of threads that do not share a transaction."""

    def __init__(self) -> None:
        self._shelves = Shelves()
        self._held: set[str] = set()
        self.feeds = FakeFeedStates(self._shelves)
        self.hosts = FakeHosts(self._shelves)
        self.boilerplate = FakeBoilerplate(self._shelves)
        self.articles = FakeArticles(self._shelves)
        self.analyses = FakeAnalyses(self._shelves)
        self.people = FakePeople(self._shelves)
        self.stories = FakeStories(self._shelves)
        self.editions = FakeEditions(self._shelves)
        self.deliveries = FakeDeliveries(self._shelves)

    def prune(self, keep: Keep, *, now: datetime, dry_run: bool = False) -> Pruned:
        return prune(self._shelves, keep, now=now, dry_run=dry_run)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._shelves.transaction():
            yield

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        if name in self._held:
            raise BusyError(f"Another process is at the same work ({name}); try again when it has finished.")
        self._held.add(name)
        try:
            yield
        finally:
            self._held.remove(name)


def _in_order(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda each: (each.published, each.id))


def _revised(kept: Article, other: Article) -> Article:
    """The article with another of its texts."""
    return replace(
        kept,
        revision=other.revision,
        title=other.title,
        text=other.text,
        byline=other.byline,
        language=other.language,
        picture=other.picture,
        section=other.section,
        text_seen=other.first_seen if other.first_seen > kept.first_seen else None,
    )
