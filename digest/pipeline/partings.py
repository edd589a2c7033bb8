"""Entries of the register that editors parted by an article: made once, and led back where the line is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from digest.model import ArticleId, Correction, Identification, Person, PersonId, Reading, Teaching
from digest.people import (
    PARTED,
    load_lexicon,
    names_person,
    part_by_article,
    parted_from,
    parted_id,
)
from digest.ports import People

LOOKED_THROUGH = 100  # articles of one person
Reread = Callable[[Iterable[ArticleId]], Sequence[Reading]]


def part_people(people: People, corrections: Sequence[Correction], reread: Reread) -> None:
    """Part whom a line `apart: PERSON = ARTICLE` speaks of, where that was not done before.

    What was parted once stays an entry of its own; without the line it leads to the person again (see `led_back`).
    """
    lines = [each for each in corrections if each.teaching is Teaching.APART]
    for each in lines:
        article = ArticleId(each.value)
        there = people.get(one.person for one in people.identities([article])) if lines else {}
        person = next((known for known in there.values() if names_person(each.person, known)), None)
        if person is not None and parted_from(person) is None and not _was_parted(people, person, article):
            _part(people, person, article, reread)


def _was_parted(people: People, person: Person, article: ArticleId) -> bool:
    return parted_id(person.id, article) in people.get([parted_id(person.id, article)])


def _part(people: People, person: Person, article: ArticleId, reread: Reread) -> None:
    identities = people.identities_of(person.id, limit=LOOKED_THROUGH)
    identities += [each for each in people.identities([article]) if each.person == person.id]
    own = {(each.article, each.appearance): each for each in identities}
    readings = reread({each.article for each in identities})
    lexicon = load_lexicon()
    parted = part_by_article(person, readings, own, article=article, lexicon=lexicon)
    if parted is not None:
        people.keep(Identification(people=(parted.one, parted.other)))
        people.move(parted.moved)


def led_back(people: People, corrections: Sequence[Correction]) -> dict[PersonId, PersonId]:
    """Whom those lead to who were parted by lines that do not stand any more."""
    found = {each.id: each for each in (*people.bearing([PARTED]), *people.merged())}
    marks = {one: mark for one, each in found.items() if (mark := parted_from(each)) is not None}
    by_id = people.get({other for other, _ in marks.values()})
    return {
        one: other
        for one, (other, article) in marks.items()
        if other in by_id and not _stands(by_id[other], article, corrections)
    }


def _stands(person: Person, article: ArticleId, corrections: Sequence[Correction]) -> bool:
    return any(
        each.teaching is Teaching.APART and each.value == article and names_person(each.person, person)
        for each in corrections
    )
