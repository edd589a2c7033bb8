"""From a document to what the learner reads: runs, their features, labels, and which of them to learn from."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pycrfsuite
from corpus import Document, overlap

from digest.people.lexicon import Lexicon
from digest.people.tagger.document import Reading, evidence, gather
from digest.people.tagger.features import Describe, Items
from digest.people.tagger.model import Scan, read, reader
from digest.text.folding import legible

Labels = tuple[str, ...]
Reader = Callable[[Items], Reading]
SETTINGS = {"c1": 0.05, "c2": 0.6, "feature.minfreq": 2, "num_memories": 6}


@dataclass(frozen=True, slots=True)
class Example:
    """A document ready for the learner: for each run its labels, None where nothing is learnt of it."""

    document: Document
    scan: Scan
    labels: tuple[Labels | None, ...]


def example_of(document: Document, words: Describe, lexicon: Lexicon) -> Example:
    """Read a document and give its tokens their labels."""
    seen = legible(document.text)
    scan = read(seen.text, words, lexicon)
    labels: list[Labels | None] = []
    for run in scan.runs:
        spans = [seen.place(token.start, token.end) for token in scan.tokens[run.first : run.last + 1]]
        labels.append(_labels(spans, document))
    return Example(document, scan, tuple(labels))


def _labels(spans: Sequence[tuple[int, int]], document: Document) -> Labels | None:
    if overlap(document.unsure, spans[0][0], spans[-1][1]):
        return None
    labels = ["O"] * len(spans)
    starts, ends = {s: i for i, (s, _) in enumerate(spans)}, {e: i for i, (_, e) in enumerate(spans)}
    for start, end in document.people:
        if not (start < spans[-1][1] and spans[0][0] < end):
            continue
        if start not in starts or end not in ends:
            return None
        labels[starts[start] : ends[end] + 1] = ["B"] + ["I"] * (ends[end] - starts[start])
    return tuple(labels)


def masked(example: Example, first: Reader) -> Example:
    """The example with the runs left out on which a model does not agree."""
    pairs = zip(example.scan.items, example.labels, strict=True)
    kept = tuple(labels if labels and first(items).labels == labels else None for items, labels in pairs)
    return replace(example, labels=kept)


def first_pass(examples: Sequence[Example]) -> list[tuple[Items, Labels]]:
    """The runs to learn the first pass from."""
    return [
        (items, labels)
        for each in examples
        for items, labels in zip(each.scan.items, each.labels, strict=True)
        if labels
    ]


def second_pass(
    examples: Sequence[Example], first: Callable[[Example], Reader], words: Describe
) -> list[tuple[Items, Labels]]:
    """The runs to learn the second pass from. `first`: a model for an example that has not learnt from it."""
    found = []
    for each in examples:
        scan = each.scan
        readings = [first(each)(items) for items in scan.items]
        places = gather(scan.tokens, scan.runs, readings, words)
        for number, labels in enumerate(each.labels):
            if not labels:
                continue
            told = evidence(scan.tokens, scan.runs[number], number, places)
            items = scan.items[number]
            if told:
                items = [own + further for own, further in zip(items, told, strict=True)]
            found.append((items, labels))
    return found


def learn(pairs: Sequence[tuple[Items, Labels]], *, rounds: int) -> bytes:
    """A conditional random field by L-BFGS (OWL-QN); the same pairs give the same bytes.

    Lafferty, McCallum & Pereira, "Conditional Random Fields", 2001; Okazaki's CRFsuite.
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params({"feature.possible_transitions": 1, **SETTINGS, "max_iterations": rounds})
    for items, labels in pairs:
        trainer.append(items, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.crf"
        trainer.train(str(path))
        return path.read_bytes()


def reader_of(pairs: Sequence[tuple[Items, Labels]], *, rounds: int) -> Reader:
    """Learn, and read with what was learnt."""
    return reader(learn(pairs, rounds=rounds))
