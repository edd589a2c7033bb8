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
    """What becomes of the new entries of a visit, each part in the feed's order."""

    entries: tuple[Entry, ...] = ()  # taken
    archive: tuple[Entry, ...] = ()  # published too long ago
    over: tuple[Entry, ...] = ()  # more than one visit takes
    note: str = ""  # one sentence that an editor should read


def taken(entries: Sequence[Entry], *, first: bool, since: datetime | None = None, most: int = MOST) -> Taken:
    """Choose among a visit's new entries, given in the feed's order.

    What was published before `since` is archive (None: nothing is); of the others the newest `most` are taken. Those
    with a date come before those without, which count in the feed's order, and on a `first` visit a few are enough.
    """
    archive = {n for n, each in enumerate(entries) if each.published and since and each.published < since}
    undated = [n for n, each in enumerate(entries) if each.published is None]
    over = set(undated[UNDATED:]) if first else set()
    candidates = (n for n in range(len(entries)) if n not in archive and n not in over)
    chosen = set(sorted(candidates, key=lambda place: _age(entries[place], place))[:most])
    left = [n for n in range(len(entries)) if n not in chosen and n not in archive]
    return Taken(
        entries=tuple(each for n, each in enumerate(entries) if n in chosen),
        archive=tuple(each for n, each in enumerate(entries) if n in archive),
        over=tuple(entries[n] for n in left),
        note=_first_note(len(archive) + len(left)) if first else _flood_note(len(chosen), over=len(left)),
    )


def _age(entry: Entry, place: int) -> tuple[bool, float, int]:
    """For sorting: the newest first, those without a date last, and the feed's order among equals."""
    if entry.published is None:
        return True, 0.0, place
    return False, -entry.published.timestamp(), place


def _first_note(left: int) -> str:
    if not left:
        return ""
    return f"At the first visit {left} older {'entry was' if left == 1 else 'entries were'} left."


def _flood_note(taken: int, *, over: int) -> str:
    if not over:
        return ""
    return (
        f"{taken + over} new entries at once are more than a publisher writes; the newest {taken} were taken."
    )
