"""The preview: an edition as readers will see it, at desktop and phone width, light and dark, text and headers."""

from __future__ import annotations

import re
from email import message_from_bytes, policy

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from digest.app import App
from digest.errors import RenderingError
from digest.model import Edition

pages = Blueprint("preview", __name__, url_prefix="/desk/preview")

_DARK = re.compile(r"@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)", re.IGNORECASE)
NUMBER = "int(max=2147483647)"  # larger ones no store takes
FRAMES = (
    ("desktop-light", "Desktop, light", 640, "light"),
    ("phone-light", "Phone, light", 375, "light"),
    ("desktop-dark", "Desktop, dark", 640, "dark"),
    ("phone-dark", "Phone, dark", 375, "dark"),
)


def _app() -> App:
    app: App = current_app.extensions["digest"]()
    return app


def _edition(number: int) -> Edition:
    return _app().means.storage.editions.get(number) or abort(404)


@pages.get("/")
def newest() -> ResponseReturnValue:
    """Lead to the newest edition."""
    found = _app().means.storage.editions.newest(limit=1)
    if not found:
        return render_template("none.html", title=_app().settings.title)
    return redirect(url_for("preview.show", number=found[0].number))


@pages.get(f"/<{NUMBER}:number>")
def show(number: int) -> ResponseReturnValue:
    """Show an edition in every way readers see it."""
    app, edition = _app(), _edition(number)
    try:
        rendered, problem = app.render(edition), ""
    except RenderingError as error:
        rendered, problem = None, str(error)
    return render_template(
        "preview.html",
        edition=edition,
        rendered=rendered,
        problem=problem,
        frames=FRAMES,
        size=len(rendered.html.encode()) if rendered else 0,
        editions=app.means.storage.editions.newest(limit=14),
        version=app.templates.version,
        headers=_headers(edition) if rendered else (),
    )


def _headers(edition: Edition) -> tuple[tuple[str, str], ...]:
    message = message_from_bytes(_app().message(edition, now=edition.cut_off), policy=policy.default)
    return tuple((name, str(value)) for name, value in message.items())


@pages.get(f"/<{NUMBER}:number>/mail/<scheme>")
def mail(number: int, scheme: str) -> ResponseReturnValue:
    """The mail alone, as a client with that colour scheme shows it."""
    try:
        html = _app().render(_edition(number)).html
    except RenderingError as error:
        return Response(str(error), mimetype="text/plain")
    return Response(in_scheme(html, dark=scheme == "dark"), mimetype="text/html")


def in_scheme(html: str, *, dark: bool) -> str:
    """A mail whose dark styles hold always or never, whatever the browser prefers."""
    return _DARK.sub("@media all" if dark else "@media not all", html)


@pages.get("/version")
def version() -> ResponseReturnValue:
    """What the page compares to see that a template changed."""
    return {"version": _app().templates.version}
