"""Exact spans against the labels: precision, recall, F1, with intervals by resampling documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import Document, Span

SEED = 11
_SAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall, F1 and the 95 % interval of F1 (of recall where not all names are labelled)."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


def score(
    documents: Sequence[Document], find: Callable[[str], Sequence[Span]], *, recall_only: bool = False
) -> Score:
    """Score a function from a text to spans."""
    counts = []
    for document in documents:
        gold, found = set(document.people), set(find(document.text))
        counts.append((len(gold & found), len(found), len(gold)))
    chosen = 1 if recall_only else 2
    chance = random.Random(SEED)  # noqa: S311 - resampling
    samples = sorted(_figures(chance.choices(counts, k=len(counts)))[chosen] for _ in range(_SAMPLES))
    return Score(*_figures(counts), samples[int(0.025 * _SAMPLES)], samples[int(0.975 * _SAMPLES)])


def _figures(counts: Sequence[tuple[int, int, int]]) -> tuple[float, float, float]:
    right, found, gold = (sum(each[i] for each in counts) for i in range(3))
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return precision, recall, 2 * right / max(found + gold, 1)
