"""Layouts of least cost: exact for small parts of an edition, by local search for large ones.

Stories that share nobody decide nothing about each other, so each part of an edition that hangs together by its
people is laid out by itself. Everything runs in canonical order, so the same stories give the same layout.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from digest.stories.objective import OPENING, Contest, Layout, Members, Place, Value, casts_for, chosen, value

EXACT = 2_000  # layouts times stories, up to which all layouts are tried
JOINT = 20  # casts of several people tried for each person: those with the most stories
PASSES = 10  # over all casts, at most


def place(contests: Sequence[Contest]) -> list[Members]:
    """The cast of each story in the best layout found, never worse than `singles` and `gathered`."""
    placed: list[Members] = [()] * len(contests)
    for at_once in _parts(contests):
        part = [contests[at] for at in at_once]
        layout = best_layout(_merged(part))
        of_person = {person: cast for cast in layout for person in cast}
        for at, each in zip(at_once, part, strict=True):
            found = chosen(each, {of_person[person] for person in each.people if person in of_person})
            assert found is not None, "a layout has a place for every story"
            placed[at] = found[2]
    return placed


def best_layout(contests: Sequence[Contest]) -> Layout:
    """The best layout of one part."""
    if len(contests) == 1 and len(contests[0].people) == 1:
        return frozenset({(contests[0].best,)})
    casts = _candidates(contests)
    if _count(casts) * len(contests) <= EXACT:
        return _best(contests, _layouts(casts))
    starts = (singles(contests), gathered(contests))
    return _best(contests, (_Search(contests, casts, start).improved() for start in starts))


def singles(contests: Sequence[Contest]) -> Layout:
    """Every story under the one it is most about."""
    return frozenset((each.best,) for each in contests)


def gathered(contests: Sequence[Contest]) -> Layout:
    """Again and again, who can lead most of the stories that are left takes them all."""
    left: dict[int, set[int]] = defaultdict(set)
    for at, each in enumerate(contests):
        for person in each.losses:
            left[person].add(at)
    count = {person: sum(contests[at].times for at in places) for person, places in left.items()}
    queue = [(-times, person) for person, times in count.items()]
    heapify(queue)
    taken: set[Members] = set()
    while queue:
        times, person = heappop(queue)
        if not left[person]:
            continue
        if -times != count[person]:  # somebody took some of theirs since
            heappush(queue, (-count[person], person))
            continue
        taken.add((person,))
        for at in list(left[person]):
            for other in contests[at].losses:
                left[other].discard(at)
                count[other] -= contests[at].times
    return frozenset(taken)


def _parts(contests: Sequence[Contest]) -> list[list[int]]:
    """The places of the stories that hang together by people, in canonical order."""
    lead: dict[int, int] = {}

    def find(person: int) -> int:
        while lead.setdefault(person, person) != person:
            lead[person] = lead[lead[person]]
            person = lead[person]
        return person

    for each in contests:
        first = each.best
        for person in each.people:
            lead[find(person)] = find(first)
    parts: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(contests):
        parts[find(each.best)].append(at)
    return list(parts.values())


def _merged(contests: Iterable[Contest]) -> list[Contest]:
    """Stories with the same people and losses as one, with how many they are."""
    times: Counter[tuple[tuple[tuple[int, int], ...], frozenset[int]]] = Counter()
    times.update((tuple(sorted(each.losses.items())), each.beside) for each in contests)
    return [replace(Contest(dict(losses), beside), times=n) for (losses, beside), n in times.items()]


def _candidates(contests: Sequence[Contest]) -> list[Members]:
    """The casts to try, in canonical order: of several people, those that are among the most shared of each."""
    count: Counter[Members] = Counter()
    for each in contests:
        count.update(dict.fromkeys(casts_for(each), each.times))
    joint: dict[int, list[Members]] = defaultdict(list)
    for cast in sorted(count, key=lambda cast: (-count[cast], cast)):
        for person in cast if len(cast) > 1 else ():
            joint[person].append(cast)
    kept = {person: frozenset(casts[:JOINT]) for person, casts in joint.items()}
    return sorted(c for c in count if len(c) == 1 or all(c in kept[person] for person in c))


def _count(casts: Sequence[Members]) -> int:
    """An upper bound for the number of layouts."""
    product = 1
    for first in Counter(cast[0] for cast in casts).values():
        product *= 1 + first
        if product > EXACT:
            break
    return product


def _layouts(casts: Sequence[Members], taken: frozenset[int] = frozenset()) -> Iterator[Layout]:
    """Every layout that can be made of these casts: nobody is in two."""
    if not casts:
        yield frozenset()
        return
    first, *rest = casts
    yield from _layouts(rest, taken)
    if taken.isdisjoint(first):
        for layout in _layouts(rest, taken.union(first)):
            yield layout | {first}


def _best(contests: Sequence[Contest], layouts: Iterable[Layout]) -> Layout:
    """The best of these; between equals the first by its casts in canonical order."""
    valued = ((value(contests, layout), sorted(layout)) for layout in layouts)
    _, casts = min((worth, casts) for worth, casts in valued if worth is not None)
    return frozenset(casts)


@dataclass(frozen=True, slots=True)
class _Step:
    """Casts that are opened and closed at once."""

    opened: tuple[Members, ...]
    closed: frozenset[Members]

    @property
    def people(self) -> set[int]:
        """Everybody in them."""
        return {person for cast in (*self.opened, *self.closed) for person in cast}


_NO_STEP = _Step(opened=(), closed=frozenset())


class _Search:
    """Local search: a cast is opened in the place of those that share its people, or closed, while that helps."""

    def __init__(self, contests: Sequence[Contest], casts: Sequence[Members], start: Layout) -> None:
        self._contests = contests
        self._casts = casts
        self._open = {person: cast for cast in start for person in cast}
        self._people = [tuple(sorted(each.people)) for each in contests]
        self._now = [self._place(at, _NO_STEP) for at in range(len(contests))]
        self._stories: dict[int, list[int]] = defaultdict(list)
        for at, people in enumerate(self._people):
            for person in people:
                self._stories[person].append(at)

    def improved(self) -> Layout:
        """A layout that no such step makes better (or what PASSES gave); only what a step touched is tried again."""
        fresh = set(self._stories)
        for _ in range(PASSES):
            casts = [cast for cast in self._casts if not fresh.isdisjoint(cast)]
            fresh = set()
            for cast in casts:
                fresh.update(self._tried(cast))
        return frozenset(self._open.values())

    def _tried(self, cast: Members) -> set[int]:
        """Open a closed cast, or close an open one, if that is better; the people it touched."""
        closed = frozenset(self._open[person] for person in cast if person in self._open)
        if not closed and self._losses(cast) <= OPENING:
            return set()
        step = self._with_homes(_Step(opened=() if cast in closed else (cast,), closed=closed))
        if step is None or self._gain(step) >= (0, 0):
            return set()
        touched = self._touched(step)
        for person in {person for each in step.closed for person in each}:
            del self._open[person]
        self._open.update({person: each for each in step.opened for person in each})
        for at in touched:
            self._now[at] = self._place(at, _NO_STEP)
        return {person for at in touched for person in self._people[at]}

    def _losses(self, cast: Members) -> int:
        """All that can be gained by opening a cast beside the others."""
        places = ((self._now[at], self._contests[at].times) for at in self._stories[cast[0]])
        return sum(now[0] * times for now, times in places if now)

    def _with_homes(self, step: _Step) -> _Step | None:
        """The step with a section of its best lead for every story that it leaves without; nothing if there is none."""
        opened = {person for cast in step.opened for person in cast}
        homes: set[int] = set()
        for at in self._touched(step):
            if self._place(at, step) is None:
                best = self._contests[at].best
                if (
                    best in opened
                    or (best,) in step.closed
                    or self._open.get(best, ()) not in {(), *step.closed}
                ):
                    return None
                homes.add(best)
        return (
            replace(step, opened=(*step.opened, *((person,) for person in sorted(homes)))) if homes else step
        )

    def _gain(self, step: _Step) -> Value:
        """By how much the step changes the value: better if below (0, 0)."""
        cost, people = OPENING * (len(step.opened) - len(step.closed)), 0
        for at in self._touched(step):
            before, after = self._now[at], self._place(at, step)
            assert before is not None, "every story has a place"
            assert after is not None, "every story has a place"
            cost += (after[0] - before[0]) * self._contests[at].times
            people += (after[1] - before[1]) * self._contests[at].times
        return cost, people

    def _touched(self, step: _Step) -> list[int]:
        """The stories that may move: those of the people in its casts."""
        return sorted({at for person in step.people for at in self._stories[person]})

    def _place(self, at: int, step: _Step) -> Place | None:
        """Where a story stands after a step."""
        casts = {self._open[person] for person in self._people[at] if person in self._open}
        if step is not _NO_STEP:
            casts.difference_update(step.closed)
            casts.update(step.opened)
        return chosen(self._contests[at], casts)
