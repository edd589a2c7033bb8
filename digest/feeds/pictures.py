"""The pictures that RSS and Atom offer beside an item's text, best first, each with what is written of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from digest.model import Picture

MAX_ALT = 300  # characters; what is longer is no description of a picture but the item's text
_get: Callable[..., Any] = dict.get  # FeedParserDict.get is slow, and has second names that we do not use
_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


def pictures(raw: Any) -> Iterator[Picture]:
    """Pictures of an item as feedparser read it: media:content (widest first), enclosures, media:thumbnail, image."""
    media = [each for each in _get(raw, "media_content") or () if _is_image(each)]
    common = _common_alt(raw, media)
    enclosed = [
        each for each in _get(raw, "links") or () if _get(each, "rel") == "enclosure" and _is_image(each)
    ]
    for each in [*sorted(media, key=_width), *enclosed, *(_get(raw, "media_thumbnail") or ())]:
        if address := _get(each, "url") or _get(each, "href"):
            yield Picture(url=str(address), alt=_alt(each) or common)
    image = _get(raw, "image")
    if isinstance(image, Mapping) and image.get("href"):
        yield Picture(url=str(image["href"]))


def _alt(told: Any) -> str:
    """What media:description, else media:title says of a picture (the XML reader keeps it there)."""
    texts = (str(_get(told, f"digest_{name}") or "").strip() for name in ("description", "title"))
    return next((each for each in texts if 0 < len(each) <= MAX_ALT), "")


def _common_alt(raw: Any, media: list[Any]) -> str:
    """What is said of all pictures of an item: in front of them, or of one of them and nothing of the others."""
    said = {alt for each in media if (alt := _alt(each))}
    return _alt(raw) or (said.pop() if len(said) == 1 else "")


def _is_image(media: Mapping[str, Any]) -> bool:
    kind = str(_get(media, "medium") or _get(media, "type") or "")
    address = str(_get(media, "url") or _get(media, "href") or "").partition("?")[0].lower()
    return kind.startswith("image") or (not kind and address.endswith(_SUFFIXES))


def _width(media: Mapping[str, Any]) -> int:
    """For sorting: the widest first, those without a width last."""
    width = str(_get(media, "width") or "")
    return -int(width) if width.isdecimal() and len(width) < 6 else 0
