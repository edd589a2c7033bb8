"""Invented lines of results, score cards, bylines and lists of names, of which the labelled texts have few."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from corpus import Document, Span
from swaps import Names, Pools

from digest.people.lexicon import Lexicon

SEED = 23
_LINES = (
    "1. {full} ({place}) 1:{number}.{number}",
    "{number}. {full} ({place}) {number} points",
    "{number}. {initial} ({place}) {number}.{number} seconds",
    "{full} ({place}) beat {full} ({place}) 6-{digit} 6-{digit}",
    "{digit}-{full} ({place}) beat {full} ({place}) {digit}-6 7-{digit} 6-{digit}",
    "{full} , {place} , bt {full} , {place} , 6-{digit} , 7-{digit}",
    "{initial} , {place} , def. {initial} , {place} , 6-{digit} 6-{digit}",
    "{place} - {full} {number}, {last} {number} pen, {full} {number}",
    "{place} {digit} ({full} {number}th minute, {last} {number}) {place} {digit} ({full} {number})",
    "Scorers: {last} ({number}), {last} ({number}, {number})",
    "{place}: {initials} {last}, {last}, {last}, {last}; {last}, {last}",
    "{place} : {digit}-{full} , {digit}-{full} , {number}-{full} , {number}-{full}",
    "{initial} c {last} b {last} {number}",
    "{full} lbw b {last} {number}",
    "{full} not out {number}",
    "{full} run out {number}",
    "Bowling: {last} {number}-{digit}-{number}-{digit}, {last} {number}-{digit}-{number}-{digit}",
    "Goals: {last} {digit}, {last} {digit}. Assists: {last}, {last}.",
    "WP: {last} ({number}-{number}) LP: {last} ({number}-{number})",
    "HR: {last} ({number}), {last} ({number})",
    "{place} at {place}, {number} p.m.: {last} ({digit}-{digit}) vs. {last} ({digit}-{digit})",
    "Men's singles, second round: {full}, {place}, beat {full}, {place}",
    "Women's {number} metres freestyle final: 1. {full} ({place}) {number}.{number}",
    "{number} {full} {place} {number} , {number}",
    "{number} {full} , {full} ( {place} ) , {full}",
    "By {full}",
    "BY {full!u}",
    "By {full} and {full}",
    "{full}, {place}",
    "{place!u} ({place}) - {full} said on Monday.",
    "{last!u} WINS IN {place!u} , {last!u} SECOND",
    "{last!u} BEATS {last!u} IN {place!u} FINAL",
    "{full!u} SIGNS FOR {place!u}",
    "With: {full}, {full}, {full} and {full}",
    "Present were {full}, {initial}, {full} and {initial}.",
    "Editing by {full} and {full}; Writing by {full}",
    "{first}: Did you know?",
    "{last}: I did not.",
)
_PLACE = re.compile(r"\{(\w+)(!u)?\}")


def boxes(lexicon: Lexicon, source: Pools, *, count: int) -> list[Document]:
    """So many invented documents of four to nine lines."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    names = Names(source, chance)
    places = sorted(each for each in lexicon.places if each.replace(" ", "").isalpha())
    return [_document(f"box-{number}", chance, places, names) for number in range(count)]


def _document(name: str, chance: random.Random, places: Sequence[str], names: Names) -> Document:
    text = ""
    people: list[Span] = []
    kind = chance.randrange(len(_LINES))
    for number in range(chance.randint(4, 9)):
        line = _LINES[(kind + number // 3) % len(_LINES)]
        last = 0
        for slot in _PLACE.finditer(line):
            text += line[last : slot.start()]
            shown = _fill(slot[1], chance, places, names)
            shown = shown.upper() if slot[2] else shown
            if slot[1] in ("full", "initial", "last", "first"):
                people.append((len(text), len(text) + len(shown)))
            text += shown
            last = slot.end()
        text += line[last:] + "\n"
    return Document(name, "box", text, tuple(people))


def _fill(what: str, chance: random.Random, places: Sequence[str], names: Names) -> str:
    if what == "place":
        return chance.choice(places).title()
    if what in ("number", "digit"):
        return str(chance.randint(0, 9) if what == "digit" else chance.randint(2, 99))
    given = names.given("").title()
    initials = f"{given[0]}." if chance.random() < 0.8 else given[0]
    last = names.surname(behind_given=False).title()
    return {
        "full": f"{given} {last}",
        "initial": f"{initials} {last}",
        "initials": given[0],
        "last": last,
        "first": given,
    }[what]
