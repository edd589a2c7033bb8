"""Which items tell one story: ours beside scikit-learn, on the labelled items of tests/quality, and how fast.

Run it from the checkout: python -m benchmarks.grouping

The peers are TF-IDF (title twice, English stop words, sublinear) with average-link agglomerative clustering and with
DBSCAN. Their thresholds are chosen on *seen*, apart for snippets and for headlines; ours, tuned on *seen* and on the
development data, has one setting for both. B-cubed F1 in percent; the interval is that of ours less the peer, 95 %, by
1,000 paired bootstraps over stories. Large sets are *seen* again and again, in each round with other letters in
most words: invented variation, so they measure speed and not quality. Processor seconds, the best of three.
"""

from __future__ import annotations

import re
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from random import Random

from digest.model import Article
from digest.stories.group import group_stories
from tests.builders import an_article
from tests.quality.test_stories import DEVELOPMENT, Labelled, development, labelled

try:
    from sklearn.cluster import DBSCAN, AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer
except ImportError:
    sys.exit("scikit-learn is not installed; it is no dependency: python -m pip install scikit-learn")

LARGE = 11_000
PEER_ITEMS = 1_000  # agglomerative clustering keeps every pair: a large set would not fit
GRID = [step / 40 for step in range(20, 40)]  # cosine distances
Grouping = Callable[[Sequence[Article]], list[int]]  # a story's number for each article


def ours(articles: Sequence[Article]) -> list[int]:
    """The stories of `digest.stories.group`."""
    story = {each.id: number for number, told in enumerate(group_stories(articles)) for each in told}
    return [story[each.id] for each in articles]


def agglomerative(distance: float) -> Grouping:
    """Average link over cosine distances."""

    def grouped(articles: Sequence[Article]) -> list[int]:
        found = AgglomerativeClustering(
            n_clusters=None, metric="cosine", linkage="average", distance_threshold=distance
        ).fit_predict(_matrix(articles).toarray())
        return [int(each) for each in found]

    return grouped


def dbscan(distance: float) -> Grouping:
    """Density: whoever is within the distance of another is of its story."""

    def grouped(articles: Sequence[Article]) -> list[int]:
        found = DBSCAN(eps=distance, min_samples=2, metric="cosine").fit_predict(_matrix(articles))
        return [int(each) if each >= 0 else -1 - at for at, each in enumerate(found)]

    return grouped


def _matrix(articles: Sequence[Article]):
    texts = [f"{each.title} {each.title} {each.text}" for each in articles]
    return TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)


def scores(grouping: Grouping, data: Labelled) -> dict[str, list[tuple[float, float]]]:
    """Precision and recall of each item (Bagga & Baldwin 1998), by the story it tells."""
    articles, gold = data
    found = grouping(articles)
    kinds = [gold[each.id] for each in articles]
    both, by_story, by_kind = Counter(zip(found, kinds, strict=True)), Counter(found), Counter(kinds)
    told: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for story, kind in zip(found, kinds, strict=True):
        same = both[story, kind]
        told[kind].append((same / by_story[story], same / by_kind[kind]))
    return told


def f1(rows: Sequence[tuple[float, float]]) -> float:
    """B-cubed F1 in percent."""
    precision, recall = (sum(side) / len(rows) for side in zip(*rows, strict=True))
    return 200 * precision * recall / (precision + recall)


def all_f1(told: dict[str, list[tuple[float, float]]]) -> float:
    """B-cubed F1 of all items."""
    return f1([row for rows in told.values() for row in rows])


def interval(one: dict, other: dict, *, rounds: int = 1000) -> tuple[float, float]:
    """How far one is ahead of the other: 95 % by bootstrap over stories, the same for both."""
    random = Random(33)
    stories = sorted(one)
    ahead = []
    for _ in range(rounds):
        drawn = random.choices(stories, k=len(stories))
        ahead.append(f1([r for s in drawn for r in one[s]]) - f1([r for s in drawn for r in other[s]]))
    ahead.sort()
    return ahead[round(0.025 * rounds)], ahead[round(0.975 * rounds) - 1]


def tuned(make: Callable[[float], Grouping], data: Labelled) -> float:
    """The distance with the best F1."""
    return max(GRID, key=lambda distance: all_f1(scores(make(distance), data)))


def varied(data: Labelled, count: int) -> list[Article]:
    """As many items as asked for: the same stories with other names, round after round."""
    found: list[Article] = []
    turn = 0
    while len(found) < count:
        for each in data[0]:
            title, text = (_respelled(field, turn) for field in (each.title, each.text))
            url = f"https://outlet.example/{len(found)}"
            found.append(an_article(title, text, url=url, published=each.published))
        turn += 1
    return found[:count]


def _respelled(text: str, turn: int) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group()
        kept = len(word) < 4 or (word.islower() and zlib.crc32(word.encode()) % 3)
        return (
            word if kept or not turn else f"{word[:3]}{chr(97 + turn % 26)}{chr(97 + turn // 26)}{word[4:]}"
        )

    return re.sub(r"\w+", other, text)


def rate(grouping: Grouping, articles: Sequence[Article]) -> float:
    """Items a second."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        grouping(articles)
        spent.append(time.process_time() - began)
    return len(articles) / min(spent)


def main() -> None:
    """Quality, then speed."""
    for kind, with_text in (("snippets", True), ("headlines", False)):
        seen = labelled("seen", with_text=with_text)
        data = {"seen": seen, "kept": labelled("kept", with_text=with_text)}
        if DEVELOPMENT.is_file():
            data["development"] = development(with_text=with_text)
        peers = {
            f"{make.__name__} {distance:.3f}": make(distance)
            for make, distance in ((make, tuned(make, seen)) for make in (agglomerative, dbscan))
        }
        for name, items in data.items():
            own = scores(ours, items)
            print(
                f"{kind}, {name}: {len(items[0])} items, {len(own)} stories\n  {'ours':<22}{all_f1(own):6.1f}"
            )
            for peer, grouping in peers.items():
                theirs = scores(grouping, items)
                low, high = interval(own, theirs)
                print(f"  {peer:<22}{all_f1(theirs):6.1f}   ours ahead by {low:+.1f} to {high:+.1f}")
        large = varied(seen, LARGE)
        print(f"{kind}: {rate(ours, large):,.0f} items/s of {LARGE:,}; of the first {PEER_ITEMS:,}:")
        own_rate = rate(ours, large[:PEER_ITEMS])
        for peer, grouping in peers.items():
            print(f"  ours / {peer:<22}{own_rate / rate(grouping, large[:PEER_ITEMS]):6.1f}")
        print()


if __name__ == "__main__":
    main()
