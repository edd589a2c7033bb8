"""Who is who across articles: variants of a name joined, namesakes kept apart.

Appearances are read in the order of (published, article id), full names before short ones, each joined to the
known person it fits best by name, others named, subject words, field, role, gender and age (a greedy, deterministic
form of the cross-document coreference of Bagga and Baldwin, 1998). Only people sharing a part of the name are ever
compared, so the time grows with the articles, not with their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from digest.model import Correction, Identification, Identity, Person, PersonId, Reading, content_id
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, name_keys
from digest.people.records import Fit, Record, Sighting, add, fresh, from_person, sightings, to_person, weigh
from digest.people.taught import Taught, taught_by
from digest.text.folding import fold

BY_PEOPLE_YAML = "people.yaml says so"  # the reason where a correction decides

JOIN_FULL = 0.3
JOIN_SHORT = 0.75
MARGIN = 0.5


@dataclass(slots=True)
class Register:
    """The records while identifying, found by the parts of their names."""

    records: list[Record] = field(default_factory=list)
    by_key: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))

    def put(self, record: Record) -> None:
        """Take a record in; its names can then be found."""
        self.records.append(record)
        self.index(record)

    def index(self, record: Record) -> None:
        """Make all names of a record findable."""
        for key in {key for name in record.names for key in _findable(name)}:
            if record not in self.by_key[key]:
                self.by_key[key].append(record)

    def bearing(self, sighting: Sighting, lexicon: Lexicon) -> list[Record]:
        """The records that share a part of the name (or a short form of it), each once."""
        parts = _findable(sighting.name)
        if not sighting.full:
            parts |= {short for part in parts for short in lexicon.nicknames.get(part, ())}
        found: dict[int, Record] = {}
        for part in sorted(parts):
            found.update((id(record), record) for record in self.by_key.get(part, ()))
        return list(found.values())


def _findable(name: Parts) -> set[str]:
    """The parts of a name under which it is found: whole words, or all initials together."""
    return {part for part in name if len(part) > 1} or {"".join(name)}


def wanted_keys(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The keys under which the register may know the people of these readings, sorted: for `People.bearing`."""
    names = (
        name
        for reading in readings
        for each in reading.analysis.appearances
        for name in (each.name, *each.aliases)
    )
    return tuple(sorted({key for name in names for key in name_keys(name)}))


def identify(
    readings: Sequence[Reading],
    register: Iterable[Person],
    *,
    lexicon: Lexicon,
    corrections: Sequence[Correction] = (),
) -> Identification:
    """Say which person each appearance is, and who is new or has changed.

    Pure and independent of the order of `readings` and `register`. A bare surname or first name joins a longer name
    only where the articles agree; an uncertain join is not made. Corrections always win.
    """
    taught = taught_by(corrections)
    known = Register()
    for person in sorted(register, key=lambda p: p.id):
        known.put(from_person(person))
    ordered = sorted(readings, key=lambda r: (r.article.published, r.article.id, r.article.revision))
    language = _language(readings)
    found = (each for r in ordered for each in sightings(r, lexicon, language=language))
    seen = [each for each in found if not taught.is_nobody(each)]
    full_first = sorted(seen, key=lambda s: not s.full)
    settled = [(each, *_place(each, known, taught, lexicon)) for each in full_first]
    _name_new(known)
    merged = taught.merged(known.records)
    identities = sorted(
        (_identity(each, merged.get(id(r), r), fit) for each, r, fit in settled),
        key=lambda i: (i.article, i.appearance),
    )
    people = _people(known, merged, taught)
    return Identification(identities=tuple(identities), people=people)


def _language(readings: Sequence[Reading]) -> str:
    """The language of most articles."""
    count = Counter(reading.article.language for reading in readings)
    return min(count, key=lambda language: (-count[language], language), default="")


def _place(sighting: Sighting, known: Register, taught: Taught, lexicon: Lexicon) -> tuple[Record, Fit]:
    """The record of one sighting: the one that fits best, or a new one; it learns from the sighting."""
    candidates = known.bearing(sighting, lexicon)
    revision = sighting.reading.article.revision
    free = [r for r in candidates if revision not in r.seen_in and not taught.apart(sighting, r)]
    fits = [weigh(sighting, r, lexicon) for r in free]
    told = taught.alias(sighting, known.records)
    fit = Fit(told, 9.0, BY_PEOPLE_YAML) if told else _best(sighting, fits)
    if fit is None:
        record = fresh(sighting)
        add(record, sighting)
        known.put(record)
        return record, Fit(record, 1.0, _new_reason(sighting, fits))
    add(fit.record, sighting)
    known.index(fit.record)
    return fit.record, fit


def _best(sighting: Sighting, fits: Sequence[Fit]) -> Fit | None:
    """The fit that is good enough and clearly ahead; between fits of one full name the best will do."""
    bar = JOIN_FULL if sighting.full else JOIN_SHORT
    good = sorted(
        (f for f in fits if f.points > bar), key=lambda f: (-f.points, f.record.id, f.record.first or ())
    )
    if not good:
        return None
    ahead = good[0].points - good[1].points if len(good) > 1 else MARGIN
    return good[0] if sighting.full or ahead >= MARGIN else None


def _new_reason(sighting: Sighting, fits: Sequence[Fit]) -> str:
    namesakes = [f for f in fits if f.points > -5]
    if namesakes and sighting.full:
        return f"another {sighting.appearance.name}: nothing else in the articles agrees"
    return f"two fit {sighting.appearance.name}" if namesakes else f"the first {sighting.appearance.name}"


def _name_new(known: Register) -> None:
    """Give new records ids that depend on content alone."""
    used = {record.id for record in known.records if record.id}
    for record in known.records:
        if not record.id:
            assert record.first is not None
            name, count = fold(record.display), 0
            while not record.id or record.id in used:
                digest = content_id("person", name, record.first[1], *([str(count)] if count else []))
                record.id = PersonId(f"{'-'.join(name.split())[:60] or 'person'}-{digest[:8]}")
                count += 1
            used.add(record.id)


def _identity(sighting: Sighting, record: Record, fit: Fit) -> Identity:
    article = sighting.reading.article
    return Identity(
        article=article.id,
        revision=article.revision,
        appearance=sighting.appearance.key,
        person=record.id,
        involvement=sighting.appearance.involvement,
        reason=fit.reason,
        confidence=round(max(0.5, min(0.98, 0.6 + 0.1 * fit.points)), 2),
    )


def _people(known: Register, merged: dict[int, Record], taught: Taught) -> tuple[Person, ...]:
    """Those who are new or changed, sorted by id; one who was merged leads to the other."""
    people = []
    for record in known.records:
        into = merged.get(id(record))
        person = to_person(taught.named(record))
        if into:
            person = replace(person, merged_into=into.id)
        if record.changed or into or person != record.person:
            people.append(person)
    return tuple(sorted(people, key=lambda p: p.id))
