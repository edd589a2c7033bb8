"""feeds.yaml, as pydantic models: the shapes people already write, turned into `Feed` and `Digest`."""

from __future__ import annotations

import re
from datetime import time, timedelta
from email.utils import parseaddr
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from digest.model import FullText

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CRON_FIELD = re.compile(r"[0-9a-z*/,\-#?]+", re.IGNORECASE)
_DURATION = re.compile(r"(\d+)\s*(m|h|d|w)", re.IGNORECASE)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


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
        raise ValueError("an address here holds no user name or password")
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


def _yes_or_no(value: Any) -> Any:
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _as_mapping(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value if value is not None else []


FeedUrl = Annotated[str, AfterValidator(_address_of_feed)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]
Zone = Annotated[str, AfterValidator(zone_name)]
Language = Annotated[str, AfterValidator(_language)]
Clock = Annotated[time, BeforeValidator(_clock)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]


class Model(BaseModel):
    """Every part of the file refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class FeedEntry(Model):
    """One feed: `{url, name, category, weight, full_text, paused}`."""

    url: FeedUrl
    name: str = Field(default="", max_length=120)
    category: str = Field(default="", max_length=80)
    weight: float = Field(default=1.0, gt=0, le=10)
    full_text: Annotated[FullText, BeforeValidator(_yes_or_no)] = FullText.AUTO
    paused: bool = False


FeedLine = Annotated[FeedEntry, BeforeValidator(_as_mapping)]


class CategoryEntry(Model):
    """A named group of feeds: `{name, sources: [...]}`."""

    name: str = Field(min_length=1, max_length=80)
    sources: list[FeedLine] = Field(default_factory=list)


class DigestEntry(Model):
    """One newsletter under `digests:`."""

    title: str = Field(default="", max_length=120)
    at: Clock | None = None
    on: Annotated[tuple[int, ...], BeforeValidator(_weekdays)] = tuple(range(7))
    cron: Annotated[str, AfterValidator(_cron)] | None = None
    timezone: Zone | None = None
    language: Language | None = None
    categories: Annotated[list[str], BeforeValidator(_as_list)] = Field(default_factory=list)
    to: Annotated[list[Mailbox], BeforeValidator(_as_list)] = Field(default_factory=list)
    min_stories: int = Field(default=1, ge=1, le=100)
    max_sections: int = Field(default=10, ge=1, le=100)
    look: Literal["magazine", "compact"] = "magazine"
    images: Literal["link", "none"] = "link"
    approve: bool = False
    cut_off: Clock | None = None
    window: Duration = timedelta(days=1)
    max_age: Duration = timedelta(days=3)

    @model_validator(mode="after")
    def _one_schedule(self) -> DigestEntry:
        if self.cron and self.at:
            raise ValueError("write either `at:` (with `on:`) or `cron:`, not both")
        return self


class NetworkEntry(Model):
    """`network: {allow: [HOST, ...]}`: private hosts that may be visited."""

    allow: Annotated[list[str], BeforeValidator(_as_list)] = Field(default_factory=list)


class MailEntry(Model):
    """`mail: {from: ADDRESS, smtp: URL}`; the password comes from SMTP_PASSWORD."""

    sender: Mailbox = Field(default="", validation_alias="from")
    smtp: str = ""


class NewsroomFile(Model):
    """The whole of feeds.yaml."""

    title: str = Field(default="The Daily Cast", max_length=120)
    timezone: Zone = "UTC"
    language: Language = "en"
    feeds: list[FeedLine] = Field(default_factory=list)
    categories: list[CategoryEntry] = Field(default_factory=list)
    digests: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")], DigestEntry | None] = Field(
        default_factory=dict
    )
    network: NetworkEntry = NetworkEntry()
    mail: MailEntry = MailEntry()
