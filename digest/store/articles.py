"""The articles seen so far, their revisions, and the feeds that carried them."""

# ruff: noqa: D102  the protocol says what each method does

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, update
from sqlalchemy import Row as Found

from digest.model import Article, ArticleId, Picture
from digest.ports import Added, Sighting
from digest.store.columns import storable
from digest.store.database import Database, serialised
from digest.store.statements import Columns, batches, insert_new, insert_or_replace, texts_by_key
from digest.store.tables import article, revision, sighting

_ARTICLE: Columns[Article] = {
    **{name: attrgetter(name) for name in ("id", "feed_url", "url", "entry_guid", "published", "first_seen")},
    "current_revision": attrgetter("revision"),
}
_REVISION: Columns[Article] = {
    **{name: attrgetter(name) for name in ("title", "text", "byline", "language", "section", "first_seen")},
    "id": attrgetter("revision"),
    "article": attrgetter("id"),
    "picture_url": lambda each: each.picture.url if each.picture else None,
    "picture_alt": lambda each: each.picture.alt if each.picture else None,
}

_TEXT = (
    *(revision.c[name] for name in ("title", "text", "byline", "language", "section")),
    *(revision.c[name] for name in ("picture_url", "picture_alt")),
    revision.c.first_seen.label("text_seen"),
)


class ArticleStore:
    """`ports.Articles` in SQL.

    Of `Added`, `known` counts the articles handed over that changed nothing; an article is named once, as new or as
    revised. The feed that first brought an article has carried it even where it was not `sighted`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, articles: Iterable[Article]) -> Added:
        given = list(articles)
        with self._database.writing() as connection:
            return _add(connection, given) if given else Added()

    def sightings(self, feed_url: str, guids: Iterable[str]) -> dict[str, Sighting]:
        columns = (sighting.c.guid, sighting.c.article, sighting.c.fingerprint)
        query = select(*columns).where(sighting.c.feed_url == storable(feed_url))
        asked = {storable(guid): guid for guid in guids}
        with self._database.reading() as connection:
            return {
                asked[guid]: Sighting(guid=asked[guid], article=ArticleId(known), fingerprint=fingerprint)
                for batch in batches(asked)
                for guid, known, fingerprint in connection.execute(query.where(sighting.c.guid.in_(batch)))
            }

    def sighted_as(self, feed_url: str, articles: Iterable[ArticleId]) -> dict[ArticleId, Sighting]:
        columns = (sighting.c.article, sighting.c.guid, sighting.c.fingerprint)
        query = select(*columns).where(sighting.c.feed_url == storable(feed_url))
        ordered = query.order_by(sighting.c.first_seen, sighting.c.guid)
        with self._database.reading() as connection:
            return {
                ArticleId(known): Sighting(guid=guid, article=ArticleId(known), fingerprint=fingerprint)
                for batch in batches(dict.fromkeys(articles))
                for known, guid, fingerprint in connection.execute(
                    ordered.where(sighting.c.article.in_(batch))
                )
            }

    def sighted(self, feed_url: str, sightings: Iterable[Sighting], *, now: datetime) -> None:
        rows = [
            {
                "feed_url": feed_url,
                "guid": storable(each.guid),
                "article": each.article,
                "fingerprint": each.fingerprint,
                "first_seen": now,
            }
            for each in sightings
        ]
        with self._database.writing() as connection:
            insert_or_replace(connection, sighting, rows, changing=("article", "fingerprint"))

    def get(self, ids: Iterable[ArticleId]) -> list[Article]:
        with self._database.reading() as connection:
            return _articles(connection, ids)

    def as_of(self, ids: Iterable[ArticleId], moment: datetime) -> list[Article]:
        columns = (*(column for column in article.c if column.name != "current_revision"), *_TEXT)
        texts: Select[Any] = select(*columns, revision.c.id.label("current_revision"))
        query = texts.join(revision, revision.c.article == article.c.id)
        ordered = query.where(revision.c.first_seen <= moment).order_by(revision.c.first_seen, revision.c.id)
        with self._database.reading() as connection:
            newest = {
                row.id: _article(row)
                for batch in batches(dict.fromkeys(ids))
                for row in connection.execute(ordered.where(article.c.id.in_(batch)))
            }
        return _sorted(newest.values())

    def first_seen_between(
        self, since: datetime, until: datetime, *, feeds: Sequence[str] | None = None
    ) -> list[Article]:
        seen = (article.c.first_seen > since) & (article.c.first_seen <= until)
        with self._database.reading() as connection:
            if feeds is not None:
                return _articles(connection, _carried(connection, seen, set(feeds)))
            return _sorted(map(_article, connection.execute(_newest().where(seen))))

    def latest(self, feed_url: str, *, limit: int) -> list[Article]:
        query = _newest().where(article.c.feed_url == feed_url)
        order = (article.c.first_seen.desc(), article.c.id.desc())
        with self._database.reading() as connection:
            return [_article(row) for row in connection.execute(query.order_by(*order).limit(limit))]

    def count(self) -> int:
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(article)) or 0


def _add(connection: Connection, given: Sequence[Article]) -> Added:
    serialised(connection, "articles")  # cheaper than asking every insert whether it was the first
    asked = dict.fromkeys(each.id for each in given)
    stored = texts_by_key(connection, article.c.id, article.c.current_revision, asked)
    new = {each.id: each for each in reversed(given) if each.id not in stored}
    revisions = {each.revision: each for each in reversed(given)}
    insert_new(connection, article, _ARTICLE, [new[each] for each in sorted(new)])
    insert_new(connection, revision, _REVISION, [revisions[each] for each in sorted(revisions)])

    stored |= {each.id: each.revision for each in new.values()}
    newest, unchanged = dict(stored), -len(new)
    for each in given:
        unchanged += newest[each.id] == each.revision
        newest[each.id] = each.revision
    changed = {each.id: newest[each.id] for each in given if newest[each.id] != stored[each.id]}
    _set_current(connection, changed)
    return Added(
        new=tuple(dict.fromkeys(each.id for each in given if each.id in new)),
        revised=tuple(each for each in changed if each not in new),
        known=unchanged,
    )


def _set_current(connection: Connection, newest: Mapping[ArticleId, str]) -> None:
    if newest:
        statement = (
            update(article)
            .where(article.c.id == bindparam("of"))
            .values(current_revision=bindparam("newest"))
        )
        connection.execute(statement, [{"of": each, "newest": newest[each]} for each in sorted(newest)])


def _carried(connection: Connection, seen: ColumnElement[bool], feeds: set[str]) -> list[ArticleId]:
    """The articles that one of `feeds` carried; sorted out here, since there can be more feeds than SQL variables."""
    brought = select(article.c.id, article.c.feed_url).where(seen)
    sighted = (
        select(article.c.id, sighting.c.feed_url)
        .join(sighting, sighting.c.article == article.c.id)
        .where(seen)
    )
    found = (row for query in (brought, sighted) for row in connection.execute(query))
    return [ArticleId(each) for each in dict.fromkeys(each for each, feed_url in found if feed_url in feeds)]


def _articles(connection: Connection, ids: Iterable[ArticleId]) -> list[Article]:
    query = _newest()
    return _sorted(
        _article(row)
        for batch in batches(dict.fromkeys(ids))
        for row in connection.execute(query.where(article.c.id.in_(batch)))
    )


def _sorted(articles: Iterable[Article]) -> list[Article]:
    """In (published, id) order; not by the database, whose order of letters may differ."""
    return sorted(articles, key=lambda each: (each.published, each.id))


def _newest() -> Select[Any]:
    """Articles with their newest revisions."""
    return select(article, *_TEXT).join(revision, revision.c.id == article.c.current_revision)


def _article(row: Found[Any]) -> Article:
    fields = dict(row._mapping)
    newest, url, alt = (fields.pop(name) for name in ("current_revision", "picture_url", "picture_alt"))
    if fields["text_seen"] <= fields["first_seen"]:
        fields["text_seen"] = None
    return Article(revision=newest, picture=None if url is None else Picture(url=url, alt=alt), **fields)
