"""Names: which addresses a host may be dialled at, found and checked anew for every connection."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address

from digest.config import Proxies
from digest.feeds.addresses import FetchError, dialable
from digest.feeds.answers import plain

Lookup = Callable[[str], Sequence[str]]  # a host name to its IP addresses; may raise OSError


def addresses_of(host: str) -> Sequence[str]:
    """The IP addresses of a host, as this machine finds them. Raises OSError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """What is known of the network besides what name servers say; hosts are keys of `host_key`."""

    allow: Collection[str]
    mapped: Mapping[str, tuple[str, int]]
    lookup: Lookup
    proxies: Proxies


class Names:
    """Host names to addresses, asked for anew at every dialling, in threads."""

    def __init__(self, net: Net, executor: Executor) -> None:
        self._net = net
        self._executor = executor

    async def dialled(self, host: str) -> list[str]:
        """The addresses that a host may be dialled at. Raises FetchError where there is none."""
        key = host.rstrip(".")
        if key in self._net.mapped:
            return [self._net.mapped[key][0]]
        found = await self._found(
            key, f"the name {key} cannot be resolved; check its spelling, or the connection"
        )
        return dialable(found, host=key, allow=self._net.allow)

    async def of_proxy(self, host: str) -> Sequence[str]:
        """The addresses of a proxy, which may be any: the owner chose it."""
        return await self._found(
            host, f"the name of the proxy, {plain(host)}, cannot be resolved; check its spelling"
        )

    async def behind_proxy(self, host: str) -> str:
        """The one address that a proxy is asked for; an allowed host that nobody here knows is left to the proxy."""
        with suppress(ValueError):
            return str(ip_address(host))  # `visitable` has judged it
        try:
            found = await self.dialled(host)
        except FetchError:
            if host in self._net.allow:
                return host
            raise
        return min(found, key=lambda address: ":" in address)  # whether the proxy has IPv6 is not known

    async def _found(self, host: str, sentence: str) -> Sequence[str]:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._executor, self._net.lookup, host)
        except (OSError, UnicodeError) as error:
            raise FetchError(sentence) from error
