"""Documents made to hurt: each ends with a value, after work that grows with their length and no faster.

How long each takes, and that twice the length takes twice the time, is shown by benchmarks/hostile.py.
"""

from __future__ import annotations

import json

import feedparser.api
import pytest

from digest.feeds.parse import MAX_NAMESPACES, MAX_TAGS, OVERLOADED
from tests.feeds.parsing import described, parsed, rss, the_entry

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title><entry><title>Ferry</title>{}</entry></feed>'


def test_of_a_hundred_thousand_items_the_first_two_thousand_are_read():
    items = "".join(f"<item><title>t{n}</title></item>" for n in range(100_000))
    feed = parsed(rss(channel=items + "<skipHours><hour>3</hour></skipHours>"))
    assert (len(feed.entries), feed.error, feed.warning) == (2000, "", "")
    assert feed.entries[-1].title == "t1999"
    assert feed.skip_hours == (3,)


def test_of_a_flood_that_breaks_off_the_first_items_are_read():
    feed = parsed(rss().partition("</channel>")[0] + "<item><title>Ferry</title>" * 2001)
    assert feed.error or len(feed.entries) <= 2000


def test_of_a_flood_of_atom_entries_the_first_are_read():
    feed = parsed(
        ATOM.format("").replace("</feed>", "<entry><title>t</title><id>{}</id></entry>" * 2100 + "</feed>")
    )
    assert feed.warning == ""
    assert feed.entries[0].title == "Ferry"


def test_one_item_of_nine_megabytes_is_cut():
    entry = the_entry(described("<p>The ferry left.</p>" * 430_000))
    assert 0 < len(entry.html) < 501_000


def test_a_title_of_ten_megabytes_is_cut_at_a_word():
    title = the_entry(f"<title>{'ferry ' * 1_750_000}</title>").title
    assert len(title) <= 500
    assert title.endswith("ferry…")


def test_a_million_attributes_are_refused():
    attributes = " ".join(f'a{n}="x"' for n in range(1_000_000))
    assert parsed(rss().replace("<channel>", f"<channel {attributes}>")).error == OVERLOADED
    assert parsed(rss().replace("<channel>", f"<channel {'a ' * 1_000_000}>")).error == OVERLOADED


def test_attributes_by_the_hundred_do_no_harm():
    attributes = " ".join(f'a{n}="x"' for n in range(900))
    assert (
        len(parsed(rss("<title>Ferry</title>").replace("<channel>", f"<channel {attributes}>")).entries) == 1
    )


def test_a_million_namespaces_are_refused():
    one_element = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(500_000))
    assert parsed(rss().replace("<channel>", f"<channel {one_element}>")).error == OVERLOADED
    each_its_own = "".join(f'<n{n}:x xmlns:n{n}="urn:{n}"/>' for n in range(10 * MAX_NAMESPACES))
    assert parsed(rss(channel=each_its_own)).error == OVERLOADED


def test_one_namespace_declared_again_and_again_does_no_harm():
    again = '<n:x xmlns:n="urn:n"/>' * 2000
    assert len(parsed(rss(f"<title>Ferry</title>{again}")).entries) == 1


def test_of_many_categories_the_first_are_read():
    labels = "".join(f"<category>c{n}</category>" for n in range(5000))
    assert the_entry(f"<title>Ferry</title>{labels}").categories == tuple(f"c{n}" for n in range(20))
    broken = parsed(rss(f"<title>Ferry &nbsp;</title>{labels}"))
    assert broken.warning
    assert broken.entries[0].categories == tuple(f"c{n}" for n in range(20))


@pytest.mark.parametrize("parser", [feedparser.api.StrictFeedParser, feedparser.api.LooseFeedParser])
def test_feedparser_still_adds_categories_where_they_can_be_counted(parser):
    assert parser._add_tag.__qualname__.startswith("_with_few_tags")
    assert MAX_TAGS == 100


@pytest.mark.parametrize(
    "inside",
    [
        "<description><![CDATA[The line ends" + " here" * 100_000,
        "<description>" + "<![CDATA[" * 50_000,
        "<!-- never closed" + " -" * 100_000,
        "<" * 20_000,
        "&" * 20_000,
        "<a b='" * 10_000,
        "<?x " * 20_000,
        "</item>" * 20_000,
        "]]>" * 50_000,
        "&#1;&#x0;&#xD800;&#x110000;&#99999999999;" * 1000,
        "<link/>" * 5000,
        "<author>x</author>" * 5000,
    ],
)
def test_what_is_never_closed_or_never_ends_keeps_what_came_before(inside):
    feed = parsed(
        rss("<title>First</title>").partition("</channel>")[0] + f"<item><title>Second</title>{inside}"
    )
    assert "First" in [each.title for each in feed.entries] or feed.error


@pytest.mark.parametrize("depth", [299, 5000, 200_000])
def test_deep_nesting_is_refused_and_never_overflows(depth):
    feed = parsed(rss(f"<title>Ferry</title>{'<a>' * depth}x{'</a>' * depth}"))
    assert "too deep" in feed.error


def test_deep_json_is_refused():
    deep = '{"items":' + '[{"items":' * 100_000
    assert "not valid JSON" in parsed(deep).error


def test_nuls_by_the_million_are_left_out():
    assert the_entry("<title>Fer" + "\x00" * 1_000_000 + "ry</title>").title == "Ferry"


@pytest.mark.parametrize(
    "broken", [b"\xed\xa0\x80", b"\xff\xfe", b"\xc3", b"\xf8\x88\x80\x80\x80", b"\xed\xb0\x80\xed\xa0\x80"]
)
def test_bytes_that_are_no_letters_do_not_lose_the_entry(broken):
    body = rss("<title>Fer@ry</title><link>https://a.example/1</link>").encode().replace(b"@", broken)
    (entry,) = parsed(body).entries
    assert entry.url == "https://a.example/1"
    assert entry.title.startswith("Fer")
    entry.title.encode("utf-8")


@pytest.mark.parametrize("escaped", [r"\ud800", r"\udc00\ud800", r"\u0000", r"\uffff"])
def test_lone_surrogates_in_json_are_left_out(escaped):
    feed = parsed('{"items": [{"id": "a@", "title": "Fer@ry", "content_text": "x@"}]}'.replace("@", escaped))
    entry = feed.entries[0]
    assert (entry.guid, entry.title, entry.html) == ("a", "Ferry", "<p>x</p>")


@pytest.mark.parametrize(
    "base", ["javascript:x()", "data:text/html,x()", "file:///etc/", "//[bad", "http://"]
)
def test_a_base_that_is_no_web_address_makes_no_links(base):
    content = (
        f'<content type="html" xml:base="{base}">&lt;a href="page">read&lt;/a> &lt;img src="i.png"></content>'
    )
    entry = parsed(ATOM.format(f'{content}<link href="story"/>')).entries[0]
    assert base not in entry.html
    assert "read" in entry.html
    assert entry.url in ("", "https://feeds.example/dir/story")


def test_atom_with_xhtml_full_of_scripts_keeps_the_words_alone():
    active = (
        "<script>x()</script><p onclick='x()'>Words</p><svg xmlns='http://www.w3.org/2000/svg' onload='x()'><a "
        "xmlns:l='http://www.w3.org/1999/xlink' l:href='javascript:x()'>a</a></svg><iframe src='javascript:x()'/>"
        "<a href='javascript:x()'>link</a><form action='javascript:x()'><input/></form><style>p{}</style>"
    )
    content = (
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{active * 200}</div></content>'
    )
    entry = parsed(ATOM.format(content)).entries[0]
    assert "Words" in entry.html
    for word in ("x()", "<script", "<svg", "<iframe", "<form", "<style", "onclick", "javascript"):
        assert word not in entry.html


def test_a_podcast_is_read_with_its_own_elements():
    itunes = (
        "<itunes:author>Ada Okonjo</itunes:author><itunes:summary>On the ferry.</itunes:summary>"
        "<itunes:duration>999999:99</itunes:duration><itunes:explicit>maybe</itunes:explicit>"
        "<itunes:keywords>sea,quay</itunes:keywords><itunes:title>The first</itunes:title>"
        '<itunes:image href="https://a.example/cover.jpg"/>'
        '<enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="x"/>'
    )
    body = rss(f"<title>Episode 1</title>{itunes}").replace(
        "<rss ", '<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    )
    (entry,) = parsed(body).entries
    assert (entry.byline, entry.html, entry.categories) == (
        "Ada Okonjo",
        "<p>On the ferry.</p>",
        ("sea", "quay"),
    )
    assert entry.picture.url == "https://a.example/cover.jpg"


WRONG = [None, True, 7, 1.5, "text", "", [], {}, [[]], [None, 1], {"a": {}}, "\x00", "<b>x</b>"]
NAMES = """
id url external_url title content_html content_text summary image banner_image date_published date_modified author
authors tags language attachments
"""


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_json_feed_with_wrong_types_everywhere_is_read(wrong):
    each_wrong = [{"title": "Ferry", name: wrong} for name in NAMES.split() if name != "title"]
    document = {"items": [wrong, *each_wrong, dict.fromkeys(NAMES.split(), wrong), {"title": "Tram"}]}
    feed = parsed(
        json.dumps(document | dict.fromkeys(["title", "language", "home_page_url", "version"], wrong))
    )
    assert feed.error == ""
    assert {"Ferry", "Tram"} <= {entry.title for entry in feed.entries}


@pytest.mark.parametrize("wrong", [each for each in WRONG if not isinstance(each, list)], ids=repr)
def test_a_json_document_whose_items_are_no_list_is_no_feed(wrong):
    assert "no list of items" in parsed(json.dumps({"items": wrong})).error
