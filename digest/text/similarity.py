"""How alike texts are: TF-IDF weights and the cosine between them.

Salton & Buckley, "Term-weighting approaches in automatic text retrieval" (1988): sublinear term
frequency times inverse document frequency, vectors of length one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import fsum, log, sqrt

from digest.text.folding import fold

Vector = dict[str, float]

_TERM = re.compile(r"[^\W_]+")
_ENDINGS = ("ing", "ed", "er", "ly", "e")
_STEM_LENGTH = 6
_OTHERS = 1000
_STOP_WORDS = frozenset(
    _TERM.findall(
        "s t re ve ll a about after again against all also am an and any are as at be because been before "
        "being between both but by can could did do does doing down during each few for from further had "
        "has have having he her here hers him his how i if in into is it its itself just me more most my no "
        "nor not now of off on once only or other our out over own same say said says she should so some "
        "such than that the their them then there these they this those through to too under until up very "
        "was we were what when where which while who whom why will with would you your"
    )
)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    found = _TERM.findall(text.casefold())
    # Folded word by word: `fold` remembers what it folded, and texts are long.
    return found if text.isascii() else [each if each.isascii() else fold(each) for each in found]


def terms(text: str) -> list[str]:
    """The folded words of a text that can tell it from others, endings cut off."""
    return stems(words(text))


def stems(folded: Iterable[str]) -> list[str]:
    """Of these folded words, those that can tell a text from others, endings cut off."""
    return [_stem(word) for word in folded if word not in _STOP_WORDS]


def stem(folded: str) -> str:
    """The term a folded word stands for; "" where it cannot tell a text from others. Not remembered, as `stems` are."""
    return "" if folded in _STOP_WORDS else _cut(folded)


def _cut(word: str) -> str:
    """A rough stem: measured on grouping, it does what longer rules do."""
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "su":
        word = word[:-1]
    if not word.endswith(_ENDINGS):
        return word[:_STEM_LENGTH]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            word = word[: -len(ending)]
            break
    return word[:_STEM_LENGTH]


_stem = lru_cache(maxsize=65536)(_cut)


def idf(documents: Sequence[Iterable[str]]) -> dict[str, float]:
    """Inverse document frequency of each term, as if the documents stood among a thousand others.

    So a handful of articles is weighed nearly as a full day would be: what all of them share still counts.
    """
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update(set(document))
    return {term: log((len(documents) + _OTHERS) / count) for term, count in seen.items()}


def tfidf(counts: Mapping[str, float], weights: Mapping[str, float]) -> Vector:
    """The vector of length one for a document's term counts; empty where no term has a weight."""
    raw = {term: (1.0 + log(count)) * weights[term] for term, count in counts.items() if term in weights}
    return normalised(raw)


def normalised(vector: Vector) -> Vector:
    """The vector at length one."""
    length = sqrt(sum(value * value for value in vector.values()))
    return {term: value / length for term, value in vector.items()} if length else {}


def dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The inner product; of vectors of length one it is the cosine, 0 to 1."""
    # Sets are fast and without order; fsum is exact, so the order of the terms cannot change the sum.
    return fsum([one[term] * other[term] for term in one.keys() & other.keys()])


def total(vectors: Iterable[Mapping[str, float]]) -> Vector:
    """The sum of vectors; normalised, it is their centroid."""
    summed: Vector = {}
    for vector in vectors:
        for term, value in vector.items():
            summed[term] = summed.get(term, 0.0) + value
    return summed
