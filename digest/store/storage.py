"""The storage the pipeline is given: one object with a store for each noun."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType

from digest.errors import StorageError
from digest.model import Keep, Pruned
from digest.store import schema
from digest.store.analyses import AnalysisStore
from digest.store.articles import ArticleStore
from digest.store.boilerplate import BoilerplateStore
from digest.store.database import Database
from digest.store.deliveries import DeliveryStore
from digest.store.editions import EditionStore
from digest.store.feeds import FeedStateStore
from digest.store.hosts import HostStore
from digest.store.people import PeopleStore
from digest.store.pruning import prune
from digest.store.stories import StoryStore


class SqlStorage:
    """`ports.Storage` on SQLite or PostgreSQL, for any number of threads. Close it, or use it as a context manager."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._feeds = FeedStateStore(database)
        self._hosts = HostStore(database)
        self._boilerplate = BoilerplateStore(database)
        self._articles = ArticleStore(database)
        self._analyses = AnalysisStore(database)
        self._people = PeopleStore(database)
        self._stories = StoryStore(database)
        self._editions = EditionStore(database)
        self._deliveries = DeliveryStore(database)

    @property
    def feeds(self) -> FeedStateStore:
        return self._feeds

    @property
    def hosts(self) -> HostStore:
        return self._hosts

    @property
    def boilerplate(self) -> BoilerplateStore:
        return self._boilerplate

    @property
    def articles(self) -> ArticleStore:
        return self._articles

    @property
    def analyses(self) -> AnalysisStore:
        return self._analyses

    @property
    def people(self) -> PeopleStore:
        return self._people

    @property
    def stories(self) -> StoryStore:
        return self._stories

    @property
    def editions(self) -> EditionStore:
        return self._editions

    @property
    def deliveries(self) -> DeliveryStore:
        return self._deliveries

    def prune(self, keep: Keep, *, now: datetime, dry_run: bool = False) -> Pruned:
        return prune(self._database, keep, now=now, dry_run=dry_run)

    def transaction(self) -> AbstractContextManager[None]:
        return self._database.transaction()

    def lock(self, name: str) -> AbstractContextManager[None]:
        return self._database.lock(name)

    def close(self) -> None:
        """Give the connections back."""
        self._database.close()

    def __enter__(self) -> SqlStorage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_storage(url: str, *, create: bool = True) -> SqlStorage:
    """The storage at `url`: `sqlite:////path/digest.db`, or `postgresql://user:password@host/name`.

    With `create`, what is missing is made (a directory and a file of their owner's alone for SQLite, the tables for
    both) and an older schema is brought to ours; without, nothing is changed and StorageError says what is missing.
    Raises UsageError for an address that is none, StorageError for a store that cannot be used or is newer.
    """
    database = Database(url)
    try:
        _prepare(database, create=create)
    except BaseException:
        database.close()
        raise
    return SqlStorage(database)


def _prepare(database: Database, *, create: bool) -> None:
    missing = database.path is not None and not database.path.exists()
    if missing and not create:
        raise StorageError(f"There is no store at {database.place} yet; it is made when feeds are collected.")
    if not missing and schema.is_current(database):
        return
    if not create:
        raise StorageError(
            f"The store {database.place} has an older schema than this version needs; upgrade it first."
        )
    schema.upgrade(database)


def upgrade(url: str) -> None:
    """Make the store at `url` where there is none, and bring its schema to this version; all or nothing."""
    open_storage(url, create=True).close()
