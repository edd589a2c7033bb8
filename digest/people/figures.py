"""The people of one article: built from full names first, with everything the article tells of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from digest.people.chunks import Chunk
from digest.people.evidence import Evidence
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, flatten, same_name
from digest.people.recognise import Seen

_ALSO = re.compile(
    r"^[\s,(“\"‘']*(?:(?:now|who|which|whose|is|was|has|the|rapper|singer|star|artist|be|will|from|on|she|he|her|his)\s+)*"
    r"(?:born|née|nee|aka|a\.k\.a\.|formerly(?: known as)?|(?:better |also |professionally )?known as|whose real name is|real name(?: is)?:?"
    r"|(?:performs|records|posts|writes|raps) as|is now|became|stage name|under the name)[\s“\"‘']*$",
    re.IGNORECASE,
)
_BORN = re.compile(r"(?:born|real name is|real name|née|nee|name is)$", re.IGNORECASE)


@dataclass(slots=True)
class Figure:
    """A person while the article is being read; grows with what is told."""

    key: str
    chunk: Chunk  # the fullest form
    names: set[Parts] = field(default_factory=set)
    suffix: str = ""
    nicknames: set[str] = field(default_factory=set)
    gender: str = ""
    age: int | None = None
    roles: list[str] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    count: int = 0
    latest: int = -1  # the reading position of the newest mention
    used: set[str] = field(default_factory=set)  # short forms that meant this person before
    handles: set[str] = field(default_factory=set)

    def learn(self, evidence: Evidence) -> None:
        """Add what stands around one more mention. What was told first stays."""
        self.gender = evidence.gender or self.gender
        self.age = self.age if self.age is not None else evidence.age
        if evidence.role and evidence.role not in self.roles:
            self.roles.append(evidence.role)
        self.role_words |= evidence.role_words

    @property
    def parts(self) -> set[str]:
        """Every single part by which the figure may be called."""
        return {part for name in self.names for part in name if len(part) > 1}


@dataclass(frozen=True, slots=True)
class Placed:
    """A full name in its place: whose it is, or whose it may be."""

    seen: Seen
    figures: tuple[Figure, ...]


def build_figures(full: Sequence[Seen], lexicon: Lexicon) -> tuple[list[Figure], list[Placed]]:
    """Join the variants of full names into figures; a variant that fits two stays open."""
    figures: list[Figure] = []
    owners: dict[tuple[Parts, str], tuple[Figure, ...]] = {}
    ordered = sorted(full, key=lambda s: (not s.chunk.suffix, s.chunk.initials, -len(flatten(s.chunk.parts))))
    for seen in ordered:
        identity = (flatten(seen.chunk.parts), seen.chunk.suffix)
        if identity not in owners:
            owners[identity] = _owners(seen, figures, lexicon)
    placed = [Placed(seen, owners[flatten(seen.chunk.parts), seen.chunk.suffix]) for seen in full]
    for each in placed:
        if len(each.figures) == 1:
            each.figures[0].learn(each.seen.evidence)
    renamed = _join_other_names(figures, placed)
    settled = [Placed(p.seen, tuple(renamed.get(f.key, f) for f in p.figures)) for p in placed]
    return figures, settled


def _owners(seen: Seen, figures: list[Figure], lexicon: Lexicon) -> tuple[Figure, ...]:
    """The figures whose name this can be; a new one where there is none."""
    chunk, name = seen.chunk, flatten(seen.chunk.parts)
    fitting = [
        f
        for f in figures
        if (not chunk.suffix or f.suffix == chunk.suffix)
        and any(same_name(name, other, lexicon) for other in f.names)
    ]
    exact = [f for f in fitting if name in f.names and not (f.suffix and not chunk.suffix)]
    fitting = exact[:1] or fitting
    if not fitting:
        fitting = [add_figure(figures, chunk, name, lexicon)]
    if len(fitting) == 1:
        fitting[0].names.add(name)
        if chunk.nickname:
            fitting[0].nicknames |= set(flatten((chunk.nickname.lower(),)))
    return tuple(fitting)


def add_figure(figures: list[Figure], chunk: Chunk, name: Parts, lexicon: Lexicon) -> Figure:
    """A new figure, known by its key from now on."""
    figure = Figure(
        key=f"p{len(figures) + 1}",
        chunk=chunk,
        names={name},
        suffix=chunk.suffix,
        gender=_name_gender(chunk, lexicon),
    )
    figures.append(figure)
    return figure


def _name_gender(chunk: Chunk, lexicon: Lexicon) -> str:
    """The gender that a given name tells; a patronymic tells it too."""
    last = chunk.parts[-1]
    if last.endswith(("dottir", "ovna", "evna")):
        return "f"
    first = chunk.parts[1] if chunk.initials and len(chunk.parts) > 2 else chunk.parts[0]
    return lexicon.gender(first)


def _join_other_names(figures: list[Figure], placed: Sequence[Placed]) -> dict[str, Figure]:
    """Join two figures that the article says are one ("Lil Cobalt, born Deshawn Mercer"); who took whose key."""
    taken: dict[str, Figure] = {}
    for before, after in pairwise(placed):
        one, other = (taken.get(p.figures[-1].key, p.figures[-1]) for p in (before, after))
        if one is not other and not one.suffix and says_one(before.seen.chunk, after.seen.chunk):
            _take(one, other)
            figures.remove(other)
            taken = {key: one if figure is other else figure for key, figure in taken.items()} | {
                other.key: one
            }
    return taken


def _take(one: Figure, other: Figure) -> None:
    """Let one figure have all that is known of another."""
    one.names |= other.names
    one.nicknames |= other.nicknames
    one.roles.extend(other.roles)
    one.role_words |= other.role_words
    one.gender = one.gender or other.gender
    one.age = one.age if one.age is not None else other.age


def with_other_names(seen: Sequence[Seen], full: Sequence[Seen]) -> list[Seen]:
    """The full names, and the single ones that the article says mean the same: "Vesper, whose real name is ..."."""
    chosen = {id(each) for each in full}
    also = {
        id(single)
        for one, other in pairwise(seen)
        for single, named in ((one, other), (other, one))
        if len(single.chunk.parts) == 1 and id(named) in chosen and says_one(one.chunk, other.chunk, closely=True)
    }
    return [each for each in seen if id(each) in chosen | also]


def says_one(before: Chunk, after: Chunk, *, closely: bool = False) -> bool:
    """Do the words between two names say that both are one person's?"""
    if before.passage is not after.passage or after.first - before.last > 40:
        return False
    text = before.passage.legible.text
    between = text[before.passage.tokens[before.last].end : before.passage.tokens[after.first].start]
    if closely or _ALSO.match(between):
        return bool(_ALSO.match(between))
    sentence_breaks = between.count(". ") + between.count("\n")
    return sentence_breaks <= 1 and bool(_BORN.search(between.rstrip(" “\"‘'")))


def sharing(figures: Iterable[Figure], part: str) -> list[Figure]:
    """The figures one of whose names has this part."""
    return [f for f in figures if part in f.parts]
