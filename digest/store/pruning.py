"""Taking away what is older than an installation keeps, a batch at a time.

Every batch is a transaction of its own that leaves the store whole, so that nobody is kept waiting for long and a run
that is killed is simply finished by the next one. On SQLite the file does not shrink: its freed pages are used again
for what comes next. Giving them back would be VACUUM, which locks everybody out and needs as much room again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
)

from digest.model import Edition, EditionState, Keep, Pruned
from digest.store.database import Database, serialised
from digest.store.records import EDITION, from_json
from digest.store.statements import BATCH
from digest.store.tables import (
    analysis,
    article,
    boilerplate,
    delivery,
    edition,
    identity,
    revision,
    story_decision,
    told,
)

NEWEST: Final = 60  # editions of each digest that stay, however old: what was told is looked up in them
UNSEEN: Final = timedelta(days=60)  # after which a paragraph is no boilerplate of its outlet any more

_Take = Callable[[Connection, Sequence[Row[Any]]], Counter[str]]
_UNSENT = (EditionState.DRAFT, EditionState.APPROVED, EditionState.SENDING)


def prune(database: Database, keep: Keep, *, now: datetime, dry_run: bool = False) -> Pruned:
    """What `ports.Storage.prune` promises. Boilerplate that its outlet has not repeated for long is forgotten too."""
    texts, analyses, editions = (_before(now, each) for each in (keep.texts, keep.analyses, keep.editions))
    run = _Run(database, dry_run=dry_run)
    counts: Counter[str] = Counter()
    if texts is not None:
        counts += _prune_articles(run, texts)
    if analyses is not None:
        counts += _prune_analyses(run, analyses, articles_since=texts)
    if texts is not None or analyses is not None:
        counts += _prune_orphans(run)
    if editions is not None:
        counts["editions"] = _prune_editions(run, editions)
    if not dry_run:
        _forget_boilerplate(database, now - UNSEEN)
    return Pruned(**counts)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over the store, and what it has read of the editions that are not sent yet."""

    database: Database
    dry_run: bool
    named: dict[int, frozenset[str]] = field(default_factory=dict)  # articles, by the hash of a snapshot

    def walk(self, query: Select[Any], take: _Take) -> Counter[str]:
        """Take what the query finds, a batch in a transaction each, in the order of its columns.

        What `take` leaves is passed over, so that counting meets the same rows as removing.
        """
        columns = tuple_(*query.selected_columns)
        batch = query.order_by(*query.selected_columns).limit(BATCH)
        counts: Counter[str] = Counter()
        rows: Sequence[Row[Any]] = ()
        while True:
            with self.database.reading() if self.dry_run else self.database.writing() as connection:
                for name in (
                    () if self.dry_run else ("articles", "editions")
                ):  # nobody adds or names any meanwhile
                    serialised(connection, name)
                rows = connection.execute(batch.where(columns > tuple(rows[-1])) if rows else batch).all()
                counts += take(connection, rows)
            if len(rows) < BATCH:
                return counts

    def remove(self, connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
        """Delete rows, or only count them; how many."""
        if self.dry_run:
            return connection.scalar(select(func.count()).select_from(table).where(where)) or 0
        return connection.execute(delete(table).where(where)).rowcount

    def needed(self, connection: Connection) -> set[str]:
        """The articles that the editions name that are not sent yet, as they are at this moment."""
        unsent = connection.scalars(select(edition.c.snapshot).where(edition.c.state.in_(_UNSENT)))
        needed: set[str] = set()
        for snapshot in unsent:
            key = hash(snapshot)
            if key not in self.named:
                self.named[key] = _named(from_json(EDITION, snapshot))
            needed |= self.named[key]
        return needed


def _before(now: datetime, length: timedelta | None) -> datetime | None:
    """The moment before which things are too old; None: nothing is."""
    try:
        return None if length is None else now - length
    except OverflowError:
        return None


def _prune_articles(run: _Run, before: datetime) -> Counter[str]:
    """Articles with all that speaks of nothing else; sightings stay, so that none of them ever counts as new again."""

    def take(connection: Connection, rows: Sequence[Row[Any]]) -> Counter[str]:
        needed = run.needed(connection)
        gone = [row.id for row in rows if row.id not in needed]
        texts = select(revision.c.id).where(revision.c.article.in_(gone))
        analyses = run.remove(connection, analysis, analysis.c.revision.in_(texts))
        for table in (identity, told):
            run.remove(connection, table, table.c.article.in_(gone))
        decided = or_(story_decision.c.one.in_(gone), story_decision.c.other.in_(gone))
        run.remove(connection, story_decision, decided)
        return Counter(articles=run.remove(connection, article, article.c.id.in_(gone)), analyses=analyses)

    return run.walk(select(article.c.first_seen, article.c.id).where(article.c.first_seen < before), take)


def _prune_analyses(run: _Run, before: datetime, *, articles_since: datetime | None) -> Counter[str]:
    """Analyses of old revisions; those of articles before `articles_since` have gone with them, or are needed."""

    def take(connection: Connection, rows: Sequence[Row[Any]]) -> Counter[str]:
        needed = run.needed(connection)
        gone = [row.id for row in rows if row.article not in needed]
        return Counter(analyses=run.remove(connection, analysis, analysis.c.revision.in_(gone)))

    old = select(revision.c.first_seen, revision.c.id, revision.c.article).where(
        revision.c.first_seen < before, exists().where(analysis.c.revision == revision.c.id)
    )
    if articles_since is not None:
        kept = (article.c.id == revision.c.article) & (article.c.first_seen >= articles_since)
        old = old.where(exists().where(kept))
    return run.walk(old, take)


def _prune_orphans(run: _Run) -> Counter[str]:
    """Analyses whose revision is gone."""

    def take(connection: Connection, rows: Sequence[Row[Any]]) -> Counter[str]:
        gone = [row.revision for row in rows]
        return Counter(analyses=run.remove(connection, analysis, analysis.c.revision.in_(gone)))

    known = exists().where(revision.c.id == analysis.c.revision)
    return run.walk(select(analysis.c.revision).where(~known).distinct(), take)


def _prune_editions(run: _Run, before: datetime) -> int:
    """Sent editions, each with its deliveries at once: one without them could be sent again to everybody."""
    places = select(edition.c.digest, edition.c.number).order_by(
        edition.c.digest, edition.c.local_date.desc(), edition.c.number.desc()
    )
    old = select(edition.c.number).where(edition.c.state == EditionState.SENT, edition.c.cut_off < before)
    with run.database.reading() as connection:
        numbers = [
            [row.number for row in rows]
            for _, rows in groupby(connection.execute(places), key=lambda row: row.digest)
        ]
        highest = max((max(each) for each in numbers), default=0)  # the next edition must not get its number
        beyond = {number for each in numbers for number in each[NEWEST:]} - {highest}
        gone = sorted(beyond.intersection(connection.scalars(old)))
    for number in () if run.dry_run else gone:
        with run.database.transaction(), run.database.writing() as connection:
            run.remove(connection, delivery, delivery.c.edition == number)
            run.remove(connection, edition, edition.c.number == number)
    return len(gone)


def _forget_boilerplate(database: Database, before: datetime) -> None:
    old = boilerplate.c.last_seen < before
    with database.reading() as connection:
        outlets = connection.scalars(select(boilerplate.c.outlet).where(old).distinct()).all()
    for outlet in sorted(outlets):
        with database.writing() as connection:
            connection.execute(delete(boilerplate).where(old, boilerplate.c.outlet == outlet))


def _named(one: Edition) -> frozenset[str]:
    return frozenset(source.article for story in one.stories for source in story.sources)
