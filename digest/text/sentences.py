"""Where the sentences of a news text begin and end.

Rules, not a model: a candidate is a run of stops with the quotes and brackets that close behind it. What
stands before it (an abbreviation, an initial, a title) and after it (white space, a capital, a word that
opens sentences) decides. Every decision looks at a bounded window, so the time is linear in the text's length; a plain
stop, a word before it and a capital behind it, is decided without any of that.
"""

from __future__ import annotations

import re

from digest.text.abbreviations import (
    ABBREVIATIONS,
    AFTER_CLOCK,
    CLOCK,
    DATED,
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

_BREAK = re.compile("[\n\u2029\x0c\v]")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|[\u2029\x0c\v]+|\n(?=[^\S\n]{0,8}(?:[•‣▪●*–—-])\s)")
_EMOJI = "[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
# German closes with the mark that opens in English, French with the one that opens in German: never before a word.
_CLOSERS = r"(?:[\"”’'»)\]]|[“‘«](?=[\s,;:.)]|$)|[^\S\n]?[\"”’»)\]](?=\s|$))*"
_STOP = re.compile(
    r"(?P<wide>[。！？｡．।॥۔؟]+[」』”’》〉）)\"'»]*)"
    rf"|(?P<stop>\.(?:[ \xa0]\.)+|[.!?…‼⁇⁈⁉]+)"
    rf"(?P<close>{_CLOSERS}(?:\[\d{{1,3}}\])*)(?P<emoji>(?:[^\S\n]{{0,2}}{_EMOJI})*[\"”’»)\]]*)"
    rf"|(?P<alone>(?:{_EMOJI})++(?=\s))"
)
# Where a candidate can begin, and whether it is of the plain kind. One set of characters up front, which `re` finds
# fast; emojis run by run; no stop inside 3.5 or example.org.
_MARK = re.compile(
    "[.!?…‼⁇⁈⁉。！？｡．।॥۔؟\u2600-\u27bf\U0001f000-\U0001faff](?!(?<=\\.)[a-z0-9])"
    '(?:(?P<plain>(?<=\\.)["”]?(?= ["“]?[A-ZÀ-ÖØ-Þ]))'
    "|(?<=[\u2600-\u27bf\U0001f000-\U0001faff])[\u2600-\u27bf\U0001f000-\U0001faff\ufe0e\ufe0f\u200d]*)?"
)
_NEXT = re.compile(r"(?P<gap>\s*)(?P<open>[\"'“‘«‹„(\[¿¡—–\-`]{0,4})\s?(?P<word>[^\W_][\w'’.-]{0,30})?")
_HASHTAGS = re.compile(r"(?:\s{0,2}#\w{1,60})+[\"”’')\]]*\s*$")
_TOKEN = re.compile(r"[^\s\"“”‘«()\[—/]*$")
_LETTERS = re.compile(r"(?:.*-)?(?:[^\W\d_]\.)+[^\W\d_]")
_GLUED = re.compile(r"[a-zß-öø-ÿ]{2}[\"”’')\]]*$|[\"”’)]$")
_SPEAKER = re.compile(
    rf"\s{{0,3}}(?:[A-Z][\w.'’-]{{0,30}}\s{{1,3}}|(?:the|a|an|of)\s{{1,3}}){{1,5}}(?:{'|'.join(sorted(SPEECH))})\b"
)
_INTRODUCED = re.compile(r"[:,]\s$")
_NICKNAME = re.compile(r"\s?[\"“]\w[\w ]{0,30}[\"”] [A-Z]")
_PLACE_TIME = re.compile(r"\s(?:[A-Z]\w{1,20} ){1,2}time\b")
_LIST_MARK = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z])\.")
_EXCLAIMING_NAMES = ("e", "jeopardy", "wham", "yahoo")
_WINDOW = 40  # characters in which the word before a stop is looked for
_QUOTE = 400  # characters in which the beginning of a quote is looked for


def split(text: str) -> list[Span]:
    """The spans of the sentences in `text`, in code points: in order, apart, without white space around.

    A blank line always ends a sentence; a line break inside a paragraph is white space.
    """
    spans: list[Span] = []
    start = 0
    for mark in _BREAK.finditer(text):
        gap = _PARAGRAPH.match(text, mark.start()) if mark.start() >= start else None
        if gap:
            _split_paragraph(text[start : gap.start()], start, spans)
            start = gap.end()
    _split_paragraph(text[start:], start, spans)
    return spans


def _split_paragraph(text: str, offset: int, spans: list[Span]) -> None:
    """Add the spans of the paragraph `text`, which begins at `offset`."""
    start = seen = 0
    for mark in _MARK.finditer(text):
        if mark.start() < seen:
            continue
        if mark["plain"] is not None and _follows_word(text, mark.start(), start):
            seen = mark.end()
        else:
            candidate = _STOP.match(text, mark.start())
            if not candidate:
                continue
            seen = candidate.end()
            if not _ends(text, candidate, start):
                continue
        _add(text, (start, seen), offset, spans)
        start = seen
    _add(text, (start, len(text)), offset, spans)


def _add(text: str, span: Span, offset: int, spans: list[Span]) -> None:
    """Add a span without the white space around it, if anything is left."""
    part = text[span[0] : span[1]]
    bare = part.strip()
    if bare:
        start = offset + span[0] + len(part) - len(part.lstrip())
        spans.append((start, start + len(bare)))


def _follows_word(text: str, stop: int, start: int) -> bool:
    """Whether a word that is no abbreviation stands before the stop; a capital behind it then opens a sentence."""
    blank = text.rfind(" ", max(start, stop - 20), stop)
    word = text[blank + 1 : stop]
    return blank >= 0 and len(word) > 1 and word.isalpha() and word.casefold() not in ABBREVIATIONS


def _ends(text: str, candidate: re.Match[str], start: int) -> bool:
    """Whether a sentence ends with this candidate; `start` is where the sentence began."""
    if candidate["wide"]:
        return True
    after = _NEXT.match(text, candidate.end())
    if after is None or after.end() == candidate.end() == len(text):
        return True
    word = after["word"] or ""
    if candidate["alone"]:
        return _opens(word)
    if not after["gap"]:
        return bool(candidate["emoji"]) or _glued(text, candidate, after)
    if not word:
        return not after["open"] and not _trails(text, after.end())
    if _continues(word, candidate):
        return False
    if candidate["emoji"]:
        return True
    return _decide(text, candidate, after, start)


def _trails(text: str, at: int) -> bool:
    """Whether what comes is no sentence: punctuation, or hashtags up to the paragraph's end."""
    return text[at : at + 1] in {*",;:.!?…&/%"} or _HASHTAGS.match(text, at) is not None


def _continues(word: str, candidate: re.Match[str]) -> bool:
    """A lower-case word goes on with the sentence, unless it is a name such as iPhone."""
    if not word[0].islower():
        return False
    return not (len(word) > 1 and word[1].isupper() and candidate["stop"] != "…")


def _decide(text: str, candidate: re.Match[str], after: re.Match[str], start: int) -> bool:
    stop, word = candidate["stop"], after["word"]
    if "!" in stop or "?" in stop:
        return not _goes_on_after_mark(text, candidate, after, start)
    if stop != ".":
        spaced = text[candidate.start() - 1 : candidate.start()].isspace()
        return not spaced or (_opens(word) and word not in ("I", "I'm", "I’m"))
    if candidate["close"] and candidate["close"][0] != ")":
        return not _is_quoted_title(text, candidate.start(), after, start)
    return _full_stop_ends(text, candidate.start(), after, start)


def _is_quoted_title(text: str, stop: int, after: re.Match[str], start: int) -> bool:
    """A title or an initial alone in quotes, "Dr." Carrow, ends nothing."""
    token = _token(text, stop, start)
    if after["open"] or not (token.casefold() in TITLES or (len(token) == 1 and token.isupper())):
        return False
    return text[stop - len(token) - 1 : stop - len(token)] in {*"\"“'‘«„"} and not _opens(after["word"])


def _goes_on_after_mark(text: str, candidate: re.Match[str], after: re.Match[str], start: int) -> bool:
    """Go on: "Is it over?" may belong to Carrow asked, "Jeopardy!" to a name, "Hello!" (2019) to its year."""
    if "(" in after["open"] and after["word"].isdigit():
        return True
    if candidate["close"].strip(")] "):
        spoken = _SPEAKER.match(text, candidate.end()) is not None
        return spoken and not _is_introduced(text, candidate, start)
    token = _TOKEN.search(text[max(0, candidate.start() - 12) : candidate.start()])
    return token is not None and token[0].casefold() in _EXCLAIMING_NAMES and not _opens(after["word"])


def _is_introduced(text: str, candidate: re.Match[str], start: int) -> bool:
    """Whether the quote that closes has its speaker in front of it already: Some shouted: "Back up!"."""
    opener = {"”": "“", "’": "‘", "»": "«", "“": "„"}.get(candidate["close"][0], candidate["close"][0])
    began = text.rfind(opener, max(start, candidate.start() - _QUOTE), candidate.start())
    return began >= 0 and _INTRODUCED.search(text, max(start, began - 2), began) is not None


def _token(text: str, stop: int, start: int) -> str:
    before = text[max(start, stop - _WINDOW) : stop]
    if not before or before[-1].isspace():
        return ""
    found = _TOKEN.search(before.split()[-1])
    return found[0].strip("'’]") if found else ""


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
    if stop - start < 8 and _LIST_MARK.fullmatch(text, start, stop + 1):
        return False
    if folded in CLOCK:
        return _clock_ends(text, after)
    if folded in NUMBERED and (folded not in MONTHS or token[0].isupper()):
        return _numbered_ends(folded, word, after)
    if folded in TITLES and (token[0].isupper() or len(folded) < 4):
        return _title_ends(text, stop, folded, word)
    if token.isdigit():
        return not (len(token) <= 2 and word.rstrip(".").casefold() in GERMAN_MONTHS)
    if _is_abbreviation(text, stop, token):
        dashed = set(after["open"]) & set("—–-")
        return _opens(word) and not dashed and not _NICKNAME.match(text, stop + 1)
    return not (len(token) == 1 and token.islower() and _goes_on_after_letter(token, word))


def _goes_on_after_letter(letter: str, word: str) -> bool:
    """The first half of "z. B.", or a year's: "(c. 340-410)"."""
    return (len(word) == 2 and word[1] == ".") or (letter in DATED and word[:3].isdigit() and len(word) > 2)


def _clock_ends(text: str, after: re.Match[str]) -> bool:
    """A day, a month, a zone or the hour somewhere else, in brackets, goes on with the time of day."""
    word = after["word"]
    if "(" in after["open"] and word[0].isdigit():
        return False
    return word.rstrip(".").casefold() not in AFTER_CLOCK and not _PLACE_TIME.match(
        text, after.end("gap") - 1
    )


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
    if set(after["open"]) & set("—–-"):
        return False
    before = text[max(0, candidate.start() - 2) : candidate.start()] + candidate["close"]
    return _GLUED.search(before) is not None
