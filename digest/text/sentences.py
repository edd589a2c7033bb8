"""Where the sentences of a news text begin and end.

Rules, not a model: a candidate is a run of stops with the quotes and brackets that close behind it. What
stands before it (an abbreviation, an initial, a title) and after it (white space, a capital, a word that
opens sentences) decides. Every decision looks at a bounded window, so the time is linear in the text's length.
"""

from __future__ import annotations

import re

from digest.text.abbreviations import (
    AFTER_CLOCK,
    CLOCK,
    GERMAN_MONTHS,
    MONTHS,
    NUMBERED,
    ORDINARY,
    SPEECH,
    STARTERS,
    STATES,
    TITLES,
)

Span = tuple[int, int]

_PARAGRAPH = re.compile(r"\r?\n[^\S\n]*\n\s*|[\u2029\x0c\v]+|\n(?=[^\S\n]{0,8}(?:[•‣▪●*–—-])\s)")
_EMOJI = "[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
_CLOSERS = r"(?:[\"”’'»)\]]|[^\S\n]?[\"”’»)\]](?=\s|$))*"
_STOP = re.compile(
    r"(?P<wide>[。！？｡．।॥۔؟]+[」』”’》〉）)\"'»]*)"
    rf"|(?P<stop>\.(?:[ \xa0]\.)+|[.!?…‼⁇⁈⁉]+)"
    rf"(?P<close>{_CLOSERS}(?:\[\d{{1,3}}\])*)(?P<emoji>(?:[^\S\n]{{0,2}}{_EMOJI})*)"
    rf"|(?P<alone>(?:{_EMOJI})++(?=\s))"
)
# Where a candidate can begin. One set of characters up front, which `re` finds fast; emojis run by run.
_MARK = re.compile(
    "[.!?…‼⁇⁈⁉。！？｡．।॥۔؟\u2600-\u27bf\U0001f000-\U0001faff]"
    "(?:(?<=[\u2600-\u27bf\U0001f000-\U0001faff])[\u2600-\u27bf\U0001f000-\U0001faff\ufe0e\ufe0f\u200d]*)?"
)
_NEXT = re.compile(r"(?P<gap>\s*)(?P<open>[\"'“‘«‹„(\[¿¡—–\-`]{0,4})\s?(?P<word>[^\W_][\w'’.-]{0,30})?")
_TOKEN = re.compile(r"[^\s\"“”‘«(\[—/]*$")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_GLUED = re.compile(r"[a-zß-öø-ÿ]{2}[\"”’')\]]*$|[\"”’)]$")
_SPEAKER = re.compile(
    rf"\s*(?:[A-Z][\w.'’-]{{0,30}}\s+|(?:the|a|an|of)\s+){{1,5}}(?:{'|'.join(sorted(SPEECH))})\b"
)
_LIST_MARK = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])\.")
_EXCLAIMING_NAMES = ("yahoo", "jeopardy")


def split(text: str) -> list[Span]:
    """The spans of the sentences in `text`, in code points: in order, apart, without white space around.

    A blank line always ends a sentence; a line break inside a paragraph is white space.
    """
    spans: list[Span] = []
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        spans.extend(_split_paragraph(text, start, gap.start()))
        start = gap.end()
    spans.extend(_split_paragraph(text, start, len(text)))
    return spans


def _split_paragraph(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    seen = start
    for mark in _MARK.finditer(text, start, end):
        candidate = _STOP.match(text, mark.start(), end) if mark.start() >= seen else None
        if candidate:
            seen = candidate.end()
            if _ends(text, candidate, start, end):
                spans.append((start, seen))
                start = seen
    spans.append((start, end))
    stripped = (_strip(text, *span) for span in spans)
    return [span for span in stripped if span[0] < span[1]]


def _strip(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _ends(text: str, candidate: re.Match[str], start: int, end: int) -> bool:
    """Whether a sentence ends with this candidate; `start` is where the sentence began."""
    if candidate["wide"]:
        return True
    after = _NEXT.match(text, candidate.end(), end)
    if after is None or after.end() == candidate.end() == end:
        return True
    word = after["word"] or ""
    if candidate["alone"]:
        return _opens(word)
    if not after["gap"]:
        return bool(candidate["emoji"]) or _glued(text, candidate, after)
    if not word:
        return not after["open"] and text[after.end() : after.end() + 1] not in set(",;:.!?…&/%")
    if _continues(word, candidate):
        return False
    if candidate["emoji"]:
        return True
    return _decide(text, candidate, after, start)


def _continues(word: str, candidate: re.Match[str]) -> bool:
    """A lower-case word goes on with the sentence, unless it is a name such as iPhone."""
    if not word[0].islower():
        return False
    return not (len(word) > 1 and word[1].isupper() and candidate["stop"] != "…")


def _decide(text: str, candidate: re.Match[str], after: re.Match[str], start: int) -> bool:
    stop, word = candidate["stop"], after["word"]
    if "!" in stop or "?" in stop:
        return not _goes_on_after_mark(text, candidate, after)
    if stop != ".":
        spaced = text[candidate.start() - 1 : candidate.start()].isspace()
        return not spaced or (_opens(word) and word not in ("I", "I'm", "I’m"))
    if candidate["close"] and candidate["close"][0] != ")":
        token = _token(text, candidate.start(), start)
        return not (token.casefold() in TITLES or (len(token) == 1 and token.isupper()))
    return _full_stop_ends(text, candidate.start(), after, start)


def _goes_on_after_mark(text: str, candidate: re.Match[str], after: re.Match[str]) -> bool:
    """Go on: "Is it over?" may belong to Carrow asked, "Jeopardy!" to a name, "Hello!" (2019) to its year."""
    if "(" in after["open"] and after["word"].isdigit():
        return True
    if candidate["close"].strip(")] "):
        return _SPEAKER.match(text, candidate.end()) is not None
    token = _TOKEN.search(text[max(0, candidate.start() - 12) : candidate.start()])
    return token is not None and token[0].casefold() in _EXCLAIMING_NAMES and not _opens(after["word"])


def _token(text: str, stop: int, start: int) -> str:
    before = text[max(start, stop - 40) : stop]
    if not before or before[-1].isspace():
        return ""
    found = _TOKEN.search(before.split()[-1])
    return found[0].strip("'’)]") if found else ""


def _opens(word: str) -> bool:
    """Whether this word, as written, opens a sentence."""
    bare = word.replace("’", "'").rstrip(".'-")
    if not bare or not bare[0].isupper() or (word.endswith(".") and len(bare) == 1):
        return False
    return bare.casefold() in STARTERS


def _full_stop_ends(text: str, stop: int, after: re.Match[str], start: int) -> bool:
    """Whether a single full stop ends its sentence: what the word before it makes of it."""
    token, word = _token(text, stop, start), after["word"]
    folded = token.casefold()
    if _LIST_MARK.fullmatch(text[start : stop + 1].strip()):
        return False
    if folded in CLOCK:
        return word.rstrip(".").casefold() not in AFTER_CLOCK
    if folded in NUMBERED and (folded not in MONTHS or token[0].isupper()):
        return _numbered_ends(folded, word, after)
    if folded in TITLES and (token[0].isupper() or len(folded) < 4):
        return _title_ends(text, stop, folded, word)
    if token.isdigit():
        return not (len(token) <= 2 and word.rstrip(".").casefold() in GERMAN_MONTHS)
    if _is_abbreviation(text, stop, token):
        return _opens(word) and not set(after["open"]) & set("—–-")
    return True


def _numbered_ends(folded: str, word: str, after: re.Match[str]) -> bool:
    if word[0].isdigit():
        return False
    if folded in MONTHS:
        return _opens(word) or bool(after["open"])
    return not (folded in TITLES or (len(folded) == 1 and not _opens(word)))


def _title_ends(text: str, stop: int, folded: str, word: str) -> bool:
    """Titles never end a sentence; "Main St." and "Fort Dr." do before a word that opens one."""
    if folded not in ("st", "dr", "ft", "mt", "bros"):
        return False
    before = _TOKEN.search(text[max(0, stop - 60) : stop - len(folded)].rstrip())
    return _opens(word) and before is not None and before[0][:1].isupper()


def _is_abbreviation(text: str, stop: int, token: str) -> bool:
    folded = token.casefold()
    if folded in ORDINARY or _LETTERS.fullmatch(token):
        return True
    if len(token) == 1:
        return token.isupper()
    if folded in STATES and token[0].isupper():
        return text[max(0, stop - len(token) - 2) : stop - len(token)].strip() == ","
    return False


def _glued(text: str, candidate: re.Match[str], after: re.Match[str]) -> bool:
    """Whether a sentence ends though no white space follows: "It was over.The harbour ..."."""
    word = after["word"] or ""
    if len(word) < 2 or not word[0].isupper() or candidate["stop"].startswith("…"):
        return not word and not after["open"] and after.end() >= len(text)
    if "." in word.rstrip(".") or not (word[1].islower() or word[1] in "'’" or _opens(word)):
        return False
    before = text[max(0, candidate.start() - 2) : candidate.start()] + candidate["close"]
    return _GLUED.search(before) is not None
