"""The XML reader that feedparser is given: expat, tuned, and closed to entity declarations.

feedparser finds it by name (see `parse.py`). What it does differently from the standard library's driver: text comes
in long pieces instead of one per line, texts are repaired only where they need it, elements that carry nothing we use
are not handed on, what is written of a picture stays with it, and a document that declares entities is refused (entity
bombs, files read through entities), as is one whose elements stand too deep in each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import Any
from xml.sax.expatreader import ExpatParser
from xml.sax.xmlreader import AttributesNSImpl

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
UNUSED_NAMESPACES = frozenset(
    (
        "http://purl.org/rss/1.0/modules/slash/",
        "http://wellformedweb.org/CommentAPI/",
        "http://purl.org/syndication/thread/1.0",
        "http://schemas.google.com/g/2005",
        "http://source.scripting.com/",
        "http://www.georss.org/georss",
        "http://www.w3.org/2003/01/geo/wgs84_pos#",
    )
)
UNUSED_ELEMENTS = {
    None: frozenset(
        ("cloud", "comments", "copyright", "docs", "generator", "height", "skipDays", "skipHours", "width")
    ),
    ATOM: frozenset(("email", "generator", "icon", "logo", "rights", "uri")),
    MEDIA: frozenset(("copyright", "credit", "license", "player", "rating")),
    "http://www.itunes.com/dtds/podcast-1.0.dtd": frozenset(
        ("duration", "episode", "episodeType", "explicit", "season")
    ),
}
UNUSED_LINKS = frozenset(
    ("edit", "first", "hub", "last", "next", "previous", "replies", "self", "service.post")
)
CAPTIONS = frozenset(("title", "description"))
MAX_DEPTH = 300
MAX_CAPTION = 10_000  # characters
_C1 = re.compile("[\x80-\x9f]")


class EntitiesRefusedError(ValueError):
    """The document declares entities, which no feed needs and attacks are made of."""


class TooDeepError(ValueError):
    """Elements stand deeper in each other than in any text for people."""


class Use(Enum):
    """What becomes of an element."""

    NONE = auto()  # nothing: it is skipped with all it contains
    HANDED_ON = auto()
    CAPTION = auto()  # handed on, and kept with the picture before it


HANDED_ON = Use.HANDED_ON  # looked up once: it is asked for at every element


class RepairedText(str):
    """A text that feedparser repairs quickly: it maps letters of windows-1252 taken for C1 controls, one by one."""

    __slots__ = ()

    def translate(self, table: Any, /) -> str:
        """As `str.translate`, without looking at each letter where none is a C1 control."""
        return super().translate(table) if _C1.search(self) else self


class FeedReader(ExpatParser):
    """Expat as feedparser wants it, without what we do not use."""

    _parser: Any
    _cont_handler: Any

    def reset(self) -> None:
        """Set up expat for the next document."""
        super().reset()
        self._depth = self._skipping = 0
        self._caption: list[str] | None = None
        self._no_attributes = AttributesNSImpl({}, {})
        self._parser.buffer_text = True
        self._parser.EntityDeclHandler = self._refuse
        # feedparser passes every text through this method of its own before it repairs it.
        self._cont_handler.decode_entities = _repairable

    def start_element_ns(self, name: str, attrs: Mapping[str, str]) -> None:
        """Hand on the start of an element, unless it or one around it is unused."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeepError
        use = _use(name)
        if (
            self._skipping
            or (use is not HANDED_ON and self._is_skipped(use))
            or (attrs.get("rel") in UNUSED_LINKS and name.startswith(f"{ATOM} link"))
        ):
            self._skipping += 1
            self._parser.CharacterDataHandler = None
        elif not attrs:
            self._cont_handler.startElementNS(_pair(name), None, self._no_attributes)
        elif any(" " in each for each in attrs):
            super().start_element_ns(name, attrs)
        else:  # without namespaces their names are their qualified names: feedparser need not look for those
            plain = AttributesNSImpl({(None, each): value for each, value in attrs.items()}, {})
            self._cont_handler.startElementNS(_pair(name), None, plain)

    def end_element_ns(self, name: str) -> None:
        """Hand on the end of an element."""
        self._depth -= 1
        if not self._skipping:
            if self._caption is not None and _use(name) is Use.CAPTION:
                self._keep_caption(_pair(name)[1])
            self._cont_handler.endElementNS(_pair(name), None)
            return
        self._skipping -= 1
        if not self._skipping:
            self._parser.CharacterDataHandler = self._cont_handler.characters

    def _is_skipped(self, use: Use) -> bool:
        """Whether an element is left out; where it says something of a picture, its text is kept from here on."""
        if use is Use.CAPTION:
            self._caption = []
            self._parser.CharacterDataHandler = self._hear
        return use is Use.NONE

    def _hear(self, text: str) -> None:
        """Hand on a text that says something of a picture, and remember it."""
        if self._caption is not None:
            self._caption.append(text)
        self._cont_handler.characters(text)

    def _keep_caption(self, element: str) -> None:
        """Put what was said of a picture to the last one of the item, or to the item where it has none yet."""
        text = "".join(self._caption or ())[:MAX_CAPTION]
        self._caption = None
        self._parser.CharacterDataHandler = self._cont_handler.characters
        if self._cont_handler.inentry and self._cont_handler.entries:
            entry = self._cont_handler.entries[-1]
            told = dict.get(entry, "media_content") or [entry]
            told[-1].setdefault(f"digest_{element}", text)

    def _refuse(self, *_declaration: Any) -> None:
        raise EntitiesRefusedError


def create_parser() -> FeedReader:
    """What `xml.sax.make_parser` calls."""
    return FeedReader(1)


def _repairable(_element: str, text: str) -> str:
    return text if text.isascii() else RepairedText(text)


@lru_cache(maxsize=1024)
def _pair(name: str) -> tuple[str | None, str]:
    """Expat's "namespace local prefix" as SAX's (namespace, local)."""
    parts = name.split()
    return (parts[0], parts[1]) if len(parts) > 1 else (None, name)


@lru_cache(maxsize=1024)
def _use(name: str) -> Use:
    namespace, local = _pair(name)
    if namespace in UNUSED_NAMESPACES or local in UNUSED_ELEMENTS.get(namespace, ()):
        return Use.NONE
    return Use.CAPTION if namespace == MEDIA and local in CAPTIONS else Use.HANDED_ON
