"""What an item is known by from one visit to the next: the publisher's id where it is one.

Publishers leave it out, give all items the same, count the items of the document, or put into it where the reader came
from. An id made here depends on the item alone, so neither the order of the items nor what else is there changes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from digest.model import Entry, content_id

MIN_COUNTED = 3  # items; two that are called 1 and 2 may be the first two of a young site
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid)=[^/?#;]*", re.IGNORECASE)
# What tells visitors and ways of coming apart; `sid` and `s` may name stories where their values are short.
_TRACKING = re.compile(
    r"(?:utm_\w*|mtm_\w*|pk_\w*|fbclid|gclid|dclid|msclkid|mc_[ce]id|xtor|cmpid|ocid|wt_[mz]+c|ref_src"
    r"|phpsessid|jsessionid|session_?id|aspsessionid\w*|cfid|cftoken)(?:=.*)?|(?:sid|s)=[0-9a-z,-]{20,}",
    re.IGNORECASE | re.DOTALL,
)


def lasting(guid: str) -> str:
    """A guid without session ids and tracking parameters, where it is an address; others as they are."""
    if not guid.startswith(("http://", "https://")) or not ("?" in guid or ";" in guid):
        return guid
    address, _, fragment = _SESSION.sub("", guid).partition("#")
    path, _, query = address.partition("?")
    kept = "&".join(each for each in query.split("&") if each and not _TRACKING.fullmatch(each))
    return f"{path}{'?' if kept else ''}{kept}{'#' if fragment else ''}{fragment}"


def told_apart(entries: Iterable[Entry], *, feed_url: str) -> list[Entry]:
    """The entries with guids that name one item each, in their order; an item that is there twice comes once.

    A guid that several different items share, or that is the site's address, is replaced by a hash of itself and what
    the item is: its address and title, else its text. So are guids that only count the items, by a hash without them.
    """
    given = list(entries)
    if _are_places(given):
        given = [replace(entry, guid=content_id("entry", *_identity(entry))) for entry in given]
    shared = _shared(given)
    kept: dict[str, Entry] = {}
    for entry in given:
        if entry.guid in shared or _is_site(entry.guid, feed_url=feed_url):
            entry = replace(entry, guid=content_id("entry", entry.guid, *_identity(entry)))
        kept.setdefault(entry.guid, entry)
    return list(kept.values())


def _identity(entry: Entry) -> tuple[str, str, str]:
    """What makes an item itself: where it has neither address nor title, or only one of them, its text too."""
    return (lasting(entry.url), entry.title, "" if entry.url and entry.title else entry.html)


def _shared(entries: Sequence[Entry]) -> set[str]:
    """The guids that different items have."""
    bearers: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for entry in entries:
        bearers[entry.guid].add(_identity(entry))
    return {guid for guid, identities in bearers.items() if len(identities) > 1}


def _are_places(entries: Sequence[Entry]) -> bool:
    """Whether the guids count the items of the document, from 0 or 1, in whatever order."""
    if len(entries) < MIN_COUNTED or not all(
        each.guid.isdecimal() and len(each.guid) < 6 for each in entries
    ):
        return False
    numbers = {int(each.guid) for each in entries}
    return len(numbers) == max(numbers) - min(numbers) + 1 and min(numbers) in (0, 1)


def _is_site(guid: str, *, feed_url: str) -> bool:
    """Whether a guid is the address of the site or the feed itself, which names no item."""
    if guid == feed_url:
        return True
    if not guid.startswith(("http://", "https://")):
        return False
    try:
        parts = urlsplit(guid)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query and not parts.fragment
