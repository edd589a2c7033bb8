"""News texts with their sentences marked (see sentences/README.md), and how well a splitter finds those."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from digest.text.language import detect

HERE = Path(__file__).parent / "sentences"
Span = tuple[int, int]
Splitter = Callable[[str], Iterable[Span]]


@dataclass(frozen=True)
class Marked:
    """A news text and the spans of its sentences."""

    name: str
    text: str
    spans: tuple[Span, ...]

    @property
    def english(self) -> bool:
        """Whether most of it is written in English."""
        return detect(self.text) == "en"


class Counts(NamedTuple):
    """Ends of sentences: found rightly, found at all, wanted."""

    right: int
    found: int
    wanted: int


def marked_texts(name: str) -> list[Marked]:
    """The texts of a set, `seen` or `kept`."""
    return [read(path.stem, path.read_text(encoding="utf-8")) for path in sorted((HERE / name).glob("*.txt"))]


def read(name: str, source: str) -> Marked:
    """One sentence a line, a blank line between paragraphs, `+` where the blank before a sentence is lost."""
    text, spans = "", []
    for paragraph in source.strip("\n").split("\n\n"):
        glue = "\n\n" if text else ""
        for line in paragraph.splitlines():
            glued = line.startswith("+")
            text += "" if glued else glue
            spans.append((len(text), len(text) + len(line) - glued))
            text += line[glued:]
            glue = " "
    return Marked(name, text, tuple(spans))


def count(marked: Marked, split: Splitter) -> Counts:
    """Ends that agree to the code point. The end of the text counts too, for everybody alike."""
    wanted = {end for _, end in marked.spans}
    found = {end for _, end in split(marked.text)}
    return Counts(len(wanted & found), len(found), len(wanted))


def f1(counts: Iterable[Counts]) -> float:
    """F1 of all the ends together."""
    right, found, wanted = (sum(each) for each in zip(*counts, strict=True))
    return 2 * right / (found + wanted)


def margin(ours: Sequence[Counts], theirs: Sequence[Counts], *, rounds: int = 2000) -> tuple[float, float]:
    """The 95 % interval of how far our F1 is ahead, by a paired bootstrap over texts (Koehn 2004)."""
    chance = random.Random(1)
    places = range(len(ours))
    differences = []
    for _ in range(rounds):
        drawn = chance.choices(places, k=len(ours))
        differences.append(f1(ours[at] for at in drawn) - f1(theirs[at] for at in drawn))
    differences.sort()
    return differences[int(0.025 * rounds)], differences[int(0.975 * rounds)]
