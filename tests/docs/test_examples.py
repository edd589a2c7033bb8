"""What the page on `analyze` and `summarize` shows as answers is what the commands answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.docs.pages import page

ASKED, ANALYSED, TO_SUMMARISE, SUMMARISED = (
    block.text for block in page("docs/how-to/analyze-and-summarize.md").blocks if block.language == "json"
)


def answered(command: str, lines: str) -> list[dict[str, Any]]:
    from digest.cli import app

    done = CliRunner().invoke(app, [command], input=lines)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def shape(value: Any) -> Any:
    """The keys of an answer, at every depth."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


def places(answer: dict[str, Any]) -> Iterator[tuple[str, str, int, int]]:
    """Who is named where."""
    for person in answer["people"]:
        for mention in person["mentions"]:
            yield person["name"], mention["field"], mention["start"], mention["end"]


@pytest.fixture(scope="module")
def analysed() -> dict[str, Any]:
    (answer,) = answered("analyze", ASKED)
    return answer


def test_an_answer_has_the_shape_that_is_shown(analysed: dict[str, Any]) -> None:
    assert shape(analysed) == shape(json.loads(ANALYSED))


def test_the_people_and_quotes_shown_are_found_where_the_page_says(analysed: dict[str, Any]) -> None:
    shown = json.loads(ANALYSED)
    assert set(places(shown)) <= set(places(analysed))
    assert shown["quotes"] == analysed["quotes"]


def test_the_sentences_shown_are_those_chosen() -> None:
    shown = [json.loads(line) for line in SUMMARISED.splitlines()]
    assert answered("summarize", TO_SUMMARISE) == shown
