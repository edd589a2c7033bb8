"""What hosts told every visitor: when to come back, and which pages are not for programs."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from digest.model import HostState
from digest.store.database import Database
from digest.store.statements import batches, insert_or_replace
from digest.store.tables import host

_FIELDS = tuple(column.name for column in host.columns)


class HostStore:
    """`ports.Hosts` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, hosts: Iterable[str]) -> dict[str, HostState]:
        with self._database.reading() as connection:
            return {
                row.host: HostState(**row._mapping)
                for batch in batches(dict.fromkeys(hosts))
                for row in connection.execute(select(host).where(host.c.host.in_(batch)))
            }

    def put(self, states: Iterable[HostState]) -> None:
        rows = [{name: getattr(state, name) for name in _FIELDS} for state in states]
        with self._database.writing() as connection:
            insert_or_replace(connection, host, rows)
