from datetime import UTC, datetime

from digest.feeds.parse import parse_feed

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)


def test_an_empty_document_is_no_feed():
    assert parse_feed(b"  \n", feed_url="https://a.example/feed", now=NOW).error == "The feed is empty."
