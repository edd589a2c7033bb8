"""`check`: is everything well? `prune`: what is older than it is to be kept goes."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.feeds import say_conditions
from digest.cli.session import (
    ConfigOption,
    JsonOption,
    NowOption,
    counted,
    moment,
    opened,
    say,
    say_json,
    settings_of,
)
from digest.feeds.health import Condition, Health
from digest.model import Feed

VisitOption = Annotated[
    bool, typer.Option("--visit", help="Visit every feed now, without keeping what it brings.")
]


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog="Example: digest check --visit")(check)
    app.command(epilog="Example: digest prune --dry-run")(prune)


def check(
    context: typer.Context,
    visit: VisitOption = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say what is wrong, and what to do about it.

    Looks at the configuration, the store and every feed. Ends with 1 where somebody should do something.
    """
    from digest.app import corrections  # brings half the program: only commands that need it wait for it

    settings = settings_of(context, config, secrets=visit)
    at = moment(now, settings)
    taught = len(corrections(settings))
    with opened(settings) as app:
        articles = app.means.storage.articles.count()
        found = app.health(app.look(now=at) if visit else app.states(), now=at)
    if as_json:
        say_json({"articles": articles, "corrections": taught, "feeds": [_data(*each) for each in found]})
    else:
        say(f"{settings.path.name}: {counted(len(settings.feeds), 'feed')}, no mistakes.")
        say(f"people.yaml: {counted(taught, 'correction')}." if taught else "people.yaml: not needed yet.")
        say(f"The store can be used; it keeps {counted(articles, 'article')}.")
        _say_feeds(found)
    if any(each.needs_somebody for _, each in found):
        raise typer.Exit(1)


def _data(feed: Feed, found: Health) -> dict[str, object]:
    return {"url": feed.url, "condition": found.condition, "told": found.told}


def _say_feeds(found: list[tuple[Feed, Health]]) -> None:
    """How many feeds are how, then each of which there is something to say."""
    if not found:
        say("There are no feeds yet; `digest add URL` adds one.")
        return
    counts = ((each, sum(one.condition is each for _, one in found)) for each in Condition)
    words = {Condition.NEW: "never visited"}
    say("Feeds: " + ", ".join(f"{count} {words.get(each, each)}" for each, count in counts if count) + ".")
    noted = [(feed, each) for feed, each in found if each.told]
    if noted:
        say()
    noted.sort(key=lambda pair: not pair[1].needs_somebody)
    say_conditions((each.condition.value, (feed.url, each.told)) for feed, each in noted)


def prune(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and keep it.")] = False,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Take away what is older than it is to be kept.

    `keep:` in feeds.yaml says how long texts, analyses and editions are kept. `digest serve` does it once a day.
    """
    settings = settings_of(context, config, secrets=False)
    with opened(settings) as app, app.means.storage.lock("collect"):
        pruned = app.prune(now=moment(now, settings), dry_run=dry_run)
    if as_json:
        say_json({"articles": pruned.articles, "analyses": pruned.analyses, "editions": pruned.editions})
        return
    what = f"{counted(pruned.articles, 'article')}, {counted(pruned.analyses, 'analysis', 'analyses')} and "
    goes = "would go" if dry_run else "went"
    says = f"`keep:` in {settings.path.name} says how long each is kept"
    say(f"{what}{counted(pruned.editions, 'edition')} {goes}; {says}.")
