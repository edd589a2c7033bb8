"""Articles from entries and pages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from digest.articles import needs_page, to_article
from digest.model import FullText, article_id, revision_id
from tests.articles.builders import SENTENCES, a_page, an_entry
from tests.builders import NOON, a_picture

LONG = "".join(f"<p>{each}</p>" for each in SENTENCES * 2)


def test_an_entry_becomes_an_article_at_its_canonical_address():
    article = to_article(
        an_entry(published=NOON - timedelta(hours=2), byline="Ada Okonjo", picture=a_picture()),
        page=None,
        now=NOON,
    )
    assert article is not None
    assert article.url == "https://quay.example/ferry"
    assert article.id == article_id("https://quay.example/ferry")
    assert article.revision == revision_id(article.id, article.title, article.text)
    assert (article.title, article.text) == ("Ferry sails again", "The ferry sailed on Monday.")
    assert (article.published, article.first_seen) == (NOON - timedelta(hours=2), NOON)
    assert (article.byline, article.picture, article.entry_guid) == ("Ada Okonjo", a_picture(), "quay-1")
    assert (article.language, article.feed_url) == ("en", "https://quay.example/feed.xml")


def test_copies_of_one_address_are_one_article_and_a_changed_text_is_a_new_revision():
    first = to_article(an_entry(), page=None, now=NOON)
    copy = to_article(
        an_entry(url="https://QUAY.example/ferry#top", feed_url="https://b.example/feed"), page=None, now=NOON
    )
    changed = to_article(an_entry(html="<p>The ferry did not sail.</p>"), page=None, now=NOON)
    assert first.id == copy.id == changed.id
    assert first.revision == copy.revision != changed.revision


def test_an_entry_without_an_address_is_known_by_its_feed_and_guid():
    article = to_article(an_entry(url=""), page=None, now=NOON)
    other = to_article(an_entry(url="", guid="quay-2"), page=None, now=NOON)
    assert article.url == ""
    assert article.id == to_article(an_entry(url="", html="<p>Changed.</p>"), page=None, now=NOON).id
    assert article.id != other.id


@pytest.mark.parametrize("published", [None, NOON + timedelta(days=3)])
def test_an_article_is_never_published_after_it_was_seen(published):
    assert to_article(an_entry(published=published), page=None, now=NOON).published == NOON


def test_an_entry_that_says_nothing_is_no_article():
    assert to_article(an_entry(title="", html="<p> </p>"), page=None, now=NOON) is None
    assert to_article(an_entry(title="", html="<p>A line.</p>"), page=None, now=NOON).title == "A line."
    assert to_article(an_entry(html=""), page=None, now=NOON).text == ""


def test_the_page_gives_what_the_entry_lacks():
    page = a_page(title="From the page", byline="Rui Falk", picture=a_picture(), language="en-GB")
    article = to_article(an_entry(title=""), page=page, now=NOON)
    assert article.text == page.text
    assert (article.title, article.byline, article.picture) == ("From the page", "Rui Falk", a_picture())
    kept = to_article(an_entry(byline="Ada Okonjo"), page=page, now=NOON)
    assert (kept.title, kept.byline) == ("Ferry sails again", "Ada Okonjo")


@pytest.mark.parametrize(
    "text",
    [
        "Short.",
        "We use cookies to make this site work for you. Please accept all cookies to go on.",
        "This article is for subscribers. Subscribe now for one coin a week. Already a subscriber? Log in.",
        "Please enable JavaScript and disable any ad blocker",
    ],
)
def test_a_page_that_says_less_or_stands_behind_a_wall_is_not_used(text):
    assert to_article(an_entry(), page=a_page(text), now=NOON).text == "The ferry sailed on Monday."


def test_an_article_that_mentions_cookies_is_no_wall():
    text = "\n\n".join([*SENTENCES, "He sold cookies on the quay."])
    assert to_article(an_entry(), page=a_page(text), now=NOON).text == text


@pytest.mark.parametrize(
    ("html", "full_text", "needed"),
    [
        ("<p>Short.</p>", FullText.AUTO, True),
        (LONG, FullText.AUTO, False),
        (LONG + "<p>And then […]</p>", FullText.AUTO, True),
        (LONG + "<p>Continue reading</p>", FullText.AUTO, True),
        ("", FullText.AUTO, True),
        ("<p>Short.</p>", FullText.NO, False),
        (LONG, FullText.YES, True),
    ],
)
def test_the_page_is_read_where_the_feed_says_little(html, full_text, needed):
    assert needs_page(an_entry(html=html), full_text=full_text) is needed


def test_the_language_is_the_texts_own_whatever_the_feed_claims():
    german = "<p>Die Fähre fuhr am Montag nach elf Monaten wieder über die Bucht, und alle waren da.</p>"
    assert (
        to_article(an_entry("Die Fähre fährt", german, language="en-US"), page=None, now=NOON).language
        == "de"
    )
