"""From the entries that are taken, and their pages, to articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from digest.articles import Page, to_article, why_not
from digest.articles.boilerplate import repeated, stripped
from digest.articles.outlets import replaces, speaker
from digest.model import Article, revision_id
from digest.pipeline.entries import Fresh, Sifted, left_out
from digest.pipeline.means import Means, log
from digest.ports import Sighting

LEARNT_FROM = 20  # kept articles of a feed in which boilerplate is looked for, beside the new ones


@dataclass(slots=True)
class Harvest:
    """What the entries of some visits brought, not kept yet."""

    articles: list[Article] = field(default_factory=list)
    sightings: dict[str, list[Sighting]] = field(default_factory=dict)  # by feed
    notes: dict[str, str] = field(default_factory=dict)  # by feed: what an editor should know of its visit
    boilerplate: dict[str, frozenset[str]] = field(default_factory=dict)  # by outlet


def harvest(means: Means, sifted: Sequence[Sifted], pages: Mapping[str, Page], *, now: datetime) -> Harvest:
    """The articles of the entries that were taken, without what their outlets repeat."""
    brought, ruled = Harvest(), Counter({each.visit.feed.url: each.unwanted for each in sifted})
    for fresh in (fresh for each in sifted for fresh in each.fresh):
        article = _article(fresh, page=pages.get(fresh.entry.url), now=now)
        seen = fresh.sighting(article.id if article else None)
        brought.sightings.setdefault(fresh.feed.url, []).append(seen)
        if article is not None:
            brought.articles.append(article)
        elif fresh.feed.include or fresh.feed.exclude:
            ruled[fresh.feed.url] += 1
    for each in sifted:
        url = each.visit.feed.url
        if each.left:
            brought.sightings.setdefault(url, []).extend(each.left)
        brought.notes[url] = " ".join(filter(None, (each.note, _ruled(ruled[url]))))
    if brought.articles:
        brought.articles = _heard(means, brought.articles)
        _leave_boilerplate_out(means, brought)
    return brought


def _ruled(count: int) -> str:
    return f"Its rules left {count} new {'entry' if count == 1 else 'entries'} out." if count else ""


def _article(fresh: Fresh, *, page: Page | None, now: datetime) -> Article | None:
    """The article of an entry, under the feed's address in feeds.yaml, unless its text tells that it is unwanted."""
    why = why_not(page, entry=fresh.entry) if page else ""
    if why:
        log.info("%s: the feed's own text is used: %s", fresh.entry.url, why)
    article = to_article(fresh.entry, page=page, now=now)
    if article is None:
        return None
    read = replace(fresh, entry=replace(fresh.entry, byline=article.byline))
    if left_out(read, text=article.text, language=article.language):
        return None
    if article.id == fresh.article:
        return article
    revision = revision_id(fresh.article, article.title, article.text)
    return replace(article, id=fresh.article, revision=revision)


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


__all__ = ["Harvest", "harvest"]
