"""Five hundred good feeds on loopback, and hosts that ask to be left alone, among everything hostile.py has.

Standard library only: it also runs beside an installed wheel.
"""

from __future__ import annotations

import http.server
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from .hostile import HTML, RSS, feed, item

GOOD_FEEDS = 500
ARTICLES = 3  # in each of them
OUTLETS = tuple(f"127.0.1.{number}" for number in range(1, 26))
FIRST = ("Alma", "Bertil", "Carmen", "Dario", "Edda", "Farid", "Greta", "Hakan", "Ilse", "Jorun")
LAST = (
    "Aldaine",
    "Brockley",
    "Castellan",
    "Dunmore",
    "Eskildsen",
    "Fennick",
    "Garrow",
    "Hollis",
    "Ibarra",
    "Jessop",
)
DEEDS = (
    "opens a bakery",
    "mends the church clock",
    "swims the sound",
    "sells the last tram",
    "plants an avenue",
)

TIRED = {  # by host: status and Retry-After of one that wants to be left alone
    "127.0.2.1": (429, "3600"),
    "127.0.2.2": (429, "Tue, 12 May 2026 12:00:00 GMT"),
    "127.0.2.3": (429, "0"),
    "127.0.2.4": (503, "9" * 40),
}
SHY = "127.0.2.5"  # its robots.txt asks programs not to read its pages
WALLED = "127.0.2.6"  # its pages ask for money, for consent, or are 20 MB long


def a_feed(number: int) -> bytes:
    """A feed whose articles no other one has."""
    who = [f"{FIRST[(number + n) % 10]} {LAST[(number // 10 + 3 * n) % 10]}" for n in range(ARTICLES)]
    what = DEEDS[number % 5]
    items = (
        item(f"{name} {what} in parish {number}", f"{name} {what} in parish {number}, notice {n}.", minute=n)
        for n, name in enumerate(who)
    )
    return feed(*items, title=f"Parish letter {number}")


def _pages(host: str, port: int) -> bytes:
    """A feed of teasers whose pages stand on the same host."""
    names = ("/money", "/consent", "/huge")
    return feed(
        *(
            item(f"Rosalind Achterberg visits {name[1:]}", f"Rosalind Achterberg visited {name[1:]}.",
                 minute=n, link=f"http://{host}:{port}{name}")
            for n, name in enumerate(names)
        ),
        title="Behind a wall",
    )  # fmt: skip


WALLS: Mapping[str, bytes] = {
    "/money": b"<html><body><article><h1>Rosalind Achterberg visits money</h1><p>Subscribe to continue reading. "
    b"Already a subscriber? Sign in to your account to read this story.</p></article></body></html>",
    "/consent": b"<html><body><div><p>We and our 812 partners use cookies. Accept all cookies to go on, or manage "
    b"your consent and privacy settings.</p></div></body></html>",
    "/huge": b"<html><body>" + b"<p>word</p>" * 2_000_000 + b"</body></html>",
}


@dataclass(slots=True)
class Crowd:
    """The addresses, and what was asked and given since `forget`."""

    ports: dict[str, int] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)  # by host and path
    given: int = 0  # bytes of bodies
    most_at_once: Counter[str] = field(default_factory=Counter)  # by host
    agents: set[str] = field(default_factory=set)
    _now: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def at(self, host: str, path: str) -> str:
        """The URL of a path."""
        return f"http://{host}:{self.ports[host]}{path}"

    @property
    def good(self) -> list[str]:
        """The addresses of the good feeds."""
        return [self.at(OUTLETS[n % len(OUTLETS)], f"/parish/{n}") for n in range(GOOD_FEEDS)]

    def forget(self) -> None:
        """Count anew."""
        self.asked.clear()
        self.given = 0

    @contextmanager
    def visit(self, host: str, path: str, agent: str) -> Iterator[None]:
        """One request, counted while it lasts."""
        with self._lock:
            self.asked[host + path] += 1
            self.agents.add(agent)
            self._now[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
        try:
            yield
        finally:
            with self._lock:
                self._now[host] -= 1

    def gave(self, size: int) -> None:
        """Count a body."""
        with self._lock:
            self.given += size


class _Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    crowd: Crowd
    host: str

    def do_GET(self) -> None:
        with self.crowd.visit(self.host, self.path, self.headers.get("User-Agent", "")):
            if self.host in TIRED and self.path == "/tired":
                status, after = TIRED[self.host]
                self._say(b"later", "text/plain", status=status, fields={"Retry-After": after})
            elif self.host == SHY and self.path == "/robots.txt":
                self._say(b"User-agent: *\nDisallow: /private/\n", "text/plain")
            else:
                self._document()

    def _document(self) -> None:
        port = self.crowd.ports[self.host]
        if self.path.startswith("/parish/"):
            self._say(a_feed(int(self.path.rpartition("/")[2])), RSS, etag=True)
        elif self.path == "/shy":
            told = item(
                "Ottilie Vance keeps a secret",
                "Ottilie Vance kept it.",
                link=f"http://{SHY}:{port}/private/1",
            )
            self._say(feed(told, title="Shy"), RSS, etag=True)
        elif self.path == "/walled":
            self._say(_pages(self.host, port), RSS, etag=True)
        elif self.path in WALLS:
            self._say(WALLS[self.path], HTML)
        else:
            self._say(b"nothing here", "text/plain", status=404)

    def _say(
        self,
        body: bytes,
        kind: str,
        *,
        status: int = 200,
        fields: Mapping[str, str] | None = None,
        etag: bool = False,
    ) -> None:
        tag = f'"{len(body)}"' if etag else ""
        if tag and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.send_response(status)
        named = {"ETag": tag} if tag else {}
        for name, value in (
            {"Content-Type": kind, "Content-Length": str(len(body))} | named | dict(fields or {})
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.crowd.gave(len(body))
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has read enough of 20 MB goes away."""


@contextmanager
def gathered() -> Iterator[Crowd]:
    """The servers, as long as the block lasts."""
    crowd = Crowd()
    with ExitStack() as stack:
        for host in (*OUTLETS, *TIRED, SHY, WALLED):
            server = _Server((host, 0), type("Answers", (_Answers,), {"crowd": crowd, "host": host}))
            crowd.ports[host] = server.server_port
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        yield crowd


HOSTS = (*OUTLETS, *TIRED, SHY, WALLED)
