"""Ids of stories that last: a story that grows, or loses its first article to an earlier day, keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from digest.model import Article, ArticleId, StoryId, content_id

Group = Sequence[Article]


def lasting(
    groups: Iterable[Group], known: Mapping[ArticleId, StoryId]
) -> tuple[list[tuple[StoryId, Group]], dict[StoryId, StoryId]]:
    """Each group of articles with its story's id, and which older ids lead to which.

    A story that was told before keeps its id; of several older ones that of the oldest article stays, and the others
    lead to it. A story that fell apart leaves its id to one of its parts: that with the article it is called after, if
    there. A new one is called after its oldest article. No two have the same id. The order of `groups` does not
    matter; the result is sorted by the ids of their oldest articles.
    """
    kept: list[tuple[StoryId, StoryId, Group]] = []
    merged: dict[StoryId, StoryId] = {}
    taken: set[StoryId] = set()
    for _, fresh, group in sorted(_turn(group, known) for group in groups):
        by_age = sorted(group, key=_age)
        before = dict.fromkeys(known[each.id] for each in by_age if each.id in known)
        free = [each for each in before if each not in taken]
        lasts = free[0] if free else _unlike(taken, fresh)
        taken.add(lasts)
        merged |= dict.fromkeys(free[1:], lasts)
        kept.append((fresh, lasts, group))
    return [(lasts, group) for _, lasts, group in sorted(kept)], {
        old: new for old, new in merged.items() if old not in taken
    }


def _turn(group: Group, known: Mapping[ArticleId, StoryId]) -> tuple[bool, StoryId, Group]:
    """Which group chooses its id first: one that has the story called after its own oldest article."""
    fresh = _fresh(group)
    return all(known.get(each.id) != fresh for each in group), fresh, group


def _unlike(taken: Set[StoryId], fresh: StoryId) -> StoryId:
    """The new id, or one made of it where a story of old goes on under it."""
    while fresh in taken:
        fresh = StoryId(content_id("story", fresh))
    return fresh


def _fresh(group: Group) -> StoryId:
    return StoryId(content_id("story", min(group, key=_age).id))


def _age(article: Article) -> tuple[float, str]:
    return article.published.timestamp(), article.id
