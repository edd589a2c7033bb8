"""Layouts of least cost: exact for small parts of an edition, by local search for large ones.

Stories that share nobody decide nothing about each other, so each part of an edition that hangs together by its
people is laid out by itself. Everything runs in canonical order, so the same stories give the same layout.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from digest.stories.objective import OPENING, Contest, Layout, Members, Value, casts_for, chosen, value

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
    """Who can lead most stories takes them all, then the next of what is left."""
    count = Counter({person: 0 for each in contests for person in each.losses})
    for each in contests:
        count.update(dict.fromkeys(each.losses, each.times))
    order = {person: at for at, person in enumerate(sorted(count, key=lambda p: (-count[p], p)))}
    return frozenset((min(each.losses, key=order.__getitem__),) for each in contests)


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


class _Search:
    """Local search: a cast is opened in the place of those that share its people, or closed, while that helps."""

    def __init__(self, contests: Sequence[Contest], casts: Sequence[Members], start: Layout) -> None:
        self._contests = contests
        self._casts = casts
        self._open = {person: cast for cast in start for person in cast}
        self._stories: dict[int, list[int]] = defaultdict(list)
        for at, each in enumerate(contests):
            for person in sorted(each.people):
                self._stories[person].append(at)

    def improved(self) -> Layout:
        """A layout that no such step makes better (or what PASSES over all casts gave)."""
        for _ in range(PASSES):
            steps = [self._try(cast) for cast in self._casts]
            if not any(steps):
                break
        return frozenset(self._open.values())

    def _try(self, cast: Members) -> bool:
        """Open a closed cast, or close an open one, if that is better; whether it was."""
        closed = frozenset(self._open[person] for person in cast if person in self._open)
        step = self._with_homes(_Step(opened=() if cast in closed else (cast,), closed=closed))
        if step is None or self._gain(step) >= (0, 0):
            return False
        for person in {person for each in step.closed for person in each}:
            del self._open[person]
        self._open.update({person: each for each in step.opened for person in each})
        return True

    def _with_homes(self, step: _Step) -> _Step | None:
        """The step with a section of its best lead for every story that it leaves without; nothing if there is none."""
        homeless = [each for each in self._touched(step) if self._place(each, step) is None]
        homes = {each.best for each in homeless}
        opened = {person for cast in step.opened for person in cast}
        if any(person in opened or self._open.get(person, ()) not in {(), *step.closed} for person in homes):
            return None
        return replace(step, opened=(*step.opened, *((person,) for person in sorted(homes))))

    def _gain(self, step: _Step) -> Value:
        """By how much the step changes the value: better if below (0, 0)."""
        cost, people = OPENING * (len(step.opened) - len(step.closed)), 0
        for each in self._touched(step):
            before, after = self._place(each, None), self._place(each, step)
            assert before is not None, "every story has a place"
            assert after is not None, "every story has a place"
            cost += (after[0] - before[0]) * each.times
            people += (after[1] - before[1]) * each.times
        return cost, people

    def _touched(self, step: _Step) -> list[Contest]:
        places = {at for person in step.people for at in self._stories[person]}
        return [self._contests[at] for at in sorted(places)]

    def _place(self, each: Contest, step: _Step | None) -> tuple[int, int, Members] | None:
        """Where a story stands, after a step if one is given."""
        casts = {self._open[person] for person in each.people if person in self._open}
        if step is not None:
            casts = (casts - step.closed).union(step.opened)
        return chosen(each, casts)
