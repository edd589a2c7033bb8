"""What the last visits to the feeds left."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, select

from digest.model import FeedState
from digest.store.database import Database
from digest.store.statements import batches, insert_or_replace
from digest.store.tables import feed_state

_FIELDS = tuple(column.name for column in feed_state.columns)


class FeedStateStore:
    """`ports.FeedStates` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, urls: Iterable[str]) -> dict[str, FeedState]:
        with self._database.reading() as connection:
            return {
                row.feed_url: _state(row)
                for batch in batches(dict.fromkeys(urls))
                for row in connection.execute(select(feed_state).where(feed_state.c.feed_url.in_(batch)))
            }

    def put(self, states: Iterable[FeedState]) -> None:
        rows = [{name: getattr(state, name) for name in _FIELDS} for state in states]
        with self._database.writing() as connection:
            insert_or_replace(connection, feed_state, rows)


def _state(row: Row[Any]) -> FeedState:
    return FeedState(**row._mapping)
