"""Editing feeds.yaml as a person would: a line comes, goes or changes, everything else stays to the letter.

ruamel.yaml says where things stand; the text itself is edited by lines, because writing the tree back would
indent and quote a person's file anew. Lists written in one line ([a, b]) go through ruamel's round trip.
This is the one module of feeds that writes a file.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from digest.config import read_tree
from digest.errors import UsageError
from digest.model import Feed, Rules

# What needs no quotes anywhere: it begins with a letter, and a colon has a character of a word behind it.
_PLAIN = re.compile(r"[^\W\d_](?:[\w./+~=?;()-]|:(?=[\w/])| (?=[\w./+(]))*")
_NO_STRINGS = frozenset(("true", "false", "null"))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one feed stands: its list, its index there, and the node itself."""

    sequence: SequenceNode
    index: int
    node: Node
    path: tuple[str | int, ...]


def add_feed(text: str, feed: Feed) -> str:
    """The file's text with one more feed at the end of `feeds:`. Raises UsageError when it is there."""
    root = _compose(text)
    if feed.url in _addresses(root):
        raise UsageError(f"{feed.url} is in feeds.yaml already")
    return _with_added(text, root, [feed])


def add_feeds(text: str, feeds: Iterable[Feed]) -> str:
    """The file's text with more feeds at the end of `feeds:`, in their order, less those that are there already."""
    root = _compose(text)
    known = _addresses(root)
    new: dict[str, Feed] = {}
    for feed in feeds:
        if feed.url not in known:
            new.setdefault(feed.url, feed)
    return _with_added(text, root, list(new.values())) if new else text


def _with_added(text: str, root: Node | None, added: list[Feed]) -> str:
    """The text with feeds that are not in it yet; `root` is its tree."""
    feeds = _value(root, "feeds")
    if not isinstance(feeds, SequenceNode):
        return _with_new_list(text, root, added)
    if not feeds.value:
        before = text[: feeds.start_mark.index].rstrip(" ")
        return _with_new_list(before + text[feeds.end_mark.index :], root, added)
    if feeds.flow_style:
        return _round_trip(text, lambda data: data["feeds"].extend(_as_data(feed) for feed in added))
    lines = text.splitlines(keepends=True)
    last = feeds.value[-1]
    end = _end_line(lines, last)
    before = lines[end - 1]
    if not before.endswith("\n"):
        lines[end - 1] = before + "\n"
    return "".join([*lines[:end], _items(added, indent=_dash_column(lines, last)), *lines[end:]])


def remove_feed(text: str, url: str) -> str:
    """The file's text without a feed. Raises UsageError when it is not there."""
    place = _required(text, url)
    if place.sequence.flow_style or len(place.sequence.value) == 1:
        return _round_trip(text, lambda data: _parent(data, place).pop(place.index))
    lines = text.splitlines(keepends=True)
    start = place.node.start_mark.line
    return "".join(lines[:start] + lines[_end_line(lines, place.node) :])


def set_paused(text: str, url: str, *, paused: bool) -> str:
    """The file's text with a feed paused or not. Raises UsageError when it is not there."""
    place = _required(text, url)
    word = "true" if paused else "false"
    if not isinstance(place.node, MappingNode):
        written = f"{{url: {_scalar(url)}, paused: {word}}}"
        return _replaced(text, place.node, written) if paused else text
    told = _value(place.node, "paused")
    if told is not None:
        return _replaced(text, told, word)
    if not paused:
        return text
    if place.node.flow_style:
        end = place.node.end_mark.index - 1
        return f"{text[:end].rstrip()}, paused: true{text[end:]}"
    lines = text.splitlines(keepends=True)
    end = _end_line(lines, place.node)
    lines[end - 1] = lines[end - 1].rstrip("\n") + "\n"
    lines.insert(end, f"{' ' * place.node.start_mark.column}paused: true\n")
    return "".join(lines)


def _replaced(text: str, node: Node, by: str) -> str:
    return text[: node.start_mark.index] + by + text[node.end_mark.index :]


def write_atomically(path: Path, text: str) -> None:
    """Replace a file in one step, keeping its permissions, so that no reader ever sees half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _compose(text: str) -> Node | None:
    return read_tree(text, name="feeds.yaml").root


def _value(node: Node | None, key: str) -> Node | None:
    if isinstance(node, MappingNode):
        for name, value in node.value:
            if name.value == key:
                found: Node = value
                return found
    return None


def _places(root: Node | None) -> Iterator[_Place]:
    """Every feed of the file."""
    lists: list[tuple[tuple[str | int, ...], Node | None]] = [(("feeds",), _value(root, "feeds"))]
    categories = _value(root, "categories")
    if isinstance(categories, SequenceNode):
        lists += [
            (("categories", n, "sources"), _value(each, "sources")) for n, each in enumerate(categories.value)
        ]
    for path, sequence in lists:
        if isinstance(sequence, SequenceNode):
            for index, node in enumerate(sequence.value):
                yield _Place(sequence, index, node, path)


def _address(node: Node) -> str:
    """The address of a feed, written alone or under `url:`."""
    named = _value(node, "url") if isinstance(node, MappingNode) else node
    return "" if named is None else str(named.value).strip()


def _addresses(root: Node | None) -> frozenset[str]:
    return frozenset(_address(place.node) for place in _places(root))


def _find(text: str, url: str) -> _Place | None:
    return next((place for place in _places(_compose(text)) if _address(place.node) == url), None)


def _required(text: str, url: str) -> _Place:
    place = _find(text, url)
    if place is None:
        raise UsageError(f"{url} is not in feeds.yaml; `digest list` shows what is")
    return place


def _dash_column(lines: list[str], node: Node) -> int:
    before: str = lines[node.start_mark.line][: node.start_mark.column]
    return before.rindex("-")


def _end_line(lines: list[str], node: Node) -> int:
    """The line after an item's last one; comments and blank lines that follow belong to what comes next."""
    end: int = node.end_mark.line + (1 if node.end_mark.column > 0 else 0)
    end = max(end, node.start_mark.line + 1)
    while end > node.start_mark.line + 1 and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    return end


def _with_new_list(text: str, root: Node | None, added: list[Feed]) -> str:
    """The text with `feeds:` made, or filled where it stood empty."""
    items = _items(added, indent=2)
    if isinstance(root, MappingNode) and any(key.value == "feeds" for key, _ in root.value):
        key = next(key for key, _ in root.value if key.value == "feeds")
        lines = text.splitlines(keepends=True)
        lines[key.start_mark.line] = lines[key.start_mark.line].rstrip("\n") + f"\n{items}"
        return "".join(lines)
    return f"{text.rstrip()}\n\nfeeds:\n{items}".lstrip()


def _items(feeds: list[Feed], *, indent: int) -> str:
    return "".join(f"{' ' * indent}- {_written(_as_data(feed))}\n" for feed in feeds)


def _as_data(feed: Feed) -> Any:
    """A feed as it is written: its address alone, or a mapping of what is not left to the default."""
    told: dict[str, Any] = {"url": feed.url}
    plain = Feed(url=feed.url)
    for name in ("name", "category", "weight", "full_text", "paused", "include", "exclude"):
        value = getattr(feed, name)
        if value != getattr(plain, name):
            told[name] = _as_plain(value)
    return told if len(told) > 1 else feed.url


def _as_plain(value: Any) -> Any:
    """A value of a feed in plain strings, numbers, lists and dicts."""
    if isinstance(value, Rules):
        kinds = {each.name: list(getattr(value, each.name)) for each in fields(value)}
        return {name: words for name, words in kinds.items() if words}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return str(value) if isinstance(value, StrEnum) else value


def _written(value: Any) -> str:
    """A value as it stands in YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_written(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(each) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _scalar(value) if isinstance(value, str) else str(value)


def _scalar(value: str) -> str:
    """A string as it stands in YAML, quoted where it might be taken for something else."""
    if _PLAIN.fullmatch(value) and value.casefold() not in _NO_STRINGS:
        return value
    shown = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in shown) + '"'


def _round_trip(text: str, change: Any) -> str:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 100_000
    data = yaml.load(text)
    change(data)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _parent(data: Any, place: _Place) -> Any:
    for part in place.path:
        data = data[part]
    return data
