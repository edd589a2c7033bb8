"""Whose turn it is, with a clock of the test's own and requests that are answered at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.handover import Handover
from digest.feeds.hops import Hop, first_hop, follow
from digest.feeds.turns import Clock, Turns, jittered
from digest.model import Fetched, Request

PAUSE = timedelta(seconds=10)


class Asking:
    """Answers every request after a second, on a clock that goes forward only while somebody waits."""

    def __init__(self, answer: Callable[[Hop], Fetched | Hop] = lambda hop: hop.result(status=200)) -> None:
        self.answer = answer
        self.now = 100.0
        self.begun: list[tuple[str, float]] = []
        self.ended: dict[str, float] = {}
        self.kept: list[bool] = []
        self.at_once = self.most_at_once = 0
        self._alarms: list[tuple[float, int, asyncio.Event]] = []

    async def ask(self, hop: Hop, keep: bool) -> Fetched | Hop:
        self.begun.append((str(hop.url), self.now))
        self.kept.append(keep)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.sleep(1.0)
        self.at_once -= 1
        self.ended[str(hop.url)] = self.now
        return self.answer(hop)

    async def sleep(self, seconds: float) -> None:
        alarm = asyncio.Event()
        self._alarms.append((self.now + seconds, len(self._alarms), alarm))
        await alarm.wait()

    async def go_on(self) -> None:
        """Let the next alarm ring when nothing else happens any more."""
        while True:
            for _ in range(50):
                await asyncio.sleep(0)
            if self._alarms:
                self._alarms.sort(key=lambda each: each[:2])
                self.now, _, alarm = self._alarms.pop(0)
                alarm.set()


def taken(requests: Sequence[Request], asking: Asking, *, places: int = 10) -> list[Fetched]:
    async def run() -> Handover:
        handover = Handover(asyncio.get_running_loop(), most=10_000)
        turns = Turns(asking.ask, handover, places=places, clock=Clock(lambda: asking.now, asking.sleep))
        going = asyncio.create_task(asking.go_on())
        await turns.take(first_hop(each, allow=(), seconds=30) for each in requests)
        going.cancel()
        await asyncio.sleep(0)
        return handover

    handover = asyncio.run(run())
    handover.end()
    return list(handover.take())


def pages(count: int, *, host: str = "a.example", pause: timedelta = PAUSE) -> list[Request]:
    return [Request(url=f"https://{host}/{n}", pause=pause) for n in range(count)]


def test_a_pause_lies_between_the_end_of_a_request_and_the_beginning_of_the_next():
    asking = Asking()
    assert len(taken(pages(4), asking)) == 4
    (_, first), *others = asking.begun
    assert first == 100.0  # none before the first
    ends = list(asking.ended.values())
    for (url, begun), ended in zip(others, ends, strict=False):
        assert begun == ended + jittered(PAUSE, url)


def test_each_request_has_the_pause_it_asks_for_and_may_ask_for_none():
    asking = Asking()
    first, second, third = pages(3, pause=timedelta())
    taken([first, second, Request(url=third.url, pause=PAUSE)], asking)
    starts = [begun for _, begun in asking.begun]
    assert starts == [100.0, 101.0, 102.0 + jittered(PAUSE, third.url)]


def test_a_pause_that_is_over_already_is_not_waited_for_again():
    ways = {"b.example": "https://c.example/", "c.example": "https://a.example/b"}

    def answer(hop: Hop) -> Fetched | Hop:
        way = ways.get(hop.host)
        return follow(hop, 302, way, allow=(), redirects=5) if way else hop.result()

    asking = Asking(answer)
    taken([*pages(1), *pages(1, host="b.example", pause=timedelta(seconds=0.5))], asking)
    assert asking.begun[-1] == ("https://a.example/b", 102.0)


def test_who_waits_through_a_pause_holds_no_place():
    asking = Asking()
    others = [Request(url=f"https://h{n}.example/") for n in range(8)]
    taken([*pages(2), *others], asking, places=1)
    assert asking.most_at_once == 1
    assert asking.begun[-1][0] == "https://a.example/1"
    assert [begun for _, begun in asking.begun[:-1]] == [100.0 + n for n in range(9)]


def test_a_redirect_waits_like_any_request_to_its_host():
    def answer(hop: Hop) -> Fetched | Hop:
        return hop.result() if hop.passed else follow(hop, 302, "/new", allow=(), redirects=5)

    asking = Asking(answer)
    taken(pages(1), asking)
    (_, first), (new, second) = asking.begun
    assert new == "https://a.example/new"
    assert second == first + 1 + jittered(PAUSE, "https://a.example/0")


def test_a_host_whose_every_answer_takes_long_is_left_for_the_round():
    class Slow(Asking):
        async def ask(self, hop: Hop, keep: bool) -> Fetched | Hop:
            await self.sleep(28.0)
            return await super().ask(hop, keep)

    asking = Slow()
    results = taken([*pages(50, pause=timedelta(0)), *pages(3, host="b.example", pause=timedelta(0))], asking)
    assert len(asking.begun) == 5 + 3
    left = [each.error for each in results if each.error]
    assert set(left) == {"5 answers of a.example took 145 s; it was not asked again this time"}
    assert len(left) == 45


@pytest.mark.parametrize("pause", [timedelta(minutes=5), timedelta(0), None])
def test_after_a_429_nobody_waits_for_a_host_that_is_not_asked_any_more(pause: timedelta | None):
    asking = Asking(lambda hop: hop.result(status=429, error="later", retry_after=pause))
    results = taken(pages(4), asking)
    assert len(asking.begun) == 1
    assert asking.now == 101.0
    assert [each.retry_after for each in results] == [pause] * 4
    assert [each.unasked for each in results] == [False, True, True, True]
    assert {each.error for each in results[1:]} == {
        "a.example has just asked us to come later, and was not asked again this time"
    }


@pytest.mark.parametrize(
    ("retry_after", "asked"),
    [(timedelta(minutes=5), 1), (timedelta(days=7), 1), (timedelta(0), 4), (None, 4)],
)
def test_a_503_closes_the_host_where_it_says_for_how_long(retry_after: timedelta | None, asked: int):
    asking = Asking(lambda hop: hop.result(status=503, error="later", retry_after=retry_after))
    results = taken(pages(4), asking)
    assert len(asking.begun) == asked
    assert {each.retry_after for each in results} == {retry_after}


def test_a_pause_of_one_host_is_none_of_anothers_and_reaches_redirects_to_it():
    def answer(hop: Hop) -> Fetched | Hop:
        if hop.host == "b.example":
            return follow(hop, 302, f"https://a.example/b{hop.url.path}", allow=(), redirects=5)
        return hop.result(status=429, error="later", retry_after=PAUSE)

    results = taken([*pages(1), *pages(2, host="b.example"), *pages(1, host="c.example")], Asking(answer))
    assert [each.retry_after for each in results] == [PAUSE] * 4
    assert sum("was not asked again" in each.error for each in results) == 2


def test_a_host_that_never_answers_is_given_up_after_three_times():
    def answer(hop: Hop) -> Fetched:
        raise TimeoutError(f"{hop.host} did not answer")

    asking = Asking(answer)
    results = taken(pages(5, pause=timedelta()), asking)
    assert len(asking.begun) == 3
    assert results[-1].error == "a.example did not answer, 3 times in a row; it was not asked again this time"


def test_a_request_that_breaks_a_rule_is_not_asked_and_waits_for_nothing():
    asking = Asking()
    results = taken([Request(url="ftp://a.example/", pause=PAUSE)] * 3, asking)
    assert asking.begun == []
    assert all("only http: and https:" in each.error for each in results)


def test_a_connection_is_kept_for_the_next_request_and_closed_after_the_last():
    asking = Asking()
    taken(pages(3), asking)
    assert asking.kept == [True, True, False]


def test_no_more_than_a_few_hundred_connections_are_kept_open():
    asking = Asking()
    requests = [Request(url=f"https://h{n}.example/{page}") for n in range(300) for page in range(2)]
    assert len(taken(requests, asking, places=300)) == 600
    assert sum(asking.kept) == 200


def test_feeds_of_one_host_and_hosts_of_one_provider_do_not_come_in_one_run():
    asking = Asking()
    blogs = [Request(url=f"https://{n}.blogs.example/{feed}") for n in range(20) for feed in range(3)]
    others = [Request(url=f"https://{n}.paper{n}.example/") for n in range(60)]
    taken([*blogs, *others], asking, places=5)
    order = ["blogs" in url for url, _ in asking.begun]
    runs = "".join("b" if each else "." for each in order[:80]).split(".")
    assert max(map(len, runs)) < 8
    assert [url for url, _ in asking.begun] == [url for url, _ in repeated(blogs, others)]


def repeated(*requests: Sequence[Request]) -> list[tuple[str, float]]:
    """The same requests in another round: the order of beginning is the same."""
    asking = Asking()
    taken([each for group in requests for each in group], asking, places=5)
    return asking.begun


@given(st.floats(0.001, 1e6), st.text())
def test_jitter_adds_up_to_a_quarter_and_is_the_same_every_time(seconds: float, url: str):
    pause = timedelta(seconds=seconds)
    found = jittered(pause, url)
    assert pause.total_seconds() <= found <= 1.25 * pause.total_seconds()
    assert found == jittered(pause, url)


def test_jitter_differs_from_address_to_address():
    assert len({jittered(PAUSE, each.url) for each in pages(50)}) == 50
