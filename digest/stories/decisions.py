"""What editors decided about stories goes on holding for what is told of them later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from digest.model import ArticleId, StoryDecision, StoryId


def join(stories: Sequence[Sequence[ArticleId]]) -> list[StoryDecision]:
    """The decisions that make one story of these, each given as its articles: all of them belong to the last one."""
    articles = list(dict.fromkeys(each for story in stories for each in story))
    return [StoryDecision(one=each, other=articles[-1], together=True) for each in articles[:-1]]


def part(story: Sequence[ArticleId], taken_out: Sequence[ArticleId]) -> list[StoryDecision]:
    """The decisions that take some articles out of a story, without saying what becomes of them."""
    out = set(taken_out)
    left = [each for each in story if each not in out]
    return [
        StoryDecision(one=one, other=other, together=False)
        for one in dict.fromkeys(taken_out)
        for other in left
    ]


def sticking(decisions: Sequence[StoryDecision], known: Mapping[ArticleId, StoryId]) -> list[StoryDecision]:
    """The decisions, each followed by what it means for everything told in the same stories since, oldest first.

    `known`: the story in which each article was told, of the window and of the decisions. An article that came to a
    story after an editor's decision goes where the story goes, though the articles decided about are too old by now.
    """
    told: dict[StoryId, list[ArticleId]] = defaultdict(list)
    for article in sorted(known):
        told[known[article]].append(article)
    found: list[StoryDecision] = []
    spread: tuple[StoryId, StoryId, bool] | None = None
    for each in decisions:
        between = (known.get(each.one), known.get(each.other))
        if between[0] is not None and between[1] is not None and spread != (*between, each.together):
            spread = (between[0], between[1], each.together)
            found += _between(told[between[0]], told[between[1]], together=each.together)
        found.append(each)
    return found


def _between(one: Sequence[ArticleId], other: Sequence[ArticleId], *, together: bool) -> list[StoryDecision]:
    """The same decision for all articles of two stories. Of one story: it was told before they were parted."""
    if together:
        articles = sorted({*one, *other})
        return [StoryDecision(one=each, other=articles[0], together=True) for each in articles[1:]]
    if one == other:
        return []
    return [StoryDecision(one=here, other=there, together=False) for here in one for there in other]
