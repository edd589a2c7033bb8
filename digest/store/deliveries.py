"""Who got which edition: claimed before it is sent, settled after."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from digest.model import Delivery, DeliveryState
from digest.store.database import Database
from digest.store.statements import by_key, insert
from digest.store.tables import delivery

_FIELDS = tuple(each.name for each in fields(Delivery))


class DeliveryStore:
    """`ports.Deliveries` in SQL.

    Attempts are counted by `claim` alone. What was sent stays sent, whatever `settle` hears later. `claim` is committed
    when it returns only outside a transaction: call it there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, edition: int, readers: Mapping[str, str], *, now: datetime) -> list[str]:
        rows = [
            _row(_claimed(edition, reader, message_id, now=now))
            for reader, message_id in sorted(readers.items())
        ]
        if not rows:
            return []
        with self._database.writing() as connection:
            statement = insert(connection, delivery)
            fresh = {name: statement.excluded[name] for name in ("state", "message_id", "changed", "error")}
            claim = statement.on_conflict_do_update(
                index_elements=["edition", "reader"],
                set_={**fresh, "attempts": delivery.c.attempts + 1},
                where=delivery.c.state == DeliveryState.DEFERRED,
            ).returning(delivery.c.reader)
            claimed = set(connection.scalars(claim, rows))
        return [reader for reader in readers if reader in claimed]

    def settle(self, deliveries: Iterable[Delivery]) -> None:
        rows = by_key(map(_row, deliveries), ("edition", "reader"))
        if not rows:
            return
        with self._database.writing() as connection:
            statement = insert(connection, delivery)
            ended = {name: statement.excluded[name] for name in ("state", "message_id", "changed", "error")}
            settle = statement.on_conflict_do_update(
                index_elements=["edition", "reader"], set_=ended, where=delivery.c.state != DeliveryState.SENT
            )
            connection.execute(settle, rows)

    def of_edition(self, edition: int) -> list[Delivery]:
        query = select(delivery).where(delivery.c.edition == edition)
        with self._database.reading() as connection:
            return sorted(map(_delivery, connection.execute(query)), key=lambda each: each.reader)

    def abandoned(self, edition: int, *, now: datetime) -> int:
        left = update(delivery).where(
            delivery.c.edition == edition, delivery.c.state == DeliveryState.SENDING
        )
        error = "The program stopped while this was being handed over."
        with self._database.writing() as connection:
            return connection.execute(
                left.values(state=DeliveryState.AMBIGUOUS, changed=now, error=error)
            ).rowcount


def _claimed(edition: int, reader: str, message_id: str, *, now: datetime) -> Delivery:
    return Delivery(
        edition=edition, reader=reader, state=DeliveryState.SENDING, message_id=message_id, changed=now
    )


def _row(each: Delivery) -> dict[str, Any]:
    return {name: getattr(each, name) for name in _FIELDS}


def _delivery(row: Row[Any]) -> Delivery:
    fields = dict(row._mapping)
    return Delivery(state=DeliveryState(fields.pop("state")), **fields)
