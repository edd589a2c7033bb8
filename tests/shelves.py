"""What the storage in memory keeps, its transactions, and how it is pruned."""

from __future__ import annotations

import threading
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from digest.errors import StorageError
from digest.model import (
    Analysis,
    Article,
    ArticleId,
    Delivery,
    Edition,
    EditionState,
    FeedState,
    HostState,
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
from digest.ports import Sighting

NEWEST = 60  # editions of each digest that always stay
UNSEEN = timedelta(days=60)  # after which boilerplate is forgotten


@dataclass
class Shelves:
    """What is kept, and the transactions on it."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    hosts: dict[str, HostState] = field(default_factory=dict)
    boilerplate: dict[tuple[str, str], datetime] = field(default_factory=dict)
    articles: dict[ArticleId, Article] = field(default_factory=dict)
    revisions: dict[RevisionId, Article] = field(default_factory=dict)
    sightings: dict[tuple[str, str], Sighting] = field(default_factory=dict)
    analyses: dict[tuple[RevisionId, str], Analysis] = field(default_factory=dict)
    people: dict[PersonId, Person] = field(default_factory=dict)
    identities: dict[ArticleId, dict[str, Identity]] = field(default_factory=dict)
    proposals: dict[tuple[PersonId, PersonId], Proposal] = field(default_factory=dict)
    stories: dict[StoryId, StoryId] = field(default_factory=dict)
    told: dict[ArticleId, StoryId] = field(default_factory=dict)
    decisions: list[StoryDecision] = field(default_factory=list)  # oldest first
    editions: dict[int, Edition] = field(default_factory=dict)
    deliveries: dict[tuple[int, str], Delivery] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._spoilt = False

    @contextmanager
    def change(self) -> Iterator[None]:
        """One step, whole or not at all; what a database would refuse spoils the transaction around it."""
        with self._lock:
            before = self._copies()
            try:
                yield
            except BaseException as error:
                vars(self).update(before)
                self._spoilt |= isinstance(error, StorageError)
                raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            if self._depth == 0:
                self._spoilt = False
            before = self._copies()
            self._depth += 1
            try:
                yield
                if self._depth == 1 and self._spoilt:
                    raise StorageError("Nothing was changed, because a part of the work failed.")
            except BaseException:
                self._spoilt = True
                if self._depth == 1:
                    vars(self).update(before)
                raise
            finally:
                self._depth -= 1

    def _copies(self) -> dict[str, dict[Any, Any]]:
        return {name: dict(value) for name, value in vars(self).items() if isinstance(value, dict)}


def prune(shelves: Shelves, keep: Keep, *, now: datetime, dry_run: bool) -> Pruned:
    """`ports.Storage.prune`."""
    articles = _old_articles(shelves, keep.texts, now=now)
    analyses = _old_analyses(shelves, keep, articles, now=now)
    editions = _old_editions(shelves, keep.editions, now=now)
    if not dry_run:
        forgotten = {each for each, seen in shelves.boilerplate.items() if seen < now - UNSEEN}
        shelves.articles = _without(shelves.articles, articles)
        shelves.revisions = {one: each for one, each in shelves.revisions.items() if each.id not in articles}
        shelves.identities = _without(shelves.identities, articles)
        shelves.told = _without(shelves.told, articles)
        shelves.decisions = [each for each in shelves.decisions if not {each.one, each.other} & articles]
        shelves.analyses = _without(shelves.analyses, analyses)
        shelves.editions = _without(shelves.editions, editions)
        shelves.deliveries = {key: each for key, each in shelves.deliveries.items() if key[0] not in editions}
        shelves.boilerplate = _without(shelves.boilerplate, forgotten)
    return Pruned(articles=len(articles), analyses=len(analyses), editions=len(editions))


def _old_articles(shelves: Shelves, length: timedelta | None, *, now: datetime) -> set[ArticleId]:
    if length is None:
        return set()
    old = {each.id for each in shelves.articles.values() if now - each.first_seen > length}
    return old - _needed(shelves)


def _old_analyses(
    shelves: Shelves, keep: Keep, articles: set[ArticleId], *, now: datetime
) -> set[tuple[RevisionId, str]]:
    if keep.texts is None and keep.analyses is None:
        return set()
    needed = _needed(shelves)

    def goes(revision: RevisionId) -> bool:
        text = shelves.revisions.get(revision)
        if text is None or text.id in articles:
            return True
        too_old = keep.analyses is not None and now - text.first_seen > keep.analyses
        return too_old and text.id not in needed

    return {key for key in shelves.analyses if goes(key[0])}


def _old_editions(shelves: Shelves, length: timedelta | None, *, now: datetime) -> set[int]:
    if length is None:
        return set()
    kept = {max(shelves.editions, default=0)}
    for digest in {each.digest for each in shelves.editions.values()}:
        of_it = [each for each in shelves.editions.values() if each.digest == digest]
        newest = sorted(of_it, key=lambda each: (each.local_date, each.number), reverse=True)
        kept |= {each.number for each in newest[:NEWEST]}
    sent = (each for each in shelves.editions.values() if each.state is EditionState.SENT)
    return {each.number for each in sent if now - each.cut_off > length} - kept


def _needed(shelves: Shelves) -> set[ArticleId]:
    """What the editions name that are not sent yet."""
    unsent = (each for each in shelves.editions.values() if each.state is not EditionState.SENT)
    return {source.article for each in unsent for story in each.stories for source in story.sources}


def _without(kept: dict[Any, Any], gone: Container[Any]) -> dict[Any, Any]:
    return {key: value for key, value in kept.items() if key not in gone}
