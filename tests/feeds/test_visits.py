"""When a feed is visited next, and what a visit leaves."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.answers import LONGEST_PAUSE, complaint
from digest.feeds.visits import (
    FURTHEST,
    LONGEST,
    PATIENCE,
    SHORTEST,
    USUAL,
    address_of,
    after_failure,
    after_success,
    body_hash,
    host_of,
    is_due,
    is_paused,
    noted,
    paused_host,
    request_of,
    resumed,
    validators,
)
from digest.model import Entry, Feed, FeedState, Fetched, HostState, ParsedFeed, Request
from tests.builders import NOON  # a Tuesday

URL = "https://harbourpost.example/feed.xml"
NEW = "https://news.harbourpost.example/feed.xml"
OTHER = "https://elsewhere.example/feed.xml"
BEFORE = FeedState(feed_url=URL, etag='"1"', last_modified="Mon", title="Old", failures=3, error="gone")
UNVISITED = FeedState(feed_url=URL)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def fetched(*, asked: str = URL, **others: object) -> Fetched:
    fields: dict[str, object] = {"status": 200, "body": b"<rss/>"}
    return Fetched(request=Request(url=asked), url=asked, **(fields | others))  # type: ignore[arg-type]


def unchanged(**others: object) -> Fetched:
    return fetched(**{"status": 304, "body": b""} | others)


def refused(status: int, **others: object) -> Fetched:
    error = complaint(status, "harbourpost.example", validated=False)
    return fetched(**{"status": status, "body": b"", "error": error} | others)


def visited(
    state: FeedState = UNVISITED,
    answer: Fetched | None = None,
    parsed: ParsedFeed | None = None,
    *,
    now: datetime = NOON,
) -> FeedState:
    """The state after a visit that brought a whole document."""
    return after_success(state, answer or fetched(), parsed=parsed or ParsedFeed(), now=now)


def asked(state: FeedState, **others: object) -> Fetched:
    """A good answer from where that feed is asked for."""
    return fetched(asked=address_of(state, state.feed_url), **others)


def moved() -> FeedState:
    """A feed whose permanent redirect was seen twice."""
    state = UNVISITED
    for _ in range(2):
        state = visited(state, fetched(moved_to=NEW))
    return state


def failed(state: FeedState, *, times: int) -> FeedState:
    for _ in range(times):
        state = after_failure(state, refused(500, asked=address_of(state, URL)), now=NOON)
    return state


def pause_after(state: FeedState) -> timedelta:
    assert state.next_visit is not None
    return state.next_visit - NOON


def next_of(state: FeedState) -> datetime:
    assert state.next_visit is not None
    return state.next_visit


# When a feed is due


def test_a_feed_never_visited_is_due():
    assert is_due(None, now=NOON)
    assert is_due(UNVISITED, now=NOON)


def test_a_feed_is_due_when_its_next_visit_has_come():
    state = visited(BEFORE)
    assert not is_due(state, now=NOON)
    assert is_due(state, now=NOON + 2 * USUAL)


def test_a_clock_that_ran_ahead_for_a_while_freezes_no_feed():
    state = visited(now=NOON + timedelta(days=400))
    assert is_due(state, now=NOON)


# What a visit that went well leaves


def test_a_visit_that_went_well_forgets_the_failures_and_keeps_the_validators():
    state = visited(BEFORE, fetched(etag='"2"'), ParsedFeed(title="New"))
    assert (state.failures, state.error, state.title) == (0, "", "New")
    assert (state.etag, state.last_modified) == ('"2"', "")
    assert state.body_hash == body_hash(b"<rss/>")
    assert state.last_success == NOON


def test_a_feed_that_did_not_change_keeps_its_validators_and_its_hash():
    state = after_success(BEFORE, unchanged(), parsed=None, now=NOON)
    assert (state.etag, state.last_modified, state.body_hash) == ('"1"', "Mon", "")


def test_a_feed_without_entries_has_not_failed_though_it_had_some():
    full = visited(
        parsed=ParsedFeed(
            title="Post", entries=(Entry(feed_url=URL, guid="1", url=URL, title="Harbour opens", html=""),)
        )
    )
    state = visited(full, fetched(body=b"<rss></rss>"), ParsedFeed())
    assert (state.failures, state.error, state.title) == (0, "", "Post")


def test_a_malformed_feed_leaves_a_note_until_it_is_repaired():
    state = visited(parsed=ParsedFeed(warning="The feed is malformed (line 3)."))
    state = after_success(state, unchanged(), parsed=None, now=NOON)
    state = after_failure(state, refused(500), now=NOON)
    assert state.note == "The feed is malformed (line 3)."
    assert visited(state).note == ""


def test_what_the_caller_notes_stands_behind_what_parsing_noted():
    state = visited(parsed=ParsedFeed(warning="The feed is malformed."))
    assert noted(state, "2 were left.").note == "The feed is malformed. 2 were left."
    assert noted(visited(), "2 were left.").note == "2 were left."
    assert noted(state, "") == state


# Validators, and once a day the whole document


def test_validators_are_sent_while_the_whole_document_is_less_than_a_day_old():
    state = visited(answer=fetched(etag='"1"', last_modified="Mon"))
    assert validators(state, now=NOON + 23 * HOUR) == ('"1"', "Mon")


def test_a_validator_that_never_changes_does_not_freeze_a_feed():
    state, now, whole = visited(answer=fetched(etag='"1"')), NOON, 0
    for _ in range(72):
        now += HOUR
        if validators(state, now=now) == ("", ""):
            whole += 1
            state = visited(state, fetched(etag='"1"'), now=now)
        else:
            state = after_success(state, unchanged(), parsed=None, now=now)
    assert whole == 3


def test_an_identical_document_counts_as_whole_and_not_modified_does_not():
    state = visited()
    assert after_success(state, unchanged(), parsed=None, now=NOON + HOUR).last_body == NOON
    assert after_success(state, fetched(), parsed=None, now=NOON + HOUR).last_body == NOON + HOUR


def test_without_a_whole_document_of_which_we_know_there_are_no_validators():
    assert validators(None, now=NOON) == ("", "")
    assert validators(BEFORE, now=NOON) == ("", "")
    assert validators(visited(answer=fetched(etag='"1"')), now=NOON - DAY) == ("", "")


# When it is visited next


def test_a_feed_is_visited_as_seldom_as_it_asks_but_once_a_day():
    asked = pause_after(visited(parsed=ParsedFeed(ttl=timedelta(hours=6))))
    assert timedelta(hours=6) <= asked <= timedelta(hours=6.6)
    assert pause_after(visited(answer=fetched(max_age=timedelta(days=400)))) <= LONGEST * 1.1


@pytest.mark.parametrize("says", [{"ttl": 6 * HOUR}, {"max_age": 6 * HOUR}])
def test_what_a_document_asks_for_holds_when_it_is_not_modified_too(says: dict[str, timedelta]):
    state = visited(answer=fetched(max_age=says.get("max_age")), parsed=ParsedFeed(ttl=says.get("ttl")))
    assert pause_after(after_success(state, unchanged(), parsed=None, now=NOON)) >= 6 * HOUR
    assert pause_after(visited(state, fetched(body=b"<rss> </rss>"))) <= USUAL * 1.1


def test_skipped_hours_and_days_are_left_out_at_this_and_later_visits():
    asks = ParsedFeed(skip_hours=tuple(range(12, 24)), skip_days=(2,))  # afternoons and Wednesdays
    state = visited(parsed=asks)
    again = after_success(state, unchanged(), parsed=None, now=NOON)
    broken = after_failure(state, refused(500), now=NOON)
    thursday = datetime(2026, 5, 14, tzinfo=UTC)
    for each in (state, again, broken):
        assert thursday <= next_of(each) < thursday + HOUR


def test_a_feed_that_skips_every_hour_or_every_day_is_not_believed():
    asks = ParsedFeed(skip_hours=tuple(range(24)), skip_days=tuple(range(7)))
    assert pause_after(visited(parsed=asks)) <= USUAL * 1.1


def test_feeds_that_skip_the_same_hours_do_not_come_back_at_the_same_moment():
    asks = ParsedFeed(skip_hours=tuple(range(12, 24)))
    states = [FeedState(feed_url=f"https://outlet{number}.example/") for number in range(20)]
    assert len({next_of(visited(state, parsed=asks)) for state in states}) > 15


def test_a_feed_that_fails_is_left_alone_for_longer_each_time():
    state, pauses = UNVISITED, []
    for _ in range(12):
        state = after_failure(state, error="no answer", now=NOON)
        pauses.append(pause_after(state))
    assert pauses == sorted(pauses)
    assert SHORTEST <= pauses[0] <= SHORTEST * 1.1
    assert LONGEST <= pauses[-1] <= LONGEST * 1.1
    assert (state.failures, state.error, state.last_success) == (12, "no answer", None)


def test_a_server_that_asks_for_patience_gets_it_within_reason():
    busy = refused(503, retry_after=timedelta(days=2))
    assert pause_after(after_failure(BEFORE, busy, now=NOON)) >= timedelta(days=2)
    absurd = refused(503, retry_after=timedelta(days=4000))
    assert LONGEST_PAUSE <= pause_after(after_failure(BEFORE, absurd, now=NOON)) <= LONGEST_PAUSE * 1.1


def test_a_server_that_asks_for_no_patience_at_all_gets_the_usual_one():
    state = after_failure(UNVISITED, refused(503, retry_after=timedelta(0)), now=NOON)
    assert SHORTEST <= pause_after(state) <= SHORTEST * 1.1


@given(st.lists(st.text(min_size=1), min_size=2, max_size=5, unique=True))
def test_visits_are_spread_by_the_address_alone(urls: list[str]):
    def pauses() -> list[timedelta]:
        return [pause_after(after_failure(FeedState(feed_url=url), error="x", now=NOON)) for url in urls]

    assert pauses() == pauses()
    assert all(SHORTEST <= pause <= SHORTEST * 1.1 for pause in pauses())


moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
spans = st.none() | st.timedeltas(timedelta(0), timedelta(days=4000))
numbers = st.lists(st.integers(-2, 30), max_size=30).map(tuple)


@given(
    url=st.text(),
    now=moments,
    asks=spans,
    caches=spans,
    hours=numbers,
    days=numbers,
    failures=st.integers(0, 99),
)
def test_the_next_visit_is_always_ahead_and_never_far_and_in_utc(
    url, now, asks, caches, hours, days, failures
):
    state = FeedState(feed_url=url, failures=failures)
    parsed = ParsedFeed(ttl=asks, skip_hours=hours, skip_days=days)
    well = after_success(state, fetched(max_age=caches), parsed=parsed, now=now)
    ill = after_failure(well, refused(503, retry_after=asks), now=now)
    for each in (well, ill, after_success(ill, unchanged(), parsed=None, now=now)):
        assert now < next_of(each) <= now + FURTHEST
        assert next_of(each).utcoffset() == timedelta(0)
        assert not is_due(each, now=now)
        assert is_due(each, now=next_of(each))


@given(now=moments, hours=numbers, days=st.lists(st.integers(0, 6), max_size=5).map(tuple))
def test_a_visit_never_falls_into_what_a_feed_skips(now, hours, days):
    when = next_of(visited(parsed=ParsedFeed(skip_hours=hours, skip_days=days), now=now))
    assert when.weekday() not in days
    assert when.hour not in hours or set(range(24)) <= set(hours)


# Moves


def test_a_permanent_move_is_believed_when_it_is_seen_a_second_time():
    once = visited(answer=fetched(moved_to=NEW))
    assert (once.moved_to, once.moving_to) == ("", NEW)
    assert address_of(once, URL) == URL
    twice = after_success(once, unchanged(moved_to=NEW), parsed=None, now=NOON)
    assert (twice.moved_to, twice.moving_to) == (NEW, "")
    assert address_of(twice, URL) == NEW


@pytest.mark.parametrize("then", ["", OTHER])
def test_a_move_that_is_not_seen_again_is_forgotten(then: str):
    state = visited(visited(answer=fetched(moved_to=NEW)), fetched(moved_to=then))
    assert (state.moved_to, state.moving_to) == ("", then)


def test_a_feed_that_moved_stays_there_and_can_move_on():
    state = visited(moved(), asked(moved()))
    assert (state.moved_to, state.moving_to) == (NEW, "")
    on = visited(visited(state, asked(state, moved_to=OTHER)), asked(state, moved_to=OTHER))
    assert (on.moved_to, on.moving_to) == (OTHER, "")


def test_a_feed_that_moves_back_is_asked_for_at_its_first_address():
    state = moved()
    for _ in range(2):
        state = visited(state, asked(state, moved_to=URL))
    assert (state.moved_to, address_of(state, URL)) == ("", URL)


def test_when_the_new_address_fails_repeatedly_the_first_one_is_asked_in_turn():
    state, addresses = moved(), []
    for _ in range(PATIENCE + 4):
        addresses.append(address_of(state, URL))
        state = failed(state, times=1)
    assert addresses == [*[NEW] * PATIENCE, URL, NEW, URL, NEW]


def test_the_first_address_gets_no_validators_of_the_new_one():
    state = visited(moved(), asked(moved(), etag='"1"'))
    assert validators(failed(state, times=PATIENCE - 1), now=NOON) == ('"1"', "")
    assert validators(failed(state, times=PATIENCE), now=NOON) == ("", "")


@pytest.mark.parametrize(("target", "left"), [("", ("", "")), (NEW, (NEW, "")), (OTHER, ("", OTHER))])
def test_what_the_first_address_says_then_is_believed(target: str, left: tuple[str, str]):
    state = failed(moved(), times=PATIENCE)
    state = visited(state, asked(state, moved_to=target))
    assert (state.moved_to, state.moving_to) == left


def test_a_feed_never_visited_is_asked_for_at_its_address():
    assert address_of(None, URL) == URL


SECRET = "Bearer harbour"


def request_at(address: str, *, feed_url: str = URL) -> Request:
    feed = Feed(url=feed_url, authorization=SECRET)
    return request_of(feed, FeedState(feed_url=feed_url, moved_to=address), now=NOON)


def test_a_request_goes_to_where_the_feed_is_with_its_validators():
    state = visited(moved(), asked(moved(), etag='"1"', last_modified="Mon"))
    assert request_of(Feed(url=URL), state, now=NOON) == Request(url=NEW, etag='"1"', last_modified="Mon")
    assert request_of(Feed(url=URL), None, now=NOON) == Request(url=URL)


def test_a_secret_stays_with_the_host_it_was_given_for():
    assert request_at("").authorization == SECRET
    assert request_at("https://harbourpost.example/rss").authorization == SECRET
    assert request_at(NEW).authorization == ""
    assert request_at("https://harbourpost.example:8443/feed.xml").authorization == ""


def test_a_secret_given_for_https_is_not_sent_in_the_clear():
    plain = URL.replace("https", "http")
    assert request_at(plain).authorization == ""
    assert request_at(URL, feed_url=plain).authorization == SECRET
    assert request_at(f"{plain}?all", feed_url=plain).authorization == SECRET


# Gone for good


def test_a_feed_that_is_gone_for_good_is_not_visited_until_somebody_resumes_it():
    state = after_failure(BEFORE, refused(410), now=NOON)
    assert state.error == (
        "harbourpost.example says this is gone for good (status 410); "
        f"it is not visited any more, `digest resume {URL}` visits it again"
    )
    assert not is_due(state, now=NOON + timedelta(days=1000))
    again = resumed(state)
    assert is_due(again, now=NOON)
    assert (again.error, again.failures, again.stopped) == ("", 0, False)


def test_a_feed_that_answers_after_all_is_not_stopped_any_more():
    assert not visited(after_failure(BEFORE, refused(410), now=NOON)).stopped


def test_a_feed_gone_from_where_it_moved_is_looked_for_at_its_first_address():
    state = after_failure(moved(), refused(410, asked=NEW), now=NOON)
    assert (state.stopped, address_of(state, URL), validators(state, now=NOON)) == (False, URL, ("", ""))
    assert after_failure(state, refused(410), now=NOON).stopped


# What to do about a failure


def test_an_error_says_what_can_be_done():
    state = after_failure(UNVISITED, refused(401), now=NOON)
    assert state.error == (
        "harbourpost.example asks for a password (status 401); set auth: for this feed in feeds.yaml"
    )
    assert after_failure(UNVISITED, refused(500), now=NOON).error == refused(500).error
    assert (
        after_failure(UNVISITED, fetched(), error="The feed is empty.", now=NOON).error
        == "The feed is empty."
    )


# Hosts


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Harbourpost.EXAMPLE/feed?x=1", "harbourpost.example"),
        ("http://harbourpost.example:8080/", "harbourpost.example:8080"),
        ("https://harbourpost.example./", "harbourpost.example"),
        ("https://name:word@harbourpost.example/", "harbourpost.example"),
        ("https://höfe.example/", "xn--hfe-sna.example"),
        ("http://[2001:DB8::1]:81/", "[2001:db8::1]:81"),
        ("http://harbourpost.example:99999/", ""),
        ("mailto:desk@harbourpost.example", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(url: str, host: str):
    assert host_of(url) == host


@given(st.text())
def test_whatever_an_address_is_it_has_a_host_or_none(url: str):
    assert host_of(url) == host_of(url).lower()


def test_a_host_that_says_too_many_is_left_alone_for_as_long_as_it_asks():
    state = paused_host(None, refused(429, retry_after=2 * HOUR), host="harbourpost.example", now=NOON)
    assert state is not None
    assert state.reason == (
        "harbourpost.example asks to be left alone until 2026-05-12 14:00 UTC (status 429)"
    )
    assert is_paused(state, now=NOON + HOUR)
    assert not is_paused(state, now=NOON + 2 * HOUR)


@pytest.mark.parametrize("asks", [None, timedelta(0)])
def test_a_host_that_says_too_many_without_a_time_is_left_alone_for_a_while(asks: timedelta | None):
    state = paused_host(None, refused(429, retry_after=asks), host="harbourpost.example", now=NOON)
    assert state is not None
    assert state.paused_until == NOON + SHORTEST


@pytest.mark.parametrize(
    "answer",
    [
        fetched(retry_after=HOUR),
        refused(503),
        refused(503, retry_after=timedelta(0)),
        refused(500, retry_after=HOUR),
    ],
)
def test_a_host_that_does_not_ask_for_it_is_not_paused(answer: Fetched):
    assert paused_host(None, answer, host="harbourpost.example", now=NOON) is None


def test_a_pause_keeps_what_else_is_known_and_the_later_end_and_is_no_longer_than_a_week():
    known = HostState(host="harbourpost.example", robots="User-agent: *", robots_until=NOON)
    long = paused_host(known, refused(503, retry_after=timedelta(days=4000)), host=known.host, now=NOON)
    assert long is not None
    assert (long.paused_until, long.robots, long.robots_until) == (
        NOON + LONGEST_PAUSE,
        "User-agent: *",
        NOON,
    )
    shorter = paused_host(long, refused(429), host=known.host, now=NOON + HOUR)
    assert shorter is not None
    assert shorter.paused_until == long.paused_until


def test_a_host_of_which_nothing_is_known_is_not_paused():
    assert not is_paused(None, now=NOON)
    assert not is_paused(HostState(host="harbourpost.example"), now=NOON)
