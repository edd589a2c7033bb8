"""Proxies: whether one stands between us and a host, how its address is read, and what its refusals mean. Pure."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from yarl import URL

from digest.config import Proxies
from digest.feeds.addresses import FetchError, host_key
from digest.feeds.answers import plain

_ENTRY = re.compile(
    r"(\[[^\]]*\]|[^:]*)(?::([0-9]{1,5}))?", re.ASCII
)  # no bare IPv6 address: that has no port


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy as it is dialled: its address, and what proves to it who we are."""

    url: URL  # without name and password
    authorization: str = field(default="", repr=False)  # the value of Proxy-Authorization

    @property
    def name(self) -> str:
        """What sentences call it: HOST:PORT, never its name and password."""
        return f"the proxy {plain(self.url.host_subcomponent or '')}:{self.url.port}"


def proxy_for(url: URL, proxies: Proxies) -> str:
    """The address of the proxy that a URL is asked for through; empty: it is asked for directly.

    `bypass` is read as NO_PROXY is elsewhere: `example.org`, `.example.org` and `*.example.org` mean the host and all
    under it, `example.org:8080` only that port, `10.0.0.0/8` the addresses written in URLs, `*` everything.
    """
    proxy = proxies.https if url.scheme == "https" else proxies.http
    host = (url.raw_host or "").rstrip(".")
    if not proxy or any(_covers(entry.strip(), host, url.port) for entry in proxies.bypass):
        return ""
    return proxy


def _covers(entry: str, host: str, port: int | None) -> bool:
    if entry == "*":
        return True
    match = _ENTRY.fullmatch(entry)
    named, only = (match[1], match[2]) if match else (entry, None)
    if only and int(only) != port:
        return False
    address = _address(host)
    if address is not None:
        return _contains(named, address)
    suffix = _suffix(named)
    return bool(suffix) and f".{host}".endswith(f".{suffix}")


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _contains(network: str, address: IPv4Address | IPv6Address) -> bool:
    try:
        return address in ip_network(network.strip("[]"), strict=False)
    except ValueError:
        return False


def _suffix(named: str) -> str:
    """A host name of NO_PROXY as hosts are compared; empty where it is none."""
    try:
        return host_key(named.removeprefix("*").strip("."))
    except FetchError:
        return ""


def read_proxy(text: str) -> Proxy:
    """Read a proxy's address; `HOST:PORT` alone means http://. Raises FetchError, which repeats no secret."""
    try:
        url = URL(text if "://" in text else f"http://{text}")
        host, port = url.host or "", url.port
        clean = URL.build(scheme=url.scheme, host=host, port=port)
    except ValueError as error:
        raise FetchError("the address of the proxy cannot be read; write it as http://HOST:PORT") from error
    if url.scheme not in ("http", "https"):
        where = f"{plain(host)}:{port}" if port else plain(host)
        kind = f"this is {plain(url.scheme)}://"
        raise FetchError(f"the proxy {where} cannot be used: only http:// and https:// ones can, and {kind}")
    secret = ""
    if url.user is not None or url.password is not None:
        pair = f"{url.user or ''}:{url.password or ''}"
        secret = "Basic " + b64encode(pair.encode("utf-8", "replace")).decode("ascii")
    return Proxy(url=clean, authorization=secret)


def proxy_complaint(proxy: Proxy, status: int, host: str) -> str:
    """The sentence for a status with which a proxy, rather than the host behind it, refuses."""
    if status == 407:
        return (
            f"{proxy.name} asks for a name and password, or does not accept those it was given (status 407)"
        )
    if status in (502, 503, 504):
        return f"{proxy.name} cannot reach {host} (status {status})"
    return f"{proxy.name} does not let us through to {host} (status {status})"
