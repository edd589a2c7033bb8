"""Which schema a database has, and bringing it to ours."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, inspect, select, table
from sqlalchemy import column as a_column

from digest.errors import StorageError
from digest.store.database import Database, make_file, serialised

NEWEST: Final = "0004"  # of the migrations; a test compares


def is_current(database: Database) -> bool:
    """Whether the database has the schema of this version. Raises StorageError where it has a newer one."""
    with database.reading() as connection:
        return _is_current(connection, database.place)


def upgrade(database: Database) -> None:
    """Make the database's file where there is none, and bring its schema to this version.

    All in one transaction: a killed migration leaves what was there before. Two processes at once do it one after the
    other. Raises StorageError where the schema is newer than this version.
    """
    if database.path is not None:
        make_file(database.path)
    with database.writing() as connection:
        serialised(connection, "schema")
        if not _is_current(connection, database.place):
            _migrate(connection)


def _is_current(connection: Connection, place: str) -> bool:
    version = _version(connection)
    if version and version > NEWEST:
        raise StorageError(
            f"The store {place} was written by a newer version of the program; upgrade the program."
        )
    return version == NEWEST


def _version(connection: Connection) -> str:
    """The schema's version: empty for a new database."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(select(a_column("version_num")).select_from(table("alembic_version"))) or ""


def _migrate(connection: Connection) -> None:
    from alembic import command  # imported here: it costs more than all the rest, and is needed once
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "digest.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
