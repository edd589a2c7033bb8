"""How much news there is in stories, with the parts it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log2

from digest.model import Story

HALF_LIFE = 24.0  # hours after which a story is half as new


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Newsworthiness and its parts: each part says how much it adds."""

    outlets: float  # how many tell it; every doubling adds one
    weight: float  # how much its outlets count beyond the usual
    recency: float  # 0 to 1, halved every day before the cut-off
    novelty: float  # 0 to 1, how rarely its people are in the news
    stories: float  # more than one story

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return self.outlets + self.weight + self.recency + self.novelty + self.stories


def score(stories: Sequence[Story], *, cut_off: datetime, novelty: float = 0.0) -> Score:
    """The newsworthiness of a story or of the stories of a section (at least one)."""
    outlets: dict[str, float] = {}
    for story in stories:
        for source in story.sources:
            outlets[source.outlet] = max(source.weight, outlets.get(source.outlet, 0.0))
    hours = max(0.0, (cut_off - max(story.published for story in stories)).total_seconds() / 3600)
    return Score(
        outlets=log2(len(outlets)),
        weight=sum(outlets.values()) / len(outlets) - 1.0,
        recency=0.5 ** (hours / HALF_LIFE),
        novelty=novelty,
        stories=0.5 * log2(len(stories)),
    )


def ranked(stories: Sequence[Story], *, cut_off: datetime) -> tuple[Story, ...]:
    """The most newsworthy first; between equals the newer one, then by headline."""
    return tuple(
        sorted(
            stories,
            key=lambda story: (
                -round(score([story], cut_off=cut_off).total, 6),
                -story.published.timestamp(),
                story.headline,
                story.id,
            ),
        )
    )
