"""What a good layout of an edition is: few sections, every story under somebody it is about.

An uncapacitated facility location problem (Cornuéjols, Nemhauser & Wolsey, "The uncapacitated facility location
problem", 1990) whose facilities are casts and whose customers are stories, with one more condition: nobody is in two
casts. A story costs by how much its lead falls short of the one it is most about, a section costs OPENING, and a
layout of least cost is sought. Between layouts that cost the same, the one with more people in its casts is better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

COMPARABLE = 0.6  # of the greatest claim: who has that much may lead the story, or stand beside its lead
SCALE = 1_000_000  # costs are whole numbers, so that no order of adding changes them
OPENING = round((1 - COMPARABLE) * SCALE)  # a section costs as much as the least lead a story may have
MOST_IN_CAST = 3

Members = tuple[int, ...]  # a cast: its people by their place in the canonical order, ascending
Layout = frozenset[Members]  # the open casts; nobody is in two
Place = tuple[int, int, Members]  # a story's cast, after its loss and its size, negative
Value = tuple[int, int]  # the cost, then people in casts, negative: the smaller the better


@dataclass(frozen=True, slots=True)
class Contest:
    """A story as the objective sees it."""

    losses: Mapping[int, int]  # who may lead it, with what that costs
    beside: frozenset[int]  # who is comparable in it, and may be one of a cast of several
    times: int = 1  # stories like it

    def loss(self, cast: Members) -> int | None:
        """What it costs under this cast; nothing where it cannot stand there."""
        if len(cast) == 1:
            return self.losses.get(cast[0])
        if not self.beside.issuperset(cast):
            return None
        return min((self.losses[person] for person in cast if person in self.losses), default=None)

    @property
    def best(self) -> int:
        """Whom it is most about."""
        return min(self.losses, key=lambda person: (self.losses[person], person))

    @property
    def people(self) -> frozenset[int]:
        """Everybody who can be in its cast."""
        return self.beside.union(self.losses)


def contest(leaders: Mapping[int, float], others: Mapping[int, float]) -> Contest:
    """A story by the claims of those who may lead it (at least one), and of those who may only stand beside them."""
    claims = {**others, **leaders}
    best, most = max(leaders.values()), max(claims.values())
    return Contest(
        losses={
            person: round((1 - claim / best) * SCALE) if best > 0 else 0
            for person, claim in leaders.items()
            if claim >= COMPARABLE * best
        },
        beside=frozenset(person for person, claim in claims.items() if claim >= COMPARABLE * most),
    )


def casts_for(each: Contest) -> list[Members]:
    """The casts that a story suggests: who may lead it, and those it is about together, if they are few."""
    found: list[Members] = [(person,) for person in sorted(each.losses)]
    if len(each.beside) <= MOST_IN_CAST:
        people = sorted(each.beside)
        joint = (cast for size in range(2, len(people) + 1) for cast in combinations(people, size))
        found += [cast for cast in joint if each.loss(cast) is not None]
    return found


def chosen(each: Contest, open_casts: Iterable[Members]) -> Place | None:
    """Where a story stands: under the open cast of least loss, then most people; nothing where none is open for it."""
    places = ((loss, -len(cast), cast) for cast in open_casts if (loss := each.loss(cast)) is not None)
    return min(places, default=None)


def value(contests: Sequence[Contest], layout: Layout) -> Value | None:
    """The value of a layout, its unused casts not counted; nothing where a story has no place in it."""
    of_person = {person: cast for cast in layout for person in cast}
    used: set[Members] = set()
    cost = people = 0
    for each in contests:
        place = chosen(each, {of_person[person] for person in each.people if person in of_person})
        if place is None:
            return None
        cost += place[0] * each.times
        people += place[1] * each.times
        used.add(place[2])
    return cost + OPENING * len(used), people
