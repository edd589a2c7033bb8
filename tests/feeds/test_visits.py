"""When a feed is visited next."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.visits import LONGEST, SHORTEST, USUAL, after_failure, after_success, body_hash, is_due
from digest.model import FeedState, Fetched, ParsedFeed, Request
from tests.builders import NOON

URL = "https://harbourpost.example/feed.xml"
BEFORE = FeedState(feed_url=URL, etag='"1"', last_modified="Mon", title="Old", failures=3, error="gone")


def fetched(**others: object) -> Fetched:
    fields: dict[str, object] = {"status": 200, "body": b"<rss/>"}
    return Fetched(request=Request(url=URL), url=URL, **(fields | others))  # type: ignore[arg-type]


def pause_after(state: FeedState) -> timedelta:
    assert state.next_visit is not None
    return state.next_visit - NOON


def test_a_feed_never_visited_is_due():
    assert is_due(None, now=NOON)
    assert is_due(FeedState(feed_url=URL), now=NOON)


def test_a_feed_is_due_when_its_next_visit_has_come():
    state = after_success(BEFORE, fetched(), parsed=ParsedFeed(), now=NOON)
    assert not is_due(state, now=NOON)
    assert is_due(state, now=NOON + 2 * USUAL)


def test_a_visit_that_went_well_forgets_the_failures_and_keeps_the_validators():
    state = after_success(BEFORE, fetched(etag='"2"'), parsed=ParsedFeed(title="New"), now=NOON)
    assert (state.failures, state.error, state.title, state.etag, state.last_modified) == (
        0,
        "",
        "New",
        '"2"',
        "",
    )
    assert state.body_hash == body_hash(b"<rss/>")
    assert state.last_success == NOON


def test_a_feed_that_did_not_change_keeps_its_validators_and_its_hash():
    state = after_success(BEFORE, fetched(status=304, body=b""), parsed=None, now=NOON)
    assert (state.etag, state.last_modified, state.body_hash) == ('"1"', "Mon", "")


def test_a_feed_is_visited_as_seldom_as_it_asks_but_once_a_day():
    parsed = ParsedFeed(ttl=timedelta(hours=6))
    asked = pause_after(after_success(BEFORE, fetched(), parsed=parsed, now=NOON))
    assert timedelta(hours=6) <= asked <= timedelta(hours=6.6)
    cached = fetched(max_age=timedelta(days=400))
    assert pause_after(after_success(BEFORE, cached, parsed=ParsedFeed(), now=NOON)) <= LONGEST * 1.1


def test_a_permanent_move_is_remembered():
    moved = after_success(BEFORE, fetched(moved_to="https://new.example/"), parsed=ParsedFeed(), now=NOON)
    assert moved.moved_to == "https://new.example/"
    assert after_success(moved, fetched(), parsed=ParsedFeed(), now=NOON).moved_to == "https://new.example/"


def test_a_feed_that_fails_is_left_alone_for_longer_each_time():
    state, pauses = FeedState(feed_url=URL), []
    for _ in range(12):
        state = after_failure(state, error="no answer", now=NOON)
        pauses.append(pause_after(state))
    assert pauses == sorted(pauses)
    assert SHORTEST <= pauses[0] <= SHORTEST * 1.1
    assert LONGEST <= pauses[-1] <= LONGEST * 1.1
    assert (state.failures, state.error, state.last_success) == (12, "no answer", None)


def test_a_server_that_asks_for_patience_gets_it():
    state = after_failure(BEFORE, error="busy", retry_after=timedelta(days=2), now=NOON)
    assert pause_after(state) >= timedelta(days=2)


@given(st.lists(st.text(min_size=1), min_size=2, max_size=5, unique=True))
def test_visits_are_spread_by_the_address_alone(urls: list[str]):
    def pauses() -> list[timedelta]:
        return [pause_after(after_failure(FeedState(feed_url=url), error="x", now=NOON)) for url in urls]

    assert pauses() == pauses()
    assert all(SHORTEST <= pause <= SHORTEST * 1.1 for pause in pauses())
