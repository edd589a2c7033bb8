"""When a feed asks to be left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.feeds.parsing import parsed, recorded, rss


def hours(*told: object) -> str:
    return "<skipHours>" + "".join(f"<hour>{each}</hour>" for each in told) + "</skipHours>"


def days(*told: str) -> str:
    return "<skipDays>" + "".join(f"<day>{each}</day>" for each in told) + "</skipDays>"


@pytest.mark.parametrize(
    ("channel", "read"),
    [
        (hours(0, 1, 23), (0, 1, 23)),
        (hours(24), (0,)),
        (hours(5, "05", 5, 3), (3, 5)),
        (hours("\n 7 \n"), (7,)),
        (hours(25, -1, "noon", "", 99, "1.5", 8), (8,)),
        (hours(*range(24)), ()),
        (hours(*range(1, 25)), ()),
        ("<skipHours/>", ()),
        ("<!-- " + hours(3) + " -->", ()),
        ("<skipHours><hour>3</hour>", ()),
        ("", ()),
    ],
)
def test_the_hours_to_skip_are_hours_of_utc(channel, read):
    assert parsed(rss("<title>Ferry</title>", channel=channel)).skip_hours == read


@pytest.mark.parametrize(
    ("channel", "read"),
    [
        (days("Sunday", "Saturday"), (5, 6)),
        (days("monday", " Tuesday "), (0, 1)),
        (days("Sonntag", "", "Sundayish", "Friday"), (4,)),
        (days("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), ()),
    ],
)
def test_the_days_to_skip_begin_with_monday(channel, read):
    assert parsed(rss("<title>Ferry</title>", channel=channel)).skip_days == read


def test_both_are_found_behind_the_items_and_in_a_malformed_feed_too():
    body = rss("<title>Ferry</title>", "<title>Tram</title>").replace(
        "</channel>", f"{hours(2)}{days('Monday')}</channel>"
    )
    feed = parsed(body)
    assert (feed.skip_hours, feed.skip_days) == ((2,), (0,))
    broken = parsed(rss("<title>Ferry &nbsp; line</title>", channel=hours(4)))
    assert broken.warning
    assert broken.skip_hours == (4,)


def test_what_an_item_says_of_hours_is_not_the_feeds_word():
    assert (
        parsed(rss("<title>Ferry</title>", f"<title>x</title>{hours(3)}", "<title>Tram</title>")).skip_hours
        == ()
    )


def test_a_feed_without_items_may_say_when_to_come_too():
    assert parsed(rss(channel=hours(3))).skip_hours == (3,)
    assert recorded("atom.xml").skip_hours == ()


@pytest.mark.parametrize(
    ("period", "ttl"),
    [
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            timedelta(hours=6),
        ),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>600</sy:updateFrequency>",
            timedelta(minutes=1),
        ),
        ("<sy:updatePeriod>never</sy:updatePeriod>", None),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
    ],
)
def test_the_update_period_is_a_rest(period, ttl):
    body = rss(channel=period).replace(
        "<rss ", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    )
    assert parsed(body).ttl == ttl
