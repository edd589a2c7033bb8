"""OPML, the file in which feed readers hand over their feeds: read as they write it, written as they read it.

Pure: bytes in, values out. The file comes from anywhere, so declarations (entities, defaults) are refused, nothing is
fetched, and size and depth are bounded; what is merely malformed is read as far as it goes.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree
from pydantic import ValidationError

from digest.config.file import FeedEntry
from digest.errors import UsageError
from digest.model import Feed
from digest.text.markup import line_of_html, plain_line, valid

MAX_BYTES = 10_000_000
MAX_MISTAKES = 100  # told one by one
MAX_NAME, MAX_CATEGORY = 120, 80  # characters, as feeds.yaml takes them
BETWEEN = " / "  # the names of folders that stand in each other

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
# Encodings that texts are written in; Python knows others (punycode) that take quadratic time to read.
_OF_TEXT = re.compile(
    r"(us-?ascii|latin|iso-?8859|iso-2022|windows-?\d|cp\d|koi8|mac|shift|s?jis|euc|gb|big5)", re.IGNORECASE
)
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARATION = re.compile(r"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7});|#[xX]([0-9a-fA-F]{1,6});|([a-zA-Z][a-zA-Z0-9]{1,31};))?")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SECRET = re.compile(r"[a-z][a-z0-9+.-]*:/*(?:[a-z]+:/*)?([^/?#@]*@)+([^/?#]*)", re.IGNORECASE)
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_LINKS = frozenset(("link", "include"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an OPML file brought, each address once, and what was left out, a sentence each."""

    feeds: tuple[Feed, ...] = ()
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outline:
    """One line of the file: its attributes by their names in lower case, and the folders it stands in."""

    line: int
    told: dict[str, str]
    folders: tuple[str, ...]

    @property
    def name(self) -> str:
        return line_of_html(self.told.get("text") or self.told.get("title") or "", limit=MAX_NAME)

    @property
    def kind(self) -> str:
        return self.told.get("type", "").strip().lower()

    @property
    def address(self) -> str:
        """Where the feed is; older files have it under `url`."""
        older = self.told.get("url", "") if self.kind in ("rss", "atom") else ""
        return _plain_address(self.told.get("xmlurl") or older)

    @property
    def category(self) -> str:
        """The folders' names, else the first of its own categories ("/News/Local,/Sport")."""
        own = self.told.get("category", "").split(",")[0].split("/")
        return plain_line(
            BETWEEN.join(self.folders or [line for name in own if (line := line_of_html(name))]),
            limit=MAX_CATEGORY,
        )


def read_opml(data: bytes) -> Imported:
    """The feeds of an OPML file (1.0, 1.1, 2.0) with their names and folders. Raises UsageError where it is none.

    Folders within folders become one category, "News / Local". What cannot be followed is left out and told with its
    line, and so is a second place of an address; what a malformed file says before it breaks off is kept.
    """
    root, problem = _parsed(data)
    feeds: dict[str, Feed] = {}
    mistakes = [problem] if problem else []
    for outline in _outlines(root):
        mistake = _mistake(outline, known=feeds)
        if mistake:
            mistakes.append(f"line {outline.line}: {mistake}")
        elif outline.address:
            name = "" if outline.name == outline.address else outline.name
            feeds[outline.address] = Feed(url=outline.address, name=name, category=outline.category)
    more = len(mistakes) - MAX_MISTAKES
    told = [*mistakes[:MAX_MISTAKES], f"and {more} more of the kind"] if more > 0 else mistakes
    return Imported(feeds=tuple(feeds.values()), mistakes=tuple(told))


def write_opml(feeds: Iterable[Feed], *, title: str, now: datetime) -> bytes:
    """OPML 2.0 with a folder for each category, after the feeds without one; in UTF-8, without secrets."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = plain_line(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    folders: dict[str, list[Feed]] = {"": []}
    for feed in feeds:
        folders.setdefault(plain_line(feed.category, limit=MAX_CATEGORY), []).append(feed)
    for category, inside in folders.items():
        shown = _as_html(category)
        parent = etree.SubElement(body, "outline", text=shown, title=shown) if category else body
        for feed in inside:
            name = _as_html(plain_line(feed.name, limit=MAX_NAME)) or valid(feed.url)
            etree.SubElement(parent, "outline", type="rss", text=name, title=name, xmlUrl=valid(feed.url))
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _as_html(line: str) -> str:
    """A line as OPML's texts have it, which may hold HTML: escaped where it would be taken for some."""
    return line if line_of_html(line) == line else html.escape(line, quote=False)


def _parsed(data: bytes) -> tuple[etree._Element, str]:
    """The file's root and, where it is malformed, a sentence about that. Raises UsageError where it is no OPML."""
    if len(data) > MAX_BYTES:
        raise UsageError(f"the file is larger than {MAX_BYTES // 1_000_000} MB, which no list of feeds is")
    text = _PROLOGUE.sub("", _decoded(data).lstrip("\ufeff"))
    if _DECLARATION.search(text):
        raise UsageError(
            "the file declares entities or the like, which is refused because attacks are made of them"
        )
    prepared = _REFERENCE.sub(_reference, _NOT_XML.sub("", text)).encode()
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(prepared, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None or _local(root.tag) != "opml":
        raise UsageError(
            "this is no OPML file; export your feeds as OPML from your reader and take that file"
        )
    broken = next((each for each in parser.error_log if each.level >= etree.ErrorLevels.ERROR), None)
    problem = (
        f"line {broken.line}: the file is malformed there; what could be read was taken" if broken else ""
    )
    return root, problem


def _decoded(data: bytes) -> str:
    """The file's text, whatever it claims: valid UTF-8 is UTF-8, and what fits nothing is windows-1252."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    if encoding:
        return data.decode(encoding, "replace")
    declared = _DECLARED.search(data[:1000])
    claim = declared[1].decode("ascii").lower() if declared else ""
    claims = [claim] if _OF_TEXT.match(claim) else []
    # iso-2022 is written in seven bits and so valid UTF-8 by chance
    tried = [*claims, "utf-8"] if claim.startswith("iso-2022") else ["utf-8", *claims]
    for encoding in tried:
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    return data.decode("windows-1252", "replace")


def _reference(found: re.Match[str]) -> str:
    """A reference as XML knows it: HTML's names become characters, a bare "&" (in many addresses) is one."""
    decimal, hexadecimal, name = found.groups()
    if name:
        letter = html.entities.html5.get(name, "")
        return found[0] if name in _OF_XML else html.escape(letter) or f"&amp;{name}"
    if not (decimal or hexadecimal):
        return "&amp;"
    number = int(decimal) if decimal else int(hexadecimal, 16)
    letter = chr(number) if number < 0x110000 else ""
    return "" if not letter or _NOT_XML.search(letter) else f"&#{number};"


def _outlines(root: etree._Element) -> Iterator[_Outline]:
    """Every outline in the file's order; those that have others in them are folders to these."""
    folders: dict[etree._Element, tuple[str, ...]] = {}
    for element in root.iter(etree.Element):
        parent = element.getparent()
        inside = folders.get(parent, ()) if parent is not None else ()
        if _local(element.tag) != "outline":
            continue
        told = {_local(name): str(value) for name, value in element.attrib.items()}
        outline = _Outline(line=element.sourceline, told=told, folders=inside)  # type: ignore[arg-type]  # the stubs'
        if len(element):
            folders[element] = (*inside, outline.name) if outline.name else inside
        yield outline


def _local(tag: object) -> str:
    """A name without its namespace, in lower case."""
    return str(tag).rpartition("}")[2].lower()


def _plain_address(written: str) -> str:
    """An address without the scheme `feed:`, which stands before or instead of the real one."""
    address = written.strip()
    if address[:5].lower() != "feed:":
        return address
    rest = address[5:]
    return f"http:{rest}" if rest.startswith("//") else rest


def _mistake(outline: _Outline, *, known: dict[str, Feed]) -> str:
    """Why an outline brings no feed, as a sentence; empty where it does, or is a mere folder."""
    address = outline.address
    if not address:
        points = outline.kind in _LINKS or outline.told.get("htmlurl") or outline.told.get("url")
        return f"{outline.name!r} is a link and no feed; it was left out" if points else ""
    if secret := _SECRET.match(address):
        host = plain_line(secret[2], limit=80)
        return (
            f"the address at {host} holds a user name or password and was left out; "
            "write it in feeds.yaml without, and name the secret under auth:"
        )
    if address in known:
        return f"{address} stands in the file twice; its first place counts"
    try:
        FeedEntry(url=address)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return plain_line(str(first.get("ctx", {}).get("error", first["msg"])), limit=300)
    return ""
