"""Text made comparable and readable: case and accents folded, entities and invisible characters resolved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.text.repairs import REPAIRS, Replacement

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ŋ": "n"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʻʼ]")
_NO_WORD = re.compile(r"[\W_]+")
_DIGRAPHS = re.compile(r"ae|oe|ue|aa")


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
    """Put right what is broken in a text, markup and wrong encodings among it, keeping the way back. Linear time."""
    seen = Legible(original)
    for repair in REPAIRS:
        replacements = repair(seen.text)
        if replacements:
            seen = _replaced(seen, replacements)
    return seen


def _replaced(seen: Legible, replacements: Sequence[Replacement]) -> Legible:
    """The text with some spans (in order, apart) replaced; each new character stands where its whole span stood."""
    text, size = seen.text, len(seen.text)
    places = seen.places or (*range(size + 1), *range(1, size + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for start, end, shown in replacements:
        pieces += (text[last:start], shown)
        starts += places[last:start]
        ends += places[size + 1 + last : size + 1 + start]
        starts += [places[start]] * len(shown)
        ends += [places[size + end]] * len(shown)
        last = end
    pieces.append(text[last:])
    starts += places[last : size + 1]
    ends += places[size + 1 + last :]
    return Legible("".join(pieces), (*starts, *ends))
