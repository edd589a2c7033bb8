"""HTML to the plain text of an article: paragraphs separated by a blank line."""

from __future__ import annotations

import html
import re
from functools import lru_cache

import nh3

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
# What publishers' software adds below a text to bring readers to the page.
_TAIL = re.compile(
    r"""(?:
        (?:continue|keep)\ reading\b.* | read\ (?:more|on|the\ (?:full|rest|whole|original|entire)\b.*)\W*
      | (?:click|tap)\ here\ to\ (?:read|continue)\b.* | (?:full|more)\ story\b\W*
      | .{0,300}\ (?:appeared\ first\ on|first\ appeared\ on|was\ originally\ published\ on)\ .{1,200}
      | weiterlesen\b.* | mehr\ lesen\b.*
      | (?:der|dieser)\ (?:beitrag|artikel)\ .{1,300}\ (?:erschien\ zuerst|ist\ erschienen)\ .{1,200}
      | lire\ la\ suite\b.* | l[’']article\ .{1,300}\ est\ apparu\ en\ premier\ sur\ .{1,200}
      | (?:leer|leer\ más|seguir\ leyendo|sigue\ leyendo)\W*
      | la\ entrada\ .{1,300}\ (?:aparece\ primero|se\ publicó\ primero)\ en\ .{1,200}
      | leggi\ (?:tutto|di\ più|anche)\W* | leia\ mais\W* | lees\ (?:meer|verder)\W*
      | comments\W* | \[link\]\ +\[comments\]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_INLINE_TAIL = re.compile(
    r"""(?P<cut>\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.))?\s*[\[(]?
        (?:continue\ reading|read\ more|read\ the\ full\ (?:story|article)|weiterlesen|mehr\ lesen|lire\ la\ suite
          |leer\ más|leggi\ tutto|leia\ mais|lees\ meer)\b[^.!?]{0,80}$""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED_ELLIPSIS = re.compile(r"\s*[\[(]\s*(?:…|\.\.\.)\s*[\])]\s*$")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|[\[(]\s*(?:…|\.\.\.)\s*[\])])[\s»”\"']*$")


def clean(markup: str) -> str:
    """The text of an article in HTML, without what only leads to the page. Takes any string, never raises."""
    return "\n\n".join(without_tail(paragraphs(markup)))


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


def without_tail(texts: list[str]) -> list[str]:
    """The paragraphs without "Continue reading", "The post ... appeared first on ..." and the like at their end."""
    kept = list(texts)
    while kept and len(kept[-1]) < 600 and _TAIL.fullmatch(kept[-1]):
        kept.pop()
    if kept:
        last = _INLINE_TAIL.sub(lambda tail: "…" if tail["cut"] else "", kept[-1][-2000:])
        last = kept[-1][:-2000] + _BRACKETED_ELLIPSIS.sub("…", last)
        kept[-1] = last.rstrip()
    return [each for each in kept if each and each != "…"]


def is_cut_off(texts: list[str]) -> bool:
    """Whether the text says that it goes on elsewhere: an ellipsis or "read more" at its end."""
    if not texts:
        return True
    last = texts[-1][-2000:]
    return bool(_CUT_OFF.search(last) or _INLINE_TAIL.search(last) or _TAIL.fullmatch(last))


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(BLOCKS), clean_content_tags=set(LEFT_OUT), attributes={}, link_rel=None, url_schemes=set()
    )
