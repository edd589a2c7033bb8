"""Invented articles in which every person is marked, read into values.

`texts/` holds articles by category, `sets/` sets of articles for telling people across them: both are looked at
while the engine is worked on. `kept/` holds others of the same kinds, which only measure it. Marks stand in square
brackets: `[key:words]` names that person, `[a+b:words]` may go to either or stay open but must not become somebody
else, `[!:words]` is named but not involved (a byline), `[-:words]` is no person, `[?:words]` counts neither way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).parent
KEPT = HERE / "kept"
_MARK = re.compile(r"\[([\w+!?-]+):([^\]]+)\]")

Spot = tuple[str, int, int]  # field, start, end


@dataclass(frozen=True)
class Named:
    """A person of an article, as an editor would list them."""

    name: str
    aliases: tuple[str, ...] = ()
    passing: bool = False
    optional: bool = False  # a figure of the past, named in passing: costs nothing either way


@dataclass
class Labelled:
    """An article and everything marked in it."""

    id: str
    category: str
    fields: dict[str, str]
    people: dict[str, Named]
    published: str = ""
    spots: dict[Spot, str] = field(default_factory=dict)  # whose each mention is
    open: dict[Spot, frozenset[str]] = field(default_factory=dict)  # whose it may be
    strangers: set[Spot] = field(default_factory=set)  # named, but not involved
    things: set[Spot] = field(default_factory=set)
    ignored: set[Spot] = field(default_factory=set)

    def words(self, spot: Spot) -> str:
        name, start, end = spot
        return self.fields[name][start:end]


@dataclass(frozen=True)
class Set:
    """Articles of several outlets and days, with people and stories across them."""

    id: str
    category: str
    articles: tuple[Labelled, ...]
    stories: tuple[tuple[str, ...], ...]


def texts(folder: Path = HERE) -> list[Labelled]:
    """All single articles of a folder, by category and number."""
    return [
        _article(told, path.stem, told["id"], _people(told["people"]))
        for path in sorted((folder / "texts").glob("*.yaml"))
        for told in _read(path)
    ]


def known_texts() -> list[Labelled]:
    """The articles that were in sight when the rules were written."""
    lines = (HERE / "people.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    return [_article(each, each["category"], each["id"], _people(each["people"])) for each in told]


def sets(folder: Path = HERE) -> list[Set]:
    """All sets of a folder, by category and number."""
    return [
        _set(told, path.stem) for path in sorted((folder / "sets").glob("*.yaml")) for told in _read(path)
    ]


def _set(told: Mapping[str, Any], category: str) -> Set:
    people = _people(told["people"])
    articles = []
    for each in told["articles"]:
        article = _article(each, category, f"{told['id']}-{each['id']}", people)
        named = {*article.spots.values(), *(key for keys in article.open.values() for key in keys)}
        article.people = {key: person for key, person in people.items() if key in named}
        articles.append(article)
    stories = (tuple(f"{told['id']}-{one}" for one in story) for story in told.get("stories") or ())
    return Set(told["id"], category, tuple(articles), tuple(stories))


def _read(path: Path) -> Iterator[Mapping[str, Any]]:
    yield from YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def _people(told: Mapping[str, Any]) -> dict[str, Named]:
    return {str(key): _named(value) for key, value in told.items()}


def _named(told: Any) -> Named:
    if isinstance(told, str):
        return Named(told)
    flags = {name: bool(told.get(name)) for name in ("passing", "optional")}
    return Named(told["name"], aliases=tuple(told.get("aliases", ())), **flags)


def _article(told: Mapping[str, Any], category: str, id_: str, people: dict[str, Named]) -> Labelled:
    article = Labelled(id_, category, {}, people, published=str(told.get("published", "")))
    for name in ("title", "text"):
        article.fields[name] = _unmarked(str(told.get(name) or ""), name, article)
    return article


def _unmarked(marked: str, name: str, article: Labelled) -> str:
    """The text without its marks, which are noted in the article."""
    plain, last = "", 0
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        _note(article, match[1], (name, len(plain), len(plain) + len(match[2])))
        plain += match[2]
        last = match.end()
    return plain + marked[last:]


def _note(article: Labelled, key: str, spot: Spot) -> None:
    if key == "!":
        article.strangers.add(spot)
    elif key == "-":
        article.things.add(spot)
    elif key == "?":
        article.ignored.add(spot)
    elif "+" in key:
        article.open[spot] = frozenset(key.split("+"))
    else:
        article.spots[spot] = key
