"""When editions are made: the clock is an argument."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from digest.errors import BusyError, ConfigurationError, StorageError
from digest.model import Delivery, DeliveryState, Digest, Edition, EditionState
from digest.schedule import (
    Chores,
    Due,
    Step,
    build_scheduler,
    cron_trigger,
    due,
    is_to_be_sent,
    lead,
    next_hour,
    next_step,
)

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = Digest(name="daily", title="The Daily Cast", zone="Europe/Berlin", at=time(7))


def berlin(*clock: int) -> datetime:
    return datetime(*clock, tzinfo=BERLIN).astimezone(UTC)  # type: ignore[arg-type]


def an_edition(state: EditionState) -> Edition:
    cut_off = berlin(2026, 5, 12, 7)
    return Edition(
        digest="daily", title="The Daily Cast", local_date=date(2026, 5, 12), zone="Europe/Berlin", language="en",
        look="magazine", since=cut_off - timedelta(days=1), cut_off=cut_off, state=state,
    )  # fmt: skip


def test_an_edition_is_due_at_its_hour_and_not_a_minute_before():
    assert due(DAILY, now=berlin(2026, 5, 12, 6, 59)) is None
    found = due(DAILY, now=berlin(2026, 5, 12, 7, 0))
    assert found == Due(berlin(2026, 5, 12, 7), date(2026, 5, 12))


def test_a_machine_asleep_at_the_hour_makes_the_edition_when_it_wakes():
    assert due(DAILY, now=berlin(2026, 5, 12, 11, 30)) == Due(berlin(2026, 5, 12, 7), date(2026, 5, 12))


def test_an_edition_missed_by_more_than_the_grace_is_not_made_up_for():
    assert due(DAILY, now=berlin(2026, 5, 12, 19, 1)) is None


def test_an_edition_late_after_midnight_bears_the_date_it_was_meant_for():
    late = replace(DAILY, at=time(23))
    assert due(late, now=berlin(2026, 5, 13, 2)) == Due(berlin(2026, 5, 12, 23), date(2026, 5, 12))


def test_only_the_named_weekdays_have_an_edition():
    weekdays = replace(DAILY, on=(0, 1, 2, 3, 4))
    assert due(weekdays, now=berlin(2026, 5, 16, 8)) is None  # a Saturday
    assert due(weekdays, now=berlin(2026, 5, 18, 8)) is not None


def test_the_hour_that_comes_twice_in_autumn_makes_one_edition():
    night = replace(DAILY, at=time(2, 30))
    first, second = datetime(2026, 10, 25, 0, 31, tzinfo=UTC), datetime(2026, 10, 25, 1, 31, tzinfo=UTC)
    assert first.astimezone(BERLIN).time() == second.astimezone(BERLIN).time() == time(2, 31)
    assert due(night, now=first) == due(night, now=second)


def test_the_hour_that_is_left_out_in_spring_still_makes_an_edition():
    night = replace(DAILY, at=time(2, 30))
    assert due(night, now=datetime(2026, 3, 29, 1, 31, tzinfo=UTC)) == Due(
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC), date(2026, 3, 29)
    )


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
)
@pytest.mark.parametrize("at", [time(0), time(2, 30), time(7), time(23, 59)])
def test_a_year_looked_at_every_half_hour_has_one_edition_a_local_date(zone: str, at: time):
    digest = replace(DAILY, zone=zone, at=at)
    made: dict[date, datetime] = {}
    now = datetime(2026, 1, 1, tzinfo=UTC)
    while now < datetime(2027, 1, 1, tzinfo=UTC):
        found = due(digest, now=now, grace=timedelta(hours=1))
        if found:
            assert made.setdefault(found.local_date, found.moment) == found.moment
        now += timedelta(minutes=30)
    assert 364 <= len(made) <= 366
    assert len(set(made.values())) == len(made)


def test_a_cron_line_is_read_as_cron_reads_it():
    sundays = replace(DAILY, at=None, cron="0 8 * * 0")
    assert due(sundays, now=berlin(2026, 5, 17, 9)) == Due(berlin(2026, 5, 17, 8), date(2026, 5, 17))
    assert due(sundays, now=berlin(2026, 5, 18, 9)) is None
    workdays = replace(DAILY, at=None, cron="15 6 * * 1-5")
    assert next_hour(workdays, now=berlin(2026, 5, 15, 7)) == berlin(2026, 5, 18, 6, 15)


def test_a_cron_line_for_a_day_that_never_comes_has_no_next_hour():
    assert next_hour(replace(DAILY, at=None, cron="0 8 30 2 *"), now=berlin(2026, 5, 12, 7)) is None


def test_a_cron_line_nobody_understands_names_its_digest():
    with pytest.raises(ConfigurationError, match="'daily'"):
        cron_trigger(replace(DAILY, at=None, cron="99 8 * * *"))


def test_the_next_hour_is_never_the_present_one():
    assert next_hour(DAILY, now=berlin(2026, 5, 12, 7)) == berlin(2026, 5, 13, 7)


@pytest.mark.parametrize(
    ("state", "step"),
    [
        (None, Step.MAKE),
        (EditionState.DRAFT, Step.APPROVE),
        (EditionState.APPROVED, Step.SEND),
        (EditionState.SENDING, Step.SEND),
        (EditionState.SENT, Step.WAIT),
    ],
)
def test_an_edition_goes_its_way_step_by_step(state: EditionState | None, step: Step):
    now = berlin(2026, 5, 12, 7)
    edition = an_edition(state) if state else None
    assert next_step(DAILY, edition, due=Due(now, date(2026, 5, 12)), now=now) is step


def put_off(attempts: int) -> Delivery:
    return Delivery(
        edition=1, reader="r1", state=DeliveryState.DEFERRED, message_id="<1@x>", attempts=attempts,
        changed=berlin(2026, 5, 12, 7),
    )  # fmt: skip


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (20, 60)])
def test_mail_that_was_put_off_is_tried_after_longer_and_longer(attempts: int, minutes: int):
    edition, seven = an_edition(EditionState.SENDING), berlin(2026, 5, 12, 7)
    early = seven + timedelta(minutes=minutes, seconds=-1)
    assert not is_to_be_sent(edition, [put_off(attempts)], now=early)
    assert is_to_be_sent(edition, [put_off(attempts)], now=early + timedelta(seconds=1))


@pytest.mark.parametrize("state", [EditionState.DRAFT, EditionState.SENT])
def test_what_is_no_approved_edition_is_not_sent(state: EditionState):
    assert not is_to_be_sent(an_edition(state), [], now=berlin(2026, 5, 12, 7))


@pytest.mark.parametrize(
    ("cut_off", "hour", "step"),
    [
        (None, 18, Step.WAIT),
        (time(7, 30), 7, Step.WAIT),
        (time(7, 30), 8, Step.APPROVE),
        (time(6, 30), 8, Step.WAIT),  # before the edition's own hour: the next morning's
    ],
)
def test_a_draft_that_asks_for_approval_waits_for_it_or_for_the_cut_off(
    cut_off: time | None, hour: int, step: Step
):
    digest = replace(DAILY, approve=True, cut_off=cut_off)
    found = Due(berlin(2026, 5, 12, 7), date(2026, 5, 12))
    draft = an_edition(EditionState.DRAFT)
    assert next_step(digest, draft, due=found, now=berlin(2026, 5, 12, hour)) is step


def test_the_scheduler_merges_missed_runs_and_says_how_late_is_too_late():
    scheduler = build_scheduler(Chores(collect=print, sweep=print, prune=print), (DAILY,))
    jobs = {job.id: job for job in scheduler.get_jobs()}
    assert set(jobs) == {"collect", "sweep", "prune", "digest daily"}
    scheduler.start(paused=True)
    try:
        assert all(job.coalesce and job.max_instances == 1 for job in scheduler.get_jobs())
        assert {job.misfire_grace_time for job in scheduler.get_jobs()} == {12 * 3600}
    finally:
        scheduler.shutdown(wait=True)


def test_one_process_leads_and_the_others_stand_by_until_it_is_gone():
    taken = threading.Lock()
    swept = {name: threading.Event() for name in ("first", "second")}
    stops = {name: threading.Event() for name in swept}

    @contextmanager
    def leadership():
        if not taken.acquire(blocking=False):
            raise BusyError("another process leads")
        try:
            yield
        finally:
            taken.release()

    def process(name: str) -> threading.Thread:
        chores = Chores(collect=lambda: None, sweep=swept[name].set, prune=lambda: None)
        arguments = (leadership, lambda: build_scheduler(chores, ()))
        thread = threading.Thread(target=lead, args=arguments, kwargs={"stop": stops[name], "retry": 0.01})
        thread.start()
        return thread

    first = process("first")
    assert swept["first"].wait(20)
    second = process("second")
    assert not swept["second"].is_set()
    stops["first"].set()
    first.join(20)
    assert swept["second"].wait(20)
    stops["second"].set()
    second.join(20)
    assert not second.is_alive()


def test_a_store_that_cannot_be_reached_delays_leading_and_does_not_end_it():
    led, stop, answers = threading.Event(), threading.Event(), [StorageError("The store cannot be reached.")]

    @contextmanager
    def leadership():
        if answers:
            raise answers.pop()
        yield

    scheduler = lambda: build_scheduler(Chores(collect=lambda: None, sweep=led.set, prune=lambda: None), ())  # noqa: E731
    thread = threading.Thread(target=lead, args=(leadership, scheduler), kwargs={"stop": stop, "retry": 0.01})
    thread.start()
    assert led.wait(20)
    stop.set()
    thread.join(20)
    assert not thread.is_alive()
