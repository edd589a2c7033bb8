"""What speaks for putting a story under each of its people: their share, weighed by how rarely they are in the news.

A claim says nothing about other stories, except that somebody who is central in nearly all of them counts as
somebody who is always in the news.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from math import fsum

from digest.model import Factor, Involvement, Part, Person, PersonId, Story, StoryId
from digest.stories.rank import FREQUENT, RARE
from digest.text.similarity import words

OPENING = 0.6  # of being in the headline: being named in the first sentence that is told
IN_TITLE = 1.5  # how much more of a story is theirs whom its headline names; its other titles count in part
LEAST_WEIGHT = 0.2  # of somebody in every article of the last weeks
KEPT = 1.2  # times the claim of those under whom the reader found the story last time
EVERYWHERE = 2 / 3  # of the stories: who is central in more of them is a thread through the news
FEW = 5  # stories, below which nobody is everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """What decides who leads."""

    cut_off: datetime
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    rarity: Mapping[PersonId, float] = field(default_factory=dict)  # who is missing is new: 1
    followed: frozenset[PersonId] = frozenset()
    muted: frozenset[PersonId] = frozenset()  # lead no section
    left_out: frozenset[PersonId] = frozenset()  # appear nowhere
    days: Mapping[PersonId, Sequence[int]] = field(default_factory=dict)  # stories a day, today last
    led: Mapping[StoryId, Collection[PersonId]] = field(default_factory=dict)  # the casts of the last edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """How much speaks for putting a story under somebody; `bar` says why they cannot lead it all the same."""

    part: Part
    amount: float
    why: str
    bar: str = ""


def central(story: Story) -> list[Part]:
    """The parts of those the story is about."""
    return [part for part in story.people if part.involvement is Involvement.CENTRAL]


def everywhere(stories: Sequence[Story]) -> frozenset[PersonId]:
    """Who is central in nearly all of these stories."""
    if len(stories) < FEW:
        return frozenset()
    count = Counter(part.person for story in stories for part in central(story))
    return frozenset(person for person, times in count.items() if times > EVERYWHERE * len(stories))


def claims_of(story: Story, casting: Casting, background: Collection[PersonId] = ()) -> tuple[Claim, ...]:
    """The claims of its central people, the greatest first; `background`: who is everywhere."""
    parts = central(story)
    naming = _Naming.of(story) if parts else None
    claims = [_claim(story, part, casting, naming, background) for part in parts if naming]
    return tuple(
        sorted(claims, key=lambda claim: (-round(claim.amount, 9), claim.part.name, claim.part.person))
    )


def as_factors(claims: Iterable[Claim]) -> tuple[Factor, ...]:
    """Claims in words; who cannot lead has none."""
    return tuple(
        Factor(
            name=claim.part.name,
            amount=0.0 if claim.bar else round(claim.amount, 4),
            why=f"{claim.why}; {claim.bar}" if claim.bar else claim.why,
        )
        for claim in sorted(claims, key=lambda claim: bool(claim.bar))
    )


def weight(rarity: float) -> float:
    """How much a share counts of somebody as rare as this (0 to 1)."""
    return LEAST_WEIGHT + (1 - LEAST_WEIGHT) * rarity


@dataclass(frozen=True, slots=True)
class _Naming:
    """The words of a story's titles and of what is told, and who bears which surname in it."""

    headline: frozenset[str]
    titles: tuple[frozenset[str], ...]
    opening: frozenset[str]  # of what is told
    told: frozenset[str]
    bearers: Mapping[str, Sequence[Part]]  # of what may be a surname: the last word of a name, or the first

    @classmethod
    def of(cls, story: Story) -> _Naming:
        headline = frozenset(words(story.headline))
        bearers: dict[str, list[Part]] = defaultdict(list)
        for part in story.people:
            for word in set(_called(part.name)):
                bearers[word].append(part)
        return cls(
            headline=headline,
            titles=tuple(frozenset(words(source.title)) for source in story.sources if source.title),
            opening=frozenset(words(story.summary[0].text)) if story.summary else frozenset(),
            told=headline.union(*(words(sentence.text) for sentence in story.summary)),
            bearers=bearers,
        )

    def titled(self, part: Part) -> tuple[float, float]:
        """How much of the titles names somebody (1: the headline does), and whose share that speaks for."""
        share = self._share(self.headline, part)
        if share is not None:
            return 1.0, share
        shares = [share for title in self.titles if (share := self._share(title, part)) is not None]
        return len(shares) / max(1, len(self.titles)), fsum(shares) / max(1, len(shares))

    def _share(self, title: frozenset[str], part: Part) -> float | None:
        """The share of whom a title means where it names somebody: a surname that several bear means them equally.

        It does not mean those beside whose surname the first name of another stands.
        """
        first, *rest = _called(part.name)
        if first in title:
            return part.share
        for last in rest:
            if not title.isdisjoint((last, f"{last}s")):
                family = self.bearers[last]
                if title.isdisjoint(_called(each.name)[0] for each in family):
                    shares = [each.share for each in family if each.involvement is Involvement.CENTRAL]
                    return fsum(shares) / len(shares)
        return None


@lru_cache(maxsize=65536)
def _called(name: str) -> tuple[str, ...]:
    """The words by which somebody is called for short, the first and the last: either may be the surname."""
    own = words(name) or [""]
    return (own[0], own[-1]) if len(own) > 1 else (own[0],)


def _claim(
    story: Story, part: Part, casting: Casting, naming: _Naming, background: Collection[PersonId]
) -> Claim:
    rarity = 0.0 if part.person in background else casting.rarity.get(part.person, 1.0)
    titled, share = naming.titled(part)
    kept = part.person in casting.led.get(story.id, ())
    amount = (part.share + IN_TITLE * titled * share) * weight(rarity) * (KEPT if kept else 1.0)
    why = [
        f"{part.share:.0%} of its mentions".replace("%", " %"),
        "in the headline" if titled == 1 else "named early" if titled else "",
        _how_often(rarity, part.person in background),
        "led it last time" if kept else "",
        "followed" if part.person in casting.followed else "",
    ]
    return Claim(
        part=part,
        amount=amount,
        why=", ".join(each for each in why if each),
        bar=_bar(story, part, casting, naming),
    )


def _how_often(rarity: float, everywhere: bool) -> str:
    if everywhere:
        return "in nearly every story"
    return "rarely in the news" if rarity >= RARE else "often in the news" if rarity <= FREQUENT else ""


def _bar(story: Story, part: Part, casting: Casting, naming: _Naming) -> str:
    """Why somebody cannot lead a story: the reader would not meet them in what is told, or an editor muted them."""
    if part.person in casting.muted:
        return "muted"
    if part.person in casting.followed or not story.summary:
        return ""
    return "not named in what is told" if naming.told.isdisjoint(_called(part.name)) else ""
