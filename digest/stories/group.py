"""Articles that tell the same event become one story.

TF-IDF cosine with the title counted twice; average linkage (Sokal & Michener 1958) over the nearest neighbours
an inverted index finds, so the work grows with the articles and not with their pairs. Everything happens in
(published, id) order: how the articles arrive does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush, nlargest

from digest.model import Article
from digest.text.similarity import Vector, dot, idf, terms, tfidf

THRESHOLD = 0.20  # average similarity from which two groups tell one story; tuned by B-cubed
TITLE_COUNT = 2
BODY_TERMS = 120  # an article says in its first lines what happened
PROBES = 12  # rarest terms of an article that look for its neighbours
NEIGHBOURS = 24
CROWD = 120  # articles a term leads to: the latest before


@dataclass(slots=True)
class _Group:
    """Articles on their way to becoming a story. Copies of one text count once."""

    members: list[Article]
    total: Vector  # the sum of its vectors
    size: int  # how many vectors, copies not counted
    begin: datetime
    end: datetime
    near: set[int] = field(default_factory=set)  # groups that may tell the same


def group_stories(
    articles: Sequence[Article], *, span: timedelta = timedelta(days=3)
) -> list[tuple[Article, ...]]:
    """Group articles into stories; each story, and the list, is in (published, id) order.

    No story spans more time than `span`. Copies of one text share a story, and support it as one article would.
    """
    copies = _copies(sorted(articles, key=_order), span)
    vectors = _vectors([each[0] for each in copies])
    groups = {
        at: _Group(each, vector, 1, each[0].published, each[-1].published)
        for at, (each, vector) in enumerate(zip(copies, vectors, strict=True))
    }
    _merge(groups, _neighbours(vectors), span)
    stories = [tuple(sorted(group.members, key=_order)) for group in groups.values()]
    return sorted(stories, key=lambda story: _order(story[0]))


def _order(article: Article) -> tuple[float, str, str]:
    return article.published.timestamp(), article.id, article.revision


def _copies(articles: Sequence[Article], span: timedelta) -> list[list[Article]]:
    """Articles of one text, told within `span`, side by side."""
    found: list[list[Article]] = []
    newest: dict[str, list[Article]] = {}
    for article in articles:
        key = " ".join((article.text or article.title).split())
        known = newest.get(key)
        if known and article.published - known[0].published <= span:
            known.append(article)
        else:
            newest[key] = [article]
            found.append(newest[key])
    return found


def _vectors(articles: Sequence[Article]) -> list[Vector]:
    counts = [
        Counter(terms(each.title) * TITLE_COUNT + terms(each.text[: BODY_TERMS * 12])[:BODY_TERMS])
        for each in articles
    ]
    weights = idf(counts)
    return [tfidf(each, weights) for each in counts]


def _neighbours(vectors: Sequence[Vector]) -> list[tuple[float, int, int]]:
    """Pairs worth a look, each with its similarity: those that share one of their rarest terms."""
    postings: dict[str, list[int]] = defaultdict(list)
    probes: list[list[str]] = []
    shared = Counter(term for vector in vectors for term in vector)
    for vector in vectors:
        useful = [(weight, term) for term, weight in vector.items() if shared[term] > 1]
        probes.append([term for _, term in nlargest(PROBES, useful)])
    pairs: list[tuple[float, int, int]] = []
    for at, vector in enumerate(vectors):
        hits = Counter(other for term in probes[at] for other in postings[term][-CROWD:])
        for term in probes[at]:
            postings[term].append(at)
        close = [(dot(vector, vectors[other]), other) for other, _ in hits.most_common(2 * NEIGHBOURS)]
        nearest = nlargest(NEIGHBOURS, close)
        pairs.extend((value, other, at) for value, other in nearest if value >= THRESHOLD / 2)
    return pairs


def _merge(groups: dict[int, _Group], pairs: Sequence[tuple[float, int, int]], span: timedelta) -> None:
    """Join the two most similar groups again and again, while their average similarity holds."""
    for _, one, other in pairs:
        groups[one].near.add(other)
        groups[other].near.add(one)
    queue = [(-value, one, other, 1, 1) for value, one, other in pairs if value >= THRESHOLD]
    heapify(queue)
    while queue:
        _, one, other, size, other_size = heappop(queue)
        stale = one not in groups or other not in groups
        if stale or (groups[one].size, groups[other].size) != (size, other_size):
            continue
        if _within(groups[one], groups[other], span):
            _join(groups, one, other)
            for near in sorted(groups[one].near):
                _consider(groups, min(one, near), max(one, near), queue)


def _within(one: _Group, other: _Group, span: timedelta) -> bool:
    return max(one.end, other.end) - min(one.begin, other.begin) <= span


def _consider(
    groups: Mapping[int, _Group], one: int, other: int, queue: list[tuple[float, int, int, int, int]]
) -> None:
    first, second = groups[one], groups[other]
    average = dot(first.total, second.total) / (first.size * second.size)
    if average >= THRESHOLD:
        heappush(queue, (-average, one, other, first.size, second.size))


def _join(groups: dict[int, _Group], one: int, other: int) -> None:
    kept, gone = groups[one], groups.pop(other)
    for term, value in gone.total.items():
        kept.total[term] = kept.total.get(term, 0.0) + value
    kept.members += gone.members
    kept.size += gone.size
    kept.begin, kept.end = min(kept.begin, gone.begin), max(kept.end, gone.end)
    for near in gone.near:
        groups[near].near.discard(other)
        groups[near].near.add(one)
    kept.near |= gone.near
    kept.near -= {one, other}
