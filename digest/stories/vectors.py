"""Articles as vectors of weighted terms, all of one length, so that many pairs are compared in one step.

TF-IDF (Salton & Buckley 1988), the documents counted among a thousand others whose terms are known from news at
large (`background`): a day's big story must not make its own words look common, nor three articles every word rare.
A vector is a row of slots; a term's slot is its number modulo the slots, and where two terms of a text meet, the
heavier one stays. Terms are numbered as they are met, so those that come up together rarely meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from digest.model import Article
from digest.text.folding import fold
from digest.text.language import WORDS
from digest.text.similarity import stem

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

TITLE_COUNT = 2
BODY_WORDS = 100  # an article says in its first lines what happened
BODY_LENGTH = 600  # characters of those lines
OTHERS = 2000  # documents among which the articles are counted
SLOTS = 128
ROWS_AT_ONCE = 4096  # pairs compared in one step: what fits into the processor's cache
_BLANKS = bytes(each if each >= 128 or chr(each).isalnum() else 32 for each in range(256))
_TYPOGRAPHY = re.compile(rb"\xe2\x80[\x80-\xbf]|\xc2[\xa0-\xbf]")  # quotes, dashes, points, wide blanks


@dataclass(frozen=True, slots=True)
class Vectors:
    """One row an article, `SLOTS` wide: the term in each slot (0: none) and its weight; and what has no slot."""

    terms: NDArray[np.int32]
    weights: Floats
    rest: Floats  # by row: the squared weight of the terms without a slot

    def __len__(self) -> int:
        return len(self.terms)

    def like(self, one: Ints, other: Ints) -> Floats:
        """The cosine of each pair of rows, 0 to 1."""
        products = np.empty(len(one), dtype=np.float32)
        for start in range(0, len(one), ROWS_AT_ONCE):
            a, b = one[start : start + ROWS_AT_ONCE], other[start : start + ROWS_AT_ONCE]
            weights = self.weights[a] * self.weights[b]
            weights *= self.terms[a] == self.terms[b]
            products[start : start + ROWS_AT_ONCE] = weights.sum(axis=1)
        length = np.sqrt(np.einsum("ij,ij->i", self.weights, self.weights) + self.rest)
        cosines: Floats = np.round(products / np.maximum(length[one] * length[other], 1e-9), 5)
        return cosines

    def copy(self) -> Vectors:
        """Rows of their own."""
        return Vectors(self.terms.copy(), self.weights.copy(), self.rest.copy())

    def rows(self, numbers: Ints, share: Floats | None = None) -> Vectors:
        """Some of the rows, or a share of each."""
        terms, weights, rest = self.terms[numbers], self.weights[numbers], self.rest[numbers]
        if share is None:
            return Vectors(terms, weights, rest)
        return Vectors(terms, weights * share[:, None], rest * share * share)

    def add(self, rows: Ints, others: Vectors) -> None:
        """Add to these rows, each named once, the rows of others; where terms meet, the heavier one stays."""
        terms, weights = self.terms[rows], self.weights[rows]
        same = terms == others.terms
        heavier = others.weights > weights
        lighter = np.where(same, 0, np.minimum(weights, others.weights))
        stronger = np.maximum(weights, others.weights)
        self.weights[rows] = np.where(same, weights + others.weights, stronger)
        self.terms[rows] = np.where(heavier, others.terms, terms)
        self.rest[rows] += others.rest + np.einsum("ij,ij->i", lighter, lighter)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where each term stands: one entry a term of a document, in the documents' order."""

    documents: int
    document: Ints
    term: Ints
    weight: Floats  # of length one a document
    frequency: Ints  # by term: how many documents have it


class _Numbers(dict[bytes, int]):
    """Each word's number: words of one stem share it, words that tell nothing have 0."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {"": 0}

    def __missing__(self, word: bytes) -> int:
        written = word.decode()
        term = stem(written if word.isascii() else fold(written))
        number = self[word] = self.stems.setdefault(term, len(self.stems))
        return number


@cache
def background() -> tuple[dict[str, int], int]:
    """In how many texts of news at large each term stands, and how many they are; read once."""
    lines = (files("digest.stories") / "data" / "background.tsv").read_text("utf-8").splitlines()
    counts = {term: int(count) for term, count in (line.split("\t") for line in lines)}
    return counts, counts.pop("")


def occurrences(articles: Sequence[Article | None]) -> Occurrences:
    """The weighted terms of each article; None has none."""
    numbers = _Numbers()
    number = numbers.__getitem__
    told: list[int] = []
    lengths: list[int] = []
    for article in articles:
        before = len(told)
        if article:
            common = _common(article.language)
            told += [*map(number, _words(article.title, common))] * TITLE_COUNT
            told += map(number, _words(article.text[:BODY_LENGTH], common)[:BODY_WORDS])
        lengths.append(len(told) - before)
    term = np.fromiter(told, dtype=np.int64, count=len(told))
    document = np.repeat(np.arange(len(articles)), lengths)
    return _weighed(document[term > 0], term[term > 0], len(articles), list(numbers.stems))


@cache
def _common(language: str) -> frozenset[bytes]:
    """The common words of a language other than English, whose own tell nothing in any text."""
    primary = language.partition("-")[0]
    known = WORDS.get(primary, frozenset()) if primary != "en" else frozenset()
    return frozenset(word.encode() for word in known)


def _words(text: str, common: frozenset[bytes]) -> list[bytes]:
    """The words of a text, small, less the `common` ones; bytes are parted three times as fast."""
    written = text.casefold().encode(errors="replace")
    if not written.isascii():
        written = _TYPOGRAPHY.sub(b" ", written)
    found = written.translate(_BLANKS).split()
    return [each for each in found if each not in common] if common else found


def _weighed(document: Ints, term: Ints, documents: int, stems_: Sequence[str]) -> Occurrences:
    size = len(stems_)
    key, count = np.unique(document * size + term, return_counts=True)
    document, term = np.divmod(key, size)
    frequency = np.bincount(term, minlength=size)
    weight = (1.0 + np.log(count)) * _rarity(frequency, documents, stems_)[term]
    length = np.sqrt(np.bincount(document, weight * weight, minlength=documents))
    return Occurrences(documents, document, term, (weight / length[document]).astype(np.float32), frequency)


def _rarity(frequency: Ints, documents: int, stems_: Sequence[str]) -> NDArray[np.float64]:
    """Inverse document frequency: the logarithm of the share of documents with a term, turned round."""
    counts, texts = background()
    known = np.array([counts.get(stem, 0) for stem in stems_]) * (OTHERS / texts)
    return np.log((documents + OTHERS) / np.maximum(frequency + known, 1e-9))


def vectors(found: Occurrences) -> Vectors:
    """The rows of slots. A term of one document only is like nothing, so it has no slot."""
    shared = found.frequency[found.term] > 1
    document, term, weight = found.document[shared], found.term[shared], found.weight[shared]
    lightest_first = np.argsort(weight, kind="stable")  # where two meet, the last one written stays
    place = (document * SLOTS + term % SLOTS)[lightest_first]
    terms = np.zeros(found.documents * SLOTS, dtype=np.int32)
    weights = np.zeros(found.documents * SLOTS, dtype=np.float32)
    terms[place] = term[lightest_first]
    weights[place] = weight[lightest_first]
    placed = weights.reshape(-1, SLOTS)
    rest = np.maximum(1.0 - np.einsum("ij,ij->i", placed, placed), 0.0)
    return Vectors(terms.reshape(-1, SLOTS), placed, rest)
