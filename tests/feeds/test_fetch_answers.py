from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.answers import (
    LONGEST_AGE,
    LONGEST_PAUSE,
    complaint,
    fresh_for,
    http_date,
    pause,
    plain,
    retry_after,
    validator,
)

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta()),
        ("00060", timedelta(minutes=1)),
        ("9" * 5000, LONGEST_PAUSE),
        ("Tue, 12 May 2026 12:30:00 GMT", timedelta(minutes=30)),
        ("Tue, 12 May 2026 11:30:00 GMT", timedelta()),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_PAUSE),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("Tue, 99 May 2026 12:30:00 GMT", None),
        ("١٢", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date_and_capped(value: str, asked: timedelta | None):
    assert retry_after(value, now=NOON) == asked


def test_a_retry_after_date_is_meant_by_the_servers_own_clock():
    wrong_clock = {"Retry-After": "Thu, 01 Jan 2015 00:10:00 GMT", "Date": "Thu, 01 Jan 2015 00:00:00 GMT"}
    assert pause(wrong_clock, now=NOON) == timedelta(minutes=10)


def test_a_retry_after_date_without_the_servers_clock_is_meant_by_ours():
    assert pause({"Retry-After": "Tue, 12 May 2026 13:00:00 GMT"}, now=NOON) == timedelta(hours=1)
    assert pause({"Retry-After": "Tue, 12 May 2026 13:00:00 GMT", "Date": "?"}, now=NOON) == timedelta(
        hours=1
    )


def test_an_answer_that_asks_for_no_pause_gives_none():
    assert pause({}, now=NOON) is None


@pytest.mark.parametrize(
    ("cache_control", "age", "fresh"),
    [
        ("max-age=600", "", timedelta(minutes=10)),
        ("public, Max-Age = 600", "", timedelta(minutes=10)),
        ('max-age="600"', "", timedelta(minutes=10)),
        ("max-age=600", "500", timedelta(seconds=100)),
        ("max-age=600", "9999", timedelta()),
        ("max-age=600", "much", timedelta(minutes=10)),
        ("max-age=0", "", timedelta()),
        ("max-age=" + "9" * 5000, "", LONGEST_AGE),
        ("no-store", "", timedelta()),
        ("max-age=600, No-Cache", "", timedelta()),
        ('max-age=600, no-cache="Set-Cookie"', "", timedelta(minutes=10)),
        ("s-maxage=600", "", None),
        ("x-max-age=600", "", None),
        ("x-no-store", "", None),
        ("max-age=-1", "", None),
        ("max-age=600x", "", None),
        ("", "", None),
    ],
)
def test_freshness_is_what_is_left_of_max_age_and_capped(
    cache_control: str, age: str, fresh: timedelta | None
):
    assert fresh_for(cache_control, {"Age": age}, now=NOON) == fresh


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({"Expires": "Tue, 12 May 2026 12:30:00 GMT"}, timedelta(minutes=30)),
        ({"Expires": "Tue, 12 May 2026 12:30:00 GMT", "Age": "600"}, timedelta(minutes=20)),
        (
            {"Expires": "Thu, 01 Jan 2015 00:10:00 GMT", "Date": "Thu, 01 Jan 2015 00:00:00 GMT"},
            timedelta(minutes=10),
        ),
        ({"Expires": "Tue, 12 May 2026 12:30:00 GMT", "Date": "lately"}, timedelta(minutes=30)),
        ({"Expires": "Tue, 12 May 2026 11:30:00 GMT"}, timedelta()),
        ({"Expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, LONGEST_AGE),
        ({"Expires": "0"}, timedelta()),
        ({"Expires": "-1"}, timedelta()),
        ({"Expires": ""}, timedelta()),
        ({"Date": "Tue, 12 May 2026 12:00:00 GMT", "Age": "600"}, None),
    ],
)
def test_expires_tells_how_long_an_answer_is_fresh_by_the_servers_own_clock(
    headers: dict[str, str], fresh: timedelta | None
):
    assert fresh_for("public", headers, now=NOON) == fresh


def test_cache_control_wins_over_expires():
    headers = {"Expires": "Tue, 12 May 2026 12:30:00 GMT"}
    assert fresh_for("max-age=60", headers, now=NOON) == timedelta(minutes=1)
    assert fresh_for("no-cache", headers, now=NOON) == timedelta()


@given(st.text(), st.text())
def test_no_header_field_is_too_odd_to_be_read(one: str, other: str):
    headers = {"Expires": one, "Age": other, "Date": other}
    for found in (
        fresh_for(one, headers, now=NOON),
        fresh_for("", headers, now=NOON),
        pause(headers, now=NOON),
    ):
        assert found is None or timedelta() <= found <= LONGEST_PAUSE
    assert pause({"Retry-After": one}, now=NOON) == retry_after(one, now=NOON)
    assert plain(one).isascii()
    assert validator(one) in (one, "")


@pytest.mark.parametrize("value", ["Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37"])
def test_a_date_is_utc_with_or_without_its_zone(value: str):
    assert http_date(value) == datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (300, "a.example gives an answer we cannot use (status 300)"),
        (401, "a.example asks for a password (status 401)"),
        (404, "a.example has nothing at this address (status 404)"),
        (410, "a.example says this is gone for good (status 410)"),
        (418, "a.example refuses the request (status 418)"),
        (429, "a.example asks us to come less often (status 429)"),
        (500, "a.example has a fault of its own (status 500)"),
        (503, "a.example is not available now (status 503)"),
        (599, "a.example has a fault of its own (status 599)"),
        (999, "a.example gives an answer we cannot use (status 999)"),
    ],
)
def test_a_status_that_helps_nobody_is_told_in_plain_words(status: int, sentence: str):
    assert complaint(status, "a.example", validated=False) == sentence


def test_good_answers_are_no_reason_to_complain():
    assert complaint(200, "a.example", validated=False) == complaint(304, "a.example", validated=True) == ""


@pytest.mark.parametrize("status", [401, 403])
def test_a_secret_that_is_refused_is_told_apart_from_none(status: int):
    assert complaint(status, "a.example", validated=False, authorized=True) == (
        f"a.example does not accept the name and password, or the token, given for it (status {status})"
    )


def test_nothing_can_be_unchanged_where_nobody_asked():
    assert complaint(304, "a.example", validated=False) == (
        "a.example says that nothing changed, but was not asked (status 304)"
    )


@pytest.mark.parametrize("value", ['"a\nb"', '"é"', '"\udce9"', "x" * 1001])
def test_a_validator_that_could_not_be_sent_back_is_dropped(value: str):
    assert validator(value) == ""


def test_a_content_type_keeps_only_what_belongs_into_a_header():
    assert plain(" text/xml; charset=\udce9\x01 ") == "text/xml; charset=??"
