"""A server on loopback whose feeds and pages do everything that feeds and pages have done to readers of feeds.

Standard library only: it also runs beside an installed wheel. Hosts are addresses of loopback, since one host is
asked one thing at a time and a silent one must not hide the others.
"""

from __future__ import annotations

import gzip
import http.server
import json
import socket
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from html import escape
from zlib import crc32

NOW = "2026-05-12T07:00:00+00:00"
TODAY = "Mon, 11 May 2026 18:{minute:02d}:00 GMT"

_SECOND, _THIRD, _FOURTH = "127.0.0.2", "127.0.0.3", "127.0.0.4"
HOSTS = ("127.0.0.1", _SECOND, _THIRD, _FOURTH)


def item(title: str, text: str, *, minute: int = 0, **fields: str) -> str:
    """An RSS item; `fields` replace or add elements, an empty one leaves its element out."""
    link = f"https://post.example/{crc32(f'{title}{text}{minute}'.encode())}"
    told = {
        "title": escape(title),
        "link": link,
        "guid": link,
        "pubDate": TODAY.format(minute=minute),
        "description": escape(text),
    } | fields
    return (
        "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in told.items() if value) + "</item>"
    )


def feed(*items: str, title: str = "A feed") -> bytes:
    """An RSS document of items."""
    head = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>'
    return (head + "<link>https://post.example/</link>" + "".join(items) + "</channel></rss>").encode()


GOOD = {
    "Ingrid Solheim opens the night ferry": "Ingrid Solheim opened the night ferry to Brennholm on Monday. "
    "“We have waited nine years,” said Ms Solheim, the harbour's director.",
    "Tobias Arkwright scores twice for Kestrel": "Tobias Arkwright scored twice as Kestrel won the cup on Sunday. "
    "Arkwright, 23, had not played since March.",
    "Marguerite Olaleye wins the Lantern Prize": "Marguerite Olaleye won the Lantern Prize for her third novel. "
    "The jury praised how Olaleye writes about rain.",
}
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss><channel><title>&i;</title><item><title>&i;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss version='2.0'><channel><title>t</title><item><title>&x;</title></item></channel></rss>"
)
QUADRATIC = (
    f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]>'
    f"<rss version='2.0'><channel><title>t</title><item><title>{'&a;' * 50_000}</title></item></channel></rss>"
)
PARAMETERS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % far SYSTEM "http://127.0.0.1/far.dtd"> %far;]>'
    "<rss version='2.0'><channel><title>t</title><item><title>x</title></item></channel></rss>"
)
# One hostile text after the other; each stands in a title, in a text, as an author and as a category.
TEXTS = (
    "<script>alert(1)</script>",
    "<svg/onload=alert(1)><image xlink:href='javascript:alert(1)'/></svg>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">read on</a>',
    "{{ 7*7 }}{% for x in range(9) %}",
    "</mj-text></mj-column><mj-raw><script>alert(2)</script></mj-raw>",
    "<!-- htmlmin:ignore --><mj-include path='/etc/passwd'/>",
    "\u202egnisrever\u2066 marks\u200b",
    "nul\x00 and \x1b[31mred\x07",
    "W" * 300,
    "&lt;script&gt;alert(3)&lt;/script&gt;",
    '"><iframe src="https://evil.example/"></iframe>',
    "a\r\nBcc: victim@example.org",
)


def _hostile(number: int, text: str) -> str:
    title = f"Nadia Petrescu meets {text} in town"
    told = f"Nadia Petrescu met {text} on Monday. Petrescu spoke for an hour, and {text} answered her."
    return item(title, told, minute=number, author=f"<![CDATA[{text}]]>", category=f"<![CDATA[{text}]]>")


def _twice() -> bytes:
    same = {"guid": "one"}
    return feed(
        item("Bruno Castellane paints a bridge", "Bruno Castellane painted a bridge.", **same),
        item("Bruno Castellane paints a tower", "Bruno Castellane painted a tower.", minute=1, **same),
        item("Bruno Castellane rests", "Bruno Castellane rested.", minute=2, guid=""),
        item("Bruno Castellane rests", "Bruno Castellane rested.", minute=2, guid=""),
    )


def _dates() -> bytes:
    written = (
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 01 Mar 2999 10:00:00 GMT",
        "the day before yesterday",
        "",
    )
    titles = (
        "Ulla Fennimore digs",
        "Ulla Fennimore finds a coin",
        "A coin goes to court",
        "Rain fills the pit",
    )
    told = zip(titles, written, strict=True)
    return feed(*(item(title, f"{title}, in the valley.", pubDate=date) for title, date in told))


def _many() -> bytes:
    return feed(*(item(f"Notice {n}", f"The ferry number {n} is late.", minute=n % 60) for n in range(500)))


RSS, HTML, JSON = "application/rss+xml", "text/html", "application/json"
HARBOUR = feed(*(item(title, text, minute=9) for title, text in GOOD.items()), title="Harbour Post")
FLOOD = b"<rss version='2.0'><channel><item>" + b"<a>" * 200_000
CUT_LATE = feed(item("Cato Lindqvist sails", "Cato Lindqvist sailed."), item("Notes on tides", "y" * 900))[
    :-500
]
CHARSET = feed(item("Jörg Müßig kehrt heim", "Jörg Müßig kam heim.")).replace(b"utf-8", b"us-ascii")
WEB_PAGE = b"<!doctype html><html><head><title>Hi</title></head><body><p>Welcome</p></body></html>"
# By path: what the address answers, as what, and words of the one sentence that tells what is wrong with it.
FAULTY: Mapping[str, tuple[bytes, str, str]] = {
    "/empty": (b"", RSS, "feed is empty"),
    "/blank": (b" \n\n ", RSS, "feed is empty"),
    "/page": (WEB_PAGE, HTML, "web page, no feed"),
    "/json": (b'{"hello": "world"}', JSON, "no JSON Feed"),
    "/broken-json": (b'{"items": [', JSON, "not valid JSON"),
    "/picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "image/png", "is no feed"),
    "/text": (b"Not Found", "text/plain", "is no feed"),
    "/bomb": (BOMB.encode(), RSS, "attacks"),
    "/outside": (OUTSIDE.encode(), RSS, "attacks"),
    "/deep": (FLOOD, RSS, "too deep"),
    "/quadratic": (QUADRATIC.encode(), RSS, "attacks"),
    "/parameters": (PARAMETERS.encode(), RSS, "attacks"),
    "/wide-bomb": (BOMB.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16"), RSS, "attacks"),
    "/cut-early": (
        b"<?xml version='1.0'?><rss version='2.0'><channel><title>A fe",
        RSS,
        "it breaks off there",
    ),
}
# By path: feeds that are odd and are read all the same.
ODD: Mapping[str, tuple[bytes, str]] = {
    "/good": (HARBOUR, RSS),
    "/hostile": (
        feed(*(_hostile(n, text) for n, text in enumerate(TEXTS)), title="{{ 7*7 }}&lt;script&gt;"),
        RSS,
    ),
    "/no-entries": (feed(), RSS),
    "/cut-late": (CUT_LATE, RSS),
    "/charset": (CHARSET, RSS + "; charset=x-nonsense"),
    "/twice": (_twice(), RSS),
    "/dates": (_dates(), RSS),
    "/many": (_many(), RSS),
    "/headlines": (feed(item("Petra Voss resigns", ""), item("Petra Voss returns", "", minute=3)), RSS),
    "/same": (
        feed(*[item("Horst Ebeling repeats himself", "Horst Ebeling repeated himself.", minute=4)] * 30),
        RSS,
    ),
}
REDIRECTS = {  # by path: where to, and words of the sentence
    "/circle": ("/circle-2", "redirects in a circle"),
    "/circle-2": ("/circle", "redirects in a circle"),
    "/to-file": ("file:///etc/passwd", "only http: and https:"),
    "/to-private": ("http://10.0.0.1/feed.xml", "10.0.0.1 is private"),
    "/to-metadata": ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is link-local"),
    "/nowhere": ("", "without saying where to"),
}
ANSWERS = {  # by path: words of the sentence for an answer that is odd as HTTP
    "/gzip-bomb": "larger than 10 MiB",
    "/deflate-bomb": "larger than 10 MiB",
    "/password": "asks for a password (status 401); set auth: for this feed",
    "/lies": "broke off",
    "/closes": "closed the connection",
    "/nonsense": "proper HTTP",
    "/half": "broke off",
    "/gone": "gone for good",
    "/fault": "fault of its own",
    "/missing": "nothing at this address",
}


@dataclass(slots=True)
class Hostile:
    """The server's addresses, and what was asked of it."""

    ports: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    tired: threading.Event = field(default_factory=threading.Event)  # set: what hangs breaks off instead
    reached: threading.Event = field(default_factory=threading.Event)  # somebody hangs

    def at(self, path: str, *, host: str = "127.0.0.1") -> str:
        """The URL of a path."""
        return f"http://{host}:{self.ports[host]}{path}"

    @property
    def hanging(self) -> str:
        """A page that never comes."""
        return self.at("/hang", host=_THIRD)

    @property
    def slow(self) -> str:
        """A feed of which a byte comes now and then."""
        return self.at("/slow", host=_SECOND)

    @property
    def endless(self) -> str:
        """A feed that has no end."""
        return self.at("/endless", host=_FOURTH)


class _Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hostile: Hostile

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.hostile.asked.append(path)
        self.close_connection = True
        odd: Mapping[str, Callable[[], None]] = {
            "/slow": self._slow,
            "/hang": self._hang,
            "/endless": self._endless,
            "/gzip-bomb": lambda: self._bomb("gzip", gzip.compress(b" " * 200_000_000, 1)),
            "/deflate-bomb": lambda: self._bomb("deflate", zlib.compress(b" " * 200_000_000, 1)),
            "/password": lambda: self._say(b"who?", "text/plain", status=401),
            "/lies": lambda: self._write(
                b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<rss></rss>"
            ),
            "/closes": lambda: None,
            "/nonsense": lambda: self._write(b"220 mail.example ESMTP\r\n\r\n"),
            "/half": lambda: self._write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss>"),
            "/gone": lambda: self._say(b"gone", "text/plain", status=410),
            "/fault": lambda: self._say(b"fault", "text/plain", status=500),
            "/page-hangs": self._page_hangs,
        }
        with suppress(OSError):
            if path in odd:
                odd[path]()
            elif path in REDIRECTS:
                self._say(b"", "text/plain", status=302, Location=REDIRECTS[path][0])
            elif path in FAULTY:
                self._say(*FAULTY[path][:2])
            elif path in ODD:
                self._say(*ODD[path])
            else:
                self._say(b"nothing here", "text/plain", status=404)

    def _say(self, body: bytes, kind: str, *, status: int = 200, **fields: str) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"} | fields
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self._write(body)

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def _slow(self) -> None:
        self._write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>")
        self.hostile.reached.set()
        while not self.hostile.tired.wait(1.0):
            self._write(b" ")

    def _hang(self) -> None:
        self.hostile.reached.set()
        self.hostile.tired.wait(60.0)

    def _endless(self) -> None:
        self._write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss>")
        while True:
            self._write(b"<item/>" * 10_000)

    def _bomb(self, encoding: str, body: bytes) -> None:
        self._say(body, "application/rss+xml", Content_Encoding=encoding)

    def _page_hangs(self) -> None:
        told = item(
            "Wanda Ostrowska climbs alone", "Wanda Ostrowska climbed alone.", link=self.hostile.hanging
        )
        self._say(feed(told), "application/rss+xml")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what these addresses want."""


@contextmanager
def serving() -> Iterator[Hostile]:
    """The server, as long as the block lasts."""
    hostile = Hostile()
    with ExitStack() as stack:
        for host in HOSTS:
            server = _Server((host, 0), type("Answers", (_Answers,), {"hostile": hostile}))
            hostile.ports[host] = server.server_port
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
        stack.callback(hostile.tired.set)
        yield hostile


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def feeds_file(urls: Mapping[str, str], **digest: object) -> str:
    """A feeds.yaml that follows these addresses; values of `urls` are the feeds' `full_text`."""
    lines = [f"  - {{url: {json.dumps(url)}, full_text: {full_text}}}" for url, full_text in urls.items()]
    said = json.dumps({"to": ["ada@example.org"]} | digest)
    head = ["title: Hostile feeds", f"network: {{allow: {json.dumps(HOSTS)}}}", "feeds:"]
    return "\n".join([*head, *lines, "digests:", f"  daily: {said}", ""])
