"""Articles from entries and pages."""

from __future__ import annotations

from datetime import datetime

from digest.articles.canonical import canonical_url
from digest.articles.clean import clean, paragraphs
from digest.articles.extract import Page
from digest.articles.furniture import is_cut_off, without_tail
from digest.articles.walls import elsewhere, wall
from digest.model import Article, Entry, FullText, article_id, content_id, revision_id
from digest.text.language import detect
from digest.text.markup import plain_line

SHORT = 600  # characters; a feed's text below that is an announcement


def needs_page(entry: Entry, *, full_text: FullText) -> bool:
    """Whether the page behind an entry should be read: as told, else where the feed's text is short or cut off."""
    if full_text is not FullText.AUTO:
        return full_text is FullText.YES
    texts = paragraphs(entry.html)
    return sum(len(each) for each in without_tail(texts)) < SHORT or is_cut_off(texts)


def to_article(entry: Entry, *, page: Page | None, now: datetime) -> Article | None:
    """The article an entry stands for, with the page's text where that says more. None without a title and a text.

    An entry without a usable address has the url "" and an id from its feed and guid. `published` is the entry's date,
    `now` where it has none or a later one.
    """
    text = clean(entry.html)
    if page is not None and _elsewhere(page, entry, text):
        page = None
    text = _better(text, page)
    title = entry.title or (page.title if page else "")
    if not title and not text:
        return None
    url = canonical_url(entry.url)
    key = article_id(url or f"urn:entry:{content_id(entry.feed_url, entry.guid)}")
    title = title or plain_line(text, limit=90)
    claimed = entry.language or (page.language if page else "")
    return Article(
        id=key,
        revision=revision_id(key, title, text),
        feed_url=entry.feed_url,
        url=url,
        title=title,
        text=text,
        published=min(entry.published or now, now),
        first_seen=now,
        byline=entry.byline or (page.byline if page else ""),
        language=detect(f"{title}\n{text}", hint=claimed),
        picture=entry.picture or (page.picture if page else None),
        entry_guid=entry.guid,
        section=(page.section if page else "") or next(iter(entry.categories), ""),
    )


def why_not(page: Page, *, entry: Entry) -> str:
    """Why a page's text is not used for an entry, in one plain sentence; "" where it may be."""
    return page.error or _elsewhere(page, entry, clean(entry.html)) or _wall(page)


def _better(feed_text: str, page: Page | None) -> str:
    """The page's text, unless it is no longer than the feed's or no article."""
    if page is None or len(page.text) <= len(feed_text) or _wall(page):
        return feed_text
    return page.text


def _wall(page: Page) -> str:
    return wall(page.text, title=page.title, locked=page.locked, gallery=page.gallery)


def _elsewhere(page: Page, entry: Entry, feed_text: str) -> str:
    """Why a page is another than the entry's, "" where it may be its own."""
    return elsewhere(
        (page.title, page.text), entry=(entry.title, feed_text), addresses=(entry.url, page.url, page.address)
    )
