"""What the analyser read, by revision and by the analyser's version."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from digest.model import Analysis, RevisionId
from digest.store.database import Database
from digest.store.records import ANALYSIS, from_json, to_json
from digest.store.statements import batches, insert_or_replace
from digest.store.tables import analysis


class AnalysisStore:
    """`ports.Analyses` in SQL. A second analysis of the same revision and version takes the place of the first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, revisions: Iterable[RevisionId], *, version: str) -> dict[RevisionId, Analysis]:
        query = select(analysis.c.revision, analysis.c.record).where(analysis.c.version == version)
        with self._database.reading() as connection:
            return {
                RevisionId(revision): from_json(ANALYSIS, record)
                for batch in batches(dict.fromkeys(revisions))
                for revision, record in connection.execute(query.where(analysis.c.revision.in_(batch)))
            }

    def put(self, analyses: Iterable[Analysis]) -> None:
        rows = [
            {"revision": each.revision, "version": each.version, "record": to_json(ANALYSIS, each)}
            for each in analyses
        ]
        with self._database.writing() as connection:
            insert_or_replace(connection, analysis, rows)
