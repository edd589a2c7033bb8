"""Visiting feeds: each one's document, parsed where it changed, and the state that the visit leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.feeds.answers import LONGEST_PAUSE
from digest.feeds.parse import parse_feed
from digest.feeds.visits import (
    SHORTEST,
    address_of,
    after_failure,
    after_success,
    body_hash,
    host_of,
    is_paused,
    paused_host,
    request_of,
)
from digest.model import Feed, FeedState, Fetched, HostState, ParsedFeed, Request
from digest.pipeline.means import Means
from digest.ports import Outcome

PARSE_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One feed visited: its state afterwards and, where it changed, its entries."""

    feed: Feed
    state: FeedState
    parsed: ParsedFeed | None = None  # None: failed, unchanged or put off
    first: bool = False  # none went well before
    put_off: bool = False  # not asked, because its host wants to be left alone
    host: HostState | None = None  # what the answer says of the host, where it says something new


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A changed feed's document on its way to a worker."""

    feed: Feed
    fetched: Fetched
    now: datetime


def parse_document(document: FeedDocument) -> ParsedFeed:
    """Parse one feed: run in the workers' processes."""
    fetched = document.fetched
    return parse_feed(fetched.body, feed_url=fetched.url, content_type=fetched.content_type, now=document.now)


def visit_all(means: Means, feeds: Sequence[Feed], *, since: datetime, now: datetime) -> Iterator[Visit]:
    """Visit every feed whose host lets us; documents that changed are parsed in killable processes.

    One of which more is wanted than when it was first visited, back to `since`, is read again whole.
    """
    states = {url: _wanted(state, since=since) for url, state in _states(means, feeds).items()}
    hosts = means.storage.hosts.get({_host(feed, states) for feed in feeds})
    done: list[Visit] = []
    asked: list[Feed] = []
    for feed in feeds:
        host = hosts.get(_host(feed, states))
        if host is not None and is_paused(host, now=now):
            done.append(_put_off(feed, states[feed.url], host))
        else:
            asked.append(feed)

    def documents() -> Iterator[FeedDocument]:
        for count, (feed, fetched) in enumerate(_fetched(means, asked, states, now=now), 1):
            means.progress("visiting feeds", count, len(asked))
            state = states[feed.url]
            if fetched.error or fetched.not_modified or body_hash(fetched.body) == state.body_hash:
                done.append(_unread(feed, fetched, state, now=now))
            else:
                yield FeedDocument(feed=feed, fetched=fetched, now=now)

    for outcome in means.workers.run(parse_document, documents(), timeout=PARSE_SECONDS):
        yield from _drained(done)
        yield _parsed(outcome, state=states[outcome.given.feed.url])
    yield from _drained(done)


def keep_pauses(means: Means, asked: Iterable[HostState], *, now: datetime) -> None:
    """Remember which hosts want to be left alone; of several answers, older ones too, the longest pause holds."""
    longest: dict[str, HostState] = {}
    for host in asked:
        longest[host.host] = _later(longest.get(host.host), host, now=now)
    if not longest:
        return
    known = means.storage.hosts.get(longest)
    means.storage.hosts.put(_later(known.get(name), host, now=now) for name, host in longest.items())


def _later(known: HostState | None, asked: HostState, *, now: datetime) -> HostState:
    """What is known of a host, with the pause it asks for unless it asked for a longer one."""
    if known is None:
        return asked
    if is_paused(known, now=now) and str(known.paused_until) >= str(asked.paused_until):
        return known
    return replace(known, paused_until=asked.paused_until, reason=asked.reason)


def _states(means: Means, feeds: Sequence[Feed]) -> Mapping[str, FeedState]:
    kept = means.storage.feeds.get([feed.url for feed in feeds])
    return {feed.url: kept.get(feed.url, FeedState(feed_url=feed.url)) for feed in feeds}


def _wanted(state: FeedState, *, since: datetime) -> FeedState:
    """The state without what would keep a document from being read, where more of the feed's archive is wanted."""
    if state.archive is None or state.archive <= since:
        return state
    return replace(state, etag="", last_modified="", body_hash="", archive=since)


def _host(feed: Feed, states: Mapping[str, FeedState]) -> str:
    return host_of(address_of(states[feed.url], feed.url))


def _drained(done: list[Visit]) -> Iterator[Visit]:
    while done:
        yield done.pop(0)


def _put_off(feed: Feed, state: FeedState, host: HostState) -> Visit:
    """The visit that is not made, because its host asked every visitor to stay away."""
    return Visit(feed=feed, state=replace(state, next_visit=host.paused_until), put_off=True)


def _unread(feed: Feed, fetched: Fetched, state: FeedState, *, now: datetime) -> Visit:
    """The visit that failed, found nothing new, or was given up because the host had enough."""
    if not fetched.error:
        return Visit(feed=feed, state=after_success(state, fetched, parsed=None, now=now))
    if fetched.unasked:
        later = now + min(fetched.retry_after or SHORTEST, LONGEST_PAUSE)
        return Visit(feed=feed, state=replace(state, next_visit=later), put_off=True)
    return Visit(
        feed=feed,
        state=after_failure(state, fetched, now=now),
        host=paused_host(None, fetched, host=host_of(fetched.url), now=now),
    )


def _parsed(outcome: Outcome[FeedDocument, ParsedFeed], *, state: FeedState) -> Visit:
    """The visit that a parsed document makes."""
    document = outcome.given
    parsed = outcome.result or ParsedFeed(error=f"the feed cannot be read: {outcome.error}")
    if parsed.error:
        return Visit(feed=document.feed, state=after_failure(state, error=parsed.error, now=document.now))
    after = after_success(state, document.fetched, parsed=parsed, now=document.now)
    return Visit(feed=document.feed, state=after, parsed=parsed, first=state.last_success is None)


def _fetched(
    means: Means, feeds: Sequence[Feed], states: Mapping[str, FeedState], *, now: datetime
) -> Iterator[tuple[Feed, Fetched]]:
    """Each feed with what fetching it gave. Two feeds that moved to one address share the answer's order."""
    waiting: dict[Request, list[Feed]] = {}
    for feed in feeds:
        request = request_of(feed, states[feed.url], now=now)
        waiting.setdefault(request, []).append(feed)
    requests = [request for request, sharing in waiting.items() for _ in sharing]
    for fetched in means.fetcher.fetch(requests):
        yield waiting[fetched.request].pop(0), fetched


__all__ = ["FeedDocument", "Visit", "keep_pauses", "parse_document", "visit_all"]
