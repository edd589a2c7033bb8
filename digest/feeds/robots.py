"""What a host's robots.txt asks of programs that read its pages (RFC 9309). The only module that knows protego.

Feeds are meant to be fetched and are not asked about here. The files are hostile input: only the lines that concern us
reach protego, and of them no more than MOST_RULES, so that an answer takes milliseconds whatever a file holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from protego import Protego

from digest.feeds.visits import TOO_MANY, host_of, paused_host
from digest.model import Fetched, HostState

LARGEST = 500 * 1024  # bytes; what RFC 9309 wants to be read at least
HOLDS = timedelta(days=1)
WAITS = timedelta(hours=1)  # before it is asked for again where there was no answer
OUTLIVES = timedelta(days=30)  # how long an older copy is believed while there is no answer
LONGEST_DELAY = timedelta(seconds=10)
MOST_RULES = 3000
MOST_WILDCARDS = 10  # of a rule; what stands behind them is not looked at
LONGEST_LINE = 2000
LONGEST_URL = 2048

_NOTHING = "User-agent: *\nDisallow: /\n"
_READ_AT = "# read at "
_EVERYBODY = "*"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_AGENT = re.compile(r"user[ -]?agents?\s*[:\s]\s*(\*(?=\s|#|$)|[a-z_-]*)", re.IGNORECASE)
# A rule in the spellings that protego understands; whatever else stands between rules does not end a group.
_RULE = re.compile(r"(?:allow|dis{1,2}al{1,2}[oa]w|diasllow|crawl[ -]delay)\s*[:\s]", re.IGNORECASE)


def robots_url(url: str) -> str:
    """Where the robots.txt for a page stands; "" where the page's address names no host."""
    host = host_of(url)
    scheme = "http" if url.strip()[:5].lower() == "http:" else "https"
    return f"{scheme}://{host}/robots.txt" if host else ""


def may_read(host: HostState | None, url: str, *, agent: str) -> bool:
    """Whether a host lets `agent` (a product token, or what begins with one) read a page; unasked, it does."""
    if host is None or not host.robots:
        return True
    rules = _rules(host.robots, _token(agent))
    try:
        return rules.can_fetch(url[:LONGEST_URL], _EVERYBODY)
    except ValueError:  # no address at all, so nothing that may be read
        return False


def is_silent(host: HostState | None) -> bool:
    """Whether nothing may be read only because the host's robots.txt could not be."""
    return host is not None and host.robots == _NOTHING


def delay(host: HostState | None, *, agent: str) -> timedelta:
    """The pause that a host wants between two pages, at most LONGEST_DELAY; none where it asks for none."""
    if host is None or not host.robots:
        return timedelta(0)
    seconds = _rules(host.robots, _token(agent)).crawl_delay(_EVERYBODY) or 0.0
    return timedelta(seconds=min(seconds, LONGEST_DELAY.total_seconds()))


def asks_again(host: HostState | None, *, now: datetime) -> bool:
    """Whether it is time to ask for a host's robots.txt: it never was, or what is known does not hold any more."""
    return host is None or host.robots_until is None or not now < host.robots_until <= now + HOLDS


def after_robots(state: HostState | None, fetched: Fetched, *, host: str, now: datetime) -> HostState:
    """What is known of a host after its robots.txt was asked for (RFC 9309, 2.3.1).

    A file holds for a day; so does that there is none (any 4xx, or a web page in its place), and all may be read.
    Where there is no answer (5xx, 429, nothing at all) an older copy is believed for 30 days; without one nothing may
    be read. It is asked for again after an hour then.
    """
    state = paused_host(state, fetched, host=host, now=now) or state or HostState(host=host)
    if not fetched.error and 200 <= fetched.status < 300:
        return replace(state, robots=_kept(fetched.body, now=now), robots_until=now + HOLDS)
    if 400 <= fetched.status < 500 and fetched.status != TOO_MANY:
        return replace(state, robots="", robots_until=now + HOLDS)
    read = _read_at(state.robots)
    believed = read is not None and now - OUTLIVES < read <= now
    return replace(state, robots=state.robots if believed else _NOTHING, robots_until=now + WAITS)


def _kept(body: bytes, *, now: datetime) -> str:
    """A robots.txt as it is kept: its beginning as plain text, under the moment it was read; "" for a web page."""
    text = body[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff").strip()
    if text.startswith("<"):
        return ""
    lines = (_UNPRINTABLE.sub(" ", line[:LONGEST_LINE]).strip() for line in text.splitlines())
    return "\n".join([f"{_READ_AT}{now.isoformat()}", *(line for line in lines if line)])


def _read_at(robots: str) -> datetime | None:
    """When a kept robots.txt was read; None for what stands there because there was no answer."""
    first = robots.partition("\n")[0]
    if not first.startswith(_READ_AT):
        return None
    return datetime.fromisoformat(first.removeprefix(_READ_AT)).astimezone(UTC)


def _token(agent: str) -> str:
    return agent.partition("/")[0].strip().lower()


@lru_cache(maxsize=16)
def _rules(robots: str, token: str) -> Protego:
    """The rules of a robots.txt for one product, read; kept because many pages of a host are asked about in a row."""
    groups = list(_groups(robots))
    named = [lines for agents, lines in groups if token in agents]
    ours = named or [lines for agents, lines in groups if _EVERYBODY in agents]
    rules = [_cut(line) for lines in ours for line in lines][:MOST_RULES]
    return Protego.parse("\n".join([f"User-agent: {_EVERYBODY}", *rules]))


def _cut(rule: str) -> str:
    return "*".join(rule.split("*", MOST_WILDCARDS + 1)[: MOST_WILDCARDS + 1])


def _groups(robots: str) -> Iterator[tuple[set[str], list[str]]]:
    """The groups of a robots.txt: the products each is for, in lower case, and its rules as they stand."""
    agents: set[str] = set()
    rules: list[str] = []
    for line in robots.split("\n"):
        if found := _AGENT.match(line):
            if rules:
                yield agents, rules
                agents, rules = set(), []
            agents.add(found[1].lower())
        elif agents and _RULE.match(line):
            rules.append(line)
    yield agents, rules
