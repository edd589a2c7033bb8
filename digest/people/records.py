"""What is known of a person across articles: the register's memory, and what new articles add to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from digest.model import ArticleId, Person, PersonId
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, name_keys, name_parts, suffix_of
from digest.people.sightings import Sighting, name_of, role_words, sound_of, surprise
from digest.text.folding import fold

NOT_NAMED = PersonId("")
CONTEXT_KEPT = 120  # words of one person, and as many others
TEXTS_KEPT = 12  # articles of one person whose words are compared each by itself
_MARKS = ("field:", "role:", "with:", "parted:")


@dataclass(slots=True, eq=False)
class Record:
    """A person while articles are being identified: the register's, or a new one."""

    person: Person | None
    names: set[Parts]
    display: str
    suffix: str = ""
    gender: str = ""
    born: int | None = None
    role: str = ""
    role_source: ArticleId | None = None
    role_told: datetime | None = None
    roles: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    surnames: dict[str, str] = field(
        default_factory=dict
    )  # of the others, as they sound: with the whole name
    first_names: dict[str, str] = field(default_factory=dict)  # of the others, with the whole name
    words: Counter[str] = field(default_factory=Counter)
    texts: list[frozenset[str]] = field(
        default_factory=list
    )  # the words of single articles; the register's as one
    fields: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    first: tuple[datetime, str] | None = None
    last_seen: datetime | None = None
    id: PersonId = NOT_NAMED
    seen_in: set[str] = field(default_factory=set)  # revisions
    parted: set[str] = field(default_factory=set)  # whom an editor parted them from
    sightings: list[Sighting] = field(default_factory=list)  # new ones

    @property
    def full(self) -> bool:
        """Whether a name of more than one part is known."""
        return any(len(name) > 1 for name in self.names)


def fresh(sighting: Sighting) -> Record:
    """A record of somebody who was seen once."""
    record = Record(person=None, names=set(), display=sighting.appearance.name)
    add(record, sighting)
    return record


def name_beside(record: Record, others: Iterable[str]) -> None:
    """Let a record be named beside these others."""
    for other in sorted(set(others) - record.others):
        record.others.add(other)
        surname = sound_of(other)
        record.surnames[surname] = max(record.surnames.get(surname, ""), other, key=len)
        first = other.partition(" ")[0]
        record.first_names[first] = max(record.first_names.get(first, ""), other, key=len)


def from_person(person: Person) -> Record:
    """What the register remembers, as a record."""
    marked: dict[str, set[str]] = {mark: set() for mark in _MARKS}
    words = []
    for each in person.context:
        mark = next((m for m in _MARKS if each.startswith(m)), "with:" if " " in each else "")
        marked[mark].add(each.removeprefix(mark)) if mark else words.append(each)
    record = Record(
        person=person,
        names={parts for name in (person.name, *person.aliases) if (parts := name_of(name))},
        display=person.name,
        suffix=suffix_of(person.name),
        gender=person.gender,
        born=person.birth_year,
        role=person.role,
        role_source=person.role_source,
        role_told=person.last_seen if person.role else None,
        roles=set(role_words(person.role)) | marked["role:"],
        words=Counter(words),
        texts=[frozenset(words)] if words else [],
        fields=marked["field:"],
        parted=marked["parted:"],
        aliases=set(person.aliases),
        handles=set(person.handles),
        id=person.id,
        last_seen=person.last_seen,
    )
    name_beside(record, marked["with:"])
    return record


def absorb(record: Record, other: Record, *, names: bool = True) -> None:
    """Let a record learn all that another one was seen with."""
    for sighting in other.sightings:
        add(record, sighting, names=names)


def add(record: Record, sighting: Sighting, *, names: bool = True) -> None:
    """Let a record learn what an article tells; without its names where a correction alone gave it to them."""
    seen, article = sighting.appearance, sighting.reading.article
    record.sightings.append(sighting)
    record.seen_in.add(article.revision)
    if names:
        record.names |= sighting.names
        _learn_name(record, sighting)
    record.suffix = record.suffix or sighting.suffix
    record.gender = record.gender or seen.gender
    record.born = record.born if record.born is not None else sighting.born
    readable = not (sighting.foreign and record.role)
    if seen.role and readable and _is_news(seen.role, record, article.published):
        record.role, record.role_source, record.role_told = seen.role, article.id, article.published
    record.roles |= sighting.roles
    name_beside(record, sighting.others)
    record.words.update(sighting.words)
    record.texts = [*record.texts, sighting.words][-TEXTS_KEPT:]
    record.fields |= sighting.fields
    record.handles.update(seen.handles)
    moment = (article.published, article.id)
    record.first = min(record.first, moment) if record.first else moment
    record.last_seen = max(record.last_seen, article.published) if record.last_seen else article.published


def _is_news(role: str, record: Record, told: datetime) -> bool:
    """Whether a role replaces the known one: newer, and saying no less; "former" only of what was known."""
    if not record.role or record.role_told is None:
        return True
    if told < record.role_told:
        return False
    new, known = role_words(role), role_words(record.role)
    if fold(role).startswith("former "):
        return bool(new & known)
    return not new < known


def _learn_name(record: Record, sighting: Sighting) -> None:
    """Keep the fullest name as the one to show, the other long forms and what else they are called as aliases."""
    name = sighting.appearance.name
    if _fullness(name) > _fullness(record.display):
        name, record.display = record.display, name
    if (fold(name) != fold(record.display) and len(name_parts(name)) > 1) or (
        name != record.display and name.isascii() != record.display.isascii()
    ):
        record.aliases.add(name)
    told = {name for name in sighting.names if name != sighting.name}
    record.aliases |= {alias for alias in sighting.appearance.aliases if name_of(alias) in told}
    record.aliases.discard(record.display)


def _fullness(name: str) -> tuple[int, int, bool]:
    """More whole parts first, then more letters that are no ASCII (nobody adds accents by mistake)."""
    parts = name_parts(name)
    return sum(len(p) > 1 for p in parts), min(len(parts), 4), not name.isascii()


def to_person(record: Record, lexicon: Lexicon) -> Person:
    """The record as the register keeps it: of its words those that say most."""
    known = record.person
    names = [record.display, *sorted(record.aliases - {record.display})]
    weights = {word: count * surprise(word, lexicon) for word, count in record.words.items()}
    words = sorted(weights, key=lambda w: (-weights[w], w))[:CONTEXT_KEPT]
    context = {
        *words,
        *(each if " " in each else f"with:{each}" for each in sorted(record.others)[:CONTEXT_KEPT]),
        *(f"field:{each}" for each in record.fields),
        *(f"parted:{each}" for each in record.parted),
        *(f"role:{each}" for each in sorted(record.roles)[:CONTEXT_KEPT]),
    }
    parted = {"parted:"} if record.parted else set()
    first = record.first[0] if record.first else None
    seen = [moment for moment in (known.first_seen if known else None, first) if moment]
    return Person(
        id=record.id,
        name=record.display,
        keys=tuple(sorted({key for name in names for key in name_keys(name)} | parted)),
        aliases=tuple(names[1:]),
        handles=tuple(sorted(record.handles)),
        role=record.role,
        role_source=record.role_source,
        gender="f" if record.gender == "f" else "m" if record.gender == "m" else "",
        birth_year=record.born,
        context=tuple(sorted(context)),
        first_seen=min(seen, default=None),
        last_seen=record.last_seen,
    )
