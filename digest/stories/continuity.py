"""Which stories go on: what an earlier edition told of the same people and the same matter.

A story groups the articles of one event and is bounded in time; what follows from it a week later is another story.
That it follows is seen by who is in it and by the words the two share: the cosine of what was told of both, where
people who are central to both lower what is asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from digest.model import Continuation, Edition, Involvement, PersonId, Story, StoryId
from digest.text.similarity import Vector, dot, idf, terms, tfidf

SAME_PEOPLE = 0.13  # cosine from which a story goes on that shares a central person with an earlier one
EACH_MORE = 0.5  # of what is asked for, for every further central person they share
SAME_STORY = 0.30  # cosine from which one goes on whose articles were grouped with those of the earlier one


@dataclass(frozen=True, slots=True)
class _Told:
    """A story as an earlier edition told it."""

    story: Story
    edition: Edition


@dataclass(frozen=True, slots=True)
class _Seen:
    """A story as another one is compared with it."""

    story: StoryId
    people: frozenset[PersonId]  # who is central to it
    vector: Vector

    def likeness(self, other: _Seen) -> float:
        """How like the other it is, 1 being what is asked for."""
        shared = len(self.people & other.people)
        asked = SAME_PEOPLE * EACH_MORE ** (shared - 1) if shared else SAME_STORY
        return dot(self.vector, other.vector) / asked


def continued(
    stories: Iterable[Story],
    earlier: Sequence[Edition],
    *,
    story_ids: Mapping[StoryId, StoryId],
    people_ids: Mapping[PersonId, PersonId],
) -> list[Story]:
    """The stories, each with what it continues.

    `earlier`: editions, newest first; the ids say what old ones lead to now, where they do. Of several stories that it
    could continue the newest is gone on from, and the oldest says since when.
    """
    stories = list(stories)
    told = [_Told(story, edition) for edition in earlier for story in edition.stories]
    seen = _seen([*stories, *(each.story for each in told)], story_ids, people_ids)
    now, before = seen[: len(stories)], seen[len(stories) :]
    places: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(before):
        for key in (each.story, *each.people):
            places[key].append(at)

    def continuation(one: _Seen) -> Continuation | None:
        near = {at for key in (one.story, *one.people) for at in places.get(key, ())}
        return _continuation([told[at] for at in sorted(near) if one.likeness(before[at]) >= 1.0])

    return [replace(story, continues=continuation(one)) for story, one in zip(stories, now, strict=True)]


def _seen(
    stories: Sequence[Story], story_ids: Mapping[StoryId, StoryId], people_ids: Mapping[PersonId, PersonId]
) -> list[_Seen]:
    counts = [Counter(_words(story)) for story in stories]
    weights = idf(counts)
    return [
        _Seen(
            story_ids.get(story.id, story.id),
            frozenset(people_ids.get(each, each) for each in _central(story)),
            tfidf(count, weights),
        )
        for story, count in zip(stories, counts, strict=True)
    ]


def _central(story: Story) -> list[PersonId]:
    return [part.person for part in story.people if part.involvement is Involvement.CENTRAL]


def _words(story: Story) -> list[str]:
    """The terms of what is told of a story, its people's names left out: they count by themselves."""
    names = {term for part in story.people for term in terms(part.name)}
    titles = (source.title for source in story.sources)
    told = (story.headline, *titles, *(each.text for each in story.summary))
    return [term for text in told for term in terms(text) if term not in names]


def _continuation(told: Sequence[_Told]) -> Continuation | None:
    """What follows from all that told of it, newest first: the first of them begins it, the newest is gone on from."""
    if not told:
        return None
    newest = told[0].edition
    known = [each.story.continues for each in told if each.story.continues]
    dates = {each.edition.local_date for each in told} | {each.since for each in known}
    days = max([len({each.edition.number for each in told}), *(each.day for each in known)])
    return Continuation(since=min(dates), day=days + 1, edition=newest.number, told=newest.local_date)
