"""What `digest serve` does on its own: collect feeds when they are due, make each digest at its hour.

Each chore looks at the store and the clock itself and may run at any time, in any process that leads. One that
fails is logged, and the next ones go on.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from digest.app import App
from digest.config import Settings
from digest.errors import BusyError, ConfigurationError, DigestError
from digest.model import Digest, Edition, EditionState, Skipped
from digest.queue import DirectQueue
from digest.schedule import Step, due, is_to_be_sent, next_step

log = logging.getLogger("digest.chores")
LOOKED_THROUGH = 50  # editions, for those that somebody still waits for


@dataclass(slots=True)
class Running:
    """A running installation: its App, and the settings in force while feeds.yaml is edited."""

    app: App
    read: Callable[[], Settings]
    clock: Callable[[], datetime]
    skipped: dict[tuple[str, date], str] = field(default_factory=dict)
    _stamp: float = 0.0
    collecting: threading.Lock = field(default_factory=threading.Lock)  # who makes an edition waits for it
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refreshed(self) -> App:
        """The App with feeds.yaml as it is now; while that has mistakes, the last good one stays in force."""
        with self._lock:
            try:
                stamp = self.app.settings.path.stat().st_mtime
            except OSError as error:
                log.error("feeds.yaml cannot be read (%s); the settings in force stay", error)
                return self.app
            if stamp != self._stamp:
                self._stamp = stamp
                self._reread()
            return self.app

    def _reread(self) -> None:
        try:
            self.app = self.app.with_settings(self.read())
        except ConfigurationError as error:
            for mistake in error.mistakes:
                log.error("%s", mistake)
            log.error("the settings read before stay in force until feeds.yaml is mended")
        except DigestError as error:
            log.error("%s; the settings read before stay in force", error)


def build_queue(running: Running) -> DirectQueue:
    """The queue of one process, knowing every job by its name."""
    return DirectQueue(
        {
            "collect": lambda: collect(running),
            "make": lambda digest, local_date: make(running, digest, local_date=local_date),
            "send": lambda edition: dispatch(running, edition),
        }
    )


def collect(running: Running) -> None:
    """Visit the feeds whose next visit is due; what fails is logged, and the next round tries again."""
    try:
        _collect(running)
    except BusyError:
        log.info("another process is collecting; this one leaves it to that")
    except DigestError as error:
        log.error("the feeds could not be visited: %s", error)
    except Exception:
        log.exception("the feeds could not be visited")


def _collect(running: Running) -> None:
    """Visit the feeds that are due, after whoever does so in this process. Raises BusyError for another process."""
    app = running.refreshed()
    with running.collecting, app.means.storage.lock("collect"):
        collected = app.collect_due(now=running.clock())
    if collected.visited:
        log.info("%d feeds visited, %d new articles", collected.visited, collected.new)
    for url, error in collected.failed:
        log.warning("%s: %s", url, error)


def prune(running: Running) -> None:
    """Take away what is older than feeds.yaml keeps, while nobody collects."""
    app = running.refreshed()
    try:
        with running.collecting, app.means.storage.lock("collect"):
            pruned = app.prune(now=running.clock())
    except BusyError:
        log.info("another process is collecting; nothing is pruned until tomorrow")
    except DigestError as error:
        log.error("nothing could be pruned: %s", error)
    else:
        log.info(
            "pruned: %d articles, %d analyses, %d editions", pruned.articles, pruned.analyses, pruned.editions
        )


def sweep(running: Running, queue: DirectQueue) -> None:
    """See to every digest whose hour has come, and to every approved edition that somebody still waits for."""
    app = running.refreshed()
    for digest in app.settings.digests:
        _told(digest.name, partial(_see_to, running, queue, digest))
    for edition in app.means.storage.editions.newest(limit=LOOKED_THROUGH):
        deliveries = app.means.storage.deliveries.of_edition
        if edition.state in (EditionState.APPROVED, EditionState.SENDING) and is_to_be_sent(
            edition, deliveries(edition.number), now=running.clock()
        ):
            _told(edition.digest, partial(queue.put, "send", edition=edition.number))


def _told(name: str, work: Callable[[], object]) -> None:
    """Do one piece of a sweep; what goes wrong with it is logged, and the next ones go on."""
    try:
        work()
    except BusyError as error:
        log.info("%s: %s", name, error)
    except DigestError as error:
        log.error("%s: %s", name, error)
    except Exception:
        log.exception("the digest %s could not be made", name)


def _see_to(running: Running, queue: DirectQueue, digest: Digest) -> None:
    """Make a due edition, and approve it where nobody has to."""
    found = due(digest, now=running.clock())
    if found is None or (digest.name, found.local_date) in running.skipped:
        return
    edition = running.app.means.storage.editions.find(digest.name, found.local_date)
    step = next_step(digest, edition, due=found, now=running.clock())
    if step is Step.MAKE:
        queue.put("make", digest=digest.name, local_date=found.local_date.isoformat())
        edition = running.app.means.storage.editions.find(digest.name, found.local_date)
        step = next_step(digest, edition, due=found, now=running.clock()) if edition else Step.WAIT
    if edition and step is Step.APPROVE:
        running.app.approve(edition.number, now=running.clock())


def make(running: Running, name: str, *, local_date: str) -> Edition | Skipped:
    """Collect what is newest, and compose a digest's edition for a local date.

    While another process collects it raises BusyError: an edition made in the middle of that would lack the news.
    """
    app, now = running.refreshed(), running.clock()
    digest, day = app.settings.digest(name), date.fromisoformat(local_date)
    with app.means.storage.lock(f"make {name}"):
        _collect(running)
        edition = app.draft(digest, now=now, local_date=day)
    if isinstance(edition, Skipped):
        log.info("no edition of %s for %s: %s", name, local_date, edition.reason)
        running.skipped[name, day] = edition.reason
    else:
        log.info(
            "edition %d of %s for %s has %d stories", edition.number, name, local_date, len(edition.stories)
        )
    return edition


def dispatch(running: Running, number: int) -> None:
    """Send an approved edition to whoever has not got it."""
    done = running.app.send(number, now=running.clock())
    log.info("edition %d: %d sent, %d put off, %d refused", number, done.sent, done.deferred, done.refused)
    for error in done.errors:
        log.warning("edition %d: %s", number, error)


__all__ = ["Running", "build_queue", "collect", "dispatch", "make", "prune", "sweep"]
