"""`add`, `import-opml`, `export-opml`: how feeds get into feeds.yaml, and out of it again."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from digest.cli.feeds import edit, edited
from digest.cli.session import (
    ConfigOption,
    JsonOption,
    counted,
    moment,
    opened,
    say,
    say_json,
    settings_of,
)
from digest.config import Settings, address_complaint
from digest.errors import DigestError, StorageError, UsageError
from digest.feeds import catalogue
from digest.model import Feed, FullText

if TYPE_CHECKING:
    from digest.feeds.discover import Found
    from digest.pipeline.discover import Discovery

NEXT = "It is visited by `digest collect`, or by `digest serve` on its own."

AddressArgument = Annotated[
    str, typer.Argument(metavar="URL", help="The feed's address, or that of a site that has one.")
]
InOption = Annotated[str, typer.Option("--category", help="Where feeds go that stand in no folder.")]


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog='Example: digest add https://harbourpost.example --name "Harbour Post"')(add)
    app.command("import-opml", epilog="Example: digest import-opml subscriptions.opml --dry-run")(import_opml)
    app.command("export-opml", epilog="Example: digest export-opml feeds.opml")(export_opml)


def add(
    context: typer.Context,
    url: AddressArgument,
    name: Annotated[
        str, typer.Option(help="What the outlet is called; the feed's own title without it.")
    ] = "",
    category: Annotated[str, typer.Option(help="The category it stands in.")] = "",
    weight: Annotated[float, typer.Option(help="How much its word counts, 1 being usual.")] = 1.0,
    full_text: Annotated[FullText, typer.Option(help="Whether its pages are read.")] = FullText.AUTO,
    first: Annotated[bool, typer.Option("--first", help="Of several feeds, add the first.")] = False,
    no_look: Annotated[
        bool, typer.Option("--no-look", help="Add the address as it is, without visiting it.")
    ] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Add a feed, or the feed of a site, to feeds.yaml.

    The address is looked at first. Where a site has several feeds you are asked which one, or told how to name it.
    Comments and order of the file stay as they are.
    """
    settings = settings_of(context, config, secrets=False)
    feed = Feed(url=url.strip(), name=name, category=category, weight=weight, full_text=full_text)
    if complaint := address_complaint(feed.url):
        raise UsageError(complaint)
    edited(
        settings, lambda text: catalogue.add_feed(text, feed)
    )  # what is wrong is told before anything is fetched
    discovery = None if no_look else _discovered(settings, feed.url)
    if discovery is None or not discovery.looked:
        chosen = feed.url
    else:
        ask = not as_json and sys.stdin.isatty() and sys.stdout.isatty()
        chosen = _chosen(discovery.feeds, settings, first=first, ask=ask)
    if chosen:
        edit(settings, lambda text: catalogue.add_feed(text, replace(feed, url=chosen)))
    if as_json:
        _say_data(chosen, discovery)
    elif discovery and not chosen:
        raise DigestError(_why_none(feed.url, discovery, settings))
    else:
        _say_added(chosen, discovery, settings)


def _discovered(settings: Settings, url: str) -> Discovery:
    from digest.pipeline.discover import Discovery, discover  # brings half the program

    try:
        with opened(settings) as app:
            return discover(app.means.fetcher, app.means.workers, url, now=moment(None, settings))
    except StorageError as error:  # feeds.yaml can be edited although the store is out of reach
        return Discovery(error=str(error), looked=False)


def _chosen(feeds: Sequence[Found], settings: Settings, *, first: bool, ask: bool) -> str:
    """The address to add: the only one, the first one, or the one somebody names; empty for none."""
    if first or len(feeds) == 1:
        return feeds[0].url if feeds else ""
    if not feeds or not ask:
        return ""
    say("There are several feeds:")
    for line in _listed(feeds, settings):
        say(line)
    answers = [str(number) for number in range(len(feeds) + 1)]
    while (
        answer := typer.prompt(f"Which one? 1 to {len(feeds)}, 0 for none", default="1").strip()
    ) not in answers:
        say(f"Write a number from 0 to {len(feeds)}.")
    if answer == "0":
        say("Nothing was added.")
        raise typer.Exit(1)
    return feeds[int(answer) - 1].url


def _why_none(url: str, discovery: Discovery, settings: Settings) -> str:
    if not discovery.feeds:
        anyway = f"`digest add {url} --no-look` adds the address as it is"
        return f"{discovery.error.rstrip('.')}; nothing was added ({anyway})"
    several = "\n".join(_listed(discovery.feeds, settings))
    return f"{url} has several feeds; add one by its address, or the first with --first:\n{several}"


def _listed(feeds: Sequence[Found], settings: Settings) -> list[str]:
    return [
        line
        for number, each in enumerate(feeds, 1)
        for line in (f"  {number}. {each.title or 'without a title'}: {each.url}", *_brings(each, settings))
    ]


def _brings(found: Found, settings: Settings) -> list[str]:
    """What a feed would bring, in a few lines."""
    newest = (
        f", the newest of {found.newest.astimezone(ZoneInfo(settings.zone)):%Y-%m-%d}" if found.newest else ""
    )
    lines = [f"     {counted(found.entries, 'entry', 'entries')}{newest}"]
    return lines + [f"     - {title}" for title in found.titles]


def _say_added(chosen: str, discovery: Discovery | None, settings: Settings) -> None:
    found = next((each for each in discovery.feeds if each.url == chosen), None) if discovery else None
    if found:
        say(f"{found.title} is added: {chosen}" if found.title else f"{chosen} is added.")
        for line in _brings(found, settings):
            say(line)
    elif discovery:
        say(f"{chosen} is added as it is, because it could not be looked at: {discovery.error}")
    else:
        say(f"{chosen} is added.")
    say(NEXT)


def _say_data(chosen: str, discovery: Discovery | None) -> None:
    """The answer for programs; ends with 1 where nothing was added."""
    say_json(
        {
            "added": chosen or None,
            "looked": bool(discovery and discovery.looked),
            "error": discovery.error if discovery else "",
            "feeds": [asdict(each) for each in discovery.feeds] if discovery else [],
        }
    )
    if not chosen:
        raise typer.Exit(1)


def import_opml(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The OPML file; - is standard input.")],
    category: InOption = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be added; change nothing.")
    ] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Add the feeds that another reader exported as OPML.

    Folders become categories. Feeds that are there already stay as they are. What cannot be followed is left out
    and told.
    """
    from digest.feeds.opml import MAX_BYTES, read_opml  # brings lxml, which other commands need not wait for

    settings = settings_of(context, config, secrets=False)
    imported = read_opml(_read(file, limit=MAX_BYTES))
    known = {feed.url for feed in settings.feeds}
    new = [
        replace(feed, category=feed.category or category) for feed in imported.feeds if feed.url not in known
    ]
    (edited if dry_run else edit)(settings, lambda text: catalogue.add_feeds(text, new))
    there = len(imported.feeds) - len(new)
    if as_json:
        say_json(
            {
                "added": [feed.url for feed in new],
                "known": there,
                "mistakes": imported.mistakes,
                "dry_run": dry_run,
            }
        )
        return
    if dry_run:
        for feed in new:
            say(f"  {feed.category or 'no category'}: {feed.name or feed.url}")
    done = "would be added" if dry_run else "added"
    say(f"{counted(len(new), 'feed')} {done}, {there} there already.")
    if imported.mistakes:
        say("Left out or changed:")
    for mistake in imported.mistakes:
        say(f"  {mistake}")


def _read(file: str, *, limit: int) -> bytes:
    """A file or standard input, one byte further than the limit: enough to see that it is too large."""
    if file == "-":
        return sys.stdin.buffer.read(limit + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(limit + 1)
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error


def export_opml(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Where to write it; standard output without.")
    ] = "-",
    config: ConfigOption = None,
) -> None:
    """Write all feeds as OPML, for other readers.

    A category becomes a folder.
    """
    from digest.feeds.opml import write_opml

    settings = settings_of(context, config, secrets=False)
    written = write_opml(settings.feeds, title=settings.title, now=moment(None, settings))
    if file == "-":
        typer.echo(written, nl=False)
        return
    catalogue.write_atomically(Path(file), written.decode("utf-8"))
    say(f"{counted(len(settings.feeds), 'feed')} written to {file}.")
