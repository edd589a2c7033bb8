"""From a site's address to the feeds it has, each with a look at what it would bring."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.feeds.advice import advice
from digest.feeds.discover import (
    MAX_FOUND,
    Found,
    candidates_of_address,
    common_paths,
    feeds_in_page,
    is_of_comments,
)
from digest.feeds.parse import parse_feed
from digest.model import Entry, Fetched, ParsedFeed, Request
from digest.ports import Fetcher, Workers

LOOK_SECONDS = 20.0
TITLES = 3
NOTHING_THERE = frozenset((404, 410))
_ROOT = re.compile(rb"<(?:(!doctype\s+html|html)|rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The feeds of an address, best first."""

    feeds: tuple[Found, ...] = ()
    error: str = ""  # why there are none, one sentence
    looked: bool = True  # False: the address could not be reached, so nothing is known about it


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stood at an address, on its way to a worker."""

    url: str
    fetched: Fetched
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a document is: a feed, or a page that names some."""

    feed: Found | None = None
    named: tuple[Found, ...] = ()


def discover(fetcher: Fetcher, workers: Workers, url: str, *, now: datetime) -> Discovery:
    """Find the feeds of an address: itself where it is one, else what its site has.

    The usual paths are tried only where neither the address's shape nor its page names one that brings what the site
    itself says. Never raises for what the network or a document does.
    """
    first = next(iter(fetcher.fetch([Request(url=url)])))
    look = Look()
    if not first.error:
        looks = workers.run(look_at, [Document(url=url, fetched=first, now=now)], timeout=LOOK_SECONDS)
        look = next(iter(looks)).result or look
    if look.feed:
        return Discovery(feeds=(look.feed,))
    guesses = [*candidates_of_address(url), *(each.url for each in look.named)]
    found = _feeds_at(fetcher, workers, guesses, now=now)
    if not first.error and all(is_of_comments(each) for each in found):
        found = (*_feeds_at(fetcher, workers, common_paths(first.url), now=now), *found)
    if found:
        return Discovery(feeds=found)
    if first.error:
        what = "" if first.status in NOTHING_THERE else advice(first)
        told = f"{first.error}; {what}" if what else first.error
        return Discovery(error=told, looked=first.status in NOTHING_THERE)
    return Discovery(error=f"there is no feed at {url}, nor does its page name one")


def look_at(document: Document) -> Look:
    """See what a document is: run in the workers' processes."""
    body = document.fetched.body
    root = _ROOT.search(body[:2000])
    if not (root and root[1]):
        parsed = parse_feed(
            body, feed_url=document.fetched.url, content_type=document.fetched.content_type, now=document.now
        )
        if not parsed.error:
            return Look(feed=_found(document.fetched.moved_to or document.url, parsed))
    return Look(named=feeds_in_page(body, url=document.fetched.url))


def _found(url: str, parsed: ParsedFeed) -> Found:
    newest = sorted(
        parsed.entries, key=_published, reverse=True
    )  # stable: undated ones keep the feed's order
    return Found(
        url=url,
        title=parsed.title,
        entries=len(newest),
        newest=newest[0].published if newest else None,
        titles=tuple(each.title for each in newest if each.title)[:TITLES],
    )


def _published(entry: Entry) -> datetime:
    return entry.published or _EVER


def _feeds_at(fetcher: Fetcher, workers: Workers, urls: Sequence[str], *, now: datetime) -> tuple[Found, ...]:
    """Which of these addresses are feeds, in their order; empty ones and those of comments last."""
    wanted = list(dict.fromkeys(urls))[:MAX_FOUND]
    fetched = {each.request.url: each for each in fetcher.fetch([Request(url=url) for url in wanted])}
    documents = [Document(url=url, fetched=fetched[url], now=now) for url in wanted if not fetched[url].error]
    looks = workers.run(look_at, documents, timeout=LOOK_SECONDS)
    feeds = _each_once(look.result.feed for look in looks if look.result and look.result.feed)
    return tuple(sorted(feeds, key=lambda each: (is_of_comments(each), not each.entries)))


def _each_once(feeds: Iterable[Found]) -> Iterator[Found]:
    """The first of those that bring the same: one text offered as RSS and as Atom, or under two addresses."""
    known: set[object] = set()
    for feed in feeds:
        brings = (feed.titles, feed.newest) if feed.titles else feed.url
        if brings not in known and feed.url not in known:
            known |= {brings, feed.url}
            yield feed
