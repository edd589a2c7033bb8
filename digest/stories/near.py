"""Which articles may tell the same: those that share rare terms, found by an inverted index.

Each article looks through its rarest terms, and through each of them at the articles next before it only, so that
the work grows with the articles and not with their pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from digest.stories.vectors import Floats, Ints, Occurrences, Vectors

PROBES = 10  # rarest terms of an article by which its neighbours are found
WINDOW = 24  # articles before it that a term leads to
NEIGHBOURS = 7
GLIMPSE = 0.04  # similarity by the rarest terms alone, under which nobody looks closer
LENT = 3  # nearest neighbours that lend an article their terms
LOAN = 1.4  # how much of them, by similarity
LOAN_FALL = 5  # power by which a neighbour farther away than the nearest lends less
CLOSE = 0.2  # how near the nearest must be to lend in full: among few articles somebody is always the nearest
SCORES = 0xFFFF  # steps in which scores are ranked
LEAST_LIKE = 0.1  # similarity from which a neighbour lends


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles by number, the smaller one first, each pair once."""

    one: Ints
    other: Ints

    def __len__(self) -> int:
        return len(self.one)

    def both_ways(self) -> tuple[Ints, Ints]:
        """Each article and its neighbour: every pair twice."""
        return np.concatenate([self.one, self.other]), np.concatenate([self.other, self.one])


def neighbours(found: Occurrences, seconds: Sequence[float], span: float) -> Pairs:
    """The pairs worth a look, told within `span` seconds: the nearest of each article by its rarest terms."""
    times = np.array(seconds)
    one, other, score = _met(_probes(found))
    close = (score >= GLIMPSE) & (np.abs(times[one] - times[other]) <= span)
    pairs, score = Pairs(one[close], other[close]), score[close]
    article, _ = pairs.both_ways()
    kept = (ranks(article, np.tile(score, 2)) < NEIGHBOURS).reshape(2, -1).any(axis=0)
    return Pairs(pairs.one[kept], pairs.other[kept])


def _probes(found: Occurrences) -> Occurrences:
    """Of each article the terms that weigh most and that others have too, by term and article."""
    shared = found.frequency[found.term] > 1
    document, term, weight = found.document[shared], found.term[shared], found.weight[shared]
    first = ranks(document, weight) < PROBES
    document, term, weight = document[first], term[first], weight[first]
    order = sorted_by(term * found.documents + document)
    return Occurrences(found.documents, document[order], term[order], weight[order], found.frequency)


def _met(probes: Occurrences) -> tuple[Ints, Ints, Floats]:
    """The pairs of articles that meet under a probe, and how alike their probes make them."""
    term, document, weight = probes.term, probes.document, probes.weight
    keys: list[Ints] = [np.zeros(0, dtype=np.int64)]
    products: list[Floats] = [np.zeros(0, dtype=np.float32)]
    at = np.arange(len(term))
    for step in range(1, WINDOW + 1):
        at = at[at >= step]
        at = at[term[at] == term[at - step]]
        keys.append(document[at - step] * probes.documents + document[at])
        products.append(weight[at] * weight[at - step])
    key, score = summed(np.concatenate(keys), np.concatenate(products))
    one, other = np.divmod(key, max(probes.documents, 1))
    return one, other, score


def summed(keys: Ints, values: Floats) -> tuple[Ints, Floats]:
    """Each key once, in order, with the sum of its values."""
    order = sorted_by(keys)
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    if not len(first):
        return keys, values
    return keys[first], np.add.reduceat(values[order], first)


def distinct(keys: Ints) -> Ints:
    """Where each key stands first, in the order of the keys."""
    order = sorted_by(keys)
    first: Ints = order[np.diff(keys[order], prepend=-1) != 0]
    return first


def ranks(owner: Ints, score: Floats) -> Ints:
    """The place of each entry among those of its owner, the highest score (0 to 1) first; ties as they stand."""
    rank = np.round((1.0 - np.clip(score, 0.0, 1.0)) * SCORES).astype(np.int64)
    order = sorted_by(owner * (SCORES + 1) + rank)
    ordered = owner[order]
    first = np.flatnonzero(np.diff(ordered, prepend=-1))
    counts = np.diff(first, append=len(ordered))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - np.repeat(first, counts)
    return place


def sorted_by(keys: Ints) -> Ints:
    """The order of keys of 0 and more, equal ones as they stand: what argsort gives, in a fourth of its time.

    Sorting numbers is faster than sorting places, so each place is written behind its key.
    """
    bits = len(keys).bit_length()
    if len(keys) and int(keys.max()).bit_length() + bits > 62:
        return np.argsort(keys, kind="stable")
    return np.sort(keys << bits | np.arange(len(keys))) & ((1 << bits) - 1)


def lend(vectors: Vectors, pairs: Pairs) -> Vectors:
    """The rows with terms of their nearest neighbours added, so that reports in other words meet.

    Document expansion (Singhal & Pereira, "Document Expansion for Speech Retrieval", 1999): what neighbours say and a
    short text leaves unsaid. The nearest lends most, others by how near they are beside it.
    """
    article, neighbour = pairs.both_ways()
    like = np.tile(vectors.like(pairs.one, pairs.other), 2)
    place = ranks(article, like)
    nearest = np.zeros(len(vectors), dtype=np.float32)
    nearest[article[place == 0]] = like[place == 0]
    share = LOAN * like * (like / np.maximum(nearest[article], CLOSE)) ** LOAN_FALL
    lent = vectors.copy()
    for turn in range(LENT):
        now = (place == turn) & (like >= LEAST_LIKE)
        lent.add(article[now], vectors.rows(neighbour[now], share[now]))
    return lent
