"""Who is who across articles: variants of a name joined, namesakes kept apart, what is uncertain proposed.

Every appearance is compared with those who may bear its name, by all that the articles tell of both (`linkage`): first
the appearances that say most of a name, in the order of (published, article id), then initials and bare surnames and
first names, then the new people once more with each other (a deterministic form of the cross-document coreference of
Bagga and Baldwin, 1998). Only people sharing a key of a name are ever compared, and of a crowd only those with another
name in common, so the time grows with the articles, not with their square.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from digest.model import Correction, Identification, Identity, Person, PersonId, Reading, content_id
from digest.people.bearers import Bearers
from digest.people.lexicon import Lexicon
from digest.people.likeness import Likeness
from digest.people.linkage import Background, Fit, background_of, weigh
from digest.people.names import name_keys
from digest.people.proposals import Doubt, proposals
from digest.people.records import Record, absorb, fresh, from_person, to_person
from digest.people.sightings import Sighting, language_of, sightings
from digest.people.taught import BY_PEOPLE_YAML, Taught, taught_by
from digest.text.folding import fold

JOIN = 0.6  # points from which one full name is one person
JOIN_VARIANT = 1.2  # of another form of the name
JOIN_SHORT = 1.1  # of a bare surname or first name
CERTAIN_NAME = 1.4  # points of names that are as good as one
MARGIN, MARGIN_SHORT = 0.3, 0.7  # by which the best must be ahead
SECOND_LOOK, SECOND_LOOK_NAMESAKES = (
    0.3,
    2.0,
)  # points more that it takes to join two who were kept apart at first
DOUBTFUL = 0.9  # points below joining at which a join is still proposed
ROUNDS = 3


@dataclass(slots=True)
class _Work:
    """What is known while articles are being identified."""

    known: Bearers
    taught: Taught
    background: Background
    settled: dict[int, tuple[Record, str, float]] = field(
        default_factory=dict
    )  # by sighting: whose, why, how sure
    doubts: list[Doubt] = field(default_factory=list)


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
    """Say which person each appearance is, who is new or has changed, and which joins are for an editor to decide.

    Pure and independent of the order of `readings` and `register`. A bare surname or first name joins a longer name
    only where the articles agree; an uncertain join is not made but proposed. Corrections always win.
    """
    remembered = [from_person(person) for person in sorted(register, key=lambda p: p.id)]
    taught = taught_by(corrections).knowing(remembered)
    language = language_of(readings)
    ordered = sorted(readings, key=lambda r: (r.article.published, r.article.id, r.article.revision))
    found = (each for r in ordered for each in sightings(r, lexicon, language=language))
    seen = [each for each in found if not taught.is_nobody(each.appearance.name)]
    work = _Work(Bearers(lexicon), taught, background_of(seen, remembered, lexicon))
    for record in remembered:
        work.known.put(record)
        work.background.learn(record)
    _settle(seen, work)
    _join_new(work)
    return _told(seen, work, lexicon)


def _settle(seen: Sequence[Sighting], work: _Work) -> None:
    """Place those whose names say most first; short ones wait until somebody they fit is known well enough."""
    waiting: list[Sighting] = []
    told = [each for each in seen if work.taught.is_alias(each)]
    for each in sorted((each for each in seen if each not in told), key=_tier):
        if _tier(each) < 2:
            _place(each, work)
        else:
            waiting.append(each)
    for _ in range(ROUNDS):
        left = [each for each in waiting if not _place(each, work, make=False)]
        if len(left) == len(waiting):
            break
        waiting = left
    for each in (*waiting, *told):  # whose names a line gives to somebody come last: by then all are there
        _place(each, work)


def _tier(sighting: Sighting) -> int:
    """0: several names are told or a suffix; 1: a full name; 2: with an initial; 3: a part of one."""
    if not sighting.full:
        return 3
    if len(sighting.name[0]) == 1:
        return 2
    return 0 if len(sighting.names) > 1 or sighting.suffix else 1


def _taught(sighting: Sighting, work: _Work) -> Record | None:
    return work.taught.alias(sighting, work.known.records.values())


def _place(sighting: Sighting, work: _Work, *, make: bool = True) -> bool:
    """Give a sighting to the record it fits best, or to a new one if `make`; whether it was given."""
    told = _taught(sighting, work)
    alone = fresh(sighting)
    if told:
        _give(alone, told, work, (BY_PEOPLE_YAML, 0.98))
        return True
    fits = _fits(alone, work)
    best = _best(fits)
    if best is not None:
        _give(alone, best.record, work, (_why(sighting, best, fits), max(0.5, best.confidence)))
    elif make:
        work.known.put(alone)
        work.settled[id(sighting)] = (alone, _why_new(sighting, fits), 0.7)
        work.doubts += (Doubt(alone, each, sighting) for each in _doubtful(fits))
    return best is not None or make


def _fits(record: Record, work: _Work) -> list[Fit]:
    """Those it may be, best first."""
    fits = [
        weigh(record, each, work.background)
        for each in work.known.bearing(record)
        if not work.taught.apart(record, each)
    ]
    return sorted((f for f in fits if f.points > -5), key=_order)


def _order(fit: Fit) -> tuple[float, str, tuple[object, ...]]:
    return -fit.points, fit.record.id, fit.record.first or ()


def _best(fits: Sequence[Fit], *, more: float = 0.0) -> Fit | None:
    """The fit that is good enough and clearly ahead of the next. `more`: points beyond those it takes otherwise."""
    if not fits or fits[0].points < bar(fits[0].name) + more or not fits[0].name.sure:
        return None
    margin = MARGIN if fits[0].name.points >= CERTAIN_NAME else MARGIN_SHORT
    ahead = fits[0].points - fits[1].points if len(fits) > 1 else margin
    return fits[0] if ahead >= margin else None


def bar(name: Likeness) -> float:
    """The points from which records with names so alike are one person."""
    return JOIN if name.points >= CERTAIN_NAME else JOIN_VARIANT if name.points > 0.15 else JOIN_SHORT


def _doubtful(fits: Sequence[Fit]) -> list[Fit]:
    """The joins to propose: those nearly good enough, or good enough but as good as another."""
    near = (each for each in fits[:2] if each.points >= bar(each.name) - DOUBTFUL)
    return [each for each in near if each.context > 0 or each.name.points >= CERTAIN_NAME]


def _give(alone: Record, record: Record, work: _Work, why: tuple[str, float]) -> None:
    for sighting in alone.sightings:
        work.settled[id(sighting)] = (record, *why)
    absorb(record, alone, names=why[0] != BY_PEOPLE_YAML)
    work.background.learn(record)
    work.known.put(record)


def _why(sighting: Sighting, fit: Fit, fits: Sequence[Fit]) -> str:
    if not sighting.full and len(fits) == 1 and fit.record.full:
        return f"the only {sighting.appearance.name} who fits: {fit.reason.partition(', ')[2] or fit.reason}"
    return fit.reason


def _why_new(sighting: Sighting, fits: Sequence[Fit]) -> str:
    name = sighting.appearance.name
    if not fits:
        return f"the first {name}"
    if len(fits) > 1 and fits[0].points >= bar(fits[0].name) and fits[0].name.sure:
        both = " and ".join(_called(each) for each in fits[:2])
        return f"{both} both fit {name}, so neither is taken"
    why = fits[0].against[0] if fits[0].against else "too little speaks for it"
    if fits[0].name.points >= CERTAIN_NAME:
        return f"another {name}: {why}"
    return f"perhaps {_called(fits[0])}, but {why}"


def _called(fit: Fit) -> str:
    record = fit.record
    return f"{record.display} ({record.role})" if record.role else record.display


def _join_new(work: _Work) -> None:
    """Compare those who are new once more, now that all is known of them: what joins none early may fit one late."""
    new = [each for each in work.known.records.values() if each.person is None]
    for _ in range(ROUNDS):
        grown = [_join(each, work) for each in sorted(new, key=lambda r: (r.full, r.first or ()))]
        around = {id(r): r for each in grown if each for r in (each, *work.known.bearing(each))}
        new = [each for each in around.values() if each.person is None]


def _join(record: Record, work: _Work) -> Record | None:
    """Whoever took the record in, or was taken in by it."""
    if id(record) not in work.known.records:
        return None
    fits = _fits(record, work)
    namesakes = bool(fits) and fits[0].name.points >= CERTAIN_NAME
    best = _best(fits, more=SECOND_LOOK_NAMESAKES if namesakes else SECOND_LOOK if record.full else 0.0)
    if best is None:
        return None
    into = best.record
    if into.person is None and (not into.full, into.first or ()) > (not record.full, record.first or ()):
        record, into = into, record
    work.known.drop(record)
    _give(record, into, work, (best.reason, max(0.5, best.confidence)))
    for doubt in work.doubts:
        doubt.moved(record, into)
    return into


def _name_new(records: Iterable[Record]) -> None:
    """Give new records ids that depend on content alone."""
    known = list(records)
    used = {record.id for record in known if record.id}
    for record in sorted((r for r in known if not r.id), key=lambda r: (r.first or (), r.display)):
        assert record.first is not None
        name, count = fold(record.display), 0
        while not record.id or record.id in used:
            digest = content_id("person", name, record.first[1], *([str(count)] if count else []))
            record.id = PersonId(f"{'-'.join(name.split())[:60] or 'person'}-{digest[:8]}")
            count += 1
        used.add(record.id)


def _told(seen: Sequence[Sighting], work: _Work, lexicon: Lexicon) -> Identification:
    records = list(work.known.records.values())
    _name_new(records)
    merged = work.taught.merged(records)
    identities = []
    for each in seen:
        record, reason, confidence = work.settled[id(each)]
        identities.append(_identity(each, merged.get(id(record), record), reason, confidence))
    return Identification(
        identities=tuple(sorted(identities, key=lambda i: (i.article, i.appearance))),
        people=_people(records, merged, work.taught, lexicon),
        proposals=proposals(work.doubts, work.taught),
    )


def _identity(sighting: Sighting, record: Record, reason: str, confidence: float) -> Identity:
    article = sighting.reading.article
    return Identity(
        article=article.id,
        revision=article.revision,
        appearance=sighting.appearance.key,
        person=record.id,
        involvement=sighting.appearance.involvement,
        reason=reason,
        confidence=confidence,
    )


def _people(
    records: Sequence[Record], merged: dict[int, Record], taught: Taught, lexicon: Lexicon
) -> tuple[Person, ...]:
    """Those who are new or changed, sorted by id; one who was merged leads to the other."""
    people = []
    for record in records:
        into = merged.get(id(record))
        person = to_person(taught.named(record), lexicon)
        if into:
            person = replace(person, merged_into=into.id)
        if record.sightings or into or _names_of(person) != _names_of(record.person):
            people.append(person)
    return tuple(sorted(people, key=lambda p: p.id))


def _names_of(person: Person | None) -> tuple[object, ...]:
    return (person.name, person.aliases, person.handles) if person else ()
