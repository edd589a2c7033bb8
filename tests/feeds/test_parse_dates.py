"""When an entry appeared, whatever way its publisher writes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.dates import CLOCK_SKEW, EARLIEST, of_struct, of_text, read
from tests.feeds.parsing import NOW, parsed, the_entry

MEANT = datetime(2026, 5, 11, 7, 30, tzinfo=UTC)
DAY = datetime(2026, 5, 11, tzinfo=UTC)


def published(text: str) -> datetime | None:
    return the_entry(f"<title>Ferry</title><pubDate>{text}</pubDate>").published


def published_in_json(value: object) -> datetime | None:
    item = {"id": "1", "title": "Ferry", "date_published": value}
    return parsed(json.dumps({"items": [item]})).entries[0].published


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 11 May 2026 07:30:00 GMT",
        "Mon, 11 May 2026 07:30:00 UTC",
        "Mon, 11 May 2026 07:30:00 Z",
        "Mon, 11 May 2026 09:30:00 +0200",
        "Mon, 11 May 2026 09:30:00 +02:00",
        "Mon, 11 May 2026 09:30:00 GMT+2",
        "Mon, 11 May 2026 09:30:00 +0200 (CEST)",
        "Mon, 11 May 2026 03:30:00 EDT",
        "Mon, 11 May 2026 02:30 CDT",
        "Mon, 11 May 2026 08:30:00 BST",
        "Mon, 11 May 2026 13:00:00 IST",
        "Mo, 11 Mai 2026 09:30:00 MESZ",
        "Montag, 11. Mai 2026, 09:30 MESZ",
        "lun., 11 mai 2026 09:30:00 +0200",
        "lundi 11 mai 2026 à 9h30 HAEC",
        "11 mayo 2026 09:30:00 CEST",
        "11-May-2026 07:30:00",
        "Mon, 11 May 26 07:30:00 GMT",
        "Monday, May 11, 2026 at 3:30 am EDT",
        "May 11th, 2026 7:30 a.m.",
        "Sun, 11 May 2026 07:30:00 GMT",
        "2026-05-11T07:30:00Z",
        "2026-05-11T07:30Z",
        "2026-05-11T07:30:00.000Z",
        "2026-05-11T09:30:00+02:00",
        "2026-05-11T09:30:00+0200",
        "2026-05-11T13:00:00+0530",
        "2026-05-11 09:30:00 +0200",
        "2026-05-11 09:30:00 CEST",
        "2026-W20-1T07:30:00Z",
        "20260511T073000Z",
        "1778484600",
        "1778484600000",
    ],
)
def test_a_date_is_read_as_the_moment_it_means(text):
    assert published(text) == MEANT
    assert published_in_json(text) == MEANT


@pytest.mark.parametrize("text", ["Mon, 11 May 2026 07:30:00", "2026-05-11 07:30:00", "2026-05-11T07:30:00"])
def test_a_date_without_a_zone_is_in_utc(text):
    assert published(text) == MEANT


def test_a_zone_that_nobody_knows_counts_as_utc():
    assert published("Mon, 11 May 2026 07:30:00 HARBOUR") == MEANT


@pytest.mark.parametrize(
    "text", ["Mon, 11 May 2026", "2026-05-11", "2026-W20-1", "20260511", "11. Mai 2026", "1er mai 2026"]
)
def test_a_date_without_a_time_is_midnight(text):
    assert published(text) == (DAY if "11" in text or "W" in text else datetime(2026, 5, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("month", "number"),
    [
        ("Jänner", 1),
        ("Februar", 2),
        ("février", 2),
        ("März", 3),
        ("mars", 3),
        ("avril", 4),
        ("mei", 5),
        ("juin", 6),
        ("juillet", 7),
        ("août", 8),
        ("settembre", 9),
        ("Okt", 10),
        ("noviembre", 11),
        ("décembre", 12),
    ],
)
def test_months_have_local_names(month, number):
    assert read(f"3 {month} 2025 10:00:00 GMT") == datetime(2025, number, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:60Z", "2016-12-31T23:59:60+00:00"]
)
def test_a_leap_second_is_the_second_before_it(text):
    assert published(text) == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1970-01-01T00:00:00Z",
        "0000000000",
        "0001-01-01T00:00:00+23:59",
        "Mon, 30 Nov 0002 00:00:00 GMT",
        "31 Dec 1989 23:59:59 GMT",
    ],
)
def test_a_date_before_the_web_is_none(text):
    assert published(text) is None
    assert published_in_json(text) is None


def test_two_digits_of_a_year_mean_this_century_or_the_nineties():
    assert published("31 Dec 98 10:00 GMT") == datetime(1998, 12, 31, 10, tzinfo=UTC)
    assert published("31 Dec 05 10:00 GMT") == datetime(2005, 12, 31, 10, tzinfo=UTC)
    assert published("31 Dec 45 10:00 GMT") is None


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(minutes=20), CLOCK_SKEW])
def test_a_date_a_little_ahead_means_now(ahead):
    assert published((NOW + ahead).isoformat()) == NOW
    assert published_in_json((NOW + ahead).isoformat()) == NOW


@pytest.mark.parametrize(
    "ahead", [CLOCK_SKEW + timedelta(seconds=1), timedelta(days=2), timedelta(days=9000)]
)
def test_a_date_far_ahead_is_none(ahead):
    assert published((NOW + ahead).isoformat()) is None
    assert published_in_json((NOW + ahead).timestamp()) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "soon, 3 o'clock",
        "Mon, 99 May 2026 07:30:00 GMT",
        "Mon, 11 Foo 2026 07:30:00 GMT",
        "2026-13-40T07:30:00Z",
        "2026-05-11T77:30:00Z",
        "Mon, 11 May 2026 99:30:00 GMT",
        "99999999999999999999",
        "11/05/2026",
        "1" * 10_000,
        "1:" * 10_000,
        "Mon, " * 10_000,
    ],
)
def test_what_is_no_date_is_none(text):
    assert published(text) is None
    assert published_in_json(text) is None


@pytest.mark.parametrize("value", [1778484600, 1778484600.0, 1778484600000])
def test_numbers_in_a_json_feed_are_seconds_or_milliseconds(value):
    assert published_in_json(value) == MEANT


@pytest.mark.parametrize("value", [True, None, {}, [], -5, 0, 1e300])
def test_values_that_are_no_dates_in_a_json_feed_are_none(value):
    assert published_in_json(value) is None


def test_the_first_date_that_makes_sense_counts():
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title>{}</entry></feed>'
    both = "<published>1970-01-01T00:00:00Z</published><updated>2026-05-11T07:30:00Z</updated>"
    assert parsed(feed.format(both)).entries[0].published == MEANT
    item = {"id": 1, "title": "t", "date_published": "soon", "date_modified": "2026-05-11T07:30:00Z"}
    assert parsed(json.dumps({"items": [item]})).entries[0].published == MEANT


def test_a_date_only_feedparser_reads_is_taken_from_it():
    assert published("Mon May 11 07:30:00 2026") == MEANT


def test_a_time_tuple_that_is_no_time_is_none():
    assert of_struct((2026, 5, 11, 9, 30, 60, 0, 0, 0), now=NOW) is not None  # a leap second
    assert of_struct((2026, 13, 1, 0, 0, 0, 0, 0, 0), now=NOW) is None
    assert of_struct(None, now=NOW) is None


@given(moment=st.datetimes(EARLIEST.replace(tzinfo=None), NOW.replace(tzinfo=None), timezones=st.just(UTC)))
def test_every_moment_is_read_back_from_the_two_standards(moment):
    assert of_text(moment.isoformat(), now=NOW) == moment
    assert of_text(f"{moment:%a, %d %b %Y %H:%M:%S} +0000", now=NOW) == moment.replace(microsecond=0)
