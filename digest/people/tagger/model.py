"""The trained tagger: loads the weights that the package brings and finds the names of persons in a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files
from typing import NamedTuple

import pycrfsuite

from digest.people.lexicon import Lexicon, load_lexicon
from digest.people.tagger.document import Reading, evidence, gather
from digest.people.tagger.features import Describe, Items, Known, Run, describe, features, find_runs
from digest.ports import Tagged
from digest.text.folding import legible
from digest.text.tokens import Token, tokenise

_WEIGHTS = files("digest.people") / "data" / "tagger"
_REMEMBERED = 65536  # spellings whose features are kept
VERSION = "tagger-1"  # raised with every change of the weights
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

    def tag(self, text: str) -> list[Tagged]:
        """The names of persons in a text, in order, apart, without title and possessive.

        Spans are code points of `text`. Never raises; takes time linear in its length.
        """
        seen = legible(text)
        scan = read(seen.text, self.words, self.lexicon)
        readings = [self.first(items) for items in scan.items]
        places = gather(scan.tokens, scan.runs, readings, self.words)
        found: list[Tagged] = []
        for number, (run, reading) in enumerate(zip(scan.runs, readings, strict=True)):
            told = None if _certain(reading) else evidence(scan.tokens, run, number, places)
            if told:
                items = [own + further for own, further in zip(scan.items[number], told, strict=True)]
                reading = self.second(items)
            for first, last, likely in names_in(run, reading):
                place = seen.place(scan.tokens[first].start, scan.tokens[last].end)
                found.append(Tagged(*place, round(likely, 4)))
        return found


def _certain(reading: Reading) -> bool:
    """Whether a second look would change nothing: measured, and a third of the time saved."""
    return all(likely < _CERTAIN or likely > 1 - _CERTAIN for likely in reading.likely)


def read(text: str, words: Describe, lexicon: Lexicon) -> Scan:
    """A legible text in tokens, runs and their features."""
    tokens = tokenise(text)
    runs = find_runs(tokens, lexicon=lexicon)
    small = frozenset(token.text for token in tokens if token.kind == "word" and token.text.islower())
    return Scan(tokens, runs, [features(tokens, run, words, small) for run in runs])


def names_in(run: Run, reading: Reading) -> list[tuple[int, int, float]]:
    """The names of a run: first and last token, and the least likely of their tokens' probabilities."""
    names: list[tuple[int, int, float]] = []
    for index, (label, likely) in enumerate(zip(reading.labels, reading.likely, strict=True), run.first):
        if label == "O":
            continue
        if label == "I" and names and names[-1][1] == index - 1:
            names[-1] = (names[-1][0], index, min(names[-1][2], likely))
        else:
            names.append((index, index, likely))
    return names


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
    """The learnt words, one a line: word, how often it is written small, coarse and fine class."""
    rows = (line.split("\t") for line in lines.strip("\n").split("\n"))
    return {word: Known(small, coarse, fine) for word, small, coarse, fine in rows}


def reader(weights: bytes) -> Callable[[Items], Reading]:
    """A function that labels a run by one set of weights."""
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(weights)

    def label(items: Items, _kept: bytes = weights) -> Reading:  # the library reads them where they are
        labels = tagger.tag(items)
        likely = tuple(1.0 - tagger.marginal("O", index) for index in range(len(labels)))
        return Reading(tuple(labels), likely)

    return label
