"""Feeds, their state, and what fetching and parsing them gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class FullText(StrEnum):
    """Whether the page behind an entry is read: never, always, or where the feed's text is short."""

    AUTO = "auto"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What items are known by that an editor wants, or does not want."""

    words: tuple[str, ...] = ()  # words or phrases of the title and the text
    categories: tuple[str, ...] = ()  # as the publisher calls them
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # BCP 47; `en` means `en-GB` too

    def __bool__(self) -> bool:
        return bool(self.words or self.categories or self.authors or self.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source we follow, as feeds.yaml names it."""

    url: str
    name: str = ""
    category: str = ""
    weight: float = 1.0
    full_text: FullText = FullText.AUTO
    paused: bool = False
    include: Rules = Rules()  # empty: everything; else an item needs to fit each kind of rule that is given
    exclude: Rules = Rules()  # an item that fits one of these is left out
    authorization: str = field(default="", repr=False)  # the HTTP field's value, for private feeds


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
    moved_to: str = ""  # the target of a permanent redirect, seen twice
    moving_to: str = ""  # such a target, seen once
    stopped: bool = False  # gone for good (410): not visited again until an editor resumes it
    note: str = ""  # what an editor should know although the visit went well, one plain sentence
    last_body: datetime | None = None  # when a whole document came last, instead of "not modified"
    archive: datetime | None = (
        None  # what was published before stood there at the first visit, and is not taken
    )
    hold: timedelta | None = None  # how long the document asks to be left alone (its ttl)
    skip_hours: tuple[int, ...] = ()  # of the day, in UTC, in which it asks not to be visited
    skip_days: tuple[int, ...] = ()  # of the week, Monday is 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """What a host told every visitor: to stay away for a while, and which pages are not for programs."""

    host: str  # with its port where the address names one, in lower case
    paused_until: datetime | None = None
    reason: str = ""  # of the pause, one plain sentence
    robots: str = ""  # its robots.txt; empty: everything may be read
    robots_until: datetime | None = None  # when it is asked for again; None: it never was


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A page or feed to fetch, with the validators of the last visit."""

    url: str
    etag: str = ""
    last_modified: str = ""
    authorization: str = field(
        default="", repr=False
    )  # for the URL's own origin alone, never for a redirect's
    stays: bool = (
        False  # a redirect to another host is not followed, but told: that host has rules of its own
    )
    pause: timedelta = timedelta(0)  # at least this long after the request to the same host before it


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
    max_age: timedelta | None = None  # how long it stays fresh, by Cache-Control or Expires
    error: str = ""
    leads_to: str = ""  # where a redirect leads that was not followed
    unasked: bool = False  # its host had just asked somebody else to come later

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
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    entries: tuple[Entry, ...] = ()
    error: str = ""
    warning: str = ""  # malformed, but read all the same
