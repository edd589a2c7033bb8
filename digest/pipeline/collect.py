"""From feeds to analysed articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from digest.articles import Page, extract, needs_page, to_article
from digest.feeds.parse import parse_feed
from digest.feeds.visits import after_failure, after_success, body_hash
from digest.model import (
    Article,
    ArticleId,
    Entry,
    Feed,
    FeedState,
    Fetched,
    ParsedFeed,
    Request,
    content_id,
)
from digest.pipeline.means import Means, log, read
from digest.ports import Outcome, Sighting

PARSE_SECONDS = 20.0
EXTRACT_SECONDS = 10.0
BATCH = 25  # feeds kept in one transaction
PAGES_A_VISIT = 50
PAGES_SINCE = timedelta(days=7)  # older entries keep the feed's text: nobody will read their pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What a collect brought."""

    visited: int = 0
    unchanged: int = 0
    failed: tuple[tuple[str, str], ...] = ()  # (feed's address, one sentence), sorted
    warned: tuple[tuple[str, str], ...] = ()  # read all the same
    new: int = 0
    revised: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One feed visited: its state afterwards and, where it changed, its entries."""

    feed: Feed
    state: FeedState
    parsed: ParsedFeed | None = None  # None: failed or unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A changed feed's document on its way to a worker."""

    feed: Feed
    fetched: Fetched
    now: datetime


def collect(means: Means, feeds: Sequence[Feed], *, now: datetime) -> Collected:
    """Visit these feeds, keep what is new, and recognise who it is about.

    A feed that fails is told in the result and in its state; the others go on.
    """
    visits: list[Visit] = []
    fresh: list[ArticleId] = []
    revised = 0
    for batch in _batches(_visits(means, feeds, now=now)):
        articles, sightings = _read_entries(means, batch, now=now)
        with means.storage.transaction():
            added = means.storage.articles.add(articles)
            for url, seen in sightings.items():
                means.storage.articles.sighted(url, seen, now=now)
            means.storage.feeds.put([visit.state for visit in batch])
        fresh += [*added.new, *added.revised]
        revised += len(added.revised)
        visits += batch
    read(means, means.storage.articles.get(fresh))
    return _summary(visits, new=len(fresh) - revised, revised=revised)


def _summary(visits: Sequence[Visit], *, new: int, revised: int) -> Collected:
    warnings = ((each.feed.url, each.parsed.warning) for each in visits if each.parsed)
    return Collected(
        visited=len(visits),
        unchanged=sum(each.parsed is None and not each.state.error for each in visits),
        failed=tuple(sorted((each.feed.url, each.state.error) for each in visits if each.state.error)),
        warned=tuple(sorted((url, warning) for url, warning in warnings if warning)),
        new=new,
        revised=revised,
    )


def _batches(visits: Iterator[Visit]) -> Iterator[list[Visit]]:
    while batch := list(islice(visits, BATCH)):
        yield batch


def parse_document(document: FeedDocument) -> ParsedFeed:
    """Parse one feed: run in the workers' processes."""
    fetched = document.fetched
    return parse_feed(fetched.body, feed_url=fetched.url, content_type=fetched.content_type, now=document.now)


def _visits(means: Means, feeds: Sequence[Feed], *, now: datetime) -> Iterator[Visit]:
    """Visit every feed; documents that changed are parsed in killable processes."""
    states = means.storage.feeds.get([feed.url for feed in feeds])
    done: list[Visit] = []

    def documents() -> Iterator[FeedDocument]:
        for count, (feed, fetched) in enumerate(_fetched(means, feeds, states), 1):
            means.progress("visiting feeds", count, len(feeds))
            state = states.get(feed.url, FeedState(feed_url=feed.url))
            if fetched.error:
                failed = after_failure(state, error=fetched.error, retry_after=fetched.retry_after, now=now)
                done.append(Visit(feed=feed, state=failed))
            elif fetched.not_modified or body_hash(fetched.body) == state.body_hash:
                done.append(Visit(feed=feed, state=after_success(state, fetched, parsed=None, now=now)))
            else:
                yield FeedDocument(feed=feed, fetched=fetched, now=now)

    for outcome in means.workers.run(parse_document, documents(), timeout=PARSE_SECONDS):
        yield from _drained(done)
        document = outcome.given
        state = states.get(document.feed.url, FeedState(feed_url=document.feed.url))
        yield _parsed(document, outcome, state=state)
    yield from _drained(done)


def _drained(done: list[Visit]) -> Iterator[Visit]:
    while done:
        yield done.pop(0)


def _parsed(document: FeedDocument, outcome: Outcome[FeedDocument, ParsedFeed], *, state: FeedState) -> Visit:
    """The visit that a parsed document makes."""
    parsed = outcome.result or ParsedFeed(error=f"the feed cannot be read: {outcome.error}")
    if parsed.error:
        return Visit(feed=document.feed, state=after_failure(state, error=parsed.error, now=document.now))
    after = after_success(state, document.fetched, parsed=parsed, now=document.now)
    return Visit(feed=document.feed, state=after, parsed=parsed)


def _fetched(
    means: Means, feeds: Sequence[Feed], states: dict[str, FeedState]
) -> Iterator[tuple[Feed, Fetched]]:
    """Each feed with what fetching it gave. Two feeds that moved to one address share the answer's order."""
    waiting: dict[Request, list[Feed]] = {}
    for feed in feeds:
        state = states.get(feed.url, FeedState(feed_url=feed.url))
        request = Request(url=state.moved_to or feed.url, etag=state.etag, last_modified=state.last_modified)
        waiting.setdefault(request, []).append(feed)
    requests = [request for request, sharing in waiting.items() for _ in sharing]
    for fetched in means.fetcher.fetch(requests):
        yield waiting[fetched.request].pop(0), fetched


def _read_entries(
    means: Means, visits: Sequence[Visit], *, now: datetime
) -> tuple[list[Article], dict[str, list[Sighting]]]:
    """The articles of these visits' entries that are new or say something else than before."""
    fresh: list[tuple[Feed, Entry]] = []
    for visit in visits:
        if visit.parsed:
            fresh += ((visit.feed, entry) for entry in _changed(means, visit.feed, visit.parsed.entries))
    pages = _pages(means, _wanted_pages(fresh, now=now))
    articles: list[Article] = []
    sightings: dict[str, list[Sighting]] = {}
    for feed, entry in fresh:
        article = to_article(_under(feed, entry), page=pages.get(entry.url), now=now)
        if article is not None:
            articles.append(article)
            seen = Sighting(entry.guid, article.id, _fingerprint(entry))
            sightings.setdefault(feed.url, []).append(seen)
    return articles, sightings


def _changed(means: Means, feed: Feed, entries: Sequence[Entry]) -> list[Entry]:
    """The entries not seen before as they are now."""
    known = means.storage.articles.sightings(feed.url, [entry.guid for entry in entries])
    return [
        entry
        for entry in entries
        if entry.guid not in known or known[entry.guid].fingerprint != _fingerprint(entry)
    ]


def _fingerprint(entry: Entry) -> str:
    return content_id(entry.url, entry.title, entry.html)


def _under(feed: Feed, entry: Entry) -> Entry:
    """The entry under the address that feeds.yaml knows its feed by, wherever that moved to."""
    return replace(entry, feed_url=feed.url)


def _wanted_pages(fresh: Iterable[tuple[Feed, Entry]], *, now: datetime) -> list[str]:
    """The addresses of pages to read, at most PAGES_A_VISIT for a feed, the newest first."""
    by_feed: dict[str, list[Entry]] = {}
    for feed, entry in fresh:
        recent = entry.published is None or entry.published >= now - PAGES_SINCE
        if entry.url and recent and needs_page(entry, full_text=feed.full_text):
            by_feed.setdefault(feed.url, []).append(entry)
    wanted: dict[str, None] = {}
    for entries in by_feed.values():
        entries.sort(key=lambda entry: entry.published or now, reverse=True)
        wanted.update((entry.url, None) for entry in entries[:PAGES_A_VISIT])
    return list(wanted)


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A fetched page on its way to a worker."""

    url: str
    body: bytes
    content_type: str


def extract_page(document: PageDocument) -> Page:
    """Read one page: run in the workers' processes."""
    return extract(document.body, url=document.url)


def _pages(means: Means, urls: Sequence[str]) -> dict[str, Page]:
    """The pages that could be read; for the others the feed's text has to do."""

    def documents() -> Iterator[PageDocument]:
        for done, fetched in enumerate(means.fetcher.fetch([Request(url=url) for url in urls]), 1):
            means.progress("reading pages", done, len(urls))
            if fetched.error or not fetched.body:
                log.info(
                    "%s: the feed's own text is used: %s", fetched.request.url, fetched.error or "empty page"
                )
            else:
                yield PageDocument(fetched.request.url, fetched.body, fetched.content_type)

    pages: dict[str, Page] = {}
    for outcome in means.workers.run(extract_page, documents(), timeout=EXTRACT_SECONDS):
        if outcome.result is None:
            log.info("%s: the feed's own text is used: %s", outcome.given.url, outcome.error)
        else:
            pages[outcome.given.url] = outcome.result
    return pages
