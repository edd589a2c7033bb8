"""When an entry appeared, from what feeds write: UTC, or nothing where the date makes no sense.

A date without a zone is read as UTC. One that is up to an hour ahead comes from a clock that is, and means now; a later
one is no date, nor is one before 1990. feedparser asks here first (see `parse.py`): it takes local names of zones for
UTC, and half hours in some of them for nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from time import struct_time

from digest.text.folding import fold

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web: a clock that was never set, a zero
CLOCK_SKEW = timedelta(hours=1)
MAX_DATE = 80  # characters

_FRACTION = re.compile(r"(\.\d{6})\d+")
_LEAP_SECOND = re.compile(r"(?<=:\d\d):6\d")
_STAMP = re.compile(r"(\d{9,10})(?:\.\d*)?|(\d{12,13})")
_ISO = re.compile(r"(\d{4}-?(?:W\d\d|\d\d)[\d-]*)(?:[T ]\s*([\d:.,]+))?\s*(.*)", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:\.|er)?[\s-]+([^\W\d]+)\.?,?[\s-]+(\d{4}|\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(r"(?:[^\W\d]+\.?,?\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_TIME = re.compile(
    r"[\s,]*(?:at|um|à|de)?\s*(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?(?:\s*([ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\(?(?:GMT|UTC|Z)?\s*([+-])(\d\d?)(?::?(\d\d))?(?!\d)", re.IGNORECASE)
_ZONE_NAME = re.compile(r"\(?(?:Etc/)?([^\W\d]+)")
# Months as English, German, French, Spanish, Italian and Dutch begin them, folded.
# fmt: off
_MONTHS = (
    ("jan", "ene", "gen"), ("feb", "fev"), ("mar", "mae", "mrt", "maa"), ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aou", "ago"),
    ("sep", "set"), ("oct", "okt", "ott"), ("nov",), ("dec", "dez", "dic"),
)
_ZONES = {  # hours ahead of UTC; where a name has several meanings, the one that most outlets mean
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 1, "west": 1, "ist": 5.5,
    "cet": 1, "mez": 1, "met": 1, "hec": 1, "cest": 2, "mesz": 2, "mest": 2, "haec": 2,
    "eet": 2, "oez": 2, "sast": 2, "eest": 3, "oesz": 3, "msk": 3, "pkt": 5, "sgt": 8, "hkt": 8, "awst": 8,
    "jst": 9, "kst": 9, "acst": 9.5, "aest": 10, "acdt": 10.5, "aedt": 11, "nzst": 12, "nzdt": 13,
    "nst": -3.5, "ndt": -2.5, "adt": -3, "ast": -4, "at": -4, "edt": -4, "est": -5, "et": -5, "cdt": -5, "cst": -6,
    "ct": -6, "mdt": -6, "mst": -7, "mt": -7, "pdt": -7, "pst": -8, "pt": -8, "akdt": -8, "akst": -9, "hst": -10,
}
# fmt: on


def sensible(moment: datetime, *, now: datetime) -> datetime | None:
    """The moment in UTC; `now` where it is up to CLOCK_SKEW ahead, None where it is later or before EARLIEST."""
    try:
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    if moment < EARLIEST or moment - now > CLOCK_SKEW:
        return None
    return min(moment, now)


def of_struct(parsed: struct_time | None, *, now: datetime) -> datetime | None:
    """The moment feedparser read (a UTC time tuple)."""
    if parsed is None:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    try:
        return sensible(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC), now=now)
    except (OverflowError, TypeError, ValueError):
        return None


def to_struct(text: str) -> struct_time | None:
    """The moment a text names as feedparser has it: a UTC time tuple."""
    moment = read(text)
    return moment.utctimetuple() if moment else None


def of_text(text: str, *, now: datetime) -> datetime | None:
    """The moment a text names: ISO 8601, RFC 5322, as the languages of Europe write dates, or seconds since 1970.

    Linear time; never raises.
    """
    moment = read(text)
    return sensible(moment, now=now) if moment else None


def read(text: str) -> datetime | None:
    """The moment a text names, sensible or not, in whatever zone; None where it names none."""
    text = _LEAP_SECOND.sub(":59", text.strip()[:MAX_DATE])
    try:
        if stamp := _STAMP.fullmatch(text):
            return datetime.fromtimestamp(int(stamp[1]) if stamp[1] else int(stamp[2]) / 1000, UTC)
        return _iso(text) if text[:4].isdecimal() else _written(text)
    except (OverflowError, ValueError):
        return None


def _iso(text: str) -> datetime | None:
    """2026-05-11T09:30:00+02:00, 20260511, 2026-W20-1, also with blanks and zone names."""
    found = _ISO.fullmatch(_FRACTION.sub(r"\1", text))
    if not found:
        return None
    moment = datetime.fromisoformat(f"{found[1].upper()}T{found[2]}" if found[2] else found[1].upper())
    return moment.replace(tzinfo=_zone(found[3]))


def _written(text: str) -> datetime | None:
    """Mon, 11 May 2026 09:30:00 +0200; 11. Mai 2026, 09:30 MESZ; May 11, 2026 9:30 am."""
    if found := _DAY_FIRST.match(text):
        day, name, year = found.groups()
    elif found := _MONTH_FIRST.match(text):
        name, day, year = found.groups()
    else:
        return None
    month = _month(name)
    if not month:
        return None
    years = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 90 else 1900)
    time = _TIME.match(text, found.end())
    hour, minute, second = (int(each or 0) for each in time.group(1, 2, 3)) if time else (0, 0, 0)
    if time and time[4]:
        hour = hour % 12 + (12 if time[4] in "pP" else 0)
    rest = text[time.end() if time else found.end() :]
    return datetime(years, month, int(day), hour, minute, second, tzinfo=_zone(rest))


@lru_cache(maxsize=256)
def _month(name: str) -> int:
    """The number of a month, 0 for what is none."""
    folded = fold(name)
    return next((n for n, begins in enumerate(_MONTHS, 1) if folded.startswith(begins)), 0)


@lru_cache(maxsize=256)
def _zone(text: str) -> timezone:
    """The zone a date ends with; UTC where it has none, or none that is known."""
    text = text.strip(" ,")
    if offset := _OFFSET.match(text):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(ahead if offset[1] == "+" else -ahead)
    name = _ZONE_NAME.match(text)
    return timezone(timedelta(hours=_ZONES.get(name[1].lower(), 0))) if name else UTC
