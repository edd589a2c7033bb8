"""`serve`: scheduler and pages in one process. `preview`: the pages alone.

What only these commands need is imported when they run, so that the others start at once.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.session import (
    ConfigOption,
    DigestArgument,
    NowOption,
    moment,
    opened,
    say,
    set_up_logging,
    settings_of,
)
from digest.config import Settings, read_settings
from digest.errors import UsageError
from digest.model import Skipped

if TYPE_CHECKING:
    from digest.app import App

PortOption = Annotated[
    int | None, typer.Option("--port", min=0, max=65535, help="Another port than LISTEN_ADDR's.")
]


def register(app: typer.Typer) -> None:
    """Add this family's commands."""
    app.command(epilog="Example: digest preview daily")(preview)
    app.command(epilog="Example: LISTEN_ADDR=127.0.0.1:8020 digest serve")(serve)


def preview(
    context: typer.Context,
    name: DigestArgument = None,
    now: NowOption = None,
    port: PortOption = None,
    config: ConfigOption = None,
) -> None:
    """Show the newest edition in the browser as readers see it.

    The page follows changes of the templates.
    """
    settings = settings_of(context, config)
    with opened(settings) as app:
        digest = settings.digest(name)
        found = app.means.storage.editions.newest(digest.name, limit=1)
        edition = found[0] if found else app.draft(digest, now=moment(now, settings))
        if isinstance(edition, Skipped):
            say(f"There is no edition of {digest.name} yet: {edition.reason}")
            raise typer.Exit(1)
        with _listening(settings, port=port) as listener, _stopping() as stop:
            _serve_pages(lambda: app, listener, path=f"/desk/preview/{edition.number}", stop=stop)


def serve(context: typer.Context, port: PortOption = None, config: ConfigOption = None) -> None:
    """Do it all when it is due, and serve the pages, until stopped.

    Feeds are visited when their next visit is due, and each digest is made at its hour.
    """
    from digest.chores import Running, build_queue, collect, prune, sweep
    from digest.schedule import Chores, build_scheduler, lead

    settings = settings_of(context, config)
    set_up_logging("info" if settings.log_level == "warning" else settings.log_level, settings.log_format)
    with opened(settings) as app, _listening(settings, port=port) as listener, _stopping() as stop:
        running = Running(
            app=app, read=lambda: read_settings(settings.path, os.environ), clock=lambda: datetime.now(UTC)
        )
        queue = build_queue(running)
        chores = Chores(
            collect=partial(collect, running),
            sweep=partial(sweep, running, queue),
            prune=partial(prune, running),
        )
        leader = threading.Thread(
            target=lead,
            name="leader",
            kwargs={
                "leadership": partial(app.means.storage.lock, "schedule"),
                "scheduler": lambda: build_scheduler(chores, running.refreshed().settings.digests),
                "stop": stop,
            },
        )
        say_hours(settings)
        leader.start()
        try:
            _serve_pages(running.refreshed, listener, path="/", stop=stop)
        finally:
            stop.set()
            leader.join()


def say_hours(settings: Settings) -> None:
    """Say when each digest is made next."""
    from digest.schedule import next_hour

    for digest in settings.digests:
        hour = next_hour(digest, now=datetime.now(UTC))
        say(f"{digest.name}: next {hour:%Y-%m-%d %H:%M} UTC" if hour else f"{digest.name}: never")


def _listening(settings: Settings, *, port: int | None) -> socket.socket:
    """An open port. Raises UsageError where it cannot be had: before anything else is begun."""
    wanted = (settings.host, settings.port if port is None else port)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server(wanted, family=family)
    except OSError as error:
        where = f"{wanted[0]}:{wanted[1]}"
        raise UsageError(f"{where} cannot be used ({error.strerror}); name another with --port") from None


def _serve_pages(
    current: Callable[[], App], listener: socket.socket, *, path: str, stop: threading.Event
) -> None:
    """Serve until `stop`; the address is said once it is open, and requests under way are answered."""
    import waitress

    from digest.web import create_app

    server = waitress.create_server(create_app(current), sockets=[listener], threads=8)
    host = current().settings.host
    host = f"[{host}]" if ":" in host else host
    pages = threading.Thread(target=server.run, name="pages", daemon=True)
    pages.start()
    say(f"http://{host}:{listener.getsockname()[1]}{path} is ready for a browser; Ctrl-C stops it.")
    stop.wait()
    server.task_dispatcher.shutdown(timeout=10)
    server.close()


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that SIGINT and SIGTERM set. Nothing is interrupted half-way, wherever a signal finds the program."""
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda _number, _frame: stop.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    say("Stopped.")
