"""A fetch on its way through redirects: where it stands, and which redirects it follows. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from yarl import URL

from digest.feeds.addresses import FetchError, visitable
from digest.feeds.answers import validator
from digest.model import Fetched, Request

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_USER = re.compile(r"//[^/?#]*@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A fetch on its way: the URL to ask next, what is left of its time, and where it has been."""

    request: Request
    url: URL
    seconds: float
    refused: str = ""  # the sentence, where the request's own URL breaks a rule
    passed: tuple[int, ...] = ()  # statuses of the redirects so far
    seen: frozenset[URL] = frozenset()
    validated: bool = True  # the validators belong to this host
    authorized: bool = True  # no redirect has led to another origin yet

    @property
    def host(self) -> str:
        """The host to ask, as `addresses.host_key` writes it."""
        return (self.url.raw_host or "").rstrip(".")

    @property
    def authorization(self) -> str:
        """What is sent as Authorization: nothing once another origin was on the way, even if it leads back."""
        return self.request.authorization if self.authorized else ""

    @property
    def moved_to(self) -> str:
        """The URL to remember instead of the request's; empty unless every redirect was permanent."""
        return str(self.url) if self.passed and _PERMANENT.issuperset(self.passed) else ""

    def validators(self) -> dict[str, str]:
        """The header fields that let a server say that nothing changed; empty on hosts that did not give them."""
        given = {"If-None-Match": self.request.etag, "If-Modified-Since": self.request.last_modified}
        return {name: value for name, value in given.items() if self.validated and validator(value)}

    def fields(self) -> dict[str, str]:
        """The header fields of this request alone."""
        secret = {"Authorization": self.authorization} if self.authorization else {}
        return self.validators() | secret

    def result(self, **found: object) -> Fetched:
        """What it came to, under the public URL; as asked for, to the letter, where nothing redirected it."""
        url = str(self.url) if self.passed else _USER.sub("//", self.request.url)
        return Fetched(request=self.request, url=url, **found)  # type: ignore[arg-type]


def first_hop(
    request: Request, *, allow: Collection[str], trusted: Collection[str] = (), seconds: float
) -> Hop:
    """The beginning of a fetch; an address that breaks a rule is refused in the hop, not raised.

    `trusted` are the hosts to which a secret may go over plain http.
    """
    try:
        url, refused = visitable(request.url, allow=allow), ""
    except FetchError as error:
        url, refused = URL(), str(error)
    hop = Hop(request=request, url=url, refused=refused, seconds=seconds, seen=frozenset({url}))
    return replace(hop, refused=refused or _exposed(hop, trusted)) if request.authorization else hop


def _exposed(hop: Hop, trusted: Collection[str]) -> str:
    """Why a request's secret cannot be sent; empty: it can. The secret itself is not repeated."""
    if hop.url.scheme != "https" and hop.host not in trusted:
        way_out = "write its address with https:"
        return f"the secret for {hop.host} would travel in the clear, so it was not sent; {way_out}"
    if not (hop.authorization.isascii() and hop.authorization.isprintable()):
        return f"the secret for {hop.host} holds characters that cannot be sent; check how it is written"
    return ""


def follow(hop: Hop, status: int, location: str, *, allow: Collection[str], redirects: int) -> Hop:
    """The next hop of a redirect, held to the same rules as the first; validators stay with the host that gave them.

    Raises FetchError for a circle, for more than `redirects` hops, and for a target that may not be visited.
    """
    target = _target(hop, status, location, allow)
    if target in hop.seen:
        raise FetchError(f"{hop.host} redirects in a circle")
    if len(hop.passed) >= redirects:
        raise FetchError(f"more than {redirects} redirects, the last one from {hop.host}")
    moved = replace(hop, url=target, passed=(*hop.passed, status), seen=hop.seen | {target})
    same_host = moved.host == hop.host
    same_origin = same_host and (target.scheme, target.port) == (hop.url.scheme, hop.url.port)
    return replace(moved, validated=hop.validated and same_host, authorized=hop.authorized and same_origin)


def _target(hop: Hop, status: int, location: str, allow: Collection[str]) -> URL:
    if not location.strip():
        raise FetchError(f"{hop.host} redirects without saying where to (status {status})")
    try:
        target = str(hop.url.join(URL(location.strip())))
    except ValueError as error:
        raise FetchError(f"{hop.host} redirects to an address that cannot be read") from error
    try:
        return visitable(target, allow=allow)
    except FetchError as error:
        raise FetchError(f"{hop.host} redirects us, but {error}") from error
