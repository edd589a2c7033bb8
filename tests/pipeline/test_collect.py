"""From feeds to analysed articles."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.model import Feed, FullText
from digest.people import load_knowledge
from digest.pipeline import collect
from tests.builders import NOON
from tests.pipeline.builders import LONG, a_post, a_rss
from tests.pipeline.fakes import FakeWeb, InlineWorkers, means

HARBOUR = Feed(url="https://harbourpost.example/feed.xml")
LANTERN = Feed(url="https://lantern.example/rss")
LATER = NOON + timedelta(hours=2)
ROBOTS = "https://harbourpost.example/robots.txt"
DAY_BEFORE = NOON - timedelta(days=1)


def articles_of(used):
    return used.storage.articles.first_seen_between(NOON - timedelta(days=9), NOON + timedelta(days=9))


def test_a_feed_brings_articles_and_who_they_are_about():
    used = means(FakeWeb({HARBOUR.url: a_rss(a_post())}))
    collected = collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON)
    assert (collected.visited, collected.new, collected.failed) == (1, 1, ())
    (article,) = articles_of(used)
    assert (article.title, article.first_seen, article.feed_url) == ("Bridge opens", NOON, HARBOUR.url)
    analyses = used.storage.analyses.get([article.revision], version=load_knowledge().version)
    assert [each.name for each in analyses[article.revision].appearances] == ["Ada Lindqvist"]


def test_a_feed_that_did_not_change_brings_nothing():
    used = means(FakeWeb({HARBOUR.url: a_rss(a_post())}))
    collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON)
    again = collect(used, [HARBOUR], since=DAY_BEFORE, now=LATER)
    assert (again.unchanged, again.new, again.revised) == (1, 0, 0)


def test_a_feed_without_validators_is_known_by_its_body():
    class Forgetful(FakeWeb):
        def fetch(self, requests):
            return (replace(each, etag="") for each in super().fetch(requests))

    used = means(Forgetful({HARBOUR.url: a_rss(a_post())}))
    collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON)
    assert collect(used, [HARBOUR], since=DAY_BEFORE, now=LATER).unchanged == 1


def test_a_feed_that_fails_is_told_and_the_others_go_on():
    web = FakeWeb({LANTERN.url: a_rss(a_post())}, errors={HARBOUR.url: "harbourpost.example did not answer"})
    used = means(web)
    collected = collect(used, [HARBOUR, LANTERN], since=DAY_BEFORE, now=NOON)
    assert collected.failed == ((HARBOUR.url, "harbourpost.example did not answer"),)
    assert collected.new == 1
    state = used.storage.feeds.get([HARBOUR.url])[HARBOUR.url]
    assert (state.failures, state.error) == (1, "harbourpost.example did not answer")


def test_a_feed_that_is_no_feed_is_told():
    used = means(FakeWeb({HARBOUR.url: b"<!doctype html><title>Hello</title><p>A page"}))
    ((url, error),) = collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON).failed
    assert url == HARBOUR.url
    assert error


def test_a_feed_whose_reading_was_killed_is_told_and_the_others_go_on():
    web = FakeWeb({HARBOUR.url: a_rss(a_post())})
    collected = collect(
        means(web, workers=InlineWorkers(broken={"parse_document"})), [HARBOUR], since=DAY_BEFORE, now=NOON
    )
    assert collected.failed == ((HARBOUR.url, "the feed cannot be read: it took longer than 20 seconds"),)


def test_a_changed_text_is_a_new_revision_of_the_same_article():
    web = FakeWeb({HARBOUR.url: a_rss(a_post(guid="1"))})
    used = means(web)
    collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON)
    (before,) = articles_of(used)
    web.pages[HARBOUR.url] = a_rss(a_post(title="Bridge opens at last", guid="1"))
    again = collect(used, [HARBOUR], since=DAY_BEFORE, now=LATER)
    (after,) = articles_of(used)
    assert (again.new, again.revised) == (0, 1)
    assert after.id == before.id
    assert after.revision != before.revision
    assert after.first_seen == before.first_seen


def test_one_article_in_two_feeds_is_one_article():
    post = a_post(url="https://wire.example/story?utm_source=x")
    other = a_post(url="https://wire.example/story#top")
    used = means(FakeWeb({HARBOUR.url: a_rss(post), LANTERN.url: a_rss(other)}))
    collect(used, [HARBOUR, LANTERN], since=DAY_BEFORE, now=NOON)
    assert len(articles_of(used)) == 1
    by_lantern = used.storage.articles.first_seen_between(NOON - timedelta(days=1), NOON, feeds=[LANTERN.url])
    assert len(by_lantern) == 1


def test_a_teaser_is_told_by_its_page():
    page = f"<html><body><article><h1>Bridge opens</h1><p>{LONG}</p><p>{LONG}</p></article></body></html>"
    post = a_post(text="The bridge is open …")
    web = FakeWeb({HARBOUR.url: a_rss(post), "https://harbourpost.example/bridge": page.encode()})
    used = means(web)
    collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON)
    (article,) = articles_of(used)
    assert "brass band" in article.text


@pytest.mark.parametrize(
    ("web", "workers"),
    [
        (FakeWeb(errors={"https://harbourpost.example/bridge": "it hangs"}), InlineWorkers()),
        (FakeWeb({"https://harbourpost.example/bridge": b""}), InlineWorkers()),
        (FakeWeb({"https://harbourpost.example/bridge": b"<p>x"}), InlineWorkers(broken={"extract_page"})),
    ],
    ids=["page fails", "page is empty", "reading is killed"],
)
def test_where_the_page_cannot_be_read_the_feeds_own_text_does(web: FakeWeb, workers: InlineWorkers):
    web.pages[HARBOUR.url] = a_rss(a_post(text="The bridge is open."))
    used = means(web, workers=workers)
    assert collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON).new == 1
    (article,) = articles_of(used)
    assert article.text == "The bridge is open."


def test_pages_are_left_alone_where_the_editor_says_so_or_the_story_is_old():
    short, old = (
        a_post(text="Short."),
        a_post(text="Old.", url="https://harbourpost.example/old", at=NOON - timedelta(days=30)),
    )
    web = FakeWeb({HARBOUR.url: a_rss(short, old)})
    collect(means(web), [Feed(url=HARBOUR.url, full_text=FullText.NO)], since=DAY_BEFORE, now=NOON)
    assert web.asked == [HARBOUR.url]
    collect(means(web), [Feed(url=HARBOUR.url, full_text=FullText.YES)], since=DAY_BEFORE, now=NOON)
    assert web.asked[1:] == [HARBOUR.url, ROBOTS, "https://harbourpost.example/bridge"]


def test_a_feed_that_moved_for_good_is_visited_at_its_new_address_and_keeps_its_name():
    new = "https://harbourpost.example/rss"
    web = FakeWeb({new: a_rss(a_post())}, moved={HARBOUR.url: new})
    used = means(web)
    collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON)
    for hours in (2, 4):
        collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON + timedelta(hours=hours))
    assert web.asked == [HARBOUR.url, HARBOUR.url, new]  # believed when it was seen twice
    assert articles_of(used)[0].feed_url == HARBOUR.url


def test_two_feeds_that_moved_to_one_address_are_both_visited():
    new = "https://harbourpost.example/rss"
    web = FakeWeb({new: a_rss(a_post())}, moved={HARBOUR.url: new, LANTERN.url: new})
    used = means(web)
    collect(used, [HARBOUR, LANTERN], since=DAY_BEFORE, now=NOON)
    assert collect(used, [HARBOUR, LANTERN], since=DAY_BEFORE, now=LATER).visited == 2


def test_an_article_whose_reading_was_killed_is_kept_as_one_that_names_nobody(
    caplog: pytest.LogCaptureFixture,
):
    logging.getLogger("digest").propagate = True
    used = means(FakeWeb({HARBOUR.url: a_rss(a_post())}), workers=InlineWorkers(broken={"analyse_article"}))
    assert collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON).new == 1
    assert "nobody could be recognised in https://harbourpost.example/bridge" in caplog.text
    (article,) = articles_of(used)
    analysis = used.storage.analyses.get([article.revision], version=load_knowledge().version)[
        article.revision
    ]
    assert analysis.appearances == ()


def test_a_malformed_feed_is_read_as_far_as_it_goes_and_told():
    used = means(FakeWeb({HARBOUR.url: a_rss(a_post()).replace(b"</channel></rss>", b"<item><title>Cut")}))
    collected = collect(used, [HARBOUR], since=DAY_BEFORE, now=NOON)
    assert collected.new >= 1
    assert [url for url, _ in collected.warned] == [HARBOUR.url]
