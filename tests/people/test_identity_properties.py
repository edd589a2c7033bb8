"""What holds for identifying whatever the articles are, in invented worlds of namesakes, relatives and short names."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis.strategies import integers, randoms

from digest.model import Analysis, Appearance, Identification, PersonId, Reading
from digest.people import identify
from digest.people.bearers import Bearers
from digest.people.records import Record, name_beside
from tests.builders import an_article
from tests.people.builders import lexicon

GIVEN = ("Ottoline", "Bram", "Ines", "Matthias", "Priya", "Ruaridh", "Saskia", "Tobias")
SURNAMES = ("Vanterpool", "Ashgrove", "Quillfeather", "Dunmore")
WORLDS = (
    "trawler harbour mackerel skipper quayside lobster breakwater tideline buoy gannet",
    "soprano libretto overture conductor rehearsal cellist aria orchestra encore chorus",
    "glacier moraine crevasse expedition icefall altimeter bivouac avalanche cornice summit",
    "tannery looms weaver dyehouse spindle flax shuttle bobbin worsted selvage",
)
ROLES = ("striker", "soprano", "senator", "surgeon")


@dataclass(frozen=True)
class Figure:
    """Who somebody really is."""

    name: str
    world: int


def a_cast(dice: random.Random, size: int = 10) -> list[Figure]:
    """People of different names in several worlds, and a namesake of one of them in another world."""
    names = dice.sample([f"{given} {surname}" for given in GIVEN for surname in SURNAMES], size)
    cast = [Figure(name, dice.randrange(len(WORLDS))) for name in names]
    namesake = Figure(cast[0].name, (cast[0].world + 1) % len(WORLDS))
    return sorted([*cast, namesake], key=lambda each: (each.name, each.world))


def an_article_of(
    cast: Sequence[Figure], number: int, dice: random.Random
) -> tuple[Reading, dict[str, Figure]]:
    world = dice.randrange(len(WORLDS))
    there = [each for each in cast if each.world == world]
    named = dice.sample(there, min(len(there), dice.randint(2, 4)))
    words = " ".join(dice.sample(WORLDS[world].split(), 8))
    article = an_article(f"Number {number}", words, url=f"https://a.example/{number}", hours_ago=500 - number)
    people = tuple(
        Appearance(key=f"p{at}", name=each.name, role=ROLES[world]) for at, each in enumerate(named)
    )
    analysis = Analysis(revision=article.revision, version="1", appearances=people)
    return Reading(article=article, analysis=analysis), {f"p{at}": each for at, each in enumerate(named)}


def a_world(seed: int, articles: int) -> tuple[list[Reading], dict[tuple[str, str], Figure]]:
    dice = random.Random(seed)
    cast = a_cast(dice)
    readings, truth = [], {}
    for number in range(articles):
        reading, named = an_article_of(cast, number, dice)
        readings.append(reading)
        truth |= {(reading.article.id, key): each for key, each in named.items()}
    return readings, truth


def whose(found: Sequence[Identification]) -> dict[tuple[str, str], PersonId]:
    return {(each.article, each.appearance): each.person for told in found for each in told.identities}


def day_by_day(readings: Sequence[Reading]) -> list[Identification]:
    register: dict[PersonId, object] = {}
    told = []
    for reading in readings:
        found = identify([reading], list(register.values()), lexicon=lexicon())  # type: ignore[arg-type]
        register |= {each.id: each for each in found.people}
        told.append(found)
    return told


def agreement(one: dict[tuple[str, str], object], other: dict[tuple[str, str], object]) -> float:
    """Of the pairs of appearances that either holds for one person, the part that both do."""
    pairs = [
        (one[a] == one[b], other[a] == other[b])
        for a, b in combinations(sorted(one), 2)
        if one[a] == one[b] or other[a] == other[b]
    ]
    return sum(a and b for a, b in pairs) / max(1, len(pairs))


@settings(max_examples=15, deadline=None)
@given(seed=integers(0, 10_000), dice=randoms(use_true_random=False))
def test_the_order_of_the_articles_never_matters(seed: int, dice: random.Random) -> None:
    readings, _ = a_world(seed, 8)
    found = identify(readings, (), lexicon=lexicon())
    dice.shuffle(readings)
    assert identify(readings, (), lexicon=lexicon()) == found


@settings(max_examples=15, deadline=None)
@given(seed=integers(0, 10_000))
def test_no_two_people_of_one_article_are_ever_one(seed: int) -> None:
    readings, _ = a_world(seed, 8)
    found = whose([identify(readings, (), lexicon=lexicon())])
    for reading in readings:
        there = [found[reading.article.id, each.key] for each in reading.analysis.appearances]
        assert len(set(there)) == len(there)


def test_namesakes_of_different_worlds_stay_two_and_nearly_everybody_stays_one() -> None:
    agreed = []
    for seed in range(12):
        readings, truth = a_world(seed, 16)
        found = whose([identify(readings, (), lexicon=lexicon())])
        agreed.append(agreement(found, truth))  # type: ignore[arg-type]
        meant: dict[PersonId, set[Figure]] = {}
        for place, person in found.items():
            meant.setdefault(person, set()).add(truth[place])
        assert all(len(figures) == 1 for figures in meant.values()), seed
    assert sum(agreed) / len(agreed) >= 0.95


def test_day_by_day_gives_nearly_the_people_that_one_batch_gives() -> None:
    agreed = []
    for seed in range(12):
        readings, _ = a_world(seed, 16)
        at_once = whose([identify(readings, (), lexicon=lexicon())])
        agreed.append(agreement(whose(day_by_day(readings)), at_once))  # type: ignore[arg-type]
    assert sum(agreed) / len(agreed) >= 0.95


@settings(max_examples=15, deadline=None)
@given(seed=integers(0, 10_000))
def test_identifying_the_same_articles_again_finds_the_same_people(seed: int) -> None:
    readings, _ = a_world(seed, 8)
    first = identify(readings, (), lexicon=lexicon())
    before, after = whose([first]), whose([identify(readings, first.people, lexicon=lexicon())])
    assert sum(before[place] == after[place] for place in before) >= 0.85 * len(before)


def test_of_thousands_with_one_surname_only_a_few_are_compared() -> None:
    known = Bearers(lexicon())
    for number in range(3000):
        record = Record(person=None, names={(f"given{number}", "kim")}, display=f"Given{number} Kim")
        name_beside(record, [f"other person{number % 50}"])
        known.put(record)
    asked = Record(person=None, names={("kim",)}, display="Kim")
    name_beside(asked, ["other person7"])
    found = known.bearing(asked)
    assert 0 < len(found) <= 100
    assert all("other person7" in each.others for each in found[-16:])


def test_a_proposal_never_speaks_of_two_who_are_one_or_of_one_article() -> None:
    for seed in range(20):
        readings, _ = a_world(seed, 12)
        readings = [replace(each, analysis=_shortened(each.analysis)) for each in readings]
        told = identify(readings, (), lexicon=lexicon())
        known = {each.id for each in told.people}
        assert all(each.one < each.other and {each.one, each.other} <= known for each in told.proposals)


def _shortened(analysis: Analysis) -> Analysis:
    """The first person there by surname only."""
    first, *rest = analysis.appearances or (None,)
    if first is None:
        return analysis
    return replace(analysis, appearances=(replace(first, name=first.name.split()[-1]), *rest))
