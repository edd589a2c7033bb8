"""Adding articles to the store, beside the same rows written by bare sqlite3.executemany: a ratio, in one run.

    python benchmarks/storing.py [ARTICLES]

Both write the same rows to the same tables with the same durability, from the same `Article` values: new ones, seen
at one moment, as a collect brings them, whose texts have typographic quotes. Ours also finds out which articles are
new and makes every text storable. CPU time, since a disk's mood says nothing about either; the two take turns at
going first, and the ratio is the median of those of the rounds.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from digest.model import Article, article_id, revision_id
from digest.store import open_storage, upgrade

ROUNDS = 15
NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
PARAGRAPH = "The harbour opened on Monday, and Ada Carrow said: “the quay will follow” before the summer. "


def articles(count: int) -> list[Article]:
    """Texts of about 3,000 characters, as a news article has."""
    made = []
    for number in range(count):
        url = f"https://harbourpost.example/{number}"
        made_id = article_id(url)
        title, text = f"Harbour opens, day {number}", PARAGRAPH * 30 + str(number)
        made.append(
            Article(
                id=made_id,
                revision=revision_id(made_id, title, text),
                feed_url="https://harbourpost.example/feed.xml",
                url=url,
                title=title,
                text=text,
                published=NOW - timedelta(seconds=number),
                first_seen=NOW,
                language="en",
                entry_guid=str(number),
            )
        )
    return made


def ours(path: Path, given: Sequence[Article]) -> float:
    with open_storage(f"sqlite:///{path}") as storage:
        storage.articles.add(given[:1])  # connections and compiled statements are made once in a process
        started = time.process_time()
        storage.articles.add(given[1:])
        return time.process_time() - started


def bare(path: Path, given: Sequence[Article]) -> float:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma foreign_keys = on")
    started = time.process_time()
    connection.execute("begin immediate")
    connection.executemany(
        "insert into article (id, current_revision, feed_url, url, entry_guid, published, first_seen)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        [
            (
                each.id,
                each.revision,
                each.feed_url,
                each.url,
                each.entry_guid,
                each.published.strftime("%Y-%m-%d %H:%M:%S.%f"),
                each.first_seen.strftime("%Y-%m-%d %H:%M:%S.%f"),
            )
            for each in given[1:]
        ],
    )
    connection.executemany(
        "insert into revision (id, article, title, text, byline, language, first_seen)"
        " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        [
            (
                each.revision,
                each.id,
                each.title,
                each.text,
                each.byline,
                each.language,
                each.first_seen.strftime("%Y-%m-%d %H:%M:%S.%f"),
            )
            for each in given[1:]
        ],
    )
    connection.execute("commit")
    took = time.process_time() - started
    connection.close()
    return took


def measure(way: Callable[[Path, Sequence[Article]], float], count: int) -> float:
    """CPU seconds that one way takes on a new store, with new texts: Python remembers how it encoded the old ones."""
    given = articles(count)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "digest.db"
        upgrade(f"sqlite:///{path}")
        return way(path, given)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    rounds = []
    for number in range(ROUNDS):
        order = (bare, ours) if number % 2 else (ours, bare)
        took = {way: measure(way, count) for way in order}
        rounds.append((took[bare], took[ours]))
    plain, stored = (median(each) for each in zip(*rounds, strict=True))
    print(f"bare executemany  {count / plain:>10,.0f} articles/s of CPU")
    print(f"the store         {count / stored:>10,.0f} articles/s of CPU")
    print(f"ratio             {median(one / other for one, other in rounds):>10.2f}")


if __name__ == "__main__":
    main()
