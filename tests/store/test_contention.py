"""Several threads and processes at once, and processes that die: only what is about processes leaves the fake out."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

import pytest

from digest.errors import BusyError, StorageError
from digest.model import EditionState
from digest.ports import Storage
from digest.store import open_storage
from tests.builders import NOON, an_article
from tests.store.builders import a_person, an_edition, naming, register

SPAWN = multiprocessing.get_context("spawn")
READERS = {f"r{each:03}": f"<{each}@digest.example>" for each in range(300)}
ARTICLES = [an_article(f"Story {each}") for each in range(300)]


def at_once(*tasks: Callable[[], object]) -> list[object]:
    with ThreadPoolExecutor(len(tasks)) as pool:
        return [each.result() for each in [pool.submit(task) for task in tasks]]


def test_threads_that_add_the_same_articles_keep_each_once_and_one_of_them_says_new(storage: Storage) -> None:
    added = at_once(
        lambda: storage.articles.add(ARTICLES),
        lambda: storage.articles.add(reversed(ARTICLES)),
        lambda: storage.articles.add(ARTICLES[100:] + ARTICLES[:100]),
    )
    assert storage.articles.count() == 300
    assert sorted(one for each in added for one in each.new) == sorted(each.id for each in ARTICLES)  # type: ignore[attr-defined]
    assert [each.revised for each in added] == [()] * 3  # type: ignore[attr-defined]


def test_threads_that_keep_the_same_people_do_not_stop_each_other(storage: Storage) -> None:
    people = [a_person(f"p{each}", keys=(f"k{each}", "all")) for each in range(100)]
    found = register(*people, identities=naming(ARTICLES[0], *(each.id for each in people)))
    backwards = register(*reversed(people), identities=tuple(reversed(found.identities)))
    at_once(*[lambda: storage.people.keep(found), lambda: storage.people.keep(backwards)] * 2)
    assert len(storage.people.bearing(["all"])) == 100


def test_threads_that_put_editions_get_a_number_each(storage: Storage) -> None:
    puts = [lambda name=name: storage.editions.put(an_edition(name)).number for name in "abcdef"]
    assert sorted(at_once(*puts)) == [1, 2, 3, 4, 5, 6]  # type: ignore[type-var]


def test_only_one_of_the_threads_that_approve_an_edition_may(storage: Storage) -> None:
    number = storage.editions.put(an_edition()).number

    def approve() -> bool:
        try:
            storage.editions.advance(
                number, state=EditionState.APPROVED, allowed=[EditionState.DRAFT], now=NOON
            )
        except Exception:
            return False
        return True

    assert sorted(at_once(approve, approve, approve, approve)) == [False, False, False, True]  # type: ignore[type-var]


def claim(url: str, edition: int, start: Barrier, answer: Connection) -> None:
    with open_storage(url) as storage:
        start.wait()
        answer.send(storage.deliveries.claim(edition, READERS, now=NOON))


def add(url: str, start: Barrier, answer: Connection) -> None:
    start.wait()
    with open_storage(url) as storage:  # the schema is made by whoever comes first
        answer.send(storage.articles.add(ARTICLES).new)


def work_and_hang(url: str, edition: int, answer: Connection) -> None:
    with open_storage(url) as storage, storage.lock("send"), storage.transaction():
        storage.articles.add(ARTICLES)
        storage.deliveries.claim(edition, READERS, now=NOON)
        answer.send("half done")
        signal.pause()


def test_processes_that_claim_the_same_readers_never_get_one_twice(url: str) -> None:
    with open_storage(url) as storage:
        edition = storage.editions.put(an_edition()).number
    claimed = in_processes(claim, url, edition)
    assert sorted(reader for each in claimed for reader in each) == sorted(READERS)


def test_processes_that_make_the_same_store_and_add_the_same_articles(bare_url: str) -> None:
    added = in_processes(add, bare_url)
    assert sorted(one for each in added for one in each) == sorted(each.id for each in ARTICLES)
    with open_storage(bare_url) as storage:
        assert storage.articles.count() == 300


def in_processes(task: Callable[..., None], *arguments: object) -> list[list[str]]:
    """What two processes answer that start the task together."""
    start = SPAWN.Barrier(2)
    started = []
    for _ in range(2):
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(target=task, args=(*arguments, start, theirs))
        process.start()
        theirs.close()
        started.append((process, ours))
    answers = [ours.recv() for _, ours in started]
    for process, ours in started:
        process.join()
        ours.close()
        assert process.exitcode == 0
        process.close()
    return answers


def test_a_process_killed_inside_a_transaction_leaves_nothing_half_done_and_no_lock(url: str) -> None:
    with open_storage(url) as storage:
        edition = storage.editions.put(an_edition()).number
        ours, theirs = SPAWN.Pipe()
        process = SPAWN.Process(target=work_and_hang, args=(url, edition, theirs))
        process.start()
        theirs.close()
        assert ours.recv() == "half done"
        with pytest.raises(BusyError), storage.lock("send"):
            pass
        assert process.pid is not None
        process.kill()
        process.join()
        ours.close()
        wait_for(storage)
        assert storage.articles.count() == 0
        assert storage.deliveries.claim(edition, READERS, now=NOON) == list(READERS)
        assert len(storage.articles.add(ARTICLES).new) == 300


def wait_for(storage: Storage, attempts: int = 2000) -> None:
    """Until the lock is free: PostgreSQL takes a moment to see that a client has gone."""
    for _ in range(attempts):
        try:
            with storage.lock("send"):
                return
        except BusyError:
            storage.articles.count()
    raise StorageError("The lock of a dead process is still held.")
