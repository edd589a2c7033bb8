"""Values in processes that can be killed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from threading import Thread

import pytest

from digest import workers as module
from digest.workers import KillableWorkers, attempt
from tests.jobs import Reluctant, double, misbehave, process_id


@pytest.fixture(scope="module")
def workers() -> Iterator[KillableWorkers]:
    with KillableWorkers(processes=2, memory=3 * 1024**3) as workers:
        yield workers


def told(workers: KillableWorkers, *values: str, timeout: float = 60.0) -> list[str]:
    return [each.result or each.error for each in workers.run(misbehave, values, timeout=timeout)]


def test_results_come_in_the_order_of_the_values(workers):
    outcomes = list(workers.run(double, range(100), timeout=60))
    assert [(each.given, each.result, each.error) for each in outcomes] == [
        (n, 2 * n, "") for n in range(100)
    ]


def test_no_values_start_no_process():
    workers = KillableWorkers()
    assert list(workers.run(double, [], timeout=60)) == []
    assert workers._pool is None


def test_a_value_that_hangs_is_stopped_and_the_others_go_on(workers):
    assert told(workers, "a", "hang", "b", timeout=1.0) == [
        "A",
        "it took longer than 1 s and was stopped",
        "B",
    ]


def test_a_process_that_ends_itself_or_crashes_is_told_for_its_value_alone(workers):
    assert told(workers, "a", "exit", "b", "crash", "c") == [
        "A",
        "its process died (exit code 3)",
        "B",
        "its process died (killed by signal 11)",
        "C",
    ]


def test_an_exception_becomes_a_sentence(workers):
    assert told(workers, "raise", "a") == ["it failed (ValueError: no such date)", "A"]


def test_what_cannot_travel_between_processes_is_told(workers):
    error, result, after = told(workers, "raise unpicklable", "unpicklable", "a")
    assert error.startswith("it failed (UnpicklableError: ")
    assert "pickle" in result
    assert after == "A"


def test_a_value_or_a_result_that_cannot_be_read_on_the_other_side_is_told(workers):
    outcomes = list(workers.run(misbehave, ["a", lambda: "no pipe carries this", "b"], timeout=60))
    assert [each.result for each in outcomes] == ["A", None, "B"]
    assert "cannot be handed over" in outcomes[1].error
    assert "cannot be handed over" in told(workers, "unreadable")[0]


def test_a_value_that_wants_all_the_memory_does_not_get_it(workers):
    assert told(workers, "eat memory", "a") == ["it needs more memory than a worker may have", "A"]


def test_processes_are_kept_between_runs(workers):
    first, second = (
        {each.result for each in workers.run(process_id, range(20), timeout=60)} for _ in range(2)
    )
    assert first & second


def test_values_are_taken_only_as_results_are_asked_for(workers):
    taken = []

    def values() -> Iterator[int]:
        for number in range(100_000):
            taken.append(number)
            yield number

    results = workers.run(double, values(), timeout=60)
    assert [each.result for each in islice(results, 50)] == [2 * n for n in range(50)]
    assert len(taken) < 50 + 2 * module.UNDER_WAY + 1
    results.close()


def test_threads_share_the_workers(workers):
    sums: list[int] = []
    threads = [
        Thread(
            target=lambda: sums.append(
                sum(each.result for each in workers.run(double, range(40), timeout=60))
            )
        )
        for _ in range(3)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sums == [1560] * 3


def test_closed_workers_begin_anew_when_they_are_used_again():
    workers = KillableWorkers(processes=1)
    assert told(workers, "a") == ["A"]
    workers.close()
    workers.close()
    assert told(workers, "b") == ["B"]
    workers.close()


def test_a_pool_that_broke_is_replaced_and_its_values_are_begun_again(monkeypatch):
    pools = [Reluctant(broken=True), Reluctant(broken=False)]
    monkeypatch.setattr(module, "_new_pool", lambda *_: pools.pop(0))
    assert told(KillableWorkers(processes=1), "a", "b") == ["A", "B"]


def test_a_value_that_breaks_every_pool_is_told_and_the_others_go_on(monkeypatch):
    pools = [Reluctant(broken=True), Reluctant(broken=True), Reluctant(broken=False)]
    monkeypatch.setattr(module, "_new_pool", lambda *_: pools.pop(0))
    assert told(KillableWorkers(processes=1), "a", "b") == ["its process died (for a reason unknown)", "B"]


def test_a_value_that_got_lost_is_begun_again(monkeypatch):
    monkeypatch.setattr(module, "GRACE", 0.0)
    pools = [Reluctant(broken=False, loses=True), Reluctant(broken=False)]
    monkeypatch.setattr(module, "_new_pool", lambda *_: pools.pop(0))
    assert told(KillableWorkers(processes=1), "a", timeout=0.01) == ["A"]


def test_an_attempt_tells_what_went_wrong_without_a_message():
    assert attempt(lambda _: [].pop(), 0) == (b"", "it failed (IndexError: pop from empty list)")
    assert attempt(lambda _: next(iter(())), 0) == (b"", "it failed (StopIteration)")
