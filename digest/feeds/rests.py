"""When a feed asks to be left alone: its ttl, its update period, the hours and days to skip."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080}  # minutes
_DAYS = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")
_NEAR = 50_000  # bytes of the channel before its first item and behind its last that are looked at
_ITEM = re.compile(rb"<(?:item|entry)[\s>]")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_HOURS = re.compile(rb"<skipHours>(.{0,4000}?)</skipHours>", re.DOTALL | re.IGNORECASE)
_SKIP_DAYS = re.compile(rb"<skipDays>(.{0,4000}?)</skipDays>", re.DOTALL | re.IGNORECASE)
_HOUR = re.compile(rb"<hour>\s{0,20}(\d\d?)\s{0,20}</hour>", re.IGNORECASE)
_DAY = re.compile(rb"<day>\s{0,20}([A-Za-z]{6,9})\s{0,20}</day>", re.IGNORECASE)


def ttl(feed: Mapping[str, Any]) -> timedelta | None:
    """How long the feed asks to be left alone after a visit, from a minute to a week."""
    minutes = str(feed.get("ttl") or "").strip()
    if minutes.isdecimal() and len(minutes) < 7 and int(minutes):
        return timedelta(minutes=min(int(minutes), 10080))
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    times = str(feed.get("sy_updatefrequency") or "1").strip()
    if period and times.isdecimal() and len(times) < 5 and int(times):
        return timedelta(minutes=max(1, period // int(times)))
    return None


def skips(body: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The hours (0 to 23, UTC) and days (Monday is 0) in which an RSS channel asks not to be visited, each sorted.

    feedparser keeps only one of them, so they are looked for in the channel around its items. What is no hour or
    day is left out; a feed that skips all of them means none.
    """
    around = _around_items(body)
    if b"<skip" not in around.lower():
        return (), ()
    around = _COMMENT.sub(b"", around)
    hours = {int(hour) % 24 for hour in _inside(_HOURS, _HOUR, around) if int(hour) <= 24}
    days = {_DAYS.index(day.lower()) for day in _inside(_SKIP_DAYS, _DAY, around) if day.lower() in _DAYS}
    return _sensible(hours, of=24), _sensible(days, of=7)


def _around_items(body: bytes) -> bytes:
    first = _ITEM.search(body)
    if not first:
        return body[:_NEAR]
    last = max(body.rfind(b"</item>"), first.start())
    return body[: min(first.start(), _NEAR)] + body[max(last, len(body) - _NEAR) :]


def _inside(outer: re.Pattern[bytes], inner: re.Pattern[bytes], text: bytes) -> list[bytes]:
    found = outer.search(text)
    return inner.findall(found[1]) if found else []


def _sensible(found: set[int], *, of: int) -> tuple[int, ...]:
    return tuple(sorted(found)) if len(found) < of else ()
