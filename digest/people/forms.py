"""The comparable name that a chunk spells: initials apart however they are written, the surname last."""

from __future__ import annotations

from digest.people.chunks import Chunk, once
from digest.people.cutting import STAGE
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, flatten

_RELATIVES = frozenset(
    {
        "family",
        "families",
        "clan",
        "dynasty",
        "household",
        "brothers",
        "sisters",
        "siblings",
        "twins",
        "couple",
    }
)


@once
def name_of(chunk: Chunk) -> Parts:
    """The flattened parts of a chunk's name: "CJ Bell" and "C.J. Bell" alike, "BELL C" and "Bell, C." as "C. Bell"."""
    parts = flatten(chunk.parts)
    if len(parts) < 2:
        return parts
    if _packed(chunk):
        parts = (*parts[0], *parts[1:])
    if len(parts[-1]) == 1 and len(parts[0]) > 1 and not any(len(part) == 1 for part in parts[:-1]):
        parts = (parts[-1], *parts[:-1])
    return parts


def _packed(chunk: Chunk) -> bool:
    """Whether the first part is initials without points: KR, JRR."""
    first = chunk.passage.tokens[chunk.parts_at[0]]
    if (
        len(chunk.parts_at) != 2
        or chunk.shouted
        or first.kind != "word"
        or not (1 < len(first.text) < 4 and first.text.isupper())
    ):
        return False
    return first.text.lower() not in STAGE and not chunk.passage.tokens[chunk.parts_at[1]].text.isupper()


def is_qualified(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Whether a word in front tells one bearer of a name from another: "the Labour Moor", "the Ulm Tanaka"."""
    if len(chunk.parts) != 2 or chunk.passage.word(chunk.lead - 1) != "the":
        return False
    return chunk.parts[0] not in lexicon.given and chunk.lead == chunk.first


def names_family(chunk: Chunk) -> bool:
    """Whether a surname stands in front of a word for several relatives: "the Moor family", "Moor brothers"."""
    return len(chunk.parts) == 1 and chunk.passage.word(chunk.last + 1) in _RELATIVES


def family_of(chunk: Chunk) -> str:
    """The surname of "the Moors" or "the Moor family"; "" where the chunk means no family."""
    word = flatten(chunk.parts)[-1]
    if names_family(chunk):
        return word
    if len(chunk.parts) > 2 or len(word) < 4 or not word.endswith("s"):
        return ""
    before = chunk.passage.word(chunk.lead - 1)
    plural = before in (
        "the",
        "these",
        "those",
        "two",
        "both",
        "three",
        "four",
        "all",
        "other",
        "young",
        "of",
        "many",
    )
    return (
        (word[:-2] if word.endswith(("ses", "xes", "zes", "ches", "shes")) else word[:-1]) if plural else ""
    )
