"""Whom ids lead to, and which lead to them: `merged_into` followed both ways, however long the chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, select, update

from digest.errors import UsageError
from digest.model import PersonId
from digest.store.statements import batches
from digest.store.tables import person


def merge(connection: Connection, one: PersonId, into: PersonId) -> None:
    """Let `one` lead to `into`. Nothing happens where it does already. Raises UsageError for a circle or a stranger."""
    leads = follow(connection, (one, into))
    for each in (one, into):
        if each not in leads:
            raise UsageError(f"There is no person {each}.")
    if leads[into] == one:
        raise UsageError(f"{into} leads to {one} already; merging them this way round would make a circle.")
    if leads[one] != leads[into]:
        connection.execute(update(person).where(person.c.id == leads[one]).values(merged_into=leads[into]))


def follow(connection: Connection, people: Iterable[PersonId]) -> dict[PersonId, PersonId]:
    """The person each known id leads to, itself where it was not merged."""
    asked = set(people)
    steps: dict[PersonId, PersonId | None] = {}
    ahead = set(asked)
    while ahead:
        found = _steps(connection, person.c.id, ahead)
        steps |= found
        ahead = {each for each in found.values() if each is not None} - steps.keys()
    return {each: _end(each, steps) for each in asked & steps.keys()}


def leading_to(connection: Connection, people: Iterable[PersonId]) -> dict[PersonId, PersonId]:
    """By the id of everybody who leads to one of `people`, and of themselves: the one they lead to."""
    leads = {each: each for each in people}
    newest = set(leads)
    while newest:
        found = _steps(connection, person.c.merged_into, newest)
        newest = found.keys() - leads.keys()
        leads |= {each: leads[into] for each, into in found.items() if into is not None}
    return leads


def _steps(
    connection: Connection, column: ColumnElement[str], values: Iterable[PersonId]
) -> dict[PersonId, PersonId | None]:
    """Whom each of the people leads to next, of whom `column` has one of the values."""
    query = select(person.c.id, person.c.merged_into)
    return {
        PersonId(each): into
        for batch in batches(values)
        for each, into in connection.execute(query.where(column.in_(batch)))
    }


def _end(one: PersonId, steps: Mapping[PersonId, PersonId | None]) -> PersonId:
    while (following := steps[one]) is not None:
        one = following
    return one
