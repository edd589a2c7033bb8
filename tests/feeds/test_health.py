"""How a feed is, in plain words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.feeds.health import Condition, health
from digest.model import Feed, FeedState, HostState
from tests.builders import NOON

HARBOUR = Feed(url="https://harbourpost.example/feed.xml")
VISITED = FeedState(feed_url=HARBOUR.url, last_visit=NOON, last_success=NOON)


@pytest.mark.parametrize(
    ("feed", "state", "condition"),
    [
        (replace(HARBOUR, paused=True), VISITED, Condition.PAUSED),
        (HARBOUR, None, Condition.NEW),
        (HARBOUR, FeedState(feed_url=HARBOUR.url), Condition.NEW),
        (HARBOUR, replace(VISITED, stopped=True, error="It is gone for good."), Condition.STOPPED),
        (HARBOUR, replace(VISITED, error="It did not answer.", failures=1), Condition.FAILING),
        (HARBOUR, VISITED, Condition.WELL),
    ],
)
def test_a_feed_has_one_condition(feed: Feed, state: FeedState | None, condition: Condition):
    assert health(feed, state, now=NOON).condition is condition


@pytest.mark.parametrize("condition", Condition)
def test_an_editor_is_needed_where_a_feed_fails_or_is_gone(condition: Condition):
    states = {
        Condition.STOPPED: replace(VISITED, stopped=True),
        Condition.FAILING: replace(VISITED, error="It did not answer."),
        Condition.NEW: None,
    }
    feed = replace(HARBOUR, paused=condition is Condition.PAUSED)
    needed = health(feed, states.get(condition, VISITED), now=NOON).needs_somebody
    assert needed is (condition in (Condition.STOPPED, Condition.FAILING))


@pytest.mark.parametrize(
    ("failures", "since", "told"),
    [
        (1, NOON, "It did not answer."),
        (3, NOON, "It did not answer (3 times in a row)."),
        (3, NOON - timedelta(days=1), "It did not answer (3 times in a row, for 1 day)."),
        (9, NOON - timedelta(days=4), "It did not answer (9 times in a row, for 4 days)."),
        (9, None, "It did not answer (9 times in a row; it never worked)."),
    ],
)
def test_a_failure_says_for_how_long_where_it_is_no_accident(failures, since, told):
    state = replace(VISITED, error="It did not answer.", failures=failures, last_success=since)
    assert health(HARBOUR, state, now=NOON).told == told


def test_an_error_is_told_before_a_note_and_a_note_before_a_new_address():
    state = replace(VISITED, note="The feed is malformed.", moved_to="https://harbourpost.example/rss")
    assert health(HARBOUR, replace(state, error="It did not answer."), now=NOON).told == "It did not answer."
    assert health(HARBOUR, state, now=NOON).told == "The feed is malformed."
    moved = health(HARBOUR, replace(state, note=""), now=NOON).told
    assert moved == "It moved to https://harbourpost.example/rss; write that in feeds.yaml."


@pytest.mark.parametrize("state", [None, VISITED, replace(VISITED, note="The feed is malformed.")])
def test_a_feed_whose_host_wants_peace_says_until_when(state: FeedState | None):
    host = HostState(
        host="harbourpost.example", paused_until=NOON + timedelta(hours=1), reason="It asks for peace"
    )
    assert health(HARBOUR, state, host=host, now=NOON).told == "It asks for peace; it waits until then."
    over = health(HARBOUR, state, host=host, now=NOON + timedelta(hours=2)).told
    assert over == (state.note if state else "")
