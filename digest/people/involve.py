"""How much an article is about each of its people, and under which name and role it shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from digest.model import Appearance, Involvement, Resolution
from digest.people.chunks import Chunk
from digest.people.figures import Figure

CENTRAL_SHARE = 0.2
_OPENING = 350  # code points of text in which a story says whom it is about


def appearances(
    figures: Sequence[Figure], resolutions: Sequence[Resolution], quoted: dict[str, int]
) -> tuple[Appearance, ...]:
    """Those of the figures that some mention means, most present first. `quoted`: quotes by key."""
    held: dict[str, list[Resolution]] = defaultdict(list)
    for each in resolutions:
        if each.appearance is not None:
            held[each.appearance].append(each)
    total = sum(len(places) for places in held.values())
    shown = [_appearance(f, held[f.key], total, quoted.get(f.key, 0)) for f in figures if held.get(f.key)]
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
        role=_best_role(figure),
        gender=_gender(figure.gender),
        age=figure.age,
        involvement=Involvement.CENTRAL if _is_central(places, share, quotes) else Involvement.PASSING,
        share=round(share, 4),
    )


def _gender(told: str) -> Literal["", "f", "m"]:
    return "f" if told == "f" else "m" if told == "m" else ""


def _best_role(figure: Figure) -> str:
    """The role that says most: the longest of a few words."""
    fitting = [role for role in figure.roles if len(role) <= 80]
    return max(fitting, key=lambda role: (min(len(role.split()), 4), -figure.roles.index(role)), default="")


def _is_central(places: Sequence[Resolution], share: float, quotes: int) -> bool:
    """Central is who stands in the headline, who opens the story, or who is there all the time or speaks in it."""
    if any(r.mention.field == "title" for r in places):
        return True
    opening = any(r.mention.start < _OPENING for r in places)
    return share >= CENTRAL_SHARE or (opening and len(places) > 1) or (len(places) > 2 and quotes > 0)


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
