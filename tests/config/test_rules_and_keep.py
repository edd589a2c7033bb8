"""Rules of feeds and how long things are kept, as feeds.yaml says them."""

from datetime import timedelta
from pathlib import Path

import pytest

from digest.config import Settings, settings_from
from digest.errors import ConfigurationError
from digest.model import Keep, Rules


def settings(text: str) -> Settings:
    return settings_from(text, path=Path("/newsroom/feeds.yaml"), variables={})


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        settings(text)
    return str(caught.value).splitlines()


def test_a_rule_is_a_text_or_a_list():
    (feed,) = settings(
        "feeds: [{url: https://a.example/, include: {languages: en}, exclude: {words: [horoscope, 'lottery numbers']}}]"
    ).feeds
    assert feed.include == Rules(languages=("en",))
    assert feed.exclude == Rules(words=("horoscope", "lottery numbers"))


def test_what_is_excluded_everywhere_is_excluded_from_every_feed_beside_its_own():
    first, second = settings(
        """
        feeds: [https://a.example/]
        categories: [{name: B, sources: [{url: https://b.example/, exclude: {words: [b, a], authors: Ann Lee}}]}]
        exclude: {words: a, categories: Opinion}
        """
    ).feeds
    assert first.exclude == Rules(words=("a",), categories=("Opinion",))
    assert second.exclude == Rules(words=("a", "b"), categories=("Opinion",), authors=("Ann Lee",))
    assert not second.include


def test_a_rule_that_is_left_empty_is_none():
    (feed,) = settings("feeds: [{url: https://a.example/, include: {words: }, exclude: }]\nexclude: {}").feeds
    assert not feed.include
    assert not feed.exclude


def test_without_a_word_texts_are_kept_for_ninety_days_and_editions_for_ever():
    assert settings("").keep == Keep()
    assert settings("keep: {}").keep == Keep()


def test_lengths_are_days_weeks_or_for_ever():
    assert settings("keep: {texts: Forever, analyses: 12w, editions: 400d}").keep == Keep(
        texts=None, analyses=timedelta(weeks=12), editions=timedelta(days=400)
    )


def test_analyses_may_be_kept_for_less_than_texts_and_for_more():
    assert settings("keep: {texts: 30d, analyses: 1d}").keep.analyses == timedelta(days=1)
    assert settings("keep: {texts: 30d, analyses: 60d}").keep.analyses == timedelta(days=60)


def test_texts_are_kept_long_enough_to_tell_stories_further():
    (told,) = mistakes("keep: {texts: 29d}")
    assert told.startswith("feeds.yaml:1:8: texts are kept for 30d at least")


def test_a_digest_that_looks_back_further_than_texts_are_kept_is_told_where_it_says_so():
    told = mistakes("keep: {texts: 30d}\ndigests:\n  monthly: {window: 31d, max_age: 5w}\n  daily:\n")
    assert [line.split(": ")[0] for line in told] == ["feeds.yaml:3:13", "feeds.yaml:3:26"]
    assert "texts are kept (30d" in told[0]
    assert settings("keep: {texts: forever}\ndigests: {yearly: {window: 365d}}").keep.texts is None
