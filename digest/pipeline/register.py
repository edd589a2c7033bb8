"""Who the people of some articles are, with corrections on top: merges come and go with the lines that ask for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from digest.model import Correction, Identification, Person, PersonId, Reading, Teaching
from digest.people import (
    BY_PEOPLE_YAML,
    identify,
    load_lexicon,
    merges,
    name_keys,
    names_person,
    wanted_keys,
    without_taught_names,
)
from digest.pipeline.partings import Reread, led_back, part_people
from digest.ports import People

_OF_OTHERS = frozenset((Teaching.ALIAS, Teaching.SAME, Teaching.APART))


def identified(
    people: People,
    readings: Sequence[Reading],
    corrections: Sequence[Correction],
    *,
    reread: Reread | None = None,
) -> Identification:
    """Who is who in these readings, to be kept. Whose merge no line asks for any more is parted first.

    Nothing that corrections say is baked in, so that a line taken away is taken back: identities name people as they
    were before `same:` lines, and the people lead where these say; people have the names that articles give them.
    `reread` gives kept articles with what was read in them: for entries that a line parts.
    """
    if reread is not None:
        part_people(people, corrections, reread)
    back = led_back(people, corrections)
    merged = _still_merged(people, corrections)
    gone = {each.id for each in people.merged()} - {each.id for each in merged}
    if gone:
        people.part(gone)
    register = register_of(people, readings, corrections)
    others = [each for each in corrections if each.teaching is not Teaching.SAME]
    found = identify(readings, register, lexicon=load_lexicon(), corrections=others)
    by_id = {each.id: each for each in (*register, *found.people)}
    changed = {each.id: each for each in _as_articles_name_them(found, register, readings, corrections)}
    known = by_id | {one: each for one, each in people.get(back).items() if one == each.id}
    by_id = known | people.get(back.values())
    leads = back | merges(corrections, (by_id[one] for one in sorted(by_id)))
    for lost, into in leads.items():
        if lost != into and lost in by_id:
            changed[lost] = replace(changed.get(lost, by_id[lost]), merged_into=into)
    return replace(found, people=tuple(changed[one] for one in sorted(changed)))


def _as_articles_name_them(
    found: Identification,
    register: Sequence[Person],
    readings: Sequence[Reading],
    corrections: Sequence[Correction],
) -> list[Person]:
    """The people who are new or changed, without names that only corrections give them."""
    appearances = {
        (reading.article.id, each.key): each for reading in readings for each in reading.analysis.appearances
    }
    read: dict[PersonId, set[str]] = defaultdict(set)
    for known in register:
        read[known.id] |= {*known.aliases, *known.handles}
    for identity in found.identities:
        seen = appearances[identity.article, identity.appearance]
        if identity.reason != BY_PEOPLE_YAML:
            read[identity.person] |= {seen.name, *seen.handles}
    return [without_taught_names(each, corrections, read=read[each.id]) for each in found.people]


def register_of(
    people: People, readings: Sequence[Reading], corrections: Sequence[Correction]
) -> list[Person]:
    """Those who bear a name of these readings, those whom corrections join with one, and those who were merged away.

    The last stand under their own names, so that what is new of them is found.
    """
    keys = wanted_keys(readings)
    found = {each.id: each for each in (*people.bearing(keys), *_spoken_of(people, corrections))}
    for each in _still_merged(people, corrections):
        if set(keys) & set(each.keys):
            found[each.id] = replace(each, merged_into=None)
    return [found[one] for one in sorted(found)]


def _still_merged(people: People, corrections: Sequence[Correction]) -> list[Person]:
    """Those merged away by lines that still stand."""
    merged = people.merged()
    leads = people.get(each.id for each in merged)
    asked = led_back(people, corrections)
    asked |= merges(corrections, (*merged, *{each.id: each for each in leads.values()}.values()))
    return [each for each in merged if asked.get(each.id) == leads[each.id].id]


def _spoken_of(people: People, corrections: Sequence[Correction]) -> list[Person]:
    """Those to whom corrections give a name or another person, and those they keep apart."""
    said = {each.person for each in corrections if each.teaching in _OF_OTHERS}
    said |= {each.value for each in corrections if each.teaching is Teaching.APART}
    bearing = people.bearing({key for name in said for key in name_keys(name)})
    by_id = people.get(PersonId(name) for name in said)
    return [*by_id.values(), *(each for each in bearing if any(names_person(name, each) for name in said))]
