"""Finding people in the register by what somebody types: an id, a name in any spelling, or parts of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from digest.model import Correction, Person
from digest.people.corrections import names_person
from digest.text.folding import fold

ALIKE = 0.75  # of 1: how alike a name must be to be suggested
SUGGESTED = 3


def find(asked: str, everybody: Iterable[Person]) -> list[Person]:
    """Those whom an id, a name, an alias or a handle means, those called so before those also called so."""
    meant = [each for each in everybody if names_person(asked, each)]
    return [each for each in meant if each.id == asked] or sorted(
        meant, key=lambda each: fold(each.name) != fold(asked)
    )


def search(words: str, everybody: Iterable[Person]) -> list[Person]:
    """Those who have one name in which all the words occur, accents and case apart; or whose id it is."""
    wanted = fold(words).split()
    return [
        each
        for each in everybody
        if each.id == words.strip()
        or (wanted and any(_has(fold(name), wanted) for name in (each.name, *each.aliases, *each.handles)))
    ]


def _has(name: str, wanted: Sequence[str]) -> bool:
    return all(word in name for word in wanted)


def close_names(asked: str, everybody: Iterable[Person]) -> tuple[str, ...]:
    """The names in the register most like this one: those that have it as a part, then those spelt alike."""
    names = {fold(name): name for each in everybody for name in (*each.aliases, each.name)}
    wanted = set(fold(asked).split())
    longer = sorted(each for each in names if wanted and wanted < set(each.split()))
    alike = get_close_matches(fold(asked), names, n=SUGGESTED, cutoff=ALIKE)
    return tuple(names[each] for each in dict.fromkeys((*longer, *alike)))[:SUGGESTED]


def written_as(person: Person, everybody: Iterable[Person]) -> str:
    """How a correction names this person: by name where nobody else is meant by it, else by id."""
    meant = [each for each in everybody if names_person(person.name, each)]
    return person.name if len(meant) == 1 else person.id


def lines_about(person: Person, corrections: Sequence[Correction]) -> list[Correction]:
    """What people.yaml says of a person, in its order."""
    return [
        each
        for each in corrections
        if names_person(each.person, person) or (each.value and names_person(each.value, person))
    ]
