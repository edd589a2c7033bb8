"""Words in pieces that the transformer knows: greedy, longest piece first, small letters without accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache

PADDING, UNKNOWN, OPENING, CLOSING = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
_MOST = 6  # pieces of a word that are read: what is longer is no name
_LONGEST = 40  # characters of a word that are looked at
_REMEMBERED = 65536  # spellings whose pieces are kept
_PART = re.compile(r"[^\W_]+|[^\s]")

Pieces = Callable[[str], tuple[int, ...]]


def read_vocabulary(lines: str) -> dict[str, int]:
    """The pieces, one a line, numbered from 0."""
    return {piece: number for number, piece in enumerate(lines.rstrip("\n").split("\n"))}


def cutting(vocabulary: Mapping[str, int]) -> Pieces:
    """A function from a word to the numbers of its pieces, at least one.

    Wu et al., "Google's Neural Machine Translation System", 2016 (the WordPiece model).
    """

    @lru_cache(maxsize=_REMEMBERED)
    def pieces(word: str) -> tuple[int, ...]:
        found: list[int] = []
        for part in _PART.findall(_plain(word[:_LONGEST])):
            found.extend(_cut(part, vocabulary))
        return tuple(found[:_MOST]) or (vocabulary[UNKNOWN],)

    return pieces


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    return "".join(each for each in spread if unicodedata.category(each) != "Mn")


def _cut(part: str, vocabulary: Mapping[str, int]) -> list[int]:
    found: list[int] = []
    start = 0
    while start < len(part):
        end = len(part)
        while end > start and ("##" if start else "") + part[start:end] not in vocabulary:
            end -= 1
        if end == start:
            return [vocabulary[UNKNOWN]]
        found.append(vocabulary[("##" if start else "") + part[start:end]])
        start = end
    return found
