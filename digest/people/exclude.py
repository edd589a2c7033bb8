"""What is named and yet not involved: bylines, credits, agencies; and the names that things bear."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digest.people.chunks import Chunk
from digest.people.lexicon import Lexicon
from digest.people.passages import Passage
from digest.text.folding import fold

_NAME = r"[^\W\d_a-z][\w.'’-]+(?:[ \t]+(?:[a-z]{1,3}[ \t]+)?[^\W\d_a-z][\w.'’-]*){0,3}"
_NAMES = rf"{_NAME}(?:(?:,[ \t]*|,?[ \t]+and[ \t]+|[ \t]*&[ \t]*){_NAME}){{0,6}}"
_WORK = r"(?:[Rr]eport(?:ing|ed|s)?|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed)|[Cc]ompiled|[Pp]roduced|[Tt]ranslat(?:ed|ion)|[Ff]ilmed|[Ii]llustrat(?:ed|ions?)|[Pp]hotograph(?:ed|y|s)?|[Gg]raphics?|[Ii]nterview|[Vv]ideo|[Ww]ords|[Ff]act[- ]check(?:ed|ing))"
_CREDITS = (
    re.compile(rf"\((?:[Aa]dditional |[Ff]urther )?{_WORK}[^()\n]{{0,300}}\)"),
    re.compile(
        rf"(?:[Ww]ith )?\b(?:[Aa]dditional |[Ff]urther )?[Rr]eporting (?:and (?:writing|editing) )?(?:for \S+ )?by:? {_NAMES}"
    ),
    re.compile(rf"(?m)^[ \t]*(?:[Tt]ext |[Ss]tory |[Ww]ords )?(?:By|BY)[ \t:]+{_NAMES}[^\n]{{0,80}}$"),
    re.compile(
        rf"(?m)(?:^|(?<=[.;|(/]))[ \t]*(?:Additional |Further )?{_WORK}(?: and {_WORK})? by:?[ \t]+{_NAMES}"
    ),
    re.compile(
        r"\b(?:page|blog|story|article|report|newsletter|edition|column|piece|episode|post|series|feature|coverage)"
        rf" (?:was|is|were) (?:originally )?(?:reported|written|compiled|edited|produced|published|updated)(?: and (?:edited|reported|produced))? by {_NAMES}"
        rf"(?:[^.\n]{{0,40}}? by {_NAMES})?"
    ),
    re.compile(
        r"(?:\b[Pp]hoto(?:graph)?s?|\b[Pp]icture|\b[Ii]mages?|\b[Cc]redit|\b[Ii]llustration|\bPHOTO|\bCREDIT)(?: credits?)?(?:[ \t]*[:©]|[ \t]+(?:courtesy of|by|via|credit))[ \t]*"
        r"[^\n()]{1,120}?(?=[.)\n]|$)"
    ),
    re.compile(
        rf"{_NAME}[ \t]*(?:/|\||\bfor\b|\bvia\b)[ \t]*(?:[Tt]he )?(?:AP\b|AFP\b|EPA\b|UPI\b|Reuters|Getty|Shutterstock|Associated Press|Newswire|PA Wire|Pool\b)[^\n.)]{{0,40}}"
    ),
    re.compile(rf"(?:©|\(c\))[ \t]*(?:\d{{4}}[ \t]+)?{_NAMES}"),
    re.compile(
        rf"{_NAMES}[^.\n]{{0,60}}? (?:also )?contributed (?:to this|reporting|additional)[^\n]{{0,60}}"
    ),
    re.compile(rf"{_NAME}[ \t]*/[ \t]*[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)?"),
    re.compile(
        rf"(?m)^[ \t]*{_NAME} (?:is|was) (?:a|an|the|our) (?:[\w'’-]+ ){{0,4}}(?:reporter|correspondent|editor|columnist|contributor|critic|staff writer|journalist) (?:at|for|with|on|of|based|covering)[^\n]{{0,160}}$"
    ),
    re.compile(rf"(?m)(?:Follow|Email|Contact|Reach|Write to) (?:{_NAME}|@\w+) (?:on|at|via)[^\n]{{0,100}}"),
)
_INTERVIEW = re.compile(rf"[Ii]nterview(?:ed)?(?: was conducted)? by ({_NAME})")

Span = tuple[int, int]


def credit_spans(passage: Passage, byline: str) -> list[Span]:
    """The spans of the legible text that credit who wrote, edited or photographed, sorted."""
    text = passage.legible.text
    spans = [match.span() for pattern in _CREDITS for match in pattern.finditer(text)]
    for name in _byline_names(byline):
        spans.extend(_at_the_edges(text, name))
    if spans and passage.field == "text":
        spans.extend(_interviewer(text))
    return sorted(spans)


def _byline_names(byline: str) -> list[str]:
    """The names in a byline: "By Ann Lee and Bo Ek, Harbour Post" has two."""
    return re.findall(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*)+", byline)[:10]


def _at_the_edges(text: str, name: str) -> list[Span]:
    """Where the byline's name stands alone on a line, or in the first or last words."""
    found = (match.span() for match in re.finditer(re.escape(name), text))
    return [
        (start, end)
        for start, end in found
        if start < 40 or end > len(text) - 40 or text[start - 1 : start] + text[end : end + 1] == "\n\n"
    ]


def _interviewer(text: str) -> list[Span]:
    """The initials before the questions of whoever led the interview."""
    spans: list[Span] = []
    for match in _INTERVIEW.finditer(text):
        initials = "".join(part[0] for part in match.group(1).split())
        if len(initials) > 1:
            spans.extend(m.span() for m in re.finditer(rf"(?m)^{re.escape(initials)}(?=:)", text))
    return spans


def involved(chunks: Iterable[Chunk], spans: list[Span]) -> list[Chunk]:
    """The chunks that stand in none of the (sorted) spans."""
    kept: list[Chunk] = []
    edge, at = -1, 0
    for chunk in chunks:
        tokens = chunk.passage.tokens
        while at < len(spans) and spans[at][0] < tokens[chunk.last].end:
            edge = max(edge, spans[at][1])
            at += 1
        if tokens[chunk.first].start >= edge:
            kept.append(chunk)
    return kept


def is_thing(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Does the chunk's own wording say that it names an organisation, place, work, storm or ship?"""
    words = [chunk.passage.word(i) for i in range(chunk.lead, chunk.last + 1)]
    parts = chunk.parts
    if chunk.firm or " ".join(parts) in lexicon.fictions:
        return True
    if words[0] in lexicon.place_lead and len(words) > 1 and not _titled(chunk, lexicon):
        return words[0] not in lexicon.given or parts[0] != words[0]
    if any(word in lexicon.storms for word in words) or (words[0] in lexicon.ships and len(parts) > 1):
        return True
    named_last = _names_a_thing(parts[-1], lexicon)
    if named_last and len(parts) > 1:
        return not _could_be_surname(parts, lexicon)
    return len(parts) > 2 and any(
        _names_a_thing(p, lexicon) and p not in lexicon.surnames for p in parts[1:-1]
    )


def _titled(chunk: Chunk, lexicon: Lexicon) -> bool:
    return chunk.lead < chunk.first and chunk.passage.word(chunk.first - 1) in lexicon.titles


def _names_a_thing(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.organisations or word in lexicon.places_named or word in lexicon.things_named


def _could_be_surname(parts: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Hall, Woods, Banks: a surname behind one given name, a thing behind a full name ("Albert Hall")."""
    return len(parts) == 2 and parts[0] in lexicon.given and parts[-1] in lexicon.surnames


def borne_by_things(things: Iterable[Chunk], lexicon: Lexicon) -> frozenset[str]:
    """The single words by which storms and ships are called afterwards: Hurricane Delia, then Delia."""
    return frozenset(
        part
        for chunk in things
        for part in chunk.parts
        if any(chunk.passage.word(i) in lexicon.storms for i in range(chunk.lead, chunk.last + 1))
        and part not in lexicon.storms
    )


def thing_names(things: Iterable[Chunk]) -> frozenset[str]:
    """The folded names of all things, to be known again ("Lindqvist Design")."""
    return frozenset(fold(chunk.name) for chunk in things)
