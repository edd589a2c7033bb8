"""Ids derived from content, and the one rule for times."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)
RevisionId = NewType("RevisionId", str)
PersonId = NewType("PersonId", str)
StoryId = NewType("StoryId", str)
Field = Literal["title", "text"]


def content_id(*parts: str) -> str:
    """A short id that depends on `parts` alone (64 bits, hexadecimal)."""
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def require_utc(**moments: datetime) -> None:
    """Raise ValueError for a moment that is not in UTC."""
    for name, moment in moments.items():
        if moment.utcoffset() != timedelta(0):
            raise ValueError(f"{name} is not in UTC: {moment}")
