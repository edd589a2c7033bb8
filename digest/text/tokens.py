"""Words and marks of a text, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<tag>[@\#]\w[\w.]*\w|[@\#]\w)                                  # @lena.hartog, #LenaTwins
    |(?P<initials>(?:[^\W\d_a-z]\.)+(?:-[^\W\d_a-z]\.)?(?=[\s\w"”’',;)]|$))  # J.K.  J.
    |(?P<word>[A-Za-z]++(?=[ ,.\n])                                  # most words: for speed only
    |['’]t(?=\s)|\b[asdw]/[lpo]\b|[^\W\d_]+(?:['’‘`´ʻʼ‐‑\-&]?[^\W\d_]+)*)     # van 't Hof, a/l, O’Brien
    |(?P<number>\d+(?:[.,:/-]?\d+)*(?:st|nd|rd|th|s)?)
    |(?P<line>\n[\s]*)
    |(?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['’‘`´ʻʼ][sS]$")


class Token(NamedTuple):
    """A word, number, tag, mark or line break of a text; `start` and `end` are code points."""

    text: str
    start: int
    end: int
    kind: str  # word, initials, number, tag, mark, line

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokenise(text: str) -> list[Token]:
    """The tokens of `text` in order. A possessive "'s" is a mark of its own behind its word. Linear time."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        shown, start, end = match.group(), match.start(), match.end()
        cut = _POSSESSIVE.search(shown) if kind == "word" and len(shown) > 2 and shown[-1] in "sS" else None
        if cut:
            tokens.append(Token(shown[: cut.start()], start, start + cut.start(), kind))
            tokens.append(Token(shown[cut.start() :], start + cut.start(), end, "mark"))
        else:
            tokens.append(Token(shown, start, end, kind))
    return tokens
