"""The sentences at the top of an article, with what can be read from them before any is chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from digest.stories.references import leans_on_a_name, names_somebody
from digest.stories.signals import CRUMB, DATELINE, points_back
from digest.text.language import WORDS, detect
from digest.text.sentences import Span, split
from digest.text.similarity import stems, words

READ = 6_000  # characters of an article that are read: what happened stands far above
CANDIDATES = 24  # sentences of an article that can be chosen
TELLING = 6  # words that tell a language
COMMON = 2  # different common words of a language; "in" and "was" are several languages'
_DEFINITE = re.compile(r"[\"'“‘]?The ([a-z]{3,})\b(?! of\b)")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article: `at` is its place, `leans` whether it needs the sentence before it.

    Where only a pronoun leans, the last sentence before it that names somebody (`on`) is as good.
    """

    at: int
    start: int
    end: int
    text: str
    words: list[str] = field(repr=False)  # folded
    leans: bool
    terms: frozenset[str] = field(repr=False)
    on: int = -1


def read_lines(text: str) -> list[Line]:
    """The first sentences of a text without their datelines. Time is bounded, however long the text is."""
    lines: list[Line] = []
    for at, (start, end) in enumerate(_spans(text)):
        start = _behind_dateline(text, start, end)
        sentence = text[start:end]
        own = words(sentence)
        leans = points_back(sentence, own, first=at == 0) or _is_definite(text, start)
        on = _last_naming(lines) if at and not leans and leans_on_a_name(sentence, own) else -1
        lines.append(Line(at, start, end, sentence, own, leans or on >= 0, frozenset(stems(own)), on))
    return lines


def _last_naming(lines: Sequence[Line]) -> int:
    """The place of the last line that names somebody; of the first, where none does."""
    return next((line.at for line in reversed(lines) if names_somebody(line.text)), 0)


def _spans(text: str) -> Sequence[Span]:
    spans = split(text[:READ])
    if len(text) > READ:
        spans = spans[:-1] or spans
    return spans[:CANDIDATES]


def _behind_dateline(text: str, start: int, end: int) -> int:
    for mark in (CRUMB, DATELINE):
        opening = mark.match(text, start, end)
        start = opening.end() if opening and opening.end() < end else start
    return start


def _is_definite(text: str, start: int) -> bool:
    """Whether it opens with "The van" where "a van" was spoken of before."""
    found = _DEFINITE.match(text, start)
    return found is not None and (
        text.find(f" a {found[1]}", 0, start) >= 0 or text.find(f" an {found[1]}", 0, start) >= 0
    )


def in_one_language(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines in the language of most of the text: a summary does not change its language half-way."""
    if all(_reads_as(line, "en") for line in lines):
        return lines  # the usual case, told at no cost: something English in each
    main = detect(text[:READ])
    return [line for line in lines if not main or _language(line, main) in ("", main)]


def _reads_as(line: Line, language: str) -> bool:
    """Whether nothing speaks against a language: a line of few words, or with some of its common ones."""
    common = WORDS.get(language, frozenset())
    return len(line.words) < TELLING or len(common.intersection(line.words)) >= COMMON


def _language(line: Line, main: str) -> str:
    """What a line is written in."""
    return main if _reads_as(line, main) else detect(line.text)
