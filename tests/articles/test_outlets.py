"""Whose word counts for an article that several feeds carry."""

from dataclasses import replace

import pytest

from digest.articles.outlets import is_own, replaces, speaker
from tests.builders import an_article

HARBOUR = "https://harbourpost.example/feed.xml"
LANTERN = "https://lantern.example/rss"
BRIDGE = "https://harbourpost.example/bridge"


@pytest.mark.parametrize(
    ("feed", "url", "own"),
    [
        (HARBOUR, BRIDGE, True),
        ("https://feeds.harbourpost.example/all", "https://www.harbourpost.example/bridge", True),
        (HARBOUR, "https://sport.harbourpost.example/cup", True),
        (LANTERN, BRIDGE, False),
        ("https://notharbourpost.example/rss", BRIDGE, False),
        (HARBOUR, "", False),
    ],
)
def test_a_feed_is_an_outlets_own_where_one_host_is_the_others_or_under_it(feed: str, url: str, own: bool):
    assert is_own(replace(an_article(feed_url=feed), url=url)) is own


def text_of(feed: str, length: int):
    return an_article(feed_url=feed, url=BRIDGE, text="a" * length)


def test_the_feed_that_brought_an_article_may_always_change_it():
    assert replaces(text_of(LANTERN, 1), text_of(LANTERN, 100))


def test_a_stranger_never_replaces_a_text():
    assert not replaces(text_of(LANTERN, 1000), text_of(HARBOUR, 100))
    assert not replaces(text_of(LANTERN, 1000), text_of("https://links.example/rss", 100))


def test_an_outlets_own_feed_replaces_a_strangers_text_and_what_its_other_feeds_said_if_that_is_not_twice_as_much():
    sport = "https://harbourpost.example/sport.xml"
    assert replaces(text_of(HARBOUR, 10), text_of(LANTERN, 1000))
    assert replaces(text_of(sport, 60), text_of(HARBOUR, 100))
    assert not replaces(text_of(sport, 40), text_of(HARBOUR, 100))


def test_an_outlet_speaks_through_its_own_feeds_and_every_other_feed_for_itself():
    assert speaker(text_of(HARBOUR, 9)) == "harbourpost.example"
    assert speaker(text_of(LANTERN, 9)) == LANTERN
    assert speaker(replace(text_of(LANTERN, 9), url="")) == ""
