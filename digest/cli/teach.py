"""`people alias`, `merge`, `split`, `follow`, `mute`, `leave-out`, `nobody`: people.yaml with a line more, or less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar
from zoneinfo import ZoneInfo

import typer

from digest.articles.canonical import canonical_url
from digest.cli.session import ConfigOption, JsonOption, NowOption, moment, opened, say, say_json, settings_of
from digest.errors import UsageError
from digest.model import Article, ArticleId, Correction, PersonId, Teaching, article_id
from digest.people import write_correction
from digest.people.find import close_names
from digest.people.lessons import (
    lesson_back,
    lesson_for,
    lesson_of_article,
    listed,
    meaning,
    meaning_back,
    meaning_of_article,
)
from digest.people.teaching import taken_back, teach
from digest.text.markup import plain_line

if TYPE_CHECKING:
    from digest.app import App

T = TypeVar("T", str, list[str], None)


def legible(typed: T) -> T:
    """What was typed, as text. Raises UsageError for bytes that are none."""
    try:
        " ".join([typed] if isinstance(typed, str) else typed or ()).encode()
    except UnicodeEncodeError:
        raise UsageError("a name has to be UTF-8 text; check how this terminal writes letters") from None
    return typed


PersonArgument = Annotated[
    str, typer.Argument(metavar="PERSON", help="A name, a handle, or an id.", callback=legible)
]
NameArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help="A name, a short form, or a handle with its @.", callback=legible),
]
OneArgument = Annotated[str, typer.Argument(metavar="ONE", help="A name or an id.", callback=legible)]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="A name or an id.", callback=legible)]
PartArgument = Annotated[
    str,
    typer.Argument(metavar="OTHER", help="A name, an id, or an article's address or id.", callback=legible),
]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take the line back.")]

WHEN = "It counts from the next `digest draft` on; an edition that was approved does not change."


@dataclass(frozen=True, slots=True)
class How:
    """How a command is to act and answer."""

    undo: bool
    now: str | None
    as_json: bool
    config: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was written, or taken back, and what that means."""

    correction: Correction
    means: str
    unknown: Sequence[str] = ()  # names that nobody in the register bears
    close: Sequence[str] = ()


def register(family: typer.Typer) -> None:
    """Add the commands that write people.yaml."""
    for function, example in (
        (alias, '"Odette Carrow" @odette.carrow'),
        (merge, '"Hayley Strand" "Hayley Moretti"'),
        (split, '"Hayley Strand" "Hayley Moretti"'),
        (follow, '"Nadia Petrescu"'),
        (mute, "Vesper --undo"),
        (leave_out, '"Theo Amaral"'),
        (nobody, '"Jack Frost"'),
    ):
        name = function.__name__.replace("_", "-")
        family.command(name, epilog=f"Example: digest people {name} {example}")(function)


def alias(
    context: typer.Context,
    person: PersonArgument,
    name: NameArgument,
    undo: UndoOption = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Let a name, a short form or a handle mean somebody."""
    _answer(
        context,
        Correction(teaching=Teaching.ALIAS, person=person, value=name),
        How(undo, now, as_json, config),
    )


def merge(
    context: typer.Context,
    one: OneArgument,
    other: OtherArgument,
    undo: UndoOption = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say that two entries of the register are one person; the first one stays."""
    _answer(
        context, Correction(teaching=Teaching.SAME, person=one, value=other), How(undo, now, as_json, config)
    )


def split(
    context: typer.Context,
    one: OneArgument,
    other: PartArgument,
    undo: UndoOption = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say that two names or entries are never the same person, or that an article's is another one.

    OTHER can be an article's address or id: who bears the name there gets an entry of their own, with all articles
    more like it. Two names that share an entry get one each. What you merged yourself is parted by `merge --undo`.
    """
    _answer(
        context, Correction(teaching=Teaching.APART, person=one, value=other), How(undo, now, as_json, config)
    )


def follow(
    context: typer.Context,
    person: PersonArgument,
    undo: UndoOption = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Put somebody's sections first."""
    _answer(context, Correction(teaching=Teaching.FOLLOW, person=person), How(undo, now, as_json, config))


def mute(
    context: typer.Context,
    person: PersonArgument,
    undo: UndoOption = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Give somebody no section, and no stories about them alone."""
    _answer(context, Correction(teaching=Teaching.MUTE, person=person), How(undo, now, as_json, config))


def leave_out(
    context: typer.Context,
    person: PersonArgument,
    undo: UndoOption = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Keep somebody out of every section and every chosen sentence."""
    _answer(context, Correction(teaching=Teaching.LEAVE_OUT, person=person), How(undo, now, as_json, config))


def nobody(
    context: typer.Context,
    name: NameArgument,
    undo: UndoOption = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say that a name is no person's: a figure of speech, a brand, a storm."""
    _answer(context, Correction(teaching=Teaching.NOBODY, person=name), How(undo, now, as_json, config))


def _answer(context: typer.Context, typed: Correction, how: How) -> None:
    """Write the line or take it back, and say so."""
    settings = settings_of(context, how.config, secrets=False)
    on = moment(how.now, settings).astimezone(ZoneInfo(settings.zone)).date()
    with opened(settings) as app:
        article = _article(app, typed.value) if typed.teaching is Teaching.APART else None
        typed = replace(typed, on=on, value=article.id if article else typed.value)
        asked = replace(typed, person=_lead(app, typed.person), value=_lead(app, typed.value))
        if how.undo:
            answer = _taken_back(app, typed)
        else:
            answer = _parted(app, asked, article) if article else _taught(app, asked)
    if how.as_json:
        say_json(_data(answer, taken_back=how.undo))
        return
    line = plain_line(write_correction(answer.correction))
    say(f"Taken out of people.yaml: {line}" if how.undo else f"Written to people.yaml: {line}")
    for each in answer.unknown:
        hint = f" Did you mean {listed(answer.close)}?" if answer.close else ""
        say(f"Nobody in the register is called “{each}” yet; a line means whole names.{hint}")
    say(answer.means)
    say(WHEN)


def _lead(app: App, asked: str) -> str:
    """The id that an id leads to after a merge; anything else as it is."""
    led = app.means.storage.people.get([PersonId(asked)])
    return next((each.id for each in led.values()), asked)


def _article(app: App, asked: str) -> Article | None:
    """The article that an address or id means, if any."""
    address = canonical_url(asked)
    found = app.means.storage.articles.get([article_id(address) if address else ArticleId(asked)])
    if address and not found:
        raise UsageError(f"no article is kept of {address}; `digest people show` lists those of a person")
    return found[0] if found else None


def _parted(app: App, asked: Correction, article: Article) -> Answer:
    lesson, person = lesson_of_article(asked, article, app.everybody())
    there = {each.person for each in app.means.storage.people.identities([article.id])}
    if person.id not in there:
        raise UsageError(f"{person.name} is not in “{plain_line(article.title, limit=80)}”")
    if all(each.article == article.id for each in app.means.storage.people.identities_of(person.id, limit=2)):
        raise UsageError(f"{person.name} is in no other article, so there is nobody to part")
    app.teach(lambda text: teach(text, lesson))
    return Answer(correction=lesson.correction, means=meaning_of_article(person, article))


def _taught(app: App, asked: Correction) -> Answer:
    everybody = app.everybody()
    lesson, meant = lesson_for(asked, everybody)
    app.teach(lambda text: teach(text, lesson))
    said = lesson.correction
    return Answer(
        correction=said,
        means=meaning(said, meant),
        unknown=[] if meant else [said.person],
        close=[] if meant else [plain_line(name) for name in close_names(said.person, everybody)],
    )


def _taken_back(app: App, typed: Correction) -> Answer:
    everybody = [*app.everybody(), *app.means.storage.people.merged()]
    lesson = lesson_back(typed, everybody)
    gone: list[Correction] = []

    def change(text: str) -> str:
        after, line = taken_back(text, lesson)
        gone.append(line)
        return after

    app.teach(change)
    return Answer(correction=gone[0], means=meaning_back(gone[0]))


def _data(answer: Answer, *, taken_back: bool) -> dict[str, object]:
    said = answer.correction
    return {
        "line": write_correction(said),
        "teaching": said.teaching,
        "person": said.person,
        "value": said.value,
        "on": said.on.isoformat() if said.on else None,
        "taken_back": taken_back,
        "unknown": list(answer.unknown),
        "close": list(answer.close),
        "means": answer.means,
    }
