"""Groups of articles joined while they are alike, in rounds that each join many.

Sub-cluster component clustering (Monath et al., "Scalable Hierarchical Agglomerative Clustering", 2021): the similarity
asked for falls round by round, and in each round a group may join the one nearest to it. Groups are compared by
the cosine of the sums of their vectors, which lets a story of many reports hold together.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

import numpy as np

from digest.stories.bonds import Bonds
from digest.stories.near import Pairs, distinct, ranks
from digest.stories.vectors import Floats, Vectors

HIGHEST = 0.95  # similarity asked for at first
STEPS = 9  # rounds in which it falls
LEAST = 0.32  # similarity from which a few articles tell one story
BASE = 0.24  # similarity from which more of them do, but for the growth
GROWTH = 0.08  # and how much more is asked among ten times as many
CROWD = 2000  # articles, from which no more is asked: a fuller day has fuller stories
FAINT = 0.25  # similarity from which an article alone may join the group that stands out as its nearest
OUTSTANDING = 1.8  # how many times as near as the second nearest
MANY = 100  # articles, among which standing out means something

Joins = Sequence[tuple[int, int]]


def least_likeness(articles: int) -> float:
    """The similarity from which two groups tell one story; tuned by B-cubed.

    Among many articles more are alike by chance: the greatest of n chance likenesses grows with log n.
    """
    return max(LEAST, BASE + GROWTH * log10(min(articles, CROWD) + 1))


class Linkage:
    """Groups on their way to becoming stories, each under the number of its root; `work` counts the pairs looked at."""

    def __init__(self, vectors: Vectors, pairs: Pairs, bonds: Bonds) -> None:
        self._vectors = vectors.copy()
        self._bonds = bonds
        self._pairs = pairs
        self._like: Floats = np.full(len(pairs), -1.0, dtype=np.float32)  # less than 0: not yet known
        self.work = 0

    def run(self) -> None:
        """Join what tells the same."""
        roots = [self._bonds.root(each) for each in range(len(self._vectors))]
        self._follow([(root, each) for each, root in enumerate(roots) if root != each])
        same = least_likeness(int((self._vectors.weights.any(axis=1)).sum()))
        for asked in np.geomspace(HIGHEST, same, STEPS, endpoint=False):
            self._round(asked)
        while self._round(same):
            pass
        if len(self._vectors) >= MANY:
            self._join_outstanding()

    def _round(self, asked: float) -> bool:
        """Let groups join the nearest that is as near as asked; whether any did."""
        joins = self._join(*self._nearest(asked))
        self._follow(joins)
        return bool(joins)

    def _nearest(self, asked: float) -> tuple[list[int], list[int]]:
        """The pairs in which one is the other's nearest, the most alike first.

        Ties go by a scattered number, lest all that are equally alike join the same one by one.
        """
        near = self._like >= asked
        one, other, like = self._pairs.one[near], self._pairs.other[near], self._like[near]
        scattered = (one * 2654435761 ^ other * 2246822519) & 0xFFFFFFFF
        order = np.lexsort((scattered, -like))
        one, other = one[order], other[order]
        place = np.arange(len(order))
        first = np.full(len(self._vectors), len(order))
        np.minimum.at(first, one, place)
        np.minimum.at(first, other, place)
        nearest = (first[one] == place) | (first[other] == place)
        return one[nearest].tolist(), other[nearest].tolist()

    def _join(self, one: Sequence[int], other: Sequence[int]) -> Joins:
        """Join pairs into stars: who joined a group in this round is joined by nobody in it. Pairs (kept, gone)."""
        centres: set[int] = set()
        gone: set[int] = set()
        joins = []
        for a, b in zip(one, other, strict=True):
            if a in gone or b in gone or (a in centres and b in centres):
                continue
            kept, leaf = (b, a) if b in centres else (a, b)
            if self._bonds.join(kept, leaf):
                centres.add(kept)
                gone.add(leaf)
                joins.append((kept, leaf))
        return joins

    def _follow(self, joins: Joins) -> None:
        """Bring sums, pairs and similarities in line with groups that were joined."""
        self._sum(joins)
        root = np.arange(len(self._vectors))
        changed = np.zeros(len(root), dtype=bool)
        if joins:
            kept, gone = np.array(joins).T
            root[gone] = kept
            changed[kept] = True
        one, other = root[self._pairs.one], root[self._pairs.other]
        low, high = np.minimum(one, other), np.maximum(one, other)
        once = distinct(low * len(root) + high)
        low, high, like = low[once], high[once], self._like[once]
        may = (low != high) & self._bonds.may_join(low, high)
        low, high, like = low[may], high[may], like[may]
        stale = changed[low] | changed[high] | (like < 0)
        like[stale] = self._vectors.like(low[stale], high[stale])
        self.work += len(once)
        self._pairs, self._like = Pairs(low, high), like

    def _sum(self, joins: Joins) -> None:
        """Add up the rows of each star, two and two, so that a star of many takes few steps."""
        if not joins:
            return
        kept, gone = np.array(sorted(joins)).T
        place = ranks(kept, np.zeros(len(kept), dtype=np.float32)) + 1
        while len(gone):
            odd = place % 2 == 1
            before = np.where(place == 1, kept, np.roll(gone, 1))
            self._vectors.add(before[odd], self._vectors.rows(gone[odd]))
            kept, gone, place = kept[~odd], gone[~odd], place[~odd] // 2

    def _join_outstanding(self) -> None:
        """Let an article that stayed alone join the one group that is far nearer to it than any other."""
        group, near = self._pairs.both_ways()
        like = np.tile(self._like, 2)
        place = ranks(group, like)
        second = np.zeros(len(self._vectors), dtype=np.float32)
        second[group[place == 1]] = like[place == 1]
        rivals = second[group] > 0  # among few, somebody is always the only one near
        stands_out = (place == 0) & (like >= FAINT) & rivals & (like >= OUTSTANDING * second[group])
        chosen = np.flatnonzero(stands_out)
        for at in chosen[np.lexsort((group[chosen], -like[chosen]))].tolist():
            if self._bonds.alone(int(group[at])):
                self._bonds.join(int(near[at]), int(group[at]))
