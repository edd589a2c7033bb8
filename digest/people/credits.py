"""Who wrote, edited or photographed an article: named in it, and not involved in it."""

from __future__ import annotations

import re

from digest.people.passages import Passage

Span = tuple[int, int]

_PART = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_PART}(?:[ \t]+(?:[a-z]{{1,3}}[ \t]+)?{_PART}){{0,3}}"
_TWO_PARTS = rf"{_PART}(?:[ \t]+(?:[a-z]{{1,3}}[ \t]+)?{_PART}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,[ \t]*|,?[ \t]+and[ \t]+|[ \t]*&[ \t]*){_NAME}){{0,6}}"
_WORK = (
    r"(?:[Rr]eport(?:ing|ed|s)?|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Cc]ompiled|[Pp]roduced|[Tt]ranslat(?:ed|ion)"
    r"|[Ff]ilmed|[Ii]llustrat(?:ed|ions?)|[Pp]hotograph(?:ed|y|s)?|[Gg]raphics?|[Ii]nterview|[Vv]ideo|[Ww]ords|[Tt]ext"
    r"|[Ff]act[- ]check(?:ed|ing))"
)
_PIECE = (
    r"(?:page|blog|story|article|report|newsletter|edition|column|piece|episode|post|series|feature|coverage)"
)
_MADE = r"(?:reported|written|compiled|edited|produced|published|updated)"
_PICTURE = r"(?:[Pp]hoto(?:graph)?s?|[Pp]ictures?|[Ii]mages?|[Cc]redit|[Ii]llustration|PHOTOS?|CREDIT|IMAGE)"
_AGENCY = r"(?:AP|AFP|EPA|UPI|PA Wire|Pool|Reuters|Getty|Shutterstock|Associated Press|Newswire)\b"
_TRADE = r"(?:reporter|correspondent|editor|columnist|contributor|critic|staff writer|journalist)"

# Each with a string without which it cannot match: looking for that first is what keeps this fast.
_CREDITS = tuple(
    (trigger, re.compile(pattern, re.MULTILINE))
    for trigger, pattern in (
        ("(", rf"\((?:[Aa]dditional |[Ff]urther )?{_WORK}[^()\n]{{0,300}}\)"),
        ("eporting", rf"(?:[Ww]ith )?\b(?:[Aa]dditional |[Ff]urther )?[Rr]eporting (?:and (?:writing|editing) )?(?:for \S+ )?by:? {_NAMES}"),  # noqa: E501
        ("y", rf"^[ \t]*(?:[Tt]ext |[Ss]tory |[Ww]ords )?By[ \t:]+{_NAMES}[^\n]{{0,80}}$"),
        ("BY", rf"^[ \t]*BY[ \t:]+{_NAMES}[^\n]{{0,80}}$"),
        (" by", rf"(?:^|(?<=[.;|(/]))[ \t]*(?:Additional |Further )?{_WORK}(?: and {_WORK})? by:?[ \t]+{_NAMES}"),
        (" by ", rf"\b{_PIECE} (?:was|is|were) (?:originally )?{_MADE}(?: and {_MADE})? by {_NAMES}(?:[^.\n]{{0,40}}? by {_NAMES})?"),  # noqa: E501
        ("", rf"(?:^|(?<=[.(|\n!?”\"]))[ \t]*\b{_PICTURE}(?: [Cc]redits?)?(?:[ \t]*[:©]|[ \t]+(?:courtesy of|by|via|credit))[ \t]*[^\n()]{{1,120}}?(?=[.)\n]|$)"),  # noqa: E501
        ("/", rf"{_TWO_PARTS}[ \t]*[/|][ \t]*{_PART}(?: {_PART}){{0,2}}"),
        (" for ", rf"{_TWO_PARTS} (?:for|via) (?:[Tt]he )?{_AGENCY}"),
        ("©", rf"©[ \t]*(?:\d{{4}}[ \t]+)?{_NAMES}"),
        ("contributed", rf"{_NAMES}[^.\n]{{0,60}}? (?:also )?contributed (?:to this|reporting|additional)[^\n]{{0,60}}"),  # noqa: E501
        ("", rf"^[ \t]*{_TWO_PARTS} (?:is|was) (?:a|an|the|our) (?:[\w'’-]+ ){{0,4}}{_TRADE} (?:at|for|with|on|of|based|covering)[^\n]{{0,160}}$"),  # noqa: E501
        ("", rf"(?:Follow|Email|Contact|Reach|Write to) (?:{_NAME}|@\w+) (?:on|at|via)[^\n]{{0,100}}"),
    )
)  # fmt: skip
_INTERVIEW = re.compile(rf"[Ii]nterview(?:ed)?(?: was conducted)? by ({_NAME})")
_BYLINE_NAME = re.compile(rf"{_PART}(?: {_PART})+")
_EDGE = 40  # code points at the beginning and the end where a byline's name stands alone


def credit_spans(passage: Passage, byline: str) -> list[Span]:
    """The spans of the legible text that credit who wrote, edited or photographed, sorted."""
    text = passage.legible.text
    spans = [m.span() for trigger, pattern in _CREDITS if trigger in text for m in pattern.finditer(text)]
    for name in _BYLINE_NAME.findall(byline.removeprefix("By "))[:10]:
        spans.extend(_at_the_edges(text, name))
    if spans and passage.field == "text":
        spans.extend(_interviewer(text))
    return sorted(spans)


def _at_the_edges(text: str, name: str) -> list[Span]:
    """Where the byline's name stands alone on a line, or in the first or last words."""
    found = (match.span() for match in re.finditer(re.escape(name), text))
    return [
        (start, end)
        for start, end in found
        if start < _EDGE or end > len(text) - _EDGE or text[start - 1 : start] + text[end : end + 1] == "\n\n"
    ]


def _interviewer(text: str) -> list[Span]:
    """The initials before the questions of whoever led the interview."""
    spans: list[Span] = []
    for match in _INTERVIEW.finditer(text):
        initials = "".join(part[0] for part in match.group(1).split())
        if len(initials) > 1:
            spans.extend(m.span() for m in re.finditer(rf"^{re.escape(initials)}(?=:)", text, re.MULTILINE))
    return spans
