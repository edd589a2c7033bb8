"""Items as the formats give them, turned into entries: cleaned, with one guid each.

`parse.py` (RSS, Atom) and `jsonfeed.py` bring their items into one shape, `Item`; from there on all are treated alike.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from urllib.parse import urljoin, urlsplit

from digest.feeds.guids import lasting, told_apart
from digest.model import Entry, Picture, content_id
from digest.text.markup import clean_html, html_of_text, line_of_html, plain_line, valid

MAX_ENTRIES = 2000
MAX_PICTURES = 50  # of one item that are looked at
MAX_URL = 2048
_ORDINARY = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:[/?#][!-~]*)?")
_MARKUP = re.compile(r"<[^<>]*>")
_ELEMENTS = re.compile(
    r"<(script|style)\b[^<>]*>.{0,5000}?</\1>"
    r"|</?(?:a|b|br|code|div|em|font|h[1-6]|i|iframe|img|mark|p|script|small|span|strong|style|sub|sup|svg|u)(?:[\s/][^<>]*)?>",
    re.IGNORECASE | re.DOTALL,
)
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BY = re.compile(r"^(?:by|von|par|por|di|door)[: ]+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A piece of text of an item, HTML or not; `base` is what its links are relative to."""

    value: str
    is_html: bool = True
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item before cleaning: everything in it is the publisher's, untouched."""

    guid: str = ""
    url: str = ""
    title: Text = Text(value="", is_html=False)
    texts: tuple[Text, ...] = ()  # the longest one is taken
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    categories: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()  # best first


def web_address(url: str, *, base: str) -> str:
    """The URL made absolute against `base`, or "" where that is no http(s) address."""
    if len(url) <= MAX_URL and _ORDINARY.fullmatch(url):
        return url
    url = re.sub(r"[\t\n\r]", "", valid(url).strip())[: MAX_URL + 1].replace(" ", "%20")
    try:
        absolute = urljoin(base, url) if url else ""
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    good = parts.scheme in ("http", "https") and parts.netloc and len(absolute) <= MAX_URL
    return absolute if good else ""


def language_tag(claimed: str) -> str:
    """A language as a feed claims it, in the form of BCP 47 ("en-GB"); "" for anything else."""
    tag = claimed.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def names(authors: Iterable[str]) -> str:
    """Authors as one byline: no "By", no mail addresses, each once, at most five."""
    lines = (_BY.sub("", line_of_html(each, limit=120)) for each in authors)
    return ", ".join(list(dict.fromkeys(each for each in lines if each and "@" not in each))[:5])


def entries_of(items: Iterable[Item], *, feed_url: str, now: datetime) -> list[Entry]:
    """The items as entries, each with a guid of its own; one that is there twice comes once. See `guids`."""
    entries = (_whole(item, feed_url=feed_url, now=now) for item in islice(items, MAX_ENTRIES))
    return told_apart((each for each in entries if each), feed_url=feed_url)


def _whole(item: Item, *, feed_url: str, now: datetime) -> Entry | None:
    """The entry, or None: one item that cannot be read does not lose the others."""
    try:
        return _entry(item, feed_url=feed_url, now=now)
    except (TypeError, ValueError):
        return None


def _entry(item: Item, *, feed_url: str, now: datetime) -> Entry:
    url = web_address(item.url, base=feed_url)
    title = line_of_html(item.title.value) if item.title.is_html else _loose_title(item.title.value)
    markup = _cleaned(item.texts, feed_url=feed_url)
    guid = lasting(plain_line(item.guid) or url) or content_id("entry", title, "" if title else markup)
    return Entry(
        feed_url=feed_url,
        guid=guid,
        url=url,
        title=title,
        html=markup,
        published=min(item.published, now) if item.published else None,
        byline=names(item.authors),
        language=language_tag(item.language),
        categories=_categories(item.categories),
        picture=_picture(item.pictures, markup, base=url or feed_url),
    )


def _loose_title(text: str) -> str:
    """A title called plain text, in which publishers still write entities and elements."""
    return plain_line(_ELEMENTS.sub("", html.unescape(text[:10_000])))


def _cleaned(texts: tuple[Text, ...], *, feed_url: str) -> str:
    if not texts:
        return ""
    longest = (
        texts[0]
        if len(texts) == 1
        else max(texts, key=lambda each: len(_MARKUP.sub("", each.value[:500_000])))
    )
    if not longest.is_html:
        return html_of_text(longest.value)
    return clean_html(longest.value, base=web_address(longest.base or feed_url, base=feed_url))


def _categories(labels: tuple[str, ...]) -> tuple[str, ...]:
    lines = (line_of_html(each, limit=100) for each in labels[:100])
    return tuple(dict.fromkeys(each for each in lines if each))[:20]


def _picture(offered: tuple[Picture, ...], markup: str, *, base: str) -> Picture | None:
    """The first picture the feed offers beside the text, else the first in it; by https where it is offered so too.

    An alt text that the offer lacks comes from the same picture in the text.
    """
    beside = (
        Picture(url=url, alt=line_of_html(each.alt))
        for each in offered[:MAX_PICTURES]
        if (url := web_address(each.url, base=base))
    )
    known = islice(chain(beside, _shown(markup)), 2 * MAX_PICTURES)
    first = next(known, None)
    if first is None or (first.alt and first.url.startswith("https:")):
        return first
    secure = first.url.replace("http://", "https://", 1)
    same = [first, *(each for each in known if each.url in (first.url, secure))]
    url = secure if any(each.url == secure for each in same) else first.url
    return Picture(url=url, alt=next((each.alt for each in same if each.alt), ""))


def _shown(markup: str) -> Iterator[Picture]:
    """The pictures in cleaned HTML, without the tiny ones that only count readers."""
    for image in _IMAGE.finditer(markup):
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(image[1])}
        url = web_address(attributes.get("src", ""), base="")
        if url and not any(
            attributes.get(side, "").rstrip("px") in ("0", "1", "2") for side in ("width", "height")
        ):
            yield Picture(url=url, alt=plain_line(attributes.get("alt", "")))
