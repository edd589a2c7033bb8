"""From feeds to analysed articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TypeVar

from digest.articles import Page
from digest.articles.duplicates import with_copies
from digest.feeds.visits import noted
from digest.model import Feed, FeedState
from digest.pipeline.entries import Sifted, sift
from digest.pipeline.harvest import Harvest, harvest
from digest.pipeline.means import Means, read
from digest.pipeline.pages import read_pages
from digest.pipeline.visits import Visit, keep_pauses, visit_all
from digest.ports import Added

T = TypeVar("T")
BATCH = 25  # feeds kept in one transaction
ROUND = 2000  # feeds visited before their pages are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What a collect brought."""

    visited: int = 0
    unchanged: int = 0
    put_off: int = 0  # not visited, because their hosts want to be left alone
    failed: tuple[tuple[str, str], ...] = ()  # (feed's address, one sentence), sorted
    warned: tuple[tuple[str, str], ...] = ()  # read all the same
    new: int = 0
    revised: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """What keeping some visits gave."""

    visits: tuple[Visit, ...]
    notes: Mapping[str, str]  # by the feed's address
    added: Added


def collect(means: Means, feeds: Sequence[Feed], *, since: datetime, now: datetime) -> Collected:
    """Visit these feeds, keep what is new, and recognise who it is about.

    Of a feed's first visit only what was published after `since` is taken. A feed that fails is told in the result
    and in its state; the others go on. Pages are read after the feeds, so that no host is asked for both at once.
    """
    keep = partial(_keep, means, since=since, now=now)
    kept: list[_Kept] = []
    for some in _batches(feeds, ROUND):
        waiting: list[Sifted] = []
        for batch in _batches(visit_all(means, some, since=since, now=now), BATCH):
            sifted = [sift(means, visit, since=since, now=now) for visit in batch]
            kept.append(keep([each for each in sifted if not each.pages], {}))
            waiting += (each for each in sifted if each.pages)
        pages = read_pages(means, [url for each in waiting for url in each.pages], now=now)
        kept += (keep(batch, pages) for batch in _batches(waiting, BATCH))
    fresh = [each for part in kept for each in (*part.added.new, *part.added.revised)]
    read(means, with_copies(means.storage.articles.get(fresh)))
    return _summary(kept)


def _keep(
    means: Means, sifted: Sequence[Sifted], pages: Mapping[str, Page], *, since: datetime, now: datetime
) -> _Kept:
    """Keep what these visits brought, with their states, all or nothing."""
    if not sifted:
        return _Kept((), {}, Added())
    brought = harvest(means, sifted, pages, now=now)
    visits = tuple(each.visit for each in sifted)
    with means.storage.transaction():
        added = means.storage.articles.add(brought.articles) if brought.articles else Added()
        for url, seen in brought.sightings.items():
            means.storage.articles.sighted(url, seen, now=now)
        means.storage.boilerplate.learn(brought.boilerplate, now=now)
        means.storage.feeds.put(_state(each, brought, since=since) for each in visits)
        keep_pauses(means, (visit.host for visit in visits if visit.host), now=now)
    return _Kept(visits, _notes(visits, brought), added)


def look(means: Means, feeds: Sequence[Feed], *, now: datetime) -> dict[str, FeedState]:
    """Visit these feeds and keep nothing: the state that each visit would leave, by the feed's address."""
    return {visit.feed.url: visit.state for visit in visit_all(means, feeds, since=now, now=now)}


def _state(visit: Visit, brought: Harvest, *, since: datetime) -> FeedState:
    """The state that a visit leaves, with what its entries told; from the first one on it knows its archive."""
    state = noted(visit.state, brought.notes.get(visit.feed.url, ""))
    return replace(state, archive=since) if visit.first else state


def _notes(batch: Sequence[Visit], brought: Harvest) -> dict[str, str]:
    """What an editor should know of these visits, though they went well, by the feed's address."""
    told = (
        (each.feed.url, [each.parsed.warning, brought.notes.get(each.feed.url, "")])
        for each in batch
        if each.parsed
    )
    return {url: " ".join(filter(None, sentences)) for url, sentences in told if any(sentences)}


def _summary(kept: Sequence[_Kept]) -> Collected:
    visits = [visit for part in kept for visit in part.visits]
    made = [each for each in visits if not each.put_off]
    return Collected(
        visited=len(made),
        unchanged=sum(each.parsed is None and not each.state.error for each in made),
        put_off=len(visits) - len(made),
        failed=tuple(sorted((each.feed.url, each.state.error) for each in made if each.state.error)),
        warned=tuple(sorted(note for part in kept for note in part.notes.items())),
        new=sum(len(part.added.new) for part in kept),
        revised=sum(len(part.added.revised) for part in kept),
    )


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(values)
    while batch := list(islice(remaining, size)):
        yield batch


__all__ = ["Collected", "collect", "look"]
