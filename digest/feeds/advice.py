"""What an editor can do about a feed that cannot be fetched. Pure."""

from __future__ import annotations

from digest.model import Fetched

_BY_STATUS = {
    401: "set auth: for this feed in feeds.yaml",
    402: "if you have a subscription, set auth: for this feed in feeds.yaml",
    403: "ask its publisher to let feed readers in",
    404: "look on the site for the feed's new address, or let `digest add SITE` find it",
}
_NOT_ACCEPTED = "check the environment variables that auth: names for this feed"
_CERTIFICATE = "nothing was read from it; tell its publisher"


def advice(fetched: Fetched) -> str:
    """What to do about a failed visit, to stand behind its sentence; "" where there is nothing but to wait."""
    if fetched.request.authorization and fetched.status in (401, 403):
        return _NOT_ACCEPTED
    if not fetched.status and "the certificate of " in fetched.error:
        return _CERTIFICATE
    return _BY_STATUS.get(fetched.status, "")
