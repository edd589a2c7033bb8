"""Statements that both databases share but for the name of their insert, and batches of a size both take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, repeat
from operator import itemgetter
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, Table, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import psycopg
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.engine import Dialect

T = TypeVar("T")
Row = dict[str, Any]
Columns = Mapping[str, Callable[[T], Any]]  # where a column's value is found
BATCH = 900  # values in one statement: old builds of SQLite take 999

_DIALECTS: Final[Mapping[str, Dialect]] = {  # with placeholders by place, as rows of values need
    "sqlite": pysqlite.dialect(paramstyle="qmark"),
    "postgresql": psycopg.dialect(paramstyle="format"),  # type: ignore[no-untyped-call]
}


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """`values` in lists of at most `size`."""
    remaining = iter(values)
    while batch := list(islice(remaining, size)):
        yield batch


def texts_by_key(
    connection: Connection, key: Column[str], text: Column[str], keys: Iterable[str]
) -> dict[str, str]:
    """One column of a table by its key, for these keys: as a driver's own statement, for thousands of keys at once."""
    mark = "%s" if connection.dialect.paramstyle == "pyformat" else "?"
    return {
        found: value
        for batch in batches(keys)
        for found, value in connection.exec_driver_sql(
            f"SELECT {key.name}, {text.name} FROM {key.table.name}"  # noqa: S608  our own names
            f" WHERE {key.name} IN ({', '.join(repeat(mark, len(batch)))})",
            tuple(batch),
        )
    }


def insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The insert of the connection's database, which knows `on_conflict_...`."""
    return _insert(connection.dialect.name, table)


def insert_new(connection: Connection, table: Table, columns: Columns[T], given: Sequence[T]) -> None:
    """Insert a row for each of `given`, except where its key is there already.

    `given` is sorted by key, so that two writers never deadlock.
    """
    if given:
        _compiled(connection.dialect.name, table, tuple(columns)).run(connection, columns, given)


def insert_or_replace(
    connection: Connection, table: Table, rows: Iterable[Row], *, changing: Sequence[str] | None = None
) -> None:
    """Insert rows, in place of those with the same key; of two rows with one key the later one wins.

    Of rows that are there only the columns `changing` are replaced (None: all), and nothing is written where they are
    the same already.
    """
    keys = [column.name for column in table.primary_key]
    unique = by_key(rows, keys)
    if not unique:
        return
    columns = {name: itemgetter(name) for name in unique[0]}
    changed = tuple(name for name in columns if name not in keys) if changing is None else tuple(changing)
    _compiled(connection.dialect.name, table, tuple(columns), changed).run(connection, columns, unique)


def by_key(rows: Iterable[Row], keys: Sequence[str]) -> list[Row]:
    """The last row of each key, in the order of the keys: PostgreSQL refuses to change a row twice in one statement."""
    unique = {tuple(row[key] for key in keys): row for row in rows}
    return [unique[key] for key in sorted(unique)]


@dataclass(frozen=True, slots=True)
class _Insert:
    """An insert compiled once, with what makes the values of each column fit for the driver.

    SQLAlchemy gathers and converts the values of every row by name, which takes nearly as long as writing them; here
    they go column by column, through the same types, and nothing is built but the tuples that the driver takes.
    """

    statement: str
    names: tuple[str, ...]  # of its columns, in its order
    converters: tuple[Callable[[Any], Any] | None, ...]

    def run(self, connection: Connection, columns: Columns[T], given: Iterable[T]) -> None:
        values = (map(columns[name], given) for name in self.names)
        storable = (
            each if convert is None else map(convert, each)
            for convert, each in zip(self.converters, values, strict=True)
        )
        connection.exec_driver_sql(self.statement, list(zip(*storable, strict=True)))


@lru_cache(maxsize=64)
def _compiled(database: str, table: Table, names: tuple[str, ...], changing: tuple[str, ...] = ()) -> _Insert:
    """The insert of these columns for one kind of database."""
    dialect = _DIALECTS[database]
    statement = _changing(_insert(database, table), table, changing)
    compiled = statement.compile(dialect=dialect, column_keys=names)
    names = tuple(compiled.positiontup or ())
    types = [table.c[name].type.dialect_impl(dialect) for name in names]
    return _Insert(str(compiled), names, tuple(each.bind_processor(dialect) for each in types))


def _changing(
    statement: postgresql.Insert | sqlite.Insert, table: Table, names: Sequence[str]
) -> postgresql.Insert | sqlite.Insert:
    """The insert that changes these columns of rows that are there, where they differ; without any, it leaves them."""
    if not names:
        return statement.on_conflict_do_nothing()
    fresh = {name: statement.excluded[name] for name in names}
    differs = or_(*(table.c[name].is_distinct_from(fresh[name]) for name in names))
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=fresh, where=differs)


def _insert(database: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if database == "postgresql" else sqlite.insert(table)
