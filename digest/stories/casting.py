"""Who a summary is to be about: they are named in full before anything else is said of them.

The rule: the first chosen sentence that mentions somebody of the cast names them in full, wherever the source has
such a sentence. It is kept by choosing other sentences, never by changing one; what a headline says does not count.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from digest.stories.lines import Line
from digest.stories.weights import Weights

ACTING = 60  # characters of a sentence in which whoever acts is named
# "the lifeboat Odette Carrow", "the Odette Carrow prize": a thing bears the name.
_BEARERS = (
    "lifeboat|boat|ship|ferry|vessel|tug|trawler|yacht|school|hospital|bridge|street|road|square|park|prize|award|trophy|cup"
    "|medal|foundation|fund|trust|centre|center|theatre|stadium|stand|hall|gallery|library|station|airport|memorial|statue"
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast: what names them in full, what names them at all."""

    full: re.Pattern[str]
    short: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cast:
    """The people to be named, and at which lines they are named in full or in short."""

    introduced: Mapping[int, Collection[int]]  # by place of a line: the members it names in full
    mentioned: Mapping[int, Collection[int]]  # those it only mentions, though the source introduces them
    acting: Collection[int]  # places of the lines that one of them opens

    @classmethod
    def of(cls, names: Collection[str], lines: Iterable[Line]) -> Cast:
        """Where the people with these names, each in full, stand in the lines that can be chosen."""
        members = [_member(name) for name in names if name.strip()]
        lines = list(lines) if members else []
        full = {
            line.at: [n for n, each in enumerate(members) if each.full.search(line.text)] for line in lines
        }
        known = {n for named in full.values() for n in named}
        short = {
            line.at: [n for n in known.difference(full[line.at]) if members[n].short.search(line.text)]
            for line in lines
        }
        acting = [line.at for line in lines if any(each.short.search(line.text[:ACTING]) for each in members)]
        return cls(full, short, acting)

    def allows(self, line: Line, chosen: Iterable[int]) -> bool:
        """Whether all whom a line mentions are introduced by a chosen one above it."""
        if not self.mentioned:
            return True
        above = {n for at in chosen if at < line.at for n in self.introduced.get(at, ())}
        return above.issuperset(self.mentioned.get(line.at, ()))

    def bonus(self, line: Line, chosen: Iterable[int], weights: Weights) -> float:
        """What a line gains by introducing somebody, and by telling what somebody of the cast did."""
        if not self.introduced:
            return 0.0
        known = {n for at in chosen for n in self.introduced.get(at, ())}
        introduces = not known.issuperset(self.introduced.get(line.at, ()))
        return weights.naming * introduces + weights.acting * (line.at in self.acting)


def _member(name: str) -> Member:
    parts = [re.escape(part) for part in name.split()]
    between = r"(?:\s+\S+){0,2}\s+"  # second names, initials, a nickname
    whole = (
        rf"(?<!\w){between.join((parts[0], parts[-1]))}(?!\w)" if parts[1:] else rf"(?<!\w){parts[0]}(?!\w)"
    )
    bears = rf"(?<!\bthe )(?!{whole}(?:['’]s)?\s+(?:{_BEARERS})\b)"
    apart = "".join(f"(?<!{bearer} )" for bearer in _BEARERS.split("|"))
    return Member(
        full=re.compile(bears + apart + whole),
        short=re.compile(rf"(?<!\w){parts[-1]}(?!\w)"),
    )
