"""The figures of an article, found by what they may be called, so that thousands of names stay quick."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from digest.people.chunks import Chunk
from digest.people.figures import Figure, name_gender
from digest.people.lexicon import Lexicon
from digest.people.names import Parts

MOST = 60  # figures of one name that are compared; more than that cannot be told apart by anybody
_NUMERALS = {"ii": ("deuce",), "iii": ("trey", "trip", "tripp"), "iv": ("ivy", "quad"), "v": ("quint",)}
_FOND = (
    "y",
    "ie",
    "i",
    "ey",
    "ito",
    "ita",
    "inho",
    "inha",
)  # ends of fond forms, behind the name's beginning
_DOUBLED = re.compile(r"(.)\1")


class Roster:
    """The figures in the order of their keys, and where each part and each short form of their names leads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.figures: list[Figure] = []
        self.lexicon = lexicon
        self._added = 0
        self._by_key: dict[str, Figure] = {}
        self._by_part: dict[str, dict[str, Figure]] = defaultdict(dict)
        self._by_short: dict[str, dict[str, Figure]] = defaultdict(dict)
        self._by_stem: dict[str, dict[str, Figure]] = defaultdict(dict)
        self._by_family: dict[str, dict[str, Figure]] = defaultdict(dict)

    def add(self, chunk: Chunk, name: Parts) -> Figure:
        """A new figure, known by its key from now on."""
        self._added += 1
        gender = name_gender(chunk, self.lexicon)
        figure = Figure(key=f"p{self._added}", chunk=chunk, suffix=chunk.suffix, gender=gender)
        self.figures.append(figure)
        self._by_key[figure.key] = figure
        self.name(figure, name)
        return figure

    def name(self, figure: Figure, name: Parts) -> None:
        """Let a figure bear one more name."""
        figure.names.add(name)
        for part in (*name, *figure.nicknames):
            self._by_part[part].setdefault(figure.key, figure)
        for short in (*self._short_forms(name[0]), *_NUMERALS.get(figure.suffix, ())):
            self._by_short[short].setdefault(figure.key, figure)
        sound = _sound(name[0])
        for length in range(2, min(len(sound), 7)):
            self._by_stem[sound[:length]].setdefault(figure.key, figure)

    def _short_forms(self, given: str) -> Iterable[str]:
        """Listed nicknames, the first syllables of a given name (Obi, Obinna), its end where that is a name (Wole)."""
        yield from self.lexicon.nicknames.get(given, ())
        least = 3 if given in self.lexicon.given else 4
        yield from (given[:n] for n in range(least, len(given)) if given[:n] not in self.lexicon.words)
        yield from (given[-n:] for n in (4, 5) if len(given) > n + 1 and given[-n:] not in self.lexicon.words)

    def called(self, parts: Iterable[str]) -> list[Figure]:
        """The figures that have one of these parts in their names, at most MOST for each."""
        found: dict[str, Figure] = {}
        for part in parts:
            found.update(list(self._by_part.get(part, {}).items())[:MOST])
        return list(found.values())

    def with_key(self, key: str) -> list[Figure]:
        """The figure of this key; the one it was joined to, where it was."""
        return [figure for figure in (self._by_key.get(key),) if figure]

    def lend(self, figure: Figure, surname: str) -> None:
        """Let somebody named by first name only be found by the surname of the relative who introduced them."""
        self._by_family[surname].setdefault(figure.key, figure)

    def of_family(self, surname: str) -> list[Figure]:
        """Those who may bear a surname that the article does not give them, at most MOST."""
        return list(self._by_family.get(surname, {}).values())[:MOST]

    def called_short(self, word: str) -> list[Figure]:
        """The figures for whose given name a word may stand, at most MOST."""
        found = dict(list(self._by_short.get(word, {}).items())[:MOST])
        for given in self.lexicon.nicknames.get(word, ()):
            found.update(list(self._by_part.get(given, {}).items())[:MOST])
        return list(found.values()) or self._called_fondly(word)

    def _called_fondly(self, word: str) -> list[Figure]:
        """Those of whose given name an unlisted word may be a fond form: Otti of Ottoline, Nick of Nikhil."""
        if word in self.lexicon.words or word in self.lexicon.places:
            return []
        stems = {word.removesuffix(end) for end in _FOND if word.endswith(end)}
        if word not in self.lexicon.given:
            stems.add(word)
        found: dict[str, Figure] = {}
        for stem in stems:
            if len(stem) > 2:
                found.update(list(self._by_stem.get(_sound(stem), {}).items())[:MOST])
        gender = self.lexicon.gender(word)
        return [f for f in found.values() if not gender or f.guessed or f.gender in ("", gender)]

    def drop(self, figure: Figure, into: Figure) -> None:
        """Let one figure take over all the names of another, which is none any more."""
        self.figures.remove(figure)
        self._by_key[figure.key] = into
        for index in (self._by_part, self._by_short, self._by_stem, self._by_family):
            for holders in index.values():
                if holders.pop(figure.key, None):
                    holders.setdefault(into.key, into)


def _sound(word: str) -> str:
    """A beginning of a name as fond forms keep it: one letter for two, c as k."""
    return _DOUBLED.sub(r"\1", word.replace("c", "k"))
