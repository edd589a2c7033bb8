"""How many words a second the analyser reads and the identifier joins, on the invented articles of tests/quality.

Run it from the checkout: python -m benchmarks.people
"""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.model import Article, Reading, article_id, revision_id
from digest.people import analyse, identify, load_knowledge

ARTICLES = Path(__file__).parent.parent / "tests" / "quality" / "people.jsonl"
COPIES = 25
START = datetime(2026, 5, 1, tzinfo=UTC)


def articles() -> list[Article]:
    marked = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
    made = []
    for number in range(COPIES * len(marked)):
        told = marked[number % len(marked)]
        title, text = (re.sub(r"\[\w+:([^\]]+)\]", r"\1", told[name]) for name in ("title", "text"))
        key = article_id(f"https://a.example/{number}")
        moment = START + timedelta(minutes=number)
        revision = revision_id(key, title, text)
        made.append(
            Article(
                id=key,
                revision=revision,
                feed_url="",
                url="",
                title=title,
                text=text,
                published=moment,
                first_seen=moment,
            )
        )
    return made


def main() -> None:
    began = time.perf_counter()
    knowledge = load_knowledge()
    print(f"lists read in {time.perf_counter() - began:.2f} s")
    given = articles()
    words = sum(len(each.text.split()) for each in given)
    began = time.perf_counter()
    readings = [
        Reading(
            article=each,
            analysis=analyse(each.revision, title=each.title, text=each.text, knowledge=knowledge),
        )
        for each in given
    ]
    took = time.perf_counter() - began
    print(f"analyse: {len(given)} articles, {words / took:,.0f} words/s")
    began = time.perf_counter()
    found = identify(readings, (), lexicon=knowledge.lexicon)
    took = time.perf_counter() - began
    print(f"identify: {len(found.identities)} appearances, {len(found.people)} people, {took:.2f} s")


if __name__ == "__main__":
    main()
