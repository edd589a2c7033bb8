"""A mail server on loopback that is as awkward as one wishes; standard library only."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class PostOffice:
    """What the server does, and whose mail it took."""

    port: int = 0
    refuses_login: bool = False
    refuses: str = ""  # an address
    gone_after: int = 0  # messages, after which it answers nobody any more; 0: never
    silent_at: int = 0  # the message, counted from 1, for which no receipt is given; 0: none
    accepted: list[str] = field(default_factory=list)
    silence: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def variables(self) -> dict[str, str]:
        """The environment that sends mail here."""
        return {"SMTP_URL": f"smtp://127.0.0.1:{self.port}?security=none"}

    @property
    def gone(self) -> bool:
        """Whether it has left."""
        return bool(self.gone_after) and len(self.accepted) >= self.gone_after


class _Counter(socketserver.StreamRequestHandler):
    office: PostOffice

    def handle(self) -> None:
        if self.office.gone:
            return
        with suppress(OSError):
            self._say("220 post.example")
            self._converse()

    def _converse(self) -> None:
        office, receiver = self.office, ""
        for raw in self.rfile:
            words = raw.decode("utf-8", "replace").split()
            verb = words[0].upper() if words else ""
            if office.gone:
                return
            if verb == "EHLO":
                self._say("250-post.example", "250 AUTH PLAIN LOGIN")
            elif verb == "AUTH":
                self._say("535 wrong password hunter2" if office.refuses_login else "235 welcome")
            elif verb == "RCPT":
                receiver = raw.decode().partition("<")[2].partition(">")[0]
                self._say(f"550 no such user {receiver}" if receiver == office.refuses else "250 ok")
            elif verb == "DATA":
                self._take(receiver)
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self, receiver: str) -> None:
        self._say("354 go on")
        while self.rfile.readline() not in (b".\r\n", b""):
            pass
        self.office.accepted.append(receiver)
        if len(self.office.accepted) == self.office.silent_at:
            self.office.silence.set()
            self.office.closing.wait(60)
        else:
            self._say("250 taken")

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


@contextmanager
def post_office(
    *, refuses_login: bool = False, refuses: str = "", gone_after: int = 0, silent_at: int = 0
) -> Iterator[PostOffice]:
    """A server, as long as the block lasts."""
    office = PostOffice(
        refuses_login=refuses_login, refuses=refuses, gone_after=gone_after, silent_at=silent_at
    )
    with _Server(("127.0.0.1", 0), type("Counter", (_Counter,), {"office": office})) as server:
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield office
        finally:
            office.closing.set()
            server.shutdown()
            thread.join()
