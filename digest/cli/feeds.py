"""`list`, `remove`, `pause`, `resume`: the feeds of feeds.yaml. `collect`: visit them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

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
from digest.config import Settings, settings_from
from digest.feeds import catalogue
from digest.feeds.health import Condition, Health
from digest.model import Feed, FeedState

if TYPE_CHECKING:
    from digest.pipeline import Collected

UrlArgument = Annotated[str, typer.Argument(metavar="URL", help="The feed's address.")]


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command("list", epilog="Example: digest list --json")(list_feeds)
    app.command(epilog="Example: digest remove https://harbourpost.example/feed.xml")(remove)
    app.command(epilog="Example: digest pause https://harbourpost.example/feed.xml")(pause)
    app.command(epilog="Example: digest resume https://harbourpost.example/feed.xml")(resume)
    app.command(epilog='Example: digest collect --now "2026-05-12 06:30"')(collect)


def edit(settings: Settings, change: Callable[[str], str]) -> None:
    """Change feeds.yaml, but never into one that cannot be read."""
    catalogue.write_atomically(settings.path, edited(settings, change))


def edited(settings: Settings, change: Callable[[str], str]) -> str:
    """The text feeds.yaml would have after a change. Raises UsageError where it could not be read any more."""
    after = change(settings.path.read_text(encoding="utf-8"))
    settings_from(after, path=settings.path, variables={})
    return after


def remove(context: typer.Context, url: UrlArgument, config: ConfigOption = None) -> None:
    """Remove a feed from feeds.yaml; what it brought is kept."""
    edit(settings_of(context, config, secrets=False), lambda text: catalogue.remove_feed(text, url))
    say(f"{url} is removed; its articles are kept.")


def pause(context: typer.Context, url: UrlArgument, config: ConfigOption = None) -> None:
    """Visit a feed no more until it is resumed."""
    edit(
        settings_of(context, config, secrets=False), lambda text: catalogue.set_paused(text, url, paused=True)
    )
    say(f"{url} is paused; `digest resume {url}` visits it again.")


def resume(context: typer.Context, url: UrlArgument, config: ConfigOption = None) -> None:
    """Visit a paused or stopped feed again.

    A feed is stopped when its publisher says that it is gone for good.
    """
    settings = settings_of(context, config, secrets=False)
    edit(settings, lambda text: catalogue.set_paused(text, url, paused=False))
    with opened(settings) as app:
        app.resume(url)
    say(f"{url} is visited again.")


def list_feeds(
    context: typer.Context, now: NowOption = None, as_json: JsonOption = False, config: ConfigOption = None
) -> None:
    """Show every feed, and how its last visit went.

    The first word is its condition: well, new, failing, stopped or paused. Where there is more to say, a
    sentence says it.
    """
    settings = settings_of(context, config, secrets=False)
    with opened(settings) as app:
        states = app.states()
        found = app.health(states, now=moment(now, settings))
    told = [_told(feed, states.get(feed.url, FeedState(feed_url=feed.url)), each) for feed, each in found]
    if as_json:
        say_json(told)
    elif not told:
        say("There are no feeds yet; `digest add URL` adds one.")
    else:
        say_conditions((str(each["condition"]), _lines(each, settings)) for each in told)


def _told(feed: Feed, state: FeedState, found: Health) -> dict[str, object]:
    return {
        "url": feed.url,
        "name": feed.name or state.title,
        "category": feed.category,
        "weight": feed.weight,
        "paused": feed.paused,
        "condition": found.condition,
        "told": found.told,
        "last_visit": state.last_visit,
        "next_visit": None if feed.paused or state.stopped else state.next_visit,
        "failures": state.failures,
        "error": state.error,
        "note": state.note,
        "moved_to": state.moved_to,
    }


def _lines(told: dict[str, object], settings: Settings) -> list[str]:
    """What stands beside a feed's condition: its name and category, its address, a sentence."""
    name = f"{told['name']} ({told['category']})" if told["category"] else str(told["name"])
    visited = told["last_visit"]
    when = (
        f"Visited on {visited.astimezone(ZoneInfo(settings.zone)):%Y-%m-%d at %H:%M}."
        if isinstance(visited, datetime)
        else ""
    )
    return [each for each in (name.strip(), str(told["url"]), str(told["told"]) or when) if each]


def say_conditions(rows: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Conditions in a column, and beside each its lines, folded to the terminal's width.

    Addresses are never folded, so that they can be copied, and nothing is where another program reads it.
    """
    width = shutil.get_terminal_size(fallback=(10_000, 24)).columns
    column = max(len(condition) for condition in Condition) + 2
    for condition, lines in rows:
        folded = [
            part
            for line in lines
            for part in wrap(line, max(width - column, 20), break_long_words=False, break_on_hyphens=False)
        ]
        for number, line in enumerate(folded):
            say(f"{condition if not number else '':{column}}{line}")


def collect(
    context: typer.Context, now: NowOption = None, as_json: JsonOption = False, config: ConfigOption = None
) -> None:
    """Visit every feed, keep what is new, see who it is about."""
    settings = settings_of(context, config)
    with opened(settings) as app, app.means.storage.lock("collect"):
        collected = app.collect(now=moment(now, settings))
    if as_json:
        say_json(collected_as_data(collected))
    else:
        say_collected(collected)


def collected_as_data(collected: Collected) -> dict[str, object]:
    """What a collect brought, for programs."""
    return {
        "visited": collected.visited,
        "unchanged": collected.unchanged,
        "put_off": collected.put_off,
        "new": collected.new,
        "revised": collected.revised,
        "failed": [{"url": url, "error": error} for url, error in collected.failed],
        "warned": [{"url": url, "warning": warning} for url, warning in collected.warned],
    }


def say_collected(collected: Collected) -> None:
    """What a collect brought, in a few lines."""
    say(
        f"{counted(collected.visited, 'feed')} visited: {counted(collected.new, 'new article')}, "
        f"{collected.revised} changed, {counted(collected.unchanged, 'feed')} without news, "
        f"{len(collected.failed)} failed."
    )
    if collected.put_off:
        waiting = counted(collected.put_off, "feed")
        say(f"  put off  {waiting} whose hosts asked to be left alone; `digest list` says until when")
    for url, error in collected.failed:
        say(f"  failed   {url}: {error}")
    for url, warning in collected.warned:
        say(f"  note     {url}: {warning}")
