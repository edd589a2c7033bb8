"""A store that an earlier version wrote, with everything in it, read by this one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from digest.model import EditionState, FeedState
from digest.store import open_storage
from digest.store.database import Database, make_file
from digest.store.records import EDITION, to_json
from tests.builders import NOON, an_article
from tests.store.builders import LATER, an_edition

ARTICLE = an_article(byline="Jo Bly", entry_guid="g1", text_seen=LATER)
FEED = FeedState(
    feed_url="https://harbourpost.example/feed.xml", etag='"1"', next_visit=LATER, failures=3, error="Gone."
)


def written_by_the_first_version(url: str) -> None:
    """A store of schema 0001 with a feed, an article, and three editions of which one cannot be read."""
    database = Database(url)
    if database.path is not None:
        make_file(database.path)
    with database.writing() as connection:
        config = Config()
        config.set_main_option("script_location", "digest.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement, values in rows():
            if database.path is not None:  # as SQLAlchemy writes times
                values = {name: sqlite_time(each) for name, each in values.items()}
            connection.execute(text(statement), values)
    database.close()


def sqlite_time(value: object) -> object:
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


def rows() -> list[tuple[str, dict[str, object]]]:
    feed = {"url": FEED.feed_url, "next": LATER}
    article = {
        "id": ARTICLE.id,
        "revision": ARTICLE.revision,
        "feed": ARTICLE.feed_url,
        "url": ARTICLE.url,
        "seen": ARTICLE.first_seen,
    }
    revision = {
        "id": ARTICLE.revision,
        "article": ARTICLE.id,
        "title": ARTICLE.title,
        "text": ARTICLE.text,
        "seen": LATER,
    }
    editions = [to_json(EDITION, an_edition(number=1)), '{"cut_off": 7}', "[]", '{"cut_off": "2026-05-12"}']
    return [
        (
            "insert into feed_state values (:url, '', '\"1\"', '', '', null, null, :next, 3, 'Gone.', '')",
            feed,
        ),
        ("insert into article values (:id, :revision, :feed, :url, 'g1', :seen, :seen)", article),
        (
            "insert into revision values (:id, :article, :title, :text, 'Jo Bly', 'en', null, null, :seen)",
            revision,
        ),
        *(
            (
                "insert into edition values (:number, :digest, '2026-05-12', 'sent', null, :snapshot)",
                {"number": number, "digest": f"d{number}" if number > 1 else "daily", "snapshot": snapshot},
            )
            for number, snapshot in enumerate(editions, start=1)
        ),
    ]


def test_a_store_of_the_first_version_is_brought_forward_and_nothing_is_lost(bare_url: str) -> None:
    written_by_the_first_version(bare_url)
    with open_storage(bare_url) as storage:
        assert storage.feeds.get([FEED.feed_url]) == {FEED.feed_url: FEED}
        assert storage.articles.get([ARTICLE.id]) == [ARTICLE]
        edition = storage.editions.get(1)
        assert edition == an_edition(number=1, state=EditionState.SENT)
    assert cut_offs(bare_url) == [NOON, None, None, None]


def test_a_migration_killed_while_it_brings_a_store_forward_leaves_the_old_one(
    bare_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    def failing(*given: object, **others: object) -> None:
        raise KeyboardInterrupt

    written_by_the_first_version(bare_url)
    monkeypatch.setattr(op, "create_table", failing)  # after the columns were added
    with pytest.raises(KeyboardInterrupt):
        open_storage(bare_url)
    monkeypatch.undo()
    with open_storage(bare_url) as storage:
        assert storage.articles.get([ARTICLE.id]) == [ARTICLE]


def cut_offs(url: str) -> list[datetime | None]:
    database = Database(url)
    with database.reading() as connection:
        found = connection.scalars(text("select cut_off from edition order by number")).all()
    database.close()
    return [
        datetime.fromisoformat(each).replace(tzinfo=UTC) if isinstance(each, str) else each for each in found
    ]
