"""Text made comparable and readable: case and accents folded, entities and invisible characters resolved."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ŋ": "n"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʻʼ]")
_NO_WORD = re.compile(r"[\W_]+")
_DIGRAPHS = re.compile(r"ae|oe|ue|aa")
_UNREADABLE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|</?[A-Za-z][^<>]{0,300}>|[\u00ad\u180e\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff]"
)
_BREAKS = "\u2028\u2029"


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` in small ASCII-like letters: no accents, no apostrophes, anything else that is no word a blank.

    "Renée D’Costa-Øye" gives "renee dcosta oye". Letters of other scripts stay as they are.
    """
    plain = text.lower() if text.isascii() else _unaccented(_unaccented(text))
    return _NO_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def _unaccented(text: str) -> str:
    """Small letters without marks. Some letters need it twice: what they spread to has case or marks again."""
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in spread if unicodedata.category(c) not in ("Mn", "Cf"))


def fold_spelling(folded: str) -> str:
    """A folded name with the two ways of writing ø, ö, ü and å made one: "maaloey" and "maloy" agree."""
    return _DIGRAPHS.sub(lambda pair: pair.group()[0], folded)


@dataclass(frozen=True, slots=True)
class Legible:
    """A text as a reader sees it, and where each of its characters stands in the original."""

    text: str
    places: tuple[int, ...] | None = None  # one more than characters; None: the original itself

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original behind a span (never empty) of the legible text."""
        if self.places is None:
            return start, end
        return self.places[start], self._end(end)

    def _end(self, end: int) -> int:
        """Where the last character of a span ends in the original: an entity wholly, what is invisible not."""
        assert self.places is not None
        return self.places[len(self.text) + 1 + end - 1]


def legible(original: str) -> Legible:
    """Resolve character entities and leave out tags and invisible characters, keeping the way back. Linear time."""
    if not _UNREADABLE.search(original):
        return Legible(original)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for match in _UNREADABLE.finditer(original):
        pieces.append(original[last : match.start()])
        starts.extend(range(last, match.start()))
        ends.extend(range(last + 1, match.start() + 1))
        shown = _shown(match.group())
        pieces.append(shown)
        starts.extend([match.start()] * len(shown))
        ends.extend([match.end()] * len(shown))
        last = match.end()
    pieces.append(original[last:])
    starts.extend(range(last, len(original)))
    ends.extend(range(last + 1, len(original) + 1))
    return Legible("".join(pieces), (*starts, len(original), *ends))


def _shown(matched: str) -> str:
    """What a reader sees in the place of an entity, a tag or an invisible character."""
    if matched[0] == "&":
        return html.unescape(matched)
    if matched[0] == "<":
        return "\n" if matched[1:3].lower() in ("p>", "p ", "/p", "br", "di", "/d", "li", "h1", "h2") else " "
    return "\n" if matched in _BREAKS else ""
