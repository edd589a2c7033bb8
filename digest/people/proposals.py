"""Joins that are for an editor to decide: two people who may be one, with what speaks for it and against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from digest.model import Proposal
from digest.people.linkage import Fit
from digest.people.records import Record
from digest.people.sightings import Sighting
from digest.people.taught import Taught

MOST = 3  # reasons on either side


@dataclass(slots=True)
class Doubt:
    """A record that was not joined with another, though it may be the same person."""

    record: Record
    fit: Fit
    sighting: Sighting
    other: Record | None = None  # once the other was taken in by a third

    def moved(self, lost: Record, into: Record) -> None:
        """Speak of the record that took in one of the two."""
        if self.record is lost:
            self.record = into
        if self.beside is lost:
            self.other = into

    @property
    def beside(self) -> Record:
        """The other one, by now."""
        return self.other or self.fit.record


def proposals(doubts: Iterable[Doubt], taught: Taught) -> tuple[Proposal, ...]:
    """The doubts that are left when all is settled, one for two people, the surest; sorted by their ids."""
    found: dict[tuple[str, str], Proposal] = {}
    for doubt in doubts:
        one, other = sorted((doubt.record, doubt.beside), key=lambda record: record.id)
        if one is other or taught.kept_apart(one, other):
            continue
        proposal = _proposal(doubt, one, other)
        known = found.get((one.id, other.id))
        if known is None or known.confidence < proposal.confidence:
            found[one.id, other.id] = proposal
    return tuple(found[pair] for pair in sorted(found))


def _proposal(doubt: Doubt, one: Record, other: Record) -> Proposal:
    article = doubt.sighting.reading.article
    fit = doubt.fit
    return Proposal(
        one=one.id,
        other=other.id,
        evidence=tuple(each for each in (fit.name.words, *fit.reasons) if each)[:MOST],
        against=fit.against[:MOST],
        confidence=min(0.9, fit.confidence),
        article=article.id,
        on=article.published.date(),
    )
