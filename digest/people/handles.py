"""Whose @handles an article names."""

from __future__ import annotations

from collections.abc import Sequence

from digest.model import Resolution
from digest.people.figures import Figure
from digest.people.passages import Passage
from digest.text.folding import fold

_COMPARED = 300  # figures; no article has more, and junk shall not cost time
_BRACKET = 2  # code points between a name and "(@handle"
_NEAR = 90  # code points between a name and "posts as @handle"
_SAYING = ("as", "account", "handle", "instagram", "twitter", "tiktok", "(", "username")
_SERVICES = ("x", "threads", "mastodon", "bluesky", "facebook", "youtube", "twitch", "snapchat", "weibo")


def give_handles(
    passage: Passage, figures: Sequence[Figure], resolutions: Sequence[Resolution]
) -> list[Resolution]:
    """Resolutions for the handles that are somebody's here; their figures remember them."""
    by_key = {figure.key: figure for figure in figures}
    mentions = sorted(
        (r for r in resolutions if r.appearance in by_key and r.mention.field == passage.field),
        key=lambda r: r.mention.start,
    )
    found: list[Resolution] = []
    for index, token in enumerate(passage.tokens):
        if token.kind != "tag" or token.text[0] != "@":
            continue
        mention = passage.mention(index, index)
        figure = _named_like(token.text, figures)
        reason = f"{token.text} spells the name"
        before = passage.word(index - 1)
        if figure is None and before in _SAYING + _SERVICES:
            far = _BRACKET if before == "(" else _NEAR
            near = [r for r in mentions if 0 <= mention.start - r.mention.end <= far]
            figure = by_key[near[-1].appearance or ""] if near else None
            reason = f"{token.text} is given with the name"
        if figure is not None:
            figure.handles.add(token.text)
            found.append(Resolution(mention=mention, appearance=figure.key, reason=reason, confidence=0.9))
    return found


def _named_like(handle: str, figures: Sequence[Figure]) -> Figure | None:
    """The only figure whose first and last name a handle is made of."""
    if len(figures) > _COMPARED:
        return None
    letters = fold(handle).replace(" ", "")
    fitting = [
        f
        for f in figures
        if any(len(n) > 1 and n[0] in letters and n[-1].replace(" ", "") in letters for n in f.names)
    ]
    return fitting[0] if len(fitting) == 1 else None
