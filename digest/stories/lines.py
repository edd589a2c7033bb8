"""The sentences at the top of an article, with what can be read from them before any is chosen."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from digest.stories.references import is_a_role, leans_on_a_name, names_somebody
from digest.stories.signals import CRUMB, DATELINE, points_back
from digest.text.language import WORDS, detect
from digest.text.sentences import Span, split
from digest.text.similarity import stems, words

READ = 6_000  # characters of an article that are read: what happened stands far above
CANDIDATES = 24  # sentences of an article that can be chosen
TELLING = 6  # words that tell a language
COMMON = 2  # different common words of a language; "in" and "was" are several languages'
_DEFINITE = re.compile(r"[\"'“‘]?The ([a-z][a-z-]{2,})\b(?! of\b)(?: ([a-z]{3,})\b)?")
_FIRST_TIME = re.compile(
    r"(?:\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|['’]s) (?:[\w-]+ ){0,2}$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article: `at` is its place, `leans` whether it needs the sentence before it.

    Where it leans by a pronoun in its midst, a role or a definite noun, the sentence that says who or what that
    is (`on`) is as good.
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
        leans = points_back(sentence, own, first=at == 0)
        on = _on(lines, sentence, own) if at and not leans else -1
        lines.append(Line(at, start, end, sentence, own, leans or on >= 0, frozenset(stems(own)), on))
    return lines


def _on(lines: Sequence[Line], sentence: str, own_words: Collection[str]) -> int:
    """The line that has to stand above a sentence so that it can be understood; -1 where none has to."""
    if leans_on_a_name(sentence, own_words) or is_a_role(sentence):
        return _last_naming(lines)
    return _introduction(lines, sentence)


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


def _introduction(lines: Sequence[Line], sentence: str) -> int:
    """Where "a van" was spoken of, if the sentence opens with "The van"; -1 where none was."""
    found = _DEFINITE.match(sentence)
    for noun in filter(None, found.groups() if found else ()):
        for line in reversed(lines):
            at = line.text.find(f" {noun}") + 1
            if at and _FIRST_TIME.search(line.text, 0, at):
                return line.at
    return -1


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
