"""The single values of feeds.yaml: how each is written, how it is read, and its shape for editors (JSON Schema).

A schema's patterns are for JavaScript's expressions too, so they name both cases and know no flags. Where a schema
cannot say a rule, it allows what the program then refuses, never the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time, timedelta
from email.utils import parseaddr
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from digest.config.environment import SECRETS
from digest.model import FullText

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CRON_FIELD = re.compile(r"[0-9a-z*/,\-#?]+", re.IGNORECASE)
_DURATION = re.compile(r"(\d{1,4})\s*(m|h|d|w)", re.IGNORECASE)
_KEPT = re.compile(r"(\d{1,4})\s*(d|w)", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{1,79}")


def address_complaint(value: str) -> str:
    """What is wrong with a feed's address, one sentence; empty: nothing."""
    try:
        _address_of_feed(value)
    except ValueError as error:
        return str(error)
    return ""


def _address_of_feed(value: str) -> str:
    value = value.strip()
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname)
    except ValueError:
        parts, named = urlsplit(""), False
    if (
        parts.scheme not in ("http", "https")
        or not named
        or any(not each.isprintable() or each.isspace() for each in value)
    ):
        raise ValueError(
            f"{value[:80]!r} is no feed's address; it starts with https:// or http:// and has a host"
        )
    if parts.username or parts.password:
        raise ValueError(
            "an address here holds no user name or password; write auth: {username: NAME, password_from: VARIABLE}"
        )
    return value


def _mailbox(value: str) -> str:
    _, address = parseaddr(value)
    local, _, domain = address.rpartition("@")
    if not local or not domain or any(ord(each) < 33 for each in address) or "\n" in value or "\r" in value:
        raise ValueError(f"{value[:80]!r} is no mail address; write name@example.org")
    return value.strip()


def zone_name(value: str) -> str:
    """An IANA time zone's name as given. Raises ValueError for one that is not known."""
    try:
        ZoneInfo(value)
    except Exception:  # the library raises several unrelated ones
        raise ValueError(f"{value!r} is no time zone; write one such as Europe/Berlin") from None
    return value


def _clock(value: Any) -> Any:
    if isinstance(value, str) and (found := re.fullmatch(r"(\d{1,2}):(\d{2})", value.strip())):
        hour, minute = int(found[1]), int(found[2])
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ValueError(f'{value!r} is no time of day; write it as "07:00"')


def _duration(value: Any) -> Any:
    if isinstance(value, str) and (found := _DURATION.fullmatch(value.strip())):
        return timedelta(**{_UNITS[found[2].lower()]: int(found[1])})
    raise ValueError(f"{value!r} is no length of time; write it as 36h or 3d")


def _kept(value: Any) -> Any:
    """How long something is kept; None is for ever."""
    if isinstance(value, str):
        if value.strip().lower() == "forever":
            return None
        found = _KEPT.fullmatch(value.strip())
        if found and int(found[1]):
            return timedelta(**{_UNITS[found[2].lower()]: int(found[1])})
    raise ValueError(f"{value!r} is not how long something is kept; write it as 90d, 12w or forever")


def _weekdays(value: Any) -> Any:
    """Weekdays such as `mon-fri`, `sat, sun`, `daily` or a list of names; Monday is 0."""
    words = value if isinstance(value, list) else str(value).replace(",", " ").split()
    days: set[int] = set()
    for word in words:
        first, _, last = str(word).lower().partition("-")
        if first == "daily":
            days.update(range(7))
            continue
        try:
            start, end = DAYS.index(first[:3]), DAYS.index((last or first)[:3])
        except ValueError:
            raise ValueError(f"{word!r} is no weekday; write mon-fri, or mon, wed, fri") from None
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    if not days:
        raise ValueError("name at least one weekday, such as mon-fri")
    return tuple(sorted(days))


def _cron(value: str) -> str:
    fields = value.split()
    if len(fields) != 5 or not all(_CRON_FIELD.fullmatch(each) for each in fields):
        raise ValueError(f'{value!r} is no cron line; it has five fields, such as "0 8 * * sun"')
    return " ".join(fields)


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", value):
        raise ValueError(f"{value!r} is no language; write a tag such as en, de or pt-BR")
    return value


def _telling(value: str) -> str:
    if not any(each.isalnum() for each in value):
        raise ValueError(f"{value[:80]!r} has no letter or digit, so nothing can be told by it")
    return value


def _user_name(value: str) -> str:
    if not value or ":" in value or not value.isprintable():
        raise ValueError("a user name is printable and has no colon")
    return value


def is_variable(value: str) -> bool:
    """Whether a text can be the name of a feed's secret's variable."""
    return bool(_VARIABLE.fullmatch(value)) and value not in SECRETS


def _variable(value: str) -> str:
    """The name of a variable; what is none is not repeated, since it may be the secret itself."""
    if is_variable(value):
        return value
    if value in SECRETS:
        raise ValueError(f"{value} is a secret of this program's own, which no feed is told")
    raise ValueError(
        "this is the name of an environment variable in capitals, such as HARBOUR_TOKEN, never the secret itself"
    )


def _full_text(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value if value is not None else []


def _in_any_case(word: str) -> str:
    return "".join(f"[{each}{each.upper()}]" for each in word)


def _day_patterns() -> Iterator[str]:
    """The pattern of one weekday or span, and of a line of them."""
    name = f"(?:{'|'.join(_in_any_case(each) for each in DAYS)})[^\\s,\\-]*"
    one = f"(?:{_in_any_case('daily')}|{name}(?:-{name})?)"
    yield f"^{one}$"
    yield f"^[\\s,]*{one}(?:[\\s,]+{one})*[\\s,]*$"


def _recogniser(value: str) -> str:
    if value in ("", "tagger", "accurate") or re.fullmatch(r"spacy:\S+", value):
        return value
    raise ValueError(f"there is no recogniser {value!r}; write tagger, accurate, or spacy:en_core_web_sm")


_DAY, _SOME_DAYS = _day_patterns()
_HOST = r"(?:\[[^\s\]\/?#@]+\]|[^\s\/?#@\[\]:\\\u0000-\u001f]+)(?::\d*)?"


def _text(pattern: str, **others: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, **others})


FeedUrl = Annotated[
    str,
    AfterValidator(_address_of_feed),
    _text(
        rf"^\s*[hH][tT][tT][pP][sS]?:\/\/{_HOST}(?:[\/?#][^\s\u0000-\u001f]*)?\s*$",
        description="The address of an RSS, Atom or JSON feed.",
        examples=["https://harbourpost.example/feed.xml"],
    ),
]
Mailbox = Annotated[
    str, AfterValidator(_mailbox), _text(r"^[^\r\n]*[^\s@]@[^\s@][^\r\n]*$", examples=["me@example.org"])
]
Zone = Annotated[
    str, AfterValidator(zone_name), _text(r"^\s*[A-Za-z][A-Za-z0-9_+\-\/]*\s*$", examples=["Europe/Berlin"])
]
Language = Annotated[
    str,
    AfterValidator(_language),
    _text(r"^\s*[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*\s*$", examples=["en", "de", "pt-BR"]),
]
Clock = Annotated[
    time, BeforeValidator(_clock), _text(r"^\s*(?:[01]?\d|2[0-3]):[0-5]\d\s*$", examples=["07:00"])
]
Duration = Annotated[
    timedelta, BeforeValidator(_duration), _text(r"^\s*\d{1,4}\s*[mhdwMHDW]\s*$", examples=["36h", "3d"])
]
KeptFor = Annotated[
    timedelta | None,
    BeforeValidator(_kept),
    _text(
        rf"^\s*(?:(?!0+\s*[dwDW])\d{{1,4}}\s*[dwDW]|{_in_any_case('forever')})\s*$",
        examples=["90d", "12w", "forever"],
    ),
]
Weekdays = Annotated[
    tuple[int, ...],
    BeforeValidator(_weekdays),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _SOME_DAYS},
                {"type": "array", "items": {"type": "string", "pattern": _DAY}, "minItems": 1},
            ],
            "examples": ["mon-fri", "sat, sun", "daily", ["mon", "wed", "fri"]],
        }
    ),
]
_FIELD = r"[0-9a-zA-Z*\/,\-#?]+"
Cron = Annotated[
    str, AfterValidator(_cron), _text(rf"^\s*{_FIELD}(?:\s+{_FIELD}){{4}}\s*$", examples=["0 8 * * sun"])
]
YesOrNo = Annotated[bool, WithJsonSchema({"enum": [True, False, "yes", "no"]})]
FullTextWord = Annotated[
    FullText, BeforeValidator(_full_text), WithJsonSchema({"enum": ["auto", "yes", "no", True, False]})
]
Telling = Annotated[
    str,
    Field(max_length=120),
    AfterValidator(_telling),
    WithJsonSchema({"type": "string", "pattern": r"[^\s!-\/:-@\[-`{-~]", "maxLength": 120}),
]
UserName = Annotated[
    str, Field(max_length=200), AfterValidator(_user_name), _text(r"^[^:\u0000-\u001f]+$", maxLength=200)
]
Variable = Annotated[
    str,
    AfterValidator(_variable),
    _text(r"^\s*[A-Z][A-Z0-9_]{1,79}\s*$", examples=["HARBOUR_TOKEN"], **{"not": {"enum": list(SECRETS)}}),
]
Texts = Annotated[list[str], BeforeValidator(_as_list, json_schema_input_type=str | list[str] | None)]
Mailboxes = Annotated[
    list[Mailbox], BeforeValidator(_as_list, json_schema_input_type=Mailbox | list[Mailbox] | None)
]
Tellings = Annotated[
    list[Telling],
    Field(max_length=500),
    BeforeValidator(_as_list, json_schema_input_type=Telling | list[Telling] | None),
]
RecogniserName = Annotated[
    str,
    AfterValidator(_recogniser),
    _text(r"^(?:tagger|accurate|spacy:\S+)?$", examples=["tagger", "spacy:en_core_web_sm"]),
]
Languages = Annotated[
    list[Language],
    Field(max_length=500),
    BeforeValidator(_as_list, json_schema_input_type=Language | list[Language] | None),
]
