"""Who the people of some articles are, with corrections on top: merges come and go with the lines that ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.model import Correction, Identification, Person, PersonId, Reading, Teaching
from digest.people import identify, merges, name_keys, names_person, wanted_keys
from digest.pipeline.means import lexicon
from digest.ports import People

_OF_OTHERS = frozenset((Teaching.ALIAS, Teaching.SAME))


def identified(
    people: People, readings: Sequence[Reading], corrections: Sequence[Correction]
) -> Identification:
    """Who is who in these readings. Nothing is kept; whose merge no line asks for any more is parted first.

    Identities name people as they were before `same:` lines, and the people lead where these say: a line taken back
    gives everybody their articles back.
    """
    register = _register(people, readings, corrections)
    others = [each for each in corrections if each.teaching is not Teaching.SAME]
    found = identify(readings, register, lexicon=lexicon(), corrections=others)
    by_id = {each.id: each for each in (*register, *found.people)}
    changed = {each.id: each for each in found.people}
    for lost, into in merges(corrections, (by_id[one] for one in sorted(by_id))).items():
        if lost != into:
            changed[lost] = replace(by_id[lost], merged_into=into)
    return replace(found, people=tuple(changed[one] for one in sorted(changed)))


def _register(people: People, readings: Sequence[Reading], corrections: Sequence[Correction]) -> list[Person]:
    """Those who bear a name of these readings, those whom corrections join with one, and those who were merged away.

    The last stand under their own names, so that what is new of them is found.
    """
    standing = _still_merged(people, corrections)
    keys = wanted_keys(readings)
    found = {each.id: each for each in (*people.bearing(keys), *_spoken_of(people, corrections))}
    for each in standing:
        if set(keys) & set(each.keys):
            found[each.id] = replace(each, merged_into=None)
    return [found[one] for one in sorted(found)]


def _still_merged(people: People, corrections: Sequence[Correction]) -> list[Person]:
    """Those merged away by lines that still stand; the others are parted."""
    merged = people.merged()
    leads = people.get(each.id for each in merged)
    asked = merges(corrections, (*merged, *{each.id: each for each in leads.values()}.values()))
    standing = [each for each in merged if asked.get(each.id) == leads[each.id].id]
    gone = {each.id for each in merged} - {each.id for each in standing}
    if gone:
        people.part(gone)
    return standing


def _spoken_of(people: People, corrections: Sequence[Correction]) -> list[Person]:
    """Those to whom corrections give a name or another person."""
    said = {each.person for each in corrections if each.teaching in _OF_OTHERS}
    bearing = people.bearing({key for name in said for key in name_keys(name)})
    by_id = people.get(PersonId(name) for name in said)
    return [*by_id.values(), *(each for each in bearing if any(names_person(name, each) for name in said))]
