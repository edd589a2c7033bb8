"""Decisions are numbered without gaps, listed, and short enough to be read."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT, Page, page

LIST = page("docs/decisions/README.md")
RECORDS = [
    page(str(path.relative_to(ROOT))) for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
]


def number(record: Page) -> int:
    return int(record.path.name[:4])


def test_decisions_are_numbered_without_gaps() -> None:
    assert [number(each) for each in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: each.path.name)
def test_a_decision_is_listed_by_its_number_and_title(record: Page) -> None:
    title = record.text.splitlines()[0].removeprefix(f"# {number(record)}. ")
    line = rf"^{number(record)}\. \[{re.escape(title)}\]\({re.escape(record.path.name)}\)$"
    assert re.search(line, re.sub(r"\n   ", " ", LIST.text), re.MULTILINE)


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: each.path.name)
def test_a_decision_says_why_what_and_what_follows(record: Page) -> None:
    assert re.search(r"^Status: \w", record.text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", record.text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: each.path.name)
def test_a_decision_is_short(record: Page) -> None:
    assert 10 <= len([line for line in record.text.splitlines() if line]) <= 25
