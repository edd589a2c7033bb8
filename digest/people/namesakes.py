"""Two people of one name in one article: father and son, candidate and candidate, the wanted and the one arrested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from digest.people.chunks import Chunk
from digest.people.figures import Figure, Placed
from digest.people.forms import name_of
from digest.people.lexicon import Lexicon
from digest.people.names import Parts
from digest.people.recognise import Seen
from digest.people.roster import Roster
from digest.people.telling import Telling, read_telling

MOST = 200  # mentions of one name that are compared; no article needs more
_GROWN = 1  # years by which one person's age may differ in an article
_OTHER = frozenset({"other", "another", "second", "third", "namesake"})
_JUNIOR = frozenset({"son", "grandson", "daughter", "granddaughter"})


@dataclass(slots=True)
class _Bearer:
    """One of those who bear a name, with what tells them from the others."""

    seen: list[Seen] = field(default_factory=list)
    age: int | None = None
    gender: str = ""
    forms: set[tuple[Parts, str]] = field(default_factory=set)

    def add(self, seen: Seen, telling: Telling) -> None:
        self.seen.append(seen)
        self.forms.add(_form(seen.chunk))
        age = _age(seen, telling)
        self.age = self.age if self.age is not None else age
        self.gender = self.gender or seen.evidence.gender

    def fits(self, seen: Seen, telling: Telling) -> bool:
        """Whether nothing that is told there speaks against it."""
        age = _age(seen, telling)
        if age is not None and self.age is not None and abs(age - self.age) > _GROWN:
            return False
        return not (seen.evidence.gender and self.gender and seen.evidence.gender != self.gender)


def part_namesakes(placed: Sequence[Placed], roster: Roster, lexicon: Lexicon) -> list[Placed]:
    """Make two figures of one where ages, suffixes, titles or words ("the other is") tell two of one name apart.

    A mention of the name that nothing marks is given to all who bear that form of it: resolution weighs them.
    """
    of_figure: dict[str, list[Placed]] = defaultdict(list)
    for each in placed:
        if len(each.figures) == 1:
            of_figure[each.figures[0].key].append(each)
    parted: dict[int, tuple[Figure, ...]] = {}
    for places in of_figure.values():
        if 1 < len(places) <= MOST:
            parted |= _parted(places, roster, lexicon)
    return [Placed(each.seen, parted.get(id(each.seen), each.figures)) for each in placed]


def _parted(places: Sequence[Placed], roster: Roster, lexicon: Lexicon) -> dict[int, tuple[Figure, ...]]:
    """Whom each mention of one name means, by the `id` of what is seen; empty where there is one bearer only."""
    bearers, unmarked = _bearers([each.seen for each in places], lexicon)
    if len(bearers) < 2:
        return {}
    figures = _figures(places[0].figures[0], bearers, roster)
    parted: dict[int, tuple[Figure, ...]] = {}
    parted |= {id(s): (f,) for f, bearer in zip(figures, bearers, strict=True) for s in bearer.seen}
    for seen in unmarked:
        form = _form(seen.chunk)
        bearing = [f for f, bearer in zip(figures, bearers, strict=True) if form in bearer.forms]
        parted[id(seen)] = tuple(bearing or figures)
    return parted


def _bearers(seen: Sequence[Seen], lexicon: Lexicon) -> tuple[list[_Bearer], list[Seen]]:
    """Those who bear the name, and the mentions that nothing marks."""
    bearers: list[_Bearer] = []
    unmarked: list[Seen] = []
    generations = _generations(seen, lexicon)
    for each in seen:
        telling = read_telling(each.chunk, lexicon)
        fitting = [b for b in bearers if b.fits(each, telling)]
        if generations:
            same = [b for b in bearers if any(suffix == each.chunk.suffix for _, suffix in b.forms)]
            fitting = [b for b in fitting if b in same]
        other = is_other(each.chunk) and len(bearers) < 2
        if bearers and not (_marked(each, telling) or generations or other):
            unmarked.append(each)
            continue
        if not fitting or other:
            bearers.append(_Bearer())
            fitting = bearers[-1:]
        fitting[0].add(each, telling)
    return bearers, unmarked


def _marked(seen: Seen, telling: Telling) -> bool:
    return _age(seen, telling) is not None or bool(seen.evidence.gender)


def _age(seen: Seen, telling: Telling) -> int | None:
    return seen.evidence.age if seen.evidence.age is not None else telling.age


def _form(chunk: Chunk) -> tuple[Parts, str]:
    return name_of(chunk), chunk.suffix


def _generations(seen: Sequence[Seen], lexicon: Lexicon) -> bool:
    """Whether "Pat Nestor" and "Pat Nestor Jr." are two: named in one sentence, or one as the other’s son."""
    suffixes = {each.chunk.suffix for each in seen}
    if len(suffixes) < 2:
        return False
    if any(each.chunk.suffix and read_telling(each.chunk, lexicon).kin in _JUNIOR for each in seen):
        return True
    return any(
        one.chunk.suffix != other.chunk.suffix and _in_one_sentence(one.chunk, other.chunk)
        for one, other in pairwise(seen)
    )


def _in_one_sentence(before: Chunk, after: Chunk) -> bool:
    if before.passage is not after.passage or after.first - before.last > 40:
        return False
    return all(
        before.passage.word(at) not in (".", "\n", "!", "?") for at in range(before.last + 2, after.lead)
    )


def is_other(chunk: Chunk) -> bool:
    """Whether "the other", "the other is", "another" or "a second" stands in front of a name."""
    word, at = chunk.passage.word, chunk.lead - 1
    while word(at) in ("is", "was", "being", ",", "man", "woman", "called", "named", "a", "the"):
        at -= 1
    return word(at) in _OTHER


def _figures(one: Figure, bearers: Sequence[_Bearer], roster: Roster) -> list[Figure]:
    """A figure for each bearer; the first keeps the one that all were taken for."""
    figures = [one]
    one.names = {name for name, _ in bearers[0].forms}
    one.suffix = next((suffix for _, suffix in bearers[0].forms), "")
    one.chunk = max((s.chunk for s in bearers[0].seen), key=lambda c: len(c.parts))
    for bearer in bearers[1:]:
        chunk = max((s.chunk for s in bearer.seen), key=lambda c: len(c.parts))
        figure = roster.add(chunk, name_of(chunk))
        for name, _ in bearer.forms:
            roster.name(figure, name)
        figures.append(figure)
    return figures
