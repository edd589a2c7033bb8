"""What a page says of itself: its metadata, schema.org's JSON-LD and the addresses of its pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html

from digest.model import Picture
from digest.text.markup import plain_line

MAX_LINKED = 500_000  # characters of one piece of JSON-LD
MAX_IMAGES = 300  # of a page's body, looked at for the words that go with its picture
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_GALLERIES = frozenset({"ImageGallery", "MediaGallery"})


class Head:
    """The metadata of a page, read once, before the tree is taken apart."""

    def __init__(self, tree: lxml.html.HtmlElement, *, url: str) -> None:
        self._tree = tree
        self._url = url
        self._metas: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = (meta.get("property") or meta.get("name") or "").strip().lower()
            if name and meta.get("content"):
                self._metas.setdefault(name, meta.get("content"))
        self._items = [item for script in _linked(tree) for item in _items(script)]

    def _meta(self, *names: str) -> str:
        """What the first of these meta elements that is there holds."""
        return next((self._metas[each] for each in names if each in self._metas), "")

    def titles(self) -> tuple[str, str]:
        """The title that the page wants to be shared under, and the one in its title element."""
        title = next((plain_line(each.text_content()) for each in self._tree.iter("title")), "")
        return plain_line(self._meta("og:title", "twitter:title")) or title, title

    def address(self) -> str:
        """The address that the page calls its own, absolute; "" where it names none."""
        links = (each.get("href") for each in self._tree.iter("link") if each.get("rel") == "canonical")
        return _absolute(self._url, next((each for each in links if each), "") or self._meta("og:url"))

    def language(self) -> str:
        """The language the page claims."""
        lang = next((each.get("lang") for each in self._tree.iter("html") if each.get("lang")), "")
        claimed = (lang or self._meta("og:locale")).strip().replace("_", "-")
        return claimed if _LANGUAGE.fullmatch(claimed) else ""

    def section(self) -> str:
        """The part of the outlet in which the page stands."""
        linked = (each.get("articleSection") for each in self._items)
        names = (name for each in linked for name in (each if isinstance(each, list) else [each]))
        claimed = [self._meta("article:section"), *(each for each in names if isinstance(each, str))]
        lines = (plain_line(each, limit=80) for each in claimed)
        return next((each for each in lines if each and "://" not in each), "")

    def locked(self) -> bool:
        """Whether the page says that its text is for those who pay."""
        free = (str(each.get("isAccessibleForFree", True)).strip().lower() for each in self._items)
        return "false" in free or self._meta("article:content_tier").strip().lower() == "locked"

    def gallery(self) -> bool:
        """Whether the page says that it is a series of pictures."""
        kinds = (each.get("@type") for each in self._items)
        return any(
            kind in _GALLERIES
            for each in kinds
            for kind in (each if isinstance(each, list) else [each])
            if isinstance(kind, str)
        )

    def byline(self) -> str:
        """The names of the authors."""
        claimed = [name for each in self._items for name in _names(each.get("author"))]
        claimed = claimed or [self._meta(name) for name in ("author", "article:author", "dc.creator", "byl")]
        lines = (re.sub(r"^by\s+", "", plain_line(each, limit=120), flags=re.IGNORECASE) for each in claimed)
        good = dict.fromkeys(each for each in lines if each and "@" not in each and "://" not in each)
        return ", ".join(list(good)[:5])

    def picture(self) -> Picture | None:
        """The picture the page wants to be shared with, and the words that go with it."""
        for name in _PICTURES:
            address = _absolute(self._url, self._meta(name))
            if address:
                alt = plain_line(self._meta("og:image:alt", "twitter:image:alt"))
                return Picture(url=address, alt=alt or self._alt(address))
        return None

    def _alt(self, address: str) -> str:
        """The words that go with the same picture in the page's body."""
        for number, image in enumerate(self._tree.iter("img")):
            if number == MAX_IMAGES:
                break
            alt = plain_line(image.get("alt") or "")
            sources = (image.get("src"), image.get("data-src")) if alt else ()
            if any(each and _same_picture(_absolute(self._url, each), address) for each in sources):
                return alt
        return ""


def _same_picture(one: str, other: str) -> bool:
    """Whether two addresses are of one picture, perhaps in two sizes: a query asks for the size."""
    return bool(one) and one.partition("?")[0] == other.partition("?")[0]


def _absolute(base: str, address: str) -> str:
    """The address made absolute; "" where that gives no address of the web."""
    try:
        whole = urljoin(base, address.strip()) if address.strip() else ""
        return whole if urlsplit(whole).scheme in ("http", "https") and len(whole) <= 2048 else ""
    except ValueError:
        return ""


def _linked(tree: lxml.html.HtmlElement) -> Iterator[Any]:
    """The page's pieces of JSON-LD."""
    scripts = [each.text or "" for each in tree.iter("script") if "ld+json" in (each.get("type") or "")]
    for script in scripts[:10]:
        try:
            yield json.loads(script[:MAX_LINKED], strict=False)
        except (ValueError, RecursionError):
            continue


def _items(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The things that a piece of JSON-LD describes at its top."""
    if isinstance(data, list):
        for each in data[:50]:
            yield from _items(each, depth + 1)
    elif isinstance(data, dict) and depth < 5:
        yield data
        yield from _items(data.get("@graph"), depth + 1)


def _names(author: Any) -> Iterator[str]:
    """The names in what schema.org allows for an author: text, a thing with a name, or several."""
    for each in author[:50] if isinstance(author, list) else [author]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str):
            yield name
