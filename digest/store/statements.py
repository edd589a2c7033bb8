"""Statements that both databases share but for the name of their insert, and batches of a size both take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

T = TypeVar("T")
Row = dict[str, Any]
BATCH = 900  # values in one statement: old builds of SQLite take 999


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """`values` in lists of at most `size`."""
    remaining = iter(values)
    while batch := list(islice(remaining, size)):
        yield batch


def insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The insert of the connection's database, which knows `on_conflict_...`."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows whose key is not there yet. Rows are sorted by key, so that two writers never deadlock."""
    if rows:
        connection.execute(insert(connection, table).on_conflict_do_nothing(), rows)


def insert_or_replace(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, in place of those with the same key; of two rows with one key the later one wins."""
    keys = [column.name for column in table.primary_key]
    unique = by_key(rows, keys)
    if not unique:
        return
    statement = insert(connection, table)
    fresh = {name: statement.excluded[name] for name in unique[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh), unique)


def by_key(rows: Iterable[Row], keys: Sequence[str]) -> list[Row]:
    """The last row of each key, in the order of the keys: PostgreSQL refuses to change a row twice in one statement."""
    unique = {tuple(row[key] for key in keys): row for row in rows}
    return [unique[key] for key in sorted(unique)]
