"""A draft from 2,000 stored articles: seconds and memory on two cores, beside the mere reading of the same texts.

    .venv/bin/python benchmarks/drafting.py [ARTICLES]

The texts are the development texts of ../shared where they are there, else the sample newsroom's over and over with
other names. The peer is what no draft can do without: splitting every text into words once, in the same run.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from digest.app import open_app
from digest.config import settings_from, shipped
from digest.model import Article, Edition, article_id, revision_id
from digest.newsroom import read_newsroom
from digest.pipeline.means import read
from digest.ports import Sighting

NOW = datetime(2026, 5, 12, 7, tzinfo=UTC)
SHARED = Path(__file__).parents[2] / "shared" / "data"
GOAL_SECONDS, GOAL_MB = 20.0, 600.0


def texts() -> Iterator[tuple[str, str]]:
    """Titles and texts without end."""
    round_of = 0
    while True:
        yield from real_texts() if SHARED.is_dir() and round_of == 0 else invented_texts(round_of)
        round_of += 1


def real_texts() -> Iterator[tuple[str, str]]:
    for name in ("summaries/cnndm_dev.jsonl", "summaries/story_dev.jsonl", "people/train/gmb.jsonl"):
        for line in (SHARED / name).open(encoding="utf-8"):
            row = json.loads(line)
            for each in row.get("articles", [row]):
                yield each.get("title") or each["text"].split(".")[0][:90], each["text"]


def invented_texts(round_of: int) -> Iterator[tuple[str, str]]:
    newsroom = read_newsroom(shipped("samples") / "newsroom", day=NOW.date())
    for outlet in newsroom.outlets.values():
        for item in outlet.items(NOW + timedelta(days=1)):
            ending = "" if round_of == 0 else "aeiou"[round_of % 5] + "nrst"[round_of // 5 % 4]
            other = re.sub(r"\b([A-Z][a-z]{4,})\b", rf"\1{ending}", "\n\n".join(item.blocks))
            yield re.sub(r"\b([A-Z][a-z]{4,})\b", rf"\1{ending}", item.title), other


def articles(count: int) -> list[Article]:
    found = []
    for number, (title, text) in enumerate(islice(texts(), count)):
        outlet = f"https://outlet{number % 40}.example"
        url = f"{outlet}/{number}"
        identity = article_id(url)
        seen = NOW - timedelta(minutes=1 + number % 1400)
        found.append(
            Article(
                id=identity, revision=revision_id(identity, title, text), feed_url=f"{outlet}/feed",
                url=url, title=title, text=text, published=seen, first_seen=seen, language="en",
            )
        )  # fmt: skip
    return found


def peak(_: int) -> tuple[int, float]:
    """A worker process and the most memory it has held, in MB."""
    return os.getpid(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        feeds = "\n".join(f"  - https://outlet{number}.example/feed" for number in range(40))
        settings = settings_from(f"feeds:\n{feeds}\n", path=Path(folder) / "feeds.yaml", variables={})
        with open_app(settings) as app:
            stored = articles(count)
            storage = app.means.storage
            storage.articles.add(stored)
            for each in stored:
                storage.articles.sighted(each.feed_url, [Sighting(each.url, each.id)], now=each.first_seen)
            started = time.perf_counter()
            words = sum(len(re.findall(r"\w+", each.text)) for each in stored)
            peer = time.perf_counter() - started
            started = time.perf_counter()
            read(app.means, stored)
            analysing = time.perf_counter() - started
            started = time.perf_counter()
            edition = app.draft(settings.digests[0], now=NOW)
            drafting = time.perf_counter() - started
            told = app.means.workers.run(peak, range(50), timeout=10)
            workers = dict(outcome.result for outcome in told if outcome.result)
    assert isinstance(edition, Edition)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} articles, {words:,} words; {len(edition.stories)} stories told, {len(edition.sections)} sections"
    )
    print(f"splitting into words (peer)   {peer:7.2f} s      1.0")
    print(
        f"recognising people            {analysing:7.2f} s  {analysing / peer:7.1f}   (once, when an article comes in)"
    )
    print(
        f"drafting                      {drafting:7.2f} s  {drafting / peer:7.1f}   (goal {GOAL_SECONDS:.0f} s)"
    )
    memory = own + sum(workers.values())
    parts = " + ".join(f"{each:.0f}" for each in (own, *workers.values()))
    print(f"memory: {parts} = {memory:.0f} MB (goal {GOAL_MB:.0f})")


if __name__ == "__main__":
    main()
