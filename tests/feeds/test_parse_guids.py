"""What items are known by from one visit to the next: duplicate, missing, changing and shared guids."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.guids import lasting
from tests.feeds.parsing import FEED, parsed, rss, the_entry


def item(guid: str | None, page: str, title: str | None = None, *, more: str = "") -> str:
    told = "" if guid is None else f'<guid isPermaLink="false">{guid}</guid>'
    return f"{told}<link>https://quay.example/{page}</link><title>{title or page.title()}</title>{more}"


def guids(*items: str) -> dict[str, str]:
    """By title, the guids of a document's items."""
    return {each.title: each.guid for each in parsed(rss(*items)).entries}


def test_a_publishers_id_is_kept_as_it_is():
    assert guids(item("tag:quay.example,2026:7", "ferry"))["Ferry"] == "tag:quay.example,2026:7"


def test_an_item_given_twice_comes_once():
    assert len(parsed(rss(item("a", "ferry"), item("b", "tram"), item("a", "ferry"))).entries) == 2


def test_an_item_given_twice_with_another_text_comes_once():
    first, again = item("a", "ferry", more="<description>Short</description>"), item("a", "ferry")
    (entry,) = parsed(rss(first, again)).entries
    assert entry.html == "Short"


@pytest.mark.parametrize("guid", [None, "", "  ", "<![CDATA[]]>"])
def test_without_a_guid_the_address_is_one(guid):
    assert guids(item(guid, "ferry"))["Ferry"] == "https://quay.example/ferry"


def test_without_guid_and_address_the_title_is_one_else_the_text():
    titled = "<title>Ferry</title><description>{}</description>"
    assert the_entry(titled.format("one")).guid == the_entry(titled.format("two")).guid
    untitled = "<description>{}</description>"
    assert the_entry(untitled.format("one")).guid != the_entry(untitled.format("two")).guid


SHARED = [item("news", "ferry"), item("news", "tram"), item("news", "bus")]


def test_items_that_share_a_guid_are_all_kept_under_guids_of_their_own():
    told = guids(*SHARED)
    assert len(told) == len(set(told.values())) == 3
    assert "news" not in told.values()


def test_shared_guids_are_told_apart_in_the_same_way_in_any_order_and_with_one_gone():
    told = guids(*SHARED)
    assert all(guids(*order) == told for order in permutations(SHARED))
    for gone in range(3):
        left = guids(*SHARED[:gone], *SHARED[gone + 1 :])
        assert left == {title: told[title] for title in left}


def test_shared_guids_are_told_apart_in_the_same_way_when_others_come():
    told = guids(*SHARED)
    assert told.items() <= guids(item("news", "quay"), *SHARED, item("other", "x")).items()
    assert guids(*SHARED, item("other", "x"))["X"] == "other"


@pytest.mark.parametrize("guid", ["https://quay.example/", "https://quay.example", FEED])
def test_the_sites_own_address_names_no_item_even_when_only_one_has_it(guid):
    alone = guids(item(guid, "ferry"))
    assert alone["Ferry"] != guid
    assert alone.items() <= guids(item(guid, "ferry"), item(guid, "tram")).items()


def test_an_address_that_cannot_be_read_is_a_guid_like_others():
    assert guids(item("https://[quay", "ferry"))["Ferry"] == "https://[quay"


def test_short_posts_without_titles_at_one_address_are_all_kept():
    link = "<guid>https://a.example/day</guid><link>https://a.example/day</link>"
    posts = [f"{link}<description>{text}</description>" for text in ("One", "Two")]
    told = {each.html: each.guid for each in parsed(rss(*posts)).entries}
    assert len(set(told.values())) == 2
    assert {each.html: each.guid for each in parsed(rss(*reversed(posts))).entries} == told


def test_guids_that_count_the_items_name_the_news_and_not_the_places():
    before = guids(*(item(str(n), page) for n, page in enumerate(("ferry", "tram", "bus"), 1)))
    after = guids(*(item(str(n), page) for n, page in enumerate(("quay", "ferry", "tram", "bus"), 1)))
    assert before.items() <= after.items()
    assert len(set(after.values())) == 4
    from_zero = guids(*(item(str(n), page) for n, page in enumerate(("bus", "tram", "ferry"))))
    assert not set(from_zero.values()) & {"0", "1", "2"}


def test_numbers_of_a_database_are_kept():
    assert guids(item("41", "a"), item("42", "b"), item("43", "c")) == {"A": "41", "B": "42", "C": "43"}
    assert guids(item("1", "a"), item("2", "b")) == {"A": "1", "B": "2"}
    assert guids(item("1", "a"), item("2", "b"), item("9", "c"))["C"] == "9"


def test_a_changing_guid_leaves_the_address_which_tells_that_it_is_known():
    (first,) = parsed(rss(item("ferry-1715412000", "ferry"))).entries
    (second,) = parsed(rss(item("ferry-1715415600", "ferry"))).entries
    assert first.guid != second.guid
    assert first.url == second.url


@pytest.mark.parametrize(
    ("guid", "kept"),
    [
        ("https://q.example/a?utm_source=rss&utm_medium=feed", "https://q.example/a"),
        ("https://q.example/a?id=7&fbclid=x", "https://q.example/a?id=7"),
        ("https://q.example/a;jsessionid=0A1B2C?id=7", "https://q.example/a?id=7"),
        ("https://q.example/a?PHPSESSID=0a1b2c&id=7#top", "https://q.example/a?id=7#top"),
        ("https://q.example/a?sid=0123456789abcdef0123456789abcdef", "https://q.example/a"),
        ("https://q.example/a?sid=26-05-11", "https://q.example/a?sid=26-05-11"),
        ("https://q.example/?p=7", "https://q.example/?p=7"),
        ("urn:x?utm_source=rss", "urn:x?utm_source=rss"),
        ("7", "7"),
    ],
)
def test_a_guid_is_the_same_however_one_came_to_it(guid, kept):
    assert lasting(guid) == kept
    assert guids(item(guid.replace("&", "&amp;"), "ferry"))["Ferry"] == kept


def test_items_that_differ_by_a_session_id_alone_are_one():
    link = "<link>https://quay.example/ferry?PHPSESSID={0}</link><guid>https://quay.example/ferry?PHPSESSID={0}</guid>"
    items = [f"<title>Ferry</title>{link.format(session)}" for session in ("a1", "b2")]
    assert len(parsed(rss(*items)).entries) == 1


@pytest.mark.parametrize("opening", ["<guid>", '<guid isPermaLink="true">'])
def test_a_permanent_link_is_the_address_where_there_is_no_other(opening):
    entry = the_entry(f"<title>x</title>{opening}https://quay.example/ferry</guid>")
    assert entry.url == entry.guid == "https://quay.example/ferry"
    linked = the_entry(
        f"<title>x</title>{opening}https://quay.example/1</guid><link>https://quay.example/2</link>"
    )
    assert (linked.guid, linked.url) == ("https://quay.example/1", "https://quay.example/2")


@pytest.mark.parametrize("guid", ["sl-1001", "/ferry", "7", "tag:quay.example,2026:7", "javascript:x()"])
def test_a_guid_that_is_no_address_makes_no_link(guid):
    entry = the_entry(f"<title>x</title><guid>{guid}</guid>")
    assert (entry.guid, entry.url) == (guid, "")


def test_a_guid_that_says_it_is_no_permanent_link_makes_no_link():
    entry = the_entry('<title>x</title><guid isPermaLink="false">https://quay.example/ferry</guid>')
    assert (entry.guid, entry.url) == ("https://quay.example/ferry", "")


ITEMS = st.lists(
    st.tuples(
        st.sampled_from(["news", "", "1", "2", "https://quay.example/", "tag:1"]), st.sampled_from("abcd")
    ),
    max_size=8,
)


@given(ITEMS, st.randoms())
def test_every_item_has_a_guid_of_its_own_whatever_the_order(told, random):
    items = [item(guid, page) for guid, page in told]
    read = parsed(rss(*items)).entries
    assert len({each.guid for each in read}) == len(read)
    random.shuffle(items)
    assert {each.guid for each in parsed(rss(*items)).entries} == {each.guid for each in read}
