from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digest.model import FeedState, HostState, article_id
from digest.ports import Sighting, Storage
from tests.builders import NOON, an_article
from tests.store.builders import LATER, retold

FEED = "https://harbourpost.example/feed.xml"
OTHER = "https://stagelight.example/rss"
STATE = FeedState(
    feed_url=FEED,
    title="Harbour Post",
    last_visit=NOON,
    failures=2,
    error="The address is not there (404).",
    moving_to="https://harbourpost.example/new.xml",
    stopped=True,
    note="The publisher asks for one visit a day.",
    last_body=LATER,
    archive=NOON,
    hold=timedelta(days=400, seconds=7),
    skip_hours=(0, 1, 23),
    skip_days=(5, 6),
)


def test_what_a_visit_left_comes_back_and_the_newer_one_replaces_it(storage: Storage) -> None:
    storage.feeds.put([STATE, FeedState(feed_url=OTHER)])
    assert storage.feeds.get([FEED, OTHER, "https://nowhere.example/"]) == {
        FEED: STATE,
        OTHER: FeedState(feed_url=OTHER),
    }
    storage.feeds.put([FeedState(feed_url=FEED)])
    assert storage.feeds.get([FEED]) == {FEED: FeedState(feed_url=FEED)}


def test_what_a_host_told_comes_back_and_the_newer_word_replaces_it(storage: Storage) -> None:
    told = HostState(
        host="harbourpost.example:8080",
        paused_until=LATER,
        reason="It asked for a pause (429).",
        robots="User-agent: *\nDisallow: /desk",
        robots_until=LATER + timedelta(days=1),
    )
    storage.hosts.put([told, HostState(host="stagelight.example")])
    assert storage.hosts.get([told.host, "nowhere.example"]) == {told.host: told}
    storage.hosts.put([HostState(host=told.host)])
    assert storage.hosts.get([told.host]) == {told.host: HostState(host=told.host)}
    storage.hosts.put([])
    assert storage.hosts.get([]) == {}


def test_boilerplate_is_learnt_by_outlet_and_learning_again_changes_nothing(storage: Storage) -> None:
    for _ in range(2):
        storage.boilerplate.learn({"a.example": ["1", "2", "2"], "b.example": iter(["1"])}, now=NOON)
    storage.boilerplate.learn({"a.example": ["3"], "c.example": []}, now=LATER)
    storage.boilerplate.learn({}, now=LATER)
    known = storage.boilerplate.known(["a.example", "b.example", "c.example", "a.example"])
    assert known == {"a.example": frozenset("123"), "b.example": frozenset("1")}
    assert storage.boilerplate.known([]) == {}


def test_a_feeds_latest_articles_come_newest_first_and_no_more_than_asked_for(storage: Storage) -> None:
    articles = [an_article(f"Story {each}", hours_ago=each) for each in (3, 1, 2)]
    twins = [an_article(f"Twin {each}", hours_ago=4) for each in range(4)]
    stage = an_article("Stage", feed_url=OTHER)
    storage.articles.add([*articles, *twins, stage])
    storage.articles.sighted(FEED, [Sighting("s", stage.id)], now=NOON)

    newest = sorted([*articles, *twins], key=lambda each: (each.first_seen, each.id), reverse=True)
    assert storage.articles.latest(FEED, limit=5) == newest[:5]
    assert storage.articles.latest(FEED, limit=100) == newest
    assert storage.articles.latest(OTHER, limit=1) == [stage]
    assert storage.articles.latest("https://nowhere.example/", limit=9) == []


def test_a_section_belongs_to_the_text_and_copies_are_never_kept(storage: Storage) -> None:
    article = an_article(section="Business", copies=(an_article("Copy"),))
    storage.articles.add([article])
    assert storage.articles.get([article.id]) == [replace(article, copies=())]
    storage.articles.add([replace(retold(article, "Closed again."), section="Culture", copies=(article,))])
    (kept,) = storage.articles.latest(FEED, limit=1)
    assert (kept.text, kept.section, kept.copies) == ("Closed again.", "Culture", ())


def test_a_feed_knows_under_which_guid_it_last_carried_an_article(storage: Storage) -> None:
    one, two = article_id("u1"), article_id("u2")
    storage.articles.sighted(FEED, [Sighting("z", one, "f1"), Sighting("y", two, "f2")], now=NOON)
    storage.articles.sighted(FEED, [Sighting("a", one, "f3")], now=LATER)
    storage.articles.sighted(OTHER, [Sighting("o", two)], now=LATER)
    asked = [one, two, one, article_id("u3")]
    assert storage.articles.sighted_as(FEED, asked) == {
        one: Sighting("a", one, "f3"),
        two: Sighting("y", two, "f2"),
    }
    assert storage.articles.sighted_as(OTHER, asked) == {two: Sighting("o", two)}
    assert storage.articles.sighted_as(FEED, []) == {}
