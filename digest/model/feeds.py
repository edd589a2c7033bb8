"""Feeds, their state, and what fetching and parsing them gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class FullText(StrEnum):
    """Whether the page behind an entry is read: never, always, or where the feed's text is short."""

    AUTO = "auto"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source we follow, as feeds.yaml names it."""

    url: str
    name: str = ""
    category: str = ""
    weight: float = 1.0
    full_text: FullText = FullText.AUTO
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the last visit to a feed left."""

    feed_url: str
    title: str = ""  # as the feed calls itself
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    last_visit: datetime | None = None
    last_success: datetime | None = None
    next_visit: datetime | None = None  # None: due now
    failures: int = 0  # in a row
    error: str = ""  # of the last visit, one plain sentence; empty: it went well
    moved_to: str = ""  # the target of a permanent redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A page or feed to fetch, with the validators of the last visit."""

    url: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What fetching gave: a body, "not modified", or one sentence about what went wrong."""

    request: Request
    url: str  # after redirects
    status: int = 0  # 0: no answer
    body: bytes = b""  # decompressed
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""  # set when every redirect on the way was permanent
    retry_after: timedelta | None = None
    max_age: timedelta | None = None
    error: str = ""

    @property
    def not_modified(self) -> bool:
        """The publisher says nothing changed since the validators were given."""
        return self.status == 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An outlet's own picture."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as the feed gave it, its HTML already cleaned of anything active."""

    feed_url: str
    guid: str  # the feed's own id; its url, else a hash of its title, where it has none
    url: str  # absolute; empty where the feed gives none
    title: str  # plain text
    html: str  # the longest text the feed brings, cleaned HTML
    published: datetime | None = None  # UTC
    byline: str = ""
    language: str = ""  # BCP 47, as the feed claims
    categories: tuple[str, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed document, parsed. `error` is a sentence where it is none."""

    title: str = ""
    language: str = ""
    link: str = ""
    ttl: timedelta | None = None
    entries: tuple[Entry, ...] = ()
    error: str = ""
    warning: str = ""  # malformed, but read all the same
