"""The paragraphs that outlets repeat under their articles, as hashes."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from digest.store.database import Database
from digest.store.statements import batches, by_key, insert
from digest.store.tables import boilerplate


class BoilerplateStore:
    """`ports.Boilerplate` in SQL. What an outlet has not repeated for long is forgotten: see `pruning`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, outlets: Iterable[str]) -> dict[str, frozenset[str]]:
        query = select(boilerplate.c.outlet, boilerplate.c.paragraph)
        found: dict[str, set[str]] = defaultdict(set)
        with self._database.reading() as connection:
            for batch in batches(dict.fromkeys(outlets)):
                for outlet, paragraph in connection.execute(query.where(boilerplate.c.outlet.in_(batch))):
                    found[outlet].add(paragraph)
        return {outlet: frozenset(paragraphs) for outlet, paragraphs in found.items()}

    def learn(self, found: Mapping[str, Iterable[str]], *, now: datetime) -> None:
        given = (
            {"outlet": outlet, "paragraph": paragraph, "last_seen": now}
            for outlet, paragraphs in found.items()
            for paragraph in paragraphs
        )
        rows = by_key(given, ("outlet", "paragraph"))
        if not rows:
            return
        with self._database.writing() as connection:
            statement = insert(connection, boilerplate)
            seen = statement.excluded.last_seen
            learn = statement.on_conflict_do_update(
                index_elements=["outlet", "paragraph"],
                set_={"last_seen": seen},
                where=boilerplate.c.last_seen < seen,
            )
            connection.execute(learn, rows)
