"""Who is in an article: the variants of full names joined, and other names that the article says are the same."""

from __future__ import annotations

from collections.abc import Sequence

from digest.people.chunks import Chunk
from digest.people.figures import Figure, Placed
from digest.people.forms import is_qualified, name_of
from digest.people.joining import join_other_names
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, flatten, same_by_patronymic, same_name
from digest.people.namesakes import part_namesakes
from digest.people.recognise import Seen
from digest.people.roster import Roster
from digest.people.telling import read_context, read_telling
from digest.text.folding import fold


def build_figures(
    full: Sequence[Seen], seen: Sequence[Seen], lexicon: Lexicon
) -> tuple[Roster, list[Placed]]:
    """Join the variants of full names into figures; a variant that fits two stays open.

    `seen`: all chunks in order, among which are the other names that the article says are somebody's.
    """
    roster = Roster(lexicon)
    borne = {part for each in full if not is_qualified(each.chunk, lexicon) for part in name_of(each.chunk)}
    full = [each for each in full if not _only_qualified(each.chunk, borne, lexicon)]
    owners: dict[tuple[Parts, str], tuple[Figure, ...]] = {}
    ordered = sorted(full, key=lambda s: (not s.chunk.suffix, s.chunk.initials, -len(name_of(s.chunk))))
    for each in ordered:
        identity = (name_of(each.chunk), each.chunk.suffix)
        if identity not in owners:
            owners[identity] = _owners(each, roster, lexicon)
    placed = [Placed(each, owners[name_of(each.chunk), each.chunk.suffix]) for each in full]
    placed = part_namesakes(placed, roster, lexicon)
    for place in placed:
        if len(place.figures) == 1:
            place.figures[0].learn(place.seen.evidence, read_telling(place.seen.chunk, lexicon))
            place.figures[0].context |= read_context(place.seen.chunk, lexicon)
    return roster, join_other_names(roster, placed, seen, lexicon)


def _only_qualified(chunk: Chunk, borne: set[str], lexicon: Lexicon) -> bool:
    """Whether "the Ulm Tanaka" is one of the Tanakas rather than somebody called Ulm."""
    name = name_of(chunk)
    return is_qualified(chunk, lexicon) and name[-1] in borne and name[0] not in borne


def _owners(seen: Seen, roster: Roster, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The figures whose name this can be; a new one where there is none."""
    chunk, name = seen.chunk, name_of(seen.chunk)
    fitting = [
        f
        for f in roster.called(name[1:] or name)
        if (not chunk.suffix or f.suffix == chunk.suffix)
        and any(same_name(name, other, lexicon) for other in f.names)
    ]
    plain = [f for f in fitting if chunk.suffix or not f.suffix]
    exact = [f for f in plain if name in f.names]
    spelt = [f for f in plain if any("".join(name) == "".join(other) for other in f.names)]
    fitting = [f for f in fitting if not _other_generation(seen, f)]
    fitting = exact[:1] or spelt[:1] or fitting or _surnames_of(name, roster) or _of_patronymic(name, roster)
    fitting = fitting or _doubled(name, roster)
    fitting = [f for f in fitting if name in f.names or not _only_middle(seen, f, lexicon)]
    if not fitting:
        fitting = [roster.add(chunk, name)]
    if len(fitting) == 1:
        if chunk.nickname:
            fitting[0].nicknames |= set(flatten((fold(chunk.nickname),)))
        roster.name(fitting[0], name)
    return tuple(fitting)


def _doubled(name: Parts, roster: Roster) -> list[Figure]:
    """The one figure of this first name whose surname is a half of this double one, or the reverse: Mei Toll-Brandt."""
    if len(name) != 2 or len(name[0]) < 2:
        return []
    found = [
        f
        for f in roster.called(name[:1])
        for n in f.names
        if len(n) == 2 and n[0] == name[0] and _half(n[-1], name[-1])
    ]
    return found if len(found) == 1 else []


def _half(one: str, other: str) -> bool:
    """Whether one surname is a half of the other, which is double."""
    short, long = sorted((one, other), key=len)
    return " " not in short and " " in long and short in long.split(" ")


def _other_generation(seen: Seen, figure: Figure) -> bool:
    """Whether initials would be joined to a Sr. or Jr. of one first name: C.J. Bell is not Calvin Bell Sr."""
    name = name_of(seen.chunk)
    return len(name[0]) == 1 and bool(figure.suffix) and not seen.chunk.suffix and not figure.chunk.initials


def _of_patronymic(name: Parts, roster: Roster) -> list[Figure]:
    """The one figure whose first name and patronymic, or surname, this can be: Yegor Petrovich is Yegor Gurov."""
    fitting = [f for f in roster.called(name[:1]) if any(same_by_patronymic(name, n) for n in f.names)]
    return fitting if len(fitting) == 1 else []


def _surnames_of(name: Parts, roster: Roster) -> list[Figure]:
    """Those whose two surnames these are: Ibarra Solano of Clara Ibarra Solano, and of her sister."""
    if len(name) < 2:
        return []
    return [f for f in roster.called(name[-1:]) if any(_inside(name, n[1:]) for n in f.names)]


def _inside(few: Parts, many: Parts) -> bool:
    """Whether these parts stand side by side in the others."""
    return any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


def _only_middle(seen: Seen, figure: Figure, lexicon: Lexicon) -> bool:
    """Whether a relative is called by a middle name of the figure: "born to Lee Moor" is not Ada Lee Moor."""
    first = name_of(seen.chunk)[0]
    if len(first) < 2 or any(lexicon.same_given(first, name[0]) for name in figure.names):
        return False
    return bool(_is_coupled(seen.chunk) or seen.chunk.lent or read_telling(seen.chunk, lexicon).kin)


def _is_coupled(chunk: Chunk) -> bool:
    """Whether a first name and "and" stand in front: "their children Ada and Bea Moor"."""
    passage, at = chunk.passage, chunk.lead - 2
    if at < 0 or passage.word(at + 1) not in ("and", "&") or not passage.tokens[at].capital:
        return False
    return at == 0 or not passage.tokens[at - 1].capital
