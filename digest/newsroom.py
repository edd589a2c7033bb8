"""The sample newsroom: invented outlets whose feeds, pages and pictures are served on loopback.

The demo and the tests collect from it over real HTTP. Articles are written relative to a day ("day: -1, time: 09:15"),
so the same texts fit any day; an outlet shows only what it has published up to `now`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from email.message import Message
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_datetime as format_spoken
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from digest.errors import UsageError
from digest.model import content_id

ZONE = ZoneInfo("Europe/Berlin")  # the outlets' clocks
LENGTH_OF_A_FEED = 20
REVISION = "\n=== revised ===\n"  # parts the texts of one article, oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of an article, shown from `since` (UTC) until the next."""

    since: datetime
    title: str
    blocks: tuple[str, ...]  # paragraphs; "## " begins a subheading, "> " a posted text, "- " a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article as an outlet shows it at some time."""

    url: str  # https, absolute
    guid: str
    title: str
    summary: str
    blocks: tuple[str, ...]
    published: datetime  # UTC
    updated: datetime  # UTC
    byline: str
    section: str
    notes: Mapping[str, Any]  # the rest of the front matter: caption, credit, reporting, related, ...
    picture: str  # its address, or empty
    picture_alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An invented outlet, as outlet.yaml and its articles describe it."""

    host: str
    feed: str  # path
    format: str  # the name of its template
    content_type: str
    charset: str
    about: Mapping[str, Any]  # everything outlet.yaml says, for the templates
    articles: Mapping[str, tuple[Item, tuple[Text, ...]]]  # by path
    pictures: Mapping[str, bytes]  # by path

    def items(self, now: datetime) -> list[Item]:
        """The articles published up to `now`, as they stand then, newest first."""
        shown = [_as_of(item, texts, now) for item, texts in self.articles.values() if item.published <= now]
        return sorted(shown, key=lambda item: (item.published, item.url), reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """All outlets, by host, and the templates of their feeds and pages."""

    day: date
    outlets: Mapping[str, Outlet]
    templates: Environment

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names the outlets answer to, sorted."""
        return tuple(sorted(self.outlets))

    @property
    def opening(self) -> datetime:
        """When the first of all articles appears (UTC)."""
        return min(item.published for outlet in self.outlets.values() for item, _ in outlet.articles.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an outlet answers to a request."""

    status: int
    content_type: str
    body: bytes
    last_modified: datetime | None = None

    @property
    def etag(self) -> str:
        """A validator that changes with the body."""
        return f'"{content_id(self.body.hex())}"'


# ---------------------------------------------------------------------------------------------- reading


def read_newsroom(directory: Path, *, day: date) -> Newsroom:
    """Read all outlets under `directory`; "day: 0" of their articles is `day`.

    Raises UsageError for a directory without outlets or a file that cannot be read, naming it.
    """
    found = sorted(directory.glob("*/outlet.yaml"))
    if not found:
        raise UsageError(f"{directory} holds no sample newsroom: there is no */outlet.yaml in it.")
    outlets = [_read_outlet(each.parent, day) for each in found]
    templates = Environment(
        loader=FileSystemLoader(directory / "_templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"rfc822": _rfc822, "iso": _iso, "spoken": _spoken}
    return Newsroom(day=day, outlets={each.host: each for each in outlets}, templates=templates)


def _read_outlet(directory: Path, day: date) -> Outlet:
    about = _yaml((directory / "outlet.yaml").read_text(encoding="utf-8"), directory / "outlet.yaml")
    files = sorted((directory / "articles").glob("*.md"))
    articles = [_read_article(each, about, day) for each in files]
    pictures = sorted((directory / "pictures").glob("*.*"))
    return Outlet(
        host=about["host"],
        feed=about["feed"],
        format=about["format"],
        content_type=about["content_type"],
        charset=about["charset"],
        about=about,
        articles={urlsplit(item.url).path: (item, texts) for item, texts in articles},
        pictures={f"/pictures/{each.name}": each.read_bytes() for each in pictures},
    )


def _read_article(file: Path, about: Mapping[str, Any], day: date) -> tuple[Item, tuple[Text, ...]]:
    head, body = _parts(file)
    if "wire" in head:  # another outlet's text, carried word for word
        body = _parts(file.parents[2] / head["wire"])[1]
    published = _moment(day, head["day"], head["time"])
    texts = _texts(head, body, published, day)
    picture = head.get("picture", "")
    base = f"https://{about['host']}"
    path = about["article_path"].format(
        date=published.astimezone(ZONE), slug=file.stem[3:], number=file.stem[:2]
    )
    item = Item(
        url=base + path,
        guid=head.get("guid", base + path),
        title=texts[0].title,
        summary=head.get("summary", texts[0].blocks[0]),
        blocks=texts[0].blocks,
        published=published,
        updated=published,
        byline=head.get("byline", ""),
        section=head.get("section", about["category"]),
        notes=head,
        picture=f"{base}/pictures/{picture}" if picture else "",
        picture_alt=head.get("picture_alt", ""),
    )
    return item, texts


def _parts(file: Path) -> tuple[dict[str, Any], str]:
    """The front matter and the body of an article's file."""
    start, *rest = file.read_text(encoding="utf-8").split("---\n", 2)
    if start or len(rest) != 2:
        raise UsageError(f"{file} does not begin with front matter between two lines of ---.")
    return _yaml(rest[0], file), rest[1]


def _yaml(text: str, file: Path) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise UsageError(f"{file} is not valid YAML: {' '.join(str(error).split())}") from error
    return loaded


def _texts(head: Mapping[str, Any], body: str, published: datetime, day: date) -> tuple[Text, ...]:
    """The texts of an article in time: the first, and those that `revised` dates."""
    revisions = head.get("revised", [])
    titles = [head["title"], *(each.get("title", head["title"]) for each in revisions)]
    times = [published, *(_moment(day, each["day"], each["time"]) for each in revisions)]
    bodies = [_blocks(each) for each in body.split(REVISION)]
    return tuple(
        Text(since=since, title=title, blocks=blocks)
        for since, title, blocks in zip(times, titles, bodies, strict=True)
    )


def _blocks(body: str) -> tuple[str, ...]:
    """Paragraphs joined to one line each; the lines of a list stay apart."""
    blocks = (each.strip() for each in body.split("\n\n"))
    return tuple(each if each.startswith("- ") else " ".join(each.split()) for each in blocks if each)


def _moment(day: date, offset: int, clock: str) -> datetime:
    at = datetime.combine(day + timedelta(days=offset), time.fromisoformat(clock), ZONE)
    return at.astimezone(UTC)


def _as_of(item: Item, texts: tuple[Text, ...], now: datetime) -> Item:
    text = [each for each in texts if each.since <= now][-1]
    summary = item.summary if text is texts[0] else text.blocks[0]
    return replace(item, title=text.title, summary=summary, blocks=text.blocks, updated=text.since)


# ---------------------------------------------------------------------------------------------- answering


def respond(newsroom: Newsroom, *, host: str, path: str, now: datetime) -> Answer:
    """What `host` answers for `path` at `now`: its feed, front page, an article, a picture, or 404."""
    outlet = newsroom.outlets.get(host)
    if outlet is None:
        return Answer(status=404, content_type="text/plain; charset=utf-8", body=b"No such outlet.\n")
    if path in outlet.pictures:
        return Answer(status=200, content_type=_picture_type(path), body=outlet.pictures[path])
    items = outlet.items(now)
    if path == outlet.feed:
        return _rendered(newsroom, outlet, f"{outlet.format}.j2", items[:LENGTH_OF_A_FEED])
    if path == "/":
        return _rendered(newsroom, outlet, "front.html.j2", items)
    for item in items:
        if urlsplit(item.url).path == path:
            return _rendered(newsroom, outlet, "article.html.j2", [item])
    return _rendered(newsroom, outlet, "missing.html.j2", [])


def _rendered(newsroom: Newsroom, outlet: Outlet, template: str, items: list[Item]) -> Answer:
    changed = max((item.updated for item in items), default=None)
    text = newsroom.templates.get_template(template).render(outlet=outlet, about=outlet.about, items=items)
    page = template.endswith(".html.j2")
    kind = "text/html" if page else outlet.content_type
    return Answer(
        status=404 if template == "missing.html.j2" else 200,
        content_type=f"{kind}; charset={outlet.charset}",
        body=text.encode(outlet.charset, "xmlcharrefreplace"),
        last_modified=changed,
    )


def _picture_type(path: str) -> str:
    return "image/png" if path.endswith(".png") else "image/jpeg"


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(ZONE))


def _iso(moment: datetime) -> str:
    return moment.astimezone(ZONE).isoformat()


def _spoken(moment: datetime, language: str) -> str:
    return format_spoken(moment.astimezone(ZONE), "EEEE d MMMM y, HH:mm", locale=language)


# ---------------------------------------------------------------------------------------------- serving


@dataclass(slots=True, kw_only=True)
class OpenNewsroom:
    """A newsroom that is being served; `at` sets the time at which its outlets answer."""

    newsroom: Newsroom
    port: int
    now: datetime = field(repr=False)

    @property
    def hosts(self) -> dict[str, tuple[str, int]]:
        """Where each outlet is to be dialled."""
        return dict.fromkeys(self.newsroom.hosts, ("127.0.0.1", self.port))

    def at(self, now: datetime) -> None:
        """Let the outlets answer as of `now` from here on."""
        self.now = now


@contextmanager
def serve(newsroom: Newsroom, *, now: datetime) -> Iterator[OpenNewsroom]:
    """Serve all outlets on one free loopback port, told apart by the Host header, until the block is left."""
    with _Server(("127.0.0.1", 0), _Visit) as server:
        server.opened = OpenNewsroom(newsroom=newsroom, port=server.server_port, now=now)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server.opened
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    opened: OpenNewsroom


class _Visit(BaseHTTPRequestHandler):
    """One request, answered by the outlet that its Host header names."""

    server: _Server
    timeout = 5

    def do_GET(self) -> None:
        """Answer a GET, with 304 where the visitor's copy is still good."""
        host = self.headers.get("Host", "").partition(":")[0].lower()
        opened = self.server.opened
        answer = respond(opened.newsroom, host=host, path=urlsplit(self.path).path, now=opened.now)
        unchanged = answer.status == 200 and _is_known(answer, self.headers)
        self.send_response(304 if unchanged else answer.status)
        self.send_header("ETag", answer.etag)
        if answer.last_modified:
            self.send_header("Last-Modified", format_datetime(answer.last_modified, usegmt=True))
        if not unchanged:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing: the demo's screen belongs to the demo."""


def _is_known(answer: Answer, headers: Message) -> bool:
    """Whether the visitor's validators still hold; the ETag decides where both are given (RFC 9110, 13.2.2)."""
    if known := headers.get("If-None-Match"):
        return answer.etag in known
    since = headers.get("If-Modified-Since")
    if since is None or answer.last_modified is None:
        return False
    try:
        return answer.last_modified.replace(microsecond=0) <= parsedate_to_datetime(since)
    except ValueError:
        return False
