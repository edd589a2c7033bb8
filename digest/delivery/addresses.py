"""Mail addresses as the wire wants them: ASCII, one line, no more than one."""

from __future__ import annotations

import re

# An atom, dots inside (RFC 5322, 3.2.3): quoted local parts exist, but nobody reads mail there.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(
    r"(?=.{1,253}\Z)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)
_LONGEST_LOCAL = 64


def ascii_address(address: str) -> str:
    """`address` with its domain in ASCII (IDNA). Raises ValueError with a clause that does not name the address."""
    local, at, domain = address.strip().rpartition("@")
    if not at:
        raise ValueError("the address has no @")
    if not local.isascii():
        raise ValueError(
            "the part of the address before the @ is not ASCII, which needs a mail server with SMTPUTF8"
        )
    if len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise ValueError("the part of the address before the @ is not one that mail servers take")
    return f"{local}@{ascii_domain(domain)}"


def ascii_domain(domain: str) -> str:
    """A domain in ASCII, lower case (IDNA). Raises ValueError with a clause that does not name it."""
    try:
        plain = domain.strip().rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise ValueError("the domain cannot be written in ASCII") from None
    if not _DOMAIN.fullmatch(plain):
        raise ValueError("the domain is not a domain name")
    return plain
