"""From a site's address to its feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from digest.feeds.discover import Found
from digest.model import Fetched, Request
from digest.newsroom import Outlet, read_newsroom, respond
from digest.pipeline.discover import Discovery, discover
from tests.builders import NOON
from tests.pipeline.builders import a_post, a_rss
from tests.pipeline.fakes import FakeWeb, InlineWorkers

NEWSROOM = read_newsroom(Path(__file__).parents[2] / "samples" / "newsroom", day=NOON.date())
SITE = "https://harbourpost.example/"
FEED = "https://harbourpost.example/feed.xml"


def posts(*titles: str) -> bytes:
    """A feed of these posts, an hour between them, the last one the newest."""
    told = [
        a_post(title, url=f"{SITE}{n}", at=NOON - timedelta(hours=len(titles) - n))
        for n, title in enumerate(titles)
    ]
    return a_rss(*told)


def a_page(*hrefs: str) -> bytes:
    links = "".join(f"<link rel=alternate type='application/rss+xml' href='{href}'>" for href in hrefs)
    return f"<!doctype html><html><head>{links}</head><body>Hello</body></html>".encode()


def discovered(web: FakeWeb, url: str = SITE, workers: InlineWorkers | None = None) -> Discovery:
    return discover(web, workers or InlineWorkers(), url, now=NOON)


def test_an_address_that_is_a_feed_is_the_only_one_with_a_look_at_what_it_brings():
    web = FakeWeb(pages={FEED: posts("One", "Two", "Three", "Four")})
    assert discovered(web, FEED).feeds == (
        Found(
            url=FEED,
            title="Harbour Post",
            entries=4,
            newest=NOON - timedelta(hours=1),
            titles=("Four", "Three", "Two"),
        ),
    )
    assert web.asked == [FEED]


def test_a_feed_that_moved_for_good_is_named_by_its_new_address():
    web = FakeWeb(pages={FEED: posts("One")}, moved={SITE: FEED})
    assert [each.url for each in discovered(web).feeds] == [FEED]


def test_the_feed_that_a_page_names_is_found():
    web = FakeWeb(pages={SITE: a_page("/feed.xml"), FEED: posts("One")})
    assert [each.url for each in discovered(web).feeds] == [FEED]
    assert web.asked == [SITE, FEED]


def test_feeds_are_told_best_first_those_of_comments_and_empty_ones_last():
    web = FakeWeb(
        pages={
            SITE: a_page("/comments/feed", "/empty", "/news", "/gone", "/page"),
            f"{SITE}comments/feed": posts("Re: One"),
            f"{SITE}empty": a_rss(),
            f"{SITE}news": posts("One"),
            f"{SITE}page": a_page(),
        }
    )
    urls = [each.url for each in discovered(web).feeds]
    assert urls == [f"{SITE}news", f"{SITE}empty", f"{SITE}comments/feed"]


def test_one_text_offered_twice_is_one_feed():
    web = FakeWeb(
        pages={
            SITE: a_page("/rss", "/atom"),
            f"{SITE}rss": posts("One", "Two"),
            f"{SITE}atom": posts("One", "Two"),
        }
    )
    assert [each.url for each in discovered(web).feeds] == [f"{SITE}rss"]


def test_the_shape_of_an_address_helps_even_where_its_page_is_closed():
    profile, feed = "https://social.example/@ada", "https://social.example/@ada.rss"
    web = FakeWeb(pages={feed: posts("Hello")})
    assert [each.url for each in discovered(web, profile).feeds] == [feed]


def test_a_handle_on_youtube_is_found_by_what_its_page_names():
    handle, feed = (
        "https://www.youtube.com/@harbour",
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC1",
    )
    web = FakeWeb(pages={handle: a_page(feed), feed: posts("A film")})
    assert [each.url for each in discovered(web, handle).feeds] == [feed]


def test_the_usual_paths_are_tried_only_where_nothing_else_is_found():
    web = FakeWeb(pages={SITE: a_page(), f"{SITE}index.xml": posts("One")})
    assert [each.url for each in discovered(web).feeds] == [f"{SITE}index.xml"]
    assert f"{SITE}feed" in web.asked


def test_the_usual_paths_are_tried_where_a_page_names_only_what_readers_say():
    comments = f"{SITE}comments/feed"
    web = FakeWeb(pages={SITE: a_page(comments), comments: posts("Re: One"), f"{SITE}feed": posts("One")})
    assert [each.url for each in discovered(web).feeds] == [f"{SITE}feed", comments]


def test_a_feed_that_quotes_a_page_is_a_feed():
    quoted = a_rss(a_post("One", "<html><body>Hello</body></html>"))
    assert discovered(FakeWeb(pages={FEED: quoted}), FEED).feeds[0].entries == 1


@pytest.mark.parametrize("outlet", NEWSROOM.outlets.values(), ids=lambda each: each.host)
def test_the_feed_of_every_sample_outlet_is_found_from_its_front_page_and_its_articles(outlet: Outlet):
    shown = ["/", next(iter(outlet.articles)), outlet.feed]
    web = FakeWeb(
        pages={
            f"https://{outlet.host}{path}": respond(NEWSROOM, host=outlet.host, path=path, now=NOON).body
            for path in shown
        }
    )
    for path in shown:
        (found,) = discovered(web, f"https://{outlet.host}{path}").feeds
        assert found.url == f"https://{outlet.host}{outlet.feed}"
        assert (found.title, bool(found.entries), len(found.titles)) == (outlet.about["name"], True, 3)


def test_a_site_without_a_feed_is_told_so():
    found = discovered(FakeWeb(pages={SITE: a_page()}))
    assert found == Discovery(error=f"there is no feed at {SITE}, nor does its page name one")


@dataclass
class Failing:
    """A Fetcher for which every address fails."""

    status: int
    error: str

    def fetch(self, requests: Iterable[Request]) -> Iterator[Fetched]:
        for each in requests:
            yield Fetched(request=each, url=each.url, status=self.status, error=self.error)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (0, "not now"),
        (401, "not now; set auth: for this feed in feeds.yaml"),
        (403, "not now; ask its publisher to let feed readers in"),
        (429, "not now"),
        (503, "not now"),
    ],
)
def test_an_address_that_does_not_show_itself_was_not_looked_at(status: int, told: str):
    found = discover(Failing(status, "not now"), InlineWorkers(), SITE, now=NOON)
    assert found == Discovery(error=told, looked=False)


@pytest.mark.parametrize("status", [404, 410])
def test_an_address_where_nothing_stands_was_looked_at(status: int):
    found = discover(Failing(status, "nothing here"), InlineWorkers(), SITE, now=NOON)
    assert found == Discovery(error="nothing here")


def test_a_page_on_which_a_worker_dies_names_nothing():
    web = FakeWeb(pages={SITE: a_page("/feed.xml"), FEED: posts("One")})
    found = discovered(web, workers=InlineWorkers(broken={"look_at"}))
    assert (found.feeds, found.looked) == ((), True)


def test_feeds_without_dates_or_titles_are_told_as_they_are():
    bare = b"<rss version='2.0'><channel><item><link>https://x.example/1</link></item></channel></rss>"
    (found,) = discovered(FakeWeb(pages={FEED: bare}), FEED).feeds
    assert (found.title, found.entries, found.newest, found.titles) == ("", 1, None, ())
