"""When things run on their own: pure decisions with the clock as an argument, and the one scheduler that asks them.

APScheduler wakes us; what is to be done is decided from the store and the clock alone. So a machine asleep at
seven, a clock that jumps, a day on which 02:30 comes twice or not at all, and a restart all end the same way: an
edition for each digest and local date, made once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from digest.errors import BusyError, ConfigurationError, DigestError, Mistake
from digest.model import Delivery, DeliveryState, Digest, Edition, EditionState

log = logging.getLogger("digest.schedule")

GRACE = timedelta(hours=12)  # an edition missed by more than this is not made up for
STALE = timedelta(days=3)  # an edition older than this is not sent on its own any more
SWEEP_SECONDS = 60
PRUNE_AFTER = timedelta(minutes=10)  # from the start: a machine that is switched off at night prunes, too
RETRY_SECONDS = 15.0  # until a process that is not the leader asks again


class Step(StrEnum):
    """What an edition needs next."""

    MAKE = "make"
    APPROVE = "approve"  # nobody has to, or the cut-off has passed
    SEND = "send"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Due:
    """An edition whose hour has come: the moment it was meant for, and the local date it bears."""

    moment: datetime
    local_date: date


def due(digest: Digest, *, now: datetime, grace: timedelta = GRACE) -> Due | None:
    """The newest hour of a digest that has come within the grace, or None."""
    zone = ZoneInfo(digest.zone)
    come = list(takewhile(lambda moment: moment <= now, _moments(digest, since=now - grace)))
    return Due(come[-1], come[-1].astimezone(zone).date()) if come else None


def next_hour(digest: Digest, *, now: datetime) -> datetime | None:
    """When a digest's hour comes next, in UTC; None for a schedule that never comes."""
    return next((moment for moment in _moments(digest, since=now) if moment > now), None)


def next_step(digest: Digest, edition: Edition | None, *, due: Due, now: datetime) -> Step:
    """What is to be done about a due edition, given what the store has of it."""
    if edition is None:
        return Step.MAKE
    if edition.state in (EditionState.APPROVED, EditionState.SENDING):
        return Step.SEND
    if edition.state is EditionState.SENT:
        return Step.WAIT
    if not digest.approve:
        return Step.APPROVE
    return Step.APPROVE if _cut_off_passed(digest, due=due, now=now) else Step.WAIT


def is_to_be_sent(edition: Edition, deliveries: Iterable[Delivery], *, now: datetime) -> bool:
    """Whether an approved edition goes out now: the mail a server put off is tried after 1, 2, 4 ... 60 minutes."""
    if edition.state not in (EditionState.APPROVED, EditionState.SENDING) or edition.cut_off < now - STALE:
        return False
    put_off = [each for each in deliveries if each.state is DeliveryState.DEFERRED]
    return all(each.changed + _patience(each.attempts) <= now for each in put_off)


def _patience(attempts: int) -> timedelta:
    return timedelta(minutes=min(2 ** max(attempts - 1, 0), 60))


def _cut_off_passed(digest: Digest, *, due: Due, now: datetime) -> bool:
    if digest.cut_off is None:
        return False
    cut_off = _at(due.local_date, digest.cut_off, ZoneInfo(digest.zone))
    return now >= (cut_off if cut_off >= due.moment else cut_off + timedelta(days=1))


def _moments(digest: Digest, *, since: datetime) -> Iterator[datetime]:
    """The hours of a digest after `since`, in order, for at least a year: one a local date for `at`."""
    if digest.cron:
        yield from _cron_moments(digest, since=since)
        return
    zone = ZoneInfo(digest.zone)
    day = since.astimezone(zone).date() - timedelta(days=1)
    for _ in range(370):
        if day.weekday() in digest.on:
            moment = _at(day, digest.at or time(7), zone)
            if moment > since:
                yield moment
        day += timedelta(days=1)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A local time as a moment: the first of two in autumn, the hour after the gap in spring."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def _cron_moments(digest: Digest, *, since: datetime) -> Iterator[datetime]:
    trigger, moment = cron_trigger(digest), since
    for _ in range(1000):
        found = trigger.get_next_fire_time(None, moment + timedelta(microseconds=1))
        if found is None:
            return
        moment = found.astimezone(UTC)
        yield moment


def cron_trigger(digest: Digest) -> CronTrigger:
    """APScheduler's trigger for a digest. Raises ConfigurationError for a cron line it does not understand."""
    if not digest.cron:
        clock = digest.at or time(7)
        days = ",".join(str(day) for day in digest.on)
        return CronTrigger(hour=clock.hour, minute=clock.minute, day_of_week=days, timezone=digest.zone)
    try:
        return CronTrigger.from_crontab(_named_weekdays(digest.cron), timezone=digest.zone)
    except ValueError as error:
        what = f"the digest {digest.name!r} has a cron line nobody understands: {error}"
        raise ConfigurationError((Mistake("feeds.yaml", what),)) from None


def _named_weekdays(line: str) -> str:
    """A cron line with its weekdays by name: cron counts from Sunday, APScheduler from Monday."""
    *fields, weekdays = line.split()
    names = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
    named = "".join(names[int(each)] if each in set("01234567") else each for each in weekdays)
    return " ".join([*fields, named if "/" not in weekdays else weekdays])


@dataclass(frozen=True, slots=True)
class Chores:
    """What the scheduler wakes: each looks at the store and the clock itself, and may run at any time."""

    collect: Callable[[], object]  # the feeds whose next visit is due
    sweep: Callable[[], object]  # every digest whose hour has come
    prune: Callable[[], object]  # what is older than it is to be kept


def build_scheduler(chores: Chores, digests: tuple[Digest, ...]) -> BackgroundScheduler:
    """A scheduler, not started. Several missed runs are one, nothing runs beside itself, and nothing is too late."""
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": int(GRACE.total_seconds())},
    )
    start = datetime.now(UTC)
    scheduler.add_job(chores.collect, "interval", id="collect", seconds=SWEEP_SECONDS, next_run_time=start)
    scheduler.add_job(chores.sweep, "interval", id="sweep", seconds=SWEEP_SECONDS, next_run_time=start)
    soon = start + PRUNE_AFTER
    scheduler.add_job(chores.prune, "interval", id="prune", hours=24, next_run_time=soon)
    for digest in digests:
        scheduler.add_job(chores.sweep, cron_trigger(digest), id=f"digest {digest.name}")
    return scheduler


def lead(
    leadership: Callable[[], AbstractContextManager[None]],
    scheduler: Callable[[], BackgroundScheduler],
    *,
    stop: threading.Event,
    retry: float = RETRY_SECONDS,
) -> None:
    """Run the scheduler for as long as this process leads, until `stop`; ask again while another one does."""
    waiting = False
    while not stop.is_set():
        try:
            with leadership():
                running = scheduler()
                running.start()
                log.info("this process leads: it collects feeds and makes editions")
                stop.wait()
                running.shutdown(wait=True)
        except BusyError:
            if not waiting:
                log.info("another process leads; this one serves pages and stands by")
            waiting = True
            stop.wait(retry)
        except DigestError as error:
            log.error("this process cannot lead now, and tries again: %s", error)
            stop.wait(retry)
