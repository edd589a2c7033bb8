"""Where sentences end: ours beside blingfire, NLTK's Punkt, syntok, pysbd and spaCy's sentencizer, in one run.

Run it from the checkout: PYTHONPATH=. PEERS/bin/python benchmarks/sentences.py [TEXTS.jsonl]

The peers are imported here only and left out where they are missing; a folder of their own keeps them out of the
project: python -m venv PEERS; PEERS/bin/pip install . blingfire nltk syntok pysbd spacy. (By its path and not by -m,
as pysbd brings a package that is called benchmarks, too.)
Everybody reads the same labelled texts of tests/quality/sentences, a paragraph at a time, as most peers do not end a
sentence at a blank line. Ends of sentences count where they agree to the code point. "Ahead" is how far our F1 is in
front: 95 % of a paired bootstrap over texts. Speed is processor time, best of five, as multiples of ours. TEXTS.jsonl,
objects with a "text", is what Punkt is trained on in a second row, and what the speed is measured on.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from digest.text.sentences import split
from tests.quality.marked import Marked, Span, Splitter, count, f1, margin, marked_texts

_PARAGRAPH = re.compile(r"[^\n]+")
ROUNDS = 5


def main() -> None:
    training = [
        json.loads(line).get("text", "")
        for name in sys.argv[1:2]
        for line in Path(name).read_text(encoding="utf-8").splitlines()
    ]
    sets = {name: marked_texts(name) for name in ("seen", "kept")}
    read = [each for each in training if each] or [each.text for some in sets.values() for each in some] * 5
    print(f"{'':<20}" + "".join(f"{name:>9}{'ours ahead by':>20}" for name in sets) + f"{'time':>9}")
    own = seconds(split, read)
    print(f"{'ours':<20}" + "".join(f"{f1(counts(split, some)):>9.4f}{'':>20}" for some in sets.values()))
    for name, peer in peers(training):
        show(name, peer, sets)
        print(f"{seconds(peer, read) / own:>8.1f}x")
    length = sum(map(len, read))
    print(f"\nours: {own:.2f} s for {length:,} characters, {length / own / 1e6:.1f} million a second")


def show(name: str, peer: Splitter, sets: dict[str, list[Marked]]) -> None:
    """A row of the table, without the speed."""
    print(f"{name:<20}", end="")
    for texts in sets.values():
        theirs = counts(by_paragraph(peer), texts)
        low, high = margin(counts(split, texts), theirs)
        print(f"{f1(theirs):>9.4f}{f'{low:+.4f} to {high:+.4f}':>20}", end="")


def counts(splitter: Splitter, texts: Sequence[Marked]) -> list:
    return [count(each, splitter) for each in texts]


def by_paragraph(splitter: Splitter) -> Splitter:
    """The splitter, given one paragraph at a time; its spans without white space around."""

    def spans(text: str) -> Iterator[Span]:
        for paragraph in _PARAGRAPH.finditer(text):
            for start, end in splitter(paragraph[0]):
                found = paragraph[0][start:end]
                if found.strip():
                    end -= len(found) - len(found.rstrip())
                    yield paragraph.start() + start, paragraph.start() + end

    return spans


def seconds(splitter: Splitter, texts: Sequence[str]) -> float:
    """Processor seconds for all texts, the best of several rounds."""
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            list(splitter(text))
        took.append(time.process_time() - began)
    return min(took)


def peers(training: Sequence[str]) -> Iterator[tuple[str, Splitter]]:
    """Those that are installed."""
    rows: list[tuple[str, str, Callable]] = [
        ("blingfire", "blingfire", _blingfire),
        ("Punkt, untrained", "nltk", _punkt),
        ("syntok", "syntok.segmenter", _syntok),
        ("spaCy sentencizer", "spacy", _spacy),
        ("pysbd", "pysbd", _pysbd),
    ]
    if training:
        rows.insert(2, ("Punkt, trained", "nltk", lambda _: _punkt_trained(training)))
    for name, module, make in rows:
        try:
            yield name, make(importlib.import_module(module))
        except ImportError as error:
            print(f"{name} is left out: {error}")


def _blingfire(module) -> Splitter:
    def spans(text: str) -> list[Span]:
        return module.text_to_sentences_and_offsets(text)[1] if text else []

    return spans


def _punkt(_) -> Splitter:
    punkt = importlib.import_module("nltk.tokenize.punkt")
    return punkt.PunktSentenceTokenizer().span_tokenize


def _punkt_trained(training: Sequence[str]) -> Splitter:
    punkt = importlib.import_module("nltk.tokenize.punkt")
    return punkt.PunktSentenceTokenizer("\n\n".join(training)).span_tokenize


def _syntok(module) -> Splitter:
    def spans(text: str) -> Iterator[Span]:
        for paragraph in module.analyze(text):
            for sentence in paragraph:
                last = sentence[-1]
                yield sentence[0].offset, last.offset + len(last.value)

    return spans


def _spacy(module) -> Splitter:
    language = module.blank("en")
    language.add_pipe("sentencizer")
    return lambda text: [(each.start_char, each.end_char) for each in language(text).sents]


def _pysbd(module) -> Splitter:
    segmenter = module.Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(each.start, each.end) for each in segmenter.segment(text)]


if __name__ == "__main__":
    main()
