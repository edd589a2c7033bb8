"""What people and machines do to an installation: wrong files, full disks, two at once, a kill in the act.

Each is told in a sentence, nothing is lost, and nothing comes twice.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .command import DIGEST, Said, digest, ended, environment, line_with, started
from .hostile import GOOD, NOW, Hostile, feeds_file, serving
from .post_office import post_office

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(scope="module")
def server() -> Iterator[Hostile]:
    with serving() as opened:
        yield opened


@dataclass(frozen=True, slots=True)
class Home:
    """An installation in a folder, following the good feed."""

    folder: Path

    def run(self, *words: str, **variables: str) -> Said:
        """`digest run` in it, at the fixed time."""
        return digest("run", *words, "--now", NOW, folder=self.folder, **variables)

    def edition(self, **variables: str) -> dict[str, Any]:
        """The one edition of a run that must go well."""
        said = self.run("--json", **variables)
        assert said.code == 0, said.all
        (edition,) = json.loads(said.out)["editions"]
        return edition

    def deliveries(self) -> list[str]:
        """How the first edition's deliveries stand."""
        shown = digest("editions", "show", "1", "--json", folder=self.folder)
        return sorted(each["state"] for each in json.loads(shown.out)["deliveries"])


@pytest.fixture
def home(tmp_path: Path, server: Hostile) -> Home:
    (tmp_path / "feeds.yaml").write_text(feeds_file({server.at("/good"): "no"}))
    return Home(tmp_path)


def one_sentence(said: Said, *parts: str, code: int = 1) -> None:
    """A command that failed with one plain sentence, holding these parts."""
    assert said.code == code, said.all
    (line,) = said.err.splitlines()
    assert line.startswith("digest: ")
    for part in parts:
        assert part in line
    assert "Error" not in line


def complete(home: Home, edition: dict[str, Any]) -> None:
    """The edition was sent once, with all that the good feed told."""
    assert (edition["number"], edition["state"]) == (1, "sent")
    told = [story for section in edition["sections"] for story in section["stories"]]
    assert sorted(told) == sorted(GOOD)
    assert len(list((home.folder / "outbox").glob("*.html"))) == 1
    assert not [path for path in (home.folder / "outbox").iterdir() if path.name.startswith(".")]


# --- files that people write ---


def test_every_mistake_in_feeds_yaml_is_told_at_once_with_line_and_column(tmp_path: Path):
    (tmp_path / "feeds.yaml").write_text(
        "timezone: Mars/Base\n"
        "feeds:\n"
        "  - htp://harbour.example/feed\n"
        "  - {url: https://a.example/f, weigth: 2}\n"
        "  - https://b.example/f\n"
        "  - https://b.example/f\n"
        "digests:\n"
        "  daily: {at: 25:00}\n"
    )
    said = digest("run", folder=tmp_path)
    assert said.code == 2
    told = said.err.removeprefix("digest: ").splitlines()
    places = [line.split(": ")[0] for line in told]
    assert [place.split(":")[1] for place in places] == ["1", "3", "4", "6", "8"]
    assert all(place.count(":") == 2 for place in places)
    assert "did you mean 'weight'?" in said.err
    assert not (tmp_path / "data").exists()


def test_a_people_yaml_nobody_can_read_is_told_and_nothing_is_lost(home: Home):
    file = home.folder / "people.yaml"
    file.write_bytes(b"\xff\xfe- alias: x")
    one_sentence(home.run(), "people.yaml", "UTF-8", code=2)
    file.unlink()
    complete(home, home.edition())


# --- the disk ---


def test_an_outbox_that_cannot_be_written_is_told_and_the_edition_comes_when_it_can(home: Home):
    outbox = home.folder / "outbox"
    outbox.write_text("a file in the way")
    one_sentence(home.run(), str(outbox), "no file can be written")
    outbox.unlink()
    complete(home, home.edition())


def test_a_file_that_is_no_database_is_told_and_left_as_it_is(home: Home):
    database = home.folder / "data" / "digest.db"
    database.parent.mkdir()
    database.write_bytes(b"no database at all" * 500)
    one_sentence(home.run(), str(database), "is no database")
    assert database.read_bytes() == b"no database at all" * 500


def test_a_damaged_database_is_told(home: Home):
    home.edition()
    database = home.folder / "data" / "digest.db"
    for beside in database.parent.glob("digest.db-*"):
        beside.unlink()
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    said = home.run()
    assert said.code == 1
    (line,) = said.err.splitlines()
    assert str(database) in line


@pytest.fixture
def locked_folder(server: Hostile) -> Iterator[Path]:
    """An installation in a folder that whoever runs `digest` may read and not write."""
    folder = Path(tempfile.mkdtemp(prefix="digest-"))
    (folder / "feeds.yaml").write_text(feeds_file({server.at("/good"): "no"}))
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _without_privileges(words: list[str], folder: Path) -> Said:
    """A command that may not write where its user has no right to, as root otherwise may."""
    before = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"] if ROOT else []
    done = subprocess.run(
        [*before, *words],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=60,
        check=False,
        env=environment(),
    )
    return Said(done.returncode, done.stdout, done.stderr)


def test_a_folder_without_write_permission_is_told(locked_folder: Path):
    if ROOT and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and there is no setpriv to take that right away")
    one_sentence(_without_privileges([DIGEST, "run", "--now", NOW], locked_folder), str(locked_folder))
    one_sentence(
        _without_privileges([DIGEST, "add", "https://a.example/feed"], locked_folder), str(locked_folder)
    )


# --- several at once, and ends that come too early ---


def _with_a_hanging_feed(home: Home, server: Hostile) -> None:
    server.tired.clear()
    server.reached.clear()
    urls = {server.at("/good"): "no", server.slow: "no"}
    (home.folder / "feeds.yaml").write_text(feeds_file(urls))


def test_of_two_runs_at_once_one_works_and_the_other_says_so(home: Home, server: Hostile):
    _with_a_hanging_feed(home, server)
    first = started(["run", "--json", "--now", NOW], folder=home.folder)
    try:
        assert server.reached.wait(60)
        one_sentence(home.run(), "Another process is at the same work")
        server.tired.set()
        out, err = first.communicate(timeout=60)
    finally:
        ended(first)
    assert (first.returncode, err) == (0, "")
    complete(home, json.loads(out)["editions"][0])


def test_a_run_killed_at_any_moment_is_made_up_for_by_the_next(home: Home):
    """Killed at each line of its own log: after collecting, while drafting, before and after sending."""
    for word in ("recognising people", "composing", "sending"):
        killed = started(["-v", "run", "--now", NOW], folder=home.folder)
        line_with(word, killed)
        ended(killed)
    edition = home.edition()
    complete(home, edition)
    assert home.deliveries() in (["sent"], ["ambiguous"])


def test_of_a_run_killed_while_it_sends_only_the_mail_in_flight_stays_open(home: Home, server: Hostile):
    readers = [f"reader{n}@example.org" for n in range(4)]
    (home.folder / "feeds.yaml").write_text(feeds_file({server.at("/good"): "no"}, to=readers))
    with post_office(silent_at=2) as office:
        killed = started(["run", "--now", NOW], folder=home.folder, **office.variables)
        assert office.silence.wait(60)
        ended(killed)
        office.silent_at = 0
        edition = home.edition(**office.variables)
    complete(home, edition)
    assert sorted(home.deliveries()) == ["ambiguous", "sent", "sent", "sent"]
    assert (
        sorted(office.accepted) == readers
    )  # the one in flight had arrived; nobody is lost, nobody got it twice


def test_a_run_killed_while_it_visits_feeds_leaves_nothing_half_done_and_no_process_behind(
    home: Home, server: Hostile
):
    _with_a_hanging_feed(home, server)
    killed = started(["run", "--now", NOW], folder=home.folder)
    assert server.reached.wait(60)
    ours = _children(killed.pid)
    ended(killed)
    server.tired.set()
    gone = threading.Event()
    for _ in range(100):
        if not any(_alive(pid) for pid in ours):
            break
        gone.wait(0.1)
    assert [pid for pid in ours if _alive(pid)] == []
    complete(home, home.edition())


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in (line.split() for line in listed.splitlines())}
    return [child for child, parent in parents.items() if pid in (parent, parents.get(parent))]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


# --- mail ---


def test_a_login_that_is_refused_loses_nobody_and_tells_no_password(home: Home):
    with post_office(refuses_login=True) as office:
        said = home.run(**office.variables, SMTP_USERNAME="ada", SMTP_PASSWORD="geheim-hunter2")
        assert "does not take the login" in said.all
        assert "hunter2" not in said.all
    with post_office() as office:
        complete(home, home.edition(**office.variables))
    assert len(office.accepted) == 1


def test_bad_addresses_stop_nobody_and_are_not_named(home: Home, server: Hostile):
    """The first address is none that mail can be built for, the second one is refused by the server."""
    readers = ["jörg@example.org", "wrong@example.org", "ada@example.org", "last@example.org"]
    (home.folder / "feeds.yaml").write_text(feeds_file({server.at("/good"): "no"}, to=readers))
    with post_office(refuses="wrong@example.org") as office:
        edition = home.edition(**office.variables)
    complete(home, edition)
    assert (edition["delivery"]["sent"], edition["delivery"]["refused"]) == (2, 2)
    assert "example.org" not in json.dumps(edition["delivery"])
    assert sorted(office.accepted) == ["ada@example.org", "last@example.org"]


def test_a_mail_server_that_goes_away_half_way_loses_nobody(home: Home, server: Hostile):
    readers = [f"reader{n}@example.org" for n in range(5)]
    (home.folder / "feeds.yaml").write_text(feeds_file({server.at("/good"): "no"}, to=readers))
    with post_office(gone_after=2) as office:
        delivery = home.edition(**office.variables)["delivery"]
    assert (delivery["sent"], delivery["deferred"]) == (2, 3)
    assert all("mail server" in each for each in delivery["errors"])
    before = list(office.accepted)
    with post_office() as second:
        complete(home, home.edition(**second.variables))
    assert sorted(before + second.accepted) == readers


# --- serving ---


def test_serve_stopped_while_it_collects_ends_well_and_loses_nothing(home: Home, server: Hostile):
    _with_a_hanging_feed(home, server)
    serving_ = started(["serve", "--port", "0"], folder=home.folder)
    try:
        assert server.reached.wait(60)
        serving_.send_signal(signal.SIGTERM)
        server.tired.set()
        out, err = serving_.communicate(timeout=60)
    finally:
        ended(serving_)
    assert serving_.returncode == 0
    assert "Stopped." in out
    assert "Traceback" not in err
    (told,) = [each for each in json.loads(digest("list", "--json", folder=home.folder).out) if each["name"]]
    assert told["last_visit"]


def test_a_port_in_use_is_told_before_anything_is_begun(home: Home, server: Hostile):
    before = len(server.asked)
    port = str(server.ports["127.0.0.1"])
    one_sentence(digest("serve", "--port", port, folder=home.folder), f"127.0.0.1:{port}", "--port", code=2)
    assert len(server.asked) == before


# --- arguments and outputs ---


def test_a_reader_of_the_output_who_hangs_up_is_no_fault(home: Home):
    home.edition()
    done = subprocess.run(
        f"'{DIGEST}' editions export 1 | head -1", shell=True, capture_output=True, text=True, check=False,
        cwd=home.folder, env=environment(), timeout=60,
    )  # fmt: skip
    assert done.stderr == ""


def test_a_terminal_that_cannot_show_a_name_is_no_reason_to_stop(home: Home):
    feeds = home.folder / "feeds.yaml"
    feeds.write_text(feeds.read_text().replace("full_text", "name: Müßig, full_text"), encoding="utf-8")
    said = digest("list", "--json", folder=home.folder, PYTHONIOENCODING="ascii")
    assert json.loads(said.out)[0]["name"] == "Müßig"


def test_the_log_is_json_line_by_line_where_asked_even_when_it_says_more(home: Home):
    said = digest("-v", "run", "--now", NOW, folder=home.folder, LOG_FORMAT="json")
    assert said.code == 0
    told = [json.loads(line) for line in said.err.splitlines()]
    assert told
    assert all(each["message"] for each in told)


def test_wrong_variables_are_all_told_by_name_and_without_their_secrets(home: Home):
    wrong = {
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
        "TZ": "Nowhere/X",
        "SMTP_URL": "http://ada:hunter2@mail/",
        "LISTEN_ADDR": "nowhere",
    }
    said = digest("list", folder=home.folder, **wrong)
    assert said.code == 2
    told = said.err.removeprefix("digest: ").splitlines()
    assert sorted(line.split(":")[0] for line in told) == sorted(wrong)
    assert "hunter2" not in said.all
    said = digest("list", folder=home.folder, DATABASE_URL="mysql://ada:hunter2@db/x")
    one_sentence(said, "DATABASE_URL", code=2)
    assert "hunter2" not in said.all
