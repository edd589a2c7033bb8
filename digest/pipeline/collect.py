"""From feeds to analysed articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from digest.articles.duplicates import with_copies
from digest.feeds.visits import noted
from digest.model import ArticleId, Feed, FeedState
from digest.pipeline.entries import Harvest, harvest
from digest.pipeline.means import Means, read
from digest.pipeline.visits import Visit, keep_pauses, visit_all

BATCH = 25  # feeds kept in one transaction


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


def collect(means: Means, feeds: Sequence[Feed], *, since: datetime, now: datetime) -> Collected:
    """Visit these feeds, keep what is new, and recognise who it is about.

    Of a feed's first visit only what was published after `since` is taken. A feed that fails is told in the result
    and in its state; the others go on.
    """
    told: list[Visit] = []
    notes: dict[str, str] = {}
    fresh: list[ArticleId] = []
    revised = 0
    for batch in _batches(visit_all(means, feeds, since=since, now=now)):
        brought = harvest(means, batch, since=since, now=now)
        with means.storage.transaction():
            added = means.storage.articles.add(brought.articles)
            for url, seen in brought.sightings.items():
                means.storage.articles.sighted(url, seen, now=now)
            means.storage.boilerplate.learn(brought.boilerplate, now=now)
            means.storage.feeds.put(_state(each, brought, since=since) for each in batch)
            keep_pauses(means, (visit.host for visit in batch if visit.host), now=now)
        fresh += [*added.new, *added.revised]
        revised += len(added.revised)
        notes |= _notes(batch, brought)
        told += batch
    read(means, with_copies(means.storage.articles.get(fresh)))
    return _summary(told, notes, new=len(fresh) - revised, revised=revised)


def look(means: Means, feeds: Sequence[Feed], *, now: datetime) -> dict[str, FeedState]:
    """Visit these feeds and keep nothing: the state that each visit would leave, by the feed's address."""
    return {visit.feed.url: visit.state for visit in visit_all(means, feeds, since=now, now=now)}


def _state(visit: Visit, brought: Harvest, *, since: datetime) -> FeedState:
    """The state that a visit leaves, with what its entries told; from the first one on it knows its archive."""
    state = noted(visit.state, brought.told(visit.feed.url))
    return replace(state, archive=since) if visit.first else state


def _notes(batch: Sequence[Visit], brought: Harvest) -> dict[str, str]:
    """What an editor should know of these visits, though they went well, by the feed's address."""
    told = (
        (each.feed.url, [each.parsed.warning, brought.told(each.feed.url)]) for each in batch if each.parsed
    )
    return {url: " ".join(filter(None, sentences)) for url, sentences in told if any(sentences)}


def _summary(visits: Sequence[Visit], notes: Mapping[str, str], *, new: int, revised: int) -> Collected:
    made = [each for each in visits if not each.put_off]
    return Collected(
        visited=len(made),
        unchanged=sum(each.parsed is None and not each.state.error for each in made),
        put_off=len(visits) - len(made),
        failed=tuple(sorted((each.feed.url, each.state.error) for each in made if each.state.error)),
        warned=tuple(sorted(notes.items())),
        new=new,
        revised=revised,
    )


def _batches(visits: Iterator[Visit]) -> Iterator[list[Visit]]:
    while batch := list(islice(visits, BATCH)):
        yield batch


__all__ = ["Collected", "collect", "look"]
