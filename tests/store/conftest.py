"""Every contract of the storage on every storage: in memory, SQLite, PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.ports import Storage
from digest.store import open_storage
from tests.fakes import FakeStorage

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'digest.db'}"


@pytest.fixture(params=["sqlite", POSTGRES])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, of each kind."""
    name = {"sqlite": "sqlite_url", "postgres": "postgres_url"}[request.param]
    address: str = request.getfixturevalue(name)
    return address


@pytest.fixture(params=["sqlite", POSTGRES])
def bare_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without any table."""
    name = {"sqlite": "sqlite_url", "postgres": "bare_postgres_url"}[request.param]
    address: str = request.getfixturevalue(name)
    return address


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def storage(request: pytest.FixtureRequest) -> Iterator[Storage]:
    """An empty storage of each kind."""
    if request.param == "memory":
        yield FakeStorage()
        return
    address = request.getfixturevalue(f"{request.param}_url")
    with open_storage(address) as kept:
        yield kept
