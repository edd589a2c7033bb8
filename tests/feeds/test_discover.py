"""Where feeds may be: by the shape of an address, in a page, by custom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.discover import MAX_FOUND, candidates_of_address, common_paths, feeds_in_page

YOUTUBE = "https://www.youtube.com/feeds/videos.xml"


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://www.youtube.com/channel/UCabc-1_2/videos", f"{YOUTUBE}?channel_id=UCabc-1_2"),
        ("https://youtube.com/user/harbour", f"{YOUTUBE}?user=harbour"),
        ("https://m.youtube.com/playlist?list=PL12&x=1", f"{YOUTUBE}?playlist_id=PL12"),
        ("https://www.reddit.com/r/harbours/top/?t=day", "https://www.reddit.com/r/harbours/.rss"),
        ("https://old.reddit.com/r/harbours", "https://www.reddit.com/r/harbours/.rss"),
        ("https://www.reddit.com/u/ada", "https://www.reddit.com/user/ada/.rss"),
        ("https://github.com/ada/bridge", "https://github.com/ada/bridge/releases.atom"),
        ("https://github.com/ada/bridge.git", "https://github.com/ada/bridge/releases.atom"),
        ("https://github.com/ada/bridge/tags", "https://github.com/ada/bridge/tags.atom"),
        ("https://github.com/ada/bridge/commits/main", "https://github.com/ada/bridge/commits/main.atom"),
        ("https://github.com/ada/bridge/tree/a/b", "https://github.com/ada/bridge/commits/a/b.atom"),
        ("https://github.com/ada", "https://github.com/ada.atom"),
        (
            "https://gitlab.com/group/sub/bridge/-/tree/x",
            "https://gitlab.com/group/sub/bridge/-/releases.atom",
        ),
        ("https://gitlab.harbour.example/ada", "https://gitlab.harbour.example/ada.atom"),
        ("https://social.example/@ada", "https://social.example/@ada.rss"),
        ("https://social.example/@ada/12345", "https://social.example/@ada.rss"),
        ("https://social.example/@bo@other.example", "https://other.example/@bo.rss"),
        ("https://social.example/users/ada", "https://social.example/users/ada.rss"),
        ("https://bsky.app/profile/ada.example", "https://bsky.app/profile/ada.example/rss"),
        ("https://medium.com/@ada/a-post-123", "https://medium.com/feed/@ada"),
        ("https://medium.com/harbour-stories", "https://medium.com/feed/harbour-stories"),
        ("https://medium.com/tag/harbours", "https://medium.com/feed/tag/harbours"),
        ("https://ada.medium.com/a-post", "https://ada.medium.com/feed"),
        ("https://ada.substack.com/p/a-post", "https://ada.substack.com/feed"),
        ("https://ada.wordpress.com/2026/05/12/x/", "https://ada.wordpress.com/feed/"),
        ("https://ada.wordpress.com/category/quays", "https://ada.wordpress.com/category/quays/feed/"),
        ("https://ada.tumblr.com/post/1", "https://ada.tumblr.com/rss"),
        ("https://www.tumblr.com/blog/view/ada", "https://ada.tumblr.com/rss"),
        ("https://ada.blogspot.com/2026/05/x.html", "https://ada.blogspot.com/feeds/posts/default"),
        ("https://stackoverflow.com/questions/tagged/python", "https://stackoverflow.com/feeds/tag/python"),
        (
            "https://cooking.stackexchange.com/tags/fish/info",
            "https://cooking.stackexchange.com/feeds/tag/fish",
        ),
        ("https://stackoverflow.com/questions/17/how", "https://stackoverflow.com/feeds/question/17"),
        ("https://superuser.com/users/17/ada", "https://superuser.com/feeds/user/17"),
        ("https://cooking.stackexchange.com/", "https://cooking.stackexchange.com/feeds"),
        ("https://ada.libsyn.com/", "https://ada.libsyn.com/rss"),
        ("https://ada.podbean.com/e/one", "https://feed.podbean.com/ada/feed.xml"),
        ("https://www.buzzsprout.com/123456/episodes", "https://feeds.buzzsprout.com/123456.rss"),
    ],
)
def test_a_known_shape_of_address_tells_where_its_feed_is(url: str, first: str):
    assert candidates_of_address(url)[0] == first


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/@harbour",
        "https://www.youtube.com/playlist",
        "https://www.reddit.com/",
        "https://github.com/",
        "https://github.com/features/actions",
        "https://gitlab.com/",
        "https://bsky.app/",
        "https://medium.com/",
        "https://www.tumblr.com/",
        "https://www.buzzsprout.com/pricing",
        "https://harbourpost.example/news/@",
        "ftp://github.com/ada/bridge",
        "https://[broken/",
        "nonsense",
        "",
    ],
)
def test_any_other_address_tells_nothing(url: str):
    assert candidates_of_address(url) == ()


def test_a_repository_has_several_feeds():
    assert candidates_of_address("https://github.com/ada/bridge") == tuple(
        f"https://github.com/ada/bridge/{kind}.atom" for kind in ("releases", "commits", "tags")
    )


def test_a_password_in_an_address_is_not_passed_on():
    for host in ("gitlab.com/ada/x", "social.example/@ada", "social.example/users/ada"):
        assert "s3cret" not in " ".join(candidates_of_address(f"https://ada:s3cret@{host}"))


@given(
    st.from_regex(
        r"https?://(www\.)?(youtube|reddit|github|medium|tumblr|x)\.com/[!-~]{0,40}", fullmatch=True
    )
)
def test_every_guess_is_an_address(url: str):
    for guess in candidates_of_address(url):
        assert guess.startswith(("https://", "http://"))
        assert guess.isprintable()
        assert " " not in guess


def a_page(head: str = "", body: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def urls(page: bytes, url: str = "https://harbour.example/news/today") -> list[str]:
    return [each.url for each in feeds_in_page(page, url=url)]


def test_the_link_tags_of_a_page_name_its_feeds():
    page = a_page(
        "<link rel=alternate type='application/rss+xml' title='Harbour  &amp; Quay' href='/feed?a=1&amp;b=2'>"
        "<LINK REL='Alternate home' TYPE='application/atom+xml; charset=utf-8' HREF='atom'/>"
        "<link rel='alternate' type='application/feed+json' href='//cdn.example/feed.json#top'>"
        "<link rel='feed' href='https://other.example/x'>"
        "<link rel='alternate' hreflang='de' href='/de'>"
        "<link rel='stylesheet' type='text/css' href='/feed.css'>"
        "<link rel='alternate' type='application/rss+xml'>"
    )
    found = feeds_in_page(page, url="https://harbour.example/news/today")
    assert [each.url for each in found] == [
        "https://harbour.example/feed?a=1&b=2",
        "https://harbour.example/news/atom",
        "https://cdn.example/feed.json",
        "https://other.example/x",
    ]
    assert found[0].title == "Harbour & Quay"


def test_links_that_look_like_feeds_come_after_those_that_are_named():
    page = a_page(
        body="<a href='/rss'>RSS</a> <a href='news.rss'>x</a> <a href='/feed-news.xml?x=1'>x</a>"
        "<a href='feed:https://a.example/x'>x</a> <a href='/about'>no</a> <a href='/feedback'>no</a>"
        "<a href='https://reader.example/feed/https%3A%2F%2Fx'>no</a> <a href='/sitemap.xml'>no</a>"
        "<link rel=alternate type=application/rss+xml href=/named>"
    )
    assert urls(page) == [
        "https://harbour.example/named",
        "https://harbour.example/rss",
        "https://harbour.example/news/news.rss",
        "https://harbour.example/feed-news.xml?x=1",
        "https://a.example/x",
    ]


def test_what_readers_say_comes_last():
    page = a_page(
        "<link rel=alternate type='application/rss+xml' href='/comments/feed/'>"
        "<link rel=alternate type='application/rss+xml' title='Harbour » Kommentar-Feed' href='/k'>"
        "<link rel=alternate type='application/rss+xml' title='Comment and commentary' href='/opinion'>"
        "<link rel=alternate type='application/rss+xml' href='/feed/'>",
    )
    assert [each.rpartition("example")[2] for each in urls(page)] == [
        "/opinion",
        "/feed/",
        "/comments/feed/",
        "/k",
    ]


def test_a_base_counts_for_every_relative_link():
    link = "<link rel=alternate type='application/rss+xml' href='feed'>"
    assert urls(a_page(link + "<base href='/old/'><base href='/no/'>")) == [
        "https://harbour.example/old/feed"
    ]
    assert urls(a_page("<base href='javascript:x'>" + link)) == ["https://harbour.example/news/feed"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:application/rss+xml,x",
        "file:///etc/passwd",
        "https://ada:pw@a.example/f",
        "http://[",
        "#",
    ],
)
def test_an_address_that_cannot_be_followed_is_left_out(address: str):
    assert urls(a_page(f"<link rel=alternate type='application/rss+xml' href='{address}'>")) == []


def test_each_feed_is_named_once_and_the_page_itself_is_none():
    link = "<link rel=alternate type='application/rss+xml' href='{}'>"
    page = a_page(
        link.format("/f") * 3 + link.format("/f#x") + link.format("/news/today"), "<a href='/f.rss'>x</a>" * 2
    )
    assert urls(page) == ["https://harbour.example/f", "https://harbour.example/f.rss"]


def test_what_is_commented_out_or_in_a_script_is_not_named():
    link = "<link rel=alternate type='application/rss+xml' href='/f'>"
    assert urls(a_page(f"<!-- {link} --><script>'{link}'</script>")) == []


HOSTILE = {
    "deep": b"<div>" * 300_000,
    "a million links": b"<a href=/rss>" * 1_000_000,
    "a million feeds": b"".join(b"<a href=/%d.rss>" % n for n in range(100_000)),
    "comments without end": b"<!--" * 1_000_000,
    "attributes without end": b"<link " + b"x=1 " * 1_000_000,
    "quotes without end": b"<a href='" * 500_000,
    "a long address": b"<a href='" + b"a/" * 2_000_000 + b"rss'>",
    "too large": b" " * 11_000_000 + b"<link rel=feed href=/x>",
    "zeros": bytes(1000),
    "nothing": b"",
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_page_is_read_within_bounds(page: bytes):
    assert len(urls(page)) <= MAX_FOUND


@given(st.binary(max_size=300) | st.text(max_size=300).map(a_page))
def test_no_page_breaks_the_reader(page: bytes):
    assert all(url.startswith(("https://", "http://")) for url in urls(page))


def test_feeds_are_looked_for_beneath_the_address_and_then_at_the_root():
    paths = common_paths("https://harbour.example/blog/?x=1")
    assert paths[0] == "https://harbour.example/blog/feed"
    assert {"https://harbour.example/rss.xml", "https://harbour.example/feed.json"} <= set(paths)
    assert len(paths) == 2 * len(common_paths("https://harbour.example/"))
