"""How much news there is in stories: a sum of parts, each kept with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import fsum, log2

from digest.model import Factor, Story

HALF_LIFE = 24.0  # hours after which a story is half as new
NOVEL = 0.5  # how much somebody adds who was never in the news
FADE = 0.2  # what every doubling of its days takes from a story that goes on
FOLLOWED = 10.0  # more than the rest comes to
RARE, FREQUENT = 0.6, 0.3  # of rarity, for the words alone


def score(
    stories: Sequence[Story], cut_off: datetime, *, novelty: float = 0.0, followed: bool = False
) -> tuple[Factor, ...]:
    """The newsworthiness of a story or of the stories of a section (at least one): the parts that are not zero.

    Every doubling of the outlets adds one; copies support nothing. `novelty`: how rarely its lead is in the news.
    """
    outlets: dict[str, float] = {}
    for story in stories:
        for source in story.sources:
            outlets[source.outlet] = max(source.weight, outlets.get(source.outlet, 0.0))
    weight = fsum(outlets.values()) / len(outlets)
    hours = max(0.0, (cut_off - max(story.published for story in stories)).total_seconds() / 3600)
    parts = (
        Factor(name="followed", amount=FOLLOWED * followed, why="followed people come first"),
        Factor(name="outlets", amount=log2(len(outlets)), why=f"{len(outlets)} outlets tell it"),
        Factor(name="weight", amount=weight - 1.0, why=f"its outlets weigh {weight:.3g} on average"),
        Factor(name="recency", amount=0.5 ** (hours / HALF_LIFE), why=f"newest {_ago(hours)}"),
        Factor(name="novelty", amount=NOVEL * novelty, why=_how_often(novelty)),
        _continues(stories),
        Factor(name="stories", amount=0.5 * log2(len(stories)), why=f"{len(stories)} stories"),
    )
    rounded = (Factor(name=each.name, amount=round(each.amount, 4), why=each.why) for each in parts)
    return tuple(each for each in rounded if each.amount)


def total(parts: Iterable[Factor]) -> float:
    """The sum of some parts, the same however they are ordered."""
    return round(fsum(each.amount for each in parts), 6)


def ranked(stories: Iterable[Story]) -> tuple[Story, ...]:
    """By their score, the most newsworthy first; between equals the newer one, then by headline."""
    return tuple(
        sorted(
            stories,
            key=lambda story: (-total(story.score), -story.published.timestamp(), story.headline, story.id),
        )
    )


def _continues(stories: Sequence[Story]) -> Factor:
    """What a story that goes on loses: more every day, less where many outlets tell it still.

    A section loses what the freshest of its stories does.
    """
    return max((_faded(story) for story in stories), key=lambda factor: (factor.amount, factor.why))


def _faded(story: Story) -> Factor:
    day = story.continues.day if story.continues else 1
    outlets = len({source.outlet for source in story.sources})
    told = "1 outlet tells it still" if outlets == 1 else f"{outlets} outlets tell it still"
    return Factor(name="continues", amount=-FADE * log2(day) / outlets, why=f"day {day} of it, {told}")


def _ago(hours: float) -> str:
    return f"{hours:.0f} h before the cut-off" if hours >= 1 else "within the last hour"


def _how_often(novelty: float) -> str:
    if novelty >= RARE:
        return "its lead is rarely in the news"
    return f"its lead is {'often' if novelty <= FREQUENT else 'now and then'} in the news"
