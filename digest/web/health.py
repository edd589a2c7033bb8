"""/healthz: the process answers. /readyz: it can also reach its store."""

from __future__ import annotations

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from digest.errors import StorageError

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def alive() -> ResponseReturnValue:
    """Say that this process answers."""
    return {"status": "ok"}


@pages.get("/readyz")
def ready() -> ResponseReturnValue:
    """Say whether the store can be read."""
    try:
        articles = current_app.extensions["digest"]().means.storage.articles.count()
    except StorageError as error:
        return {"status": "unavailable", "reason": str(error)}, 503
    return {"status": "ok", "articles": articles}
