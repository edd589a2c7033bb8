"""HTML to the plain text of an article: paragraphs separated by a blank line."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import nh3

from digest.articles.furniture import without_furniture
from digest.text.markup import DROPPED, MAX_HTML, flatten_deep, valid, visible

# Each of these begins and ends a paragraph; all other elements are part of one.
# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
LEFT_OUT = DROPPED | {"figcaption", "rp", "rt"}  # with what they contain
_TABLE_CELL = re.compile(r"</?t[dh]>")
_BREAK = re.compile(r"<br>")
_PARAGRAPH = re.compile(r"(?:<br>\s*){2,}|<(?!br>)[^<>]*>")


def clean(markup: str) -> str:
    """The text of an article in HTML, without what only leads to the page. Takes any string, never raises."""
    return "\n\n".join(without_furniture(paragraphs(markup)))


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML as plain text, white space folded; scripts and captions are left out."""
    flat = _cleaner().clean(flatten_deep(valid(markup[:MAX_HTML])))
    flat = _TABLE_CELL.sub(" ", flat).replace("\n", " ")
    texts = (_BREAK.sub(" ", each) for each in _PARAGRAPH.sub("\n", flat).split("\n"))
    lines = (" ".join(visible(html.unescape(each)).split()) for each in texts)
    return [each for each in lines if each]


def paragraphs_of_text(text: str) -> list[str]:
    """The paragraphs of plain text whose lines are paragraphs."""
    lines = (" ".join(visible(each).split()) for each in text.splitlines())
    return [each for each in lines if each]


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(BLOCKS), clean_content_tags=set(LEFT_OUT), attributes={}, link_rel=None, url_schemes=set()
    )
