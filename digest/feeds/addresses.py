"""Which addresses may be visited: pure rules about URLs, host names and IP addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import inet_aton

from yarl import URL

from digest.errors import DigestError

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
_SHARED = tuple(int(IPv4Address(each)) for each in ("100.64.0.0", "100.127.255.255"))
_NAT64 = IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")  # RFC 8215: leads wherever the local network likes
_COMPATIBLE = IPv6Network("::/96")


class FetchError(DigestError):
    """Why something was not fetched, as one sentence; it ends in `Fetched.error`."""


def forbidden(address: str) -> str:
    """What keeps an IP address from being visited ("private", "loopback", ...); empty: nothing, it is public.

    An IPv4 address inside an IPv6 one (mapped, compatible, NAT64, RFC 6052) is judged as the IPv4 address.
    The other tunnels (6to4, Teredo) reach an address nobody sees, and no outlet publishes on them.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(ip, IPv6Address):
        if ip.sixtofour is not None or ip.teredo is not None or ip in _LOCAL_NAT64:
            return "the end of a tunnel"
        ip = _embedded(ip)
    return _kind(ip)


def _embedded(ip: IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that is reached through `ip`, or else `ip` itself."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def _kind(ip: IPv4Address | IPv6Address) -> str:
    kinds = (
        ("unspecified", ip.is_unspecified),
        ("loopback", ip.is_loopback),
        ("link-local", ip.is_link_local),
        ("multicast", ip.is_multicast),
        ("shared (carrier-grade NAT)", ip.version == 4 and _SHARED[0] <= int(ip) <= _SHARED[1]),
        ("private", ip.is_private or (isinstance(ip, IPv6Address) and ip.is_site_local)),
        ("reserved", ip.is_reserved or not ip.is_global),
    )
    return next((kind for kind, holds in kinds if holds), "")


def refusal(address: str, kind: str) -> str:
    """The sentence for an address that `forbidden` calls `kind`."""
    return f"address {address} is {kind}; name the host under network: allow: to visit it"


def dialable(addresses: Iterable[str], *, host: str, allow: Collection[str]) -> list[str]:
    """The addresses of `host` that may be dialled: all of them if the host is allowed, else the public ones.

    Raises FetchError where none is left. This is asked about what a name has just been resolved to, and only
    these addresses are dialled, so a name that changes its address between two questions gains nothing.
    """
    found = list(addresses)
    if not found:
        raise FetchError(f"there is no address for {host}; check the spelling")
    if host in allow:
        return found
    kinds = {address: forbidden(address) for address in found}
    public = [address for address, kind in kinds.items() if not kind]
    if not public:
        raise FetchError(f"{host} is not visited: {refusal(found[0], kinds[found[0]])}")
    return public


def host_key(host: str) -> str:
    """A host name as it is compared: lower case, ASCII, without the final dot and brackets; raises FetchError."""
    try:
        key = URL.build(scheme="http", host=host.strip("[]")).raw_host or ""
    except ValueError as error:  # UnicodeError, too, is one
        raise FetchError(f"the host name {_shown(host)} is not valid") from error
    return key.rstrip(".").lower()


def visitable(text: str, *, allow: Collection[str]) -> URL:
    """Read a URL and hold it to every rule that needs no name server; raises FetchError with the sentence.

    `allow` holds host keys. A user name or password is refused and never repeated in the sentence.
    """
    try:
        url = URL(text.strip())
    except ValueError as error:
        raise FetchError("the address cannot be read as a URL; check its spelling") from error
    if url.scheme not in ("http", "https"):
        scheme = f"{_shown(url.scheme)}: is not fetched" if url.scheme else "it has no scheme"
        raise FetchError(f"only http: and https: addresses are visited; {scheme}")
    host = (url.raw_host or "").rstrip(".")
    if url.raw_user is not None or url.raw_password is not None:
        raise FetchError(f"the address at {_shown(host)} holds a user name or password; write it without")
    _check_host(host, allow)
    return url.with_fragment(None)


def _check_host(host: str, allow: Collection[str]) -> None:
    if ":" in host or _NUMERIC.fullmatch(host.rpartition(".")[2]):
        _check_literal(host, allow)
    elif not host or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise FetchError(f"the host name {_shown(host)} is not valid; check its spelling")


def _check_literal(host: str, allow: Collection[str]) -> None:
    """An IP address in a URL is written the one plain way: the other ways exist to get past such checks."""
    try:
        ip_address(host if "%" not in host else "")
    except ValueError as error:
        raise FetchError(_odd_literal(host)) from error
    kind = forbidden(host)
    if kind and host not in allow:
        raise FetchError(refusal(host, kind))


def _odd_literal(host: str) -> str:
    try:
        return (
            f"{_shown(host)} is an unusual way to write the address {ip_address(inet_aton(host))}; write that"
        )
    except (OSError, ValueError):
        return f"{_shown(host)} is not a valid IP address"


def _shown(text: str) -> str:
    """Foreign text as a sentence may repeat it: printable ASCII, short."""
    plain = "".join(each if each.isascii() and each.isprintable() else "?" for each in text)
    return repr(plain if len(plain) <= 80 else plain[:77] + "...")
