"""`send`: an edition to its readers."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.editions import say_dispatch
from digest.cli.session import ConfigOption, NowOption, NumberArgument, moment, opened, say, settings_of
from digest.delivery.addresses import ascii_address
from digest.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog="Examples: digest send 12; digest send 12 --to me@example.org")(send)


def send(
    context: typer.Context,
    number: NumberArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent; send nothing.")] = False,
    to: Annotated[
        str, typer.Option("--to", metavar="ADDRESS", help="Send one copy there, marked as a preview.")
    ] = "",
    now: NowOption = None,
    config: ConfigOption = None,
) -> None:
    """Send an approved edition to whoever has not got it yet.

    It is written to the outbox as well.
    """
    settings = settings_of(context, config)
    _check_address(to)
    with opened(settings) as app:
        edition = app.edition(number)
        if dry_run:
            rendered = app.render(edition)
            readers = len(app.readers(edition))
            count = f"{readers} reader{'' if readers == 1 else 's'}"
            by = (
                f"by SMTP through {settings.smtp.host}" if settings.smtp else f"as files in {settings.outbox}"
            )
            say(f"Edition {number}, {rendered.subject!r}, would go to {count} {by}; nothing was sent.")
            return
        at = moment(now, settings)
        dispatch = app.send_copy(edition, to, now=at) if to else app.send(number, now=at)
    say_dispatch(dispatch)
    if dispatch.deferred or dispatch.refused:
        raise typer.Exit(1)


def _check_address(to: str) -> None:
    """Whoever typed the address is told about it in words of their own, not by a reader's id."""
    try:
        if to:
            ascii_address(to)
    except ValueError as error:
        raise UsageError(f"--to: {error}; write it as name@example.org") from None
