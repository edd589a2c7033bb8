"""Articles from entries and pages."""

from __future__ import annotations

import re
from datetime import datetime

from digest.articles.canonical import canonical_url
from digest.articles.clean import clean, is_cut_off, paragraphs, without_tail
from digest.articles.extract import Page
from digest.model import Article, Entry, FullText, article_id, content_id, revision_id
from digest.text.language import detect
from digest.text.markup import plain_line

SHORT = 600  # characters; a feed's text below that is an announcement
WALL = 1500  # characters; walls are short
_WALLS = re.compile(
    r"\bcookies?\b|\bsubscri(?:be|ption|bers?)\b"
    r"|\bsign (?:in|up) to\b|\blog ?in\b|\bad ?-?blocker\b|\benable javascript\b"
    r"|\bconsent\b|\bprivacy (?:policy|settings)\b|\bverify (?:that )?you are (?:a )?human\b|\baccess denied\b"
    r"|\babonn(?:ieren|ement|enten|er|és?)\b|\bzustimm(?:en|ung)\b|\beinwillig\w+\b|\banmelden\b|\bsuscr[ií]b\w+\b",
    re.IGNORECASE,
)


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
    text = _better(clean(entry.html), page)
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
    )


def _better(feed_text: str, page: Page | None) -> str:
    """The page's text, unless it is shorter than the feed's or a wall."""
    if page is None or len(page.text) <= len(feed_text) or _is_wall(page.text):
        return feed_text
    return page.text


def _is_wall(text: str) -> bool:
    """Whether a page's text asks for consent, money or a password instead of telling the news."""
    return len(text) < WALL and len(_WALLS.findall(text)) >= (1 if len(text) < 300 else 2 + len(text) // 500)
