"""How well people are recognised in invented articles of every hard kind. The floors may only rise."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from digest.model import Analysis, RevisionId
from digest.people import Lexicon, analyse, load_lexicon
from digest.text.folding import fold

FLOORS = {"people": 0.97, "attribution": 0.95, "all right": 0.85}
_MARK = re.compile(r"\[(\w+):([^\]]+)\]")

Spot = tuple[str, int, int]


@dataclass
class Marked:
    """An article with its people marked: [o:Odette Carrow]."""

    id: str
    category: str
    fields: dict[str, str]
    names: dict[str, str]
    spots: dict[Spot, str] = field(default_factory=dict)


@dataclass
class Tally:
    """What was found, missed and mistaken."""

    found: int = 0
    missed: int = 0
    false: int = 0
    given: int = 0
    spots: int = 0
    right: int = 0
    articles: int = 0
    faults: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        return {
            "people": 2 * self.found / max(1, 2 * self.found + self.missed + self.false),
            "attribution": self.given / max(1, self.spots),
            "all right": self.right / max(1, self.articles),
        }


def marked_articles() -> Iterator[Marked]:
    lines = (Path(__file__).parent / "people.jsonl").read_text("utf-8").splitlines()
    for line in lines:
        told = json.loads(line)
        article = Marked(id=told["id"], category=told["category"], fields={}, names=told["people"])
        for name in ("title", "text"):
            article.fields[name] = _unmarked(told[name], name, article.spots)
        yield article


def _unmarked(marked: str, name: str, spots: dict[Spot, str]) -> str:
    plain, last = "", 0
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        spots[name, len(plain), len(plain) + len(match[2])] = match[1]
        plain += match[2]
        last = match.end()
    return plain + marked[last:]


def _tell(article: Marked, analysis: Analysis, tally: Tally) -> None:
    held: dict[str, dict[Spot, int]] = defaultdict(dict)
    for each in analysis.resolutions:
        if each.appearance:
            held[each.appearance][each.mention.field, each.mention.start, each.mention.end] = 1
    wanted = {key: {spot for spot, owner in article.spots.items() if owner == key} for key in article.names}
    owner = _matched(article, analysis, held, wanted)
    given = sum(_covered(spot, held[owner[key]]) for key in owner for spot in wanted[key])
    wrong = [
        spot
        for key, seen in owner.items()
        for spot in held[seen]
        if not _covered(spot, dict.fromkeys(wanted[key], 1))
    ]
    false = [a.name for a in analysis.appearances if a.key not in owner.values()]
    missed = [name for key, name in article.names.items() if key not in owner]
    tally.articles += 1
    tally.found += len(owner)
    tally.missed += len(missed)
    tally.false += len(false)
    tally.given += given
    tally.spots += len(article.spots)
    fine = not (missed or false or wrong) and given == len(article.spots)
    tally.right += fine
    if not fine:
        lost = [
            article.fields[f][s:e]
            for key in owner
            for f, s, e in wanted[key]
            if not _covered((f, s, e), held[owner[key]])
        ]
        said = [article.fields[f][s:e] for f, s, e in wrong]
        tally.faults.append(f"{article.id}: missed {missed}, false {false}, wrong {said}, lost {lost}")


def _covered(spot: Spot, spots: dict[Spot, int]) -> bool:
    name, start, end = spot
    return any(f == name and 2 * (min(e, end) - max(s, start)) >= end - start for f, s, e in spots)


def _matched(
    article: Marked, analysis: Analysis, held: dict[str, dict[Spot, int]], wanted: dict[str, set[Spot]]
) -> dict[str, str]:
    owner: dict[str, str] = {}
    for key, name in article.names.items():
        free = [a for a in analysis.appearances if a.key not in owner.values()]
        named = [a for a in free if fold(a.name) == fold(name)]
        best = max(
            named or free,
            key=lambda a: sum(_covered(spot, held[a.key]) for spot in wanted[key]),
            default=None,
        )
        if best and (
            named
            or any(
                _covered(spot, held[best.key])
                and fold(article.fields[spot[0]][spot[1] : spot[2]]) == fold(name)
                for spot in wanted[key]
            )
        ):
            owner[key] = best.key
    return owner


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def tally(lexicon: Lexicon) -> Tally:
    tally = Tally()
    for article in marked_articles():
        analysis = analyse(
            RevisionId(article.id),
            title=article.fields["title"],
            text=article.fields["text"],
            lexicon=lexicon,
        )
        _tell(article, analysis, tally)
    return tally


@pytest.mark.parametrize("figure", FLOORS)
def test_recognition_stays_above_its_floor(tally: Tally, figure: str):
    assert tally.figures()[figure] >= FLOORS[figure], "\n".join(tally.faults)


def test_every_category_has_an_example_and_there_are_enough_of_them():
    articles = list(marked_articles())
    assert len(articles) >= 40
    assert len({article.category for article in articles}) >= 25
