"""How much longer reading takes for a document twice as long, for documents made to hurt: about 2 is linear.

python benchmarks/hostile.py [ITEMS]
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time

from digest.feeds.parse import parse_feed

NOW = datetime(2026, 5, 12, 12, tzinfo=UTC)
BROKEN = "&nbsp;"  # lets feedparser fall back to its second, slower reader
CASES: dict[str, Callable[[int], str]] = {
    "items": lambda n: "".join(f"<item><title>t{each}</title></item>" for each in range(n)),
    "one guid": lambda n: "<item><guid>x</guid><title>t</title></item>" * n,
    "long text": lambda n: f"<item><description>{'word &lt;b> ' * (6 * n)}</description></item>",
    "long title": lambda n: f"<item><title>{'word ' * (20 * n)}</title></item>",
    "attributes": lambda n: "<item " + " ".join(f"a{each}='x'" for each in range(n)) + "></item>",
    "namespaces": lambda n: "".join(f'<n{each}:x xmlns:n{each}="urn:{each}"/>' for each in range(n)),
    "one namespace": lambda n: '<n:x xmlns:n="urn:n"/>' * n,
    "open CDATA": lambda n: "<item><title>t</title><description>" + "<![CDATA[word " * (10 * n),
    "enclosures": lambda n: "<item>" + '<enclosure url="x.jpg" type="image/jpeg"/>' * n + "</item>",
    "categories": lambda n: "<item>" + "".join(f"<category>c{x}</category>" for x in range(n)) + "</item>",
    "authors": lambda n: "<item>" + "<author>Ada</author>" * n + "</item>",
    "unknown elements": lambda n: "<item>" + "<x/>" * n + "</item>",
    "brackets": lambda n: "<" * n,
    "dates": lambda n: f"<item><title>t</title><pubDate>{'1 ' * (50 * n)}</pubDate></item>",
}


def seconds(inside: str) -> float:
    """CPU time for reading one RSS document."""
    body = f'<rss version="2.0"><channel><title>Q</title>{inside}</channel></rss>'.encode()
    begin = process_time()
    parse_feed(body, feed_url="https://feed.example/feed.xml", now=NOW)
    return process_time() - begin


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    warnings.simplefilter("ignore")
    for name, make in CASES.items():
        for kind, tail in (("", ""), (", malformed", BROKEN)):
            once, twice = seconds(make(count) + tail), seconds(make(2 * count) + tail)
            print(f"{name + kind:28} {once:7.3f} s {twice:7.3f} s  {twice / max(once, 0.001):4.1f} times")


if __name__ == "__main__":
    main()
