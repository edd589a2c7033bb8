"""Grouping and summarising speed, and their quality beside LEAD-3, on JSON Lines of articles and of stories.

python benchmarks/stories.py ARTICLES.jsonl STORIES.jsonl
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from digest.model import Article, article_id, revision_id
from digest.stories.group import group_stories
from digest.stories.summarise import summarise_article
from digest.stories.telling import Telling, summarise_story
from digest.text.sentences import split

DAY = datetime(2026, 5, 12, tzinfo=UTC)


def main(articles_file: str, stories_file: str) -> None:
    texts = [json.loads(line) for line in Path(articles_file).read_text(encoding="utf-8").splitlines()]
    stories = [json.loads(line) for line in Path(stories_file).read_text(encoding="utf-8").splitlines()]
    told = [[Telling(title=each["title"], text=each["text"]) for each in row["articles"]] for row in stories]
    items = [each for story in told for each in story]

    lead = rate(len(texts), lambda: [split(row["text"])[:3] for row in texts])
    ours = rate(len(texts), lambda: [summarise_article(row["title"], row["text"]) for row in texts])
    print(f"LEAD-3              {lead:8.0f} articles/s")
    print(f"article summaries   {ours:8.0f} articles/s   {ours / lead:.2f} of LEAD-3")
    print(
        f"story summaries     {rate(len(told), lambda: [summarise_story(each) for each in told]):8.0f} stories/s"
    )
    for name, made in (("snippets", as_articles(items)), ("headlines", as_articles(items, text=False))):
        print(f"grouping {name:10s} {rate(len(made), lambda made=made: group_stories(made)):8.0f} items/s")


def rate(count: int, work) -> float:
    """Units a second of processor time, the better of two runs."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return count / max(1e-9, min(spent))


def as_articles(items: list[Telling], *, text: bool = True) -> list[Article]:
    made = []
    for at, each in enumerate(items):
        key = article_id(f"https://outlet.example/{at}")
        body = each.text if text else ""
        made.append(
            Article(
                id=key, revision=revision_id(key, each.title, body), feed_url="https://outlet.example/feed",
                url=f"https://outlet.example/{at}", title=each.title, text=body, published=DAY, first_seen=DAY,
            )
        )  # fmt: skip
    return made


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
