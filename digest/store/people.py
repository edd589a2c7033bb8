"""The register of people, who is who in each article, and whom ids lead to after a merge."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update
from sqlalchemy import Row as Found

from digest.model import ArticleId, Identification, Identity, Involvement, Person, PersonId, Proposal
from digest.store.database import Database, serialised
from digest.store.merges import follow, leading_to, merge
from digest.store.proposals import keep_proposals, kept_proposals
from digest.store.statements import Row, batches, insert_new, insert_or_replace
from digest.store.tables import article, identity, person_name
from digest.store.tables import person as person_table

_DAY = timedelta(days=1)
_PERSON = tuple(each.name for each in fields(Person) if each.name != "merged_into")
_IDENTITY = tuple(each.name for each in fields(Identity))


class PeopleStore:
    """`ports.People` in SQL.

    `bearing` finds a person also under the keys of those merged into them. `keep` lets an article's identities take the
    place of all its earlier ones, and never undoes a merge. Counts include the articles of those merged into a person,
    and `frequencies` counts as identified an article in which at least one person was.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def bearing(self, keys: Iterable[str]) -> list[Person]:
        query = select(person_name.c.person).distinct()
        with self._database.reading() as connection:
            found = {
                PersonId(each)
                for batch in batches(dict.fromkeys(keys))
                for each in connection.scalars(query.where(person_name.c.key.in_(batch)))
            }
            people = _people(connection, set(follow(connection, found).values()))
        return [people[each] for each in sorted(people)]

    def get(self, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
        with self._database.reading() as connection:
            leads = follow(connection, set(ids))
            people = _people(connection, set(leads.values()))
        return {each: people[lead] for each, lead in leads.items()}

    def all(self) -> list[Person]:
        with self._database.reading() as connection:
            found = connection.execute(select(person_table).where(person_table.c.merged_into.is_(None)))
            return sorted(map(_person, found), key=lambda each: (each.name, each.id))

    def keep(self, identification: Identification) -> None:
        with (
            self._database.transaction(),
            self._database.writing() as connection,
        ):  # half of it is worth nothing
            serialised(connection, "people")
            _keep_people(connection, identification.people)
            _keep_identities(connection, identification.identities)
            keep_proposals(connection, identification.proposals)

    def proposals(self) -> list[Proposal]:
        with self._database.reading() as connection:
            return kept_proposals(connection)

    def merge(self, person: PersonId, into: PersonId) -> None:
        with self._database.writing() as connection:
            serialised(connection, "people")
            merge(connection, person, into)

    def merged(self) -> list[Person]:
        with self._database.reading() as connection:
            found = connection.execute(select(person_table).where(person_table.c.merged_into.is_not(None)))
            return sorted(map(_person, found), key=lambda each: each.id)

    def part(self, people: Iterable[PersonId]) -> None:
        apart = update(person_table).values(merged_into=None)
        with self._database.writing() as connection:
            serialised(connection, "people")
            for batch in batches(people):
                connection.execute(apart.where(person_table.c.id.in_(batch)))

    def move(self, identities: Iterable[Identity]) -> None:
        rows = [{name: getattr(each, name) for name in _IDENTITY} for each in identities]
        with self._database.writing() as connection:
            insert_or_replace(connection, identity, rows)

    def identities(self, articles: Iterable[ArticleId]) -> list[Identity]:
        with self._database.reading() as connection:
            found = [
                _identity(row)
                for batch in batches(dict.fromkeys(articles))
                for row in connection.execute(select(identity).where(identity.c.article.in_(batch)))
            ]
            return sorted(_led(connection, found), key=lambda each: (each.article, each.appearance))

    def identities_of(self, person: PersonId, *, limit: int) -> list[Identity]:
        query = select(identity, article.c.first_seen.label("seen")).join(
            article, article.c.id == identity.c.article
        )
        newest = query.order_by(article.c.first_seen.desc(), article.c.id.desc(), identity.c.appearance)
        with self._database.reading() as connection:
            members = leading_to(connection, follow(connection, [person]).values())
            found = [
                row
                for batch in batches(members)
                for row in connection.execute(newest.where(identity.c.person.in_(batch)).limit(limit))
            ]
            found.sort(key=lambda row: row.appearance)
            found.sort(key=lambda row: (row.seen, row.article), reverse=True)
            return _led(connection, [_identity(row) for row in found[:limit]])

    def daily_counts(
        self, people: Iterable[PersonId], *, until: datetime, days: int
    ) -> dict[PersonId, tuple[int, ...]]:
        window = _window(until - days * _DAY, until)
        with self._database.reading() as connection:
            seen = _articles_of(connection, people, window)
        ages = {one: Counter((until - each) // _DAY for each in moments) for one, moments in seen.items()}
        return {one: tuple(counts[age] for age in reversed(range(days))) for one, counts in ages.items()}

    def frequencies(
        self, people: Iterable[PersonId], *, since: datetime, until: datetime
    ) -> tuple[dict[PersonId, int], int]:
        window = _window(since, until)
        total = select(func.count(identity.c.article.distinct())).join(
            article, article.c.id == identity.c.article
        )
        with self._database.reading() as connection:
            seen = _articles_of(connection, people, window)
            identified = connection.scalar(total.where(window)) or 0
        return {one: len(moments) for one, moments in seen.items()}, identified


def _window(since: datetime, until: datetime) -> ColumnElement[bool]:
    return (article.c.first_seen > since) & (article.c.first_seen <= until)


def _articles_of(
    connection: Connection, people: Iterable[PersonId], window: ColumnElement[bool]
) -> dict[PersonId, list[datetime]]:
    """When each article was first seen that a person, or somebody merged into them, appears in."""
    asked = list(dict.fromkeys(people))
    leads = follow(connection, asked)
    members = leading_to(connection, leads.values())
    query = (
        select(identity.c.person, identity.c.article, article.c.first_seen)
        .join(article, article.c.id == identity.c.article)
        .where(window)
    )
    seen: dict[PersonId, dict[str, datetime]] = {lead: {} for lead in leads.values()}
    for batch in batches(members):
        for one, name, moment in connection.execute(query.where(identity.c.person.in_(batch))):
            seen[members[one]][name] = moment
    return {one: list(seen[leads[one]].values()) if one in leads else [] for one in asked}


def _keep_people(connection: Connection, people: Sequence[Person]) -> None:
    """Insert or replace people. Whom they lead to is the business of `merge`, so that no stale value undoes one."""
    insert_or_replace(connection, person_table, [_person_row(each) for each in people])
    for batch in batches(each.id for each in people):
        connection.execute(delete(person_name).where(person_name.c.person.in_(batch)))
    names = {(key, each.id) for each in {each.id: each for each in people}.values() for key in each.keys}
    insert_new(connection, person_name, {"key": itemgetter(0), "person": itemgetter(1)}, sorted(names))
    for each in people:
        if each.merged_into is not None:
            merge(connection, each.id, each.merged_into)


def _keep_identities(connection: Connection, identities: Sequence[Identity]) -> None:
    for batch in batches(dict.fromkeys(each.article for each in identities)):
        connection.execute(delete(identity).where(identity.c.article.in_(batch)))
    insert_or_replace(
        connection, identity, [{name: getattr(each, name) for name in _IDENTITY} for each in identities]
    )


def _people(connection: Connection, ids: Iterable[PersonId]) -> dict[PersonId, Person]:
    query = select(person_table)
    return {
        PersonId(row.id): _person(row)
        for batch in batches(ids)
        for row in connection.execute(query.where(person_table.c.id.in_(batch)))
    }


def _person(row: Found[Any]) -> Person:
    return Person(**row._mapping)


def _identity(row: Found[Any]) -> Identity:
    told = {name: row._mapping[name] for name in _IDENTITY}
    return Identity(**(told | {"involvement": Involvement(told["involvement"])}))


def _led(connection: Connection, identities: Sequence[Identity]) -> list[Identity]:
    """Identities with the people whom theirs lead to by now."""
    leads = follow(connection, {each.person for each in identities})
    return [replace(each, person=leads[each.person]) for each in identities]


def _person_row(each: Person) -> Row:
    return {name: getattr(each, name) for name in _PERSON}
