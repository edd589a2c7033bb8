"""`list`, `remove`, `pause`, `resume`: the feeds of feeds.yaml. `collect`: visit them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

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
    """Visit a paused feed again, or one that stopped because its publisher said that it was gone."""
    settings = settings_of(context, config, secrets=False)
    edit(settings, lambda text: catalogue.set_paused(text, url, paused=False))
    with opened(settings) as app:
        app.resume(url)
    say(f"{url} is visited again.")


def list_feeds(
    context: typer.Context, now: NowOption = None, as_json: JsonOption = False, config: ConfigOption = None
) -> None:
    """Show every feed with how its last visit went and, where it failed, why."""
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
        _table(told)


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


def _table(told: list[dict[str, object]]) -> None:
    words = {Condition.WELL: "visited", Condition.NEW: "not visited yet"}
    table = Table(box=None, pad_edge=False, show_edge=False)
    for heading in ("Feed", "Category", "State"):
        table.add_column(heading, overflow="fold")
    for each in told:
        condition = Condition(str(each["condition"]))
        name = f"{each['name']}\n{each['url']}" if each["name"] else str(each["url"])
        table.add_row(name, str(each["category"]), str(each["told"] or words.get(condition, condition.value)))
    Console(markup=False, highlight=False).print(table)


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
        say(f"  read all the same   {url}: {warning}")
