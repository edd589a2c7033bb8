"""What all tests share: a real PostgreSQL, emptied before each test, and NO_SKIPS for CI.

Where the tests run in several processes (pytest-xdist), each of them has a server of its own.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from digest.store import upgrade

try:
    import psycopg
except ModuleNotFoundError:
    psycopg = None  # type: ignore[assignment]

# The reasons for a skip that nothing installed would mend, so that CI takes them.
EXCUSED = ("../shared/", "this machine has no IPv6", "this is no git checkout")

# a busy machine is no failure
settings.register_profile("digest", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("digest")


@dataclass(frozen=True)
class PostgresServer:
    """A running server; its user is `postgres`, without a password."""

    port: int
    kept: str  # the database that the tests share, emptied before each

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here; install one with: apt-get install postgresql")
    if psycopg is None:
        pytest.skip("no psycopg here; install it with: pip install 'people-digest[postgres]'")
    directory = Path(tempfile.mkdtemp(prefix="digest-postgres-"))
    process = None
    try:
        port = _initialise(programs, directory)
        process = _start(programs, directory, port)
        server = PostgresServer(port=port, kept="digest")
        server.execute(f"create database {server.kept}")
        upgrade(server.url(server.kept))
        yield server
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # "fast": SIGTERM would wait for the clients to leave
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The address of a database with our tables and nothing in them."""
    url = postgres_server.url(postgres_server.kept)
    with psycopg.connect(url) as connection:
        tables = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        names = ", ".join(name for (name,) in tables if name != "alembic_version")
        connection.execute(f"truncate {names}".encode())
    return url


@pytest.fixture
def bare_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of a database without any table."""
    postgres_server.execute("create database bare")
    yield postgres_server.url("bare")
    postgres_server.execute("drop database bare with (force)")


def _programs() -> Path | None:
    """The directory of initdb and postgres."""
    places = [
        Path(each).resolve().parent for each in (shutil.which("initdb"), shutil.which("postgres")) if each
    ]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (each for each in places if (each / "initdb").exists() and (each / "postgres").exists()), None
    )


def _user() -> str | None:
    """Whom to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return next((each for each in ("postgres", "nobody") if each in known), None)


def _initialise(programs: Path, directory: Path) -> int:
    """Make a cluster in `directory` and choose a free port for it."""
    user = _user()
    if user is not None:
        shutil.chown(directory, user)
    command = [programs / "initdb", "-D", directory / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    done = subprocess.run(
        [*command, "--no-sync", "--locale=C"], user=user, capture_output=True, text=True, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _start(programs: Path, directory: Path, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "fsync": "off",
        "max_connections": 60,
        "shared_buffers": "32MB",
    }
    command = [str(programs / "postgres"), "-D", str(directory / "data")]
    command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (directory / "log").open("wb") as log:
        process = subprocess.Popen(command, user=_user(), stdout=log, stderr=log, cwd="/")
    for _ in range(200):
        if _answers(port):
            return process
        assert process.poll() is None, (directory / "log").read_text()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
    raise AssertionError("PostgreSQL does not answer:\n" + (directory / "log").read_text())


def _answers(port: int) -> bool:
    try:
        psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres").close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let pytest-cov alone measure in the processes of pytest-xdist: coverage would begin there by itself as well."""
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Take no coverage in a test marked `unmeasured`."""
    tracing = sys.gettrace()
    if tracing is None or item.get_closest_marker("unmeasured") is None:
        return (yield)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracing)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With NO_SKIPS set, as in CI, a test that was skipped for want of something installable is a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or exitstatus or not os.environ.get("NO_SKIPS"):
        return
    reasons = [each.longrepr[2] for each in reporter.stats.get("skipped", [])]
    inexcusable = [each for each in reasons if not any(excuse in each for excuse in EXCUSED)]
    if inexcusable:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(
            f"NO_SKIPS is set, and what was skipped counts as failed: {len(inexcusable)}", red=True
        )
