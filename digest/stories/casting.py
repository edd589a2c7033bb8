"""Who a summary is to be about: they are named in full before anything else is said of them.

The rule: the first chosen sentence that mentions somebody of the cast names them in full, wherever the source has
such a sentence. It is kept by choosing other sentences, never by changing one; what a headline says does not count.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.stories.lines import Line
from digest.stories.weights import Weights
from digest.text.abbreviations import STARTERS

ACTING = 60  # characters of a sentence in which whoever acts is named
# "the lifeboat Odette Carrow", "the Odette Carrow prize": a thing bears the name.
_BEARERS = (
    "lifeboat|boat|ship|ferry|vessel|tug|trawler|yacht|school|hospital|bridge|street|road|square|park|prize|award|trophy|cup"
    "|medal|foundation|fund|trust|centre|center|theatre|stadium|stand|hall|gallery|library|station|airport|memorial|statue"
)
_BEFORE = re.compile(rf"(?:\bthe|(?:{_BEARERS})) $")
_BEHIND = re.compile(rf"(?:['’]s)?\s+(?:{_BEARERS})\b")
_WORD = re.compile(r"\s+")
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_a-z][\w.'’-]*)\s+$")
_NEXT_WORD = re.compile(r"\s+(?:&|[A-Z])")
_TITLES = frozenset(
    (
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Mx",
        "Dr",
        "Prof",
        "Sir",
        "Dame",
        "Lord",
        "Lady",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
    )
)
BETWEEN = 2  # second names, initials, a nickname


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast: the first and the last part of the name, alike where it has one alone."""

    first: str
    last: str

    def mentioned(self, text: str) -> bool:
        """Whether a text names them by the last part alone, and neither a relative nor a firm called after them."""
        return any(_alone(text, at, at + len(self.last)) for at in _places(self.last, text))

    def named(self, text: str) -> bool:
        """Whether a text names them in full or for short."""
        return self.introduced(text) or self.mentioned(text)

    def introduced(self, text: str) -> bool:
        """Whether a text names them in full, and not a thing that bears the name."""
        if self.last not in text:
            return False
        ends = ((start, self._end(text, start)) for start in _places(self.first, text))
        return any(
            end and not _BEFORE.search(text, max(0, start - 20), start) and not _BEHIND.match(text, end)
            for start, end in ends
        )

    def _end(self, text: str, start: int) -> int:
        """Where the name that begins here ends; 0 where it is not theirs."""
        at = start + len(self.first)
        if self.first == self.last:
            return at
        for _ in range(BETWEEN + 1):
            blank = _WORD.match(text, at)
            if not blank:
                return 0
            at = blank.end()
            if text.startswith(self.last, at) and not _in_word(text, at + len(self.last)):
                return at + len(self.last)
            behind = _WORD.search(text, at)
            if not behind:
                return 0
            at = behind.start()
        return 0


def _mentions(line: Line, family: Collection[int], members: Sequence[Member]) -> bool:
    """Whether a line names people of one surname by it alone."""
    return any(members[n].mentioned(line.text) for n in family)


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a name stands by itself: "Carrow said", "Mr Carrow"; not "Ottilie Carrow", "Carrow & Sons"."""
    before = _LAST_WORD.search(text, max(0, start - 30), start)
    named = before is not None and before[1] not in _TITLES and before[1].casefold() not in STARTERS
    return not named and not _NEXT_WORD.match(text, end)


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word stands in a text, as a whole."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and _in_word(text, at - 1)) and not _in_word(text, end):
            yield at
        at = text.find(word, end)


def _in_word(text: str, at: int) -> bool:
    letter = text[at : at + 1]
    return letter.isalnum() or letter == "_"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people to be named, and at which lines they are named in full or in short."""

    introduced: Mapping[int, Collection[int]]  # by place of a line: the members it names in full
    mentioned: Mapping[
        int, Collection[Collection[int]]
    ]  # whom it only mentions: one of each has to be introduced
    acting: Collection[int]  # places of the lines that one of them opens

    @classmethod
    def of(cls, names: Collection[str], lines: Iterable[Line]) -> Cast:
        """Where the people with these names, each in full, stand in the lines that can be chosen."""
        parts = [name.split() for name in names]
        members = [Member(each[0], each[-1]) for each in parts if each]
        lines = list(lines) if members else []
        full = {
            line.at: [n for n, each in enumerate(members) if each.introduced(line.text)] for line in lines
        }
        families: dict[str, set[int]] = {}
        for n in sorted({n for named in full.values() for n in named}):
            families.setdefault(members[n].last, set()).add(n)
        short = {
            line.at: [
                family
                for family in families.values()
                if family.isdisjoint(full[line.at]) and _mentions(line, family, members)
            ]
            for line in lines
        }
        acting = [line.at for line in lines if any(each.named(line.text[:ACTING]) for each in members)]
        return cls(full, short, acting)

    def allows(self, line: Line, chosen: Iterable[int]) -> bool:
        """Whether all whom a line mentions are introduced by a chosen one above it."""
        if not self.mentioned:
            return True
        above = {n for at in chosen if at < line.at for n in self.introduced.get(at, ())}
        return all(not above.isdisjoint(family) for family in self.mentioned.get(line.at, ()))

    def names(self, line: Line) -> bool:
        """Whether a line names somebody of the cast, in full or for short."""
        return bool(self.introduced.get(line.at) or self.mentioned.get(line.at))

    def bonus(self, line: Line, chosen: Iterable[int], weights: Weights) -> float:
        """What a line gains by introducing somebody, and by telling what somebody of the cast did."""
        if not self.introduced:
            return 0.0
        known = {n for at in chosen for n in self.introduced.get(at, ())}
        introduces = not known.issuperset(self.introduced.get(line.at, ()))
        return weights.naming * introduces + weights.acting * (line.at in self.acting)
