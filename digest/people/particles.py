"""Particles written small in front of a surname that stands alone: "the win takes van den Akker to the top"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.people.chunks import Chunk
from digest.people.passages import Passage

_LEADING = frozenset(  # no English words, and no plain words of other languages that English borrows
    "van von vom de del della dalla degli dos das du di da ter bin ibn bint ould mint ap ab af zu ten le la".split()  # noqa: SIM905
)
_FOLLOWING = frozenset("der den de het dem la las los le".split())  # noqa: SIM905


def with_particles(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, each begun with the particles in front of it; titles keep them apart."""
    return [_with_particle(chunk) for chunk in chunks]


def _with_particle(chunk: Chunk) -> Chunk:
    if chunk.lead < chunk.first or len(chunk.parts) > 1:
        return chunk
    passage, at = chunk.passage, chunk.first - 1
    if _is_small(passage, at) and passage.word(at) in _FOLLOWING and passage.word(at - 1) in _LEADING:
        at -= 1
    if not _is_small(passage, at) or passage.word(at) not in _LEADING:
        return chunk
    return replace(chunk, lead=at, first=at)


def _is_small(passage: Passage, index: int) -> bool:
    return index >= 0 and passage.tokens[index].kind == "word" and not passage.tokens[index].capital
