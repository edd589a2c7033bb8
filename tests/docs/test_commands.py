"""Every command that the documentation shows is one that there is, with options that it takes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from typer.main import get_command

from tests.docs.pages import ROOT, commands, pages

SHELL = [
    (page.name, words)
    for page in pages()
    for block in page.blocks
    if block.language in ("sh", "")
    for words in commands(block.text, "digest")
]
SPANS = [
    (page.name, words)
    for page in pages()
    for span in page.spans
    if re.match(r"digest [a-z-]", span)
    for words in commands(span, "digest")
]
MADE = [
    (page.name, words)
    for page in pages()
    for text in [*(block.text for block in page.blocks if block.language == "sh"), *page.spans]
    if re.search(r"^make [a-z]", text, re.MULTILINE)
    for words in commands(text, "make")
]


def named(value: object) -> str | None:
    return " ".join(value) if isinstance(value, list) else None


@pytest.fixture(scope="module")
def program() -> Any:
    from digest.cli import app

    return get_command(app)


def options(command: Any) -> dict[str, Any]:
    """The options of a command by each of their names."""
    return {name: each for each in command.params for name in (*each.opts, *each.secondary_opts)}


def descend(command: Any, words: list[str]) -> tuple[Any, list[str]]:
    """The command that some words name, and the arguments they leave for it."""
    at = 0
    while hasattr(command, "commands") and at < len(words):
        word = words[at]
        if word.startswith("-"):
            assert word in options(command), f"there is no option {word}"
            at += 1 if options(command)[word].is_flag else 2
        elif word.isupper():
            return command, []
        else:
            assert word in command.commands, f"there is no command {word!r}"
            command = command.commands[word]
            at += 1
    return command, words[at:]


def test_the_documentation_shows_commands() -> None:
    assert len(SHELL) > 30


@pytest.mark.parametrize(("page", "words"), SHELL, ids=named)
def test_a_command_line_is_understood(page: str, words: list[str], program: Any) -> None:
    command, arguments = descend(program, words)
    command.make_context(command.name, arguments)  # raises for anything it does not take


@pytest.mark.parametrize(("page", "words"), SPANS, ids=named)
def test_a_command_named_in_a_sentence_is_there(page: str, words: list[str], program: Any) -> None:
    command, arguments = descend(program, words)
    for word in arguments:
        assert not word.startswith("-") or word in options(command)


@pytest.mark.parametrize(("page", "words"), MADE, ids=named)
def test_a_target_of_make_is_there(page: str, words: list[str]) -> None:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {word for word in words if "=" not in word} <= set(targets)


def test_every_command_is_told_of_somewhere(program: Any) -> None:
    told = "\n".join(page.text for page in pages())
    missing = [name for name in program.commands if not re.search(rf"digest {name}\b", told)]
    assert not missing
