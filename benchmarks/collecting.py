"""What a feed without news costs beside one that has some: CPU of a whole collect, as a ratio in one run.

    python benchmarks/collecting.py [FEEDS]

The feeds stand on loopback, one host each. A changed one brings its 25 entries again, one of them new; an unchanged
one answers "not modified". Everything is real, fetching, parsing, the store and the analyser, but runs in this process,
so that its CPU is all there is; the server is another process. Goal: a feed without news is at least 20 times cheaper.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from statistics import median
from typing import TypeVar

from digest.feeds.fetch import AiohttpFetcher
from digest.model import Feed, FullText
from digest.pipeline import Means, collect
from digest.ports import Outcome
from digest.store import open_storage

T = TypeVar("T")
R = TypeVar("R")
GOAL = 20.0
ENTRIES, ROUNDS = 25, 5
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
TEXT = "Ada Carrow opened quay {n} of parish {p} on Monday, after nine years of building. “It holds,” said Carrow. "


def a_feed(parish: int, day: int) -> bytes:
    """About 20 KB of RSS; each day has one entry more than the one before."""
    items = "".join(
        f"<item><title>Quay {n} of parish {parish} opens</title><link>https://p{parish}.example/{n}</link>"
        f"<pubDate>{format_datetime(NOON - timedelta(hours=1))}</pubDate>"
        f"<description>{TEXT.format(n=n, p=parish) * 6}</description></item>"
        for n in range(day + ENTRIES, day, -1)
    )
    return f"<rss version='2.0'><channel><title>Parish {parish}</title>{items}</channel></rss>".encode()


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    day: Synchronized[int]

    def do_GET(self) -> None:
        day = self.day.value
        known = self.headers.get("If-None-Match") == f'"{day}"'
        body = b"" if known else a_feed(int(self.path[1:]), day)
        self.send_response(304 if known else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{day}"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512


def serve(told: Connection, day: Synchronized[int]) -> None:
    """The server's process."""
    _Answers.day = day
    server = _Server(("127.0.0.1", 0), _Answers)
    told.send(server.server_port)
    server.serve_forever()


class Here:
    """Workers in this process."""

    def run(
        self,
        function: Callable[[T], R],
        values: Iterable[T],
        *,
        timeout: float,  # noqa: ARG002
    ) -> Iterator[Outcome[T, R]]:
        for value in values:
            yield Outcome(given=value, result=function(value))


def cost(means: Means, feeds: list[Feed], *, now: datetime, new: int) -> float:
    """CPU milliseconds a feed of one collect."""
    before = time.process_time()
    collected = collect(means, feeds, since=NOON - timedelta(days=1), now=now)
    spent = time.process_time() - before
    assert (collected.new, collected.failed) == (new, ()), collected
    return spent / len(feeds) * 1000


def measure(means: Means, feeds: list[Feed], day: Synchronized[int]) -> tuple[float, float]:
    """Medians of a changed feed's and an unchanged one's cost, turn by turn."""
    cost(means, feeds, now=NOON, new=len(feeds) * ENTRIES)
    changed, unchanged = [], []
    for turn in range(1, ROUNDS + 1):
        day.value, now = turn, NOON + turn * timedelta(minutes=5)
        changed.append(cost(means, feeds, now=now, new=len(feeds)))
        unchanged.append(cost(means, feeds, now=now, new=0))
    return median(changed), median(unchanged)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    day = multiprocessing.Value("i", 0)
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, day), daemon=True)
    server.start()
    hosts = dict.fromkeys((f"p{n}.example" for n in range(count)), ("127.0.0.1", ours.recv()))
    feeds = [Feed(url=f"https://p{n}.example/{n}", full_text=FullText.NO) for n in range(count)]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_storage(f"sqlite:///{Path(folder) / 'd.db'}") as storage,
    ):
        means = Means(storage=storage, fetcher=AiohttpFetcher(mapped=hosts), workers=Here())
        changed, unchanged = measure(means, feeds, day)
    server.kill()
    print(f"a feed with one new entry of {ENTRIES}: {changed:.2f} ms CPU; without news: {unchanged:.2f} ms")
    print(f"a feed without news is {changed / unchanged:.1f} times cheaper (goal {GOAL:g})")
    sys.exit(changed / unchanged < GOAL)


if __name__ == "__main__":
    main()
