"""Names that share a surname: "Marcus and Talia Brandt"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from digest.people.chunks import Chunk
from digest.people.lexicon import Lexicon
from digest.people.recognise import Seen


def lend_surnames(seen: Sequence[Seen], lexicon: Lexicon) -> dict[int, Seen]:
    """First names that stand before "and" and a full name, with its surname; by the `id` of what they replace."""
    surnames: dict[str, set[str]] = defaultdict(set)
    for each in seen:
        if len(each.chunk.parts) > 1:
            surnames[each.chunk.parts[0]].add(each.chunk.parts[-1])
    lent: dict[int, Seen] = {}
    for before, after in pairwise(seen):
        if _coupled(before.chunk, after.chunk, lexicon) and surnames[before.chunk.parts[0]] <= {
            after.chunk.parts[-1]
        }:
            lent[id(before)] = Seen(_with_surname(before.chunk, after.chunk), before.evidence)
    return lent


def _coupled(before: Chunk, after: Chunk, lexicon: Lexicon) -> bool:
    """Whether a first name, "and", and a first name with a surname stand side by side."""
    if before.passage is not after.passage or len(before.parts) > 1 or len(after.parts) < 2:
        return False
    joined = (
        before.passage.word(before.last + 1) in ("and", "&") and after.lead == after.first == before.last + 2
    )
    return joined and before.parts[0] in lexicon.given and after.parts[0] in lexicon.given


def _with_surname(chunk: Chunk, after: Chunk) -> Chunk:
    surname = after.passage.slice(after.parts_at[0] + 1, after.last)
    return replace(chunk, parts=(*chunk.parts, *after.parts[1:]), lent=surname)
