from __future__ import annotations

import os
import pickle
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ArgumentError, OperationalError

from digest.errors import StorageError, UsageError
from digest.model import HostState
from digest.store import SqlStorage, open_storage, upgrade
from digest.store.database import Database
from digest.store.failures import explained
from tests.builders import NOON, an_article
from tests.conftest import PostgresServer
from tests.store.builders import an_edition


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def test_the_file_is_its_owners_alone_and_its_directory_is_made(sqlite_url: str) -> None:
    before = os.umask(0)
    try:
        with open_storage(sqlite_url) as storage, storage.lock("send"):
            storage.articles.add([an_article()])
            files = {each.name: each.stat().st_mode for each in path_of(sqlite_url).parent.iterdir()}
    finally:
        os.umask(before)
    assert set(map(stat.S_IMODE, files.values())) == {0o600}
    assert stat.S_IMODE(path_of(sqlite_url).parent.stat().st_mode) == 0o700
    assert {"digest.db", "digest.db-wal", "digest.db.send.lock"} <= files.keys()


def test_a_locked_store_says_so(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    storage = SqlStorage(Database(sqlite_url, patience=0.05))
    other = sqlite3.connect(path_of(sqlite_url), isolation_level=None)
    other.execute("begin immediate")
    for write in (lambda: storage.articles.add([an_article()]), storage.transaction().__enter__):
        with pytest.raises(StorageError, match=r"digest\.db is locked by another program; try again"):
            write()
    assert storage.articles.count() == 0  # readers go on
    other.execute("rollback")
    assert storage.articles.add([an_article()]).new
    other.close()
    storage.close()


def test_a_full_disk_says_so_and_changes_nothing(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    database = Database(sqlite_url)
    storage = SqlStorage(database)
    with database.writing() as connection:  # a limit of the connection, which the pool hands out again
        connection.execute(text("pragma max_page_count = 70"))
    with pytest.raises(StorageError, match="disk is full"):
        storage.articles.add(an_article(f"Story {each}", "long " * 500) for each in range(100))
    assert storage.articles.count() == 0
    with pytest.raises(StorageError, match="disk is full"):
        storage.hosts.put([HostState(host="harbourpost.example", robots="Disallow: /\n" * 50_000)])
    assert storage.hosts.get(["harbourpost.example"]) == {}
    with pytest.raises(StorageError, match="disk is full"):
        storage.boilerplate.learn({"harbourpost.example": map(str, range(20_000))}, now=NOON)
    assert storage.boilerplate.known(["harbourpost.example"]) == {}
    storage.close()


def test_what_is_no_database_says_so(sqlite_url: str) -> None:
    path_of(sqlite_url).parent.mkdir()
    path_of(sqlite_url).write_text("feeds:\n  - https://harbourpost.example/feed.xml\n" * 200)
    for create in (True, False):
        with pytest.raises(StorageError, match="is no database"):
            open_storage(sqlite_url, create=create)


def test_a_damaged_store_says_so(sqlite_url: str) -> None:
    with open_storage(sqlite_url) as storage:
        storage.articles.add([an_article(f"Story {each}", "long " * 500) for each in range(50)])
    with path_of(sqlite_url).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 60_000)
    with (
        pytest.raises(StorageError, match="is damaged; restore a backup"),
        open_storage(sqlite_url) as storage,
    ):
        storage.articles.first_seen_between(an_edition().since, an_edition().cut_off)


def test_a_directory_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageError, match="cannot be made or opened"):
        open_storage(f"sqlite:///{tmp_path}/data/digest.db")
    (tmp_path / "digest.db").mkdir()
    with pytest.raises(StorageError, match="cannot be opened"):
        open_storage(f"sqlite:///{tmp_path}/digest.db")


def test_a_lock_that_cannot_be_made_says_so(sqlite_url: str) -> None:
    with open_storage(sqlite_url) as storage:
        (path_of(sqlite_url).parent / "digest.db.send.lock").mkdir()
        with pytest.raises(StorageError, match="lock beside the store"), storage.lock("send"):
            pass


def test_a_snapshot_this_version_cannot_read_says_so(url: str) -> None:
    with open_storage(url) as storage:
        storage.editions.put(an_edition())
        database = Database(url)
        with database.writing() as connection:
            connection.execute(text("""update edition set snapshot = '{"digest": 3}'"""))
        with pytest.raises(StorageError, match="holds an Edition that this version cannot read"):
            storage.editions.get(1)
        database.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "no address"),
        ("postgresql://host:port/x", "no address"),
        ("mysql://secret@host/x", "names mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        open_storage(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_spelling_of_postgresql_is_taken_and_no_password_told(scheme: str) -> None:
    with pytest.raises(StorageError, match="cannot be reached") as caught:
        open_storage(f"{scheme}://ada:hush@127.0.0.1:1/digest")
    assert "postgresql+psycopg://ada:***@127.0.0.1:1/digest" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'people-digest\[postgres\]'"):
        open_storage("postgresql://127.0.0.1:1/digest")


@pytest.mark.postgres
def test_a_postgresql_database_that_is_missing_says_so(postgres_url: str) -> None:
    with pytest.raises(StorageError, match="nowhere"):
        open_storage(postgres_url.rpartition("/")[0] + "/nowhere")


@pytest.mark.postgres
def test_a_postgresql_that_ended_our_session_says_so_and_is_used_again(
    postgres_url: str, postgres_server: PostgresServer
) -> None:
    with open_storage(postgres_url) as storage:
        transaction = storage.transaction()
        transaction.__enter__()
        storage.articles.add([an_article("Before")])
        postgres_server.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where pid <> pg_backend_pid() and datname = 'digest'"
        )
        with pytest.raises(StorageError, match=r"shut down|cannot be reached"):
            storage.articles.add([an_article("Within")])
        with pytest.raises(StorageError, match="Nothing was changed"):
            transaction.__exit__(None, None, None)
        assert storage.articles.count() == 0


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("53100", "disk is full"),
        ("40P01", "at the same moment"),
        ("28P01", "name and the password"),
        ("XX000", "failed: boom"),
    ],
)
def test_what_postgresql_says_becomes_a_sentence(code: str, said: str) -> None:
    original = Exception("boom\ndetail.")
    original.sqlstate = code  # type: ignore[attr-defined]
    error = explained(OperationalError("select", {}, original), place="digest")
    assert said in str(error)
    assert "\n" not in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_any_other_error_is_one_sentence_too() -> None:
    assert (
        str(explained(ArgumentError("no such thing.\nmore"), place="x"))
        == "The store x failed: no such thing."
    )
    assert str(explained(ArgumentError(""), place="x")) == "The store x failed: ArgumentError."
