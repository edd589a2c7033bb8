"""CPU, pace and memory of `digest.feeds.fetch` beside bare aiohttp and httpx, on the same loopback in the same run.

    python benchmarks/fetching.py [--feeds 2000] [--rounds 3]

Near: a thousand hosts with one small feed each, and fifty hosts with twenty: what a collect does with feeds and with
pages, from a server that answers at once. Bare aiohttp reads and unpacks the bodies and does nothing else: no address
rules, no limits, no turn for each host. The ratio of CPU is ours to bare; the goal is at most 1.5.

Far: two thousand hosts with a feed each, which answer after 100 to 300 ms, as hosts of the web do. The pace is told as
a share of the best there can be, concurrency / mean latency; the goal is at least .90. httpx's AsyncClient does the
same with the same concurrency; the ratio of CPU is httpx to ours, and the goal is at least 4. httpx is no dependency of
the project: `pip install httpx` for this comparison, which is left out without it.

The server is a process of its own, and each turn of each side too, so that CPU (after a warming up) and peak memory are
the client's alone. The sides take turns, and ratios are of medians. Names are answered from a table or are addresses
of the loopback network (127.0.0.0/8 as on Linux).
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import multiprocessing
import random
import resource
import socket
import sys
import time
from importlib.util import find_spec
from multiprocessing.connection import Connection
from statistics import median
from typing import NamedTuple

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from digest.feeds.fetch import AiohttpFetcher, FetchLimits
from digest.model import Request

CONCURRENCY = 100
GOAL = 1.5  # our CPU to bare aiohttp's, at most
PACE = 0.90  # of concurrency / latency, at least
CHEAPER = 4.0  # httpx's CPU to ours, at least


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


def latency(number: int) -> float:
    """Seconds that a far host takes for a feed: 0.1 to 0.3, spread evenly."""
    return 0.1 + 0.2 * (number * 7919 % 1000) / 999


class Feeds(asyncio.Protocol):
    """The cheapest server there is: every request gets the same feed, compressed; /far/N after a while."""

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
        path = self.received.split(b" ", 2)[1]
        self.received = b""
        if path.startswith(b"/far/"):
            asyncio.get_running_loop().call_later(latency(int(path[5:])), self.answer, close)
        else:
            self.answer(close)

    def answer(self, close: bool) -> None:
        kind = b"Connection: close\r\n" if close else b""
        self.transport.write(
            b"%s%sContent-Length: %d\r\n\r\n%s" % (self.head, kind, len(self.body), self.body)
        )
        if close:
            self.transport.close()


def serve(pipe: Connection) -> None:
    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Feeds, "0.0.0.0", 0, backlog=1000)
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


def bare(urls: list[str]) -> int:
    async def run() -> int:
        places = asyncio.Semaphore(CONCURRENCY)

        async def get(url: str) -> int:
            async with places, session.get(url) as response:
                return len(await response.read())

        connector = aiohttp.TCPConnector(limit=CONCURRENCY, resolver=Table())
        async with aiohttp.ClientSession(connector=connector) as session:
            return sum(await asyncio.gather(*map(get, urls)))

    return asyncio.run(run())


def with_httpx(urls: list[str]) -> int:
    import httpx

    # Each name as an address of its own on loopback: one connection a host, as on the web. httpx looks nothing up.
    addresses = {host: f"127.1.{n // 250}.{n % 250 + 1}" for n, host in enumerate(map(host_of, urls))}

    async def run() -> int:
        places = asyncio.Semaphore(CONCURRENCY)

        async def get(url: str) -> int:
            near = url.replace(host_of(url), addresses[host_of(url)])
            async with places:
                return len((await client.get(near, headers={"Connection": "close"})).content)

        limits = httpx.Limits(max_connections=CONCURRENCY, max_keepalive_connections=0)
        async with httpx.AsyncClient(limits=limits, timeout=30, trust_env=False) as client:
            return sum(await asyncio.gather(*map(get, urls)))

    return asyncio.run(run())


def ours(urls: list[str]) -> int:
    port = int(urls[0].split("/")[2].partition(":")[2])
    fetcher = AiohttpFetcher(
        FetchLimits(concurrency=CONCURRENCY), mapped={host_of(url): ("127.0.0.1", port) for url in urls}
    )
    size = 0
    for each in fetcher.fetch(Request(url=url) for url in urls):
        assert not each.error, each.error
        size += len(each.body)
    return size


def host_of(url: str) -> str:
    return url.split("/")[2].partition(":")[0]


SIDES = {"ours": ours, "bare": bare, "httpx": with_httpx}


class Turn(NamedTuple):
    cpu: float  # ms a feed
    clock: float  # ms a feed
    memory: float  # MiB at most, of the whole process


def one_turn(side: str, urls: list[str], pipe: Connection) -> None:
    """In a process of its own: warm up, then measure."""
    warming = [url.replace("/far/", "/near/") for url in urls[:50]]
    SIDES[side](warming)
    wall, cpu = time.perf_counter(), time.process_time()
    size = SIDES[side](urls)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    assert size == len(urls) * len(a_feed())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send(Turn(cpu * 1000 / len(urls), wall * 1000 / len(urls), memory))


def compare(sides: tuple[str, str], urls: list[str], rounds: int) -> tuple[Turn, Turn]:
    """The medians of both sides, which take turns."""
    turns = [[measured(side, urls) for side in sides] for _ in range(rounds)]
    first, second = zip(*turns, strict=True)
    return Turn(*map(median, zip(*first, strict=True))), Turn(*map(median, zip(*second, strict=True)))


def measured(side: str, urls: list[str]) -> Turn:
    near, far = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=one_turn, args=(side, urls, far))
    child.start()
    far.close()
    turn: Turn = near.recv()
    child.join()
    return turn


def near_hosts(feeds: int, port: int, rounds: int) -> bool:
    print(
        f"{'near, ms a feed':<28}{'bare CPU':>10}{'our CPU':>10}{'ratio':>8}{'bare clock':>12}{'our clock':>11}"
    )
    worst = 0.0
    for hosts in (feeds, max(feeds // 20, 1)):
        urls = [f"http://h{n % hosts}.example:{port}/{n}" for n in range(feeds)]
        us, them = compare(("ours", "bare"), urls, rounds)
        ratio = us.cpu / them.cpu
        worst = max(worst, ratio)
        figures = f"{them.cpu:>10.3f}{us.cpu:>10.3f}{ratio:>8.2f}{them.clock:>12.3f}{us.clock:>11.3f}"
        print(f"{f'{feeds} feeds, {hosts} hosts':<28}{figures}")
    print(f"worst ratio {worst:.2f}, goal at most {GOAL}\n")
    return worst <= GOAL


def far_hosts(feeds: int, port: int, rounds: int) -> bool:
    urls = [f"http://h{n}.example:{port}/far/{n}" for n in range(feeds)]
    best = 1000 * sum(map(latency, range(feeds))) / feeds / CONCURRENCY  # ms a feed
    other = "httpx" if find_spec("httpx") else "bare"
    us, them = compare(("ours", other), urls, rounds)
    print(
        f"{f'far, {feeds} feeds and hosts':<28}{'CPU, ms a feed':>16}{'feeds/s':>10}{'of best':>10}{'peak MiB':>10}"
    )
    for name, turn in (("ours", us), (other, them)):
        figures = f"{turn.cpu:>16.3f}{1000 / turn.clock:>10.0f}{best / turn.clock:>10.3f}{turn.memory:>10.0f}"
        print(f"{name:<28}{figures}")
    pace = best / us.clock
    print(f"pace {pace:.3f} of the best ({1000 / best:.0f} feeds/s), goal at least {PACE}")
    if other != "httpx":
        print("httpx is not installed (pip install httpx); its CPU was not compared")
        return pace >= PACE
    print(f"httpx takes {them.cpu / us.cpu:.2f} times our CPU, goal at least {CHEAPER}")
    return pace >= PACE and them.cpu / us.cpu >= CHEAPER


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--feeds", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    near, far = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(far,), daemon=True)
    server.start()
    port = near.recv()
    good = [
        near_hosts(chosen.feeds // 2, port, chosen.rounds),
        far_hosts(chosen.feeds, port, chosen.rounds),
    ]
    server.terminate()
    server.join()
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
