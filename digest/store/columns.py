"""The types of our columns: what Python holds, what both databases hold, and nothing in between that differs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """`text` with NUL and lone surrogates, which no database takes, replaced one for one, so that offsets stay true."""
    if "\0" not in text:
        if text.isascii():
            return text
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            pass
        else:
            return text
    return _UNSTORABLE.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Any text; the one place where what no database takes is replaced (see `storable`)."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002
        """What makes a text storable; given directly, since it runs for every text of every row."""
        return _storable_or_null


def _storable_or_null(text: str | None) -> str | None:
    if text is None or (text.isascii() and "\0" not in text):  # most texts, without another call
        return text
    return storable(text)


class WordList(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the tuple."""
        return None if value is None else json.dumps([storable(each) for each in value], ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002
        """Read it back."""
        return None if value is None else tuple(json.loads(value))


class Numbers(TypeDecorator[tuple[int, ...]]):
    """A tuple of whole numbers, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the tuple."""
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[int, ...] | None:  # noqa: ARG002
        """Read it back."""
        return None if value is None else tuple(json.loads(value))


class Seconds(TypeDecorator[timedelta]):
    """A length of time, in whole seconds: parts of one are left out."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Write the seconds."""
        return None if value is None else value // timedelta(seconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> timedelta | None:  # noqa: ARG002
        """Read them back."""
        return None if value is None else timedelta(seconds=value)


class Moment(TypeDecorator[datetime]):
    """A time: stored in UTC, read as aware UTC; one without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """What turns a time to UTC, and for SQLite to its text: three times as fast as the general way."""
        return _as_text if dialect.name == "sqlite" else _as_utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Say that it is UTC: SQLite does not keep zones, PostgreSQL answers in the session's."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _as_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else _utc(moment)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be stored: {moment}")
    return moment.astimezone(UTC)


def _as_text(moment: datetime | None) -> str | None:
    return None if moment is None else _written(_utc(moment))


@lru_cache(maxsize=256)
def _written(utc: datetime) -> str:
    """As SQLAlchemy writes and reads it, so that texts sort as times do: 2026-05-12 12:00:00.000000.

    Remembered, since most rows of a visit hold the same moment, its own; in UTC equal moments are written equally.
    """
    day, time = (utc.year, utc.month, utc.day), (utc.hour, utc.minute, utc.second, utc.microsecond)
    return "%04d-%02d-%02d %02d:%02d:%02d.%06d" % (day + time)  # noqa: UP031  a third of what isoformat takes
