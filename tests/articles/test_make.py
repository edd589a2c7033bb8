"""Articles from entries and pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.articles import Page, needs_page, to_article, why_not
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


def test_the_section_is_the_pages_or_the_entrys_first_category():
    entry = an_entry(categories=("Harbour", "Boats"))
    assert to_article(entry, page=a_page(section="Local"), now=NOON).section == "Local"
    assert to_article(entry, page=a_page(), now=NOON).section == "Harbour"
    assert to_article(an_entry(), page=None, now=NOON).section == ""


def test_a_page_behind_a_wall_still_says_who_wrote_it_and_where():
    page = a_page(
        SENTENCES[0],
        title="Ferry sails again",
        locked=True,
        byline="Rui Falk",
        section="Local",
        picture=a_picture(),
    )
    article = to_article(an_entry(), page=page, now=NOON)
    assert article.text == "The ferry sailed on Monday."
    assert (article.byline, article.section, article.picture) == ("Rui Falk", "Local", a_picture())
    assert why_not(page, entry=an_entry()) == "It is for subscribers."


ELSEWHERE = "\n\n".join(
    [
        "Goalkeeper Adem Korr saved three penalties with a broken finger, and his club is in the cup.",
        "The physiotherapist did not believe a word, although he had used up his substitutes.",
        "A place in the museum of queues is to be had from June, said its director, and whoever comes waits.",
    ]
)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (a_page(ELSEWHERE, title="The Quay: news from the harbour", picture=a_picture()), "something else"),
        (a_page(address="https://quay.example/", title="The Quay", picture=a_picture()), "front page"),
        (
            Page(url="https://quay.example", text=ELSEWHERE, title="The Quay", picture=a_picture()),
            "front page",
        ),
        (Page(url="https://quay.example/ferry", error="The page is no HTML."), "no HTML"),
    ],
)
def test_a_page_that_is_not_the_entrys_is_not_used_at_all(page, reason):
    entry = an_entry(html="<p>The ferry sailed on Monday from the harbour to the islands.</p>")
    article = to_article(entry, page=page, now=NOON)
    assert article.text == "The ferry sailed on Monday from the harbour to the islands."
    assert article.picture is None
    assert reason in why_not(page, entry=entry)


@pytest.mark.parametrize(
    "entry",
    [
        an_entry(url="https://quay.example/", html=""),  # a feed of the front page itself
        an_entry(url="https://quay.example/?p=12"),
        an_entry(title="Pictures", html=""),  # too little to tell
        an_entry("Mara Tillings opens terminal", html="<p>Comments</p>"),
    ],
)
def test_a_page_that_may_be_the_entrys_is_used(entry):
    page = a_page(address=entry.url)
    assert to_article(entry, page=page, now=NOON).text == page.text
    assert why_not(page, entry=entry) == ""


def test_a_page_that_calls_the_front_page_its_own_by_mistake_is_used():
    page = a_page(title="Ferry sails again - The Quay", address="https://quay.example/")
    assert to_article(an_entry(), page=page, now=NOON).text == page.text


def test_a_page_that_could_be_anything_keeps_its_picture():
    page = a_page(title="", picture=a_picture())
    assert to_article(an_entry(), page=replace(page, text=""), now=NOON).picture == a_picture()


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
