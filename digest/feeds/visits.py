"""When a feed is visited next, and what a visit leaves: pure decisions.

A feed that says how long it holds (its ttl, Cache-Control) is believed within bounds; one that fails is left alone
for longer and longer; a spread derived from the address keeps visits from falling together.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from digest.model import FeedState, Fetched, ParsedFeed

USUAL = timedelta(hours=1)
SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(days=1)


def body_hash(body: bytes) -> str:
    """Tells whether a feed's document changed."""
    return blake2b(body, digest_size=16).hexdigest()


def is_due(state: FeedState | None, *, now: datetime) -> bool:
    """Whether it is time to visit a feed."""
    return state is None or state.next_visit is None or state.next_visit <= now


def after_success(
    state: FeedState, fetched: Fetched, *, parsed: ParsedFeed | None, now: datetime
) -> FeedState:
    """The state after a visit that went well; `parsed` is None where nothing had changed."""
    says = max(fetched.max_age or timedelta(0), (parsed.ttl if parsed else None) or timedelta(0))
    pause = min(max(says, USUAL) if says else USUAL, LONGEST)
    return replace(
        state,
        title=(parsed.title if parsed else "") or state.title,
        etag=fetched.etag or (state.etag if fetched.not_modified else ""),
        last_modified=fetched.last_modified or (state.last_modified if fetched.not_modified else ""),
        body_hash=body_hash(fetched.body) if parsed else state.body_hash,
        last_visit=now,
        last_success=now,
        next_visit=now + pause + _spread(state.feed_url, pause),
        failures=0,
        error="",
        moved_to=fetched.moved_to or state.moved_to,
    )


def after_failure(
    state: FeedState, *, error: str, retry_after: timedelta | None = None, now: datetime
) -> FeedState:
    """The state after a visit that failed: twice the pause each time, a day at most, never sooner than asked."""
    failures = state.failures + 1
    pause = min(SHORTEST * 2 ** min(failures - 1, 10), LONGEST)
    pause = max(pause, retry_after or timedelta(0))
    return replace(
        state,
        last_visit=now,
        next_visit=now + pause + _spread(state.feed_url, pause),
        failures=failures,
        error=error,
    )


def _spread(url: str, pause: timedelta) -> timedelta:
    """Up to a tenth of the pause, the same for one address every time."""
    share = int.from_bytes(blake2b(url.encode("utf-8", "replace"), digest_size=2).digest()) / 65536
    return timedelta(seconds=int(pause.total_seconds() * share / 10))
