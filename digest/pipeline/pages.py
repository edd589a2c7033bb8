"""The pages behind entries: which may be read, and what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.articles import Page, extract
from digest.feeds import robots
from digest.feeds.visits import host_of, is_paused, paused_host
from digest.model import HostState, Request
from digest.pipeline.means import Means, log
from digest.pipeline.visits import keep_pauses

EXTRACT_SECONDS = 10.0
PAUSE = timedelta(milliseconds=500)  # between two pages of a host, at least; its robots.txt can ask for more
PATIENCE = timedelta(seconds=30)  # how long a host's pages may take in all by the pauses it asks for
LEGS = 3  # hosts on the way to a page: a shortener, a counter, the outlet
AGENT = "PeopleDigest"


@dataclass(frozen=True, slots=True)
class PageDocument:
    """A fetched page on its way to a worker."""

    asked: str
    url: str  # after redirects
    body: bytes


def extract_page(document: PageDocument) -> Page:
    """Read one page: run in the workers' processes."""
    return extract(document.body, url=document.url)


def read_pages(means: Means, urls: Sequence[str], *, now: datetime) -> dict[str, Page]:
    """The pages that may and could be read, by these addresses; for the others the feed's text has to do.

    Where a host leads to another one, that one is asked in the next leg, under its own rules.
    """
    pages: dict[str, Page] = {}
    pending = {url: url for url in urls}
    for _ in range(LEGS):
        if pending:
            read, pending = _leg(means, pending, now=now)
            pages |= read
    for url, target in pending.items():
        _left(url, f"it leads to {target} by too many hosts")
    return pages


def _leg(
    means: Means, pending: Mapping[str, str], *, now: datetime
) -> tuple[dict[str, Page], dict[str, str]]:
    """Ask for pages, given as the addresses to ask now by those in the entries; those read, and those led elsewhere."""
    addresses = dict.fromkeys(pending.values())
    hosts = _hosts(means, addresses, now=now)
    requests = list(_polite(addresses, hosts, now=now))
    tired: list[HostState] = []
    leads: dict[str, str] = {}

    def documents() -> Iterator[PageDocument]:
        for done, fetched in enumerate(means.fetcher.fetch(requests), 1):
            means.progress("reading pages", done, len(requests))
            host = paused_host(None, fetched, host=host_of(fetched.url), now=now)
            tired.extend([host] if host else [])
            if fetched.leads_to:
                leads[fetched.request.url] = fetched.leads_to
            elif fetched.error or not fetched.body:
                _left(fetched.request.url, fetched.error or "empty page")
            else:
                yield PageDocument(fetched.request.url, fetched.url, fetched.body)

    read: dict[str, Page] = {}
    for outcome in means.workers.run(extract_page, documents(), timeout=EXTRACT_SECONDS):
        if outcome.result is None:
            _left(outcome.given.asked, outcome.error)
        else:
            read[outcome.given.asked] = outcome.result
    keep_pauses(means, tired, now=now)
    return (
        {url: read[asked] for url, asked in pending.items() if asked in read},
        {url: leads[asked] for url, asked in pending.items() if asked in leads},
    )


def _left(url: str, why: str) -> None:
    log.info("%s: the feed's own text is used: %s", url, why)


def _polite(urls: Iterable[str], hosts: dict[str, HostState], *, now: datetime) -> Iterator[Request]:
    """A request for each page that its host lets us read now, with the pause it asks for."""
    asked: dict[str, int] = {}
    for url in urls:
        host = host_of(url)
        state = hosts.get(host)
        pause = max(PAUSE, robots.delay(state, agent=AGENT))
        if is_paused(state, now=now):
            _left(url, state.reason if state else "")
        elif not robots.may_read(state, url, agent=AGENT):
            silent = f"the robots.txt of {host}, which says what programs may read, cannot be had now"
            asked_not_to = f"{host} asks programs in its robots.txt not to read it"
            _left(url, silent if robots.is_silent(state) else asked_not_to)
        elif pause > PAUSE and asked.get(host, 0) * pause > PATIENCE:
            _left(url, f"{host} asks for {pause.total_seconds():g} s between two pages")
        else:
            asked[host] = asked.get(host, 0) + 1
            yield Request(url=url, stays=True, pause=pause)


def _hosts(means: Means, urls: Iterable[str], *, now: datetime) -> dict[str, HostState]:
    """What the pages' hosts told every visitor; their robots.txt is read where that is due."""
    first = {host_of(url): url for url in reversed(list(urls))}  # one address of each host
    kept = means.storage.hosts.get(first)
    due = {host: url for host, url in first.items() if robots.asks_again(kept.get(host), now=now)}
    asked = {Request(url=robots.robots_url(url)): host for host, url in due.items()}
    told = {
        asked[fetched.request]: robots.after_robots(
            kept.get(asked[fetched.request]), fetched, host=asked[fetched.request], now=now
        )
        for fetched in means.fetcher.fetch(asked)
    }
    means.storage.hosts.put(told.values())
    return kept | told


__all__ = ["PageDocument", "extract_page", "read_pages"]
