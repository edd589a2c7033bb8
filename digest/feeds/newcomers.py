"""Which new entries of a visit are taken: a first visit brings no archive, and no visit brings a flood. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.model import Entry

MOST = 200  # new entries of a feed in one visit; no publisher writes more between two
UNDATED = 10  # of a first visit's entries without a date, the first ones: feeds list the newest first


@dataclass(frozen=True, slots=True)
class Taken:
    """The entries of a visit that are taken and those that are left, both in the feed's order."""

    entries: tuple[Entry, ...] = ()
    left: tuple[Entry, ...] = ()
    note: str = ""  # one sentence where any were left


def taken(entries: Sequence[Entry], *, first: bool, since: datetime, most: int = MOST) -> Taken:
    """Choose among a visit's new entries, given in the feed's order.

    On a `first` visit only what was published since then, and a few without a date, are candidates; then, on every
    visit, the newest `most` of them win. Those with a date come before those without, which count in the feed's order.
    """
    candidates = _recent(entries, since=since) if first else range(len(entries))
    chosen = set(sorted(candidates, key=lambda place: _age(entries[place], place))[:most])
    left = tuple(entry for place, entry in enumerate(entries) if place not in chosen)
    return Taken(
        entries=tuple(entry for place, entry in enumerate(entries) if place in chosen),
        left=left,
        note=_note(len(entries), left=len(left), first=first) if left else "",
    )


def _recent(entries: Sequence[Entry], *, since: datetime) -> list[int]:
    """The places of the entries published after `since`, and of the first few without a date."""
    dated = [
        place
        for place, entry in enumerate(entries)
        if entry.published is not None and entry.published >= since
    ]
    undated = [place for place, entry in enumerate(entries) if entry.published is None]
    return [*dated, *undated[:UNDATED]]


def _age(entry: Entry, place: int) -> tuple[bool, float, int]:
    """For sorting: the newest first, those without a date last, and the feed's order among equals."""
    if entry.published is None:
        return True, 0.0, place
    return False, -entry.published.timestamp(), place


def _note(count: int, *, left: int, first: bool) -> str:
    if first:
        return f"At the first visit {left} older {'entry was' if left == 1 else 'entries were'} left."
    return (
        f"{count} new entries at once are more than a publisher writes; the newest {count - left} were taken."
    )
