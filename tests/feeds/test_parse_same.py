"""Our entries are feedparser's own: its fast way and its plain way are compared."""

from __future__ import annotations

import sys
import warnings
from io import BytesIO
from pathlib import Path
from xml.sax import make_parser

import feedparser
import feedparser.api
import pytest

from benchmarks.parsing import FEED, NOW, differences, plainly
from digest.feeds.parse import DRIVER, feed_of, parse_feed
from digest.feeds.sax import FeedReader
from tests.feeds.parsing import RECORDED

SHARED = Path(__file__).parents[3] / "shared" / "data" / "feeds"
FEEDS = [*sorted(RECORDED.glob("*[!n]")), *(sorted(SHARED.iterdir()) if SHARED.is_dir() else [])]


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_every_entry_is_what_feedparser_gives(path):
    body = path.read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = feed_of(plainly(body), feed_url=FEED, now=NOW)
    assert differences(parse_feed(body, feed_url=FEED, now=NOW), theirs) == 0


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real feeds are not beside the checkout: ../shared/data/feeds"
)
def test_the_collection_of_real_feeds_is_read_without_a_fault():
    read = [parse_feed(path.read_bytes(), feed_url=FEED, now=NOW) for path in sorted(SHARED.iterdir())]
    assert sum(len(each.entries) for each in read) >= 700
    assert not [each.error for each in read if each.error]


def test_feedparser_takes_our_xml_reader_first():
    assert feedparser.api.PREFERRED_XML_PARSERS[0] == DRIVER
    assert isinstance(make_parser(feedparser.api.PREFERRED_XML_PARSERS), FeedReader)


def test_our_xml_reader_is_the_one_that_reads(monkeypatch):
    used = []
    monkeypatch.setattr(FeedReader, "start_element_ns", lambda _self, name, _attributes: used.append(name))
    monkeypatch.setattr(FeedReader, "end_element_ns", lambda _self, _name: None)
    feedparser.parse(BytesIO(b"<rss version='2.0'><channel/></rss>"))
    assert used == ["rss", "channel"]
    assert DRIVER in sys.modules


def test_feedparser_still_passes_texts_through_the_method_that_makes_repairs_quick():
    assert callable(feedparser.api.StrictFeedParser.decode_entities)


def test_letters_of_windows_taken_for_controls_are_mended():
    declared = b"<?xml version='1.0' encoding='iso-8859-1'?>"
    body = (
        declared
        + b"<rss version='2.0'><channel><item><title>it\x92s \xe9t\xe9</title></item></channel></rss>"
    )
    (entry,) = parse_feed(body, feed_url=FEED, now=NOW).entries
    assert entry.title == "it’s été"


def test_elements_without_use_leave_the_others_alone():
    body = b"""<rss version='2.0' xmlns:s='http://purl.org/rss/1.0/modules/slash/'><channel>
    <item><title>A</title><s:department>x<b>y</b><title>no</title></s:department><link>https://a.example/1</link></item>
    <item><title>B</title></item></channel></rss>"""
    assert [each.title for each in parse_feed(body, feed_url=FEED, now=NOW).entries] == ["A", "B"]
