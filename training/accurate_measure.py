"""Accurate reading beside the tagger alone on the texts kept out of training: python training/accurate_measure.py."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpus import Document, Span
from train import ROOT, Sets, development

from digest.people.accurate.load import build_accurate
from digest.people.accurate.model import DOUBT, Accurate, doubtful
from digest.people.accurate.sentences import sentences
from digest.people.tagger import load_tagger
from digest.ports import Recogniser
from digest.text.folding import legible
from digest.text.tokens import tokenise

Counts = list[tuple[int, int, int]]  # for each document: spans that are right, found, labelled
FOUR = ("wikigold", "uner_ewt_test", "gum_open", "gmb")
SPEED = "gum_open"
DOUBTS = (0.3, 0.1, 0.03)
_SEED = 13
_SAMPLES = 1000


def main() -> None:
    """Print how both do; with --doubts also what it costs to read more sentences again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "people" / "train")
    parser.add_argument("--weights", type=Path, default=ROOT / "digest" / "people" / "data" / "accurate")
    parser.add_argument("--doubts", action="store_true")
    options = parser.parse_args()
    sets = development(options.data)
    began = time.perf_counter()
    tagger = load_tagger()
    half = time.perf_counter()
    pieces, weights = options.weights / "pieces.txt", options.weights / "net.onnx"
    accurate = build_accurate(tagger, pieces.read_text("utf-8"), weights.read_bytes())
    _tell(f"loaded in {half - began:.2f} s, the transformer in {time.perf_counter() - half:.2f} s more\n")
    if options.doubts:
        by_doubt(accurate, sets)
        return
    compare(sets, count(sets, tagger), count(sets, accurate))
    _tell(
        f"\n{speed(tagger, sets):,.0f} tokens/s by the tagger alone, {speed(accurate, sets):,.0f} with accurate reading"
    )


def count(sets: Sets, recogniser: Recogniser) -> dict[str, Counts]:
    """What a recogniser finds in each set."""
    return {name: [_count(each, recogniser) for each in documents] for name, documents in sets.items()}


def _count(document: Document, recogniser: Recogniser) -> tuple[int, int, int]:
    gold: set[Span] = set(document.people)
    found = {each[:2] for each in recogniser.tag(document.text)}
    return len(gold & found), len(found), len(gold)


def compare(sets: Sets, one: Mapping[str, Counts], other: Mapping[str, Counts]) -> None:
    """One line a set, and the mean of four: both, their difference, its interval from the same resampled documents."""
    _tell("| set | tagger | accurate | difference | 95 % |\n|---|---|---|---|---|")
    for name in sets:
        figure = _recall if name == "meantime_en" else _f1
        _line(name, (one, other), [name], figure)
    _line("mean of the first four", (one, other), FOUR, _f1)


def _line(
    what: str,
    both: tuple[Mapping[str, Counts], Mapping[str, Counts]],
    names: Sequence[str],
    figure: Callable[[Counts], float],
) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - resampling
    gains = []
    for _ in range(_SAMPLES):
        gain = 0.0
        for name in names:
            first, second = both[0][name], both[1][name]
            chosen = chance.choices(range(len(first)), k=len(first))
            gain += figure([second[each] for each in chosen]) - figure([first[each] for each in chosen])
        gains.append(gain / len(names))
    gains.sort()
    before, after = (sum(figure(each[name]) for name in names) / len(names) for each in both)
    interval = f"{gains[int(0.025 * _SAMPLES)]:+.3f} to {gains[int(0.975 * _SAMPLES)]:+.3f}"
    _tell(f"| {what} | {before:.3f} | {after:.3f} | {after - before:+.3f} | {interval} |")


def by_doubt(accurate: Accurate, sets: Sets) -> None:
    """What it brings and costs to read more sentences again."""
    _tell("| doubt | read again | mean F1 | recall on meantime_en | tokens/s |\n|---|---|---|---|---|")
    for doubt in DOUBTS:
        other = replace(accurate, doubt=doubt)
        counts = count({name: sets[name] for name in (*FOUR, "meantime_en")}, other)
        mean = sum(_f1(counts[name]) for name in FOUR) / len(FOUR)
        read = sum(share(other, sets[name]) for name in FOUR) / len(FOUR)
        shown = f"{doubt}{' (shipped)' if doubt == DOUBT else ''}"
        recall = _recall(counts["meantime_en"])
        _tell(f"| {shown} | {read:.0%} | {mean:.4f} | {recall:.3f} | {speed(other, sets):,.0f} |")


def share(accurate: Accurate, documents: Sequence[Document]) -> float:
    """The share of tokens that stand in sentences which are read again."""
    again = whole = 0
    for document in documents:
        text = legible(document.text).text
        scan, readings = accurate.tagger.readings(text)
        parts = sentences(text, scan.tokens, scan.runs)
        again += sum(each.last - each.first for each in doubtful(parts, readings, accurate.doubt))
        whole += len(scan.tokens)
    return again / whole


def speed(recogniser: Recogniser, sets: Sets) -> float:
    """Tokens a second of this process's time."""
    documents = sets[SPEED]
    began = time.process_time()
    for each in documents:
        recogniser.tag(each.text)
    return sum(len(tokenise(each.text)) for each in documents) / (time.process_time() - began)


def _f1(counts: Counts) -> float:
    return 2 * sum(each[0] for each in counts) / max(1, sum(each[1] + each[2] for each in counts))


def _recall(counts: Counts) -> float:
    return sum(each[0] for each in counts) / max(1, sum(each[2] for each in counts))


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
