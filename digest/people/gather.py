"""Who is in an article: the variants of full names joined, and other names that the article says are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.people.chunks import Chunk
from digest.people.figures import Figure
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, flatten, same_name
from digest.people.recognise import Seen
from digest.people.roster import Roster
from digest.people.telling import read_telling
from digest.text.folding import fold

_ALSO = re.compile(
    r"^[\s,(“\"‘']*(?:(?:now|who|which|whose|is|was|has|the|rapper|singer|star|artist|be|will|from|on|she|he|her|his)\s+)*"
    r"(?:born|née|nee|aka|a\.k\.a\.|formerly(?: known as)?|(?:better |also |professionally )?known as|whose real name is|real name(?: is)?:?"  # noqa: E501
    r"|(?:performs|records|posts|writes|raps) as|is now|became|stage name|under the name)[\s“\"‘']*$",
    re.IGNORECASE,
)
_BORN = re.compile(r"(?:born|real name is|real name|née|nee|name is)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A full name in its place: whose it is, or whose it may be."""

    seen: Seen
    figures: tuple[Figure, ...]


def build_figures(
    full: Sequence[Seen], seen: Sequence[Seen], lexicon: Lexicon
) -> tuple[Roster, list[Placed]]:
    """Join the variants of full names into figures; a variant that fits two stays open.

    `seen`: all chunks in order, among which are the other names that the article says are somebody's.
    """
    named = with_other_names(seen, full)
    roster = Roster(lexicon)
    owners: dict[tuple[Parts, str], tuple[Figure, ...]] = {}
    ordered = sorted(
        named, key=lambda s: (not s.chunk.suffix, s.chunk.initials, -len(flatten(s.chunk.parts)))
    )
    for each in ordered:
        identity = (flatten(each.chunk.parts), each.chunk.suffix)
        if identity not in owners:
            owners[identity] = _owners(each, roster, lexicon)
    placed = [Placed(each, owners[flatten(each.chunk.parts), each.chunk.suffix]) for each in named]
    for place in placed:
        if len(place.figures) == 1:
            place.figures[0].learn(place.seen.evidence, read_telling(place.seen.chunk, lexicon))
    renamed = _join_other_names(roster, placed)
    settled = [Placed(p.seen, tuple(renamed.get(f.key, f) for f in p.figures)) for p in placed]
    return roster, settled


def _owners(seen: Seen, roster: Roster, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The figures whose name this can be; a new one where there is none."""
    chunk, name = seen.chunk, flatten(seen.chunk.parts)
    fitting = [
        f
        for f in roster.called(name[1:] or name)
        if (not chunk.suffix or f.suffix == chunk.suffix)
        and any(same_name(name, other, lexicon) for other in f.names)
    ]
    exact = [f for f in fitting if name in f.names and not (f.suffix and not chunk.suffix)]
    fitting = exact[:1] or fitting or _surnames_of(name, roster)
    if not fitting:
        fitting = [roster.add(chunk, name)]
    if len(fitting) == 1:
        if chunk.nickname:
            fitting[0].nicknames |= set(flatten((fold(chunk.nickname),)))
        roster.name(fitting[0], name)
    return tuple(fitting)


def _surnames_of(name: Parts, roster: Roster) -> list[Figure]:
    """The one figure whose two surnames these are: Ibarra Solano of Clara Ibarra Solano."""
    if len(name) < 2:
        return []
    whole = [
        f
        for f in roster.called(name[-1:])
        if any(len(n) > len(name) and n[-len(name) :] == name for n in f.names)
    ]
    return whole if len(whole) == 1 else []


def _join_other_names(roster: Roster, placed: Sequence[Placed]) -> dict[str, Figure]:
    """Join two figures that the article says are one ("Lil Cobalt, born Deshawn Mercer"); who took whose key."""
    taken: dict[str, Figure] = {}
    pairs = [(a, b) for a, b in pairwise(placed) if says_one(a.seen.chunk, b.seen.chunk)]
    for before, after in [*pairs, *_born_behind_a_stage_name(placed)]:
        one, other = (taken.get(p.figures[-1].key, p.figures[-1]) for p in (before, after))
        if one is not other and not one.suffix:
            _take(one, other)
            roster.drop(other, into=one)
            taken = {key: one if figure is other else figure for key, figure in taken.items()} | {
                other.key: one
            }
    return taken


def _born_behind_a_stage_name(placed: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """The headline's one person and the name they were born with, where a stage name is spoken of."""
    headlined = [each for each in placed if each.seen.chunk.passage.field == "title"]
    if len({each.figures[0].key for each in headlined}) != 1:
        return []
    return [(headlined[0], each) for each in placed if _is_birth_name(each.seen.chunk)]


def _is_birth_name(chunk: Chunk) -> bool:
    """Whether "was born" stands in front, and "stage name" in the same sentence."""
    passage = chunk.passage
    if passage.field == "title" or passage.word(chunk.lead - 1) != "born":
        return False
    behind = [passage.word(at) for at in range(chunk.last + 1, chunk.last + 30)]
    sentence = behind[: behind.index(".")] if "." in behind else behind
    return any(pair in (("stage", "name"), ("pen", "name")) for pair in pairwise(sentence))


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
        if len(single.chunk.parts) == 1
        and id(named) in chosen
        and says_one(one.chunk, other.chunk, closely=True)
    }
    chosen |= also
    return [each for each in seen if id(each) in chosen]


def says_one(before: Chunk, after: Chunk, *, closely: bool = False) -> bool:
    """Whether the words between two names say that both are one person's."""
    if before.passage is not after.passage or after.first - before.last > 40:
        return False
    text = before.passage.legible.text
    between = text[before.passage.tokens[before.last].end : before.passage.tokens[after.first].start]
    if closely or _ALSO.match(between):
        return bool(_ALSO.match(between))
    sentence_breaks = between.count(". ") + between.count("\n")
    return sentence_breaks <= 1 and bool(_BORN.search(between.rstrip(" “\"‘'")))
