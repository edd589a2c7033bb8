"""`stories list`, `show`, `join`, `part`: what an edition tells, and what editors say belongs together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from digest.cli.explain import folding
from digest.cli.session import ConfigOption, JsonOption, counted, opened, say, say_json, settings_of
from digest.cli.teach import legible
from digest.config import Settings
from digest.errors import EditionError, UsageError
from digest.text.markup import plain_line

if TYPE_CHECKING:
    from digest.app import App
    from digest.model import Article, ArticleId, Edition, Section, Story, StoryDecision
    from digest.pipeline.stories import Dossier

SHORT = 8  # letters of an id in the list
FREED = ("lets the texts alone decide", "let the texts alone decide")

EditionArgument = Annotated[
    int | None,
    typer.Argument(metavar="[N]", min=1, max=2**31 - 1, help="The edition's number; the newest without one."),
]
StoryArgument = Annotated[
    str, typer.Argument(metavar="STORY", help="A story's id, or how it begins.", callback=legible)
]
StoriesArgument = Annotated[
    list[str],
    typer.Argument(metavar="STORY STORY...", help="Ids of stories, or how they begin.", callback=legible),
]
ArticlesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE...", help="Addresses or ids of articles, or how the ids begin.", callback=legible
    ),
]
UndoOption = Annotated[bool, typer.Option("--undo", help="Let the texts alone decide again.")]


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    family = typer.Typer(no_args_is_help=True, help="Look at the stories told, and join and part them.")
    family.command("list", epilog="Example: digest stories list 12")(list_stories)
    family.command(epilog="Example: digest stories show 3f9a")(show)
    family.command("join", epilog="Example: digest stories join 3f9a c07be1")(join)
    family.command("part", epilog="Example: digest stories part 3f9a https://harbourpost.example/fog")(part)
    app.add_typer(family, name="stories", epilog="Example: digest stories list")


def list_stories(
    context: typer.Context,
    number: EditionArgument = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show the stories of an edition, in the order of the mail, with their ids."""
    with opened(settings_of(context, config, secrets=False)) as app:
        edition = app.edition(number) if number else _newest(app)
    sections = (*edition.sections, *edition.plain)
    if as_json:
        stories = [_listed(story, section) for section in sections for story in section.stories]
        say_json({"edition": edition.number, "state": edition.state, "stories": stories})
        return
    say(f"Edition {edition.number} ({edition.digest}, {edition.local_date}, {edition.state})")
    for section in sections:
        say()
        folding(0)(plain_line(_people(section) or section.heading or "Nobody in particular"))
        for story in section.stories:
            number_of = counted(len(story.sources), "article")
            say(f"  {story.id[:SHORT]}  {plain_line(story.headline)} ({number_of})")


def _newest(app: App) -> Edition:
    found = app.means.storage.editions.newest(limit=1)
    if not found:
        raise EditionError("there are no editions yet; `digest draft` makes one")
    return found[0]


def _people(section: Section) -> str:
    return " & ".join(each.name for each in section.cast)


def _listed(story: Story, section: Section) -> dict[str, object]:
    return {
        "id": story.id,
        "headline": story.headline,
        "articles": len(story.sources),
        "people": [{"id": each.id, "name": each.name} for each in section.cast],
        "heading": section.heading,
    }


def show(
    context: typer.Context, story: StoryArgument, as_json: JsonOption = False, config: ConfigOption = None
) -> None:
    """Show a story: its articles, what editors decided about it, and the editions it was told in."""
    from digest.pipeline.stories import dossier, find_story

    settings = settings_of(context, config, secrets=False)
    with opened(settings) as app:
        found = dossier(app.means.storage, find_story(app.means.storage, story))
        outlets = {each.id: app.outlet(each) for each in (*found.articles, *found.others)}
    if as_json:
        say_json(_told(found, outlets))
    else:
        _say(found, outlets, settings)


def _say(found: Dossier, outlets: dict[ArticleId, str], settings: Settings) -> None:
    say(f"{plain_line(found.headline)}  ({found.id})")
    for each in found.articles:
        say()
        say(f"  {each.id}  {_moment(each.published, settings)}  {plain_line(outlets[each.id], limit=40)}")
        folding(4)(plain_line(each.title) or "without a title")
        say(f"    {plain_line(each.url, limit=2000)}")
    titles = {each.id: plain_line(each.title) for each in (*found.articles, *found.others)}
    if found.decisions:
        say()
        say("Editors decided:")
    for decision in found.decisions:
        folding(2)(_decision(decision, titles))
    say()
    for edition in found.editions:
        say(f"In edition {edition.number} ({edition.digest}, {edition.local_date}, {edition.state}).")
    if not found.editions:
        say("In none of the last editions.")


def _moment(at: datetime, settings: Settings) -> str:
    return f"{at.astimezone(ZoneInfo(settings.zone)):%Y-%m-%d %H:%M}"


def _decision(decision: StoryDecision, titles: dict[ArticleId, str]) -> str:
    one, other = (titles.get(each) or each for each in (decision.one, decision.other))
    return f"“{one}” and “{other}” {'tell one story' if decision.together else 'tell two stories'}."


def _told(found: Dossier, outlets: dict[ArticleId, str]) -> dict[str, object]:
    return {
        "id": found.id,
        "headline": found.headline,
        "articles": [_article(each, outlets) for each in found.articles],
        "decisions": [
            {"articles": [each.one, each.other], "together": each.together} for each in found.decisions
        ],
        "editions": [
            {
                "number": each.number,
                "digest": each.digest,
                "local_date": each.local_date,
                "state": each.state,
            }
            for each in found.editions
        ],
    }


def _article(article: Article, outlets: dict[ArticleId, str]) -> dict[str, object]:
    return {
        "id": article.id,
        "outlet": outlets[article.id],
        "published": article.published,
        "title": article.title,
        "url": article.url,
    }


def join(
    context: typer.Context, stories: StoriesArgument, undo: UndoOption = False, config: ConfigOption = None
) -> None:
    """Tell two or more stories as one, from the next draft on and in all that is told of them later."""
    from digest.pipeline.stories import dossier, find_story, join_stories, undo_join

    with opened(settings_of(context, config, secrets=False)) as app:
        storage = app.means.storage
        ids = list(dict.fromkeys(find_story(storage, each) for each in stories))
        found = [dossier(storage, each) for each in ids]
        if not undo:
            join_stories(storage, ids)
        elif not undo_join(storage, ids):
            raise UsageError("nobody joined these; `digest stories show` tells what editors decided")
    named = _and([f"“{plain_line(each.headline)}”" for each in found])
    if undo:
        say(f"What joined {named} is taken back: {_when(found, *FREED)}")
    else:
        say(f"{named} are one story: {_when(found, 'tells them as one', 'tell them as one')}")


def part(
    context: typer.Context,
    story: StoryArgument,
    articles: ArticlesArgument,
    undo: UndoOption = False,
    config: ConfigOption = None,
) -> None:
    """Take articles out of a story that tell another one, from the next draft on and in what is told later."""
    from digest.pipeline.stories import dossier, find_articles, find_story, part_story, undo_part

    with opened(settings_of(context, config, secrets=False)) as app:
        storage = app.means.storage
        found = dossier(storage, find_story(storage, story))
        ids = find_articles(found, articles)
        if not undo:
            part_story(storage, found.id, ids)
        elif not undo_part(storage, found.id, ids):
            raise UsageError("nobody parted these; `digest stories show` tells what editors decided")
    titles = {each.id: plain_line(each.title) for each in (*found.articles, *found.others)}
    named = _and([f"“{titles[each]}”" for each in ids])
    if undo:
        say(f"What parted {named} is taken back: {_when([found], *FREED)}")
        return
    are, them = ("is", "it") if len(ids) == 1 else ("are", "them")
    then = _when([found], f"tells {them} apart", f"tell {them} apart")
    say(f"{named} {are} no part of “{plain_line(found.headline)}”: {then}")


def _and(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def _when(found: Sequence[Dossier], does: str, do: str) -> str:
    """What the next draft does, or drafts do, and which editions stay as they are."""
    drafts = _unique(found, lambda each: each.drafts)
    gone = _unique(found, lambda each: each.gone)
    names = [f"`digest draft {each}`" for each in dict.fromkeys(each.digest for each in drafts)]
    then = f"the next `digest draft` {does}"
    if len(names) == 1:
        then = f"{names[0]} makes the edition anew and {does}"
    elif names:
        then = f"{_and(names)} make the editions anew and {do}"
    if not gone:
        return f"{then}."
    numbers = _and([f"edition {each.number} ({each.state})" for each in gone])
    return f"{then}; {numbers} {'does' if len(gone) == 1 else 'do'} not change."


def _unique(found: Sequence[Dossier], of: Callable[[Dossier], Sequence[Edition]]) -> list[Edition]:
    editions = {edition.number: edition for each in found for edition in of(each)}
    return [editions[number] for number in sorted(editions)]
