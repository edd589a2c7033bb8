"""A web server on loopback that does whatever a test says, honest or hostile.

    with serving({"/feed": page(b"<rss/>"), "/drip": dripping}) as server:
        ... server.url("/feed") ... server.asked

Each answer is a function that gets the `Wire`: the connection and the request on it. Nothing here sleeps: what has to
take long waits until the other side hangs up or the test is over.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

import brotli


@dataclass(frozen=True)
class Asked:
    """A request as it arrived; header names in lower case."""

    path: str
    headers: Mapping[str, str]
    method: str = "GET"


@dataclass
class Wire:
    """One connection with the request on it."""

    connection: socket.socket
    asked: Asked
    over: Event
    keep: bool = False  # whether another request may follow

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def wait_for_hang_up(self) -> None:
        """Until the other side closes; a test that ends closes too."""
        with suppress(OSError):
            while self.connection.recv(65536):
                pass


Answer = Callable[[Wire], None]


@dataclass
class Server:
    """What is served, and what was asked for so far."""

    routes: Mapping[str, Answer]
    otherwise: Answer
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    most_open: int = 0  # connections at once
    opened: int = 0
    hung_up: Event = field(default_factory=Event)  # set when a connection has ended
    _open: set[socket.socket] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    _over: Event = field(default_factory=Event)

    def url(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]

    def attend(self, connection: socket.socket, tls: ssl.SSLContext | None) -> None:
        self._count(connection)
        with suppress(OSError):
            if tls is not None:
                connection = tls.wrap_socket(connection, server_side=True)
                self._count(connection)
            while self._answer(connection):
                pass
        with self._lock:
            self._open.discard(connection)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        connection.close()
        self.hung_up.set()

    def _count(self, connection: socket.socket) -> None:
        with self._lock:
            self._open = {each for each in self._open if each.fileno() >= 0} | {connection}
            self.opened += 1
            self.most_open = max(self.most_open, len(self._open))

    def _answer(self, connection: socket.socket) -> bool:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (received := connection.recv(65536)):
                return False
            head += received
        asked = _read(head)
        self.asked.append(asked)
        wire = Wire(connection, asked, self._over)
        self.routes.get(asked.path, self.otherwise)(wire)
        return wire.keep and asked.headers.get("connection") != "close"

    def close(self) -> None:
        self._over.set()
        with self._lock:
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)


def _read(head: bytes) -> Asked:
    first, *lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in lines)
    method, path, *_ = first.split(" ")
    return Asked(path, {name.lower(): value.strip() for name, _, value in fields}, method)


@contextmanager
def serving(
    routes: Mapping[str, Answer], *, tls: ssl.SSLContext | None = None, otherwise: Answer | None = None
) -> Iterator[Server]:
    """Serve on a free port of 127.0.0.1 until the block ends; `otherwise` answers what no route is for."""
    server, threads = Server(routes, otherwise or page(b"nothing here", status=404)), []
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = listener.getsockname()[1]

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threads.append(Thread(target=server.attend, args=(connection, tls)))
                threads[-1].start()

    accepting = Thread(target=accept)
    accepting.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        accepting.join()
        listener.close()
        server.close()
        for thread in threads:
            thread.join()


# ---- honest answers


def page(body: bytes = b"<rss/>", *, status: int = 200, **headers: str) -> Answer:
    """A complete answer; `content_type="text/xml"` becomes a header field."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(wire: Wire) -> None:
        lines = [f"HTTP/1.1 {status} Words", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in fields.items()]
        wire.keep = True
        wire.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)

    return answer


def redirect(location: str, status: int = 302) -> Answer:
    return page(b"", status=status, location=location)


def encoded(body: bytes, encoding: str) -> Answer:
    return page(body, content_encoding=encoding, content_type="application/rss+xml")


def forwarding(server: Server) -> Answer:
    """A proxy's answer: whatever it is asked for, it leads to `server`, by CONNECT or by an absolute address."""

    def answer(wire: Wire) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as beyond:
            if wire.asked.method == "CONNECT":
                wire.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                path = "/" + wire.asked.path.split("/", 3)[3]
                kept = {
                    name: value for name, value in wire.asked.headers.items() if not name.startswith("proxy-")
                } | {"connection": "close"}
                lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in kept.items())]
                beyond.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
            back = Thread(target=_pump, args=(beyond, wire.connection))
            back.start()
            _pump(wire.connection, beyond)
            back.join()

    return answer


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while received := source.recv(65536):
            target.sendall(received)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


# ---- hostile answers


def raw(data: bytes) -> Answer:
    """These bytes, then the end of the connection."""
    return lambda wire: wire.send(data)


def silent(wire: Wire) -> None:
    """Take the request and say nothing."""
    wire.wait_for_hang_up()


def stalled(wire: Wire) -> None:
    """A body that stops after its first byte, though more is promised."""
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<")
    wire.wait_for_hang_up()


def dripping(wire: Wire) -> None:
    """A byte now and then, for ever."""
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not wire.over.wait(0.01):
        wire.send(b"<")


def endless(wire: Wire) -> None:
    """As much as the line takes, for ever."""
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
    while not wire.over.is_set():
        wire.send(b"<item/>" * 10_000)


def endless_head(wire: Wire) -> None:
    """Header fields without end."""
    wire.send(b"HTTP/1.1 200 OK\r\n")
    while not wire.over.is_set():
        wire.send(b"X-More: and more\r\n" * 1000)


def bomb(encoding: str, *, mib: int = 200) -> bytes:
    """A small compressed body that unfolds to `mib` MiB of zeros."""
    zeros = bytes(2**20)
    if encoding == "br":
        packer = brotli.Compressor(quality=4)
        return b"".join(packer.process(zeros) for _ in range(mib)) + packer.finish()
    wbits = {"gzip": 31, "deflate": 15}[encoding]
    deflater = zlib.compressobj(9, zlib.DEFLATED, wbits)
    return b"".join(deflater.compress(zeros) for _ in range(mib)) + deflater.flush()


def packed(body: bytes, encoding: str) -> bytes:
    """A body compressed the honest way."""
    if encoding == "raw deflate":
        deflater = zlib.compressobj(wbits=-15)
        return deflater.compress(body) + deflater.flush()
    return {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[encoding](body)
