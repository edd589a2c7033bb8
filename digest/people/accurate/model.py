"""Accurate reading: the tagger reads a text, and the sentences it is unsure of a small transformer reads again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from digest.people.accurate.features import Tell, features, look_around
from digest.people.accurate.net import Asked, Likely, Net
from digest.people.accurate.pieces import Pieces
from digest.people.accurate.sentences import Sentence, sentences
from digest.people.tagger import Tagger
from digest.people.tagger.document import Reading
from digest.people.tagger.model import Scan, names_in
from digest.ports import Tagged
from digest.text.folding import legible

VERSION = "accurate-1"  # raised with every change of the weights or of what follows
DOUBT = 0.1  # a sentence with a token as far as this from no name and from a name is read again; measured
_MOST = 20000  # tokens of a text that are read again, so that a text of nothing but doubt ends too
WEIGHT = 0.9  # of the transformer beside the tagger; measured
_ONCE, _TWICE = (0.7, 0.5), (0.4, 0.88)  # how sure names read once and twice are in truth; see `_calibrated`
_OUTSIDE = 0.003  # how likely a token outside all runs of capitals is a name, to the tagger


class Name(NamedTuple):
    """First and last token of a name, and how likely it is one."""

    first: int
    last: int
    likely: float


@dataclass(frozen=True, slots=True)
class Accurate:
    """The tagger and the transformer behind it."""

    tagger: Tagger
    net: Net
    pieces: Pieces
    tell: Tell
    version: str
    doubt: float = DOUBT  # other figures only to measure what they bring
    weight: float = WEIGHT

    def tag(self, text: str, *, least: float = 0.0) -> list[Tagged]:
        """The names of persons in a text, in order, apart, without title and possessive.

        Spans are code points of `text`, none less likely than `least`. Never raises; takes time linear in its length.
        """
        seen = legible(text)
        scan, readings = self.tagger.readings(seen.text)
        parts = sentences(seen.text, scan.tokens, scan.runs)
        again = dict(self._again(scan, readings, _within(doubtful(parts, readings, self.doubt))))
        found = []
        for part in parts:
            names = again[part.first] if part.first in again else _as_read(scan, readings, part)
            for name in (each for each in names if each.likely >= least):
                place = seen.place(scan.tokens[name.first].start, scan.tokens[name.last].end)
                found.append(Tagged(*place, round(name.likely, 4)))
        return found

    def _again(
        self, scan: Scan, readings: Sequence[Reading], parts: Sequence[Sentence]
    ) -> Iterator[tuple[int, list[Name]]]:
        """For each sentence, known by its first token, the names that both readings make together."""
        asked = self.ask(scan, parts) if parts else []
        for part, likely in zip(parts, self.net(asked), strict=True):
            both = mixed(likely, tagger_likely(scan, readings, part), self.weight)
            names = names_of(part, both)
            yield part.first, [each._replace(likely=_calibrated(each.likely, *_TWICE)) for each in names]

    def ask(self, scan: Scan, parts: Sequence[Sentence]) -> list[Asked]:
        """What the net is told of sentences."""
        elsewhere = look_around(scan.tokens, scan.runs, self.tagger.words)
        small = frozenset(each.text for each in scan.tokens if each.kind == "word" and each.text.islower())
        found = []
        for first, last, runs in parts:
            tokens = scan.tokens[first:last]
            marks = features(tokens, elsewhere, small, self.tell, runs)
            found.append(Asked([self.pieces(each.text) for each in tokens], marks))
        return found


def _doubt(reading: Reading) -> float:
    """How far the least sure token of a run is from sure."""
    return max(min(likely, 1 - likely) for likely in reading.likely)


def doubtful(parts: Sequence[Sentence], readings: Sequence[Reading], least: float) -> list[Sentence]:
    """The sentences with a run of which the tagger is unsure."""
    return [part for part in parts if any(_doubt(readings[run]) > least for run in part.runs)]


def _within(parts: Sequence[Sentence]) -> list[Sentence]:
    """The first of the sentences, as many as are read again in one text."""
    kept, left = [], _MOST
    for part in parts:
        left -= part.last - part.first
        if left < 0:
            break
        kept.append(part)
    return kept


def _as_read(scan: Scan, readings: Sequence[Reading], part: Sentence) -> list[Name]:
    return [
        Name(first, last, _calibrated(likely, *_ONCE))
        for run in part.runs
        for first, last, likely in names_in(scan.runs[run], readings[run])
    ]


def tagger_likely(scan: Scan, readings: Sequence[Reading], part: Sentence) -> list[Likely]:
    """How likely each label of a sentence's tokens is to the tagger."""
    found: list[Likely] = [(1 - _OUTSIDE, _OUTSIDE / 2, _OUTSIDE / 2)] * (part.last - part.first)
    for number in part.runs:
        reading, first = readings[number], scan.runs[number].first - part.first
        for index, (likely, begins) in enumerate(zip(reading.likely, reading.begins, strict=True), first):
            found[index] = (1 - likely, begins, max(0.0, likely - begins))
    return found


def mixed(one: Sequence[Likely], other: Sequence[Likely], weight: float) -> list[Likely]:
    """Two readings of the same tokens made one: the geometric mean, `weight` that of the first."""
    found: list[Likely] = []
    for pair in zip(one, other, strict=True):
        o, b, i = (math.exp(weight * _log(p) + (1 - weight) * _log(q)) for p, q in zip(*pair, strict=True))
        found.append((o / (o + b + i), b / (o + b + i), i / (o + b + i)))
    return found


def _calibrated(told: float, scale: float, power: float) -> float:
    """The share of spans that are names among those of which a reading tells this probability.

    Fitted to the texts kept out of training (Platt, "Probabilistic Outputs for Support Vector Machines", 1999).
    """
    odds = scale * math.pow(told / max(1.0 - told, 1e-4), power)
    return odds / (1.0 + odds)


def _log(likely: float) -> float:
    return math.log(max(likely, 1e-4))


def names_of(part: Sentence, likely: Sequence[Likely]) -> list[Name]:
    """The names in a sentence: from a token that begins one over those that go on; the least likely token counts."""
    names: list[Name] = []
    for index, (o, b, i) in enumerate(likely, part.first):
        if o >= b + i:
            continue
        if names and names[-1].last == index - 1 and i > b:
            names[-1] = Name(names[-1].first, index, min(names[-1].likely, 1 - o))
        else:
            names.append(Name(index, index, 1 - o))
    return names
