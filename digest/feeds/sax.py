"""The XML reader that feedparser is given: expat, tuned, and closed to entity declarations.

feedparser finds it by name (see `parse.py`). What it does differently from the standard library's driver: text comes
in long pieces instead of one per line, texts are repaired only where they need it, elements that carry nothing we use
are not handed on, and a document that declares entities is refused (entity bombs, files read through entities).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.sax.expatreader import ExpatParser
from xml.sax.xmlreader import AttributesNSImpl

ATOM = "http://www.w3.org/2005/Atom"
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
    "http://search.yahoo.com/mrss/": frozenset(("copyright", "credit", "license", "player", "rating")),
    "http://www.itunes.com/dtds/podcast-1.0.dtd": frozenset(
        ("duration", "episode", "episodeType", "explicit", "season")
    ),
}
UNUSED_LINKS = frozenset(
    ("edit", "first", "hub", "last", "next", "previous", "replies", "self", "service.post")
)
MAX_DEPTH = 300
_C1 = re.compile("[\x80-\x9f]")


class EntitiesRefusedError(ValueError):
    """The document declares entities, which no feed needs and attacks are made of."""


class TooDeepError(ValueError):
    """Elements stand deeper in each other than in any text for people."""


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
        if (
            self._skipping
            or _unused(name)
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
            self._cont_handler.endElementNS(_pair(name), None)
            return
        self._skipping -= 1
        if not self._skipping:
            self._parser.CharacterDataHandler = self._cont_handler.characters

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
def _unused(name: str) -> bool:
    namespace, local = _pair(name)
    return namespace in UNUSED_NAMESPACES or local in UNUSED_ELEMENTS.get(namespace, ())
