from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from digest.errors import StorageError
from digest.store import open_storage, schema, tables, upgrade
from digest.store.database import Database
from tests.builders import an_article


def test_the_migrations_make_what_the_tables_say(bare_url: str) -> None:
    upgrade(bare_url)
    database = Database(bare_url)
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, tables.metadata) == []
    database.close()


def test_a_foreign_key_or_check_of_the_tables_is_in_the_migrations(tmp_path: Path) -> None:
    migrated, direct = Database(f"sqlite:///{tmp_path}/a.db"), Database(f"sqlite:///{tmp_path}/b.db")
    schema.upgrade(migrated)
    with direct.writing() as connection:
        tables.metadata.create_all(connection)
    made = [_made(each) for each in (migrated, direct)]
    assert made[0] == made[1]


def _made(database: Database) -> dict[str, object]:
    """What the tables are made of, whichever statements made them."""
    with database.reading() as connection:
        found = inspect(connection)
        made = {
            name: (
                [{**each, "type": str(each["type"])} for each in found.get_columns(name)],
                found.get_pk_constraint(name),
                *(
                    sorted(map(repr, part(name)))
                    for part in (
                        found.get_foreign_keys,
                        found.get_check_constraints,
                        found.get_unique_constraints,
                        found.get_indexes,
                    )
                ),
            )
            for name in found.get_table_names()
            if name != "alembic_version"
        }
    database.close()
    return made


def test_the_newest_migration_is_the_one_the_code_knows() -> None:
    assert (
        ScriptDirectory(str(Path(schema.__file__).with_name("migrations"))).get_current_head()
        == schema.NEWEST
    )


def test_opening_twice_finds_the_schema_current(bare_url: str) -> None:
    for _ in range(2):
        open_storage(bare_url).close()
    open_storage(bare_url, create=False).close()
    upgrade(bare_url)


def test_without_create_nothing_is_made(bare_url: str) -> None:
    with pytest.raises(StorageError, match=r"no store|older schema"):
        open_storage(bare_url, create=False)
    database = Database(bare_url)
    assert database.path is None or not database.path.exists()


def test_a_store_of_a_newer_program_is_refused(bare_url: str) -> None:
    upgrade(bare_url)
    database = Database(bare_url)
    with database.writing() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    for create in (True, False):
        with pytest.raises(StorageError, match="newer version"):
            open_storage(bare_url, create=create)
    database.close()


def test_a_migration_that_fails_half_way_leaves_nothing_and_can_run_again(
    bare_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    whole, made = op.create_table, []

    def failing(name: str, *columns: object) -> None:
        whole(name, *columns)
        made.append(name)
        if name == "person":
            raise KeyboardInterrupt

    monkeypatch.setattr(op, "create_table", failing)
    with pytest.raises(KeyboardInterrupt):
        upgrade(bare_url)
    monkeypatch.undo()
    assert "article" in made
    with open_storage(bare_url) as storage:
        assert storage.articles.add([an_article()]).new


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table article (id text)")
    connection.close()
    with pytest.raises(StorageError, match="article"):
        open_storage(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        assert connection.execute("select name from sqlite_master").fetchall() == [("article",)]
    connection.close()
