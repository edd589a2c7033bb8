"""Sentences told before, and near-copies of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from digest.text.similarity import stems

SAME = 0.8  # of the content words of both sentences
_NOTHING: Mapping[str, Sequence[int]] = {}


def is_told(own_words: Sequence[str], terms: Collection[str], told: Collection[str]) -> bool:
    """Whether a sentence was told before, word for word or nearly so.

    `own_words` are its folded words, `terms` its content words; `told` are sentences in `novelty.plain_form`.
    """
    if not told:
        return False
    if " ".join(own_words) in told:
        return True
    return bool(terms) and _is_near_copy(terms, *_index(frozenset(told)))


def _is_near_copy(terms: Collection[str], having: Mapping[str, Sequence[int]], sizes: Sequence[int]) -> bool:
    shared = Counter(at for term in terms for at in having.get(term, ()))
    return any(count >= SAME * max(len(terms), sizes[at]) for at, count in shared.items())


@lru_cache(maxsize=2)  # of an edition's stories each asks for the same sentences
def _index(told: frozenset[str]) -> tuple[Mapping[str, Sequence[int]], Sequence[int]]:
    """Which of the sentences have a term, and how many terms each has."""
    having: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for at, sentence in enumerate(sorted(told)):
        terms = set(stems(sentence.split()))
        sizes.append(len(terms))
        for term in terms:
            having[term].append(at)
    return having, sizes
