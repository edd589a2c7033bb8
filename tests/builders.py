"""Values for tests: what a test does not name does not matter to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digest.model import Article, Feed, Picture, article_id, revision_id

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


def an_article(
    title: str = "Harbour opens",
    text: str = "The harbour opened on Monday.",
    *,
    url: str = "",
    hours_ago: float = 1.0,
    **others: object,
) -> Article:
    """An article published and first seen `hours_ago` before NOON."""
    url = url or "https://harbourpost.example/" + "-".join(title.lower().split())
    seen = NOON - timedelta(hours=hours_ago)
    identity = article_id(url)
    fields: dict[str, object] = {
        "feed_url": "https://harbourpost.example/feed.xml",
        "published": seen,
        "first_seen": seen,
        "language": "en",
    }
    return Article(
        id=identity,
        revision=revision_id(identity, title, text),
        url=url,
        title=title,
        text=text,
        **(fields | others),  # type: ignore[arg-type]
    )


def a_feed(url: str = "https://harbourpost.example/feed.xml", **others: object) -> Feed:
    """A feed."""
    return Feed(url=url, **others)  # type: ignore[arg-type]


def a_picture(url: str = "https://harbourpost.example/quay.jpg", alt: str = "The quay at dawn") -> Picture:
    """A picture with its alt text."""
    return Picture(url=url, alt=alt)
