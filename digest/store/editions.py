"""The editions of all digests, each with its snapshot."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update
from sqlalchemy import Row as Found

from digest.errors import EditionError
from digest.model import Edition, EditionState
from digest.store.database import Database, serialised
from digest.store.records import EDITION, from_json, to_json
from digest.store.statements import Row
from digest.store.tables import edition as table

_COLUMNS: Select[Any] = select(table.c.number, table.c.state, table.c.snapshot)


class EditionStore:
    """`ports.Editions` in SQL. Numbers run over all digests, without a gap."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, number: int) -> Edition | None:
        return self._first(_COLUMNS.where(table.c.number == number))

    def find(self, digest: str, local_date: date) -> Edition | None:
        return self._first(_COLUMNS.where(table.c.digest == digest, table.c.local_date == local_date))

    def newest(self, digest: str | None = None, *, limit: int = 20) -> list[Edition]:
        query = _COLUMNS.order_by(table.c.local_date.desc(), table.c.number.desc()).limit(limit)
        if digest is not None:
            query = query.where(table.c.digest == digest)
        with self._database.reading() as connection:
            return [_edition(row) for row in connection.execute(query)]

    def put(self, edition: Edition) -> Edition:
        with self._database.writing() as connection:
            serialised(connection, "editions")
            return _put(connection, edition)

    def advance(
        self, number: int, *, state: EditionState, allowed: Sequence[EditionState], now: datetime
    ) -> Edition:
        moved = update(table).where(table.c.number == number, table.c.state.in_(list(allowed)))
        with self._database.writing() as connection:
            done = connection.execute(moved.values(state=state, changed=now)).rowcount
            row = connection.execute(_COLUMNS.where(table.c.number == number)).first()
            if row is None:
                raise EditionError(f"There is no edition {number}.")
            if not done:
                raise EditionError(f"Edition {number} is {row.state}, so it cannot become {state}.")
            return _edition(row)

    def _first(self, query: Select[Any]) -> Edition | None:
        with self._database.reading() as connection:
            row = connection.execute(query).first()
            return None if row is None else _edition(row)


def _put(connection: Connection, edition: Edition) -> Edition:
    key = (table.c.digest == edition.digest) & (table.c.local_date == edition.local_date)
    number = connection.scalar(select(table.c.number).where(key))
    if number is not None:
        kept = replace(edition, number=number)
        draft = update(table).where(table.c.number == number, table.c.state == EditionState.DRAFT)
        if not connection.execute(draft.values(**_told(kept))).rowcount:
            state = connection.scalar(select(table.c.state).where(key))
            raise EditionError(
                f"Edition {number} ({edition.digest}, {edition.local_date}) is {state} and cannot be replaced."
            )
        return kept
    kept = replace(edition, number=(connection.scalar(select(func.max(table.c.number))) or 0) + 1)
    row = {"digest": kept.digest, "local_date": kept.local_date, "number": kept.number}
    connection.execute(insert(table), {**row, **_told(kept)})
    return kept


def _told(edition: Edition) -> Row:
    """What a draft that replaces another one changes."""
    snapshot = to_json(EDITION, edition)
    return {"state": edition.state, "cut_off": edition.cut_off, "snapshot": snapshot}


def _edition(row: Found[Any]) -> Edition:
    """The snapshot with the state it is in by now."""
    return replace(from_json(EDITION, row.snapshot), number=row.number, state=EditionState(row.state))
