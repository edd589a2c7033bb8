"""CPU per feed of `digest.feeds.fetch` beside bare aiohttp, on the same loopback URLs in the same run.

    python benchmarks/fetching.py [--feeds 1000] [--rounds 5]

A thousand hosts with one small feed each, and fifty hosts with twenty: what a collect does with feeds and with pages.
The server is a process of its own, so its work is not counted; names are answered from a table on both sides. Bare
aiohttp reads and unpacks the bodies and does nothing else: no address rules, no limits, no turn for each host. The
two take turns, and the ratio is of the medians. The goal is at most 1.5.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import multiprocessing
import random
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from statistics import median

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from digest.feeds.fetch import AiohttpFetcher, FetchLimits
from digest.model import Request

CONCURRENCY = 100
GOAL = 1.5


def a_feed(items: int = 20) -> bytes:
    """About 8 KB of RSS, words drawn with a fixed seed."""
    draw = random.Random(7)
    words = [
        "harbour",
        "council",
        "tram",
        "goal",
        "singer",
        "tax",
        "river",
        "choir",
        "vote",
        "ferry",
        "late",
        "opens",
    ]
    story = "<item><title>{}</title><link>https://x.example/{}</link><description>{}</description></item>"
    told = (
        story.format(" ".join(draw.choices(words, k=6)), n, " ".join(draw.choices(words, k=40)))
        for n in range(items)
    )
    return f"<rss version='2.0'><channel><title>X</title>{''.join(told)}</channel></rss>".encode()


class Feeds(asyncio.Protocol):
    """The cheapest server there is: every request gets the same feed, compressed."""

    body = gzip.compress(a_feed())
    head = b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Encoding: gzip\r\nETag: "7"\r\n'

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.received = b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not self.received.endswith(b"\r\n\r\n"):
            return
        close = b"connection: close" in self.received.lower()
        self.received = b""
        kind = b"Connection: close\r\n" if close else b""
        self.transport.write(
            b"%s%sContent-Length: %d\r\n\r\n%s" % (self.head, kind, len(self.body), self.body)
        )
        if close:
            self.transport.close()


def serve(pipe: Connection) -> None:
    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Feeds, "127.0.0.1", 0, backlog=1000)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


class Table(AbstractResolver):
    """Every name is this machine."""

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:  # noqa: ARG002
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        pass


async def bare(urls: list[str]) -> int:
    places = asyncio.Semaphore(CONCURRENCY)

    async def get(url: str) -> int:
        async with places, session.get(url) as response:
            return len(await response.read())

    connector = aiohttp.TCPConnector(limit=CONCURRENCY, resolver=Table())
    async with aiohttp.ClientSession(connector=connector) as session:
        return sum(await asyncio.gather(*map(get, urls)))


def ours(urls: list[str], port: int) -> int:
    hosts = {url.split("/")[2].partition(":")[0]: ("127.0.0.1", port) for url in urls}
    fetcher = AiohttpFetcher(FetchLimits(concurrency=CONCURRENCY), mapped=hosts)
    fetched = list(fetcher.fetch(Request(url=url) for url in urls))
    assert not any(each.error for each in fetched), next(each.error for each in fetched if each.error)
    return sum(len(each.body) for each in fetched)


def measured(work: Callable[[], int], feeds: int) -> tuple[float, float]:
    """Milliseconds a feed: CPU of this process, and time on the clock."""
    wall, cpu = time.perf_counter(), time.process_time()
    size = work()
    assert size == feeds * len(a_feed())
    return (time.process_time() - cpu) * 1000 / feeds, (time.perf_counter() - wall) * 1000 / feeds


def compare(urls: list[str], port: int, rounds: int) -> tuple[list[float], list[float]]:
    """Medians (CPU, clock) of bare aiohttp and of ours, taking turns; the first turn warms up."""
    turns = [
        (measured(lambda: asyncio.run(bare(urls)), len(urls)), measured(lambda: ours(urls, port), len(urls)))
        for _ in range(rounds + 1)
    ][1:]
    return tuple([median(turn[side][kind] for turn in turns) for kind in (0, 1)] for side in (0, 1))  # type: ignore[return-value]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--feeds", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    near, far = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(far,), daemon=True)
    server.start()
    port = near.recv()
    print(f"{'ms a feed':<28}{'bare CPU':>10}{'our CPU':>10}{'ratio':>8}{'bare clock':>12}{'our clock':>11}")
    worst = 0.0
    for hosts in (chosen.feeds, max(chosen.feeds // 20, 1)):
        urls = [f"http://h{n % hosts}.example:{port}/{n}" for n in range(chosen.feeds)]
        (bare_cpu, bare_clock), (our_cpu, our_clock) = compare(urls, port, chosen.rounds)
        worst = max(worst, our_cpu / bare_cpu)
        name = f"{chosen.feeds} feeds, {hosts} hosts"
        figures = f"{our_cpu / bare_cpu:>8.2f}{bare_clock:>12.3f}{our_clock:>11.3f}"
        print(f"{name:<28}{bare_cpu:>10.3f}{our_cpu:>10.3f}{figures}")
    server.terminate()
    server.join()
    print(f"worst ratio {worst:.2f}, goal at most {GOAL}")
    return 0 if worst <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
