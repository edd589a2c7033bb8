"""From documents to what the transformer learns: sentences in pieces, features, labels; names replaced in some."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus import Document, Span, number_of, overlap

from digest.people.accurate.features import Marks, Tell, features, look_around
from digest.people.accurate.pieces import Pieces
from digest.people.accurate.sentences import sentences
from digest.people.lexicon import Lexicon
from digest.people.tagger.features import Describe, find_runs
from digest.text.folding import Legible, legible
from digest.text.tokens import Token, tokenise

NOTHING = -100  # the label of a token of which nothing is learnt
O, B, I = range(3)  # noqa: E741 - the names of the labels


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence ready for the learner: for each token its pieces, features, label."""

    pieces: tuple[tuple[int, ...], ...]
    features: tuple[Marks, ...]
    labels: tuple[int, ...]

    @property
    def length(self) -> int:
        """Pieces, with the marks around the sentence."""
        return sum(len(each) for each in self.pieces) + 2


@dataclass(frozen=True, slots=True)
class Eyes:
    """All that reading a text needs and that is not learnt here."""

    words: Describe
    lexicon: Lexicon
    pieces: Pieces
    tell: Tell


def read_sentences(document: Document, eyes: Eyes) -> list[Read]:
    """The sentences of a document of which something is learnt."""
    seen = legible(document.text)
    tokens = tokenise(seen.text)
    runs = find_runs(tokens, lexicon=eyes.lexicon)
    elsewhere = look_around(tokens, runs, eyes.words)
    small = frozenset(each.text for each in tokens if each.kind == "word" and each.text.islower())
    labels = _labels(document, seen, tokens)
    found = []
    for first, last, own in sentences(seen.text, tokens, runs):
        if all(each == NOTHING for each in labels[first:last]):
            continue
        marks = tuple(features(tokens[first:last], elsewhere, small, eyes.tell, own))
        pieces = tuple(eyes.pieces(each.text) for each in tokens[first:last])
        found.append(Read(pieces, marks, tuple(labels[first:last])))
    return found


def _labels(document: Document, seen: Legible, tokens: Sequence[Token]) -> list[int]:
    spans = [seen.place(each.start, each.end) for each in tokens]
    starts, ends = {s: i for i, (s, _) in enumerate(spans)}, {e: i for i, (_, e) in enumerate(spans)}
    unsure = list(document.unsure)
    labels = [O] * len(tokens)
    for start, end in document.people:
        if start in starts and end in ends:
            labels[starts[start] : ends[end] + 1] = [B] + [I] * (ends[end] - starts[start])
        else:
            unsure.append((start, end))
    for index, (start, end) in enumerate(spans if unsure else []):
        if overlap(unsure, start, end):
            labels[index] = NOTHING
    return labels


def renamed(documents: Iterable[Document], lexicon: Lexicon, *, one_in: int) -> list[Document]:
    """The documents, in one of `one_in` every name's words replaced, a word by the same word all over.

    Given names by given names, others by surnames or, one in five, by a common word: a net that has seen
    "Ada Manner" does not hold "Jobs" to be work.
    """
    lists = [sorted(each.title() for each in words if each.isalpha() and len(each) > 2) for words in (
        lexicon.given, lexicon.surnames, lexicon.words - lexicon.everyday
    )]  # fmt: skip
    chosen = []
    for document in documents:
        chance = number_of(f"renamed {document.id}")
        fits = chance % one_in == 0 and document.people and not document.unsure
        chosen.append(_renamed(document, lexicon, lists, chance) if fits else document)
    return chosen


def _renamed(document: Document, lexicon: Lexicon, lists: Sequence[Sequence[str]], chance: int) -> Document:
    choose = random.Random(chance)  # noqa: S311 - the same for the same document
    new: dict[str, str] = {}
    text, people, last = "", [], 0
    for start, end in document.people:
        if start < last:
            return document
        text += document.text[last:start]
        at = len(text)
        for number, word in enumerate(document.text[start:end].split(" ")):
            if word not in new:
                new[word] = _other(word, lexicon, lists, choose)
            text += (" " if number else "") + new[word]
        people.append((at, len(text)))
        last = end
    return replace(document, text=text + document.text[last:], people=tuple(people))


def _other(word: str, lexicon: Lexicon, lists: Sequence[Sequence[str]], choose: random.Random) -> str:
    if not (word.isalpha() and word[0].isupper() and word[1:].islower() and len(word) > 1):
        return word
    if word.lower() in lexicon.given:
        return choose.choice(lists[0])
    return choose.choice(lists[2] if choose.random() < 0.2 else lists[1])


def hidden(document: Document, spans: Sequence[Span]) -> Document:
    """The document with more spans to learn nothing of."""
    return replace(document, unsure=(*document.unsure, *spans))
