"""people.yaml: what editors taught about names, one dated line each, and what it means for everything collected.

    # people.yaml
    - 2026-05-12 alias: Odette Carrow = @odette.carrow     # a name, a short form or a handle that means this person
    - 2026-05-12 same: Hayley Strand = Hayley Moretti      # two entries, one person; the first one stays
    - 2026-05-13 apart: colin-ashgrove-1a2b3c4d = colin-ashgrove-5e6f7a8b   # never merge them
    - 2026-05-13 apart: colin-ashgrove-1a2b3c4d = 8f14e45fceea167a   # in this article it is somebody else
    - 2026-05-13 follow: Nadia Petrescu
    - 2026-05-14 mute: Vesper                              # no section of their own
    - 2026-05-14 leave-out: Theo Amaral                    # in no section, index, search result or chosen sentence
    - 2026-05-15 nobody: Jack Frost                        # no person at all

A person is named by id or by name. The date may be left out. What stands behind " #" is a comment. A line taken
away is taken back: corrections are applied on top of what was read, never baked into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from digest.errors import ConfigurationError, Mistake
from digest.model import Correction, Person, PersonId, Teaching
from digest.text.folding import fold

_LINE = re.compile(r"^-\s+(?:(?P<on>\S*\d\S*)\s+)?(?P<teaching>[\w-]+):\s*(?P<said>.*)$")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_TWO_SIDED = frozenset({Teaching.ALIAS, Teaching.SAME, Teaching.APART})


def read_corrections(text: str, *, where: str = "people.yaml") -> tuple[Correction, ...]:
    """The corrections in a people.yaml, in the order of its lines.

    Raises ConfigurationError with every mistake and its line.
    """
    read = [(number, _read_line(said)) for number, said in said_lines(text)]
    mistakes = [
        Mistake(where=f"{where}:{number}", what=what) for number, what in read if isinstance(what, str)
    ]
    if mistakes:
        raise ConfigurationError(tuple(mistakes))
    return tuple(each for _, each in read if isinstance(each, Correction))


def said_lines(text: str) -> list[tuple[int, str]]:
    """The lines that say something, with their numbers, without their comments."""
    lines = enumerate(text.removeprefix("\ufeff").splitlines(), start=1)
    bare = ((number, _COMMENT.sub("", line).strip()) for number, line in lines)
    return [(number, line) for number, line in bare if line and line not in ("---", "[]")]


def _read_line(line: str) -> Correction | str:
    """One correction, or a sentence about what is wrong with the line."""
    match = _LINE.match(line)
    if not match:
        return 'a correction looks like "- 2026-05-12 alias: Odette Carrow = Odie"'
    known = [each.value for each in Teaching]
    if match["teaching"] not in known:
        return f"“{match['teaching']}” is no correction; use one of {', '.join(known)}"
    teaching = Teaching(match["teaching"])
    person, _, value = (part.strip().strip("\"'") for part in match["said"].partition(" = "))
    if not person:
        return f"“{teaching}” names nobody"
    if (teaching in _TWO_SIDED) != bool(value):
        return f"“{teaching}” takes {'two names: ONE = OTHER' if teaching in _TWO_SIDED else 'one name'}"
    return _dated(teaching, person, value, match["on"])


def _dated(teaching: Teaching, person: str, value: str, on: str | None) -> Correction | str:
    try:
        return Correction(
            teaching=teaching, person=person, value=value, on=date.fromisoformat(on) if on else None
        )
    except ValueError:
        return f"“{on}” is no date; write it as 2026-05-12"


def write_correction(correction: Correction) -> str:
    """The line of people.yaml that says this, as `read_corrections` reads it."""
    on = f"{correction.on.isoformat()} " if correction.on else ""
    other = f" = {correction.value}" if correction.value else ""
    return f"- {on}{correction.teaching}: {correction.person}{other}"


def names_person(said: str, person: Person) -> bool:
    """Whether what a correction says (an id, a name, an alias, a handle) means this person."""
    if said == person.id:
        return True
    if said.startswith("@"):
        return said.casefold() in {handle.casefold() for handle in person.handles}
    return fold(said) in {fold(name) for name in (person.name, *person.aliases)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """How editors want certain people treated."""

    followed: frozenset[PersonId] = frozenset()
    muted: frozenset[PersonId] = frozenset()
    left_out: frozenset[PersonId] = frozenset()


def verdicts(corrections: Sequence[Correction], people: Iterable[Person]) -> Verdicts:
    """Whom of the people editors follow, mute or leave out."""
    known = list(people)
    return Verdicts(
        followed=_taught(Teaching.FOLLOW, corrections, known),
        muted=_taught(Teaching.MUTE, corrections, known),
        left_out=_taught(Teaching.LEAVE_OUT, corrections, known),
    )


def _taught(
    teaching: Teaching, corrections: Sequence[Correction], people: Sequence[Person]
) -> frozenset[PersonId]:
    said = [each.person for each in corrections if each.teaching is teaching]
    return frozenset(p.id for p in people if any(names_person(name, p) for name in said))
