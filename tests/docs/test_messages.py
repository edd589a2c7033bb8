"""The sentences that the troubleshooting page explains are ones that the program still says."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.docs.pages import ROOT, page

MESSAGES = re.findall(r"\*\*`([^`]+)`\*\*", page("docs/how-to/troubleshooting.md").text)


@cache
def said() -> str:
    """Every piece of text in the program, without backticks, one a line."""
    pieces = [
        " ".join(node.value.replace("`", "").split())
        for path in (ROOT / "digest").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    scripts = [path.read_text(encoding="utf-8") for path in (ROOT / "scripts").glob("*.sh")]
    return "\n".join([*pieces, *scripts])


@pytest.mark.parametrize("message", MESSAGES)
def test_a_sentence_that_is_explained_is_said(message: str) -> None:
    """What varies is written as three dots, what stands between them comes from the program."""
    for piece in (each.strip() for each in message.split("...")):
        assert piece in said(), f"nothing says {piece!r}"
