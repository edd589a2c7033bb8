"""Feed documents to entries: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed. The only module that knows feedparser.

feedparser spends two thirds of its time on cleaning HTML and resolving links. It is told not to, is given a faster XML
reader, and nh3 does that work instead; the entries are the same (a test compares them). It gets a byte stream, never
bytes or a string, which it would try as a file's path or an address first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import Any

import feedparser
import feedparser.api

from digest.feeds import dates, rests
from digest.feeds.doctype import ENTITIES, without_declarations
from digest.feeds.items import MAX_ENTRIES, Item, Text, entries_of, language_tag, web_address
from digest.feeds.jsonfeed import parse_json_feed
from digest.feeds.pictures import pictures
from digest.feeds.sax import EntitiesRefusedError, TooDeepError
from digest.model import ParsedFeed
from digest.text.markup import line_of_html, plain_line

DRIVER = "digest.feeds.sax"
MAX_TAGS = 100  # categories of an item
MAX_NAMESPACES = 500
SMALL = 100_000  # bytes; in less there is no room for a flood
LARGE = 500_000  # bytes; in smaller documents no number of attributes takes much memory
OVERLOADED = (
    "The feed has hundreds of namespaces or of attributes at one element; its publisher must repair it."
)


def _with_few_tags(add_tag: Callable[..., None]) -> Callable[..., None]:
    """Each category is compared with all before it: feedparser takes quadratic time unless that ends somewhere."""

    def add(parser: Any, *tag: str | None) -> None:
        if len(_get(parser._get_context(), "tags") or ()) < MAX_TAGS:
            add_tag(parser, *tag)

    return add


# Undocumented, so a test guards it: feedparser tries these XML readers in order.
if DRIVER not in feedparser.api.PREFERRED_XML_PARSERS:
    feedparser.api.PREFERRED_XML_PARSERS.insert(0, DRIVER)

feedparser.registerDateHandler(dates.to_struct)
for _parser in (feedparser.api.StrictFeedParser, feedparser.api.LooseFeedParser):
    _parser._add_tag = _with_few_tags(_parser._add_tag)

_WIDE = (  # how documents in UTF-32 and UTF-16 begin
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<\x00", "utf-16-be"),
)
_BLANK = b" \t\r\n\x00\x0b\x0c"
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
# Claims that a document proves wrong by being valid UTF-8: no text in these encodings is that by chance.
_NOT_UTF_8 = re.compile(
    r"us-?ascii|latin-?1|iso-?8859-?\d+|windows-?125\d|cp125\d|koi8-?[ru]|(?:utf|ucs)-?(?:16|32|2|4)(?:-?[lb]e)?",
    re.IGNORECASE,
)
_ITEM = re.compile(rb"<((?:[\w.-]{1,40}:)?(?:item|entry))[\s>]")
_MANY_ATTRIBUTES = re.compile(rb"<[A-Za-z][^<>\s]{0,100}+(?:\s++[^<>\s]++){1000}")
_PREFIX = re.compile(rb"xmlns:([^\s=]{1,100})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._-]+)", re.IGNORECASE)
_HTML_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
# As RSS asks for it: an address and, in brackets, a name. feedparser misreads the addresses of newer domains.
_MAIL_AND_NAME = re.compile(r"[^\s@]+@[^\s@]+(?:\s+\(([^()]+)\))?")
_PLACE = re.compile(r"^<unknown>:(\d+):\d+: ")
_PLAIN = {  # what the XML reader says, as somebody says it who is no programmer
    "no element found": "it breaks off there",
    "unclosed token": "it breaks off there",
    "unclosed CDATA section": "it breaks off there",
    "partial character": "it breaks off there",
    "invalid token": "a character that may not stand there",
    "mismatched tag": "an element is not closed where it should be",
    "undefined entity": "a sign such as &nbsp; that XML does not know",
    "junk after document element": "something stands behind its end",
    "unbound prefix": "an element whose prefix is not explained",
}
_get: Callable[..., Any] = dict.get  # FeedParserDict.get is slow, and has second names that we do not use


def parse_feed(body: bytes, *, feed_url: str, content_type: str = "", now: datetime) -> ParsedFeed:
    """Parse a feed document. Never raises: `error` says why there is no feed, `warning` what was wrong with it.

    `feed_url` is where the document came from; links are relative to it. `content_type` is the HTTP header and counts
    only where the document's own encoding is wrong. A date long after `now` or before 1990 is no date (see `dates`).
    """
    body = _without_noise(body)
    if not body:
        return ParsedFeed(error="The feed is empty.")
    if body[:1] in b"{[":
        return parse_json_feed(body, feed_url=feed_url, now=now)
    plain = without_declarations(_with_few_items(body))
    if plain is None:
        return ParsedFeed(error=ENTITIES)
    if _has_many_namespaces(plain) or (len(plain) > LARGE and _MANY_ATTRIBUTES.search(plain)):
        return ParsedFeed(error=OVERLOADED)
    try:
        document = _read(plain, content_type=content_type)
        if not document.get("version") and not document["entries"]:
            return ParsedFeed(error=_no_feed(body))
        hours, days = rests.skips(body)
        return replace(feed_of(document, feed_url=feed_url, now=now), skip_hours=hours, skip_days=days)
    except EntitiesRefusedError:
        return ParsedFeed(error=ENTITIES)
    except TooDeepError:
        return ParsedFeed(
            error="The feed's elements stand too deep in each other; its publisher must repair it."
        )
    except Exception:  # feedparser meets hostile input here: whatever breaks in it is the feed's fault
        return ParsedFeed(error="The feed cannot be read; its publisher must repair it.")


def feed_of(document: Mapping[str, Any], *, feed_url: str, now: datetime) -> ParsedFeed:
    """What feedparser read, as our values. One item that cannot be read does not lose the others."""
    feed = document["feed"]
    language = language_tag(str(feed.get("language") or ""))
    author = feed.get("author_detail") if str(document.get("version", "")).startswith("atom") else None
    items = _items(document["entries"], language=language, author=_name(author), now=now)
    entries = tuple(entries_of(items, feed_url=feed_url, now=now))
    problem = _problem(document)
    if problem and not entries:
        return ParsedFeed(error=f"The feed is broken before its first entry ends ({problem}).")
    return ParsedFeed(
        title=line_of_html(str(feed.get("title") or "")),
        language=language,
        link=web_address(str(feed.get("link") or ""), base=feed_url),
        ttl=rests.ttl(feed),
        entries=entries,
        warning=f"The feed is malformed ({problem}); what could be read was kept." if problem else "",
    )


def _without_noise(body: bytes) -> bytes:
    """The document in an encoding of bytes, without control characters and white space before and at its beginning.

    feedparser takes quadratic time for much white space before the first element.
    """
    body = _narrow(body).lstrip(_BLANK).removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if b"iso-2022" not in body[:200].lower():
        body = body.translate(None, _CONTROLS)
    first = _ELEMENT.search(body)
    place = first.start() if first else 0
    return re.sub(rb"\s{3,}", b"\n", body[:place]) + body[place:]


def _narrow(body: bytes) -> bytes:
    """UTF-16 and UTF-32 as UTF-8, others as they are."""
    encoding = next((name for mark, name in _WIDE if body.startswith(mark)), "")
    return body.decode(encoding, "replace").encode("utf-8", "replace") if encoding else body


def _with_few_items(body: bytes) -> bytes:
    """The document without the items behind the first MAX_ENTRIES, which nobody would look at; its end stays."""
    if len(body) < SMALL:
        return body
    item = next(islice(_ITEM.finditer(body), MAX_ENTRIES, None), None)
    if not item:
        return body
    return (
        body[: item.start()]
        + body[max(body.rfind(b"</" + item[1] + b">"), item.start()) :].partition(b">")[2]
    )


def _has_many_namespaces(body: bytes) -> bool:
    """Whether there are so many prefixes that feedparser, which tries all of them at each element, takes too long."""
    if len(body) < SMALL or body.count(b"xmlns:") <= MAX_NAMESPACES:
        return False
    seen: set[bytes] = set()
    for prefix in _PREFIX.finditer(body):
        seen.add(prefix[1])
        if len(seen) > MAX_NAMESPACES:
            return True
    return False


def _read(body: bytes, *, content_type: str) -> Mapping[str, Any]:
    charset = _charset(body, content_type)
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    document: Mapping[str, Any] = feedparser.parse(
        BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    return document


def _charset(body: bytes, content_type: str) -> str:
    """The encoding to insist on, or "" where the document itself is right (or feedparser's guess as good as any)."""
    declared = _DECLARED.match(body)
    claim = declared[1].decode("ascii") if declared else ""
    if not _decodes(body, "utf-8"):
        told = _CHARSET.search(content_type)
        usable = told and _decodes(body, told[1]) and not (claim and _decodes(body, claim))
        return told[1] if told and usable else ""
    return "utf-8" if _NOT_UTF_8.fullmatch(claim) else ""


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _no_feed(body: bytes) -> str:
    if _HTML_PAGE.search(body[:2000]):
        return "The address gives a web page, no feed; look on that page for the address of its feed."
    return "The document is no feed: neither RSS nor Atom nor JSON Feed; check the address."


def _problem(document: Mapping[str, Any]) -> str:
    """What feedparser found wrong, in brackets' length."""
    if not document.get("bozo"):
        return ""
    told = str(document.get("bozo_exception") or "not well-formed")
    place = _PLACE.match(told)
    what = told[place.end() :] if place else told
    what = next((plain for said, plain in _PLAIN.items() if said in what), what)
    return plain_line(f"line {place[1]}: {what}" if place else what, limit=120)


def _items(raw: list[Any], *, language: str, author: str, now: datetime) -> Iterator[Item]:
    for each in raw:
        try:
            yield _item(each, language=language, author=author, now=now)
        except (
            AttributeError,
            KeyError,
            TypeError,
            ValueError,
        ):  # feedparser's shapes vary with broken input
            continue


def _item(raw: Any, *, language: str, author: str, now: datetime) -> Item:
    texts = [each for each in (_text(detail) for detail in _details(raw)) if each]
    if not texts and _get(raw, "summary"):
        texts = [Text(value=raw["summary"])]
    claimed = next((each["language"] for each in _details(raw) if _get(each, "language")), "")
    dated = (
        dates.of_struct(_get(raw, f"{name}_parsed"), now=now) for name in ("published", "updated", "created")
    )
    return Item(
        guid=str(_get(raw, "id") or ""),
        url=_link(raw),
        title=_text(_get(raw, "title_detail") or {}) or Text(value=str(_get(raw, "title") or "")),
        texts=tuple(texts),
        published=next((each for each in dated if each), None),
        authors=tuple(_authors(raw)) or ((author,) if author else ()),
        language=str(claimed or language),
        categories=tuple(
            str(_get(tag, "label") or _get(tag, "term") or "") for tag in _get(raw, "tags") or ()
        ),
        pictures=tuple(pictures(raw)),
    )


def _link(raw: Any) -> str:
    """The item's address; a guid counts as one (feedparser makes it the link) where it is a whole address."""
    link = str(_get(raw, "feedburner_origlink") or _get(raw, "link") or "")
    is_guid = _get(raw, "guidislink") and link == _get(raw, "id")
    return "" if is_guid and not link.strip().lower().startswith(("http://", "https://")) else link


def _details(raw: Any) -> list[Any]:
    """The texts of an entry with their types, content before summary."""
    summary = _get(raw, "summary_detail")
    return [*(_get(raw, "content") or ()), *([summary] if summary else ())]


def _text(detail: Mapping[str, Any]) -> Text | None:
    value = _get(detail, "value")
    kind = _get(detail, "type") or "text/html"
    if not value or not (kind.startswith("text/") or kind.endswith("xml")):
        return None
    return Text(value=value, is_html=kind != "text/plain", base=_get(detail, "base") or "")


def _authors(raw: Any) -> Iterator[str]:
    written = _MAIL_AND_NAME.fullmatch(str(_get(raw, "author") or ""))
    if written:
        yield written[1] or ""
        return
    for author in _get(raw, "authors") or ():
        yield _name(author)
    if not _get(raw, "authors") and _get(raw, "author"):
        yield str(raw["author"])


def _name(author: Any) -> str:
    return str(_get(author, "name") or "") if isinstance(author, Mapping) else ""
