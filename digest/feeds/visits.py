"""When a feed is visited next, and what a visit leaves: pure decisions.

A feed that says how long it holds (its ttl, Cache-Control) or when it does not want us (skipHours, skipDays) is
believed within bounds; one that fails is left alone for longer and longer; a spread derived from the address keeps
visits from falling together. A host that asks for peace is left alone with all its feeds and pages.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from yarl import URL

from digest.feeds.advice import advice
from digest.feeds.answers import LONGEST_PAUSE
from digest.model import Feed, FeedState, Fetched, HostState, ParsedFeed, Request

USUAL = timedelta(hours=1)
SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(days=1)
FURTHEST = timedelta(days=8)  # no next visit is later; one that is was written by a clock that ran ahead
WHOLE = timedelta(days=1)  # so often the whole document is fetched, whatever the validators say
PATIENCE = 3  # failures in a row after which the address before a move is asked again
GONE = 410
TOO_MANY = 429
UNAVAILABLE = 503

_HOUR = timedelta(hours=1)
_ALL_HOURS = frozenset(range(24))
_ALL_DAYS = frozenset(range(7))


def body_hash(body: bytes) -> str:
    """Tells whether a feed's document changed."""
    return blake2b(body, digest_size=16).hexdigest()


def host_of(url: str) -> str:
    """The host that an address names, in lower case and ASCII, with the port where one is written; "" where none is."""
    try:
        parts = URL(url.strip())
    except ValueError:
        return ""
    host = (parts.raw_host or "").rstrip(".").lower()
    name = f"[{host}]" if ":" in host else host
    return f"{name}:{parts.explicit_port}" if name and parts.explicit_port is not None else name


def address_of(state: FeedState | None, feed_url: str) -> str:
    """Where to ask for a feed: where it moved to, or its address in feeds.yaml.

    When the new address failed PATIENCE times in a row both are asked in turn, for either may come back.
    """
    if state is None or not state.moved_to:
        return feed_url
    in_turn = state.failures >= PATIENCE and (state.failures - PATIENCE) % 2 == 0
    return feed_url if in_turn else state.moved_to


def validators(state: FeedState | None, *, now: datetime) -> tuple[str, str]:
    """The ETag and Last-Modified to send; none where the whole document is wanted.

    That is once a day, so that a validator that never changes freezes no feed, and at an address that did not
    give them.
    """
    if state is None or state.last_body is None or not now - WHOLE < state.last_body <= now:
        return "", ""
    if state.moved_to and address_of(state, state.feed_url) != state.moved_to:
        return "", ""
    return state.etag, state.last_modified


def request_of(feed: Feed, state: FeedState | None, *, now: datetime) -> Request:
    """What to ask for a feed's document.

    Its secret goes only to the host it was given for, whatever the feed moved to, and not in the clear where it was
    given for https.
    """
    address = address_of(state, feed.url)
    etag, last_modified = validators(state, now=now)
    same_host = address == feed.url or host_of(address) == host_of(feed.url)
    trusted = same_host and (_is_secure(address) or not _is_secure(feed.url))
    return Request(
        url=address,
        etag=etag,
        last_modified=last_modified,
        authorization=feed.authorization if trusted else "",
    )


def is_due(state: FeedState | None, *, now: datetime) -> bool:
    """Whether it is time to visit a feed; never for one that is gone for good."""
    if state is None:
        return True
    if state.stopped:
        return False
    return state.next_visit is None or not now < state.next_visit <= now + FURTHEST


def after_success(
    state: FeedState, fetched: Fetched, *, parsed: ParsedFeed | None, now: datetime
) -> FeedState:
    """The state after a visit that went well; `parsed` is None where nothing had changed.

    What the last whole document asked for, and the note about it, hold until another one comes.
    """
    if parsed is not None:
        state = _told(state, fetched, parsed)
    says = max(fetched.max_age or timedelta(0), state.hold or timedelta(0))
    state = replace(
        state,
        etag=fetched.etag or (state.etag if fetched.not_modified else ""),
        last_modified=fetched.last_modified or (state.last_modified if fetched.not_modified else ""),
        last_visit=now,
        last_success=now,
        next_visit=_next_visit(state, pause=min(max(says, USUAL), LONGEST), now=now),
        failures=0,
        error="",
        stopped=False,
        last_body=state.last_body if fetched.not_modified else now,
    )
    return _moved(state, fetched)


def after_failure(
    state: FeedState, fetched: Fetched | None = None, *, error: str = "", now: datetime
) -> FeedState:
    """The state after a visit that failed: twice the pause each time, a day at most, never sooner than asked.

    `error` is the sentence where fetching went well and reading did not. A feed that is gone (410) is stopped; one that
    is gone only from where it had moved to is looked for at its first address again.
    """
    asks = (fetched.retry_after if fetched else None) or timedelta(0)
    error = error or (_advised(fetched) if fetched else "")
    failures = state.failures + 1
    pause = min(SHORTEST * 2 ** min(failures - 1, 10), LONGEST)
    pause = max(pause, min(asks, LONGEST_PAUSE))
    failed = replace(
        state,
        last_visit=now,
        next_visit=_next_visit(state, pause=pause, now=now),
        failures=failures,
        error=error,
    )
    if fetched is None or fetched.status != GONE:
        return failed
    if address_of(state, state.feed_url) != state.feed_url:
        return replace(failed, moved_to="", moving_to="", etag="", last_modified="")
    sentence = (
        f"{fetched.error}; it is not visited any more, `digest resume {state.feed_url}` visits it again"
    )
    return replace(failed, error=sentence, stopped=True)


def noted(state: FeedState, sentence: str) -> FeedState:
    """The state with one more sentence that an editor should know, though the visit went well."""
    return replace(state, note=f"{state.note} {sentence}".strip()) if sentence else state


def resumed(state: FeedState) -> FeedState:
    """The state of a feed that an editor wants to be visited again, now, whatever went wrong before."""
    return replace(state, stopped=False, next_visit=None, failures=0, error="")


def paused_host(state: HostState | None, fetched: Fetched, *, host: str, now: datetime) -> HostState | None:
    """What is known of a host after an answer by which it asks to be left alone; None where it does not ask.

    It asks by 429, or by 503 with Retry-After; 429 alone asks for SHORTEST. The later of two ends holds.
    """
    asks = fetched.retry_after or timedelta(0)
    if fetched.status == TOO_MANY:
        asks = asks or SHORTEST
    elif fetched.status != UNAVAILABLE or not asks:
        return None
    state = state or HostState(host=host)
    until = now + min(asks, LONGEST_PAUSE)
    if is_paused(state, now=now) and state.paused_until:
        until = max(until, state.paused_until)
    reason = f"{host} asks to be left alone until {until:%Y-%m-%d %H:%M} UTC (status {fetched.status})"
    return replace(state, paused_until=until, reason=reason)


def is_paused(state: HostState | None, *, now: datetime) -> bool:
    """Whether a host is to be left alone now."""
    until = state.paused_until if state else None
    return until is not None and now < until <= now + LONGEST_PAUSE


def _is_secure(url: str) -> bool:
    return url.strip()[:6].lower() == "https:"


def _advised(fetched: Fetched) -> str:
    """What went wrong and, where there is something to be done, what."""
    what = advice(fetched)
    return f"{fetched.error}; {what}" if what else fetched.error


def _told(state: FeedState, fetched: Fetched, parsed: ParsedFeed) -> FeedState:
    """The state with what a whole document says of itself."""
    hold = max(fetched.max_age or timedelta(0), parsed.ttl or timedelta(0))
    return replace(
        state,
        title=parsed.title or state.title,
        body_hash=body_hash(fetched.body),
        hold=min(hold, LONGEST) or None,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
        note=parsed.warning,
    )


def _moved(state: FeedState, fetched: Fetched) -> FeedState:
    """The state with what the redirects on the way say: a permanent one is believed when it is seen again.

    Where the first address was asked, and leads elsewhere or nowhere now, an older move is forgotten.
    """
    target = fetched.moved_to
    asked_first = fetched.request.url == state.feed_url
    known = "" if asked_first and target != state.moved_to else state.moved_to
    if target in ("", known):
        return replace(state, moved_to=known, moving_to="")
    if target == state.moving_to:
        return replace(state, moved_to="" if target == state.feed_url else target, moving_to="")
    return replace(state, moved_to=known, moving_to=target)


def _next_visit(state: FeedState, *, pause: timedelta, now: datetime) -> datetime:
    """The moment after a pause and its spread, moved out of the hours and days in which the feed wants no visit."""
    share = _share(state.feed_url)
    moment = now + pause + timedelta(seconds=int(pause.total_seconds() * share / 10))
    hours = _ALL_HOURS.difference(state.skip_hours) or _ALL_HOURS  # all skipped is nonsense
    days = _ALL_DAYS.difference(state.skip_days) or _ALL_DAYS
    if moment.hour in hours and moment.weekday() in days:
        return moment
    moved = _first_hour(moment, hours=hours, days=days) + timedelta(seconds=int(3599 * share))
    return min(moved, now + FURTHEST)


def _first_hour(moment: datetime, *, hours: Collection[int], days: Collection[int]) -> datetime:
    """The beginning of the first hour after `moment` that is one of these hours on one of these days."""
    hour = moment.replace(minute=0, second=0, microsecond=0) + _HOUR
    while hour.hour not in hours or hour.weekday() not in days:  # a week at most
        hour += _HOUR
    return hour


def _share(url: str) -> float:
    """From 0 to 1, the same for one address every time."""
    return int.from_bytes(blake2b(url.encode("utf-8", "replace"), digest_size=2).digest()) / 65536
