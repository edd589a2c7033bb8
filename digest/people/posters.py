"""Live pages: who posts them, hands over to the next or writes in is named there and not involved."""

from __future__ import annotations

import re

from digest.people.credits import Span
from digest.people.passages import Passage

_PART = r"\b[^\W\d_a-z][\w.'’-]{0,30}"
_NAME = rf"{_PART}(?:[ \t]+(?:[a-z]{{1,3}}[ \t]+)?{_PART}){{0,3}}"
_FULL = rf"{_PART}(?:[ \t]+(?:[a-z]{{1,3}}[ \t]+)?{_PART}){{1,3}}"
_COVERAGE = (
    r"(?:coverage|live ?blog|blog|page|updates|reporting|commentary|feed|stream|desk|chair|helm|keyboard)"
)
_STAFF = (
    r"(?:correspondent|reporter|editor|colleague|columnist|commentator|producer|photographer|team|man|woman)"
)

# Each with strings one of which must be there.
_POSTS = tuple(
    (triggers, re.compile(pattern, re.MULTILINE))
    for triggers, pattern in (
        ((" and I", "I'm", "I’m", "I am", "my name"), rf"(?:\bI(?:['’]m| am)|[Mm]y name is) ({_FULL})(?:,| and|\.)(?:[^.\n]{{0,80}}?\b(?:with|alongside|joined by) ({_FULL}))?"),  # noqa: E501
        (("tak", "pick"), rf"({_FULL}) (?:is|will be|has been|is now|will now be)? ?(?:here and )?(?:tak|pick)(?:ing|es|e)(?: you)? (?:it )?(?:over|up|through)\b[^.\n]{{0,30}}?(?:{_COVERAGE}|from here|now)"),  # noqa: E501
        (("hand", "over to", "Over to", "pass"), rf"(?:[Hh]and(?:ing|ed)?|[Pp]ass(?:ing|ed)?|[Ii]t['’]s|[Bb]ack)?[ \w]{{0,12}}\b[Oo]ver to(?: my)?(?: colleagues?)?,? ({_NAME})"),  # noqa: E501
        (("hank", "ompany", "night", "bye", "igning"), rf"(?:[Tt]hank|company|[Gg]ood ?night|[Gg]oodbye|[Ss]igning off)[^\n]{{0,80}}?[.!]?[ \t]*[–—-][ \t]*({_NAME})[ \t.]*$"),  # noqa: E501
        (("igning off", "logging off"), rf"({_NAME}) (?:here )?(?:is )?(?:signing|logging) off"),
        ((" here",), rf"(?:^|[.!] )(?:[Hh](?:i|ello|ey)[^\n]{{0,30}}?[,;–—-] ?)?({_FULL}) here\b"),
        (("rom ",), rf"^[ \t]*(?:[Mm]ore )?[Ff]rom (?:our (?:[\w-]+ ){{0,4}}?,? ?)?({_FULL})(?:,? (?:in|inside|at|outside|on|near|with)\b[^\n:]{{0,60}})?:[ \t]*$"),  # noqa: E501
        (("mail", "message", "text", "tweet"), rf"(?:[Ee]-?mail|[Mm]essage|[Tt]ext|[Tt]weet|[Ll]etter|[Nn]ote)s? (?:comes? |arrives? |just in )?(?:in )?from ({_NAME})"),  # noqa: E501
        (("mails",), rf"({_NAME}) e-?mails\b"),
        (("mails",), rf"\be-?mails(?: in)? ({_FULL})"),
        (("writes in", "texts in", "gets in touch", "got in touch"), rf"({_NAME}) (?:writes in|texts in|gets in touch|got in touch)\b"),  # noqa: E501
        (("—", "–"), rf"[.!?][ \t]*[–—][ \t]*({_NAME})[ \t.]*$"),
        ((" here",), rf"(?:^|[.!] )({_NAME})(?: and ({_NAME}))? here\b(?: (?:till|until|for|with|from)\b[^.\n]{{0,40}}?(?:then ({_NAME}))?|[.,])"),  # noqa: E501
        (("hoto", "ictur", "mage", "ideo"), rf"(?:[Pp]hotos|[Pp]ictures|[Ii]mages|[Vv]ideos?) (?:from|by) ({_FULL})"),
        (("mail", "witter"), rf"\b(?:asks|says|writes|wonders|suggests|points out) ({_FULL}) (?:by|via|on|over) (?:e-?mail|Twitter|X)\b"),  # noqa: E501
        (("our ", "Our ", "colleague"), rf"\b(?:[Oo]ur|[Mm]y) (?:own )?(?:[\w-]+ ){{0,3}}{_STAFF},? ({_FULL})"),
    )
)  # fmt: skip
MOST = 40  # names looked for again; no page has more posters
_LIVE = re.compile(r"\b(?:live|LIVE|Live|as it happened|updates|Updates)\b")
_CLOCK = re.compile(
    r"^[ \t]*(?:\d{1,2}[:.]\d{2}|\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m|\d{1,3}(?:st|nd|rd|th)? over|\d{1,3}['’′])",
    re.MULTILINE,
)
_BY = re.compile(rf"^[ \t]*By ({_FULL})(?: \(\w+\))?(?:(?:,| and) ({_FULL}))?", re.MULTILINE)

_POST = (
    rf"{_FULL}(?: \((?:now|earlier|later|until [^)\n]{{1,20}}|from [^)\n]{{1,20}})\)"
    rf"| (?:in|at|inside|on) (?:the )?[\w’'-]+(?: {_PART})?)?"
)
_FIRST_LINE = re.compile(rf"\s*(?:By )?{_POST}(?:(?:,| and|;|, and) {_POST}){{0,3}}[ \t]*$", re.MULTILINE)


def poster_spans(passage: Passage, title: str) -> list[Span]:
    """The spans of the legible text that name who posts or writes in, where it is a live page."""
    text = passage.legible.text
    if passage.field == "title" or not (_LIVE.search(title) or len(_CLOCK.findall(text)) > 1):
        return []
    spans = [
        match.span(group)
        for triggers, pattern in _POSTS
        if any(trigger in text for trigger in triggers)
        for match in pattern.finditer(text)
        for group in range(1, pattern.groups + 1)
        if match[group]
    ]
    spans.extend(_on_the_first_line(text))
    posting = {text[start:end] for start, end in spans}
    posting |= {name for match in _BY.finditer(text) for name in match.groups() if name}
    spans.extend(span for name in sorted(posting)[:MOST] for span in _again(text, name))
    return sorted(set(spans))


def _again(text: str, name: str) -> list[Span]:
    """Where a poster is named again, in full or by the first name: "Ellie will be back tomorrow"."""
    first = name.split()[0]
    others = {m.group() for m in re.finditer(rf"\b{re.escape(first)} {_PART}", text)} - {name}
    if others or " " not in name:
        return [m.span() for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    return [
        m.span()
        for m in re.finditer(rf"\b{re.escape(first)}\b(?: {re.escape(name[len(first) + 1 :])})?", text)
    ]


def _on_the_first_line(text: str) -> list[Span]:
    """The names of a first line that has nothing but names, and where or when they post: "Ann Day (now), Lou Orr"."""
    match = _FIRST_LINE.match(text)
    return [(m.start(), m.end()) for m in re.finditer(_FULL, match.group())] if match else []
