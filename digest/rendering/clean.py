"""What feeds bring, made fit to be shown: no control characters, nothing that turns its surroundings round."""

from __future__ import annotations

import re
import unicodedata

# C0, DEL and C1 (white space among them folds to blanks first), lone surrogates, noncharacters, and the marks
# that embed or override a direction of writing: unclosed, they would turn round what follows.
_UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]"
)
_URL = re.compile(
    r"""https?://[^\s/?#@<>"'`{}|\\^\x00-\x20\x7f-\x9f\ud800-\udfff]+([/?#][^\s<>"'`{}|\\^\x00-\x20\x7f-\x9f\ud800-\udfff]*)?""",
    re.IGNORECASE,
)
_LONGEST_URL = 2000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def clean(text: str, longest: int) -> str:
    """`text` on one line, free of what must not be shown, cut at a word with … after `longest` characters."""
    if not text.isprintable() or "  " in text:
        text = _UNWANTED.sub("", " ".join(text.split()))
    text = text.strip()
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at = cut.rfind(" ", longest // 2)
    return (cut[:at] if at > 0 else cut).rstrip(" ,;:") + "…"


def web_address(url: str) -> str:
    """`url` where it is an absolute http(s) one without credentials, that every mail program can follow."""
    url = url.strip()
    return url if len(url) <= _LONGEST_URL and _URL.fullmatch(url) else ""


def secure_address(url: str) -> str:
    """`url` where it is an https one."""
    return web_address(url) if url.strip().lower().startswith("https:") else ""


def language_tag(language: str) -> str:
    """A language as HTML may name it, else nothing."""
    return language if _LANGUAGE.fullmatch(language) else ""


def initials(name: str) -> str:
    """The first letters of the first and the last part of a name: "Odette van der Carrow" is OC."""
    letters = [letter for part in name.split() if (letter := _first_letter(part))]
    if not letters:
        return "·"
    return letters[0] if len(letters) == 1 else letters[0] + letters[-1]


def _first_letter(part: str) -> str:
    found = next((char for char in part if unicodedata.category(char)[0] == "L"), "")
    upper = found.upper()
    return upper if len(upper) == 1 else found
