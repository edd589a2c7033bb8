"""How well people are recognised in the labelled texts, and told apart across the articles of the sets.

A person found is matched with the one marked whose name or alias it bears, or whose longest mention it holds. B-cubed
is Bagga and Baldwin's (1998), over (article, person) pairs.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from digest.cli.analyze import answers, read_lines
from digest.text.folding import fold
from tests.quality.labelled import Labelled, Set, Spot


@dataclass
class Tally:
    """What was found, missed and mistaken, in one category or in all."""

    found: int = 0
    missed: int = 0
    false: int = 0
    given: int = 0
    spots: int = 0
    right: int = 0
    articles: int = 0
    placed: int = 0  # of those found, whether they are central or passing is told as marked
    faults: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        return {
            "people": 2 * self.found / max(1, 2 * self.found + self.missed + self.false),
            "attribution": self.given / max(1, self.spots),
            "all right": self.right / max(1, self.articles),
            "involvement": self.placed / max(1, self.found),
        }


@dataclass(frozen=True)
class Seen:
    """A person as the analyser found one in an article."""

    id: str
    name: str
    spots: frozenset[Spot]
    central: bool = True


def analysed(articles: Sequence[Labelled], *, recogniser: str = "") -> list[list[Seen]]:
    """The people found in each of these articles, read in one run."""
    lines = (json.dumps({"id": each.id, "published": each.published, **each.fields}) for each in articles)
    good, errors = read_lines(lines, recogniser)
    assert not errors
    return [[_seen(person) for person in told["people"]] for told in answers(good)]  # type: ignore[attr-defined]


def _seen(told: Mapping[str, Any]) -> Seen:
    spots = frozenset((each["field"], each["start"], each["end"]) for each in told["mentions"])
    return Seen(told["person_id"], told["name"], spots, told["central"])


Read = Callable[[Sequence[Labelled]], list[list[Seen]]]


def score(articles: Sequence[Labelled], read: Read = analysed) -> dict[str, Tally]:
    """A tally for each category, each article read on its own. `read`: the analyser, or a peer of it."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for article in articles:
        _count(article, read([article])[0], tallies[article.category])
    return dict(tallies)


def total(tallies: Iterable[Tally]) -> Tally:
    """All categories in one."""
    whole = Tally()
    for each in tallies:
        for name in ("found", "missed", "false", "given", "spots", "right", "articles", "placed"):
            setattr(whole, name, getattr(whole, name) + getattr(each, name))
        whole.faults += each.faults
    return whole


def matched(article: Labelled, found: Sequence[Seen]) -> dict[str, Seen]:
    """Whom the analyser found, by the key of the person marked."""
    owner: dict[str, Seen] = {}
    for named in (True, False):
        for key, person in article.people.items():
            free = [each for each in found if each not in owner.values()]
            names = {fold(name) for name in (person.name, *person.aliases)}
            longest = max(_spots(article, key), key=lambda spot: spot[2] - spot[1], default=None)
            fits = [
                each
                for each in free
                if (fold(each.name) in names if named else longest and covers(each.spots, longest))
            ]
            if key not in owner and fits and longest:
                owner[key] = max(fits, key=lambda each: _held(article, key, each))
    return owner


def _spots(article: Labelled, key: str) -> list[Spot]:
    return [spot for spot, owner in article.spots.items() if owner == key]


def _held(article: Labelled, key: str, seen: Seen) -> int:
    return sum(covers(seen.spots, spot) for spot in _spots(article, key))


def covers(spots: Iterable[Spot], wanted: Spot) -> bool:
    """Whether one of these spots holds at least half of the wanted one."""
    name, start, end = wanted
    return any(f == name and 2 * (min(e, end) - max(s, start)) >= end - start for f, s, e in spots)


def _count(article: Labelled, found: Sequence[Seen], tally: Tally) -> None:
    owner = matched(article, found)
    wanted = {key for key, person in article.people.items() if not person.optional}
    asked = [(spot, key) for spot, key in article.spots.items() if key in wanted]
    lost = [spot for spot, key in asked if key not in owner or not covers(owner[key].spots, spot)]
    missed = [article.people[key].name for key in wanted - owner.keys()]
    false = [each.name for each in found if each not in owner.values() and not _excused(article, each)]
    wrong = [spot for key, seen in owner.items() for spot in seen.spots if not _his(article, key, spot)]
    tally.articles += 1
    tally.found += len(owner.keys() & wanted)
    tally.placed += sum(
        owner[key].central is not article.people[key].passing for key in owner.keys() & wanted
    )
    tally.missed += len(missed)
    tally.false += len(false)
    tally.spots += len(asked)
    tally.given += len(asked) - len(lost)
    tally.right += not (missed or false or wrong or lost)
    if missed or false or wrong or lost:
        told = [f"missed {missed}", f"false {false}"]
        told += [
            f"wrong {[article.words(each) for each in wrong]}",
            f"lost {[article.words(each) for each in lost]}",
        ]
        tally.faults.append(f"{article.id}: " + ", ".join(told))


def _excused(article: Labelled, seen: Seen) -> bool:
    """Whether somebody found who is none of those marked costs nothing: held by what is open or counts neither way."""
    optional = {key for key, person in article.people.items() if person.optional}
    excused = {spot for spot, key in article.spots.items() if key in optional}
    excused |= {spot for spot, keys in article.open.items() if keys <= optional}
    return all(covers(article.ignored | excused, spot) for spot in seen.spots)


def _his(article: Labelled, key: str, spot: Spot) -> bool:
    """Whether a mention may be this person's."""
    open_to_him = [place for place, keys in article.open.items() if key in keys]
    return any(covers([spot], place) for place in (*_spots(article, key), *open_to_him, *article.ignored))


def b_cubed(sets: Iterable[Set], read: Read = analysed) -> tuple[float, list[str]]:
    """Mean F1 over the sets, and which different people share an id (wrong merges)."""
    scores: list[float] = []
    merges: list[str] = []
    for each in sets:
        given = _pairs(each, read)
        scores.append(_f1(given))
        by_id: dict[str, set[str]] = defaultdict(set)
        for _, key, found in given:
            if key and found:
                by_id[found].add(key)
        merges += (f"{each.id}: {sorted(keys)} share an id" for keys in by_id.values() if len(keys) > 1)
    return sum(scores) / max(1, len(scores)), merges


def _pairs(given: Set, read: Read) -> list[tuple[str, str, str]]:
    """(article, key of the person marked, id found); empty where nobody was marked or found."""
    pairs = []
    for article, found in zip(given.articles, read(given.articles), strict=True):
        owner = matched(article, found)
        for key, person in article.people.items():
            if not person.optional and _spots(article, key):
                pairs.append((article.id, key, owner[key].id if key in owner else ""))
        spurious = (each for each in found if each not in owner.values() and not _excused(article, each))
        pairs += ((article.id, "", each.id) for each in spurious)
    return pairs


def _f1(pairs: Sequence[tuple[str, str, str]]) -> float:
    marked = [pair for pair in pairs if pair[1]]
    found = [pair for pair in pairs if pair[2]]
    precision = sum(_share(pair, found, by=2) for pair in found) / max(1, len(found))
    recall = sum(_share(pair, marked, by=1) for pair in marked) / max(1, len(marked))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(pair: tuple[str, str, str], among: Sequence[tuple[str, str, str]], *, by: int) -> float:
    """How many of those grouped with a pair agree with it; none where it is missed or spurious."""
    if not (pair[1] and pair[2]):
        return 0.0
    group = [each for each in among if each[by] == pair[by]]
    return sum(each[1] == pair[1] and each[2] == pair[2] for each in group) / len(group)
