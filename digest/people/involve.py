"""How much an article is about each of its people, and under which name and role it shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from digest.model import Appearance, Involvement, Resolution
from digest.people.chunks import Chunk
from digest.people.figures import Figure
from digest.people.lexicon import Lexicon
from digest.people.roles import best_role

MOST_OF_THE_PAST = 2  # mentions of somebody long dead in an article about something else
_BEGINNING, _OPENING = 200, 350  # code points of text in which a story says whom it is about
_CROWD = 5  # people, above whom most are named in passing


def appearances(
    figures: Sequence[Figure], resolutions: Sequence[Resolution], quoted: dict[str, int], lexicon: Lexicon
) -> tuple[Appearance, ...]:
    """Those of the figures that some mention means, most present first. `quoted`: quotes by key."""
    held: dict[str, list[Resolution]] = defaultdict(list)
    for each in resolutions:
        if each.appearance is not None:
            held[each.appearance].append(each)
    total = sum(len(places) for places in held.values())
    starts = (r.mention.start for r in resolutions if r.mention.field == "text")
    scene = _Scene(
        total=total,
        people=len(held),
        most=max(map(len, held.values()), default=0),
        end=max(starts, default=0),
    )
    shown = [
        replace(_appearance(f, held[f.key], scene, quoted.get(f.key, 0)), role=best_role(f.roles, lexicon))
        for f in figures
        if held.get(f.key)
    ]
    return tuple(
        sorted(shown, key=lambda a: (a.involvement is not Involvement.CENTRAL, -a.share, int(a.key[1:])))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What a figure's mentions are measured by: all mentions, all people, the most of one, the last place."""

    total: int
    people: int
    most: int
    end: int


def _appearance(figure: Figure, places: Sequence[Resolution], scene: _Scene, quotes: int) -> Appearance:
    name = display_name(figure.chunk)
    share = len(places) / scene.total
    surfaces = dict.fromkeys(r.mention.surface for r in places)
    return Appearance(
        key=figure.key,
        name=name,
        aliases=tuple(s for s in surfaces if s != name and not s.startswith(("@", "#"))),
        handles=tuple(sorted(figure.handles)),
        gender=_gender(figure.gender),
        age=figure.age,
        involvement=_involvement(figure, places, scene, quotes),
        share=round(share, 4),
    )


def _gender(told: str) -> Literal["", "f", "m"]:
    return "f" if told == "f" else "m" if told == "m" else ""


def _involvement(figure: Figure, places: Sequence[Resolution], scene: _Scene, quotes: int) -> Involvement:
    """Central is who stands in the headline, opens the story, is there all the time, or speaks or acts in it.

    The points were fitted to labelled articles; one of the dead of long ago whom the article is not about is passing.
    """
    if figure.past and len(places) <= MOST_OF_THE_PAST:
        return Involvement.PASSING
    many, share = len(places), len(places) / scene.total
    first = min((r.mention.start for r in places if r.mention.field == "text"), default=scene.end)
    points = 0.1 + 0.8 * any(r.mention.field == "title" for r in places)
    points += 1.1 * (first < _BEGINNING) + 0.35 * (first < _OPENING) - 2.1 * first / max(1, scene.end)
    points += 0.9 * share + 0.75 * share * scene.people - 0.85 * (scene.people > _CROWD)
    points += 0.1 * min(many, 6) + 0.5 * (many == scene.most) + 0.8 * (many > 2) - 1.25 * (many == 1)
    points += 0.4 * (quotes > 0) + 0.9 * (figure.age is not None) + 0.35 * bool(figure.kin)
    return Involvement.CENTRAL if points > 0 else Involvement.PASSING


def display_name(chunk: Chunk) -> str:
    """The name to show: as written, without a quoted nickname, with a lent surname, small letters in a shouted one."""
    tokens = chunk.passage.tokens
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
    return name.title() if chunk.shouted and name.isupper() and len(name) > 4 else name


def _inside(chunk: Chunk, index: int) -> bool:
    """Whether the token is part of the quoted nickname."""
    passage = chunk.passage
    start = passage.legible.text.find(chunk.nickname, passage.tokens[chunk.first].end)
    return start <= passage.tokens[index].start < start + len(chunk.nickname)
