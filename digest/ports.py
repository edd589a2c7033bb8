"""What the pipeline asks of the outside: storage, fetching, mailing, a queue, workers.

Implementations: `store` (storage), `feeds.fetch`, `delivery.smtp` and `delivery.outbox`, `queue`, `workers`.
Tests use the fakes of tests/fakes.py, which keep the same contracts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from digest.model import (
    Analysis,
    Article,
    ArticleId,
    Delivery,
    Edition,
    EditionState,
    FeedState,
    Fetched,
    HostState,
    Identification,
    Identity,
    Keep,
    Outgoing,
    Person,
    PersonId,
    Proposal,
    Pruned,
    Reader,
    Request,
    RevisionId,
    StoryDecision,
    StoryId,
)

T = TypeVar("T")
R = TypeVar("R")


class Tagged(NamedTuple):
    """A name of a person: where it stands, in code points of the text as given, and how likely it is one."""

    start: int
    end: int
    probability: float


class Recogniser(Protocol):
    """Finds the names of persons in a text."""

    @property
    def version(self) -> str:
        """What tells its readings from those of another recogniser, or of other weights."""

    def tag(self, text: str, *, least: float = ...) -> list[Tagged]:
        """The names in order, apart, without titles in front and possessives behind; doubtful ones from `least` on.

        Never raises, takes time linear in the text's length, and depends on nothing else.
        """


class FeedStates(Protocol):
    """What the visits left. Any method can raise StorageError."""

    def get(self, urls: Iterable[str]) -> dict[str, FeedState]:
        """The states of the feeds that were visited before; the others are missing."""

    def put(self, states: Iterable[FeedState]) -> None:
        """Keep these states in place of the older ones."""


class Hosts(Protocol):
    """What hosts told every visitor. Any method can raise StorageError."""

    def get(self, hosts: Iterable[str]) -> dict[str, HostState]:
        """The states of the hosts that told something before; the others are missing."""

    def put(self, states: Iterable[HostState]) -> None:
        """Keep these states in place of the older ones."""


class Boilerplate(Protocol):
    """The paragraphs that outlets repeat under their articles, as hashes. Any method can raise StorageError."""

    def known(self, outlets: Iterable[str]) -> dict[str, frozenset[str]]:
        """What is known of each of these outlets (hosts); those of which nothing is known are missing."""

    def learn(self, found: Mapping[str, Iterable[str]], *, now: datetime) -> None:
        """Keep what was found, or seen again, of each outlet. Idempotent."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of articles handed to the storage."""

    new: tuple[ArticleId, ...] = ()
    revised: tuple[ArticleId, ...] = ()  # known, with another text than before
    known: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry as a feed carried it: its guid, the article it is, and a hash of what the feed said of it."""

    guid: str
    article: ArticleId
    fingerprint: str = ""


class Articles(Protocol):
    """The articles seen so far, each with its revisions. Any method can raise StorageError."""

    def add(self, articles: Iterable[Article]) -> Added:
        """Keep articles not yet known and revisions not yet known.

        first_seen and published of a known article stay as they were. Idempotent. An article whose earlier
        revision comes back has that revision as its newest again.
        """

    def sightings(self, feed_url: str, guids: Iterable[str]) -> dict[str, Sighting]:
        """What each guid of a feed last stood for; those never seen are missing."""

    def sighted_as(self, feed_url: str, articles: Iterable[ArticleId]) -> dict[ArticleId, Sighting]:
        """How a feed last carried each of these articles, under whatever guid; those it never carried are missing."""

    def sighted(self, feed_url: str, sightings: Iterable[Sighting], *, now: datetime) -> None:
        """Remember what a feed carried; the newest word on a guid wins, its first_seen stays."""

    def get(self, ids: Iterable[ArticleId]) -> list[Article]:
        """These articles with their newest revisions, in (published, id) order; unknown ids are missing."""

    def as_of(self, ids: Iterable[ArticleId], moment: datetime) -> list[Article]:
        """These articles with the texts they had at `moment`, by (published, id); later ones are missing."""

    def first_seen_between(
        self, since: datetime, until: datetime, *, feeds: Sequence[str] | None = None
    ) -> list[Article]:
        """Articles with since < first_seen <= until that one of `feeds` carried (None: any), by (published, id)."""

    def latest(self, feed_url: str, *, limit: int) -> list[Article]:
        """The last `limit` articles that a feed was the first to bring, newest first by (first_seen, id)."""

    def count(self) -> int:
        """How many articles are kept."""


class Analyses(Protocol):
    """Analyses by (revision, analyser's version). Any method can raise StorageError."""

    def get(self, revisions: Iterable[RevisionId], *, version: str) -> dict[RevisionId, Analysis]:
        """The analyses kept for these revisions; the others are missing."""

    def put(self, analyses: Iterable[Analysis]) -> None:
        """Keep these analyses."""


class People(Protocol):
    """The register of people. Any method can raise StorageError."""

    def bearing(self, keys: Iterable[str]) -> list[Person]:
        """The people found under any of these keys (see Person.keys), not merged away, sorted by id."""

    def get(self, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
        """These people under the ids asked for; a merged one leads to whom it was merged into."""

    def all(self) -> list[Person]:
        """Everybody not merged away, sorted by name and id."""

    def keep(self, identification: Identification) -> None:
        """Keep who is who, the people who are new or changed, and what is uncertain. Idempotent."""

    def proposals(self) -> list[Proposal]:
        """Who may be one person, surest first: of those who are two by now, under the ids they lead to."""

    def merge(self, person: PersonId, into: PersonId) -> None:
        """Let an id lead to another from now on. Raises UsageError where that would make a circle."""

    def merged(self) -> list[Person]:
        """Those who were merged away, with whom they lead to next, sorted by id."""

    def part(self, people: Iterable[PersonId]) -> None:
        """Let these ids lead to themselves again, whoever they were merged into. Idempotent."""

    def move(self, identities: Iterable[Identity]) -> None:
        """Let single appearances be somebody else; the other people of their articles stay who they are."""

    def identities(self, articles: Iterable[ArticleId]) -> list[Identity]:
        """Who is who in these articles, by (article, appearance); a merged person as whom they lead to."""

    def identities_of(self, person: PersonId, *, limit: int) -> list[Identity]:
        """Where a person or somebody merged into them appears: newest article first by (first_seen, id).

        At most `limit` of them; the person of each is whom they lead to.
        """

    def daily_counts(
        self, people: Iterable[PersonId], *, until: datetime, days: int
    ) -> dict[PersonId, tuple[int, ...]]:
        """In how many articles each appears in each of the `days` spans of 24 hours that end at `until`.

        By the articles' first_seen, oldest span first, a zero where there is none.
        """

    def frequencies(
        self, people: Iterable[PersonId], *, since: datetime, until: datetime
    ) -> tuple[dict[PersonId, int], int]:
        """In how many articles each appears, and how many articles were identified in that time."""


class Stories(Protocol):
    """Which story each article was told in; ids of stories survive merging. Any method can raise StorageError."""

    def of(self, articles: Iterable[ArticleId]) -> dict[ArticleId, StoryId]:
        """The story each article was last told in, under the id it has now; those never told are missing."""

    def now(self, ids: Iterable[StoryId]) -> dict[StoryId, StoryId]:
        """The id each story has now: its own, or that of the one it was merged into; strangers are missing."""

    def keep(self, stories: Mapping[ArticleId, StoryId], *, merged: Mapping[StoryId, StoryId]) -> None:
        """Remember in which story each article is told, and which older ids lead to which from now on. Idempotent.

        A story told here leads to itself from now on, unless `merged` says otherwise: it may be parted again.
        """

    def articles(self, ids: Iterable[StoryId]) -> dict[StoryId, tuple[ArticleId, ...]]:
        """The articles told in each story or in one merged into it, sorted; stories without any are missing."""

    def decide(self, decisions: Sequence[StoryDecision]) -> None:
        """Keep what an editor decided, the last word on a pair; it holds until it is withdrawn or its articles go."""

    def withdraw(self, decisions: Iterable[StoryDecision]) -> int:
        """Forget these decisions, whichever way round; how many there were."""

    def decisions(self) -> list[StoryDecision]:
        """All that editors decided, oldest first."""


class Editions(Protocol):
    """The editions of all digests. Any method can raise StorageError."""

    def get(self, number: int) -> Edition | None:
        """The edition with this number."""

    def find(self, digest: str, local_date: date) -> Edition | None:
        """The edition of a digest for a local date."""

    def newest(self, digest: str | None = None, *, limit: int = 20) -> list[Edition]:
        """The newest editions, of one digest or of all, newest first."""

    def put(self, edition: Edition) -> Edition:
        """Keep an edition and return it with its number (the next one, or that of the draft it replaces).

        Raises EditionError when the edition of that digest and date is no draft any more.
        """

    def advance(
        self, number: int, *, state: EditionState, allowed: Sequence[EditionState], now: datetime
    ) -> Edition:
        """Move an edition to a state from one of the allowed ones, atomically. Raises EditionError otherwise."""


class Deliveries(Protocol):
    """One row per (edition, reader). Any method can raise StorageError."""

    def claim(self, edition: int, readers: Mapping[str, str], *, now: datetime) -> list[str]:
        """Mark deliveries `sending`, committed before anything is sent; return the claimed readers' ids.

        `readers`: message id by reader's id. A reader is claimed when there is no row yet or the row is `deferred`;
        `sending` (somebody else, or a crash), `sent`, `refused` and `ambiguous` are not claimed.
        """

    def settle(self, deliveries: Iterable[Delivery]) -> None:
        """Write how claimed deliveries ended."""

    def of_edition(self, edition: int) -> list[Delivery]:
        """All deliveries of an edition, sorted by reader."""

    def abandoned(self, edition: int, *, now: datetime) -> int:
        """Turn what a crash left `sending` into `ambiguous`; return how many. Call it only under the edition's lock."""


class Storage(Protocol):
    """Everything kept. Calls outside `transaction()` are each their own; nested transactions join the outer one."""

    @property
    def feeds(self) -> FeedStates: ...
    @property
    def hosts(self) -> Hosts: ...
    @property
    def boilerplate(self) -> Boilerplate: ...
    @property
    def articles(self) -> Articles: ...
    @property
    def analyses(self) -> Analyses: ...
    @property
    def people(self) -> People: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def editions(self) -> Editions: ...
    @property
    def deliveries(self) -> Deliveries: ...

    def prune(self, keep: Keep, *, now: datetime, dry_run: bool = False) -> Pruned:
        """Take away what is older than `keep` says, with all that speaks of nothing else, and return how much.

        What an edition that is not sent yet tells is not touched, nor are each digest's newest editions, the
        sightings (what was seen once never counts as new again) and the register of people.
        """

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing: committed at the end, rolled back when an exception leaves it."""

    def lock(self, name: str) -> AbstractContextManager[None]:
        """Hold a name in the whole installation, across processes and hosts. Raises BusyError when it is held."""


class Fetcher(Protocol):
    """Fetches many things at once. Never raises for what the network does: see `Fetched.error`."""

    def fetch(self, requests: Iterable[Request]) -> Iterator[Fetched]:
        """One result for each request, in the order they arrive."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How handing over one message ended."""

    outgoing: Outgoing
    error: str = ""  # one sentence; empty: accepted
    temporary: bool = False  # worth trying later
    ambiguous: bool = False  # handed over, the receipt was lost


class Mailer(Protocol):
    """Takes messages towards their readers."""

    def send(self, messages: Iterable[Outgoing]) -> Iterator[Sent]:
        """One result for each message; one bad address does not stop the rest.

        Raises DeferredError when the server cannot be used at all (nothing more was sent).
        """


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T, R]):
    """What became of one value given to a worker."""

    given: T
    result: R | None = None
    error: str = ""  # one sentence; empty: `result` holds


class Workers(Protocol):
    """Runs pure functions over many values, in processes that can be killed."""

    def run(
        self, function: Callable[[T], R], values: Iterable[T], *, timeout: float
    ) -> Iterator[Outcome[T, R]]:
        """Results in the order of `values`. One that takes longer than `timeout` seconds is killed and reported."""


class Queue(Protocol):
    """Hands work to whoever does it: another machine, or at once this process."""

    def put(self, job: str, /, **arguments: str | int) -> None:
        """Have the named job done. Arguments are ids and dates, never objects; a job may run twice."""


__all__ = [
    "Added",
    "Analyses",
    "Articles",
    "Boilerplate",
    "Deliveries",
    "Editions",
    "FeedStates",
    "Fetcher",
    "Hosts",
    "Mailer",
    "Outcome",
    "People",
    "Queue",
    "Reader",
    "Sent",
    "Sighting",
    "Storage",
    "Stories",
    "Workers",
]
