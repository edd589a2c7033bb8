"""Corrections as answers to the questions that identifying asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from digest.model import Correction, Person, PersonId, Teaching
from digest.people.corrections import names_person
from digest.people.names import name_keys, name_parts
from digest.people.records import Record, from_person
from digest.people.sightings import Sighting
from digest.text.folding import fold

BY_PEOPLE_YAML = "people.yaml says so"  # the reason where a correction decides


@dataclass(frozen=True, slots=True)
class Taught:
    """The corrections that decide who is who."""

    aliases: tuple[tuple[str, str], ...]  # (person, alias)
    same: tuple[tuple[str, str], ...]
    never: tuple[tuple[str, str], ...]
    nobody: frozenset[str]

    def is_nobody(self, name: str) -> bool:
        """Whether an editor said that this name is no person's."""
        return is_nobodys(name, self.nobody)

    def is_alias(self, sighting: Sighting) -> bool:
        """Whether a line gives the sighting's name (or handle) to somebody."""
        if not self.aliases:
            return False
        names = {fold(sighting.appearance.name), *(h.casefold() for h in sighting.appearance.handles)}
        return any((a.casefold() if a.startswith("@") else fold(a)) in names for _, a in self.aliases)

    def alias(self, sighting: Sighting, records: Iterable[Record]) -> Record | None:
        """The record whose alias the sighting's name (or handle) is."""
        if not self.aliases:
            return None
        names = {fold(sighting.appearance.name), *(h.casefold() for h in sighting.appearance.handles)}
        for person, alias in self.aliases:
            if (alias.casefold() if alias.startswith("@") else fold(alias)) in names:
                return next((r for r in records if _means(person, r)), None)
        return None

    def apart(self, one: Record, other: Record) -> bool:
        """Whether these two must not be joined."""
        return any(
            (_means(a, one) and _means(b, other)) or (_means(b, one) and _means(a, other))
            for a, b in self.never
            if name_parts(a) != name_parts(b)
        ) or self._by_article(one, other)

    def _by_article(self, one: Record, other: Record) -> bool:
        """Whether a line says that one of them, seen in an article, is not the other."""
        return any(
            _means(person, record) and any(each.reading.article.id == article for each in seen.sightings)
            for person, article in self.never
            for record, seen in ((one, other), (other, one))
            if not any(mark.endswith(f":{article}") for mark in record.parted)  # theirs it is
        )

    def knowing(self, records: Iterable[Record]) -> Taught:
        """The same, where ids that must not be one speak for the names of their entries as well."""
        names = {record.id: record.display for record in records}
        named = tuple((names.get(PersonId(a), a), names.get(PersonId(b), b)) for a, b in self.never)
        return replace(self, never=tuple(dict.fromkeys((*self.never, *named))))

    def kept_apart(self, one: Record, other: Record) -> bool:
        """Whether an editor answered already that these two are not one person."""
        return self.apart(one, other)

    def merged(self, records: Sequence[Record]) -> dict[int, Record]:
        """The records that are somebody else's, by identity, with whom they belong to."""
        merged: dict[int, Record] = {}
        for kept, lost in self.same:
            into = next((r for r in records if _means(kept, r)), None)
            for record in records:
                if into is not None and record is not into and _means(lost, record):
                    merged[id(record)] = merged.get(id(into), into)
        return merged

    def named(self, record: Record) -> Record:
        """The record with the aliases and handles that were taught of it."""
        for person, alias in self.aliases:
            if _means(person, record):
                (record.handles if alias.startswith("@") else record.aliases).add(alias)
        return record


def merges(corrections: Sequence[Correction], people: Iterable[Person]) -> dict[PersonId, PersonId]:
    """Whom corrections make somebody else, and whom: by id, following every line that says so."""
    if all(each.teaching is not Teaching.SAME for each in corrections):
        return {}
    records = [from_person(each) for each in people]
    by_identity = {id(each): each.id for each in records}
    merged = taught_by(corrections).merged(records)
    steps = {by_identity[lost]: into.id for lost, into in merged.items()}
    return {one: _end(one, steps) for one in steps}


def is_nobodys(name: str, said: Iterable[str]) -> bool:
    """Whether a name is one of those that are nobody's, or holds one of several words: Old Jack Frost."""
    if not said:
        return False
    wanted = f" {' '.join(name_parts(name))} "
    each_said = ((fold(each), " ".join(name_parts(each))) for each in said)
    return any(
        fold(name) == folded or wanted == f" {parts} " or (" " in parts and f" {parts} " in wanted)
        for folded, parts in each_said
        if folded
    )


def answered(one: Person, other: Person, corrections: Sequence[Correction]) -> bool:
    """Whether an editor said already whether these two are one person."""
    said = (each for each in corrections if each.teaching in (Teaching.SAME, Teaching.APART))
    return any(
        (names_person(each.person, a) and names_person(each.value, b))
        for each in said
        for a, b in ((one, other), (other, one))
    )


def with_taught_names(people: Iterable[Person], corrections: Sequence[Correction]) -> list[Person]:
    """People with the aliases and handles that corrections give them; the register keeps what articles say."""
    aliases = [each for each in corrections if each.teaching is Teaching.ALIAS]
    return [_named(each, _given(each, aliases)) for each in people] if aliases else list(people)


def without_taught_names(person: Person, corrections: Sequence[Correction], *, read: Iterable[str]) -> Person:
    """A person less the names that only corrections give: those not among what was `read` in articles."""
    aliases = [each for each in corrections if each.teaching is Teaching.ALIAS]
    gone = _given(person, aliases) - set(read)
    if not gone:
        return person
    names = tuple(name for name in person.aliases if name not in gone)
    handles = tuple(name for name in person.handles if name not in gone)
    return replace(person, aliases=names, handles=handles, keys=_with_keys(person, names))


def _given(person: Person, aliases: Sequence[Correction]) -> set[str]:
    return {each.value for each in aliases if names_person(each.person, person)}


def _named(person: Person, given: set[str]) -> Person:
    if not given:
        return person
    handles = {name for name in given if name.startswith("@")}
    names = tuple(sorted({*person.aliases, *given} - handles - {person.name}))
    handles |= set(person.handles)
    return replace(person, aliases=names, handles=tuple(sorted(handles)), keys=_with_keys(person, names))


def _with_keys(person: Person, aliases: Iterable[str]) -> tuple[str, ...]:
    """The keys of somebody with these aliases, and those that are no names' (see `parting`)."""
    others = {key for key in person.keys if key.endswith(":")}
    return tuple(sorted(_keys(person.name, aliases) | others))


def _keys(name: str, aliases: Iterable[str]) -> set[str]:
    return {key for each in (name, *aliases) for key in name_keys(each)}


def _end(one: PersonId, steps: dict[PersonId, PersonId]) -> PersonId:
    """Where a chain of merges ends; lines that go in a circle end where it closes."""
    seen = {one}
    while (one := steps.get(one, one)) not in seen:
        seen.add(one)
    return one


def taught_by(corrections: Sequence[Correction]) -> Taught:
    """The corrections, sorted by what they say; later lines come first, so that they win."""
    newest = list(reversed(corrections))

    def pairs(teaching: Teaching) -> tuple[tuple[str, str], ...]:
        return tuple((c.person, c.value) for c in newest if c.teaching is teaching)

    return Taught(
        aliases=pairs(Teaching.ALIAS),
        same=pairs(Teaching.SAME),
        never=pairs(Teaching.APART),
        nobody=frozenset(person for person, _ in pairs(Teaching.NOBODY)),
    )


def _means(said: str, record: Record) -> bool:
    """Whether what a correction says (an id or a name) means the record."""
    return (
        said == record.id
        or (bool(name_parts(said)) and name_parts(said) in record.names)
        or said in record.handles
    )
