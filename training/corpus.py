"""The labelled texts: read, split by a hash of their ids, normalised, and copied as headlines."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digest.text.sentences import split as split_sentences

Span = tuple[int, int]

HAND = ("gum_open", "uner_ewt_dev", "crossner", "wnut17", "btc")
MASKED = "gmb"
DEVELOPMENT = ("wikigold", "uner_ewt_test", "gum_open", "gmb", "meantime_en")
WHOLE = ("wikigold", "uner_ewt_test", "meantime_en")  # development only
NESTED = ("gum_open",)  # names inside names are labelled too: the Washington of the Washington Bridge
_GOES_ON = re.compile(r" [A-Z]\w")
_FIFTH = 5
_TITLE = re.compile(
    r"(?:(?:mr|mrs|ms|miss|dr|prof|professor|sir|president|prime minister|senator|sen|rep|governor|gov|mayor|"
    r"judge|justice|general|gen|colonel|col|captain|capt|lieutenant|lt|sgt|madam|bishop|pope)\.?\s+)+",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Document:
    """A text, the spans of its persons, and spans to learn nothing of."""

    id: str
    source: str
    text: str
    people: tuple[Span, ...]
    unsure: tuple[Span, ...] = ()


def number_of(name: str) -> int:
    """A number from an id that is the same everywhere and always."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


def read(path: Path) -> list[Document]:
    """All documents of a file, sorted by the hash of their ids."""
    source = path.stem
    documents = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        spans = tuple(sorted((each["span"][0], each["span"][1]) for each in record["people"]))
        documents.append(Document(record["id"], source, record["text"], spans))
    return sorted(documents, key=lambda each: number_of(each.id))


def for_development(document: Document) -> bool:
    """Whether a document is kept out of training."""
    if document.source in WHOLE:
        return True
    return document.source in DEVELOPMENT and number_of(document.id) % _FIFTH == 0


def normalised(document: Document) -> Document:
    """For training only: spans without titles and possessives; handles are neither names nor examples against them."""
    people, unsure = [], []
    for start, end in document.people:
        surface = document.text[start:end]
        if document.source in NESTED and _GOES_ON.match(document.text, end):
            unsure.append((start, end))
            continue
        if surface[:1] in "@#" or document.text[max(0, start - 2) : start].strip() in ("@", "#"):
            unsure.append((start, end))
            continue
        title, tail = _TITLE.match(surface), _POSSESSIVE.search(surface)
        start += title.end() if title and title.end() < len(surface) else 0
        end -= len(tail.group()) if tail else 0
        people.append((start, end))
    return Document(document.id, document.source, document.text, tuple(people), tuple(unsure))


def headlines(documents: Iterable[Document], *, one_in: int) -> list[Document]:
    """Sentences of the documents in ALL CAPS and in Title Case, one of `one_in` of each kind.

    A sentence keeps its length in both, so its spans stay where they are. Below the headline stands what follows it
    in the document, so that the text under a headline can tell of its words; of that nothing is learnt again.
    """
    copies = []
    for document in documents:
        for start, end in split_sentences(document.text):
            chance = number_of(f"{document.id}:{start}") % one_in
            if chance > 1 or not 4 <= document.text[start:end].count(" ") <= 25:
                continue
            shown = _shouted(document.text[start:end], all_capitals=chance == 0)
            if len(shown) != end - start:
                continue
            below = document.text[end : end + 1500]
            own = [(s - start, e - start) for s, e in document.people if start <= s and e <= end]
            unsure = [(s - start, e - start) for s, e in document.unsure if start <= s and e <= end]
            text = f"{shown}\n{below}"
            name = f"{document.id}:{start}:{chance}"
            unsure.append((end - start + 1, len(text)))
            copies.append(Document(name, document.source, text, tuple(own), tuple(unsure)))
    return copies


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL = _words("a an the of in on at to for by and or but with from as nor vs over")


def _shouted(sentence: str, *, all_capitals: bool) -> str:
    if all_capitals:
        return sentence.upper()
    words = re.split(r"(\s+)", sentence)
    shown = [w if i and w in _SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words)]
    return "".join(shown)


def shouted(documents: Sequence[Document], *, all_capitals: bool) -> list[Document]:
    """The documents as headlines, those left out whose length would change."""
    copies = [replace(each, text=_shouted(each.text, all_capitals=all_capitals)) for each in documents]
    pairs = zip(documents, copies, strict=True)
    return [copy for each, copy in pairs if len(copy.text) == len(each.text)]


def overlap(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether any of the spans overlaps one."""
    return any(s < end and start < e for s, e in spans)
