"""The last fourteen days of a section's cast, as numbers, as bars and in words.

A day is 24 hours that end when the edition closes. An installation that is a few days old has nothing to compare
with: words like "first time" reach only as far back as the counts of all the casts together show that it was there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from digest.model import Edition, Section
from digest.rendering.clean import clean
from digest.rendering.views import PersonDays
from digest.rendering.words import Words

TALLEST, LOWEST = 24, 2  # pixels
RUNNING = 3  # days from which somebody is in the news without a break
ENOUGH = 7  # known days, from which being absent in them says something
UNUSUAL = 2.0  # times the mean of the days before, or one part in so many of it
LONGEST_NAME = 80

Days = Sequence[int]


def known_days(edition: Edition) -> int:
    """How many days back the counts are known to reach: as far as the earliest of anybody in the cast."""
    rows = (row for section in edition.sections for row in _history(section))
    return max((len(row) - _first(row) for row in rows if any(row)), default=0)


def person_days(section: Section, words: Words, *, known: int) -> tuple[PersonDays, ...]:
    """The days of those of the cast of whom there is something to show; `known` days count in words."""
    rows = [
        (person.name, row)
        for person, row in zip(section.cast, _history(section), strict=False)
        if any(row[:-1]) or (any(row) and known >= ENOUGH)
    ]
    known = min(known, max((len(row) for _, row in rows), default=0))
    most = max((max(row) for _, row in rows), default=0)
    alone = len(section.cast) == 1
    return tuple(
        PersonDays(
            name="" if alone else clean(name, LONGEST_NAME),
            counts=tuple(row),
            bars=tuple(max(LOWEST, round(count / most * TALLEST)) for count in row),
            seen=_seen(row),
            mean=_mean(row, known=known),
            caption=_caption(row, words, known=known),
            total=words.count("total", known, articles=words.count("articles", sum(row))),
        )
        for name, row in rows
        if most > 0
    )


def _history(section: Section) -> tuple[tuple[int, ...], ...]:
    """The counts of each of the cast; those of the first where no others are known."""
    return section.history or (section.days,)


def _first(row: Days) -> int:
    return next(at for at, count in enumerate(row) if count)


def _seen(row: Days) -> int:
    return sum(count > 0 for count in row)


def _mean(row: Days, *, known: int) -> float:
    return sum(row[-known:-1]) / (known - 1) if known > 1 else 0.0


def _caption(row: Days, words: Words, *, known: int) -> str:
    """Today's count, then what is most remarkable about it."""
    today = words.count("articles_today", row[-1]) if row[-1] > 0 else words.say("none_today")
    note = _note(row, words, known=known)
    return words.say("days", today=today, note=note) if note else today


def _note(row: Days, words: Words, *, known: int) -> str:
    running = len(list(takewhile(bool, reversed(row))))
    seen = _seen(row)
    if running >= RUNNING:
        return words.count("running", running)
    if known < ENOUGH:
        return ""
    if running == seen == 1:
        return words.count("first_time", known)
    if running == seen == 2:
        return words.say("quiet")
    return _against_mean(row, words, known=known) or words.count("some_days", known, days=words.number(seen))


def _against_mean(row: Days, words: Words, *, known: int) -> str:
    """Whether today is far from the mean of the days before; one article more or less is not."""
    before = _mean(row, known=known)
    if row[-1] >= UNUSUAL * before and row[-1] - before >= UNUSUAL:
        return words.say("above")
    if row[-1] <= before / UNUSUAL and before - row[-1] >= UNUSUAL:
        return words.say("below")
    return ""
