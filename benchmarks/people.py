"""Who is in the news: ours beside npm's compromise and a naive baseline, on the labelled articles of tests/quality.

Run it from the checkout: python -m benchmarks.people [--kept]

Neither peer tells people apart, so both are given the usual makeshift: a name that ends alike is the same person. All
three read the same articles in the same run. compromise is fetched by npm into a folder of its own, and left out where
that fails. Processor seconds; words as blanks part them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from digest.people import analyse, load_knowledge
from digest.text.folding import fold
from tests.builders import an_article
from tests.quality.labelled import HERE, KEPT, Labelled, sets, texts
from tests.quality.scoring import Seen, analysed, b_cubed, score, total

PEER = Path(__file__).parent / "peers" / "compromise.mjs"
COPIES = 25
Span = tuple[int, int]
Spans = Callable[[str], list[Span]]
_CAPITALS = re.compile(r"[^\W\d_a-z][\w'’.-]+(?:[ ][^\W\d_a-z][\w'’.-]+)+")


def main() -> None:
    folder = KEPT if "--kept" in sys.argv else HERE
    given = texts(folder)
    across = sets(folder)
    fields = [each.fields[name] for each in _all(given, across) for name in ("title", "text")]
    peers: list[tuple[str, Spans, float]] = [("two capitals", by_capitals, _seconds(by_capitals, fields))]
    with tempfile.TemporaryDirectory() as away:
        found = by_compromise(fields, Path(away))
    if found:
        peers.append(("compromise", dict(zip(fields, found[0], strict=True)).__getitem__, found[1]))
    words = sum(len(each.split()) for each in fields)
    print(f"{len(given)} articles, {len(across)} sets\n")
    print(f"{'':<14}{'people F1':>10}{'attribution':>13}{'all right':>11}{'B-cubed':>9}{'words/s':>10}")
    for name, spans, seconds in peers:
        show(name, lambda some, spans=spans: [_grouped(each, spans) for each in some], (given, across))
        print(f"{words / seconds:>10,.0f}")
    show("ours", analysed, (given, across))
    print(f"{words / _our_seconds(given, across):>10,.0f}")
    speed(given)


def _all(given: Sequence[Labelled], across: Sequence) -> Iterator[Labelled]:
    yield from given
    yield from (each for one in across for each in one.articles)


def show(name: str, read: Callable, measured_on: tuple) -> None:
    """A row of the table, without the speed."""
    given, across = measured_on
    figures = total(score(given, read).values()).figures()
    f1, _ = b_cubed(across, read)
    print(f"{name:<14}{figures['people']:>10.3f}{figures['attribution']:>13.3f}", end="")
    print(f"{figures['all right']:>11.0%}{f1:>9.3f}", end="")


def by_capitals(text: str) -> list[Span]:
    """Two words or more with capitals, side by side."""
    return [match.span() for match in _CAPITALS.finditer(text)]


def by_compromise(fields: Sequence[str], away: Path) -> tuple[list[list[Span]], float] | None:
    """The spans that compromise finds in each field, and its seconds; None where it cannot be had."""
    lines = "".join(json.dumps(each) + "\n" for each in fields)
    try:
        subprocess.run(["npm", "install", "--silent", "--prefix", away, "compromise@14"], check=True)
        done = subprocess.run(
            ["node", PEER, away], input=lines.encode(), stdout=subprocess.PIPE, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"compromise is left out: {error}")
        return None
    *told, last = (json.loads(line) for line in done.splitlines())
    return [[(start, end) for start, end in spans] for spans in told], last["seconds"]


def _grouped(article: Labelled, spans: Spans) -> list[Seen]:
    """The spans of an article as people: those that end alike are one, called by the longest."""
    of_last: dict[str, list[tuple[str, tuple[str, int, int]]]] = {}
    for name in ("title", "text"):
        text = article.fields[name]
        for start, end in spans(text):
            surface = re.sub(r"['’]s$|\W+$", "", text[start:end])
            last = (fold(surface).split() or [""])[-1]
            of_last.setdefault(last, []).append((surface, (name, start, start + len(surface))))
    return [
        Seen(last, max((surface for surface, _ in held), key=len), frozenset(spot for _, spot in held))
        for last, held in of_last.items()
    ]


def _seconds(spans: Spans, fields: Sequence[str]) -> float:
    began = time.process_time()
    for each in fields:
        spans(each)
    return time.process_time() - began


def _our_seconds(given: Sequence[Labelled], across: Sequence) -> float:
    """What analysing and identifying everything takes, knowledge loaded."""
    knowledge = load_knowledge()
    articles = [an_article(each.fields["title"], each.fields["text"]) for each in _all(given, across)]
    began = time.process_time()
    for each in articles:
        analyse(each.revision, title=each.title, text=each.text, knowledge=knowledge)
    return time.process_time() - began


def speed(given: Sequence[Labelled]) -> None:
    """What a day of articles costs, in words a second, and whether twice as much text takes twice as long."""
    began = time.process_time()
    knowledge = load_knowledge()
    load_knowledge.cache_clear()
    load_knowledge()
    print(f"\nlists and weights read in {time.process_time() - began:.2f} s")
    whole = "\n\n".join(each.fields["text"] for each in given)
    for copies in (1, 2, 4):
        text = "\n\n".join([whole] * copies)
        article = an_article("News", text)
        began = time.process_time()
        analyse(article.revision, title="News", text=text, knowledge=knowledge)
        took = time.process_time() - began
        print(
            f"one article of {len(text):>9,} code points: {took:5.2f} s, {len(text.split()) / took:,.0f} words/s"
        )


if __name__ == "__main__":
    main()
