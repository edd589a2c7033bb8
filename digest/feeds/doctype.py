"""The document type in front of an old feed: harmless declarations are put into the text, all others refused.

Old feeds declare a few signs (`<!ENTITY nbsp "&#160;">`) or name the published lists of them. Attacks are made of
the same means: entities made of entities, long ones used a million times, files and addresses. So the XML reader
never meets a declaration: the short literals stand in the text before it reads, and nothing from outside is fetched.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.entities import name2codepoint

MAX_ENTITIES = 300
MAX_LITERAL = 100  # bytes as declared
MAX_GROWTH = 1_000_000  # bytes that all literals together may add to a document
ENTITIES = (
    "The feed declares XML entities of a kind that attacks are made of (from outside, made of others, or many);"
    " its publisher must remove them."
)
_PROLOGUE = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s++[^\s<>\[\]\"']{1,100}"
    rb"(?P<outside>\s++(?:SYSTEM|PUBLIC\s*+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))\s*+(?:\"[^\"]{0,500}\"|'[^']{0,500}')?)?"
    rb"\s*+(?P<end>[\[>])"
)
# The published lists of signs; nothing but their names is needed.
_LISTED = rb"(?:-//W3C//|ISO 8879[:-]?1986//)ENTITIES[^\"'<>]{1,100}"
_DECLARATION = re.compile(
    rb"(?P<nothing>\s+|<\?.*?\?>|<!--.*?-->|<!(?:ELEMENT|ATTLIST|NOTATION)\s(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*+>)"
    rb"|<!ENTITY\s++(?P<name>[A-Za-z_][\w.-]{0,60})\s++(?:\"(?P<literal>[^\"%]{0,100})\"|'(?P<quoted>[^'%]{0,100})')\s*+>"
    rb"|<!ENTITY\s++%\s++(?P<list>[A-Za-z_][\w.-]{0,60})\s++PUBLIC\s+[\"']"
    + _LISTED
    + rb"[\"'](?:\s++(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*+>"
    rb"|%(?P<used>[A-Za-z_][\w.-]{0,60});"
    rb"|(?P<end>\]\s*+>)",
    re.DOTALL,
)
_CHARACTER = re.compile(rb"&#(?:\d{1,7}|x[0-9A-Fa-f]{1,6});")
_SPECIAL = re.compile(rb"[<>&\"']")
_REFERENCE = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&([A-Za-z_][\w.-]{0,60});", re.DOTALL)
_KNOWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))  # to every XML reader
_HTML = {name.encode(): b"&#%d;" % code for name, code in name2codepoint.items()}


@dataclass
class _Declared:
    """What has been read of a document type so far."""

    literals: dict[bytes, bytes] = field(default_factory=dict)
    lists: set[bytes] = field(default_factory=set)


def without_declarations(body: bytes) -> bytes | None:
    """The document with its declared signs in their places and no declaration; None where it must be refused.

    `body` is in an encoding that agrees with ASCII. A document type that names a list from outside knows the signs of
    HTML 4. Linear time; the result is at most MAX_GROWTH bytes longer. What hides too well to be found here is left
    to the XML reader, which refuses every declaration it meets.
    """
    doctype = _doctype(body)
    if doctype is None or b"iso-2022" in body[:200].lower():
        return None if _declares_entities(body) else body
    literals: dict[bytes, bytes] = dict(_HTML) if doctype["outside"] else {}
    begin = end = doctype.end() - 1
    if doctype["end"] == b"[":
        read = _subset(body, doctype.end())
        if read is None:
            return None if b"<!ENTITY" in body else body
        declared, end = read
        literals = (_HTML if declared.lists else literals) | declared.literals
    return _with_literals(body[:begin] + body[end:], literals)


def _doctype(body: bytes) -> re.Match[bytes] | None:
    """The document type behind declaration, comments and white space."""
    place = 0
    while skipped := _PROLOGUE.match(body, place):
        place = skipped.end()
    return _DOCTYPE.match(body, place)


def _declares_entities(body: bytes) -> bool:
    """Whether something like an entity declaration stands before the first element."""
    first = re.search(rb"<[A-Za-z_]", body)
    return b"<!ENTITY" in body[: first.start() if first else None]


def _subset(body: bytes, place: int) -> tuple[_Declared, int] | None:
    """The declarations from a place up to their end, and where its ">" stands; None for any that is not harmless."""
    declared = _Declared()
    while found := _DECLARATION.match(body, place):
        place = found.end()
        if found["end"]:
            return declared, place - 1
        if not _is_harmless(found, declared):
            return None
    return None


def _is_harmless(found: re.Match[bytes], declared: _Declared) -> bool:
    """Whether a declaration may stand there; it is remembered."""
    if found["nothing"]:
        return True
    if found["used"]:
        return found["used"] in declared.lists
    if found["list"]:
        declared.lists.add(found["list"])
        return len(declared.lists) <= MAX_ENTITIES
    if found["name"] not in _KNOWN:
        literal = found["literal"] if found["literal"] is not None else found["quoted"]
        if b"&" in _CHARACTER.sub(b"", literal):
            return False
        declared.literals.setdefault(found["name"], _as_text(literal))  # the first one counts
    return len(declared.literals) <= MAX_ENTITIES


def _as_text(literal: bytes) -> bytes:
    """A literal in which nothing is markup any more."""
    if not _SPECIAL.search(literal):
        return literal
    plain = _CHARACTER.sub(lambda found: b"\0%s\0" % _number(found[0]), literal)
    pieces = plain.split(b"\0")  # every second piece is a number; NULs are in no document here
    pieces[::2] = [_SPECIAL.sub(lambda sign: b"&#%d;" % sign[0][0], each) for each in pieces[::2]]
    pieces[1::2] = [b"&#%s;" % each for each in pieces[1::2]]
    return b"".join(pieces)


def _number(reference: bytes) -> bytes:
    """The number of a character reference; of one that XML forbids, the replacement character's."""
    letter = html.unescape(reference.decode("ascii"))
    return str(ord(letter) if len(letter) == 1 else 0xFFFD).encode()


def _with_literals(body: bytes, literals: dict[bytes, bytes]) -> bytes | None:
    """The document with references replaced outside CDATA and comments; None where it grows too much."""
    if not literals:
        return body
    pieces: list[bytes] = []
    last = grown = 0
    for found in _REFERENCE.finditer(body):
        literal = literals.get(found[1]) if found[1] and found[1] not in _KNOWN else None
        if literal is None:
            continue
        grown += len(literal)
        if grown > MAX_GROWTH:
            return None
        pieces += body[last : found.start()], literal
        last = found.end()
    return b"".join((*pieces, body[last:]))
