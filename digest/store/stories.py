"""Which story each article was told in, and which story an id of old leads to."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, or_, select, update

from digest.model import ArticleId, StoryDecision, StoryId
from digest.store.database import Database, serialised
from digest.store.statements import batches, insert_new, insert_or_replace
from digest.store.tables import story, story_decision, told

_NOW = func.coalesce(story.c.merged_into, story.c.id)  # chains are kept one step long


class StoryStore:
    """`ports.Stories` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, articles: Iterable[ArticleId]) -> dict[ArticleId, StoryId]:
        query = select(told.c.article, _NOW).join(story, story.c.id == told.c.story)
        with self._database.reading() as connection:
            return {
                ArticleId(article): StoryId(now)
                for batch in batches(dict.fromkeys(articles))
                for article, now in connection.execute(query.where(told.c.article.in_(batch)))
            }

    def now(self, ids: Iterable[StoryId]) -> dict[StoryId, StoryId]:
        with self._database.reading() as connection:
            return _now(connection, ids)

    def keep(self, stories: Mapping[ArticleId, StoryId], *, merged: Mapping[StoryId, StoryId]) -> None:
        with self._database.transaction(), self._database.writing() as connection:
            serialised(connection, "stories")
            ids = {*stories.values(), *merged.keys(), *merged.values()}
            insert_new(connection, story, {"id": str}, sorted(ids))
            _lead_nowhere(connection, {*stories.values()} - {*merged})
            for old, new in merged.items():
                _lead(connection, old, new)
            rows = [{"article": article, "story": each} for article, each in stories.items()]
            insert_or_replace(connection, told, rows)

    def articles(self, ids: Iterable[StoryId]) -> dict[StoryId, tuple[ArticleId, ...]]:
        found: dict[StoryId, list[ArticleId]] = defaultdict(list)
        query = select(_NOW, told.c.article).join(story, story.c.id == told.c.story).order_by(told.c.article)
        with self._database.reading() as connection:
            for batch in batches(dict.fromkeys(ids)):
                for each, article in connection.execute(query.where(_NOW.in_(batch))):
                    found[StoryId(each)].append(ArticleId(article))
        return {each: tuple(sorted(articles)) for each, articles in found.items()}

    def decide(self, decisions: Sequence[StoryDecision]) -> None:
        with self._database.writing() as connection:
            serialised(connection, "stories")
            first = (connection.scalar(select(func.max(story_decision.c.at))) or 0) + 1
            rows = {
                _pair(each): {
                    "one": _pair(each)[0],
                    "other": _pair(each)[1],
                    "together": each.together,
                    "at": at,
                }
                for at, each in enumerate(decisions, first)
            }
            insert_or_replace(connection, story_decision, list(rows.values()), changing=("together", "at"))

    def withdraw(self, decisions: Iterable[StoryDecision]) -> int:
        gone = 0
        with self._database.transaction(), self._database.writing() as connection:
            for one, other in sorted({_pair(each) for each in decisions}):
                known = (story_decision.c.one == one) & (story_decision.c.other == other)
                gone += connection.execute(delete(story_decision).where(known)).rowcount
        return gone

    def decisions(self) -> list[StoryDecision]:
        columns = (story_decision.c.one, story_decision.c.other, story_decision.c.together)
        query = select(*columns).order_by(story_decision.c.at, *columns[:2])
        with self._database.reading() as connection:
            return [
                StoryDecision(one=ArticleId(row.one), other=ArticleId(row.other), together=row.together)
                for row in connection.execute(query)
            ]


def _pair(decision: StoryDecision) -> tuple[ArticleId, ArticleId]:
    """Its articles, sorted: which one was named first means nothing."""
    return min(decision.one, decision.other), max(decision.one, decision.other)


def _now(connection: Connection, ids: Iterable[StoryId]) -> dict[StoryId, StoryId]:
    query = select(story.c.id, _NOW)
    return {
        StoryId(each): StoryId(now)
        for batch in batches(dict.fromkeys(ids))
        for each, now in connection.execute(query.where(story.c.id.in_(batch)))
    }


def _lead_nowhere(connection: Connection, ids: Iterable[StoryId]) -> None:
    """Let stories that are told again by themselves be themselves, whatever they were merged into before."""
    for batch in batches(sorted(ids)):
        led = story.c.id.in_(batch) & story.c.merged_into.is_not(None)
        connection.execute(update(story).where(led).values(merged_into=None))


def _lead(connection: Connection, old: StoryId, new: StoryId) -> None:
    """Let `old`, and whatever led to it, lead to where `new` leads."""
    target = _now(connection, [new])[new]
    if target != old:
        leading = or_(story.c.id == old, story.c.merged_into == old)
        connection.execute(update(story).where(leading).values(merged_into=target))
