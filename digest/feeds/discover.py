"""Where a site's feeds may be: by the shape of its address, in its page, under the usual paths. Pure decisions.

Whatever is named here is a guess until it was fetched and read; `pipeline.discover` does that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import SplitResult, parse_qs, quote, urldefrag, urlsplit

from lxml import etree

from digest.feeds.items import web_address
from digest.text.markup import plain_line

MAX_PAGE = 10_000_000  # bytes of a page that are read
MAX_LINKS = 2000  # of each kind that are looked at
MAX_FOUND = 20

_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "text/xml",
    )
)
_LIKE_A_FEED = re.compile(
    r"(?:^|/)(?:feeds?|rss|atom)/?$|\.(?:rss|atom|rdf)$|(?:feed|rss|atom|index)[^/]{0,80}\.(?:xml|json)$",
    re.IGNORECASE,
)
# Not "comment" alone: newspapers have a section of that name.
_COMMENTS = re.compile(r"\b(?:comments|kommentar(?:e|-feed)|comentarios|commentaires)\b", re.IGNORECASE)
_COMMON = ("feed", "rss.xml", "atom.xml", "index.xml", "feed.xml", "feed.json", "rss", "feed/atom")
_GITHUBS_OWN = frozenset(
    (
        "about",
        "explore",
        "features",
        "login",
        "marketplace",
        "orgs",
        "pricing",
        "search",
        "settings",
        "topics",
    )
)
_STACKS = frozenset(
    ("stackoverflow.com", "superuser.com", "serverfault.com", "askubuntu.com", "mathoverflow.net")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed's address and, once it was read, what it would bring."""

    url: str
    title: str = ""
    entries: int = 0
    newest: datetime | None = None  # when its newest entry was published
    titles: tuple[str, ...] = ()  # of its newest entries, newest first


# ---- by the shape of the address


def candidates_of_address(url: str) -> tuple[str, ...]:
    """Where the feeds of a known kind of site are, best first; empty for any other site.

    A YouTube handle (`/@name`) says nothing about the address of its feed: the page does, see `feeds_in_page`.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    if parts.scheme not in ("http", "https") or not host:
        return ()
    names = [quote(each, safe="@:.-_~%+") for each in parts.path.split("/") if each]
    return tuple(dict.fromkeys(_shape_of(host)(_Site(parts, host, names))))


@dataclass(frozen=True, slots=True)
class _Site:
    """An address taken apart: the host without www., the names in its path."""

    parts: SplitResult
    host: str
    names: list[str]

    @property
    def own(self) -> str:
        """The part of the host before the service's name: `ada` of ada.tumblr.com."""
        return self.host.partition(".")[0]

    def asked(self, name: str) -> str:
        """A parameter of the address, quoted; empty without."""
        return quote(parse_qs(self.parts.query, max_num_fields=100).get(name, [""])[0], safe="")


_Shape = Callable[[_Site], Iterator[str]]


def _shape_of(host: str) -> _Shape:
    if host in _SHAPES:
        return _SHAPES[host]
    ends = (shape for end, shape in _ENDINGS.items() if host.endswith(end))
    return next(ends, _gitlab if host.startswith("gitlab.") else _fediverse)


def _youtube(site: _Site) -> Iterator[str]:
    feed = "https://www.youtube.com/feeds/videos.xml"
    match site.names:
        case ["channel", name, *_]:
            yield f"{feed}?channel_id={name}"
        case ["user", name, *_]:
            yield f"{feed}?user={name}"
        case ["playlist"] if site.asked("list"):
            yield f"{feed}?playlist_id={site.asked('list')}"


def _reddit(site: _Site) -> Iterator[str]:
    match site.names:
        case ["r", name, *_]:
            yield f"https://www.reddit.com/r/{name}/.rss"
        case ["user" | "u", name, *_]:
            yield f"https://www.reddit.com/user/{name}/.rss"


def _github(site: _Site) -> Iterator[str]:
    at = "https://github.com"
    match site.names:
        case [name, *_] if name.lower() in _GITHUBS_OWN:
            return
        case [owner]:
            yield f"{at}/{owner}.atom"
        case [owner, name, "commits" | "tree", *branch] if branch:
            yield f"{at}/{owner}/{name}/commits/{'/'.join(branch)}.atom"
        case [owner, name, *page]:
            kinds = ("releases", "commits", "tags")
            for kind in sorted(
                kinds, key=lambda each: each not in page
            ):  # the page that was named comes first
                yield f"{at}/{owner}/{name.removesuffix('.git')}/{kind}.atom"


def _gitlab(site: _Site) -> Iterator[str]:
    names = site.names[: site.names.index("-")] if "-" in site.names else site.names
    at = f"https://{site.parts.netloc.rpartition('@')[2]}/{'/'.join(names)}"
    if len(names) > 1:
        yield f"{at}/-/releases.atom"
        yield f"{at}/-/tags?format=atom"
    if names:
        yield f"{at}.atom"


def _fediverse(site: _Site) -> Iterator[str]:
    """Mastodon and its like: a profile's address with .rss behind it."""
    match site.names:
        case [name, *_] if name.startswith("@") and len(name) > 1:
            name, _, elsewhere = name[1:].partition("@")
            host = elsewhere or site.parts.netloc.rpartition("@")[2]
            yield f"{site.parts.scheme}://{host}/@{name.removesuffix('.rss')}.rss"
        case ["users", name, *_]:
            yield f"{site.parts.scheme}://{site.parts.netloc.rpartition('@')[2]}/users/{name}.rss"


def _bluesky(site: _Site) -> Iterator[str]:
    match site.names:
        case ["profile", name, *_]:
            yield f"https://bsky.app/profile/{name}/rss"


def _medium(site: _Site) -> Iterator[str]:
    match site.names:
        case ["tag", name, *_]:
            yield f"https://medium.com/feed/tag/{name}"
        case [name, *_] if name != "feed":
            yield f"https://medium.com/feed/{name}"


def _wordpress(site: _Site) -> Iterator[str]:
    match site.names:
        case ["category" | "tag" | "author" as kind, name, *_]:
            yield f"https://{site.host}/{kind}/{name}/feed/"
    yield f"https://{site.host}/feed/"


def _tumblr(site: _Site) -> Iterator[str]:
    name = site.own
    if site.host == "tumblr.com":
        name = next((each for each in site.names if each not in ("blog", "view")), "")
    if name:
        yield f"https://{name}.tumblr.com/rss"


def _stack(site: _Site) -> Iterator[str]:
    at = f"https://{site.host}/feeds"
    match site.names:
        case ["questions", "tagged", tag, *_] | ["tags", tag, *_]:
            yield f"{at}/tag/{tag}"
        case ["questions", number, *_] if number.isdecimal():
            yield f"{at}/question/{number}"
        case ["users", number, *_] if number.isdecimal():
            yield f"{at}/user/{number}"
        case _:
            yield at


def _buzzsprout(site: _Site) -> Iterator[str]:
    match site.names:
        case [number, *_] if number.isdecimal():
            yield f"https://feeds.buzzsprout.com/{number}.rss"


def _under(path: str) -> _Shape:
    """The feed stands at one path of the host itself."""
    return lambda site: iter([f"https://{site.host}{path}"])


_SHAPES: dict[str, _Shape] = {
    "youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "reddit.com": _reddit,
    "old.reddit.com": _reddit,
    "new.reddit.com": _reddit,
    "github.com": _github,
    "bsky.app": _bluesky,
    "medium.com": _medium,
    "tumblr.com": _tumblr,
    "buzzsprout.com": _buzzsprout,
    **dict.fromkeys(_STACKS, _stack),
}
_ENDINGS: dict[str, _Shape] = {
    ".medium.com": _under("/feed"),
    ".substack.com": _under("/feed"),
    ".wordpress.com": _wordpress,
    ".tumblr.com": _tumblr,
    ".blogspot.com": _under("/feeds/posts/default"),
    ".stackexchange.com": _stack,
    ".libsyn.com": _under("/rss"),
    ".podbean.com": lambda site: iter([f"https://feed.podbean.com/{site.own}/feed.xml"]),
}


# ---- in the page


@dataclass(slots=True)
class _Links:
    """What lxml's reader calls for every element of a page; it builds no tree, so size and depth cost nothing."""

    base: str = ""
    named: list[tuple[str, str]] = field(default_factory=list)  # (address, title) of <link>, as written
    linked: list[tuple[str, str]] = field(default_factory=list)  # of <a>

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take in an element that names a feed, or may."""
        address = attributes.get("href", "").strip()
        if not address:
            return
        title = attributes.get("title", "")
        if tag == "base":
            self.base = self.base or address
        elif tag == "link" and len(self.named) < MAX_LINKS and _is_alternate(attributes):
            self.named.append((address, title))
        elif tag == "a" and len(self.linked) < MAX_LINKS and _looks_like_a_feed(address):
            self.linked.append((address, title))

    def close(self) -> None:
        """Called at the page's end."""


def feeds_in_page(page: bytes, *, url: str) -> tuple[Found, ...]:
    """The feeds a page names, best first: its <link> tags, then links that look like feeds, those of comments last.

    `url` is the page's address. At most MAX_FOUND, each once; an address that cannot be followed is left out. Linear
    in the page's length, of which MAX_PAGE bytes are read.
    """
    links = _Links()
    parser = etree.HTMLParser(target=links, no_network=True, huge_tree=False)  # type: ignore[arg-type]  # as documented
    try:
        etree.fromstring(page[:MAX_PAGE], parser)
    except etree.XMLSyntaxError:  # not a single element in it
        return ()
    base = web_address(links.base, base=url) or url
    found: dict[str, Found] = {}
    for address, title in [*links.named, *links.linked]:
        absolute = _followed(address, base=base)
        if absolute and absolute != url:
            found.setdefault(absolute, Found(url=absolute, title=plain_line(title, limit=120)))
    return tuple(sorted(found.values(), key=is_of_comments)[:MAX_FOUND])


def is_of_comments(found: Found) -> bool:
    """Whether a feed seems to bring what readers say, not what the outlet says."""
    return bool(_COMMENTS.search(urlsplit(found.url).path) or _COMMENTS.search(found.title))


def _is_alternate(attributes: dict[str, str]) -> bool:
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    roles = attributes.get("rel", "").lower().split()
    return "feed" in roles or ("alternate" in roles and kind in _TYPES)


def _looks_like_a_feed(address: str) -> bool:
    path = re.split("[?#]", address[:2000], maxsplit=1)[0]
    return address[:5].lower() == "feed:" or bool(_LIKE_A_FEED.search(path))


def _followed(address: str, *, base: str) -> str:
    """A link of a page as an address to fetch; empty where there is none, or a password in it."""
    if address[:5].lower() == "feed:":
        address = address[5:]
    absolute = urldefrag(web_address(address, base=base)).url
    return "" if "@" in urlsplit(absolute).netloc else absolute


# ---- by custom


def common_paths(url: str) -> tuple[str, ...]:
    """Where feeds stand by custom: beneath the address itself, then at its host's root."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    folders = dict.fromkeys((f"{root}{parts.path.rstrip('/')}", root))
    return tuple(f"{folder}/{path}" for folder in folders for path in _COMMON)
