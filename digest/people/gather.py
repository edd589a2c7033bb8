"""Who is in an article: the variants of full names joined, and other names that the article says are the same."""

from __future__ import annotations

from collections.abc import Sequence

from digest.people.figures import Figure, Placed
from digest.people.joining import join_other_names
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, flatten, same_name
from digest.people.recognise import Seen
from digest.people.roster import Roster
from digest.people.telling import read_telling
from digest.text.folding import fold


def build_figures(
    full: Sequence[Seen], seen: Sequence[Seen], lexicon: Lexicon
) -> tuple[Roster, list[Placed]]:
    """Join the variants of full names into figures; a variant that fits two stays open.

    `seen`: all chunks in order, among which are the other names that the article says are somebody's.
    """
    roster = Roster(lexicon)
    owners: dict[tuple[Parts, str], tuple[Figure, ...]] = {}
    ordered = sorted(full, key=lambda s: (not s.chunk.suffix, s.chunk.initials, -len(flatten(s.chunk.parts))))
    for each in ordered:
        identity = (flatten(each.chunk.parts), each.chunk.suffix)
        if identity not in owners:
            owners[identity] = _owners(each, roster, lexicon)
    placed = [Placed(each, owners[flatten(each.chunk.parts), each.chunk.suffix]) for each in full]
    for place in placed:
        if len(place.figures) == 1:
            place.figures[0].learn(place.seen.evidence, read_telling(place.seen.chunk, lexicon))
    return roster, join_other_names(roster, placed, seen, lexicon)


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
