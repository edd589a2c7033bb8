"""Feeds a second, ours beside plain feedparser's, in one run, and the entries that differ.

python benchmarks/parsing.py FOLDER_OF_FEEDS [ROUNDS]
"""

from __future__ import annotations

import gc
import re
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import feedparser
import feedparser.api
import feedparser.datetimes

from digest.feeds import dates
from digest.feeds.parse import DRIVER, feed_of, parse_feed
from digest.model import Entry, ParsedFeed

NOW = datetime(2100, 1, 1, tzinfo=UTC)
FEED = "https://feed.example/feed.xml"


def plainly(body: bytes) -> feedparser.FeedParserDict:
    """What feedparser does on its own."""
    feedparser.api.PREFERRED_XML_PARSERS.remove(DRIVER)
    feedparser.datetimes._date_handlers.remove(dates.to_struct)
    try:
        return feedparser.parse(body)
    finally:
        feedparser.datetimes._date_handlers.insert(0, dates.to_struct)
        feedparser.api.PREFERRED_XML_PARSERS.insert(0, DRIVER)


def ours(body: bytes) -> ParsedFeed:
    """What the digest does."""
    return parse_feed(body, feed_url=FEED, now=NOW)


def seconds(parse: Callable[[bytes], object], body: bytes) -> float:
    """CPU time for parsing one document."""
    gc.collect()
    begin = process_time()
    parse(body)
    return process_time() - begin


def same(entry: Entry) -> Entry:
    """The entry as compared: attributes sorted, and without what only feedparser's own cleaning tidies away."""
    markup = re.sub(r"<([a-z0-9]+)((?: [a-z]+=\"[^\"]*\")+)>", _sorted_attributes, entry.html)
    return replace(entry, html=" ".join(markup.split()))


def _sorted_attributes(tag: re.Match[str]) -> str:
    attributes = sorted(f'{each.rstrip()}"' for each in re.findall(r"( [a-z]+=\"[^\"]*)\"", tag[2]))
    return f"<{tag[1]}{''.join(attributes)}>"


def differences(ours: ParsedFeed, theirs: ParsedFeed) -> int:
    """Entries that are not the same in every field, or missing on one side."""
    pairs = zip(ours.entries, theirs.entries, strict=False)
    return sum(same(a) != same(b) for a, b in pairs) + abs(len(ours.entries) - len(theirs.entries))


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/feeds")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    bodies = [path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()]
    warnings.simplefilter("ignore")
    fast = slow = 0.0
    for body in bodies:  # side by side, so that both meet the same load of the machine
        times = [(seconds(ours, body), seconds(plainly, body)) for _ in range(rounds)]
        fast, slow = fast + min(each[0] for each in times), slow + min(each[1] for each in times)
    read = [ours(body) for body in bodies]
    different = sum(
        differences(parsed, feed_of(plainly(body), feed_url=FEED, now=NOW))
        for parsed, body in zip(read, bodies, strict=True)
    )
    print(f"feeds: {len(bodies)}, entries: {sum(len(each.entries) for each in read)}, different: {different}")
    print(
        f"ours {len(bodies) / fast:.1f} feeds/s, feedparser {len(bodies) / slow:.1f} feeds/s: {slow / fast:.2f} times"
    )


if __name__ == "__main__":
    main()
