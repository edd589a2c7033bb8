"""Whatever arrives, parsing ends with a value, and nothing active is in it."""

from __future__ import annotations

import json
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.feeds.dates import of_struct, of_text
from tests.feeds.parsing import NOW, described, parsed, rss, the_entry

PIECES = """
<script> </script> <svg> </svg> <math> <style> </style> <a_href= javascript:x ' " > <img_src= _onerror=x_
<p> </p> <iframe <form_ <!-- --> <title> <noscript> <textarea> &lt;script&gt; &#0; &#x110000; & <
data:text/html, _style=x_ words <table> <td> <template> <br> </br> <![if <mglyph>
<annotation-xml_encoding=text/html>
"""
SCRAPS = st.lists(
    st.sampled_from([*(each.replace("_", " ") for each in PIECES.split()), "\x00", "\ud800", "\u202e"]),
    max_size=25,
).map("".join)
ELEMENTS = """
<?xml_version='1.0'?> <rss_version='2.0'> <channel> <item> </item> <title> </title> <link> </link>
<description> <![CDATA[ ]]> &amp; &x; <!DOCTYPE_x_[ ]> <feed_xmlns='http://www.w3.org/2005/Atom'> <entry>
</entry> </content> </author> text <content_type='xhtml'> <media:content_url='x'/> <image> <author>
<a:b_xmlns:a='c_d'> <pubDate>Mon,_99_Foo</pubDate> <guid> <category/> <source_url='x'> <enclosure/> <svg>
</svg> <itunes:image_href='x'/> <content:encoded> <media:thumbnail> <textinput> <cloud/> <ttl>1</ttl>
"""
XML = st.lists(
    st.sampled_from([*(each.replace("_", " ").encode() for each in ELEMENTS.split()), b"\x00", b"\xff"]),
    max_size=40,
).map(b"".join)
NAMES = [
    "id",
    "url",
    "title",
    "content_html",
    "content_text",
    "authors",
    "name",
    "tags",
    "image",
    "date_published",
    "items",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=20,
)
ACTIVE = re.compile(
    r"<(?:script|svg|math|style|iframe|form|input|object|embed|base|meta|link|template)\b|<[^>]*\son\w+=",
    re.IGNORECASE,
)
LINK = re.compile(r'(?:href|src|cite)="([^"]*)"')


def harmless(markup: str) -> bool:
    links = LINK.findall(markup)
    return not ACTIVE.search(markup) and all(re.match(r"https?://|mailto:", each) for each in links)


@settings(deadline=None)
@given(st.binary(max_size=400))
@example(b"{" + b'"items":[{"id":1e999}]}')
def test_any_bytes_give_a_value(body):
    feed = parsed(body)
    assert feed.error or feed.entries is not None


@settings(deadline=None)
@given(XML)
def test_any_heap_of_feed_elements_gives_a_value(body):
    for entry in parsed(body).entries:
        assert harmless(entry.html)
        assert entry.guid
        assert "\n" not in entry.title + entry.byline
        assert entry.url == "" or entry.url.startswith(("http://", "https://"))


@settings(deadline=None)
@given(SCRAPS)
def test_nothing_active_survives_any_html(markup):
    text = markup.replace("]]>", "").encode("utf-8", "replace").decode()
    assert harmless(the_entry(described(text)).html)


@settings(deadline=None)
@given(JSON)
def test_any_json_gives_a_value(items):
    document = {"version": "https://jsonfeed.org/version/1.1", "items": [items, {"title": "Ferry"}]}
    assert "Ferry" in [each.title for each in parsed(json.dumps(document)).entries]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_date_in_utc_or_none(text):
    moment = of_text(text, now=NOW)
    assert moment is None or moment <= NOW


def test_the_dates_of_json_are_read_in_two_standards():
    assert str(of_text("2026-05-11T09:30:00.1234567Z", now=NOW)) == "2026-05-11 09:30:00.123456+00:00"
    assert str(of_text("Mon, 11 May 2026 09:30:00 +0200", now=NOW)) == "2026-05-11 07:30:00+00:00"
    assert of_text("0001-01-01T00:00:00+23:59", now=NOW) is None


def test_a_time_tuple_that_is_no_time_is_none():
    assert of_struct((2026, 5, 11, 9, 30, 60, 0, 0, 0), now=NOW) is not None  # a leap second
    assert of_struct((2026, 13, 1, 0, 0, 0, 0, 0, 0), now=NOW) is None


def test_two_documents_alike_give_entries_alike():
    body = rss(*(f"<title>{n}</title><description>{n}</description>" for n in range(20)))
    assert parsed(body) == parsed(body)
