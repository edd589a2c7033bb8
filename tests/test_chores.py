"""What `digest serve` does on its own, with the clock as an argument."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import App
from digest.chores import Running, build_queue, collect, prune, sweep
from digest.config import read_settings
from digest.errors import DeferredError, StorageError
from digest.model import EditionState
from digest.ports import Sent
from digest.queue import DirectQueue
from tests.builders import NOON
from tests.installation import Installation, installed
from tests.pipeline.fakes import FakeMailer

SEVEN = datetime(2026, 5, 13, 7, tzinfo=UTC)  # the morning after what the test's outlets published


@pytest.fixture(autouse=True)
def _logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger("digest"), "propagate", True)
    caplog.set_level(logging.INFO, logger="digest")


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Desk:
    """A running installation with a clock one can turn."""

    installation: Installation
    running: Running
    clock: Clock
    queue: DirectQueue

    def sweep_at(self, now: datetime) -> None:
        self.clock.now = now
        sweep(self.running, self.queue)

    def edition(self):
        return self.running.app.means.storage.editions.find("daily", SEVEN.date())

    def rewrite(self, before: str, after: str) -> None:
        file = self.installation.file
        file.write_text(file.read_text().replace(before, after))
        os.utime(file, ns=(0, file.stat().st_mtime_ns + 1_000_000_000))


@contextmanager
def a_desk(folder: Path, digests: str) -> Iterator[Desk]:
    with installed(folder, digests=digests) as installation, installation.opened() as app:
        clock = Clock()
        running = Running(app=app, read=lambda: read_settings(installation.file, {}), clock=clock)
        collect(running)
        yield Desk(installation, running, clock, build_queue(running))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path, "daily: {to: [ada@example.org]}") as opened:
        yield opened


def test_feeds_are_visited_when_they_are_due_and_not_before(desk: Desk):
    asked = len(desk.installation.web.asked)
    desk.clock.now = NOON + timedelta(minutes=10)
    collect(desk.running)
    assert len(desk.installation.web.asked) == asked
    desk.clock.now = NOON + timedelta(hours=2)
    collect(desk.running)
    assert len(desk.installation.web.asked) == asked + 2


def test_nothing_is_made_before_the_hour(desk: Desk):
    desk.sweep_at(SEVEN - timedelta(minutes=1))
    assert desk.edition() is None


def test_at_its_hour_an_edition_is_made_and_sent_once_however_often_one_looks(desk: Desk):
    for minute in range(4):
        desk.sweep_at(SEVEN + timedelta(minutes=minute))
    assert desk.edition().state is EditionState.SENT
    assert len(desk.running.app.means.storage.deliveries.of_edition(1)) == 1
    assert len(list((desk.installation.folder / "outbox").glob("*.html"))) == 1


def test_a_machine_asleep_at_the_hour_catches_up_when_it_wakes(desk: Desk):
    desk.sweep_at(SEVEN + timedelta(hours=4))
    assert desk.edition().state is EditionState.SENT


def test_an_edition_that_asks_for_approval_waits_for_it_and_is_then_sent(tmp_path: Path):
    with a_desk(tmp_path, "daily: {approve: true}") as desk:
        desk.sweep_at(SEVEN)
        assert desk.edition().state is EditionState.DRAFT
        desk.running.app.approve(1, now=SEVEN)
        desk.sweep_at(SEVEN + timedelta(minutes=5))
        assert desk.edition().state is EditionState.SENT


def test_the_cut_off_decides_where_nobody_did(tmp_path: Path):
    with a_desk(tmp_path, 'daily: {approve: true, cut_off: "07:30"}') as desk:
        desk.sweep_at(SEVEN + timedelta(minutes=29))
        assert desk.edition().state is EditionState.DRAFT
        desk.sweep_at(SEVEN + timedelta(minutes=30))
        assert desk.edition().state is EditionState.SENT


def test_a_quiet_day_is_skipped_once_and_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    with a_desk(tmp_path, "daily: {min_stories: 9}") as desk:
        desk.sweep_at(SEVEN)
        desk.sweep_at(SEVEN + timedelta(minutes=1))
    assert caplog.text.count("no edition of daily for 2026-05-13") == 1


def test_what_a_mail_server_puts_off_is_sent_by_a_later_sweep(desk: Desk):
    class Down(FakeMailer):
        def send(self, messages):
            raise DeferredError("all", "mail.example does not answer")

    desk.running.app = replace(desk.running.app, mailer=Down())
    desk.sweep_at(SEVEN)
    assert desk.edition().state is EditionState.SENDING
    desk.running.app = replace(desk.running.app, mailer=FakeMailer())
    desk.sweep_at(SEVEN + timedelta(seconds=59))
    assert desk.edition().state is EditionState.SENDING
    desk.sweep_at(SEVEN + timedelta(minutes=1))
    assert desk.edition().state is EditionState.SENT


def test_an_edition_approved_long_after_its_hour_is_still_sent_but_not_days_later(tmp_path: Path):
    with a_desk(tmp_path, "daily: {approve: true}") as desk:
        desk.sweep_at(SEVEN)
        desk.running.app.approve(1, now=SEVEN + timedelta(hours=13))
        desk.sweep_at(SEVEN + timedelta(days=4))
        assert desk.edition().state is EditionState.APPROVED
        desk.sweep_at(SEVEN + timedelta(hours=13))
        assert desk.edition().state is EditionState.SENT


def test_a_feed_added_by_hand_is_visited_without_a_restart(desk: Desk):
    desk.rewrite("/lantern", "/harbour?second")
    desk.clock.now = NOON + timedelta(minutes=5)
    collect(desk.running)
    assert desk.installation.web.paths()[-1] == "/harbour?second"


def test_a_mail_account_and_an_allowed_host_added_by_hand_are_used_without_a_restart(desk: Desk):
    desk.rewrite("network:", "mail: {smtp: 'smtp://127.0.0.1:1?security=none'}\nnetwork:")
    desk.sweep_at(SEVEN)
    assert desk.edition().state is EditionState.SENDING  # the new account's server is not there
    desk.rewrite("allow: [127.0.0.1]", "allow: []")
    desk.clock.now = SEVEN + timedelta(hours=2)
    collect(desk.running)
    states = desk.running.app.means.storage.feeds.get([desk.installation.web.url("/harbour")])
    assert [("is loopback" in each.error) for each in states.values()] == [True]


def test_a_host_that_cannot_be_one_leaves_the_settings_in_force(desk: Desk, caplog: pytest.LogCaptureFixture):
    desk.rewrite("allow: [127.0.0.1]", "allow: ['no host at all']")
    desk.sweep_at(SEVEN)
    assert "the settings read before stay in force" in caplog.text
    assert desk.edition().state is EditionState.SENT


def test_a_broken_feeds_yaml_leaves_the_settings_in_force_and_is_told(
    desk: Desk, caplog: pytest.LogCaptureFixture
):
    desk.rewrite("title:", "titel:")
    desk.sweep_at(SEVEN)
    assert "did you mean 'title'?" in caplog.text
    assert desk.edition().title == "The Test Cast"


def test_a_feeds_yaml_that_vanished_leaves_the_settings_in_force(
    desk: Desk, caplog: pytest.LogCaptureFixture
):
    desk.installation.file.unlink()
    desk.sweep_at(SEVEN)
    assert "feeds.yaml cannot be read" in caplog.text
    assert desk.edition().state is EditionState.SENT


def test_a_digest_that_fails_does_not_stop_the_next(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    with a_desk(tmp_path, 'daily: {}\n  evening: {at: "07:00"}') as desk:
        (tmp_path / "people.yaml").write_text("- nonsense\n")
        desk.sweep_at(SEVEN)
        assert caplog.text.count("people.yaml:1") == 2
        (tmp_path / "people.yaml").unlink()
        desk.queue = DirectQueue({"make": lambda **_: 1 / 0})
        desk.sweep_at(SEVEN)
        assert caplog.text.count("could not be made") == 2


def test_work_that_another_process_is_at_is_left_to_it(desk: Desk, caplog: pytest.LogCaptureFixture):
    storage = desk.running.app.means.storage
    desk.clock.now = NOON + timedelta(hours=3)
    with storage.lock("collect"):
        collect(desk.running)
    assert "leaves it to that" in caplog.text
    with storage.lock("make daily"):
        desk.sweep_at(SEVEN)
    assert desk.edition() is None


def test_a_feed_that_fails_is_logged(desk: Desk, caplog: pytest.LogCaptureFixture):
    desk.rewrite("/lantern", "/missing")
    collect(desk.running)
    assert "/missing: " in caplog.text


def test_a_store_that_fails_while_feeds_are_visited_is_logged_in_a_sentence(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    for fault, told in (
        (StorageError("The store is full."), "The store is full."),
        (ValueError("odd"), "Traceback"),
    ):
        monkeypatch.setattr(App, "collect_due", _raising(fault))
        collect(desk.running)
        assert told in caplog.text


def _raising(fault: Exception):
    def fail(*_: object, **__: object) -> None:
        raise fault

    return fail


def test_an_edition_waits_while_another_process_collects_and_is_made_after(desk: Desk):
    with desk.running.app.means.storage.lock("collect"):
        desk.sweep_at(SEVEN)
    assert desk.edition() is None
    desk.sweep_at(SEVEN + timedelta(minutes=1))
    assert desk.edition().state is EditionState.SENT


def test_an_edition_waits_for_the_visits_that_this_process_has_begun(desk: Desk):
    swept = threading.Thread(target=desk.sweep_at, args=(SEVEN,))
    with desk.running.collecting:
        swept.start()
        swept.join(0.2)
        assert swept.is_alive()
    swept.join(30)
    assert desk.edition().state is EditionState.SENT


def test_refused_readers_are_logged_by_id(desk: Desk, caplog: pytest.LogCaptureFixture):
    refusal = Sent(None, error="550 nobody")  # type: ignore[arg-type]
    desk.running.app = replace(desk.running.app, mailer=FakeMailer(answers={"ada@example.org": refusal}))
    desk.sweep_at(SEVEN)
    assert "550 nobody" in caplog.text
    assert "ada@example.org" not in caplog.text


def test_what_is_older_than_it_is_kept_is_pruned_and_told(desk: Desk, caplog: pytest.LogCaptureFixture):
    desk.sweep_at(SEVEN)
    desk.clock.now = SEVEN + timedelta(days=91)
    prune(desk.running)
    assert "pruned: 2 articles, 2 analyses, 0 editions" in caplog.text
    assert desk.edition().stories != ()


def test_nothing_is_pruned_while_another_process_collects(desk: Desk, caplog: pytest.LogCaptureFixture):
    with desk.running.app.means.storage.lock("collect"):
        prune(desk.running)
    assert "another process is collecting" in caplog.text


def test_a_store_that_cannot_be_pruned_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def full(app: App, *, now: datetime, dry_run: bool = False) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(App, "prune", full)
    prune(desk.running)
    assert "nothing could be pruned: The disk is full." in caplog.text
