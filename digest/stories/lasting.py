"""Ids of stories that last: a story that grows, or loses its first article to an earlier day, keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from digest.model import ArticleId, Story, StoryId


def lasting(
    stories: Iterable[Story], known: Mapping[ArticleId, StoryId]
) -> tuple[list[Story], dict[StoryId, StoryId]]:
    """The stories under the ids their articles were told under before, and which older ids lead to which.

    Of several older ids that of the oldest article stays, and the others lead to it. A story that fell apart leaves
    its id to one of its parts. The order of `stories` does not matter; the result is sorted by their fresh ids.
    """
    kept: list[Story] = []
    merged: dict[StoryId, StoryId] = {}
    taken: set[StoryId] = set()
    for story in sorted(stories, key=lambda each: each.id):
        by_age = sorted(story.sources, key=lambda source: (source.published, source.article))
        before = dict.fromkeys(known[source.article] for source in by_age if source.article in known)
        free = [each for each in before if each not in taken]
        lasts = free[0] if free else story.id
        taken.add(lasts)
        merged |= dict.fromkeys(free[1:], lasts)
        kept.append(replace(story, id=lasts))
    return kept, {old: new for old, new in merged.items() if old not in taken}
