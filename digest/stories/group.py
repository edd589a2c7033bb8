"""Articles that tell the same event become one story.

Everything happens in (published, id) order, so how the articles arrive does not matter; and in steps whose work grows
with the articles, not with their pairs. What was measured: docs/decisions/0033-how-stories-are-grouped.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from digest.model import Article, StoryDecision
from digest.stories.bonds import Bonds
from digest.stories.linkage import Linkage
from digest.stories.near import lend, neighbours
from digest.stories.vectors import occurrences, vectors

COMPARED = 20_000  # characters by which texts are copies
TEASER = 12  # words; a shorter text ("Read more") makes no copies unless the titles agree


def group_stories(
    articles: Sequence[Article],
    *,
    span: timedelta = timedelta(days=3),
    decided: Sequence[StoryDecision] = (),
) -> list[tuple[Article, ...]]:
    """Group articles into stories; each story, and the list, is in (published, id) order.

    No story spans more time than `span`. Copies of one text share a story, and support it as one article would. What
    editors decided (oldest first) holds before all else; where decisions contradict each other, the newest does.
    """
    ordered = sorted(articles, key=_order)
    bonds = Bonds([each.published.timestamp() for each in ordered], span.total_seconds())
    bonds.decide(_numbered(ordered, decided))
    copies = _join_copies(ordered, bonds)
    found = occurrences([None if at in copies else each for at, each in enumerate(ordered)])
    pairs = neighbours(found, [each.published.timestamp() for each in ordered], span.total_seconds())
    Linkage(lend(vectors(found), pairs), pairs, bonds).run()
    stories: dict[int, list[Article]] = {}
    for at, article in enumerate(ordered):
        stories.setdefault(bonds.root(at), []).append(article)
    return [tuple(story) for story in stories.values()]


def _order(article: Article) -> tuple[float, str, str]:
    return article.published.timestamp(), article.id, article.revision


def _numbered(
    ordered: Sequence[Article], decided: Iterable[StoryDecision]
) -> Iterator[tuple[int, int, bool]]:
    """The decisions about articles that are there, by their numbers."""
    numbers = {article.id: at for at, article in enumerate(ordered)}
    for each in decided:
        if each.one in numbers and each.other in numbers:
            yield numbers[each.one], numbers[each.other], each.together


def _join_copies(ordered: Sequence[Article], bonds: Bonds) -> set[int]:
    """Join articles of one text, unless they are too far apart in time or parted by editors; all but the first of each.

    They count once. Articles without a word are nobody's copies.
    """
    first: dict[str, int] = {}
    copies = set()
    for at, article in enumerate(ordered):
        text = " ".join(article.text[:COMPARED].split())
        key = text if text.count(" ") >= TEASER else " ".join(f"{article.title} {text}".split())
        original = first.setdefault(key, at) if key else at
        if original == at:
            continue
        if bonds.together(original, at) or bonds.join(original, at):
            copies.add(at)
            bonds.count_once(at)
        else:
            first[key] = at
    return copies
