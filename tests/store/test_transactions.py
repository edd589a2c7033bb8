# ruff: noqa: PT012  what happens inside a transaction is what is tested

from __future__ import annotations

import threading

import pytest
from pydantic import TypeAdapter, ValidationError

from digest.errors import BusyError, EditionError, StorageError
from digest.model import FeedState
from digest.ports import Storage
from digest.store import open_storage
from tests.builders import NOON, an_article
from tests.store.builders import a_delivery, an_analysis, an_edition


def test_a_transaction_keeps_all_of_it(storage: Storage) -> None:
    article = an_article()
    with storage.transaction():
        storage.articles.add([article])
        assert storage.articles.get([article.id]) == [article]
        storage.editions.put(an_edition())
    assert storage.articles.count() == 1
    assert storage.editions.get(1) is not None


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, StorageError])
def test_an_error_that_leaves_a_transaction_undoes_all_of_it(
    storage: Storage, error: type[BaseException]
) -> None:
    storage.articles.add([an_article("Before")])
    with pytest.raises(error), storage.transaction():
        storage.articles.add([an_article("Within")])
        storage.editions.put(an_edition())
        raise error
    assert storage.articles.count() == 1
    assert storage.editions.newest() == []
    storage.articles.add([an_article("After")])
    assert storage.articles.count() == 2


def test_a_transaction_inside_another_joins_it(storage: Storage) -> None:
    with pytest.raises(ValueError, match="outside"), storage.transaction():
        with storage.transaction():
            storage.articles.add([an_article()])
        raise ValueError("outside")
    assert storage.articles.count() == 0


def test_an_error_caught_between_two_transactions_still_undoes_both(storage: Storage) -> None:
    with pytest.raises(StorageError, match="Nothing was changed"), storage.transaction():
        storage.articles.add([an_article("Outer")])
        with pytest.raises(ValueError, match="inner"), storage.transaction():
            storage.articles.add([an_article("Inner")])
            raise ValueError("inner")
    assert storage.articles.count() == 0


def test_a_refused_row_spoils_the_transaction_even_if_caught(storage: Storage) -> None:
    with pytest.raises(StorageError, match="Nothing was changed"), storage.transaction():
        storage.articles.add([an_article()])
        with pytest.raises(StorageError):
            storage.deliveries.settle([a_delivery(99, "r1")])
    assert storage.articles.count() == 0


def test_a_no_of_ours_does_not_spoil_it(storage: Storage) -> None:
    with storage.transaction():
        storage.articles.add([an_article()])
        with pytest.raises(EditionError):
            storage.editions.advance(5, state=an_edition().state, allowed=[], now=NOON)
    assert storage.articles.count() == 1


def test_somebody_elses_error_leaves_a_transaction_as_it_is(storage: Storage) -> None:
    with pytest.raises(ValidationError), storage.transaction():
        TypeAdapter(int).validate_python("no number")


def test_what_a_transaction_has_not_finished_others_do_not_see(url: str) -> None:
    seen: list[int] = []
    with open_storage(url) as storage:
        with storage.transaction():
            storage.articles.add([an_article()])
            reader = threading.Thread(target=lambda: seen.append(storage.articles.count()))
            reader.start()
            reader.join()
        assert (seen, storage.articles.count()) == ([0], 1)


def test_a_lock_is_refused_at_once_while_held_and_free_after(storage: Storage) -> None:
    with (
        storage.lock("send-1"),
        storage.lock("send-2"),
        pytest.raises(BusyError, match="send-1"),
        storage.lock("send-1"),
    ):
        pass
    with pytest.raises(ValueError, match="inside"), storage.lock("send-1"):
        raise ValueError("inside")
    with storage.lock("send-1"):
        pass


@pytest.mark.parametrize("name", ["digest/../../etc", "Abend", "a" * 300, "größe", ""])
def test_a_lock_can_have_any_name(storage: Storage, name: str) -> None:
    with storage.lock(name), pytest.raises(BusyError), storage.lock(name):
        pass


def test_two_storages_on_one_database_exclude_each_other(url: str) -> None:
    with open_storage(url) as one, open_storage(url) as other:
        with one.lock("leader"), pytest.raises(BusyError), other.lock("leader"):
            pass
        with other.lock("leader"):
            pass


def test_the_states_of_feeds_take_the_place_of_older_ones(storage: Storage) -> None:
    first = FeedState(
        feed_url="https://a.example/rss", etag='"x"', next_visit=NOON, failures=2, error="No answer."
    )
    other = FeedState(feed_url="https://b.example/rss")
    storage.feeds.put([first, other])
    storage.feeds.put([])
    later = FeedState(feed_url=first.feed_url, last_visit=NOON, last_success=NOON)
    storage.feeds.put([first, later])
    urls = [first.feed_url, other.feed_url, "https://c.example/rss"]
    assert storage.feeds.get(urls) == {first.feed_url: later, other.feed_url: other}


def test_an_analysis_belongs_to_a_revision_and_a_version(storage: Storage) -> None:
    article = an_article()
    first, second = an_analysis(article), an_analysis(article, "v2", name="Bo")
    storage.analyses.put([first, second, first])
    assert storage.analyses.get([article.revision, an_article("Other").revision], version="v1") == {
        article.revision: first
    }
    assert storage.analyses.get([article.revision], version="v2") == {article.revision: second}
    replaced = an_analysis(article, name="Ada")
    storage.analyses.put([replaced])
    assert storage.analyses.get([article.revision], version="v1") == {article.revision: replaced}
    assert storage.analyses.get([], version="v1") == {}
