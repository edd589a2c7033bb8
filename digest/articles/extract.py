"""The text of a page, freed of the page: trafilatura in its fast mode.

Pure, and slow or worse for some pages: run it in the workers, which can be killed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html

from digest.articles.clean import paragraphs_of_text, without_tail
from digest.model import Picture
from digest.text.markup import plain_line

MAX_PAGE = 5_000_000  # bytes
MAX_TEXT = 200_000  # characters
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a web page says. `error` is a sentence where nothing could be read."""

    url: str
    title: str = ""
    text: str = ""  # paragraphs separated by a blank line
    byline: str = ""
    language: str = ""  # BCP 47, as the page claims
    picture: Picture | None = None
    error: str = ""


def extract(page: bytes | str, *, url: str) -> Page:
    """Read a news page. Never raises: what cannot be read is a `Page` with an error.

    `url` is where the page came from; the picture's address is made absolute against it. Pages over 5 MB are refused.
    """
    if len(page) > MAX_PAGE:
        return Page(url=url, error="The page is larger than 5 MB; the feed's own text is used.")
    # Half a second, and only worker processes need it.
    import trafilatura

    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            return Page(url=url, error="The page is no HTML; the feed's own text is used.")
        head = _Head(tree)
        found = trafilatura.bare_extraction(
            tree, url=url, fast=True, include_comments=False, include_tables=False, prune_xpath="//figcaption"
        )
        body = str(getattr(found, "text", None) or "")
        return _page(head, body[:MAX_TEXT], url=url)
    except (
        Exception
    ) as error:  # a stranger's page meets a library of heuristics; what breaks is the page's fault
        return Page(
            url=url, error=f"The page cannot be read ({type(error).__name__}); the feed's own text is used."
        )


def _page(head: _Head, body: str, *, url: str) -> Page:
    lines = [re.sub(r"^[-•*] ", "", each) for each in paragraphs_of_text(body)]
    return Page(
        url=url,
        title=plain_line(head.meta("og:title") or head.meta("twitter:title") or head.title()),
        text="\n\n".join(without_tail(lines)),
        byline=_byline(head),
        language=head.language(),
        picture=_picture(head, url=url),
    )


class _Head:
    """The metadata of a page, read before trafilatura takes the tree apart."""

    def __init__(self, tree: lxml.html.HtmlElement) -> None:
        self._metas: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = (meta.get("property") or meta.get("name") or "").strip().lower()
            if name and meta.get("content"):
                self._metas.setdefault(name, meta.get("content"))
        self._title = next((each.text_content() for each in tree.iter("title")), "")
        self._lang = tree.get("lang") or next(
            (each.get("lang") for each in tree.iter("html") if each.get("lang")), ""
        )
        self._linked = [
            each.text or "" for each in tree.iter("script") if "ld+json" in (each.get("type") or "")
        ]

    def meta(self, name: str) -> str:
        """The content of the first meta element of that name."""
        return self._metas.get(name, "")

    def title(self) -> str:
        """The page's title."""
        return self._title

    def language(self) -> str:
        """The language the page claims."""
        claimed = (self._lang or self.meta("og:locale")).strip().replace("_", "-")
        return claimed if _LANGUAGE.fullmatch(claimed) else ""

    def authors(self) -> Iterator[str]:
        """The authors' names, from schema.org's JSON-LD."""
        for script in self._linked[:10]:
            try:
                yield from _author_names(json.loads(script[:500_000]), depth=0)
            except (ValueError, RecursionError):
                continue


def _author_names(data: Any, *, depth: int) -> Iterator[str]:
    if isinstance(data, list):
        for each in data[:50]:
            yield from _author_names(each, depth=depth + 1)
    elif isinstance(data, dict) and depth < 5:
        for author in data["author"] if isinstance(data.get("author"), list) else [data.get("author")]:
            name = author.get("name") if isinstance(author, dict) else author
            if isinstance(name, str):
                yield name
        yield from _author_names(data.get("@graph"), depth=depth + 1)


def _byline(head: _Head) -> str:
    claimed = list(head.authors()) or [
        head.meta(name) for name in ("author", "article:author", "dc.creator", "byl")
    ]
    lines = (re.sub(r"^by\s+", "", plain_line(each, limit=120), flags=re.IGNORECASE) for each in claimed)
    return ", ".join(
        list(dict.fromkeys(each for each in lines if each and "@" not in each and "://" not in each))[:5]
    )


def _picture(head: _Head, *, url: str) -> Picture | None:
    """The picture the page wants to be shared with."""
    for name in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"):
        try:
            address = urljoin(url, head.meta(name).strip()) if head.meta(name) else ""
            good = urlsplit(address).scheme in ("http", "https") and len(address) <= 2048
        except ValueError:
            continue
        if good:
            return Picture(
                url=address, alt=plain_line(head.meta("og:image:alt") or head.meta("twitter:image:alt"))
            )
    return None
