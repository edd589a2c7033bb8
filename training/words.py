"""What is learnt of words without labels: how often each is written small, and classes of words used alike."""

from __future__ import annotations

import json
import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from digest.people.tagger.features import Known
from digest.text.tokens import Token

SEED = 7
_LEAST = 5  # occurrences of a word that gets a class
_CONTEXTS = 3000  # the commonest words, on which the classes are learnt
_DIMENSIONS = 48
_COARSE, _FINE = 64, 512
_WIDE, _NARROW = 96, 768
_ENDS = frozenset(".!?:\"“”'‘\n")


def learn_words(texts: Iterable[Sequence[Token]]) -> dict[str, Known]:
    """The learnt words of tokenised texts, sorted."""
    sentences = [_words(tokens) for tokens in texts]
    counts = Counter(word for words in sentences for word, _ in words)
    small = Counter(word for words in sentences for word, case in words if case == "small")
    large = Counter(word for words in sentences for word, case in words if case == "large")
    kept = sorted(word for word, count in counts.items() if count >= 3 and not word[:1].isspace())
    found = _classes([[word for word, _ in words] for words in sentences], counts)
    learnt = {}
    for word in kept:
        seen = small[word] + large[word]
        ratio = "-" if seen < 3 else str(min(9, 10 * small[word] // seen))
        coarse, fine = found.get(word, ("-", "-"))
        if (ratio, coarse) != ("-", "-"):
            learnt[word] = Known(ratio, coarse, fine)
    return learnt


def _words(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Each word small, with its case; "" where the place tells nothing of it (the first word of a sentence)."""
    words = []
    opens = True
    for token in tokens:
        low = (
            token.text.lower()
            if token.kind in ("word", "initials")
            else "\n"
            if token.kind == "line"
            else token.text
        )
        low = "0" if token.kind == "number" else low
        case = ""
        if token.kind == "word" and not opens and not (token.text.isupper() and len(token.text) > 1):
            case = "large" if token.text[0].isupper() else "small"
        words.append((low, case))
        opens = token.text[-1:] in _ENDS or token.kind == "line"
    return words


def _classes(sentences: Sequence[Sequence[str]], counts: Counter[str]) -> dict[str, tuple[str, str]]:
    """Two sizes of classes: k-means over the SVD of positive pointwise mutual information with neighbours.

    Levy & Goldberg, "Neural Word Embedding as Implicit Matrix Factorization", 2014.
    """
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    rows = {word: number for number, word in enumerate(w for w in ordered if counts[w] >= _LEAST)}
    vectors = _vectors(sentences, rows)
    weights = np.sqrt([float(counts[word]) for word in rows])
    coarse, fine = (_k_means(vectors, weights, size) for size in (_COARSE, _FINE))
    return {word: (str(coarse[number]), str(fine[number])) for word, number in rows.items()}


def _vectors(sentences: Sequence[Sequence[str]], rows: dict[str, int]) -> np.ndarray:
    pairs: Counter[tuple[int, int]] = Counter()
    for words in sentences:
        numbers = [rows.get(word, -1) for word in words]
        for side, distance in enumerate((-2, -1, 1, 2)):
            shifted = numbers[distance:] if distance > 0 else numbers[:distance]
            own = numbers[:-distance] if distance > 0 else numbers[-distance:]
            pairs.update(
                (word, side * _CONTEXTS + other)
                for word, other in zip(own, shifted, strict=True)
                if word >= 0 and 0 <= other < _CONTEXTS
            )
    order = sorted(pairs)
    data = np.array([pairs[each] for each in order], dtype=np.float64)
    at = np.array(order)
    matrix = sparse.csr_matrix((data, (at[:, 0], at[:, 1])), shape=(len(rows), 4 * _CONTEXTS))
    by_row, by_column = np.asarray(matrix.sum(1)).ravel(), np.asarray(matrix.sum(0)).ravel() ** 0.75
    information = np.log(data * by_column.sum() / (by_row[at[:, 0]] * by_column[at[:, 1]]))
    matrix.data = np.maximum(information, 0.0)
    start = np.random.default_rng(SEED).standard_normal(min(matrix.shape))
    left, strength, _ = svds(matrix, k=_DIMENSIONS, v0=start)
    vectors = left * np.sqrt(strength)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _k_means(vectors: np.ndarray, weights: np.ndarray, size: int) -> np.ndarray:
    """Spherical k-means from the commonest words, thirty rounds."""
    chosen = np.random.default_rng(SEED).choice(min(len(vectors), 4 * size), size=size, replace=False)
    centres = vectors[chosen]
    for _ in range(30):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        member = sparse.csr_matrix((weights, (nearest, np.arange(len(vectors)))), shape=(size, len(vectors)))
        sums = member @ vectors
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(norms > 1e-9, sums / np.maximum(norms, 1e-9), centres)
    return np.argmax(vectors @ centres.T, axis=1)


def with_vectors(known: Mapping[str, Known], model: Path) -> dict[str, Known]:
    """The learnt words, and the whole words of a language model's vocabulary, with two classes by its vectors.

    `model` is the folder of all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020): vocab.txt and model.safetensors.
    """
    vocabulary = (model / "vocab.txt").read_text("utf-8").split("\n")
    rows = [row for row, word in enumerate(vocabulary) if len(word) > 1 and word.isalpha()]
    vectors = _embeddings(model / "model.safetensors")[rows]
    vectors -= vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    wide, narrow = (_k_means(vectors, np.ones(len(rows)), size) for size in (_WIDE, _NARROW))
    learnt = dict(known)
    for place, row in enumerate(rows):
        own = known.get(vocabulary[row], Known())
        learnt[vocabulary[row]] = own._replace(wide=str(wide[place]), narrow=str(narrow[place]))
    return {word: learnt[word] for word in sorted(learnt)}


def _embeddings(path: Path) -> np.ndarray:
    """The vectors of a model's vocabulary, read from the one table of the file that holds them."""
    with path.open("rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        table = json.loads(file.read(length))["embeddings.word_embeddings.weight"]
        begin, end = table["data_offsets"]
        file.seek(8 + length + begin)
        data = np.frombuffer(file.read(end - begin), dtype=np.float32)
    return data.reshape(table["shape"]).astype(np.float64)
