"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from digest.feeds import dates
from digest.feeds.items import Item, Text, entries_of, language_tag, web_address
from digest.model import ParsedFeed, Picture
from digest.text.markup import plain_line


def parse_json_feed(body: bytes, *, feed_url: str, now: datetime) -> ParsedFeed:
    """A JSON Feed; other JSON is a `ParsedFeed` with an error. Values of the wrong type count as missing."""
    try:
        document = json.loads(body.decode(json.detect_encoding(body), "replace"))
    except (ValueError, RecursionError):
        return ParsedFeed(error="The document begins like JSON but is not valid JSON; check the address.")
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return ParsedFeed(
            error="The document is JSON, but no JSON Feed (it has no list of items); check the address."
        )
    language = language_tag(_text(document, "language"))
    items = (_item(each, language=language, now=now) for each in document["items"] if isinstance(each, dict))
    return ParsedFeed(
        title=plain_line(_text(document, "title")),
        language=language,
        link=web_address(_text(document, "home_page_url"), base=feed_url),
        entries=tuple(entries_of(items, feed_url=feed_url, now=now)),
    )


def _item(raw: dict[str, Any], *, language: str, now: datetime) -> Item:
    dated = (dates.of_text(_text(raw, name), now=now) for name in ("date_published", "date_modified"))
    return Item(
        guid=_text(raw, "id"),
        url=_text(raw, "url") or _text(raw, "external_url"),
        title=Text(value=_text(raw, "title"), is_html=False),
        texts=tuple(_texts(raw)),
        published=next((each for each in dated if each), None),
        authors=tuple(_text(each, "name") for each in _authors(raw)),
        language=_text(raw, "language") or language,
        categories=tuple(each for each in _list(raw, "tags") if isinstance(each, str)),
        pictures=tuple(
            Picture(url=each) for each in (_text(raw, "image"), _text(raw, "banner_image")) if each
        ),
    )


def _texts(raw: dict[str, Any]) -> Iterator[Text]:
    if markup := _text(raw, "content_html"):
        yield Text(value=markup)
    for name in ("content_text", "summary"):
        if text := _text(raw, name):
            yield Text(value=text, is_html=False)


def _authors(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """1.1 has a list of authors, 1.0 one author."""
    return [each for each in [*_list(raw, "authors"), raw.get("author")] if isinstance(each, dict)]


def _list(raw: dict[str, Any], name: str) -> list[Any]:
    value = raw.get(name)
    return value if isinstance(value, list) else []


def _text(raw: dict[str, Any], name: str) -> str:
    """A text, or a number as one: ids are often numbers."""
    value = raw.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    try:
        return str(value)
    except ValueError:  # a number of thousands of digits
        return ""
