"""Ids of stories that last: a story that grows, or loses its first article to an earlier day, keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from digest.model import Article, ArticleId, StoryId, content_id

Group = Sequence[Article]


def lasting(
    groups: Iterable[Group], known: Mapping[ArticleId, StoryId]
) -> tuple[list[tuple[StoryId, Group]], dict[StoryId, StoryId]]:
    """Each group of articles with its story's id, and which older ids lead to which.

    A story that was told before keeps its id; of several older ones that of the oldest article stays, and the others
    lead to it. A story that fell apart leaves its id to one of its parts. A new one is called after its oldest
    article. The order of `groups` does not matter; the result is sorted by the ids of their oldest articles.
    """
    kept: list[tuple[StoryId, Group]] = []
    merged: dict[StoryId, StoryId] = {}
    taken: set[StoryId] = set()
    for fresh, group in sorted((_fresh(group), group) for group in groups):
        by_age = sorted(group, key=_age)
        before = dict.fromkeys(known[each.id] for each in by_age if each.id in known)
        free = [each for each in before if each not in taken]
        lasts = free[0] if free else fresh
        taken.add(lasts)
        merged |= dict.fromkeys(free[1:], lasts)
        kept.append((lasts, group))
    return kept, {old: new for old, new in merged.items() if old not in taken}


def _fresh(group: Group) -> StoryId:
    return StoryId(content_id("story", min(group, key=_age).id))


def _age(article: Article) -> tuple[float, str]:
    return article.published.timestamp(), article.id
