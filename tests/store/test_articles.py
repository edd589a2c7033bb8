from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

from digest.model import article_id
from digest.ports import Added, Sighting, Storage
from tests.builders import NOON, a_picture, an_article
from tests.store.builders import LATER, retold

FEED = "https://harbourpost.example/feed.xml"
OTHER = "https://stagelight.example/rss"


def test_an_article_comes_back_as_it_was_kept(storage: Storage) -> None:
    article = an_article(
        "Møller’s “quiet” year 📰",
        "Erste Zeile.\n\nZweite.",
        picture=a_picture(),
        byline="Jo Bly",
        entry_guid="g1",
    )
    assert storage.articles.add([article]) == Added(new=(article.id,))
    (kept,) = storage.articles.get([article.id])
    assert kept == article
    assert kept.published.utcoffset() == timedelta(0)


def test_adding_again_changes_nothing(storage: Storage) -> None:
    article = an_article()
    storage.articles.add([article])
    assert storage.articles.add([article, article]) == Added(known=2)
    assert storage.articles.count() == 1


def test_nothing_is_added_to_an_empty_storage_by_nothing(storage: Storage) -> None:
    assert storage.articles.add([]) == Added()
    assert storage.articles.get([]) == []
    assert storage.articles.count() == 0


def test_a_changed_text_is_a_revision_of_the_same_article(storage: Storage) -> None:
    article = an_article()
    storage.articles.add([article])
    later = retold(article, "The harbour closed again.")
    assert storage.articles.add([later]) == Added(revised=(article.id,))
    (kept,) = storage.articles.get([article.id])
    seen = {"first_seen": article.first_seen, "text_seen": later.first_seen}
    assert kept == replace(later, published=article.published, **seen)


def test_an_earlier_text_that_comes_back_is_the_newest_again(storage: Storage) -> None:
    article = an_article()
    storage.articles.add([article])
    storage.articles.add([retold(article, "Closed again.")])
    assert storage.articles.add([article]) == Added(revised=(article.id,))
    assert storage.articles.get([article.id]) == [article]


def test_of_two_texts_in_one_batch_the_later_one_is_the_newest_and_the_article_new_once(
    storage: Storage,
) -> None:
    article = an_article()
    later = retold(article, "Closed again.")
    assert storage.articles.add([article, later]) == Added(new=(article.id,))
    (kept,) = storage.articles.get([article.id])
    assert (kept.revision, kept.first_seen) == (later.revision, article.first_seen)


def test_a_text_that_goes_back_and_forth_in_one_batch_is_no_revision(storage: Storage) -> None:
    article = an_article()
    storage.articles.add([article])
    assert storage.articles.add([retold(article, "Closed."), article]) == Added()
    assert storage.articles.get([article.id]) == [article]


def test_articles_come_by_published_and_id_and_unknown_ones_are_missing(storage: Storage) -> None:
    articles = [an_article(f"Story {hours}", hours_ago=hours) for hours in (3, 1, 2, 2.0)]
    twins = [an_article(f"Twin {each}", hours_ago=5) for each in range(6)]
    storage.articles.add(articles + twins)
    ids = [each.id for each in [*articles, *twins]]
    found = storage.articles.get([*ids, *ids, article_id("https://nowhere.example/")])
    assert found == sorted({*articles, *twins}, key=lambda each: (each.published, each.id))


def test_a_window_is_open_at_its_start_and_closed_at_its_end(storage: Storage) -> None:
    articles = [an_article(f"Story {hours}", hours_ago=hours) for hours in (3, 2, 1)]
    storage.articles.add(articles)
    found = storage.articles.first_seen_between(NOON - timedelta(hours=3), NOON - timedelta(hours=1))
    assert found == articles[1:]


def test_a_window_in_another_zone_is_the_same_window(storage: Storage) -> None:
    article = an_article(hours_ago=1)
    storage.articles.add([article])
    berlin = timezone(timedelta(hours=2))
    since, until = (NOON - timedelta(hours=2)).astimezone(berlin), NOON.astimezone(berlin)
    assert storage.articles.first_seen_between(since, until) == [article]
    assert storage.articles.first_seen_between(until, until + timedelta(hours=2)) == []


def test_a_window_can_be_of_the_feeds_that_carried_the_articles(storage: Storage) -> None:
    harbour, shared, stage = (an_article(title, hours_ago=1) for title in ("Harbour", "Shared", "Stage"))
    stage = replace(stage, feed_url=OTHER)
    storage.articles.add([harbour, shared, stage])
    storage.articles.sighted(OTHER, [Sighting("1", shared.id), Sighting("2", stage.id)], now=NOON)

    def titles(*feeds: str) -> list[str]:
        found = storage.articles.first_seen_between(NOON - timedelta(days=1), NOON, feeds=feeds)
        return sorted(each.title for each in found)

    assert titles(OTHER) == ["Shared", "Stage"]
    assert titles(FEED) == ["Harbour", "Shared"]
    assert titles(FEED, OTHER) == ["Harbour", "Shared", "Stage"]
    assert titles() == []


def test_a_feed_remembers_what_it_carried_and_the_newest_word_wins(storage: Storage) -> None:
    first, second = Sighting("g1", article_id("u1"), "f1"), Sighting("g2", article_id("u2"))
    storage.articles.sighted(FEED, [first, second], now=NOON)
    changed = Sighting("g1", article_id("u3"), "f2")
    storage.articles.sighted(FEED, [changed, second, changed], now=LATER)
    storage.articles.sighted(FEED, [], now=LATER)
    assert storage.articles.sightings(FEED, ["g1", "g2", "g3", "g1"]) == {"g1": changed, "g2": second}
    assert storage.articles.sightings(OTHER, ["g1"]) == {}
    assert storage.articles.sightings(FEED, []) == {}


def test_more_articles_than_a_statement_has_variables(storage: Storage) -> None:
    articles = [an_article(f"Story {each}", hours_ago=1 + each / 1000) for each in range(2500)]
    assert len(storage.articles.add(articles).new) == 2500
    assert storage.articles.add(articles) == Added(known=2500)
    assert len(storage.articles.get(each.id for each in articles)) == 2500
    storage.articles.sighted(FEED, [Sighting(each.title, each.id) for each in articles], now=NOON)
    assert len(storage.articles.sightings(FEED, [each.title for each in articles])) == 2500
    window = {"since": NOON - timedelta(days=9), "until": NOON}
    assert len(storage.articles.first_seen_between(**window)) == 2500
    assert len(storage.articles.first_seen_between(**window, feeds=[FEED, *map(str, range(3000))])) == 2500


def test_an_article_is_given_with_the_text_it_had_at_a_moment(storage: Storage) -> None:
    article = an_article()
    later = retold(article, "The harbour closed again.")
    storage.articles.add([article])
    storage.articles.add([later])
    moments = (article.first_seen - timedelta(hours=1), article.first_seen, later.first_seen)
    texts = [[each.text for each in storage.articles.as_of([article.id], moment)] for moment in moments]
    assert texts == [[], [article.text], [later.text]]
