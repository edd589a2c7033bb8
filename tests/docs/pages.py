"""The documentation as the tests see it: pages, their blocks of code, their links and the commands they show."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_ASSIGNMENT = re.compile(r"\w+=\S*")
_CRON = re.compile(r"^(?:[\d*/,-]+\s+){5}")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language and its text."""

    language: str
    text: str


@dataclass(frozen=True)
class Link:
    """A link or a picture: its text and where it leads."""

    text: str
    target: str
    picture: bool


@dataclass(frozen=True)
class Page:
    """A page of the documentation."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def blocks(self) -> list[Block]:
        return [Block(language, text) for language, text in _BLOCK.findall(self.text)]

    @property
    def prose(self) -> str:
        """The text without its blocks."""
        return _BLOCK.sub("", self.text)

    @property
    def spans(self) -> list[str]:
        """What stands in backticks, each on one line."""
        return [" ".join(each.split()) for each in _SPAN.findall(self.prose)]

    @property
    def links(self) -> list[Link]:
        words = _SPAN.sub("", self.prose)
        return [Link(text, target, bool(mark)) for mark, text, target in _LINK.findall(words)]

    @property
    def anchors(self) -> set[str]:
        """The names under which its headings can be linked to."""
        headings = re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}

    def section(self, heading: str) -> str:
        """The text under a heading of the second level."""
        parts = re.split(r"^## (.+)$", self.text, flags=re.MULTILINE)
        return dict(zip(parts[1::2], parts[2::2], strict=True))[heading]


def page(name: str) -> Page:
    """The page at a path relative to the project."""
    return Page(ROOT / name, (ROOT / name).read_text(encoding="utf-8"))


def pages() -> list[Page]:
    """Every page there is."""
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return [page(str(path.relative_to(ROOT))) for path in sorted(paths)]


def commands(text: str, program: str) -> Iterator[list[str]]:
    """The arguments of each call of a program in lines of shell or crontab."""
    for line in text.splitlines():
        for part in re.split(r"&&|\|\||[|;]", _CRON.sub("", line)):
            words = shlex.split(part.partition(" #")[0])
            while words and _ASSIGNMENT.fullmatch(words[0]):
                del words[0]
            if words and Path(words[0]).name == program:
                yield _without_redirection(words[1:])


def _without_redirection(words: list[str]) -> list[str]:
    ends = [at for at, word in enumerate(words) if word in ("<", ">", ">>")]
    return words[: ends[0]] if ends else words


def rows(text: str) -> dict[str, str]:
    """The rows of the tables in a text: the rest of each by its first cell."""
    found = re.findall(r"^\| (.+?) \| (.+) \|$", text, re.MULTILINE)
    return {first: rest for first, rest in found if not set(first) <= set("-| ")}
