"""Mistakes in feeds.yaml, told with their places: pydantic's, and what each part allows but the whole does not."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from digest.config import file as models
from digest.config.environment import Environment
from digest.config.tree import Tree
from digest.config.values import is_variable
from digest.errors import Mistake

_MODELS: dict[Any, type[models.Model]] = {  # by the setting that holds them
    "feeds": models.FeedEntry,
    "sources": models.FeedEntry,
    "categories": models.CategoryEntry,
    "digests": models.DigestEntry,
    "auth": models.AuthEntry,
    "include": models.RulesEntry,
    "exclude": models.RulesEntry,
    "network": models.NetworkEntry,
    "mail": models.MailEntry,
    "keep": models.KeepEntry,
}


@dataclass(frozen=True, slots=True)
class _RawFeed:
    """A feed as it stands in the file: its place there, its line and its category."""

    path: tuple[str | int, ...]
    entry: Any
    url: str
    category: str


def contradictions(tree: Tree) -> Iterator[Mistake]:
    """What each part allows and the whole does not; read from the raw data: no mistake hides another."""
    first: dict[str, str] = {}
    categories: dict[str, None] = {}
    for feed in _raw_feeds(tree.data):
        where = tree.where(feed.path)
        if feed.url in first:
            yield Mistake(where, f"this feed stands at {first[feed.url]} already; remove one of the two")
        first.setdefault(feed.url, where)
        categories[feed.category] = None
    known = {each.casefold() for each in categories}
    for path, category in _raw_categories_of_digests(tree.data):
        if category.casefold() not in known:
            guess = _guess(category, [each for each in categories if each])
            yield Mistake(tree.where(path), f"no feed has the category {category!r}{guess}")


def missing_secrets(tree: Tree, environment: Environment) -> Iterator[Mistake]:
    """The variables that feeds name for their secrets and that give none."""
    for feed in _raw_feeds(tree.data):
        auth = _part(feed.entry, "auth", dict)
        for key in ("password_from", "token_from"):
            name = _part(auth, key, str).strip()
            if not is_variable(name):
                continue
            try:
                environment.secret(name, token=key == "token_from")
            except ValueError as error:
                yield Mistake(tree.where((*feed.path, "auth", key)), str(error))


def too_short(content: models.NewsroomFile, tree: Tree) -> Iterator[Mistake]:
    """Digests that look back further than texts are kept."""
    kept = content.keep.texts
    if kept is None:
        return
    for name, entry in content.digests.items():
        entry = entry or models.DigestEntry()
        for key, length in (("window", entry.window), ("max_age", entry.max_age)):
            if length > kept:
                what = f"this looks back further than texts are kept ({kept.days}d, `keep: texts:`)"
                yield Mistake(tree.where(("digests", name, key)), f"{what}; make one of the two fit")


def by_place(mistake: Mistake) -> tuple[int, ...]:
    """The line and column of a mistake, to sort by; those of the environment come last."""
    numbers = [int(part) for part in mistake.where.split(":")[1:] if part.isdigit()]
    return tuple(numbers) or (sys.maxsize,)


def _part(value: Any, key: str, kind: type) -> Any:
    """The part of a mapping under `key` where it is there and of that kind, else an empty one."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else kind()


def _raw_feeds(data: Any) -> Iterator[_RawFeed]:
    """Every feed in the raw file."""
    lists: list[tuple[tuple[str | int, ...], list[Any], str]] = [(("feeds",), _part(data, "feeds", list), "")]
    for place, group in enumerate(_part(data, "categories", list)):
        lists.append(
            (("categories", place, "sources"), _part(group, "sources", list), _part(group, "name", str))
        )
    for path, entries, category in lists:
        for index, entry in enumerate(entries):
            url = entry if isinstance(entry, str) else _part(entry, "url", str)
            own = _part(entry, "category", str).strip() or category.strip()
            if url.strip():
                yield _RawFeed((*path, index), entry, url.strip(), own)


def _raw_categories_of_digests(data: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name, digest in _part(data, "digests", dict).items():
        for index, category in enumerate(_part(digest, "categories", list)):
            if isinstance(category, str):
                yield ("digests", str(name), "categories", index), category.strip()


def explained(error: ValidationError, tree: Tree) -> Iterator[Mistake]:
    """Each of pydantic's errors as a sentence with its place in the file."""
    for each in error.errors(include_url=False, include_input=False):
        path = [part for part in each["loc"] if part != "[key]"]
        name = str(path[-1]) if path else "the file"
        if each["type"] == "extra_forbidden":
            what = f"there is no setting {name!r}{_guess(name, _known(path))}"
        elif each["type"] == "missing":
            what = f"{name!r} is missing here"
        elif each["type"] == "value_error":
            what = str(each["ctx"]["error"])
        elif each["type"] == "model_type":
            what = f"{name!r} has the wrong shape; it takes settings such as `name: value`"
        else:
            what = f"{name!r}: {each['msg'][0].lower()}{each['msg'][1:]}"
        yield Mistake(tree.where(path), what)


def _known(path: Sequence[str | int]) -> list[str]:
    """The settings that may stand where an unknown one stands."""
    inside = [_MODELS[part] for part in path[:-1] if part in _MODELS]
    fields = (inside[-1] if inside else models.NewsroomFile).model_fields
    return [str(field.validation_alias or name) for name, field in fields.items()]


def _guess(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return (
        f"; did you mean {close[0]!r}?"
        if close
        else f"; there are: {', '.join(sorted(known))}"
        if known
        else ""
    )
