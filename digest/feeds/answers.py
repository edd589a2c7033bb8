"""What a server's answer says besides its body: header fields and status codes as values and words. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_PAUSE = timedelta(days=7)  # what Retry-After can ask of us
LONGEST_AGE = timedelta(days=1)  # what max-age can: a daily digest looks at every feed once a day
_MAX_AGE = re.compile(r"""(?:^|,)\s*max-age\s*=\s*"?([0-9]+)"?\s*(?=,|$)""", re.ASCII | re.IGNORECASE)
_UNKEPT = re.compile(r"(?:^|,)\s*no-(?:store|cache)\s*(?=,|$)", re.ASCII | re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)

_WORDS = {
    400: "does not understand the request",
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses to show this",
    404: "has nothing at this address",
    406: "has nothing in a form we read",
    410: "says this is gone for good",
    429: "asks us to come less often",
    451: "may not show this for legal reasons",
    500: "has a fault of its own",
    502: "cannot reach the server behind it",
    503: "is not available now",
    504: "waits in vain for the server behind it",
}


def complaint(status: int, host: str, *, validated: bool, authorized: bool = False) -> str:
    """The sentence for a status that helps nobody; empty for 2xx, and for 304 where validators were sent.

    `authorized`: a name and password, or a token, was sent.
    """
    if authorized and status in (401, 403):
        return f"{host} does not accept the name and password, or the token, given for it (status {status})"
    if status == 304 and not validated:
        return f"{host} says that nothing changed, but was not asked (status 304)"
    if 200 <= status < 300 or status == 304:
        return ""
    kind = "refuses the request" if 400 <= status < 500 else "has a fault of its own"
    words = _WORDS.get(status, kind if 400 <= status < 600 else "gives an answer we cannot use")
    return f"{host} {words} (status {status})"


def fresh_for(cache_control: str, headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """How long an answer stays fresh by Cache-Control, else by Expires (RFC 9111, 4.2), at most LONGEST_AGE.

    `headers` is looked at for Age, Expires and Date, `now` serves where there is no Date. None: it says nothing.
    """
    lifetime = max_age(cache_control)
    if lifetime is None and "Expires" in headers:
        lifetime = _until_expired(headers["Expires"], now=http_date(headers.get("Date", "")) or now)
    if lifetime is None:
        return None
    age = headers.get("Age", "")
    passed = _seconds(age, LONGEST_AGE) if _DIGITS.fullmatch(age) else timedelta()
    return max(lifetime - passed, timedelta())


def max_age(cache_control: str) -> timedelta | None:
    """The lifetime that Cache-Control gives an answer: none at all where it shall not be kept."""
    if _UNKEPT.search(cache_control):
        return timedelta()
    found = _MAX_AGE.search(cache_control)
    return None if found is None else _seconds(found[1], LONGEST_AGE)


def _until_expired(value: str, *, now: datetime) -> timedelta:
    """A date that cannot be read, such as the usual 0, is one that has passed (RFC 9111, 5.3)."""
    moment = http_date(value)
    return timedelta() if moment is None else min(max(moment - now, timedelta()), LONGEST_AGE)


def retry_after(value: str, *, now: datetime) -> timedelta | None:
    """The pause that Retry-After asks for (RFC 9110, 10.2.3), at most LONGEST_PAUSE; None: it says nothing we read.

    `now` is the moment of the answer, best by the server's own clock: the date is meant by that.
    """
    value = value.strip()
    if _DIGITS.fullmatch(value):
        return _seconds(value, LONGEST_PAUSE)
    moment = http_date(value)
    return None if moment is None else min(max(moment - now, timedelta()), LONGEST_PAUSE)


def pause(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """The pause that an answer asks for, by its own Date where it has one; `now` serves where it has none."""
    value = headers.get("Retry-After")
    return None if value is None else retry_after(value, now=http_date(headers.get("Date", "")) or now)


def http_date(value: str) -> datetime | None:
    """A date as HTTP writes it, in UTC; None where it is none."""
    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def validator(value: str) -> str:
    """An ETag or Last-Modified that can be sent back as it came; empty for one that cannot."""
    return value if len(value) <= 1000 and value.isascii() and value.isprintable() else ""


def plain(value: str) -> str:
    """A header field's value without what does not belong there."""
    if len(value) <= 1000 and value.isascii() and value.isprintable():
        return value.strip()
    return "".join(each if each.isascii() and each.isprintable() else "?" for each in value[:1000]).strip()


def _seconds(digits: str, longest: timedelta) -> timedelta:
    """A number of seconds of any length, capped before it is counted."""
    digits = digits.lstrip("0")[:12] or "0"
    return min(timedelta(seconds=int(digits)), longest)
