"""`analyze`: JSON Lines in, who is in each article, who says what and which story it tells out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.jsonl import complaint, opened_lines
from digest.cli.session import ConfigOption, State
from digest.config import read_settings
from digest.model import (
    Appearance,
    Article,
    Correction,
    Identification,
    Identity,
    Involvement,
    Person,
    Quote,
    Reading,
    Resolution,
    article_id,
    content_id,
    revision_id,
)
from digest.people import analyse, identify, load_knowledge, load_lexicon
from digest.stories.group import group_stories
from digest.text.language import detect

_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """An article as a line gave it."""

    id: str | int
    reading: Reading


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog="Example: digest analyze articles.jsonl > people.jsonl")(analyze)


def analyze(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="JSON Lines; - is standard input.")] = "-",
    config: ConfigOption = None,
    recogniser: Annotated[
        str, typer.Option(metavar="NAME", help="What finds names: tagger, accurate or spacy:NAME.")
    ] = "",
) -> None:
    """Recognise who each article is about, in JSON Lines.

    A line is {"id","title","text","published"}; a person who stands in several lines has one id in all of them.
    With --config, the people that installation knows and its people.yaml count; without, the input alone does.
    Without --recogniser, the best of what is installed reads.
    """
    with opened_lines(file) as lines:
        good, errors = read_lines(lines, recogniser)
    for number, error in errors:
        typer.echo(f"digest: line {number}: {error}", err=True)
    state = context.find_object(State) or State()
    known = _known(config or state.config, good)
    for answer in answers(good, known):
        # Escaped, so that half a surrogate pair in the input cannot make output that is no UTF-8.
        typer.echo(json.dumps(answer))
    if errors:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class Known:
    """What an installation knows before the first line: its register's people, and what editors taught."""

    register: tuple[Person, ...] = ()
    corrections: tuple[Correction, ...] = ()


def _known(config: Path | None, lines: Sequence[Line]) -> Known:
    if config is None:
        return Known()
    from digest.app import corrections  # heavy to import, and mostly not asked
    from digest.pipeline.register import register_of
    from digest.store import open_storage

    settings = read_settings(config, os.environ)
    with open_storage(settings.database_url) as storage:
        taught = corrections(settings)
        register = register_of(storage.people, [line.reading for line in lines], taught)
    return Known(tuple(register), taught)


def read_lines(lines: Iterable[str], recogniser: str = "") -> tuple[list[Line], list[tuple[int, str]]]:
    """The articles analysed, and the lines that are none with a sentence each. Raises UsageError."""
    knowledge = load_knowledge(recogniser)
    good: list[Line] = []
    errors: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given_id, article = _article(json.loads(line), number)
        except (ValueError, RecursionError) as error:
            errors.append((number, complaint(error)))
            continue
        analysis = analyse(
            article.revision,
            title=article.title,
            text=article.text,
            byline=article.byline,
            knowledge=knowledge,
        )
        good.append(Line(given_id, Reading(article=article, analysis=analysis)))
    return good, errors


def answers(lines: Sequence[Line], known: Known = Known()) -> Iterator[dict[str, object]]:  # a value
    """What is told of each article, in the order of the lines."""
    readings = [line.reading for line in lines]
    found = identify(readings, known.register, lexicon=load_lexicon(), corrections=known.corrections)
    stories = {
        article.id: content_id("story", story[0].id)
        for story in group_stories([reading.article for reading in readings])
        for article in story
    }
    told = _Told(found, known.register)
    for line in lines:
        yield {"id": line.id, **told.of(line.reading), "story_id": stories[line.reading.article.id]}


class _Told:
    """What identifying found, ready to be told article by article."""

    def __init__(self, found: Identification, register: Sequence[Person]) -> None:
        self._people: Mapping[str, Person] = {person.id: person for person in (*register, *found.people)}
        self._identities: Mapping[tuple[str, str], Identity] = {
            (each.article, each.appearance): each for each in found.identities
        }

    def of(self, reading: Reading) -> dict[str, object]:
        """The people, open mentions and quotes of one article."""
        seen = [
            each
            for each in reading.analysis.appearances
            if (reading.article.id, each.key) in self._identities  # whom people.yaml calls nobody is not
        ]
        people = {
            each.key: self._people[self._identities[reading.article.id, each.key].person] for each in seen
        }
        return {
            "people": [_person(each, people[each.key], reading) for each in seen],
            "unresolved": [_unresolved(each, people) for each in reading.analysis.unresolved],
            "quotes": [_quote(each, people) for each in reading.analysis.quotes if each.speaker in people],
        }


def _person(seen: Appearance, person: Person, reading: Reading) -> dict[str, object]:
    mentions = [each for each in reading.analysis.resolutions if each.appearance == seen.key]
    return {
        "person_id": person.id,
        "name": seen.name if len(seen.name.split()) > 1 else person.name,
        "role": seen.role,
        "central": seen.involvement is Involvement.CENTRAL,
        "mentions": [
            _place(each) | {"reason": each.reason, "confidence": each.confidence} for each in mentions
        ],
    }


def _unresolved(each: Resolution, people: Mapping[str, Person]) -> dict[str, object]:
    candidates = [people[key].id for key in each.candidates if key in people]
    return _place(each) | {"candidates": candidates, "reason": each.reason}


def _quote(quote: Quote, people: Mapping[str, Person]) -> dict[str, object]:
    speaker = people[quote.speaker].id
    return {"person_id": speaker, "text": quote.text, "field": "text", "start": quote.start, "end": quote.end}


def _place(each: Resolution) -> dict[str, object]:
    return {"field": each.mention.field, "start": each.mention.start, "end": each.mention.end}


def _article(given: object, number: int) -> tuple[str | int, Article]:
    """The article of a line and its id there. Raises ValueError with a sentence."""
    if not isinstance(given, dict):
        raise ValueError('an object is needed, such as {"id": "1", "title": "...", "text": "..."}.')
    given_id = given.get("id")
    if not isinstance(given_id, str | int):
        raise ValueError('"id" is missing, or is neither text nor a number.')
    title, text, source = (_text(given, name) for name in ("title", "text", "source"))
    published = _moment(_text(given, "published"))
    key = article_id(f"line:{given_id}:{number}")
    article = Article(
        id=key,
        revision=revision_id(key, title, text),
        feed_url=source,
        url="",
        title=title,
        text=text,
        byline=_text(given, "byline"),
        published=published,
        first_seen=published,
        language=detect(f"{title}\n{text}"),
    )
    return given_id, article


def _text(given: Mapping[str, object], name: str) -> str:
    value = given.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f'"{name}" must be text.')
    return value


def _moment(written: str) -> datetime:
    """A date or time in UTC; what has no zone is UTC."""
    if not written.strip():
        return _UNDATED
    try:
        told = datetime.fromisoformat(written.strip())
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(
            f'"published" is no time: {written[:40]!r}; write it as 2026-05-12T07:00:00Z.'
        ) from None
