"""The pages: `create_app` makes a WSGI application of an App."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from digest.app import App
from digest.config import shipped
from digest.web import health, preview

# Pages bring their own styles and one script; the mail inside frames brings inline styles and the outlets' pictures.
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' https: data:; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # bound to every address, which names reach us is not known


def create_app(current: Callable[[], App]) -> Flask:
    """The application; `current` gives the App in force, which changes when feeds.yaml does."""
    folder = shipped("templates") / "web"
    site = Flask("digest", template_folder=str(folder), static_folder=str(folder / "static"))
    site.config.update(MAX_CONTENT_LENGTH=1_000_000)
    site.extensions["digest"] = current
    site.register_blueprint(preview.pages)
    site.register_blueprint(health.pages)
    site.before_request(_known_host)
    site.after_request(_guarded)

    @site.get("/")
    def home() -> AnyResponse:
        return redirect(url_for("preview.newest"))

    return site


def _known_host() -> None:
    """Refuse names that are not ours: a page elsewhere could point its own name at loopback (DNS rebinding)."""
    settings = current_app.extensions["digest"]().settings
    named = (urlsplit(f"//{request.host}").hostname or "").casefold()
    ours = {"localhost", "127.0.0.1", "::1", settings.host.casefold()}
    if settings.base_url:
        ours.add((urlsplit(settings.base_url).hostname or "").casefold())
    if settings.host not in EVERYWHERE and named not in ours:
        abort(421)


def _guarded(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
