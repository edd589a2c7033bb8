"""Which story each article was told in, and which story an id of old leads to."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, func, or_, select, update

from digest.model import ArticleId, StoryId
from digest.store.database import Database, serialised
from digest.store.statements import batches, insert_new, insert_or_replace
from digest.store.tables import story, told

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
            for old, new in merged.items():
                _lead(connection, old, new)
            rows = [{"article": article, "story": each} for article, each in stories.items()]
            insert_or_replace(connection, told, rows)


def _now(connection: Connection, ids: Iterable[StoryId]) -> dict[StoryId, StoryId]:
    query = select(story.c.id, _NOW)
    return {
        StoryId(each): StoryId(now)
        for batch in batches(dict.fromkeys(ids))
        for each, now in connection.execute(query.where(story.c.id.in_(batch)))
    }


def _lead(connection: Connection, old: StoryId, new: StoryId) -> None:
    """Let `old`, and whatever led to it, lead to where `new` leads."""
    target = _now(connection, [new])[new]
    if target != old:
        leading = or_(story.c.id == old, story.c.merged_into == old)
        connection.execute(update(story).where(leading).values(merged_into=target))
