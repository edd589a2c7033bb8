"""`draft`, `approve`, `run`, `editions`: making editions and looking at them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from pydantic import TypeAdapter

from digest.cli.feeds import collected_as_data, say_collected
from digest.cli.session import (
    ConfigOption,
    DigestArgument,
    JsonOption,
    NowOption,
    NumberArgument,
    counted,
    moment,
    opened,
    say,
    say_json,
    settings_of,
)
from digest.cli.why import say_why, say_why_as_data
from digest.errors import DigestError
from digest.model import Digest, Edition, EditionState, Skipped

if TYPE_CHECKING:
    from digest.app import App
    from digest.pipeline import Dispatch


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog='Example: digest draft daily --now "2026-05-12 07:00"')(draft)
    app.command(epilog="Example: digest approve 12")(approve)
    app.command(epilog="Example, for cron: 0 7 * * * cd ~/my-digest && digest run")(run)
    family = typer.Typer(no_args_is_help=True, help="Look at the editions made so far.")
    family.command("list", epilog="Example: digest editions list --json")(list_editions)
    family.command("show", epilog="Example: digest editions show 12 --why")(show)
    family.command("export", epilog="Example: digest editions export 12 --to edition.html")(export)
    app.add_typer(family, name="editions")


def draft(
    context: typer.Context,
    name: DigestArgument = None,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Compose an edition of what is new, and keep it for review.

    It covers what was first seen since the last edition that went out.
    """
    settings = settings_of(context, config)
    with opened(settings) as app:
        edition = app.draft(settings.digest(name), now=moment(now, settings))
    if as_json:
        say_json(edition_as_data(edition))
    else:
        say_edition(edition)


def approve(
    context: typer.Context, number: NumberArgument, now: NowOption = None, config: ConfigOption = None
) -> None:
    """Let an edition go out; it does not change any more."""
    settings = settings_of(context, config)
    with opened(settings) as app:
        edition = app.approve(number, now=moment(now, settings))
    named = f"Edition {number} ({edition.digest}, {edition.local_date})"
    gone = edition.state is EditionState.SENT
    say(
        f"{named} was sent before."
        if gone
        else f"{named} is {edition.state}; `digest send {number}` sends it."
    )


def run(
    context: typer.Context,
    name: DigestArgument = None,
    now: NowOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Collect, draft and send: all of it once, as cron would.

    What asks for approval is drafted and not sent.
    """
    settings = settings_of(context, config)
    digests = [settings.digest(name)] if name else list(settings.digests)
    at = moment(now, settings)
    with opened(settings) as app, app.means.storage.lock("run"):
        with app.means.storage.lock("collect"):
            collected = app.collect(now=at)
        results, errors = _run_each(app, digests, now=at)
    if as_json:
        editions = [edition_as_data(edition) | dispatch_as_data(dispatch) for edition, dispatch in results]
        say_json({"collected": collected_as_data(collected), "editions": editions})
    else:
        say_collected(collected)
        for edition, dispatch in results:
            say_edition(edition)
            if dispatch:
                say_dispatch(dispatch)
    for error in errors[1:]:
        typer.echo(f"digest: {error}", err=True)
    if errors:
        raise errors[0]


def _run_each(
    app: App, digests: Sequence[Digest], *, now: datetime
) -> tuple[list[tuple[Edition | Skipped, Dispatch | None]], list[DigestError]]:
    """Every digest's edition, and what went wrong, each thing once: one that fails does not stop the others."""
    results: list[tuple[Edition | Skipped, Dispatch | None]] = []
    errors: dict[str, DigestError] = {}
    for digest in digests:
        try:
            with app.means.storage.lock(f"make {digest.name}"):
                results.append(run_digest(app, digest, now=now))
        except DigestError as error:
            errors.setdefault(str(error), error)
    return results, list(errors.values())


def run_digest(app: App, digest: Digest, *, now: datetime) -> tuple[Edition | Skipped, Dispatch | None]:
    """One digest's edition, sent unless somebody has to approve it first."""
    edition = app.draft(digest, now=now)
    if isinstance(edition, Skipped) or (digest.approve and edition.state is EditionState.DRAFT):
        return edition, None
    app.approve(edition.number, now=now)
    dispatch = app.send(edition.number, now=now)
    return dispatch.edition, dispatch


def say_edition(edition: Edition | Skipped) -> None:
    """An edition in a few lines."""
    if isinstance(edition, Skipped):
        say(f"No edition of {edition.digest} for {edition.local_date}: {edition.reason}")
        return
    people = ", ".join(person.name for person in edition.people) or "nobody"
    say(
        f"Edition {edition.number} of {edition.digest} for {edition.local_date} is {edition.state}: "
        f"{counted(len(edition.stories), 'story', 'stories')} in {counted(len(edition.sections), 'section')}."
    )
    say(f"  In it: {people}.")
    if edition.state is EditionState.DRAFT:
        say(f"  Look at it with `digest preview`; `digest approve {edition.number}` lets it go out.")


def say_dispatch(dispatch: Dispatch) -> None:
    """How sending ended, in a few lines."""
    number = dispatch.edition.number
    tried = dispatch.sent + dispatch.deferred + dispatch.refused + dispatch.ambiguous
    if not tried and not dispatch.files:
        say(f"  Edition {number} was sent before; nobody gets it twice.")
        return
    if tried or dispatch.before:
        say(
            f"  Edition {number}: {dispatch.sent} sent, {dispatch.deferred} put off, {dispatch.refused} refused."
        )
    else:
        say("  Nobody is named under `to:` in feeds.yaml, so it is only written:")
    if dispatch.ambiguous:
        say(
            f"  {dispatch.ambiguous} may or may not have arrived (a connection or process was lost); not sent again."
        )
    for error in dispatch.errors:
        say(f"  {error}")
    for path in dispatch.files:
        say(f"  {path}")


def dispatch_as_data(dispatch: Dispatch | None) -> dict[str, object]:
    """How sending ended, for programs; nothing where nothing was to be sent."""
    if dispatch is None:
        return {}
    told = {
        "sent": dispatch.sent,
        "sent_before": dispatch.before,
        "deferred": dispatch.deferred,
        "refused": dispatch.refused,
        "ambiguous": dispatch.ambiguous,
        "errors": list(dispatch.errors),
    }
    return {"delivery": told}


def edition_as_data(edition: Edition | Skipped) -> dict[str, object]:
    """An edition for programs."""
    if isinstance(edition, Skipped):
        return {
            "digest": edition.digest,
            "local_date": edition.local_date,
            "skipped": edition.reason,
        }
    return {
        "number": edition.number,
        "digest": edition.digest,
        "local_date": edition.local_date,
        "state": edition.state,
        "stories": len(edition.stories),
        "sections": [
            {
                "cast": [{"person_id": person.id, "name": person.name} for person in section.cast],
                "stories": [story.headline for story in section.stories],
            }
            for section in edition.sections
        ],
        "plain": [
            {"heading": each.heading, "stories": [s.headline for s in each.stories]} for each in edition.plain
        ],
    }


def list_editions(
    context: typer.Context,
    name: DigestArgument = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show the newest editions, newest first."""
    settings = settings_of(context, config)
    with opened(settings) as app:
        found = app.means.storage.editions.newest(name)
    if as_json:
        say_json([edition_as_data(each) for each in found])
        return
    for each in found:
        say(
            f"{each.number:>5}  {each.local_date}  {each.digest:<12} {each.state:<9} "
            f"{counted(len(each.stories), 'story', 'stories')}"
        )
    if not found:
        say("There are no editions yet; `digest run` makes one.")


def show(
    context: typer.Context,
    number: NumberArgument,
    why: Annotated[
        bool, typer.Option("--why", help="Instead, say what put each section and story where it stands.")
    ] = False,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show an edition as plain text, and how its deliveries ended.

    With --why: for each section how newsworthy it is, part by part, and for each story whose it is. Every part is
    named with what it adds; the parts sum to the figure behind the title, and the greatest figure comes first.
    """
    settings = settings_of(context, config)
    if why:
        with opened(settings) as app:
            edition = app.edition(number)
        (say_why_as_data if as_json else say_why)(edition)
        return
    with opened(settings) as app:
        edition = app.edition(number)
        deliveries = app.means.storage.deliveries.of_edition(number)
        text = app.render(edition).text
    if as_json:
        told = [{"reader": each.reader, "state": each.state, "error": each.error} for each in deliveries]
        say_json(edition_as_data(edition) | {"deliveries": told})
        return
    say(text)
    for each in deliveries:
        when = each.changed.astimezone(ZoneInfo(settings.zone)).strftime("%Y-%m-%d %H:%M")
        say(f"{each.reader}  {each.state}  {when}  {each.error}".rstrip())


def export(
    context: typer.Context,
    number: NumberArgument,
    to: Annotated[
        Path,
        typer.Option(
            "--to", metavar="FILE", help="A .html, .txt or .json file, or - for HTML on the screen."
        ),
    ] = Path("-"),
    config: ConfigOption = None,
) -> None:
    """Write an edition as HTML, plain text or JSON."""
    settings = settings_of(context, config)
    with opened(settings) as app:
        edition = app.edition(number)
        rendered = app.render(edition)
    if to.suffix == ".json":
        body = TypeAdapter(Edition).dump_json(edition, indent=2).decode()
    else:
        body = rendered.text if to.suffix == ".txt" else rendered.html
    if to == Path("-"):
        say(body)
    else:
        to.write_text(body, encoding="utf-8")
        say(f"{to} is written.")
