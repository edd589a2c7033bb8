"""One entry of the register parted in two, where an editor says that an article speaks of somebody else of the name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digest.model import ArticleId, Identity, Person, PersonId, Reading, content_id
from digest.people.lexicon import Lexicon
from digest.people.linkage import Background, background_of, weigh
from digest.people.records import Record, add, fresh, to_person
from digest.people.sightings import Sighting, sightings
from digest.people.taught import BY_PEOPLE_YAML

MOST = 100  # articles that are weighed, newest first
PARTED = "parted:"  # key, and mark in the context, of who was parted from whom and by which article

Own = Mapping[tuple[ArticleId, str], Identity]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """Two people who were one, and the identities that are the second one's from now on."""

    one: Person
    other: Person
    moved: tuple[Identity, ...]


def part_by_article(
    person: Person, readings: Sequence[Reading], own: Own, *, article: ArticleId, lexicon: Lexicon
) -> Parted | None:
    """Give what one article tells of a person to a new one, and with it all articles more like it than like the rest.

    `own`: the identities of the person. None where the article does not name the person, or nothing else does.
    """
    newest = sorted(readings, key=lambda r: (r.article.id != article, -r.article.published.timestamp()))[
        :MOST
    ]
    seen = [
        each
        for reading in sorted(newest, key=lambda r: (r.article.published, r.article.id))
        for each in sightings(reading, lexicon, language=reading.article.language)
        if (reading.article.id, each.appearance.key) in own
    ]
    background = background_of(seen, (), lexicon)
    theirs = [each for each in seen if each.reading.article.id == article]
    rest = [each for each in seen if each.reading.article.id != article]
    gone = [each for each in rest if _nearer(each, theirs, rest, background)]
    rest = [each for each in rest if each not in gone]
    if not theirs or not rest:
        return None
    return Parted(
        one=to_person(_rebuilt(person, rest), lexicon),
        other=_other(person, [*theirs, *gone], article, lexicon),
        moved=tuple(_moved(each, own, parted_id(person.id, article)) for each in (*theirs, *gone)),
    )


def _nearer(
    sighting: Sighting, theirs: Sequence[Sighting], rest: Sequence[Sighting], background: Background
) -> bool:
    """Whether an article is more like those of the one than like the others."""
    return _near(sighting, theirs, background) > _near(sighting, rest, background)


def _near(sighting: Sighting, group: Sequence[Sighting], background: Background) -> float:
    points = [
        weigh(fresh(sighting), fresh(each), background).points for each in group if each is not sighting
    ]
    return max(points, default=-5.0)


def _rebuilt(person: Person, rest: Sequence[Sighting]) -> Record:
    """The person as the articles show them that stay theirs."""
    record = Record(person=person, names=set(), display=rest[0].appearance.name, id=person.id)
    for each in rest:
        add(record, each)
    return record


def _other(person: Person, theirs: Sequence[Sighting], article: ArticleId, lexicon: Lexicon) -> Person:
    record = Record(person=None, names=set(), display=theirs[0].appearance.name)
    for each in theirs:
        add(record, each)
    record.id = parted_id(person.id, article)
    return marked(to_person(record, lexicon), person.id, article)


def parted_id(person: PersonId, article: ArticleId) -> PersonId:
    """The id of who is parted from a person by an article: the same whenever the line is written again."""
    name = person.rpartition("-")[0] or person
    return PersonId(f"{name}-{content_id('parted', person, article)[:8]}")


def _moved(sighting: Sighting, own: Own, into: PersonId) -> Identity:
    identity = own[sighting.reading.article.id, sighting.appearance.key]
    return replace(identity, person=into, reason=BY_PEOPLE_YAML, confidence=0.95)


def marked(person: Person, other: PersonId, article: ArticleId) -> Person:
    """A person with the mark of whom they were parted from, under which the register finds them."""
    mark = f"{PARTED}{other}:{article}"
    return replace(
        person,
        context=tuple(sorted({*person.context, mark})),
        keys=tuple(sorted({*person.keys, PARTED})),
    )


def parted_from(person: Person) -> tuple[PersonId, ArticleId] | None:
    """Whom a person was parted from, and by which article."""
    mark = next((each for each in person.context if each.startswith(PARTED)), "")
    other, _, article = mark.removeprefix(PARTED).rpartition(":")
    return (PersonId(other), ArticleId(article)) if other else None
