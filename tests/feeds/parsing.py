"""Feed documents for tests of parsing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from digest.feeds.parse import parse_feed
from digest.model import Entry, ParsedFeed

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
FEED = "https://feeds.example/dir/feed.xml"
RECORDED = Path(__file__).parent / "recorded"


def parsed(body: bytes | str, *, content_type: str = "") -> ParsedFeed:
    """A document, parsed at NOW as if it came from FEED."""
    body = body.encode() if isinstance(body, str) else body
    return parse_feed(body, feed_url=FEED, content_type=content_type, now=NOW)


def recorded(name: str) -> ParsedFeed:
    """A recorded document, parsed."""
    return parsed((RECORDED / name).read_bytes())


def rss(*items: str, channel: str = "") -> str:
    """An RSS document around the insides of its items."""
    told = "".join(f"<item>{each}</item>" for each in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>{channel}{told}</channel></rss>'
    )


def the_entry(inside: str) -> Entry:
    """The one entry of an RSS document."""
    (entry,) = parsed(rss(inside)).entries
    return entry


def described(markup: str) -> str:
    """HTML as the description of an item."""
    return f"<title>Ferry</title><description><![CDATA[{markup}]]></description>"
