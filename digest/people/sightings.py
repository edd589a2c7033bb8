"""People as single articles show them, with all that tells them from namesakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.model import Appearance, Reading
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, name_parts, suffix_of
from digest.people.spellings import skeleton
from digest.text.folding import fold

CONTEXT_WORDS = 60  # of one article
_PHRASE = re.compile(r"(?<![.!?:“\"‘\n] )(?<!\n)\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,3}\b")
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,3}[A-Z]\.?")
_WORD = re.compile(r"[^\W\d_]{4,}")
_PLAIN = frozenset(
    """the and mrs miss for from former late acting new his her their who longtime retired then now old young of its
    senior junior elder""".split()  # noqa: SIM905
)
_DATES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december yesterday today tomorrow tonight""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An appearance with what its article tells about its world."""

    reading: Reading
    appearance: Appearance
    name: Parts
    names: frozenset[Parts]  # with those that the article says are the same person's
    suffix: str
    others: frozenset[str]  # the folded names of the others there
    words: frozenset[str]  # telling words of the article
    fields: frozenset[str]  # "sport", "politics": what the article is about
    roles: frozenset[str]
    born: int | None
    foreign: bool = False  # told in another language than most articles

    @property
    def full(self) -> bool:
        """Whether the name has more than one part."""
        return len(self.name) > 1


def sightings(reading: Reading, lexicon: Lexicon, *, language: str = "") -> list[Sighting]:
    """The appearances of one article, ready to be compared. `language`: of most articles."""
    counted = Counter(_WORD.findall(fold(f"{reading.article.title} {reading.article.text}")))
    topics = frozenset(fields_of(counted, lexicon))
    people = reading.analysis.appearances
    named = {part for each in people for name in (each.name, *each.aliases) for part in fold(name).split()}
    plain = lexicon.everyday | _DATES | named
    counted.update(_phrases(reading.article.text, named | _DATES))
    told = {word: n * surprise(word, lexicon) for word, n in counted.items() if word not in plain}
    kept = frozenset(sorted(told, key=lambda w: (-told[w], w))[:CONTEXT_WORDS])
    foreign = reading.article.language != language
    return [replace(_sighting(reading, each, kept, topics), foreign=foreign) for each in people]


def _phrases(text: str, named: Container[str]) -> list[str]:
    """What is written with capitals and is nobody's name: "Star Maker" as star_maker, which is one word then."""
    found = (fold(each).split() for each in _PHRASE.findall(text))
    return ["_".join(words) for words in found if not any(word in named for word in words)]


def surprise(word: str, lexicon: Lexicon) -> float:
    """How rarely a word stands in an article, as the share of articles without any other knowledge."""
    if word in lexicon.everyday:
        return 0.5
    return 3.5 if word in lexicon.words else 4.5 if word in lexicon.places else 6.0


def _sighting(reading: Reading, each: Appearance, words: frozenset[str], topics: frozenset[str]) -> Sighting:
    own = name_of(each.name)
    others = {
        " ".join((*name_of(a.name), *filter(None, [suffix_of(a.name)])))
        for a in reading.analysis.appearances
        if a.key != each.key
    }
    return Sighting(
        reading=reading,
        appearance=each,
        name=own,
        names=frozenset({own, *_also_called(own, each.aliases)}),
        suffix=suffix_of(each.name),
        others=frozenset(others - {""}),
        words=words,
        fields=topics,
        roles=role_words(each.role),
        born=reading.article.published.year - each.age if each.age is not None else None,
    )


@lru_cache(maxsize=65536)
def sound_of(other: str) -> str:
    """The surname of a folded name in any spelling, its suffix left out."""
    words = other.split(" ")
    return skeleton(words[-2] if len(words) > 1 and suffix_of(other) else words[-1])


def name_of(written: str) -> Parts:
    """The parts of a name; initials that stand alone are one: "T.J." as ("tj",)."""
    return (fold(written).replace(" ", ""),) if _INITIALS.fullmatch(written) else name_parts(written)


def _also_called(own: Parts, aliases: Iterable[str]) -> set[Parts]:
    """The other names that an article gives somebody: whole ones, and nicknames with the surname."""
    told: set[Parts] = set()
    known = {piece for part in own for piece in part.split()}
    for alias in aliases:
        parts = name_of(alias)
        if len(parts) > 1:
            told.add(parts)
        elif parts and len(own) > 1 and not set(parts[0].split()) & known and len(parts[0]) > 1:
            told |= {parts, (parts[0], own[-1]), (own[0], parts[0])}
    return told


def role_words(role: str) -> frozenset[str]:
    """What a role says: its words without those that any role may have."""
    return frozenset(
        w for w in fold(role).split() if (len(w) > 2 or w in ("mp", "pm", "dj")) and w not in _PLAIN
    )


def fields_of(words: Counter[str], lexicon: Lexicon) -> list[str]:
    """What an article is about, where its words say it clearly: at most two fields."""
    points = {name: sum(words[w] for w in listed if w in words) for name, listed in lexicon.fields.items()}
    best = max(points.values(), default=0)
    return sorted(name for name, n in points.items() if n >= 2 and n >= 0.6 * best)[:2]


def language_of(readings: Sequence[Reading]) -> str:
    """The language of most articles."""
    count = Counter(reading.article.language for reading in readings)
    return min(count, key=lambda language: (-count[language], language), default="")
