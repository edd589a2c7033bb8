"""When an entry appeared, from what feeds write: UTC, or nothing where the date makes no sense."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import struct_time

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web: a clock that was never set, a zero


def sensible(moment: datetime, *, now: datetime) -> datetime | None:
    """The moment in UTC (read as UTC where it has no zone); None before 1990 and after `now`."""
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return moment if EARLIEST <= moment <= now else None


def of_struct(parsed: struct_time | None, *, now: datetime) -> datetime | None:
    """The moment feedparser read (a UTC time tuple)."""
    if parsed is None:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    try:
        return sensible(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC), now=now)
    except (OverflowError, TypeError, ValueError):
        return None


def of_text(text: str, *, now: datetime) -> datetime | None:
    """The moment a text names as ISO 8601 / RFC 3339 or, failing that, RFC 5322."""
    text = re.sub(r"(\.\d{6})\d+", r"\1", text.strip()[:64])
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return sensible(read(text), now=now)
        except (IndexError, OverflowError, TypeError, ValueError):
            continue
    return None
