"""Feeds as publishers write them, for use cases that read them."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime

from tests.builders import NOON

LONG = (
    "Ada Lindqvist opened the new harbour bridge on Monday after nine years of building. "
    "The mayor, 52, walked across it with two hundred children and a brass band. "
    "“It holds,” said Lindqvist on the other side, and the band played on. "
    "The bridge cost less than planned, the council said, because the old piers could be used again. "
    "It will carry trams from September, and bicycles from tomorrow morning. "
)


def a_post(
    title: str = "Bridge opens",
    text: str = LONG * 2,
    *,
    url: str = "https://harbourpost.example/bridge",
    at: datetime = NOON,
    guid: str = "",
) -> str:
    """One item of an RSS feed."""
    identity = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return (
        f"<item><title>{title}</title><link>{url}</link>{identity}<pubDate>{format_datetime(at)}</pubDate>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
    )


def a_rss(*posts: str, title: str = "Harbour Post") -> bytes:
    """An RSS 2.0 feed."""
    items = "".join(posts)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()
