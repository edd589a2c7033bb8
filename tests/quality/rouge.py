"""ROUGE-1, and how sure a difference between two systems is."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from statistics import mean
from typing import NamedTuple

Counts = Counter[str]
_WORD = re.compile(r"[a-z0-9]+")
SAMPLES = 2000


def counts(text: str) -> Counts:
    """How often each word stands in a text."""
    return Counter(_WORD.findall(text.lower()))


def unigram_f1(chosen: Sequence[Counts], references: Sequence[Counts]) -> float:
    """Lin (2004), "ROUGE": unigram F1 without stemming, in percent, the mean over the references."""
    found: Counts = sum(chosen, Counter())
    return mean(200 * (found & each).total() / max(1, found.total() + each.total()) for each in references)


def rouge1(sentences: Sequence[str], references: Sequence[str]) -> float:
    """The same for texts."""
    return unigram_f1([counts(each) for each in sentences], [counts(each) for each in references])


class Difference(NamedTuple):
    """A mean difference with the interval that holds 95 % of resamplings."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:+.2f} ({self.low:+.2f} to {self.high:+.2f})"


def difference(ours: Sequence[float], others: Sequence[float], *, samples: int = SAMPLES) -> Difference:
    """Paired bootstrap over documents: Koehn, "Statistical significance tests", 2004. The seed is fixed."""
    pairs = [one - other for one, other in zip(ours, others, strict=True)]
    chance = random.Random(7)
    means = sorted(mean(chance.choices(pairs, k=len(pairs))) for _ in range(samples))
    return Difference(mean(pairs), means[int(0.025 * samples)], means[int(0.975 * samples) - 1])
