"""YAML as a tree whose every value knows its line and column; nothing in it is ever executed or expanded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from digest.errors import ConfigurationError, Mistake

MAX_BYTES = 1_000_000
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed file: `data` in plain dicts, lists and scalars, and its nodes with their places."""

    name: str  # of the file, for messages
    text: str
    data: Any
    root: Node | None

    def where(self, path: Sequence[str | int]) -> str:
        """`name:line:column` of the deepest part of `path` that is there."""
        node, mark = self.root, self.root.start_mark if self.root else None
        for part in path:
            found = _child(node, part)
            if found is None:
                break
            node, mark = found
        return f"{self.name}:{mark.line + 1}:{mark.column + 1}" if mark else f"{self.name}:1:1"


def _child(node: Node | None, part: str | int) -> tuple[Node, Any] | None:
    """The value under `part` and where its key (or, in a list, itself) starts."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark
    return None


def read_tree(text: str, *, name: str) -> Tree:
    """Parse a YAML file of ours. Raises ConfigurationError for anything that is no plain YAML."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise ConfigurationError((Mistake(f"{name}:1:1", "the file is larger than 1 MB"),))
    try:
        mistakes = tuple(_refused(text, name))
        if mistakes:
            raise ConfigurationError(mistakes)
        data = _loader("safe").load(StringIO(text))
        root = _loader("rt").compose(StringIO(text))
    except MarkedYAMLError as error:
        raise ConfigurationError((_syntax(error, name),)) from None
    except (YAMLError, ValueError) as error:
        what = str(error).splitlines()[0]
        raise ConfigurationError((Mistake(f"{name}:1:1", f"this is not YAML: {what}"),)) from None
    return Tree(name=name, text=text, data=data, root=root)


def _loader(kind: str) -> YAML:
    return YAML(typ=kind, pure=True)


def _refused(text: str, name: str) -> Iterator[Mistake]:
    """What YAML allows and a configuration does not need: aliases, tags, depth."""
    depth = 0
    for event in _loader("safe").parse(StringIO(text)):
        mark = event.start_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        if isinstance(event, AliasEvent):
            yield Mistake(where, "aliases (*name) are not read here; write the value out")
        elif isinstance(event, (ScalarEvent, CollectionStartEvent)) and event.tag:
            yield Mistake(where, f"the tag {event.tag} is not read here; remove it")
        if isinstance(event, CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield Mistake(where, f"this is nested deeper than {MAX_DEPTH} levels")
                return
        elif isinstance(event, CollectionEndEvent):
            depth -= 1


def _syntax(error: MarkedYAMLError, name: str) -> Mistake:
    mark = error.problem_mark or error.context_mark
    where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else f"{name}:1:1"
    problem = " ".join((error.problem or error.context or "this is not YAML").split())
    return Mistake(where, f"{problem}; mind indentation, colons and quotes here")
