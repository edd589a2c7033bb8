"""How much an article is about each of its people, and under which name and role it shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from digest.model import Appearance, Involvement, Resolution
from digest.people.chunks import Chunk
from digest.people.figures import Figure
from digest.people.lexicon import Lexicon
from digest.people.roles import best_role

CENTRAL_SHARE = 0.2
MOST_OF_THE_PAST = 2  # mentions of somebody long dead in an article about something else
_OPENING = 350  # code points of text in which a story says whom it is about


def appearances(
    figures: Sequence[Figure], resolutions: Sequence[Resolution], quoted: dict[str, int], lexicon: Lexicon
) -> tuple[Appearance, ...]:
    """Those of the figures that some mention means, most present first. `quoted`: quotes by key."""
    held: dict[str, list[Resolution]] = defaultdict(list)
    for each in resolutions:
        if each.appearance is not None:
            held[each.appearance].append(each)
    total = sum(len(places) for places in held.values())
    shown = [
        replace(_appearance(f, held[f.key], total, quoted.get(f.key, 0)), role=best_role(f.roles, lexicon))
        for f in figures
        if held.get(f.key)
    ]
    return tuple(
        sorted(shown, key=lambda a: (a.involvement is not Involvement.CENTRAL, -a.share, int(a.key[1:])))
    )


def _appearance(figure: Figure, places: Sequence[Resolution], total: int, quotes: int) -> Appearance:
    name = display_name(figure.chunk)
    share = len(places) / total
    surfaces = dict.fromkeys(r.mention.surface for r in places)
    return Appearance(
        key=figure.key,
        name=name,
        aliases=tuple(s for s in surfaces if s != name and not s.startswith(("@", "#"))),
        handles=tuple(sorted(figure.handles)),
        gender=_gender(figure.gender),
        age=figure.age,
        involvement=_involvement(figure, places, share, quotes),
        share=round(share, 4),
    )


def _gender(told: str) -> Literal["", "f", "m"]:
    return "f" if told == "f" else "m" if told == "m" else ""


def _involvement(figure: Figure, places: Sequence[Resolution], share: float, quotes: int) -> Involvement:
    """Central is who stands in the headline, who opens the story, or who is there all the time or speaks in it.

    One mention further down is in passing however few are named; so is one of the dead of long ago whom the article
    is not about.
    """
    if figure.past and len(places) <= MOST_OF_THE_PAST:
        return Involvement.PASSING
    if any(r.mention.field == "title" for r in places):
        return Involvement.CENTRAL
    opening = any(r.mention.start < _OPENING for r in places)
    there = len(places) > 1 or opening or quotes > 0
    central = (
        (there and share >= CENTRAL_SHARE)
        or (opening and len(places) > 1)
        or (len(places) > 2 and quotes > 0)
    )
    return Involvement.CENTRAL if central else Involvement.PASSING


def display_name(chunk: Chunk) -> str:
    """The name to show: as written, without a quoted nickname, with a lent surname, small letters in a shouted one."""
    tokens, passage = chunk.passage.tokens, chunk.passage
    name = chunk.name
    if chunk.nickname:
        kept = [
            i
            for i in range(chunk.first, chunk.last + 1)
            if tokens[i].kind != "mark" and not _inside(chunk, i)
        ]
        name = " ".join(tokens[i].text for i in kept)
    elif any(tokens[i].kind == "line" for i in range(chunk.first, chunk.last + 1)):
        name = " ".join(name.split())
    name = " ".join(f"{name} {chunk.lent}".split())
    return name.title() if passage.capitals and name.isupper() and len(name) > 4 else name


def _inside(chunk: Chunk, index: int) -> bool:
    """Whether the token is part of the quoted nickname."""
    passage = chunk.passage
    start = passage.legible.text.find(chunk.nickname, passage.tokens[chunk.first].end)
    return start <= passage.tokens[index].start < start + len(chunk.nickname)
