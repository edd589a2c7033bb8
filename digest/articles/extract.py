"""The text of a page, freed of the page: trafilatura in its fast mode.

Pure, and slow or worse for some pages: run it in the workers, which can be killed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from digest.articles.clean import paragraphs_of_text
from digest.articles.furniture import without_furniture
from digest.articles.head import Head
from digest.model import Picture
from digest.text.folding import fold

MAX_PAGE = 5_000_000  # bytes
MAX_TEXT = 200_000  # characters
MAX_ELEMENTS = 40_000  # about five seconds of work; the longest live blogs have a third of it
MAX_ATTRIBUTES = 40_000  # of one element: libxml2 compares each with all the others
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{100000,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a web page says. `error` is a sentence where nothing could be read."""

    url: str
    title: str = ""
    text: str = ""  # paragraphs separated by a blank line
    byline: str = ""
    language: str = ""  # BCP 47, as the page claims
    picture: Picture | None = None
    section: str = ""  # as the outlet calls the part of it in which the page stands
    address: str = ""  # that the page calls its own, absolute
    locked: bool = False  # it says that its text is for those who pay
    gallery: bool = False  # it says that it is a series of pictures
    error: str = ""


def extract(page: bytes | str, *, url: str) -> Page:
    """Read a news page. Never raises: what cannot be read is a `Page` with an error.

    `url` is where the page came from, after redirects: addresses are made absolute against it. Pages over 5 MB or of
    more than MAX_ELEMENTS elements are refused.
    """
    if len(page) > MAX_PAGE:
        return Page(url=url, error="The page is larger than 5 MB; the feed's own text is used.")
    if _has_endless_tag(page):
        return Page(url=url, error="The page is no news page (an endless tag); the feed's own text is used.")
    try:
        return _read(page, url=url)
    except (
        Exception
    ) as error:  # a stranger's page meets a library of heuristics; what breaks is the page's fault
        return Page(
            url=url, error=f"The page cannot be read ({type(error).__name__}); the feed's own text is used."
        )


def _has_endless_tag(page: bytes | str) -> bool:
    """Whether one tag has so many attributes that parsing it would take minutes."""
    text = page if isinstance(page, str) else page.decode("latin-1")
    return any(sum(map(tag.count, " \n\t\r\f/=")) > MAX_ATTRIBUTES for tag in _LONG_TAG.findall(text))


def _read(page: bytes | str, *, url: str) -> Page:
    # Half a second, and only worker processes need it.
    import trafilatura

    tree = trafilatura.load_html(page)
    if tree is None:
        return Page(url=url, error="The page is no HTML; the feed's own text is used.")
    if next(islice(tree.iter(), MAX_ELEMENTS, None), None) is not None:
        return Page(url=url, error="The page has too many elements to be read; the feed's own text is used.")
    head = Head(tree, url=url)
    title, whole_title = head.titles()
    found = trafilatura.bare_extraction(
        tree, url=url, fast=True, include_comments=False, include_tables=False, prune_xpath="//figcaption"
    )
    body = str(getattr(found, "text", None) or "")[:MAX_TEXT]
    return Page(
        url=url,
        title=title,
        text=_text(body, titles=(title, whole_title)),
        byline=head.byline(),
        language=head.language(),
        picture=head.picture(),
        section=head.section(),
        address=head.address(),
        locked=head.locked(),
        gallery=head.gallery(),
    )


def _text(body: str, *, titles: tuple[str, ...]) -> str:
    """The paragraphs of a text as trafilatura writes it, without the title and what else stands around a text."""
    lines = [re.sub(r"^[-•*] ", "", each) for each in paragraphs_of_text(body)]
    while lines and _is_title(lines[0], titles):
        lines = lines[1:]
    return "\n\n".join(without_furniture(lines))


def _is_title(line: str, titles: tuple[str, ...]) -> bool:
    """Whether a paragraph only says the title again, perhaps without the outlet's name behind it."""
    folded = fold(line[:600])
    return any(
        folded == each or (len(folded) >= 12 and each.startswith(folded)) for each in map(fold, titles)
    )
