"""A text in the pieces that are read at once: sentences of its tokens, none too long."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from digest.people.tagger.features import Run
from digest.text.sentences import split
from digest.text.tokens import Token

LONGEST = 80  # tokens that are read at once


class Sentence(NamedTuple):
    """Tokens that are read at once: indices, the last not included; and the runs that begin in them."""

    first: int
    last: int
    runs: range


def sentences(text: str, tokens: Sequence[Token], runs: Sequence[Run]) -> list[Sentence]:
    """The sentences of a tokenised text, in order; one too long in parts. No run of capitals is cut."""
    starts = [each.start for each in tokens]
    bounds = [bisect_left(starts, start) for start, _ in split(text)]
    bounds = [0, *(each for each in bounds if each), len(tokens)]
    begins, ends = [each.first for each in runs], [each.last for each in runs]
    found: list[Sentence] = []
    first = 0
    for bound in bounds[1:]:
        while first < bound:
            last = _before_run(min(bound, first + LONGEST), first, begins, ends)
            found.append(Sentence(first, last, range(bisect_left(begins, first), bisect_left(begins, last))))
            first = last
    return found


def _before_run(last: int, first: int, begins: Sequence[int], ends: Sequence[int]) -> int:
    """`last`, moved to where it cuts no run."""
    over = bisect_left(ends, last)  # the first run that ends at `last` or behind
    if over == len(begins) or begins[over] >= last:
        return last
    return begins[over] if begins[over] > first else ends[over] + 1
