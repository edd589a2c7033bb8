"""What has to be put right in a broken text before a reader can read it, each as replacements of spans.

Each kind of damage has a function that looks for it and answers nothing for a sound text; linear time. What could be
meant as it stands is left: "Å" before a dash stays where nothing else in the text was read in a wrong encoding.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Replacement(NamedTuple):
    """What a reader should see in the place of a span of the text."""

    start: int
    end: int
    shown: str


Repair = Callable[[str], list[Replacement]]

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_INVISIBLE = r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
_MARKUP = re.compile(rf"{_ENTITY}|</?[A-Za-z][^<>]{{0,300}}>|{_INVISIBLE}")
_LEFT_OVER = re.compile(rf"{_ENTITY}|{_INVISIBLE}")
_BREAKS = "\u2028\u2029"
_BLOCKS = ("p>", "p ", "/p", "br", "di", "/d", "li", "h1", "h2")


def markup(text: str) -> list[Replacement]:
    """Character entities, tags and invisible characters."""
    return [Replacement(*m.span(), _shown(m.group())) for m in _MARKUP.finditer(text)]


def entities_again(text: str) -> list[Replacement]:
    """What is left to resolve where a text was made safe for the web twice: "&amp;eacute;"."""
    if "&" not in text and text.isascii():
        return []
    return [Replacement(*m.span(), _shown(m.group())) for m in _LEFT_OVER.finditer(text)]


def _shown(matched: str) -> str:
    """What a reader sees in the place of an entity, a tag or an invisible character."""
    if matched[0] == "&":
        return html.unescape(matched)
    if matched[0] == "<":
        return "\n" if matched[1:3].lower() in _BLOCKS else " "
    return "\n" if matched in _BREAKS else ""


_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|((?:=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3})+)")


def escapes(text: str) -> list[Replacement]:
    r"""Letters as a program or a mail writes them: "J\u00f6rgen", "J=C3=B6rgen"."""
    if "\\u" not in text and "=C" not in text and "=E2" not in text:
        return []
    found = []
    for match in _ESCAPE.finditer(text):
        code, quoted = match.groups()
        shown = chr(int(code, 16)) if code else _decoded(bytes.fromhex(quoted.replace("=", "")))
        if shown and shown.isprintable() and not "\ud800" <= shown[0] <= "\udfff":
            found.append(Replacement(*match.span(), shown))
    return found


def _decoded(told: bytes) -> str:
    try:
        return told.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _single_bytes(encoding: str) -> dict[str, int]:
    """The byte behind each character above ASCII; what the encoding leaves out is read as Latin-1 does."""
    return {bytes([byte]).decode(encoding, "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}


_WINDOWS = {chr(byte): byte for byte in range(0x80, 0x100)} | _single_bytes("cp1252")
_MAC = _single_bytes("mac_roman")


def _class(letters: dict[str, int], first: int, last: int) -> str:
    return "[" + "".join(re.escape(c) for c, byte in letters.items() if first <= byte <= last) + "]"


def _sequence(letters: dict[str, int]) -> str:
    """A letter of two, three or four bytes, read one byte at a time."""
    more = _class(letters, 0x80, 0xBF)
    two, three, four = (_class(letters, *each) for each in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
    return rf"{two}{more}|{three}{more}{{2}}|{four}{more}{{3}}"


_MISREAD_WINDOWS = re.compile(rf"{_sequence(_WINDOWS)}|â€|Ã(?= )|Å(?= [a-zà-ÿÄÅÃ])")
_MISREAD_MAC = re.compile(_sequence(_MAC))
_MAC_LEADS = ("√", "‚Ä")
_SOUND_BEHIND = frozenset("‘’“”„‚–—…«»‹›€•™·®°²³¹\xa0")  # which may follow a letter in a sound text
_CUT = {"â€": "”", "Ã": "à", "Å": "Š"}  # where the last byte shows as nothing, or as a blank


def wrong_encoding(text: str) -> list[Replacement]:
    """UTF-8 that was read one byte at a time, as Windows or a Mac reads it: "Ã©", "√©" are é, "â€™" is ’.

    A letter and a mark that may also stand side by side count only beside others that cannot.
    """
    if text.isascii():
        return []
    if any(lead in text for lead in _MAC_LEADS):
        return _misread(text, _MISREAD_MAC, _MAC)
    if not any(lead in text for lead in "ÃÂÄÅâÐÑÎÏÈð"):
        return []
    found = _misread(text, _MISREAD_WINDOWS, _WINDOWS)
    return found if any(_certain(text, each) or _is_inside(text, each) for each in found) else []


def _misread(text: str, pattern: re.Pattern[str], letters: dict[str, int]) -> list[Replacement]:
    found = []
    for match in pattern.finditer(text):
        read = match.group()
        shown = _CUT.get(read) or _decoded(bytes(letters[c] for c in read))
        cut_blank = read in _CUT and len(read) == 1 and read == "Å"
        if shown and (shown.isprintable() or shown == "\xa0" or ord(shown) in range(0x80, 0xA0)):
            found.append(Replacement(match.start(), match.end() + cut_blank, shown))
    return found


def _certain(text: str, found: Replacement) -> bool:
    """Whether the characters can mean nothing else: "Ã©", "â€™", "Å¡"."""
    read = text[found.start : found.end]
    if len(read) > 2 or read == "â€":
        return True
    return len(read) == 2 and read[1] not in _SOUND_BEHIND and found.shown[0] > "\xa0" and read[0] in "ÃÂÄÅÐÑ"


def _is_inside(text: str, found: Replacement) -> bool:
    """Whether it stands inside a word: a small letter in front of a capital, or behind a closing mark."""
    read, before = text[found.start : found.end], text[found.start - 1 : found.start]
    behind = text[found.end : found.end + 1]
    return (
        len(read) == 2 and read[0] in "ÃÄÅ" and (before.islower() or (read[1] in "›‹™…" and behind.islower()))
    )


_ODD_FORMS = re.compile(
    r"[^\W\d_][\u0300-\u036f]+|[\uff01-\uff5e\u3000\ufb00-\ufb06\u24b6-\u24e9\U0001d400-\U0001d7ff"
    r"\U0001f130-\U0001f149]"
)


def odd_forms(text: str) -> list[Replacement]:
    """Full-width, circled and mathematical letters, ligatures, and accents that stand behind their letters."""
    if text.isascii():
        return []
    found = ((m.span(), unicodedata.normalize("NFKC", m.group())) for m in _ODD_FORMS.finditer(text))
    return [Replacement(*span, shown) for span, shown in found if shown != text[slice(*span)]]


_PARTED = re.compile(r"(?<=[^\W\d_])([-‐¬])[ \t]*\r?\n[ \t]*(?=([^\W\d_]))")
_ONE_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_]\Z")


def parted_words(text: str) -> list[Replacement]:
    """Words parted at the end of a line: "Swin-" and "bourne". A hyphen before a capital stays ("Anne-Marie")."""
    if "\n" not in text:
        return []
    found = []
    for match in _PARTED.finditer(text):
        kept = "-" if match.group(2).isupper() and match.group(1) != "¬" else ""
        found.append(Replacement(*match.span(), kept))
    return found


_LINE = re.compile(r"(?<=[^\n])\r?\n(?=[^\n\r])")
_NARROWEST, _WIDEST = 30, 100  # code points of a line in a text that was wrapped by a machine
_FEWEST = 3  # line ends from which the width of a text can be told
_RAGGED = 0.65  # of the widest line: shorter ones end a paragraph


def wrapped_lines(text: str) -> list[Replacement]:
    """The line ends of a text whose paragraphs were wrapped to one width; names go on over them."""
    if text.count("\n") < _FEWEST:
        return []
    ends = list(_lines(text))
    widths = [width for _, width in ends]
    widest = max(widths, default=0)
    full = [match for match, width in ends if width >= _RAGGED * widest]
    if not _NARROWEST <= widest <= _WIDEST or len(full) < _FEWEST or len(full) < 0.8 * len(ends):
        return []
    return [Replacement(*match.span(), " ") for match in full if not _closes(text, match)]


def _lines(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The ends of the lines behind which the paragraph goes on, and how wide each line is."""
    for match in _LINE.finditer(text):
        yield match, match.start() - (text.rfind("\n", 0, match.start()) + 1)


def _closes(text: str, end: re.Match[str]) -> bool:
    """Whether a list goes on behind the line's end."""
    return text[end.end()] in "•*–—-"


_MISTAKEN = re.compile(r"(?<![\w@#/.:=%&+-])[^\W\d_]+(?:[10|][^\W\d_]+)+(?![\w@/=]|[.:]\w)")
_AMID = re.compile(r"[10|][^\W\d_]")  # without which there is none
_VOWELS = frozenset("aeiouyAEIOUY")
_CERTAIN_LETTERS = 4  # of a word, for a digit in it to be a letter


def mistaken_letters(text: str) -> list[Replacement]:
    """Digits that a machine read for letters inside words: "Tweedda1e", "R0binson".

    1 is the letter that makes a word of the same text, else l beside a vowel and i between consonants.
    """
    if not _AMID.search(text):
        return []
    words: set[str] = set()
    found: list[Replacement] = []
    for match in _MISTAKEN.finditer(text):
        word = match.group()
        letters = [c for c in word if c.isalpha()]
        if len(letters) < _CERTAIN_LETTERS or not all(c.islower() for c in letters[1:]):
            continue
        words = words or set(re.findall(r"[^\W\d_]+", text))
        for at, read in enumerate(word):
            if read in "10|":
                found.append(
                    Replacement(match.start() + at, match.start() + at + 1, _letter(word, at, words))
                )
    return found


def _letter(word: str, at: int, words: set[str]) -> str:
    if word[at] == "0":
        return "o"
    for letter in "li":
        if word[:at] + letter + word[at + 1 :] in words:
            return letter
    return "l" if word[at - 1] in _VOWELS or word[at + 1] in _VOWELS else "i"


REPAIRS: tuple[Repair, ...] = (
    markup,
    entities_again,
    escapes,
    wrong_encoding,
    wrong_encoding,  # twice read in the wrong encoding
    odd_forms,
    parted_words,
    wrapped_lines,
    mistaken_letters,
)
