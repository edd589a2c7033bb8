"""Fetching: an event loop in a thread of its own, behind a plain generator. The one module that knows aiohttp.

A fetch is a chain of single exchanges, each made when it is its host's turn (`feeds.turns`), so every hop passes
the same checks.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Thread

import aiohttp
from aiohttp import hdrs
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from digest import __version__
from digest.config import Proxies
from digest.feeds.addresses import FetchError, host_key
from digest.feeds.answers import complaint, fresh_for, pause, plain, validator
from digest.feeds.decoding import ACCEPTED, BoundedBody
from digest.feeds.handover import Handover
from digest.feeds.hops import REDIRECTS, Hop, first_hop, follow
from digest.feeds.names import Lookup, Names, Net, addresses_of
from digest.feeds.proxies import Proxy, proxy_complaint, proxy_for, read_proxy
from digest.feeds.turns import Turns
from digest.model import Fetched, Request

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, "
    "text/html;q=0.7, application/json;q=0.6, */*;q=0.1"
)
NO_PROXIES = Proxies()
_LARGE = 2**20  # bytes; bodies beyond it are read a few at a time, so that a hundred do not fill the memory
_LARGE_AT_ONCE = 8


def user_agent(contact: str = "") -> str:
    """Who we say we are; `contact` is an address or page where a publisher reaches whoever runs this."""
    name = f"PeopleDigest/{__version__}"
    return f"{name} (+{plain(contact)})" if plain(contact) else name


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one fetch may take, and how many there are at once."""

    concurrency: int = 100  # fetches on their way; as many results may wait for the caller
    seconds: float = 30.0  # for a whole fetch with its redirects; waiting for a busy host not counted
    body_bytes: int = 10 * 2**20  # decompressed
    redirects: int = 5
    user_agent: str = field(default_factory=user_agent)


class AiohttpFetcher:
    """`ports.Fetcher` over HTTP.

    `allow` names hosts that may have private addresses. `mapped` sends a host name to an address and port of this
    machine, in plain HTTP whatever the URL's scheme, for a newsroom that exists only here; all else stays the same.
    `proxies` are the owner's and may be anywhere; names are looked up and addresses checked here all the same, and
    a proxy is asked for the checked address, so that it cannot find another one.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        allow: Collection[str] = (),
        mapped: Mapping[str, tuple[str, int]] | None = None,
        lookup: Lookup = addresses_of,
        proxies: Proxies = NO_PROXIES,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._net = Net(
            allow=frozenset(host_key(host) for host in allow),
            mapped={host_key(host): target for host, target in (mapped or {}).items()},
            lookup=lookup,
            proxies=proxies,
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


class _Resolver(AbstractResolver):
    """Gives aiohttp the addresses that it may dial, at the moment of dialling."""

    def __init__(self, addresses: Callable[[str], Awaitable[Sequence[str]]]) -> None:
        self._addresses = addresses

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002
    ) -> list[ResolveResult]:
        return [_resolved(host, address, port) for address in await self._addresses(host)]

    async def close(self) -> None:
        """Nothing is held."""


def _resolved(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
    )


class _Round:
    """One call of `fetch`: the loop in which its requests are made, and the results on their way out."""

    def __init__(self, limits: FetchLimits, net: Net) -> None:
        self._loop = asyncio.new_event_loop()
        self.handover = Handover(self._loop, most=limits.concurrency)
        self._limits = limits
        self._net = net

    def stop(self) -> None:
        """Give up what is still on its way; the one method for the caller's thread."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._cancel)

    def run(self, requests: Sequence[Request]) -> None:
        """Make all requests; None ends the results, or an exception where the fault is ours."""
        # An executor of our own: the loop would wait for name servers that never answer before it ends.
        executor = ThreadPoolExecutor(self._limits.concurrency, thread_name_prefix="lookup")
        end: Exception | None = None
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._make_all(requests, executor))
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

    async def _make_all(self, requests: Sequence[Request], executor: Executor) -> None:
        allow = self._net.allow
        trusted = {*allow, *self._net.mapped}
        exchanges = _Exchanges(self._limits, self._net, Names(self._net, executor), self.handover)
        async with exchanges.sessions:
            turns = Turns(exchanges.ask, self.handover, places=self._limits.concurrency)
            await turns.take(
                first_hop(each, allow=allow, trusted=trusted, seconds=self._limits.seconds)
                for each in requests
            )


class _Exchanges:
    """Single requests and their answers, straight or through a proxy."""

    def __init__(self, limits: FetchLimits, net: Net, names: Names, handover: Handover) -> None:
        self._limits = limits
        self._net = net
        self._names = names
        self._handover = handover
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)
        self.sessions = AsyncExitStack()
        self._straight = self._session(names.dialled)
        # Apart from the other: a feed at the proxy's own name gets nothing of what the proxy may have.
        self._proxied = self._session(names.of_proxy)

    def _session(self, addresses: Callable[[str], Awaitable[Sequence[str]]]) -> aiohttp.ClientSession:
        session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,  # the number of places is the limit
                limit_per_host=1,
                use_dns_cache=False,
                resolver=_Resolver(addresses),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._limits.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            auto_decompress=False,
            trust_env=False,
        )
        self.sessions.push_async_callback(session.close)
        return session

    async def ask(self, hop: Hop, keep: bool) -> Fetched | Hop:
        """One request and what came of it; `keep`: leave the connection open. See `turns.Ask`."""
        proxy: Proxy | None = None
        answered = False
        try:
            proxy = self._proxy(hop)
            async with (
                asyncio.timeout(hop.seconds) as limit,
                await self._send(hop, proxy, keep=keep) as response,
            ):
                answered = True
                if response.status in REDIRECTS:
                    moved = self._moved(hop, response)
                    return moved if isinstance(moved, Fetched) else replace(moved, seconds=_left(limit))
                return await self._answer(hop, response, proxy, limit)
        except TimeoutError:
            late = "had not finished sending" if answered else "did not answer"
            raise TimeoutError(
                f"{hop.host} {late} within {self._limits.seconds:g} s{_through(proxy)}"
            ) from None
        except Exception as error:  # the job's edge: one server's answer never ends the visits to the others
            return hop.result(error=_sentence(error, hop.host, proxy))

    def _proxy(self, hop: Hop) -> Proxy | None:
        address = "" if hop.host in self._net.mapped else proxy_for(hop.url, self._net.proxies)
        return read_proxy(address) if address else None

    async def _send(self, hop: Hop, proxy: Proxy | None, *, keep: bool) -> aiohttp.ClientResponse:
        headers = hop.fields()
        if not keep:  # two thousand idle connections are nobody's good
            headers[hdrs.CONNECTION] = "close"
        if proxy is None:
            url = self._dialled(hop, headers)
            return await self._straight.get(url, headers=headers, allow_redirects=False)
        headers[hdrs.HOST] = hop.url.host_port_subcomponent or hop.host
        secret = {hdrs.PROXY_AUTHORIZATION: proxy.authorization} if proxy.authorization else {}
        return await self._proxied.get(
            hop.url.with_host(await self._names.behind_proxy(hop.host)),
            headers=headers if hop.url.scheme == "https" else headers | secret,
            allow_redirects=False,
            proxy=proxy.url,
            proxy_headers=secret,  # of CONNECT, which goes before the request itself
            server_hostname=hop.host,  # for the certificate; and hosts at one address are not taken for one
        )

    def _dialled(self, hop: Hop, headers: dict[str, str]) -> URL:
        """The URL that is really dialled; a mapped host keeps its public name in the header."""
        target = self._net.mapped.get(hop.host)
        if target is None:
            return hop.url
        headers[hdrs.HOST] = hop.url.host_port_subcomponent or hop.host
        return hop.url.with_scheme("http").with_port(target[1])

    def _moved(self, hop: Hop, response: aiohttp.ClientResponse) -> Hop | Fetched:
        """The next hop, or the end where the request is to stay with its host."""
        location, most = response.headers.get(hdrs.LOCATION, ""), self._limits.redirects
        moved = follow(hop, response.status, location, allow=self._net.allow, redirects=most)
        if hop.request.stays and moved.host != hop.host:
            error = f"{hop.host} leads to {moved.host}"
            return moved.result(status=response.status, error=error, leads_to=str(moved.url))
        return moved

    async def _answer(
        self, hop: Hop, response: aiohttp.ClientResponse, proxy: Proxy | None, limit: asyncio.Timeout
    ) -> Fetched:
        """The result of an answer that is no redirect."""
        status = response.status
        error = complaint(
            status, hop.host, validated=bool(hop.validators()), authorized=bool(hop.authorization)
        )
        if error and proxy is not None and hop.url.scheme == "http":  # a tunnel's answers are the host's own
            refused = status == 407
            error = proxy_complaint(proxy, status, hop.host) if refused else error + _through(proxy)
        if error:
            asked = pause(response.headers, now=datetime.now(UTC))
            return hop.result(error=error, status=status, retry_after=asked)
        body = b"" if status == 304 else await self._read(response, limit)
        return _found(hop, response, body)

    async def _read(self, response: aiohttp.ClientResponse, limit: asyncio.Timeout) -> bytes:
        body = BoundedBody(response.headers.get(hdrs.CONTENT_ENCODING, ""), limit=self._limits.body_bytes)
        async with AsyncExitStack() as held:
            large = False
            async for chunk in response.content.iter_any():
                for size in body.adding(chunk):
                    if size > _LARGE and not large:
                        large = True
                        await held.enter_async_context(self._large)
                        await self._room(limit)
            return body.whole()

    async def _room(self, limit: asyncio.Timeout) -> None:
        """Wait until the caller has taken enough, which is no fault of the server: its time stands still."""
        left = _left(limit)
        limit.reschedule(None)
        await self._handover.room()
        limit.reschedule(asyncio.get_running_loop().time() + left)


def _left(limit: asyncio.Timeout) -> float:
    """Seconds; less than none where the time is over already."""
    return (limit.when() or 0.0) - asyncio.get_running_loop().time()


def _found(hop: Hop, response: aiohttp.ClientResponse, body: bytes) -> Fetched:
    headers, now = response.headers, datetime.now(UTC)
    return hop.result(
        status=response.status,
        body=body,
        content_type=plain(headers.get(hdrs.CONTENT_TYPE, "")),
        etag=validator(headers.get(hdrs.ETAG, "")),
        last_modified=validator(headers.get(hdrs.LAST_MODIFIED, "")),
        moved_to=hop.moved_to,
        retry_after=pause(headers, now=now),
        max_age=fresh_for(", ".join(headers.getall(hdrs.CACHE_CONTROL, ())), headers, now=now),
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


def _sentence(error: Exception, host: str, proxy: Proxy | None) -> str:
    """What went wrong, in words."""
    if isinstance(error, FetchError):
        return str(error)
    if proxy is not None and isinstance(error, aiohttp.ClientHttpProxyError):
        return proxy_complaint(proxy, error.status, host)
    at_proxy = proxy is not None and _concerns(error, proxy)
    who = proxy.name if proxy is not None and at_proxy else host
    known = (words for kind, words in _SENTENCES if isinstance(error, kind))
    words = next(known, "{host} answers in a way that cannot be read").format(host=who, why=_why(error))
    return words if at_proxy else words + _through(proxy)


def _concerns(error: Exception, proxy: Proxy) -> bool:
    """Whether it is the connection to the proxy itself that cannot be made, rather than one through it."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ClientConnectorCertificateError):
        return (error.host, error.port) == (proxy.url.raw_host, proxy.url.port)
    return False


def _through(proxy: Proxy | None) -> str:
    return f" (through {proxy.name})" if proxy is not None else ""


def _why(error: Exception) -> str:
    """What TLS or the system says of it: "certificate has expired", "Connection refused"."""
    cause = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    said = getattr(cause, "verify_message", "") or getattr(cause, "reason", "")
    if not said and (number := getattr(cause, "errno", None)):
        said = os.strerror(number)
    return f": {plain(str(said))}" if said else ""
