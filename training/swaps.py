"""Copies of texts in which the persons bear other names, so that the learner looks at more than the names."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus import Document, Span, number_of, overlap

from digest.people.lexicon import Lexicon
from digest.people.tagger.features import OFTEN, Known
from digest.text.sentences import split as split_sentences

_WORD = re.compile(r"[^\W\d_]{2,}")
TWEETS = ("btc", "wnut17")


@dataclass(frozen=True, slots=True)
class Pools:
    """Names to take from; the keys of `given` are genders, those of `letters` two letters and what may follow."""

    given: dict[str, list[str]]
    surnames: list[str]
    words: list[str]
    letters: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Names:
    """Draws names: from the lists, invented ones, and common words as surnames. Small letters."""

    pools: Pools
    chance: random.Random
    invented: float = 0.3  # share of the surnames
    word: float = 0.1  # share of the surnames behind a known given name

    def given(self, gender: str) -> str:
        """A given name of a gender, "" for any."""
        if self.chance.random() < self.invented / 2:
            return self._invented()
        return self.chance.choice(self.pools.given[gender])

    def surname(self, *, behind_given: bool) -> str:
        """A surname; behind a given name it may be a common word."""
        draw = self.chance.random()
        if behind_given and draw < self.word:
            return self.chance.choice(self.pools.words)
        return (
            self._invented() if draw < self.word + self.invented else self.chance.choice(self.pools.surnames)
        )

    def _invented(self) -> str:
        """A word of five to twelve letters that follow each other as they do in surnames."""
        shown = "^^"
        while len(shown) < 14:
            letter = self.chance.choice(self.pools.letters[shown[-2:]])
            if letter != "$":
                shown += letter
            elif len(shown) > 6:
                break
            else:
                shown = "^^"
        return shown[2:]


def pools(lexicon: Lexicon, known: Mapping[str, Known]) -> Pools:
    """The names of the program's lists, what letters follow each other in them, and words mostly written small."""
    given: dict[str, list[str]] = {"f": [], "m": [], "": sorted(lexicon.given)}
    for name in given[""]:
        if lexicon.gender(name):
            given[lexicon.gender(name)].append(name)
    surnames = sorted(each for each in lexicon.surnames if " " not in each)
    letters: dict[str, list[str]] = defaultdict(list)
    for name in surnames:
        shown = f"^^{name}$"
        for at in range(2, len(shown)):
            letters[shown[at - 2 : at]].append(shown[at])
    small = (word for word, each in known.items() if each.small >= OFTEN and len(word) > 2)
    words = sorted(word for word in small if word in lexicon.words and word not in lexicon.notnames)
    return Pools(given, surnames, words, letters)


def swapped(
    documents: Iterable[Document], lexicon: Lexicon, source: Pools, *, one_in: float
) -> list[Document]:
    """Copies of documents that name somebody, one of `one_in`; nothing is learnt of their sentences without names."""
    copies = []
    for document in documents:
        chance = random.Random(number_of("swap:" + document.id))  # noqa: S311 - no secret
        if document.people and chance.random() * one_in < 1.0:
            names = Names(source, chance, word=0.0 if document.source in TWEETS else 0.1)
            copies.append(_copy(document, _renaming(document, lexicon, names)))
    return copies


def _renaming(document: Document, lexicon: Lexicon, names: Names) -> dict[str, str]:
    """A new name for every word of a document's names, its fullest names first."""
    kept = lexicon.particles | lexicon.suffixes | lexicon.titles.keys()
    new: dict[str, str] = {}
    surfaces = {document.text[start:end] for start, end in document.people}
    for surface in sorted(surfaces, key=lambda each: (-len(each), each)):
        lows = [each.lower() for each in _WORD.findall(surface)]
        for place, low in enumerate(lows):
            if low in new or low in kept:
                continue
            alone = len(lows) == 1
            if place < len(lows) - 1 or (alone and low in lexicon.given and low not in lexicon.surnames):
                new[low] = names.given(lexicon.gender(low))
            else:
                new[low] = names.surname(behind_given=not alone and lows[0] in lexicon.given)
    return new


def _shown(word: str, new: Mapping[str, str]) -> str:
    """What stands for a word, in the case of the word."""
    other = new.get(word.lower())
    if other is None:
        return word
    return other.upper() if word.isupper() else other if word.islower() else other.title()


def _copy(document: Document, new: Mapping[str, str]) -> Document:
    pieces: list[str] = []
    people: list[Span] = []
    shifts = [(0, 0)]
    last = length = 0
    for start, end in document.people:
        if start < last:
            continue
        name = _WORD.sub(lambda each: _shown(each.group(), new), document.text[start:end])
        pieces += [document.text[last:start], name]
        length += start - last + len(name)
        people.append((length - len(name), length))
        last = end
        shifts.append((end, length - end))
    text = "".join([*pieces, document.text[last:]])
    unsure = [(_moved(start, shifts), _moved(end, shifts)) for start, end in document.unsure]
    unsure += [each for each in split_sentences(text) if not overlap(people, *each)]
    return Document(document.id + ":swap", document.source, text, tuple(people), tuple(unsure))


def _moved(place: int, shifts: Sequence[tuple[int, int]]) -> int:
    return place + max(each for each in shifts if each[0] <= place)[1]
