"""Which new entries of a visit are taken."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.newcomers import MOST, UNDATED, taken
from digest.model import Entry
from tests.builders import NOON

SINCE = NOON - timedelta(days=7)


def entries(*published: datetime | None) -> list[Entry]:
    """Entries in the feed's order, named by their place."""
    return [
        Entry(
            feed_url="https://harbourpost.example/feed.xml",
            guid=str(place),
            url="",
            title="",
            html="",
            published=when,
        )
        for place, when in enumerate(published)
    ]


def places(chosen: tuple[Entry, ...]) -> list[int]:
    return [int(entry.guid) for entry in chosen]


def hours(*ago: float) -> list[Entry]:
    return entries(*(NOON - timedelta(hours=each) for each in ago))


def test_a_first_visit_takes_what_the_digest_can_still_tell_and_says_what_it_left():
    took = taken(hours(*(hour * 10 for hour in range(500))), first=True, since=SINCE)
    assert places(took.entries) == list(range(17))
    assert (len(took.archive), took.over) == (483, ())
    assert took.note == "At the first visit 483 older entries were left."


def test_a_single_entry_that_was_left_is_told_as_one():
    assert taken(hours(1, 1000), first=True, since=SINCE).note == "At the first visit 1 older entry was left."


def test_a_first_visit_that_finds_only_old_entries_takes_none():
    took = taken(hours(1000, 2000), first=True, since=SINCE)
    assert took.entries == ()
    assert places(took.archive) == [0, 1]


def test_of_entries_without_a_date_a_first_visit_takes_the_first_few():
    took = taken(entries(*[None] * 30), first=True, since=SINCE)
    assert places(took.entries) == list(range(UNDATED))
    assert took.note == "At the first visit 20 older entries were left."


def test_a_first_visit_of_which_nothing_is_left_says_nothing():
    took = taken([*hours(1, 2), *entries(None)], first=True, since=SINCE)
    assert (len(took.entries), took.over, took.note) == (3, (), "")


def test_an_entry_of_the_very_beginning_of_the_window_is_taken():
    assert taken(entries(SINCE), first=True, since=SINCE).archive == ()


def test_later_visits_leave_the_archive_too_and_say_no_more_about_it():
    took = taken(hours(1, 5000), first=False, since=SINCE)
    assert (places(took.entries), places(took.archive), took.over, took.note) == ([0], [1], (), "")


def test_where_no_archive_is_known_late_arrivals_are_taken_however_old_they_are():
    assert len(taken(hours(1, 5000), first=False).entries) == 2


def test_a_flood_is_capped_to_the_newest_and_says_so():
    took = taken(hours(*range(1000)), first=False)
    assert places(took.entries) == list(range(MOST))
    assert (
        took.note == "1000 new entries at once are more than a publisher writes; the newest 200 were taken."
    )


def test_the_newest_win_wherever_the_feed_lists_them_and_stay_in_its_order():
    took = taken([*entries(None, None), *hours(9, 1, 5, 2)], first=False, since=SINCE, most=5)
    assert [entry.published for entry in took.entries] == [
        None,
        *(NOON - timedelta(hours=hour) for hour in (9, 1, 5, 2)),
    ]
    assert places(taken(hours(9, 1, 5, 2), first=False, since=SINCE, most=2).entries) == [1, 3]


def test_of_a_flood_without_dates_the_first_listed_win():
    assert places(taken(entries(*[None] * 9), first=False, since=SINCE, most=3).entries) == [0, 1, 2]


def test_a_visit_without_new_entries_takes_none():
    took = taken([], first=False, since=SINCE)
    assert (took.entries, took.over, took.note) == ((), (), "")


dates = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2026, 5, 12), timezones=st.just(NOON.tzinfo))


@given(st.lists(dates, max_size=40), st.booleans(), st.integers(0, 20))
def test_every_entry_is_taken_or_left_in_the_feeds_order_and_never_more_than_the_most(published, first, most):
    given_ = entries(*published)
    took = taken(given_, first=first, since=SINCE, most=most)
    assert len(took.entries) <= most
    parts = (places(took.entries), places(took.archive), places(took.over))
    assert sorted(place for part in parts for place in part) == list(range(len(given_)))
    assert all(part == sorted(part) for part in parts)
    assert bool(took.note) == bool(took.over or (first and took.archive))
