"""How a feed is, in plain words: what its last visits left, told to an editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digest.feeds.visits import is_paused
from digest.model import Feed, FeedState, HostState


class Condition(StrEnum):
    """How a feed is."""

    WELL = "well"
    NEW = "new"  # never visited
    PAUSED = "paused"  # by an editor
    STOPPED = "stopped"  # its publisher says that it is gone
    FAILING = "failing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A feed's condition, with one sentence about it (empty: there is nothing to say)."""

    condition: Condition
    told: str = ""

    @property
    def needs_somebody(self) -> bool:
        """Whether an editor should look at it."""
        return self.condition in (Condition.STOPPED, Condition.FAILING)


def health(feed: Feed, state: FeedState | None, *, host: HostState | None = None, now: datetime) -> Health:
    """How a feed is after its last visit; an error is told before what its host asks for, and that before a note."""
    waits = f"{host.reason}; it waits until then." if host and is_paused(host, now=now) else ""
    if feed.paused:
        return Health(condition=Condition.PAUSED)
    if state is None or state.last_visit is None:
        return Health(condition=Condition.NEW, told=waits)
    if state.stopped:
        return Health(condition=Condition.STOPPED, told=state.error)
    if state.error:
        told = f"{state.error.rstrip('.')}{_for_how_long(state, now=now)}."
        return Health(condition=Condition.FAILING, told=told)
    moved = f"It moved to {state.moved_to}; write that in feeds.yaml." if state.moved_to else ""
    return Health(condition=Condition.WELL, told=waits or state.note or moved)


def _for_how_long(state: FeedState, *, now: datetime) -> str:
    """Since when a feed fails, where that is more than an accident; begins with a blank."""
    if state.failures < 2:
        return ""
    tries = f"{state.failures} times in a row"
    if state.last_success is None:
        return f" ({tries}; it never worked)"
    days = (now - state.last_success).days
    return f" ({tries}, for {days} day{'s' if days != 1 else ''})" if days else f" ({tries})"


__all__ = ["Condition", "Health", "health"]
