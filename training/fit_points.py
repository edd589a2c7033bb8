"""Fits the weights of `digest/people/recognise.py`: how much each kind of evidence says that a name is a person's.

A logistic regression over every name that the rules weigh in the labelled texts, held near the weights that are in
use (a ridge around them); how strongly is chosen by cross-validation over articles.

python training/fit_points.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from digest.model import RevisionId
from digest.people import analyse, load_knowledge, recognise
from digest.people.recognise import FULL, SINGLE, Seen
from tests.quality.labelled import Labelled, Spot, known_texts, sets, texts

FOLDS = 5
RIDGES = (0.3, 1.0, 3.0, 10.0, 30.0)
Kinds = Callable[..., tuple[float, ...]]
Vector = NDArray[np.float64]


class Weighed(NamedTuple):
    """One name of an article: its evidence, and whether it is a person's."""

    article: int
    words: str
    kinds: tuple[float, ...]
    person: bool


def main() -> None:
    """Print the weights in use and the fitted ones, each with the F1 on folds kept out."""
    articles = [*texts(), *known_texts(), *(each for given in sets() for each in given.articles)]
    for name, used in (("full_kinds", FULL), ("single_kinds", SINGLE)):
        weighed = [each for at, article in enumerate(articles) for each in weigh(article, at, name)]
        start = np.array(used)
        _tell(f"{name}: {len(weighed)} names, {sum(each.person for each in weighed)} of people")
        _tell(
            f"  in use: F1 {f1(weighed, [start] * FOLDS):.3f}, log-loss {loss(weighed, [start] * FOLDS):.3f}"
        )
        tried = {}
        for ridge in RIDGES:
            fitted = [fit([e for e in weighed if e.article % FOLDS != k], start, ridge) for k in range(FOLDS)]
            tried[ridge] = loss(weighed, fitted)
            _tell(f"  ridge {ridge}: F1 {f1(weighed, fitted):.3f}, log-loss {tried[ridge]:.3f}")
        best = fit(weighed, start, min(tried, key=lambda ridge: tried[ridge]))
        _tell(f"  fitted: ({', '.join(f'{weight:.2f}' for weight in best)})")


def weigh(article: Labelled, at: int, name: str) -> list[Weighed]:
    """The names that the rules weigh in an article."""
    kinds: Kinds = getattr(recognise, name)
    found: list[Weighed] = []

    def listen(word: object, places: Sequence[Seen], *rest: object) -> tuple[float, ...]:
        told = kinds(word, places, *rest)
        person = is_person(article, places)
        if person is not None:
            found.append(Weighed(at, places[0].chunk.name, tuple(map(float, told)), person))
        return told

    with patch.object(recognise, name, listen):
        analyse(RevisionId("fit"), **article.fields, knowledge=load_knowledge())
    return found


def is_person(article: Labelled, places: Sequence[Seen]) -> bool | None:
    """Whether one of a name's places is marked as a person's; None where the marks do not tell."""
    spots = [_spot(each) for each in places]
    if any(_same(spot, marked) for spot in spots for marked in article.spots):
        return True
    vague = {*article.open, *article.ignored, *article.strangers}
    return None if any(_meet(spot, marked) for spot in spots for marked in vague) else False


def _spot(seen: Seen) -> Spot:
    mention = seen.chunk.passage.mention(seen.chunk.first, seen.chunk.last)
    return mention.field, mention.start, mention.end


def _shared(one: Spot, other: Spot) -> int:
    return min(one[2], other[2]) - max(one[1], other[1]) if one[0] == other[0] else 0


def _same(one: Spot, other: Spot) -> bool:
    """Whether they share most of both."""
    return 3 * _shared(one, other) > 2 * max(one[2] - one[1], other[2] - other[1])


def _meet(one: Spot, other: Spot) -> bool:
    return _shared(one, other) > 0


def fit(weighed: Sequence[Weighed], start: Vector, ridge: float) -> Vector:
    """The weights of least log-loss, plus the squares of how far they are from the start."""
    kinds, person = _arrays(weighed)

    def cost(weights: Vector) -> tuple[float, Vector]:
        likely = 1 / (1 + np.exp(-kinds @ weights))
        away = weights - start
        slope = kinds.T @ (likely - person) + ridge * away
        return _log_loss(likely, person).sum() + ridge * (away @ away) / 2, slope

    return np.asarray(minimize(cost, start, jac=True, method="L-BFGS-B").x)


def _arrays(weighed: Sequence[Weighed]) -> tuple[Vector, Vector]:
    return np.array([each.kinds for each in weighed]), np.array([each.person for each in weighed], float)


def _log_loss(likely: Vector, person: Vector) -> Vector:
    kept = np.clip(likely, 1e-9, 1 - 1e-9)
    return np.asarray(-(person * np.log(kept) + (1 - person) * np.log(1 - kept)))


def _kept_out(weighed: Sequence[Weighed], fitted: Sequence[Vector]) -> Iterator[tuple[Vector, Vector]]:
    """The points and the truth of each fold by the weights that have not seen it."""
    for fold, weights in enumerate(fitted):
        kinds, person = _arrays([each for each in weighed if each.article % FOLDS == fold])
        yield kinds @ weights, person


def f1(weighed: Sequence[Weighed], fitted: Sequence[Vector]) -> float:
    """F1 of the names on the folds kept out."""
    pairs = list(_kept_out(weighed, fitted))
    right = sum(((points >= 0) * person).sum() for points, person in pairs)
    return float(2 * right / sum((points >= 0).sum() + person.sum() for points, person in pairs))


def loss(weighed: Sequence[Weighed], fitted: Sequence[Vector]) -> float:
    """Mean log-loss on the folds kept out."""
    losses = [_log_loss(1 / (1 + np.exp(-points)), person) for points, person in _kept_out(weighed, fitted)]
    return float(np.concatenate(losses).mean())


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
