"""The text of a page, freed of the page: trafilatura in its fast mode.

Pure, and slow or worse for some pages: run it in the workers, which can be killed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lxml.etree import XPath, strip_elements
from lxml.html import HtmlElement

from digest.articles.clean import paragraphs_of_text
from digest.articles.furniture import without_furniture
from digest.articles.head import Head
from digest.model import Picture
from digest.text.folding import fold
from digest.text.markup import MAX_TITLE

MAX_PAGE = 5_000_000  # bytes
MAX_TEXT = 200_000  # characters
MAX_ELEMENTS = 40_000  # about five seconds of work at worst
LARGE = 1_000_000  # bytes; only a page that large is measured for its depth
MAX_ATTRIBUTES = 40_000  # of one element: libxml2 compares each with all the others
_LINES = XPath(
    """//div[(a or em or strong or b or i) and string-length(.) > 100
        and not(*[not(self::a or self::em or self::strong or self::b or self::i or self::span or self::br)])
        and (string-length(normalize-space(text())) > 1 or string-length(strong) > 80 or string-length(b) > 80)
        and not(br/following-sibling::*[1][self::br])]"""
)
# Captions, and what trafilatura would carry through several copies of the tree before it leaves it out.
_NO_TEXT = tuple(
    "figcaption style svg template link meta math iframe video audio canvas select".split()  # noqa: SIM905
)
# Python knows encodings that no page is written in, and some of them take quadratic time.
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*((?:windows-|iso-?8859-|koi8-|cp|gb|big5|euc-|shift_jis|latin|us-ascii)[a-z0-9_-]{0,12})",
    re.IGNORECASE,
)
_LATIN = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
}  # what browsers do
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_count_elements = XPath("count(//*)")
_is_deep = XPath("boolean(//*[ancestor::*[100]])")  # each level reads the text below it once more
TITLED = (
    5  # paragraphs at the head of a text in which its title may stand, below the outlet's name and the like
)
_BULLETS = ("- ", "• ", "* ")
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

    tree = trafilatura.load_html(_decoded(page))
    if tree is None:
        return Page(url=url, error="The page is no HTML; the feed's own text is used.")
    if int(str(_count_elements(tree)).partition(".")[0]) > MAX_ELEMENTS:
        return Page(url=url, error="The page has too many elements to be read; the feed's own text is used.")
    if len(page) > LARGE and _is_deep(tree):
        return Page(url=url, error="The page is nested too deeply to be read; the feed's own text is used.")
    told, titles = _told(tree, url=url)
    _tidy(tree)
    found = trafilatura.bare_extraction(tree, options=_options())
    body = str(getattr(found, "text", None) or "")[:MAX_TEXT]
    return replace(told, text=_text(body, titles=titles))


def _told(tree: HtmlElement, *, url: str) -> tuple[Page, tuple[str, str]]:
    """What the page says of itself, and its titles."""
    head = Head(tree, url=url)
    titles = head.titles()
    page = Page(
        url=url,
        title=titles[0],
        byline=head.byline(),
        language=head.language(),
        picture=head.picture(),
        section=head.section(),
        address=head.address(),
        locked=head.locked(),
        gallery=head.gallery(),
    )
    return page, titles


def _decoded(page: bytes | str) -> bytes | str:
    """The page in UTF-8 or in the encoding it names, which are tried first; else its bytes, for a guess."""
    if isinstance(page, str):
        return page
    named = _CHARSET.search(page[:4096])
    name = named[1].decode("ascii").lower() if named else ""
    for encoding in ("utf-16" if page[:2] in _BOMS else "utf-8-sig", _LATIN.get(name, name)):
        try:
            return page.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return page


def _tidy(tree: HtmlElement) -> None:
    """Take the captions out, and make paragraphs of the divs that hold a line of text with links or emphasis in it.

    Trafilatura takes such divs apart, so that a sentence with a link becomes three paragraphs.
    """
    strip_elements(tree, *_NO_TEXT, with_tail=False)
    lines: Any = _LINES(tree)
    for div in lines:
        div.tag = "p"


@lru_cache(maxsize=1)
def _options() -> Any:
    """Trafilatura's options, made once: reading its settings takes a twentieth of a page's time."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=True, comments=False, tables=False)


def _text(body: str, *, titles: tuple[str, ...]) -> str:
    """The paragraphs of a text as trafilatura writes it, without the title and what else stands around a text."""
    lines = [each[2:] if each[:2] in _BULLETS else each for each in paragraphs_of_text(body)]
    folded = set(map(fold, titles))
    head = lines[:TITLED]
    titled = [_is_title(line, folded) for line in head]
    last = max((number for number, is_title in enumerate(titled) if is_title), default=-1)
    if all(len(line) < 80 for line in head[: max(last, 0)]):  # the outlet's name, "Live" and the like
        head, titled = head[last + 1 :], titled[last + 1 :]
    lines = [line for line, is_title in zip(head, titled, strict=True) if not is_title] + lines[TITLED:]
    return "\n\n".join(without_furniture(lines))


def _is_title(line: str, titles: set[str]) -> bool:
    """Whether a paragraph only says a title (folded) again, perhaps without the outlet's name behind it."""
    if len(line) > MAX_TITLE:
        return False
    folded = fold(line)
    return folded in titles or any(
        (len(folded) >= 10 and each.startswith(folded)) or (len(folded) >= 20 and folded in each)
        for each in titles
    )
