"""What is known of a person across articles, and how well an appearance in a new article fits."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from digest.model import Appearance, ArticleId, Person, PersonId, Reading
from digest.people.lexicon import Lexicon
from digest.people.names import Parts, name_keys, name_parts, same_name, suffix_of
from digest.text.folding import fold

NOT_NAMED = PersonId("")
CONTEXT_WORDS = 40  # of one article
CONTEXT_KEPT = 160  # of one person
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An appearance with what its article tells about its world."""

    reading: Reading
    appearance: Appearance
    name: Parts
    suffix: str
    others: frozenset[str]  # the folded names of the others there
    surnames: frozenset[str]  # theirs
    words: frozenset[str]  # telling words of the article
    fields: frozenset[str]  # "sport", "politics": what the article is about
    roles: frozenset[str]
    born: int | None
    foreign: bool = False  # told in another language than most articles

    @property
    def full(self) -> bool:
        """Whether the name has more than one part."""
        return len(self.name) > 1


@dataclass(slots=True)
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
    words: Counter[str] = field(default_factory=Counter)
    fields: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    first: tuple[datetime, str] | None = None
    last_seen: datetime | None = None
    id: PersonId = NOT_NAMED
    seen_in: set[str] = field(default_factory=set)  # revisions
    changed: bool = False

    @property
    def full(self) -> bool:
        """Whether a name of more than one part is known."""
        return any(len(name) > 1 for name in self.names)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sighting fits a record: points (below 0: not the same person) and the reason in words."""

    record: Record
    points: float
    reason: str


def sightings(reading: Reading, lexicon: Lexicon, *, language: str = "") -> list[Sighting]:
    """The appearances of one article, ready to be compared. `language`: of most articles."""
    counted = Counter(_WORD.findall(fold(f"{reading.article.title} {reading.article.text}")))
    topics = frozenset(fields_of(counted, lexicon))
    words = {word: n for word, n in counted.items() if word not in lexicon.everyday}
    kept = frozenset(sorted(words, key=lambda w: (-words[w], w))[:CONTEXT_WORDS])
    people = reading.analysis.appearances
    foreign = reading.article.language != language
    return [replace(_sighting(reading, each, kept, topics), foreign=foreign) for each in people]


def _sighting(reading: Reading, each: Appearance, words: frozenset[str], topics: frozenset[str]) -> Sighting:
    own = name_parts(each.name)
    others = {" ".join(name_parts(a.name)) for a in reading.analysis.appearances if a.key != each.key}
    return Sighting(
        reading=reading,
        appearance=each,
        name=own,
        suffix=suffix_of(each.name),
        others=frozenset(others),
        surnames=frozenset(other.split()[-1] for other in others if " " in other),
        words=frozenset(w for w in words if w not in own),
        fields=topics,
        roles=frozenset(_role_words(each.role)),
        born=reading.article.published.year - each.age if each.age is not None else None,
    )


def fields_of(words: Counter[str], lexicon: Lexicon) -> list[str]:
    """What an article is about, where its words say it clearly: at most two fields."""
    points = {name: sum(words[w] for w in listed if w in words) for name, listed in lexicon.fields.items()}
    best = max(points.values(), default=0)
    return sorted(name for name, n in points.items() if n >= 2 and n >= 0.6 * best)[:2]


def _role_words(role: str) -> set[str]:
    return {
        w
        for w in fold(role).split()
        if len(w) > 2 and w not in ("the", "and", "mrs", "miss", "for", "from", "former")
    }


def weigh(sighting: Sighting, record: Record, lexicon: Lexicon) -> Fit:
    """Compare name, gender, birth year, roles, others named and subject words. Points are explained in the code."""
    if _impossible(sighting, record):
        return Fit(record, -9.0, "")
    named = _name_points(sighting, record, lexicon)
    others = sighting.others & record.others
    words = sum(1 for w in sighting.words if w in record.words)
    roles = sighting.roles & record.roles
    told = [
        (named, "the same name"),
        (
            min(2, len(others)) * 1.25,
            f"named beside {', '.join(sorted(o.title() for o in others)[:2])} again",
        ),
        (_words_points(words, sighting, record), "an article about the same things"),
        (1.5 if roles else 0.0, f"the same role: {sighting.appearance.role}"),
        (_field_points(sighting, record), "the same field"),
    ]
    reasons = [reason for points, reason in told if points > 0.3]
    return Fit(record, sum(points for points, _ in told), " and ".join(reasons[:2]) or "the same name")


def _impossible(sighting: Sighting, record: Record) -> bool:
    gender = sighting.appearance.gender
    if gender and record.gender and gender != record.gender:
        return True
    if sighting.suffix and record.suffix and sighting.suffix != record.suffix:
        return True
    return sighting.born is not None and record.born is not None and abs(sighting.born - record.born) > 2


def _name_points(sighting: Sighting, record: Record, lexicon: Lexicon) -> float:
    """Alike in full 1.8; a variant 1.5; a bare surname 0.2, a bare first name less unless its family is there."""
    if sighting.full:
        if sighting.name in record.names:
            return 1.8
        return 1.5 if any(len(n) > 1 and same_name(sighting.name, n, lexicon) for n in record.names) else -9.0
    part = sighting.name[0]
    if any(part in name[1:] for name in record.names):
        return 0.2
    if any(name == (part,) for name in record.names):
        return 0.4
    bearers = [name for name in record.names if lexicon.same_given(name[0], part)]
    if any(name[-1] in sighting.surnames for name in bearers if len(name) > 1):
        return 1.0  # "his daughter Signe", beside one of the family
    return -0.4 if bearers else -9.0


def _words_points(shared: int, sighting: Sighting, record: Record) -> float:
    """Subject words in common: none at all speaks against one person, where both texts are long enough to tell."""
    if shared == 0 and min(len(sighting.words), len(record.words)) >= 8:
        return -1.0
    return min(2.0, 0.3 * shared)


def _field_points(sighting: Sighting, record: Record) -> float:
    if not sighting.fields or not record.fields:
        return 0.0
    return 0.6 if sighting.fields & record.fields else -1.6


def from_person(person: Person) -> Record:
    """What the register remembers, as a record."""
    marks = [c for c in person.context if c.startswith("field:")]
    others = [c for c in person.context if " " in c and c not in marks]
    words = [c for c in person.context if c not in marks and c not in others]
    return Record(
        person=person,
        names={name_parts(name) for name in (person.name, *person.aliases) if name_parts(name)},
        display=person.name,
        suffix=suffix_of(person.name),
        gender=person.gender,
        born=person.birth_year,
        role=person.role,
        role_source=person.role_source,
        role_told=person.last_seen if person.role else None,
        roles=_role_words(person.role),
        others=set(others),
        words=Counter(words),
        fields={m.removeprefix("field:") for m in marks},
        aliases=set(person.aliases),
        handles=set(person.handles),
        id=person.id,
        last_seen=person.last_seen,
    )


def fresh(sighting: Sighting) -> Record:
    """A record of somebody new."""
    return Record(person=None, names=set(), display=sighting.appearance.name)


def add(record: Record, sighting: Sighting) -> None:
    """Let a record learn what an article tells."""
    seen, article = sighting.appearance, sighting.reading.article
    record.changed = True
    record.seen_in.add(article.revision)
    record.names.add(sighting.name)
    _learn_name(record, sighting)
    record.suffix = record.suffix or sighting.suffix
    record.gender = record.gender or seen.gender
    record.born = record.born if record.born is not None else sighting.born
    readable = not (sighting.foreign and record.role)
    if seen.role and readable and _is_news(seen.role, record, article.published):
        record.role, record.role_source, record.role_told = seen.role, article.id, article.published
    record.roles |= sighting.roles
    record.others |= sighting.others
    record.words.update(sighting.words)
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
    new, known = _role_words(role), _role_words(record.role)
    if fold(role).startswith("former "):
        return bool(new & known)
    return not new < known


def _learn_name(record: Record, sighting: Sighting) -> None:
    """Keep the fullest name as the one to show, the other long forms as aliases."""
    name = sighting.appearance.name
    if _fullness(name) > _fullness(record.display):
        name, record.display = record.display, name
    if (fold(name) != fold(record.display) and len(name_parts(name)) > 1) or (
        name != record.display and name.isascii() != record.display.isascii()
    ):
        record.aliases.add(name)


def _fullness(name: str) -> tuple[int, int, bool]:
    """More whole parts first, then more letters that are no ASCII (nobody adds accents by mistake)."""
    parts = name_parts(name)
    return sum(len(p) > 1 for p in parts), min(len(parts), 4), not name.isascii()


def to_person(record: Record) -> Person:
    """The record as the register keeps it."""
    known = record.person
    names = [record.display, *sorted(record.aliases - {record.display})]
    words = sorted(record.words, key=lambda w: (-record.words[w], w))[: CONTEXT_KEPT // 2]
    context = {*words, *sorted(record.others)[: CONTEXT_KEPT // 2], *(f"field:{f}" for f in record.fields)}
    first = record.first[0] if record.first else None
    seen = [moment for moment in (known.first_seen if known else None, first) if moment]
    return Person(
        id=record.id,
        name=record.display,
        keys=tuple(sorted({key for name in names for key in name_keys(name)})),
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
