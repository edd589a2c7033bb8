"""The trained tagger: loads the weights that the package brings and finds the names of persons in a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from math import sqrt
from typing import NamedTuple

import pycrfsuite

from digest.people.lexicon import Lexicon, load_lexicon
from digest.people.tagger.document import Reading, evidence, gather
from digest.people.tagger.features import (
    Describe,
    Items,
    Known,
    Run,
    Told,
    describe,
    features,
    find_borne,
    find_runs,
)
from digest.ports import Tagged
from digest.text.folding import legible
from digest.text.tokens import Token, tokenise

_WEIGHTS = files("digest.people") / "data" / "tagger"
_REMEMBERED = 65536  # spellings whose features are kept
VERSION = "tagger-3"  # raised with every change of the weights
LIKELY = 0.4  # leaving out what is less likely gives the highest F1: measured
_DAMPING = 0.7  # the weights are too sure of themselves; see `_calibrated`
_CERTAIN = 0.01  # as far as this from no name, or from a name


class Scan(NamedTuple):
    """A text in tokens, its runs of capitals and the features of their tokens."""

    tokens: Sequence[Token]
    runs: Sequence[Run]
    items: Sequence[Items]


@dataclass(frozen=True, slots=True)
class Tagger:
    """Two passes over one text: the second sees how the first read the same words elsewhere."""

    words: Describe
    lexicon: Lexicon
    first: Callable[[Items], Reading]
    second: Callable[[Items], Reading]
    version: str = VERSION

    def tag(self, text: str, *, least: float = LIKELY) -> list[Tagged]:
        """The names of persons in a text, in order, apart, without title and possessive.

        Spans are code points of `text`; `least` is the lowest probability (above 0, up to 1) that a span may have:
        a lower one gives doubtful spans too. Never raises; takes time linear in the text's length.
        """
        bar = _as_told(least)
        seen = legible(text)
        scan, readings = self.readings(seen.text)
        found: list[Tagged] = []
        for run, reading in zip(scan.runs, readings, strict=True):
            if max(reading.likely) < bar:
                continue
            for first, last, probability in names_in(run, reading, least=bar):
                place = seen.place(scan.tokens[first].start, scan.tokens[last].end)
                found.append(Tagged(*place, round(_calibrated(probability), 4)))
        return found

    def readings(self, text: str) -> tuple[Scan, list[Reading]]:
        """The runs of a legible text and how each is read after both passes."""
        scan = read(text, self.words, self.lexicon)
        readings = [self.first(items) for items in scan.items]
        places = gather(scan.tokens, scan.runs, readings, self.words)
        for number, (run, reading) in enumerate(zip(scan.runs, readings, strict=True)):
            told = None if _certain(reading) else evidence(scan.tokens, run, number, places)
            if told:
                items = [own + further for own, further in zip(scan.items[number], told, strict=True)]
                readings[number] = self.second(items)
        return scan, readings


def _certain(reading: Reading) -> bool:
    """Whether a second look would change nothing: measured, and a third of the time saved."""
    return all(likely < _CERTAIN or likely > 1 - _CERTAIN for likely in reading.likely)


def _calibrated(told: float) -> float:
    """The share of spans that are names among those of which the weights tell this probability.

    Fitted to texts the weights have not learnt from (Platt, "Probabilistic Outputs for Support Vector Machines", 1999).
    """
    odds = _DAMPING * sqrt(told / max(1.0 - told, 1e-4))
    return odds / (1.0 + odds)


def _as_told(calibrated: float) -> float:
    """The probability that the weights tell, for a calibrated one."""
    odds = (calibrated / max(1.0 - calibrated, 1e-4) / _DAMPING) ** 2
    return odds / (1.0 + odds)


def read(text: str, words: Describe, lexicon: Lexicon) -> Scan:
    """A legible text in tokens, runs and their features."""
    tokens = tokenise(text)
    borne = find_borne(tokens, words)
    runs = find_runs(tokens, lexicon=lexicon, borne=borne)
    small = frozenset(token.text for token in tokens if token.kind == "word" and token.text.islower())
    told = Told(small, borne)
    return Scan(tokens, runs, [features(tokens, run, words, told) for run in runs])


def names_in(run: Run, reading: Reading, *, least: float = 0.5) -> list[tuple[int, int, float]]:
    """The names of a run at least so likely: first and last token, and the probability of exactly this span."""
    spans = _labelled(reading.labels)
    named = {index for first, last in spans for index in range(first - 1, last + 2)}
    spans += _doubtful(reading, named, least)
    names = ((run.first + first, run.first + last, _exactly(reading, first, last)) for first, last in spans)
    return sorted(each for each in names if each[2] >= least)


def _labelled(labels: Sequence[str]) -> list[tuple[int, int]]:
    """The spans that the likeliest labels tell."""
    spans: list[tuple[int, int]] = []
    for index, label in enumerate(labels):
        if label == "I" and spans and spans[-1][1] == index - 1:
            spans[-1] = (spans[-1][0], index)
        elif label != "O":
            spans.append((index, index))
    return spans


def _doubtful(reading: Reading, named: Set[int], least: float) -> list[tuple[int, int]]:
    """Further spans, of tokens that may be part of a name, away from those that are."""
    spans: list[tuple[int, int]] = []
    for index, (likely, begins) in enumerate(zip(reading.likely, reading.begins, strict=True)):
        if likely < least or index in named:
            continue
        if spans and spans[-1][1] == index - 1 and begins < likely / 2:
            spans[-1] = (spans[-1][0], index)
        else:
            spans.append((index, index))
    return spans


def _exactly(reading: Reading, first: int, last: int) -> float:
    """How likely a span is a name, all of it and no more: the least likely of what must be so, token by token."""
    inner = (reading.likely[index] - reading.begins[index] for index in range(first + 1, last + 1))
    behind = reading.likely[last + 1] - reading.begins[last + 1] if last + 1 < len(reading.likely) else 0.0
    return max(0.0, min(reading.begins[first], 1.0 - behind, *inner))


def load_tagger() -> Tagger:
    """Load the tagger that the package brings: word lists, learnt words, two sets of weights."""
    lexicon = load_lexicon()
    known = parse_known((_WEIGHTS / "words.tsv").read_text("utf-8"))
    return build_tagger(
        lexicon, known, *((_WEIGHTS / name).read_bytes() for name in ("first.crf", "second.crf"))
    )


def build_tagger(lexicon: Lexicon, known: Mapping[str, Known], first: bytes, second: bytes) -> Tagger:
    """A tagger from its parts."""
    return Tagger(remembering(lexicon, known), lexicon, reader(first), reader(second))


def remembering(lexicon: Lexicon, known: Mapping[str, Known]) -> Describe:
    """`describe` with its lists, keeping what it found for the commonest spellings."""
    return lru_cache(maxsize=_REMEMBERED)(partial(describe, lexicon=lexicon, known=known))


def parse_known(lines: str) -> dict[str, Known]:
    """The learnt words, one a line: word, how often it is written small, its four classes."""
    rows = (line.split("\t") for line in lines.strip("\n").split("\n"))
    return {word: Known(*rest) for word, *rest in rows}


def reader(weights: bytes) -> Callable[[Items], Reading]:
    """A function that labels a run by one set of weights."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(weights)

    def label(items: Items, _kept: bytes = weights) -> Reading:  # the library reads them where they are
        labels = tagger.tag(items)
        likely = tuple(1.0 - tagger.marginal("O", index) for index in range(len(labels)))
        begins = tuple(
            tagger.marginal("B", index) if each > 0.05 else 0.0 for index, each in enumerate(likely)
        )
        return Reading(tuple(labels), likely, begins)

    return label
