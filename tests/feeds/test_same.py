"""A guid seen before at a new address: the same article, or another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.same import same_article
from digest.model import Article, Entry, article_id, revision_id

THEN = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)
FERRY = (
    "Captain Mara Tillings has steered the last ferry across the bay of Northquay. The company ends the line after "
    "eighty years, because the new bridge takes nearly all passengers. Some two hundred people came to the quay."
)
BRIDGE = (
    "The county wants to charge lorries for the new bridge from autumn. Treasurer Jonas Peel told the assembly that "
    "repairs cost more than planned, and that hauliers had been asked for their views over the winter."
)


def known(title: str, text: str = FERRY, *, published: datetime = THEN) -> Article:
    url = "https://quay.example/old"
    key = article_id(url)
    return Article(
        id=key,
        revision=revision_id(key, title, text),
        feed_url="https://quay.example/feed",
        url=url,
        title=title,
        text=text,
        published=published,
        first_seen=published + timedelta(minutes=5),
    )


def again(title: str, text: str = FERRY, *, after: timedelta | None = timedelta(0)) -> Entry:
    return Entry(
        feed_url="https://quay.example/feed",
        guid="7",
        url="https://quay.example/new",
        title=title,
        html=f"<p>{text}</p>" if text else "",
        published=None if after is None else THEN + after,
    )


LAST = "Last ferry crosses the bay"


@pytest.mark.parametrize("after", [timedelta(0), timedelta(hours=3), timedelta(days=-1), None])
def test_a_headline_rewritten_with_a_new_address_is_the_same_article(after):
    assert same_article(known(LAST), again("Mara Tillings steers her ferry for the last time", after=after))


def test_an_announcement_of_the_text_that_is_kept_is_enough():
    entry = again("Eighty years end at Northquay", FERRY.partition(". The")[0], after=timedelta(minutes=20))
    assert same_article(known(LAST), entry)


def test_a_headline_alone_is_enough_where_it_says_nearly_the_same_on_the_same_day():
    assert same_article(known(LAST), again("The last ferry across the bay", "", after=timedelta(hours=2)))
    assert same_article(known(LAST), again(LAST, "", after=None))


def test_a_rewritten_text_under_nearly_the_same_headline_is_the_same_article():
    text = (
        "Two hundred people waved at the quay when captain Mara Tillings left. A passenger, Ole Brandt, wept."
    )
    assert same_article(known(LAST), again("Last ferry leaves the bay", text, after=timedelta(hours=1)))


def test_a_text_published_again_days_later_is_the_same_article():
    assert same_article(known(LAST), again("The last ferry has crossed the bay", after=timedelta(days=9)))


@pytest.mark.parametrize("after", [timedelta(0), timedelta(hours=5), timedelta(days=30), None])
def test_a_guid_used_again_for_other_news_is_another_article(after):
    assert not same_article(known(LAST), again("Lorries to pay for the bridge", BRIDGE, after=after))


def test_a_column_of_the_same_name_is_another_article_the_next_day():
    column = again("Morning briefing", BRIDGE, after=timedelta(days=1))
    assert not same_article(known("Morning briefing"), column)


def test_a_live_blog_that_began_at_the_same_minute_is_the_same_article():
    later = "At noon the assembly rose. Hauliers blew their horns, and the treasurer left by the back door."
    entry = again("Toll vote live: assembly rises without a decision", later)
    assert same_article(known("Toll vote live: the assembly meets", BRIDGE), entry)


def test_the_same_day_without_a_time_proves_nothing():
    midnight = THEN.replace(hour=0, minute=0)
    entry = again("Lorries to pay for the last bridge", BRIDGE, after=midnight - THEN)
    assert not same_article(known(LAST, published=midnight), entry)


def test_an_old_headline_alone_is_not_enough_later():
    assert not same_article(known(LAST), again(LAST, "", after=timedelta(days=5)))


def test_an_entry_that_says_nothing_is_no_article_we_know():
    assert not same_article(known(LAST), again("", ""))


def test_a_text_without_a_headline_is_known_by_its_words():
    assert same_article(known(LAST), again("", FERRY, after=None))
    assert not same_article(known(LAST), again("", BRIDGE, after=None))


def test_headlines_in_other_letters_are_compared_too():
    told = known("Последний паром пересёк залив", "")
    assert same_article(told, again("Последний паром пересек залив", "", after=timedelta(hours=1)))
    assert not same_article(told, again("Грузовики заплатят за мост", "", after=timedelta(hours=1)))


@given(title=st.text(max_size=40), text=st.text(max_size=200), hours=st.integers(-2000, 2000))
def test_whatever_an_entry_says_there_is_an_answer(title, text, hours):
    assert same_article(known(title, text), again(title, text, after=timedelta(hours=hours))) in (True, False)
