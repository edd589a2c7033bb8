"""HTML and text from strangers, made harmless: cleaned HTML, plain lines, valid characters.

Everything here takes any string and never raises. nh3 (an HTML5 parser with an allow-list) does the cleaning.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import lru_cache
from typing import Literal

import nh3

MAX_HTML = 500_000  # characters of one entry's HTML that are read
MAX_DEPTH = 256  # elements inside each other; an HTML5 parser takes quadratic time for more
MAX_TITLE = 500

# fmt: off
TAGS = frozenset((
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
    "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var", "wbr",
))
DROPPED = frozenset((
    "applet", "audio", "button", "canvas", "embed", "frameset", "head", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
))  # with all they contain
# fmt: on
ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"alt", "height", "src", "width"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
LINKS = frozenset({"http", "https", "mailto"})

# Controls that are no white space, lone surrogates, non-characters: in no text of ours.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Marks that hide or reorder what a reader sees. LRM, RLM and the joiners stay: scripts and emoji need them.
_TRICKS = re.compile("[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
# Frames are often left open and would swallow the rest of the text; XHTML closes its <br>, which HTML reads as another.
_STRAY = re.compile(r"<(?:/?[iI][fF][rR][aA][mM][eE](?:\s[^<>]*)?|/[bB][rR]\s*)>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
# fmt: off
_CLOSES_ITSELF = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup",
))
# fmt: on


def valid(text: str) -> str:
    """The text without NULs, other controls and lone surrogates, which no later step should meet."""
    return text if text.isprintable() else _NO_TEXT.sub("", text)  # printable characters are all valid


def visible(text: str) -> str:
    """A valid text without the marks that hide letters or turn the direction of reading."""
    return text if text.isprintable() else _TRICKS.sub("", valid(text))


def plain_line(text: str, *, limit: int = MAX_TITLE) -> str:
    """One line of plain text: white space folded, at most `limit` characters, cut at a word with an ellipsis."""
    line = " ".join(visible(text[: limit * 20]).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return cut[: cut.rfind(" ") if " " in cut[limit // 2 :] else None].rstrip(" ,;:.-–—") + "…"


def line_of_html(markup: str, *, limit: int = MAX_TITLE) -> str:
    """The text of a piece of HTML as one plain line: a title, a name."""
    markup = valid(markup[: limit * 20])
    if "<" in markup:
        markup = _text_only().clean(flatten_deep(markup))
    return plain_line(html.unescape(markup), limit=limit)


def html_of_text(text: str) -> str:
    """Plain text as HTML: escaped, a blank line begins a paragraph."""
    paragraphs = (
        each.strip()
        for each in re.split(r"\n[ \t]*(?:\n[ \t]*)+", valid(text[:MAX_HTML]).replace("\r\n", "\n"))
    )
    return "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in paragraphs if each)


def clean_html(markup: str, *, base: str) -> str:
    """HTML with only harmless elements and attributes, its links made absolute against `base` (an http(s) URL or "").

    Scripts, styles, SVG, forms, frames, event handlers, `srcset` and links other than http(s) and mailto are gone.
    """
    markup = _STRAY.sub("", valid(markup[:MAX_HTML]))
    return _cleaner(base).clean(flatten_deep(markup)).strip()


def flatten_deep(markup: str) -> str:
    """HTML as it is, or its text in one paragraph where elements stand deeper in each other than MAX_DEPTH."""
    if markup.count("<") < 2 * MAX_DEPTH or _depth(markup) < MAX_DEPTH:
        return markup
    return "<p>" + re.sub(r"<[^<>]*>?", " ", markup).replace(">", "&gt;") + "</p>"


def _depth(markup: str) -> int:
    """How deep elements may stand in each other at most; a stray end tag of another name closes nothing."""
    depth, deepest = 0, 0
    unclosed: Counter[str] = Counter()
    for closing, name in _TAG.findall(markup):
        name = name.lower()
        if name in _CLOSES_ITSELF:
            continue
        if not closing:
            unclosed[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif unclosed[name]:
            unclosed[name] -= 1
            depth -= 1
    return deepest


@lru_cache(maxsize=64)
def _cleaner(base: str) -> nh3.Cleaner:
    try:
        return _new_cleaner(("rewrite_with_base", base) if base else "deny")
    except ValueError:  # no base that links could be joined to
        return _new_cleaner("deny")


def _new_cleaner(relative: Literal["deny"] | tuple[Literal["rewrite_with_base"], str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(LINKS),
        url_relative=relative,
        link_rel=None,
    )


@lru_cache(maxsize=1)
def _text_only() -> nh3.Cleaner:
    return nh3.Cleaner(tags=set(), clean_content_tags=set(DROPPED), attributes={}, link_rel=None)
