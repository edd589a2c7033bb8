"""The connection to SQLite or PostgreSQL: transactions bound to a thread, locks, errors as sentences."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import ValidationError
from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from digest.errors import BusyError, StorageError, UsageError
from digest.model import content_id
from digest.store.failures import explained

_SHAPES = "sqlite:////path/digest.db or postgresql://user:password@host/name"
PATIENCE = 15.0  # seconds that a writer waits for another one


class Database:
    """One database, used by any number of threads.

    Outside `transaction()`, `reading()` and `writing()` are each a short transaction of their own; inside, all of them
    share the thread's one connection. Writers on SQLite begin IMMEDIATE, because a reader that turns
    writer fails at once where another writer came between; readers never take the write lock.
    """

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        self._url = _parsed(url)
        self.place = str(self.path) if self.path else self._url.render_as_string(hide_password=True)
        self._readers = _engine(self._url, patience)
        self._writers = self._readers.execution_options(immediate=True)
        self._bound = threading.local()

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database; None for PostgreSQL."""
        if self._url.drivername.startswith("postgresql"):
            return None
        return Path(self._url.database or "").absolute()

    def close(self) -> None:
        """Give all connections back. The database can be used again afterwards: it opens new ones."""
        self._readers.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from. Raises StorageError for whatever the database says inside."""
        with self._explaining(), self._connected(self._readers) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection to write to, committed at the end. Raises StorageError for whatever the database says inside."""
        with self._explaining(), self._connected(self._writers) as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing for what this thread reads and writes inside; nested ones join.

        A part that failed spoils the whole, even if its error was caught: StorageError is raised at the end.
        """
        if self._connection is not None:
            try:
                yield
            except BaseException:
                self._bound.spoilt = True
                raise
            return
        with self._explaining(records=False), self._writers.begin() as connection:
            self._bound.connection, self._bound.spoilt = connection, False
            try:
                yield
            finally:
                self._bound.connection = None
            if self._bound.spoilt:
                raise StorageError(
                    f"Nothing was changed in the store {self.place}, because a part of the work failed."
                )

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Hold a name across processes; it falls free when the process dies. Raises BusyError at once if held."""
        if self.path is None:
            with self._advisory_lock(name):
                yield
            return
        stem = name if re.fullmatch(r"[\w.-]{1,60}", name, re.ASCII) else content_id("lock", name)
        held = FileLock(f"{self.path}.{stem}.lock", timeout=0, mode=0o600)
        try:
            held.acquire()
        except Timeout:
            raise _busy(name) from None
        except OSError as error:
            raise StorageError(
                f"The lock beside the store {self.place} cannot be made: {error.strerror}."
            ) from error
        try:
            yield
        finally:
            held.release()

    @property
    def _connection(self) -> Connection | None:
        return getattr(self._bound, "connection", None)

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
        else:
            with engine.begin() as connection:
                yield connection

    @contextmanager
    def _explaining(self, *, records: bool = True) -> Iterator[None]:
        """The one place where the database's errors become ours; with `records`, those of reading a record too."""
        failures = (SQLAlchemyError, ValidationError) if records else (SQLAlchemyError,)
        try:
            yield
        except failures as error:
            self._bound.spoilt = True
            raise explained(error, place=self.place) from error

    @contextmanager
    def _advisory_lock(self, name: str) -> Iterator[None]:
        key = lock_key(name)
        with self._explaining():
            connection = self._readers.connect().execution_options(isolation_level="AUTOCOMMIT")
            connection.detach()  # not for the pool: the lock is as long as this session
        try:
            with self._explaining():
                if not connection.scalar(select(func.pg_try_advisory_lock(key))):
                    raise _busy(name)
            try:
                yield
            finally:
                with suppress(SQLAlchemyError):  # a lost session holds no lock
                    connection.execute(select(func.pg_advisory_unlock(key)))
        finally:
            connection.close()


def lock_key(name: str) -> int:
    """The number PostgreSQL knows a lock by: 64 bits, signed."""
    return int.from_bytes(bytes.fromhex(content_id("lock", name)), "big", signed=True)


def serialised(connection: Connection, name: str) -> None:
    """Let only one transaction at a time go on from here. SQLite has but one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(lock_key(name))))


def make_file(path: Path) -> None:
    """Make the file of an SQLite database, readable by its owner alone. Raises StorageError where that cannot be."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StorageError(f"The store {path} cannot be made or opened: {error.strerror}.") from error


def _busy(name: str) -> BusyError:
    return BusyError(f"Another process is at the same work ({name}); try again when it has finished.")


def _parsed(url: str) -> URL:
    """The address with the driver we use. Raises UsageError; the address may hold a password and is not repeated."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"DATABASE_URL is no address of a database; write {_SHAPES}.") from error
    kind = parsed.drivername.partition("+")[0]
    if kind in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise UsageError(f"DATABASE_URL names {kind}, which cannot be used; write {_SHAPES}.")
    if parsed.database in {None, "", ":memory:"}:
        raise UsageError(f"DATABASE_URL names no file; write {_SHAPES}.")
    return parsed.set(drivername="sqlite+pysqlite")


def _engine(url: URL, patience: float) -> Engine:
    if url.drivername.startswith("postgresql"):
        try:
            return create_engine(url.set(query={"connect_timeout": "10", **url.query}), pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise UsageError(
                "PostgreSQL needs psycopg; install it with: pip install 'people-digest[postgres]'."
            ) from error
    # connections stay open: whoever closes the last one has to fold the whole log into the file
    engine = create_engine(url, connect_args={"timeout": patience, "isolation_level": None}, max_overflow=-1)
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, patience=patience))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, *, patience: float) -> None:
    """Set up a new connection. Changing the journal is refused at once while another process does so: we wait."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """Begin ourselves: the driver would begin too late, and never IMMEDIATE."""
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
