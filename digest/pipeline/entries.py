"""Which entries of a visited feed are taken: new ones, changed ones, none that are known, too old or unwanted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digest.articles import needs_page
from digest.articles.canonical import canonical_url
from digest.articles.clean import clean
from digest.feeds.guids import lasting
from digest.feeds.newcomers import taken
from digest.feeds.rules import unwanted
from digest.feeds.same import are_several, same_article
from digest.model import ArticleId, Entry, Feed, article_id, content_id
from digest.pipeline.means import Means, log
from digest.pipeline.visits import Visit
from digest.ports import Sighting

_TAG = re.compile(r"<[^<>]*>")
PAGES_A_VISIT = 50
PAGES_SINCE = timedelta(days=7)  # older entries keep the feed's text: nobody will read their pages


@dataclass(frozen=True, slots=True)
class Fresh:
    """An entry that was not seen before as it is now, and the article it belongs to."""

    feed: Feed
    entry: Entry
    article: ArticleId
    shared: bool = False  # its address stands for other entries as well
    again: bool = False  # the feed carried this article before

    def sighting(self, article: ArticleId | None = None) -> Sighting:
        """That the feed carried it, whatever became of it."""
        return Sighting(self.entry.guid, article or self.article, fingerprint(self.entry))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What a visit brought: the entries that are taken, and what is known of the others."""

    visit: Visit  # without the document's entries
    fresh: tuple[Fresh, ...] = ()
    left: tuple[Sighting, ...] = ()  # noted as seen, so that they never count as new again
    unwanted: int = 0  # of them, left out by the feed's rules
    note: str = ""  # what an editor should know
    pages: tuple[str, ...] = ()  # the addresses of pages that would tell more


def sift(means: Means, visit: Visit, *, since: datetime, now: datetime) -> Sifted:
    """The entries of a visit that are new or say something else than before.

    Of a feed's first visit only what was published after `since` is taken. What a flood's cap or the feed's rules
    leave out is noted as seen; what is too old is not, since a wider window may take it yet.
    """
    if visit.parsed is None:
        return Sifted(visit=visit)
    changed = _changed(means, visit.feed, _entries(visit))
    oldest = since if visit.first else visit.state.archive  # what was published before is the feed's archive
    took = taken([each.entry for each in changed], first=visit.first, since=oldest)
    archive, over = ({each.guid for each in part} for part in (took.archive, took.over))
    over |= _not_new(means, changed)
    candidates = [each for each in changed if each.entry.guid not in archive]
    ruled = {
        each.entry.guid for each in candidates if each.entry.guid not in over and _plainly_left_out(each)
    }
    fresh = [each for each in candidates if each.entry.guid not in over | ruled]
    return Sifted(
        visit=replace(visit, parsed=replace(visit.parsed, entries=())),
        fresh=tuple(fresh),
        left=tuple(each.sighting() for each in candidates if each.entry.guid in over | ruled),
        unwanted=len(ruled),
        note=took.note,
        pages=tuple(_wanted_pages(fresh, now=now)),
    )


def fingerprint(entry: Entry) -> str:
    """What tells whether an entry says something else than before: not where its links and pixels count readers."""
    url = lasting(canonical_url(entry.url) or entry.url)
    return content_id(url, entry.title, " ".join(_TAG.sub(" ", entry.html).split()))


def _entries(visit: Visit) -> list[Entry]:
    """The entries under the address that feeds.yaml knows their feed by, wherever that moved to."""
    return [replace(each, feed_url=visit.feed.url) for each in visit.parsed.entries] if visit.parsed else []


def _not_new(means: Means, changed: Iterable[Fresh]) -> set[str]:
    """The guids of entries without a date that were seen before and whose article is not kept any more."""
    asked = {each.article: each.entry.guid for each in changed if each.again and each.entry.published is None}
    kept = {each.id for each in means.storage.articles.get(asked)} if asked else set()
    return {guid for article, guid in asked.items() if article not in kept}


def _plainly_left_out(fresh: Fresh) -> bool:
    """Whether the rules leave an entry out whatever its page tells and whatever language its text has."""
    if not (fresh.feed.include or fresh.feed.exclude):
        return False
    authors = fresh.feed.include.authors if fresh.entry.byline else ()
    feed = replace(fresh.feed, include=replace(fresh.feed.include, words=(), authors=authors))
    return left_out(replace(fresh, feed=feed), text=clean(fresh.entry.html), language="")


def left_out(fresh: Fresh, *, text: str, language: str) -> bool:
    """Whether the feed's rules leave an entry out; the log says why."""
    why = unwanted(fresh.feed, fresh.entry, text=text, language=language)
    if why:
        log.info("%s: %s is left out: %s", fresh.feed.url, fresh.entry.url or fresh.entry.guid, why)
    return bool(why)


def _changed(means: Means, feed: Feed, entries: Sequence[Entry]) -> list[Fresh]:
    """The entries not seen before as they are now.

    One whose guid changed is known by its address; one whose address changed, by its guid, if it tells the same.
    """
    articles = means.storage.articles
    by_guid = articles.sightings(feed.url, [entry.guid for entry in entries])
    shared = _at_shared_addresses(entries)
    ids = {entry.guid: _id_of(entry, shared=entry.guid in shared) for entry in entries}
    ids |= {
        each.guid: by_guid[each.guid].article for each in entries if not each.url and each.guid in by_guid
    }
    unknown = [ids[each.guid] for each in entries if each.guid not in by_guid]
    by_article = articles.sighted_as(feed.url, unknown) if unknown else {}
    seen = {each.guid: by_guid.get(each.guid) or by_article.get(ids[each.guid]) for each in entries}
    changed = [each for each in entries if _is_changed(each, seen[each.guid])]
    before = {each.guid: by_guid[each.guid].article for each in changed if each.guid in by_guid}
    same = _same(means, changed, {guid: old for guid, old in before.items() if old != ids[guid]})
    now = {each.guid: same.get(each.guid, ids[each.guid]) for each in changed}
    known = {guid: each.article for guid, each in seen.items() if each}
    return [
        Fresh(
            feed,
            each,
            now[each.guid],
            shared=each.guid in shared,
            again=known.get(each.guid) == now[each.guid],
        )
        for each in changed
    ]


def _is_changed(entry: Entry, seen: Sighting | None) -> bool:
    return seen is None or seen.fingerprint != fingerprint(entry)


def _at_shared_addresses(entries: Iterable[Entry]) -> set[str]:
    """The guids of entries whose address is the site's own, or that of several entries that tell different things."""
    at: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        at[canonical_url(entry.url)].append(entry)
    at.pop("", None)
    several = (
        bearers
        for url, bearers in at.items()
        if (url.count("/") == 3 and url.endswith("/")) or are_several(bearers)
    )
    return {entry.guid for bearers in several for entry in bearers}


def _id_of(entry: Entry, *, shared: bool) -> ArticleId:
    """The article at an entry's address; without one of its own, by what it is besides its guid, which may change."""
    url = canonical_url(entry.url)
    if url and not shared:
        return article_id(url)
    told = str(entry.published) if entry.published and entry.title else entry.html
    return article_id(f"urn:entry:{content_id(entry.feed_url, url, entry.title, told)}")


def _same(means: Means, entries: Sequence[Entry], before: Mapping[str, ArticleId]) -> dict[str, ArticleId]:
    """By guid, the article that an entry is still, of those whose guid stood for an article at another address."""
    if not before:
        return {}
    known = {each.id: each for each in means.storage.articles.get(before.values())}
    return {
        entry.guid: before[entry.guid]
        for entry in entries
        if entry.guid in before
        and before[entry.guid] in known
        and same_article(known[before[entry.guid]], entry)
    }


def _wanted_pages(fresh: Iterable[Fresh], *, now: datetime) -> list[str]:
    """The addresses of a feed's pages to read, at most PAGES_A_VISIT, the newest first."""
    wanted = [
        each.entry
        for each in fresh
        if each.entry.url
        and not each.shared
        and (each.entry.published is None or each.entry.published >= now - PAGES_SINCE)
        and needs_page(each.entry, full_text=each.feed.full_text)
    ]
    wanted.sort(key=lambda entry: entry.published or now, reverse=True)
    return [entry.url for entry in wanted[:PAGES_A_VISIT]]


__all__ = ["Fresh", "Sifted", "fingerprint", "left_out", "sift"]
