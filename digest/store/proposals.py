"""Joins that wait for an editor's answer: which two people may be one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from sqlalchemy import Connection, select

from digest.model import PersonId, Proposal
from digest.store.merges import follow
from digest.store.statements import insert_or_replace
from digest.store.tables import proposal

_PROPOSAL = tuple(each.name for each in fields(Proposal))


def keep_proposals(connection: Connection, proposals: Iterable[Proposal]) -> None:
    """Keep these; a newer one about the same two people takes the place of the older."""
    insert_or_replace(
        connection, proposal, [{name: getattr(each, name) for name in _PROPOSAL} for each in proposals]
    )


def kept_proposals(connection: Connection) -> list[Proposal]:
    """All about people who are two by now, under the ids they lead to; of several about two people, the surest."""
    found = [Proposal(**row._mapping) for row in connection.execute(select(proposal))]
    leads = follow(connection, {one for each in found for one in (each.one, each.other)})
    best: dict[tuple[PersonId, PersonId], Proposal] = {}
    for each in sorted(found, key=lambda p: (-p.confidence, p.one, p.other)):
        one, other = sorted((leads[each.one], leads[each.other]))
        if one != other:
            best.setdefault((one, other), replace(each, one=one, other=other))
    return list(best.values())
