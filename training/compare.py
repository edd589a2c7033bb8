"""Rules alone, the shipped tagger alone and both together on the texts kept out of training.

python training/compare.py [--data FOLDER]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import Document, Span
from train import ROOT, Sets, development

from digest.model import RevisionId
from digest.people import analyse
from digest.people.knowledge import Knowledge, load_knowledge
from digest.people.tagger import Tagger, load_tagger
from digest.ports import Tagged
from digest.text.tokens import tokenise

Counts = list[tuple[int, int, int]]  # for each document: spans that are right, found, labelled
_SEED = 13
_SAMPLES = 1000


def main() -> None:
    """Print a table with the interval of the difference, from the same resampled documents for both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "people" / "train")
    sets = development(parser.parse_args().data)
    began = time.perf_counter()
    tagger = load_tagger()
    _tell(f"loaded in {time.perf_counter() - began:.2f} s\n")
    both = load_knowledge()
    rules = Knowledge(both.lexicon, Nobody())
    compare(sets, lambda text: _read(text, rules), lambda text: [each[:2] for each in tagger.tag(text)])
    _tell("")
    compare(sets, lambda text: _read(text, rules), lambda text: _read(text, both))
    for name in ("gmb", "wikigold"):
        _tell(f"{_speed(tagger, sets[name]):,.0f} tokens/s on {name}")


class Nobody:
    """A recogniser that finds no name, so that the rules stand alone."""

    version = "nobody"

    def tag(self, text: str, *, least: float = 0.0) -> list[Tagged]:
        """Nothing."""
        del text, least
        return []


def _read(text: str, knowledge: Knowledge) -> list[Span]:
    read = analyse(RevisionId("training"), title="", text=text, knowledge=knowledge)
    return [
        (each.mention.start, each.mention.end) for each in read.resolutions if each.mention.field == "text"
    ]


def compare(sets: Sets, one: Callable[[str], Sequence[Span]], other: Callable[[str], Sequence[Span]]) -> None:
    """One line a set: F1 of both (recall where not all names are labelled) and their difference."""
    _tell("| set | rules | other | difference | 95 % |\n|---|---|---|---|---|")
    for name, documents in sets.items():
        figure = _recall if name == "meantime_en" else _f1
        first, second = _count(documents, one), _count(documents, other)
        chance = random.Random(_SEED)  # noqa: S311 - resampling
        gains = sorted(_gain(first, second, figure, chance) for _ in range(_SAMPLES))
        low, high = gains[int(0.025 * _SAMPLES)], gains[int(0.975 * _SAMPLES)]
        before, after = figure(first), figure(second)
        _tell(f"| {name} | {before:.3f} | {after:.3f} | {after - before:+.3f} | {low:+.3f} to {high:+.3f} |")


def _count(documents: Sequence[Document], find: Callable[[str], Sequence[Span]]) -> Counts:
    pairs = [(set(each.people), set(find(each.text))) for each in documents]
    return [(len(gold & found), len(found), len(gold)) for gold, found in pairs]


def _gain(first: Counts, second: Counts, figure: Callable[[Counts], float], chance: random.Random) -> float:
    chosen = chance.choices(range(len(first)), k=len(first))
    return figure([second[each] for each in chosen]) - figure([first[each] for each in chosen])


def _f1(counts: Counts) -> float:
    return 2 * sum(each[0] for each in counts) / max(1, sum(each[1] + each[2] for each in counts))


def _recall(counts: Counts) -> float:
    return sum(each[0] for each in counts) / max(1, sum(each[2] for each in counts))


def _speed(tagger: Tagger, documents: Sequence[Document]) -> float:
    """Tokens a second of this process's time, the best of three."""
    count, best = sum(len(tokenise(each.text)) for each in documents), 0.0
    for _ in range(3):
        began = time.process_time()
        for each in documents:
            tagger.tag(each.text)
        best = max(best, count / (time.process_time() - began))
    return best


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
