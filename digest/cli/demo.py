"""`demo`: the whole way on the sample newsroom, over real HTTP, into an outbox one can look at.

What only this command needs is imported when it runs, so that the others start at once.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import typer

from digest.cli.editions import run_digest
from digest.cli.session import NowOption, counted, moment, opened, say
from digest.config import Settings, read_settings, shipped
from digest.errors import UsageError
from digest.model import Edition, Skipped

if TYPE_CHECKING:
    from digest.app import App
    from digest.newsroom import Newsroom, OpenNewsroom
    from digest.pipeline import Collected

DAY = datetime(2026, 5, 12, 7, 0, tzinfo=ZoneInfo("Europe/Berlin"))
MARK = ".made-by-digest-demo"
SHOWN = 3  # mornings that are told in full; of those before only the first story is named
_PICTURE = re.compile(r'src="https://([a-z0-9.-]+\.example)(/[^"?]*)"')


@dataclass(frozen=True, slots=True)
class Morning:
    """One morning of the demo: what was collected, and the edition made of it."""

    collected: Collected
    edition: Edition


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog="Example: digest demo my-demo")(demo)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to write.")] = Path("demo"),
    now: NowOption = None,
) -> None:
    """Make the editions of two weeks of mornings from the sample newsroom.

    Ten invented outlets are served on this machine; feeds, pages and pictures are fetched from them as from any
    other. No mail leaves: the editions are written to the folder's outbox, and it says where to look.
    """
    from digest.newsroom import read_newsroom, serve

    settings = _prepare(folder)
    today = moment(now, settings) if now else DAY.astimezone(UTC)
    newsroom = read_newsroom(
        shipped("samples") / "newsroom", day=today.astimezone(ZoneInfo(settings.zone)).date()
    )
    with serve(newsroom, now=today) as outlets, opened(settings, mapped=outlets.hosts) as app:
        days = (today - newsroom.opening) // timedelta(days=1)
        made = [_morning(app, outlets, now=today - timedelta(days=age)) for age in reversed(range(days + 1))]
        mornings = [each for each in made if each is not None]
        pages = [_readable(app, each.edition, newsroom, folder) for each in mornings]
    index = _index(folder, settings, mornings, pages)
    _say(folder, settings, mornings, index)


def _prepare(folder: Path) -> Settings:
    """An empty installation in the folder; what an earlier demo left there goes."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise UsageError(f"{folder} holds files that are not a demo's; name another folder: digest demo DIR")
    for name in ("data", "outbox", "read"):
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    shutil.copyfile(shipped("samples") / "feeds.yaml", folder / "feeds.yaml")
    # Nothing of this machine's environment: the demo must not reach anybody's mail server or database.
    return read_settings(folder / "feeds.yaml", {"BASE_URL": "https://digest.example"})


def _morning(app: App, outlets: OpenNewsroom, *, now: datetime) -> Morning | None:
    """Collect and make the edition; None on a day with nothing to tell."""
    outlets.at(now)
    collected = app.collect(now=now)
    edition, _ = run_digest(app, app.settings.digests[0], now=now)
    return None if isinstance(edition, Skipped) else Morning(collected, edition)


def _readable(app: App, edition: Edition, newsroom: Newsroom, folder: Path) -> Path:
    """The edition's HTML with its pictures beside it, since the outlets are only served while the demo runs."""
    from digest.web.preview import in_scheme

    pictures = folder / "read" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)

    def beside(found: re.Match[str]) -> str:
        host, path = found[1], found[2]
        outlet = newsroom.outlets.get(host)
        if outlet is None or path not in outlet.pictures:
            return found[0]
        name = f"{host.split('.')[0]}-{Path(urlsplit(path).path).name}"
        (pictures / name).write_bytes(outlet.pictures[path])
        return f'src="pictures/{name}"'

    html = _PICTURE.sub(beside, app.render(edition).html)
    page = folder / "read" / f"{edition.digest}-{edition.local_date}.html"
    page.write_text(html, encoding="utf-8")
    dark = page.with_stem(f"{page.stem}-dark")
    dark.write_text(in_scheme(html, dark=True), encoding="utf-8")
    return page


def _index(folder: Path, settings: Settings, mornings: Sequence[Morning], pages: Sequence[Path]) -> Path:
    """One page that shows the newest editions at desktop and phone width, light and dark, and leads to the others."""
    from jinja2 import Environment, FileSystemLoader

    templates = Environment(loader=FileSystemLoader(shipped("templates") / "web"), autoescape=True)
    listed = [
        {"edition": each.edition, "light": f"read/{page.name}", "dark": f"read/{page.stem}-dark.html"}
        for each, page in zip(mornings, pages, strict=True)
    ][::-1]
    css = (shipped("templates") / "web" / "static" / "preview.css").read_text(encoding="utf-8")
    index = folder / "index.html"
    html = templates.get_template("demo.html").render(
        title=settings.title, shown=listed[:SHOWN], others=listed[SHOWN:], css=css
    )
    index.write_text(html, encoding="utf-8")
    return index


def _say(folder: Path, settings: Settings, mornings: Sequence[Morning], index: Path) -> None:
    outlets = len(settings.feeds)
    say(
        f"{settings.title}, made from {outlets} invented outlets served on this machine: "
        f"{counted(len(mornings), 'morning')}."
    )
    if len(mornings) > SHOWN:
        first, last = mornings[0].edition.local_date, mornings[-SHOWN - 1].edition.local_date
        stories = sum(len(each.edition.stories) for each in mornings[:-SHOWN])
        say(f"\n  {first:%A, %d %B} to {last:%A, %d %B}: {counted(stories, 'story', 'stories')}")
    for each in mornings[-SHOWN:]:
        _say_morning(each)
    for url, warning in mornings[-1].collected.warned:
        say(f"\n  note: {url}: {warning}")
    say("")
    say(f"Look at the editions:     {index}")
    say(f"As mail, .eml .html .txt: {folder / 'outbox'}")
    program = "digest" if shutil.which("digest") else sys.argv[0]
    say(f"In the live preview:      {program} -c {folder / 'feeds.yaml'} preview")


def _say_morning(morning: Morning) -> None:
    edition, collected = morning.edition, morning.collected
    say(
        f"\n  {edition.local_date:%A, %d %B}: {counted(collected.new, 'new article')}, {collected.revised} changed; "
        f"{counted(len(edition.stories), 'story', 'stories')} under {counted(len(edition.sections), 'cast')}"
    )
    for section in edition.sections[:4]:
        cast = " & ".join(person.name for person in section.cast)
        say(f"    {cast}: {section.stories[0].headline}")
    if len(edition.sections) > 4:
        say(f"    ... and {counted(len(edition.sections) - 4, 'cast')} more")
