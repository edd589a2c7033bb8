"""The environment: which variables are read, their secrets from files, and the SMTP account."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast
from urllib.parse import parse_qs, unquote, urlsplit

from digest.errors import Mistake

SECRETS = ("DATABASE_URL", "SMTP_URL", "SMTP_PASSWORD", "SECRET_KEY")
HTTP_PROXY = ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY")  # the first that is set wins, as in curl
HTTPS_PROXY = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
NO_PROXY = ("no_proxy", "NO_PROXY")
_TOKEN = re.compile(r"[!-~]+")
Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """An account at a mail server."""

    host: str
    port: int
    security: Security
    username: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0  # seconds for each answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """The proxies through which the web is reached; a URL can hold a name and a password."""

    http: str = field(default="", repr=False)
    https: str = field(default="", repr=False)
    bypass: tuple[str, ...] = ()  # hosts reached without one; `.example.org` means all under it, `*` all


class Environment:
    """The variables of one process; collects the mistakes found while reading them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self.mistakes: list[Mistake] = []

    def get(self, name: str, default: str = "") -> str:
        """A variable's value; a secret's may stand in the file that NAME_FILE names."""
        path = self._variables.get(f"{name}_FILE", "") if name in SECRETS else ""
        if not path:
            return self._variables.get(name, "").strip() or default
        if self._variables.get(name):
            self.wrong(f"{name}_FILE", f"{name} is set as well; keep one of the two")
        try:
            return Path(path).read_text(encoding="utf-8").strip() or default
        except (OSError, UnicodeDecodeError):
            self.wrong(f"{name}_FILE", f"{path} cannot be read")
            return default

    def first(self, names: tuple[str, ...]) -> tuple[str, str]:
        """The first of these variables that is set, and its value; two empty texts where none is."""
        return next(((name, value) for name in names if (value := self.get(name))), ("", ""))

    def secret(self, name: str, *, token: bool) -> str:
        """A feed's secret, from its variable or the file that NAME_FILE names.

        Raises ValueError with a sentence, which never repeats the secret, where there is none or none that can
        be sent: a password has no control characters, a token is of visible ASCII characters.
        """
        path, value = self._variables.get(f"{name}_FILE", ""), self._variables.get(name, "").strip()
        if path and value:
            raise ValueError(f"{name} and {name}_FILE are both set; keep one of the two")
        if path:
            try:
                value = Path(path).read_text(encoding="utf-8").strip()
            except FileNotFoundError:
                raise ValueError(f"the file that {name}_FILE names is not there") from None
            except (OSError, ValueError):
                raise ValueError(f"the file that {name}_FILE names cannot be read as text") from None
        if not value:
            raise ValueError(f"{name} is not set in the environment; set it, or {name}_FILE to a file's path")
        if token and not _TOKEN.fullmatch(value):
            raise ValueError(
                f"what {name} holds is no token; it is of letters, digits and signs, with no blank"
            )
        if any(unicodedata.category(each) in ("Cc", "Cs") for each in value):
            raise ValueError(f"what {name} holds has line breaks or other control characters; remove them")
        return value

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """A variable that takes one of a few words."""
        value = self.get(name, default)
        if value.lower() in allowed:
            return value.lower()
        self.wrong(name, f"{value!r} is none of {', '.join(allowed)}")
        return default

    def wrong(self, name: str, what: str) -> None:
        """Note a mistake in a variable."""
        self.mistakes.append(Mistake(name, what))


def read_smtp(environment: Environment, *, url: str) -> Smtp | None:
    """The mail account or None: SMTP_URL wins over `url` (feeds.yaml's), each SMTP_* over its part.

    `smtps://` is TLS from the first byte (port 465), `smtp://` is STARTTLS (port 587), or nothing on
    loopback; `?security=none` or `SMTP_SECURITY` says otherwise.
    """
    account = _from_url(environment, environment.get("SMTP_URL", url))
    host = environment.get("SMTP_HOST", account.host if account else "")
    if not host:
        return None
    fallback: Security = account.security if account else ("none" if is_loopback(host) else "starttls")
    security = cast(Security, environment.choice("SMTP_SECURITY", ("starttls", "tls", "none"), fallback))
    port = environment.get(
        "SMTP_PORT", str(account.port if account else {"tls": 465, "starttls": 587}.get(security, 25))
    )
    if not port.isdigit() or not 0 < int(port) < 65536:
        environment.wrong("SMTP_PORT", f"{port!r} is no port; write a number such as 587")
        port = "587"
    return Smtp(
        host=host,
        port=int(port),
        security=security,
        username=environment.get("SMTP_USERNAME", account.username if account else ""),
        password=environment.get("SMTP_PASSWORD", account.password if account else ""),
    )


def _from_url(environment: Environment, url: str) -> Smtp | None:
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        port, host, parts = None, None, urlsplit("")
    if parts.scheme not in ("smtp", "smtps") or not host:
        environment.wrong("SMTP_URL", "this is no mail server's address; write smtp://USER:PASSWORD@HOST:587")
        return None
    usual = "tls" if parts.scheme == "smtps" else "none" if is_loopback(host) else "starttls"
    security = parse_qs(parts.query).get("security", [usual])[0]
    if security not in ("starttls", "tls", "none"):
        environment.wrong("SMTP_URL", f"security={security} is none of starttls, tls, none")
        security = usual
    return Smtp(
        host=host,
        port=port or {"tls": 465, "starttls": 587}.get(security, 25),
        security=cast(Security, security),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def read_proxies(environment: Environment) -> Proxies:
    """The proxies of HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY; the forms in small letters win."""
    _, bypass = environment.first(NO_PROXY)
    return Proxies(
        http=_proxy(environment, HTTP_PROXY),
        https=_proxy(environment, HTTPS_PROXY),
        bypass=tuple(bypass.lower().replace(",", " ").split()),
    )


def _proxy(environment: Environment, names: tuple[str, ...]) -> str:
    """A proxy's URL; one without a scheme is meant as http, as everywhere."""
    name, value = environment.first(names)
    if not value:
        return ""
    url = value if "://" in value else f"http://{value}"
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not _TOKEN.fullmatch(url):
        what = "this is no proxy that can be used; write http://HOST:PORT (SOCKS is not spoken here)"
        if not any(each == Mistake(name, what) for each in environment.mistakes):  # ALL_PROXY is asked twice
            environment.wrong(name, what)
        return ""
    return url


def is_loopback(host: str) -> bool:
    """Whether a host's name or address means this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"
