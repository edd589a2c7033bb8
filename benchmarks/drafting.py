"""A draft of a day of 20,000 items: seconds by stage and memory on two cores, beside the mere reading of the texts.

    .venv/bin/python benchmarks/drafting.py [ITEMS] [--profile]

Items are as feeds bring them: 30 to 400 words, every tenth a copy of another outlet's. They are made of the development
texts of ../shared where they are there, else of the sample newsroom's and the labelled ones: each time from another
place on and with other names. The peer is what no draft can do without: splitting every text into words once, in the
same run. Seconds are those of the processor in the main process; people are recognised when an article comes in, so
that is told apart.
"""

from __future__ import annotations

import cProfile
import importlib
import json
import os
import pstats
import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from digest.app import App, open_app
from digest.config import settings_from, shipped
from digest.model import Article, Edition, article_id, revision_id
from digest.newsroom import read_newsroom
from digest.pipeline.means import read
from digest.ports import Sighting
from digest.text.sentences import split
from tests.quality.labelled import KEPT, sets, texts

NOW = datetime(2026, 5, 12, 7, tzinfo=UTC)
SHARED = Path(__file__).parents[2] / "shared" / "data"
ITEMS, OUTLETS = 20_000, 150
FEWEST, MOST = 30, 400  # words of an item
COPIED = 0.1  # of all items
ENDINGS = ("", "ara", "elen", "ison", "omar", "uria", "ister", "andro", "ellin", "otter", "urst")
GOAL_SECONDS, GOAL_MB = 120.0, 1500.0
STAGES: tuple[tuple[str, str, str], ...] = (  # with the module of digest.pipeline that calls it
    ("copies", "window", "with_copies"),
    ("window", "draft", "window_of"),
    ("reading analyses", "draft", "read"),
    ("identifying", "register", "identify"),
    ("register", "draft", "identified"),
    ("grouping", "draft", "group_stories"),
    ("telling", "draft", "tell_story"),
    ("casting", "draft", "form_sections"),
    ("composing", "draft", "compose"),
)

Text = tuple[str, list[str]]  # a title and sentences


def base() -> list[Text]:
    """Some 6,000 texts, or 600 where ../shared is missing."""
    found = list(real_texts()) if SHARED.is_dir() else [*newsroom_texts(), *labelled_texts()]
    return [(title, [text[start:end] for start, end in split(text)]) for title, text in found if text.strip()]


def real_texts() -> Iterator[tuple[str, str]]:
    for name in ("summaries/cnndm_dev.jsonl", "summaries/story_dev.jsonl", "people/train/gmb.jsonl"):
        for line in (SHARED / name).open(encoding="utf-8"):
            row = json.loads(line)
            for each in row.get("articles", [row]):
                yield each.get("title") or each["text"].split(".")[0][:90], each["text"]


def newsroom_texts() -> Iterator[tuple[str, str]]:
    newsroom = read_newsroom(shipped("samples") / "newsroom", day=NOW.date())
    for outlet in newsroom.outlets.values():
        for item in outlet.items(NOW + timedelta(days=1)):
            yield item.title, "\n\n".join(item.blocks)


def labelled_texts() -> Iterator[tuple[str, str]]:
    given = [*texts(), *texts(KEPT), *(one for each in (*sets(), *sets(KEPT)) for one in each.articles)]
    yield from ((each.fields["title"], each.fields["text"]) for each in given)


def items(count: int) -> Iterator[tuple[str, str]]:
    """Titles and texts, the same each time."""
    chance, known = Random(7), base()
    made: list[tuple[str, str]] = []
    while len(made) < count:
        if made and chance.random() < COPIED:
            made.append(chance.choice(made[-2000:]))
        else:
            round_of, place = divmod(len(made), len(known))
            made.append(item(*known[place], round_of=round_of, chance=chance))
    return iter(made)


def item(title: str, sentences: Sequence[str], *, round_of: int, chance: Random) -> tuple[str, str]:
    """A text's sentences from another place on in each round, up to a length such as feeds have; names as others."""
    begin = round_of * 3 % max(1, len(sentences))
    turned = [*sentences[begin:], *sentences[:begin]]
    limit, words, kept = int(FEWEST * (MOST / FEWEST) ** chance.random()), 0, []
    for sentence in turned:
        kept.append(sentence)
        words += len(sentence.split())
        if words >= limit:
            break
    headline = title if round_of == 0 else " ".join(turned[0].split()[:10])
    ending = ENDINGS[round_of % len(ENDINGS)]
    other = rf"\1{ending}"
    return tuple(re.sub(r"\b([A-Z][a-z]{3,})\b", other, each) for each in (headline, " ".join(kept)))  # type: ignore[return-value]


def articles(count: int) -> list[Article]:
    found = []
    for number, (title, text) in enumerate(items(count)):
        outlet = f"https://outlet{number % OUTLETS}.example"
        url = f"{outlet}/{number}"
        identity = article_id(url)
        seen = NOW - timedelta(seconds=60 + number * 7919 % 84_000)
        found.append(
            Article(
                id=identity, revision=revision_id(identity, title, text), feed_url=f"{outlet}/feed",
                url=url, title=title, text=text, published=seen, first_seen=seen, language="en",
            )
        )  # fmt: skip
    return found


@dataclass(slots=True)
class Watch:
    """Seconds of the processor by stage, those of a stage within another taken from that one."""

    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _within: list[float] = field(default_factory=lambda: [0.0])

    def over(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any, **named: Any) -> Any:
            self._within.append(0.0)
            begun = time.process_time()
            try:
                return work(*given, **named)
            finally:
                took = time.process_time() - begun
                self.spent[stage] += took - self._within.pop()
                self._within[-1] += took

        return watched


def peak(_: int) -> tuple[int, float]:
    """A worker process and the most memory it has held, in MB."""
    return os.getpid(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stored(app: App, count: int) -> list[Article]:
    made = articles(count)
    app.means.storage.articles.add(made)
    for each in made:
        app.means.storage.articles.sighted(each.feed_url, [Sighting(each.url, each.id)], now=each.first_seen)
    return made


def fingerprint(edition: Edition) -> str:
    """The same for the same edition."""
    return sha256(repr(edition).encode()).hexdigest()[:16]


def watched_draft(app: App, *, profile: bool) -> tuple[Edition, dict[str, float], float]:
    """A draft, the processor's seconds by stage, and those of the clock."""
    watch = Watch()
    for stage, place, name in STAGES:
        module = importlib.import_module(f"digest.pipeline.{place}")
        setattr(module, name, watch.over(stage, getattr(module, name)))
    profiler = cProfile.Profile() if profile else None
    started, begun = time.perf_counter(), time.process_time()
    with profiler or nullcontext():
        edition = app.draft(app.settings.digests[0], now=NOW)
    seconds = time.perf_counter() - started
    watch.spent["the rest"] = time.process_time() - begun - sum(watch.spent.values())
    if profiler:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(45)
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(90)
    assert isinstance(edition, Edition)
    return edition, watch.spent, seconds


def main() -> None:
    counts = [int(each) for each in sys.argv[1:] if each.isdigit()]
    count = counts[0] if counts else ITEMS
    with tempfile.TemporaryDirectory() as folder:
        feeds = "\n".join(f"  - https://outlet{number}.example/feed" for number in range(OUTLETS))
        settings = settings_from(f"feeds:\n{feeds}\n", path=Path(folder) / "feeds.yaml", variables={})
        with open_app(settings) as app:
            given = stored(app, count)
            begun = time.process_time()
            words = sum(len(re.findall(r"\w+", each.text)) for each in given)
            peer = time.process_time() - begun
            started = time.perf_counter()
            read(app.means, given)
            analysing = time.perf_counter() - started
            del given
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            edition, spent, drafting = watched_draft(app, profile="--profile" in sys.argv)
            own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            told = app.means.workers.run(peak, range(50), timeout=10)
            workers = dict(outcome.result for outcome in told if outcome.result)
    print(
        f"{count} items of {words / count:.0f} words; {len(edition.sections)} sections, {fingerprint(edition)}"
    )
    print(f"splitting into words (peer)  {peer:7.2f} s     1.0")
    for stage, seconds in spent.items():
        print(f"{stage:<28} {seconds:7.2f} s {seconds / peer:7.1f}")
    total = sum(spent.values())
    print(f"drafting                     {total:7.2f} s {total / peer:7.1f}   (goal {GOAL_SECONDS:.0f} s)")
    print(f"  by the clock               {drafting:7.2f} s")
    print(f"people, as articles come in  {analysing:7.2f} s by the clock, in the workers")
    parts = " + ".join(f"{each:.0f}" for each in (own, *workers.values()))
    print(
        f"memory: {parts} = {own + sum(workers.values()):.0f} MB (goal {GOAL_MB:.0f}; {before:.0f} before the draft)"
    )


if __name__ == "__main__":
    main()
