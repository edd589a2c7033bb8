"""From the entries of visited feeds to articles: which are new, which are wanted, and what they say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from digest.articles import Page, needs_page, to_article, why_not
from digest.articles.boilerplate import repeated, stripped
from digest.articles.canonical import canonical_url
from digest.articles.clean import clean
from digest.articles.outlets import replaces, speaker
from digest.feeds.guids import lasting
from digest.feeds.newcomers import taken
from digest.feeds.rules import unwanted
from digest.feeds.same import are_several, same_article
from digest.model import Article, ArticleId, Entry, Feed, article_id, content_id, revision_id
from digest.pipeline.means import Means, log
from digest.pipeline.pages import read_pages
from digest.pipeline.visits import Visit
from digest.ports import Sighting

_TAG = re.compile(r"<[^<>]*>")
PAGES_A_VISIT = 50
PAGES_SINCE = timedelta(days=7)  # older entries keep the feed's text: nobody will read their pages
LEARNT_FROM = 20  # kept articles of a feed in which boilerplate is looked for, beside the new ones


@dataclass(slots=True)
class Harvest:
    """What the entries of some visits brought, not kept yet."""

    articles: list[Article] = field(default_factory=list)
    sightings: dict[str, list[Sighting]] = field(default_factory=dict)  # by feed
    notes: dict[str, str] = field(default_factory=dict)  # by feed: what was left
    unwanted: Counter[str] = field(default_factory=Counter)  # by feed: how many its rules left out
    boilerplate: dict[str, frozenset[str]] = field(default_factory=dict)  # by outlet

    def told(self, feed_url: str) -> str:
        """What an editor should know of a feed's visit."""
        count = self.unwanted[feed_url]
        ruled = f"Its rules left {count} new {'entry' if count == 1 else 'entries'} out." if count else ""
        return " ".join(filter(None, (self.notes.get(feed_url, ""), ruled)))

    def sighted(self, feed: Feed, entry: Entry, article: ArticleId) -> None:
        """Note that a feed carried an entry, whatever became of it."""
        self.sightings.setdefault(feed.url, []).append(Sighting(entry.guid, article, fingerprint(entry)))


@dataclass(frozen=True, slots=True)
class Fresh:
    """An entry that was not seen before as it is now, and the article it belongs to."""

    feed: Feed
    entry: Entry
    article: ArticleId
    shared: bool = False  # its address stands for other entries as well
    again: bool = False  # the feed carried this article before


def harvest(means: Means, visits: Sequence[Visit], *, since: datetime, now: datetime) -> Harvest:
    """The articles of these visits' entries that are new or say something else than before.

    Of a feed's first visit only what was published after `since` is taken. What a flood's cap or the feed's rules
    leave out is noted as seen, so that it never counts as new again.
    """
    brought = Harvest()
    fresh: list[Fresh] = []
    for visit in visits:
        if visit.parsed:
            fresh += _fresh(means, visit, brought, since=since)
    pages = read_pages(means, _wanted_pages(fresh, now=now), now=now)
    for each in fresh:
        article = _article(each, page=pages.get(each.entry.url), now=now)
        brought.sighted(each.feed, each.entry, article.id if article else each.article)
        if article is not None:
            brought.articles.append(article)
        elif each.feed.include or each.feed.exclude:
            brought.unwanted[each.feed.url] += 1
    brought.articles = _heard(means, brought.articles)
    _leave_boilerplate_out(means, brought)
    return brought


def fingerprint(entry: Entry) -> str:
    """What tells whether an entry says something else than before: not where its links and pixels count readers."""
    url = lasting(canonical_url(entry.url) or entry.url)
    return content_id(url, entry.title, " ".join(_TAG.sub(" ", entry.html).split()))


def _fresh(means: Means, visit: Visit, brought: Harvest, *, since: datetime) -> list[Fresh]:
    """The entries of a visit that are taken, each with its article's id; the others are noted as seen."""
    feed = visit.feed
    changed = _changed(means, feed, _entries(visit))
    took = taken([each.entry for each in changed], first=visit.first, since=_oldest(visit, since=since))
    if took.note:
        brought.notes[feed.url] = took.note
    archive, over = ({each.guid for each in part} for part in (took.archive, took.over))
    over |= _not_new(means, changed)
    kept: list[Fresh] = []
    for each in changed:
        entry = each.entry
        if entry.guid in archive:  # not noted as seen: a wider window may take it yet
            continue
        if entry.guid in over:
            brought.sighted(feed, entry, each.article)
        elif _plainly_left_out(each):
            brought.sighted(feed, entry, each.article)
            brought.unwanted[feed.url] += 1
        else:
            kept.append(each)
    return kept


def _oldest(visit: Visit, *, since: datetime) -> datetime | None:
    """What was published before is a feed's archive; None where nothing was left at its first visit."""
    if visit.first:
        return since
    return visit.state.archive


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
    authors = fresh.feed.include.authors if fresh.entry.byline else ()
    feed = replace(fresh.feed, include=replace(fresh.feed.include, words=(), authors=authors))
    return _left_out(replace(fresh, feed=feed), text=clean(fresh.entry.html), language="")


def _left_out(fresh: Fresh, *, text: str, language: str) -> bool:
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


def _article(fresh: Fresh, *, page: Page | None, now: datetime) -> Article | None:
    """The article of an entry, under the feed's address in feeds.yaml, unless its text tells that it is unwanted."""
    why = why_not(page, entry=fresh.entry) if page else ""
    if why:
        log.info("%s: the feed's own text is used: %s", fresh.entry.url, why)
    article = to_article(fresh.entry, page=page, now=now)
    if article is None:
        return None
    read = replace(fresh, entry=replace(fresh.entry, byline=article.byline))
    if _left_out(read, text=article.text, language=article.language):
        return None
    if article.id == fresh.article:
        return article
    revision = revision_id(fresh.article, article.title, article.text)
    return replace(article, id=fresh.article, revision=revision)


def _wanted_pages(fresh: Iterable[Fresh], *, now: datetime) -> list[str]:
    """The addresses of pages to read, at most PAGES_A_VISIT for a feed, the newest first."""
    by_feed: dict[str, list[Entry]] = {}
    for each in fresh:
        entry = each.entry
        recent = entry.published is None or entry.published >= now - PAGES_SINCE
        readable = entry.url and recent and not each.shared
        if readable and needs_page(entry, full_text=each.feed.full_text):
            by_feed.setdefault(each.feed.url, []).append(entry)
    wanted: dict[str, None] = {}
    for entries in by_feed.values():
        entries.sort(key=lambda entry: entry.published or now, reverse=True)
        wanted.update((entry.url, None) for entry in entries[:PAGES_A_VISIT])
    return list(wanted)


def _heard(means: Means, articles: Sequence[Article]) -> list[Article]:
    """The articles less those whose feed has no word in a text that another one brought: it only carries them."""
    newest = {each.id: each for each in means.storage.articles.get([each.id for each in articles])}
    heard = []
    for each in articles:
        known = newest.get(each.id)
        if known is None or replaces(each, known):
            newest[each.id] = replace(each, feed_url=known.feed_url) if known else each
            heard.append(each)
    return heard


def _leave_boilerplate_out(means: Means, brought: Harvest) -> None:
    """Learn which paragraphs outlets repeat, and leave them out of the new articles."""
    outlets: dict[str, list[Article]] = {}
    for each in brought.articles:
        outlets.setdefault(speaker(each), []).append(each)
    outlets.pop("", None)
    if not outlets:
        return
    known = means.storage.boilerplate.known(outlets)
    for outlet, articles in outlets.items():
        feeds = dict.fromkeys(each.feed_url for each in articles)
        kept = (each for url in feeds for each in means.storage.articles.latest(url, limit=LEARNT_FROM))
        texts = {each.id: each.text for each in kept if speaker(each) == outlet}
        texts |= {each.id: each.text for each in articles}
        brought.boilerplate[outlet] = repeated(list(texts.values()))
    brought.articles = [
        stripped(each, known.get(outlet, frozenset()) | brought.boilerplate.get(outlet, frozenset()))
        for each, outlet in ((each, speaker(each)) for each in brought.articles)
    ]


__all__ = ["Fresh", "Harvest", "fingerprint", "harvest"]
