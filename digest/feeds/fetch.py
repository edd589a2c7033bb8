"""Fetching: an event loop in a thread of its own, behind a plain generator. The one module that knows aiohttp.

A fetch is a chain of single exchanges. Each is queued at the host it goes to, and a host is asked one thing at
a time; a redirect goes to the end of its target's queue. So no host sees two connections, waiting for a busy
host costs nobody their time limit, and every hop passes the same checks.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import aiohttp
from aiohttp import hdrs
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from digest import __version__
from digest.feeds.addresses import FetchError, dialable, host_key
from digest.feeds.answers import complaint, max_age, pause, plain, validator
from digest.feeds.decoding import ACCEPTED, BoundedBody
from digest.feeds.handover import Handover
from digest.feeds.hops import REDIRECTS, Hop, first_hop, follow
from digest.model import Fetched, Request

Lookup = Callable[[str], Sequence[str]]  # a host name to its IP addresses; may raise OSError

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
    "text/html;q=0.7, application/json;q=0.6, */*;q=0.1"
)
_CONDITIONS = (hdrs.IF_NONE_MATCH, hdrs.IF_MODIFIED_SINCE)
_SILENCE = 3  # times in a row that a host may let us wait in vain, before we leave it for this round


def user_agent(contact: str = "") -> str:
    """Who we say we are; `contact` is an address or page where a publisher reaches whoever runs this."""
    name = f"PeopleDigest/{__version__}"
    return f"{name} (+{plain(contact)})" if plain(contact) else name


def addresses_of(host: str) -> Sequence[str]:
    """The IP addresses of a host, as this machine finds them. Raises OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one fetch may take, and how many there are at once."""

    concurrency: int = 100  # fetches on their way; as many results may wait for the caller
    seconds: float = 30.0  # for a whole fetch with its redirects; waiting for a busy host not counted
    body_bytes: int = 10 * 2**20  # decompressed
    redirects: int = 5
    user_agent: str = field(default_factory=user_agent)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Net:
    """What is known of the network besides what name servers say; hosts are keys of `host_key`."""

    allow: Collection[str]
    mapped: Mapping[str, tuple[str, int]]
    lookup: Lookup


class AiohttpFetcher:
    """`ports.Fetcher` over HTTP.

    `allow` names hosts that may have private addresses. `mapped` sends a host name to an address and port of this
    machine, in plain HTTP whatever the URL's scheme, for a newsroom that exists only here; all else stays the same.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        allow: Collection[str] = (),
        mapped: Mapping[str, tuple[str, int]] | None = None,
        lookup: Lookup = addresses_of,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._net = _Net(
            allow=frozenset(host_key(host) for host in allow),
            mapped={host_key(host): target for host, target in (mapped or {}).items()},
            lookup=lookup,
        )

    def fetch(self, requests: Iterable[Request]) -> Iterator[Fetched]:
        """One result for each request; all requests are read at once, the results are made as they are taken."""
        waiting = list(requests)
        if not waiting:
            return
        round_ = _Round(self._limits, self._net)
        thread = Thread(target=round_.run, args=(waiting,), name="fetch", daemon=True)
        thread.start()
        try:
            yield from round_.handover.take()
        finally:
            round_.stop()
            thread.join()


@dataclass(slots=True)
class _Host:
    """The visits that wait for one host, and why it is not asked any more."""

    waiting: deque[Hop] = field(default_factory=deque)
    busy: bool = False
    silent: int = 0  # times in a row that it let us wait in vain
    closed: str = ""  # a sentence
    retry_after: timedelta | None = None


class _Resolver(AbstractResolver):
    """Gives aiohttp only addresses that may be dialled, at the moment of dialling."""

    def __init__(self, net: _Net, executor: Executor) -> None:
        self._net = net
        self._executor = executor

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002
    ) -> list[ResolveResult]:
        key = host.rstrip(".")
        if key in self._net.mapped:
            return [_resolved(host, self._net.mapped[key][0], port)]
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._executor, self._net.lookup, key)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                f"the name {key} cannot be resolved; check its spelling, or the connection"
            ) from error
        return [
            _resolved(host, address, port) for address in dialable(found, host=key, allow=self._net.allow)
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _resolved(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
    )


class _Round:
    """One call of `fetch`: the visits by host, the loop that makes them, and the results on their way out."""

    def __init__(self, limits: FetchLimits, net: _Net) -> None:
        self._loop = asyncio.new_event_loop()
        self.handover = Handover(self._loop, most=limits.concurrency)
        self._limits = limits
        self._net = net
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._places = asyncio.Semaphore(limits.concurrency)

    def stop(self) -> None:
        """Give up what is still on its way; the one method for the caller's thread."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._cancel)

    def run(self, requests: Sequence[Request]) -> None:
        """Make all visits; None ends the results, or an exception where the fault is ours."""
        # An executor of our own: the loop would wait for name servers that never answer before it ends.
        executor = ThreadPoolExecutor(self._limits.concurrency, thread_name_prefix="lookup")
        end: Exception | None = None
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._visit_all(requests, executor))
        except asyncio.CancelledError:
            pass
        except Exception as error:  # the job's edge: the caller hears of it
            end = error
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
            self.handover.end(end)

    def _cancel(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()

    async def _visit_all(self, requests: Sequence[Request], executor: Executor) -> None:
        session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,  # `_places` is the limit
                limit_per_host=1,
                use_dns_cache=False,
                resolver=_Resolver(self._net, executor),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._limits.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            auto_decompress=False,
            trust_env=False,
        )
        async with session, asyncio.TaskGroup() as group:
            for request in requests:
                hop = first_hop(request, allow=self._net.allow, seconds=self._limits.seconds)
                self._enqueue(hop, session, group)

    def _enqueue(self, hop: Hop, session: aiohttp.ClientSession, group: asyncio.TaskGroup) -> None:
        host = self._hosts[hop.host]
        host.waiting.append(hop)
        if not host.busy:
            host.busy = True
            group.create_task(self._attend(host, session, group))

    async def _attend(self, host: _Host, session: aiohttp.ClientSession, group: asyncio.TaskGroup) -> None:
        """Make the visits that wait for a host, one after the other, until none is left."""
        while host.waiting:
            async with self._places:
                await self.handover.room()
                hop = host.waiting.popleft()
                came = await self._visit(hop, host, session)
            if isinstance(came, Fetched):
                self.handover.give(came)
            else:
                self._enqueue(came, session, group)
        host.busy = False

    async def _visit(self, hop: Hop, host: _Host, session: aiohttp.ClientSession) -> Fetched | Hop:
        """Ask once, unless there is a reason not to; whatever happens becomes a result."""
        if hop.refused or host.closed:
            return hop.result(error=hop.refused or host.closed, retry_after=host.retry_after)
        silent, host.silent = host.silent + 1, 0
        try:
            came = await self._exchange(hop, session, last=not host.waiting)
        except TimeoutError:
            sentence = f"{hop.host} did not answer within {self._limits.seconds:g} s"
            host.silent = silent
            if silent >= _SILENCE:
                host.closed = f"{sentence}, {silent} times in a row; it was not asked again this time"
            return hop.result(error=sentence)
        except Exception as error:  # the job's edge: one server's answer never ends the visits to the others
            return hop.result(error=_sentence(error, hop.host))
        if isinstance(came, Fetched) and (came.status == 429 or (came.status == 503 and came.retry_after)):
            host.closed = f"{hop.host} has just asked us to come later, and was not asked again this time"
            host.retry_after = came.retry_after
        return came

    async def _exchange(self, hop: Hop, session: aiohttp.ClientSession, *, last: bool) -> Fetched | Hop:
        """One request and its answer; raises TimeoutError where none came, and what `_sentence` can tell."""
        deadline = self._loop.time() + hop.seconds
        url, headers = self._asked(hop, last=last)
        answered = False
        try:
            async with (
                asyncio.timeout_at(deadline),
                session.get(url, headers=headers, allow_redirects=False) as response,
            ):
                answered = True
                if response.status in REDIRECTS:
                    return replace(self._moved(hop, response), seconds=deadline - self._loop.time())
                return await self._answer(
                    hop,
                    response,
                    validated=not headers.keys().isdisjoint(_CONDITIONS),
                )
        except TimeoutError:
            if answered:
                raise FetchError(
                    f"{hop.host} had not finished sending within {self._limits.seconds:g} s"
                ) from None
            raise

    def _moved(self, hop: Hop, response: aiohttp.ClientResponse) -> Hop:
        location = response.headers.get(hdrs.LOCATION, "")
        return follow(hop, response.status, location, allow=self._net.allow, redirects=self._limits.redirects)

    async def _answer(self, hop: Hop, response: aiohttp.ClientResponse, *, validated: bool) -> Fetched:
        """The result of an answer that is no redirect; `validated`: 304 was offered to it."""
        error = complaint(response.status, hop.host, validated=validated)
        if error:
            return hop.result(
                error=error,
                status=response.status,
                retry_after=pause(response.headers, now=datetime.now(UTC)),
            )
        body = b"" if response.status == 304 else await self._read(response)
        return _found(hop, response, body)

    def _asked(self, hop: Hop, *, last: bool) -> tuple[URL, Mapping[str, str]]:
        """The URL that is really dialled, and the header fields of this request alone."""
        headers: dict[str, str] = {}
        if hop.validated and (etag := validator(hop.request.etag)):
            headers[hdrs.IF_NONE_MATCH] = etag
        if hop.validated and (modified := validator(hop.request.last_modified)):
            headers[hdrs.IF_MODIFIED_SINCE] = modified
        if last:  # two thousand idle connections are nobody's good
            headers[hdrs.CONNECTION] = "close"
        target = self._net.mapped.get(hop.host)
        if target is None:
            return hop.url, headers
        headers[hdrs.HOST] = hop.url.host_port_subcomponent or hop.host
        return hop.url.with_scheme("http").with_port(target[1]), headers

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        body = BoundedBody(response.headers.get(hdrs.CONTENT_ENCODING, ""), limit=self._limits.body_bytes)
        async for chunk in response.content.iter_any():
            body.add(chunk)
        return body.whole()


def _found(hop: Hop, response: aiohttp.ClientResponse, body: bytes) -> Fetched:
    headers = response.headers
    return hop.result(
        status=response.status,
        body=body,
        content_type=plain(headers.get(hdrs.CONTENT_TYPE, "")),
        etag=validator(headers.get(hdrs.ETAG, "")),
        last_modified=validator(headers.get(hdrs.LAST_MODIFIED, "")),
        moved_to=hop.moved_to,
        retry_after=pause(headers, now=datetime.now(UTC)),
        max_age=max_age(", ".join(headers.getall(hdrs.CACHE_CONTROL, ())), age=headers.get(hdrs.AGE, "")),
    )


_SENTENCES: tuple[tuple[type[Exception], str], ...] = (  # the first that fits
    (aiohttp.ClientConnectorCertificateError, "the certificate of {host} is not valid{why}"),
    (aiohttp.ClientSSLError, "no secure connection to {host} can be made{why}"),
    (aiohttp.ClientConnectorError, "no connection to {host} can be made{why}"),
    (aiohttp.ServerDisconnectedError, "{host} closed the connection without an answer"),
    (aiohttp.ClientOSError, "the connection to {host} broke{why}"),
    (aiohttp.ClientPayloadError, "{host} broke off in the middle of the body"),
    (aiohttp.ClientResponseError, "{host} does not answer in proper HTTP"),
)


def _sentence(error: Exception, host: str) -> str:
    """What went wrong, in words."""
    if isinstance(error, FetchError):
        return str(error)
    known = (words for kind, words in _SENTENCES if isinstance(error, kind))
    words = next(known, "{host} answers in a way that cannot be read")
    return words.format(host=host, why=_why(error))


def _why(error: Exception) -> str:
    """What TLS or the system says of it: "certificate has expired", "Connection refused"."""
    cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    said = getattr(cause, "verify_message", "") or getattr(cause, "reason", "")
    if not said and (number := getattr(cause, "errno", None)):
        said = os.strerror(number)
    return f": {plain(str(said))}" if said else ""
