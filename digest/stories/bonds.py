"""Who stands with whom: groups that grow by joining, within a span of time and never against an editor's decision.

Must-link and cannot-link constraints: Wagstaff & Cardie, "Clustering with Instance-level Constraints", 2000.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from digest.stories.vectors import Ints


class Bonds:
    """Disjoint groups of things that have a time, by number. Only `join` changes them."""

    def __init__(self, times: Sequence[float], span: float) -> None:
        self._parent = list(range(len(times)))
        self._size = [1] * len(times)
        self._begin = list(times)
        self._end = list(times)
        self._span = span
        self._apart: dict[int, set[int]] = {}  # group: groups it must not join

    def root(self, each: int) -> int:
        """The number that stands for its group."""
        while self._parent[each] != each:
            self._parent[each] = each = self._parent[self._parent[each]]
        return each

    def together(self, one: int, other: int) -> bool:
        """Whether they are in one group."""
        return self.root(one) == self.root(other)

    def count_once(self, copy: int) -> None:
        """Count one less in a group: a copy of what is in it adds nothing."""
        self._size[self.root(copy)] -= 1

    def alone(self, each: int) -> bool:
        """Whether it has joined nobody but copies of it."""
        return self._size[self.root(each)] == 1

    def decide(self, decided: Iterable[tuple[int, int, bool]]) -> None:
        """Hold the decisions, oldest first; those that contradict newer ones are dropped. Together beats the span."""
        for one, other, together in reversed([*decided]):
            a, b = self.root(one), self.root(other)
            if together and b not in self._apart.get(a, ()):
                self._merge(a, b)
            elif not together and a != b:
                self._apart.setdefault(a, set()).add(b)
                self._apart.setdefault(b, set()).add(a)

    def join(self, kept: int, gone: int) -> bool:
        """Join the groups of two under `kept`'s, unless the span or a decision forbids it; whether it was done."""
        a, b = self.root(kept), self.root(gone)
        if a == b or b in self._apart.get(a, ()) or not self._fits(a, b):
            return False
        self._merge(a, b)
        return True

    def _fits(self, a: int, b: int) -> bool:
        """Within the span; or within what one spans already, because an editor said so."""
        begin, end = self._begin, self._end
        joined = max(end[a], end[b]) - min(begin[a], begin[b])
        return joined <= max(self._span, end[a] - begin[a], end[b] - begin[b])

    def may_join(self, one: Ints, other: Ints) -> NDArray[np.bool_]:
        """Whether the groups under these numbers may join, pair by pair."""
        begin, end = np.array(self._begin), np.array(self._end)
        joined = np.maximum(end[one], end[other]) - np.minimum(begin[one], begin[other])
        length = end - begin
        fits: NDArray[np.bool_] = joined <= np.maximum(self._span, np.maximum(length[one], length[other]))
        if self._apart:
            size = len(self._parent)
            forbidden = [a * size + b for a, others in self._apart.items() for b in others]
            fits &= ~np.isin(one * size + other, forbidden)
        return fits

    def _merge(self, kept: int, gone: int) -> None:
        if kept == gone:
            return
        self._parent[gone] = kept
        self._size[kept] += self._size[gone]
        self._begin[kept] = min(self._begin[kept], self._begin[gone])
        self._end[kept] = max(self._end[kept], self._end[gone])
        for other in self._apart.pop(gone, ()):
            self._apart[other].discard(gone)
            self._apart[other].add(kept)
            self._apart.setdefault(kept, set()).add(other)
