"""What a host's robots.txt asks of programs that read its pages."""

import tracemalloc
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds import robots
from digest.feeds.robots import after_robots, asks_again, delay, may_read, robots_url
from digest.feeds.visits import is_paused
from digest.model import Fetched, HostState, Request
from tests.builders import NOON

HOST = "harbourpost.example"
PAGE = f"https://{HOST}/harbour/opens.html"
AGENT = "PeopleDigest"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def answer(body: str | bytes = b"", *, status: int = 200, **others: object) -> Fetched:
    fields: dict[str, object] = {
        "status": status,
        "body": body.encode() if isinstance(body, str) else body,
        "error": "" if status == 200 else f"{HOST} has a fault (status {status})",
    }
    url = robots_url(PAGE)
    return Fetched(request=Request(url=url), url=url, **(fields | others))  # type: ignore[arg-type]


def told(
    body: str | bytes = b"", *, status: int = 200, state: HostState | None = None, now: datetime = NOON
) -> HostState:
    return after_robots(state, answer(body, status=status), host=HOST, now=now)


def read(body: str | bytes, *paths: str) -> list[bool]:
    """Whether each of these paths may be read by what a robots.txt says."""
    return [may_read(told(body), f"https://{HOST}{path}", agent=AGENT) for path in paths]


# Where it stands


@pytest.mark.parametrize(
    ("url", "where"),
    [
        (PAGE, f"https://{HOST}/robots.txt"),
        (f"HTTP://name:word@{HOST.upper()}:8080/a?b#c", f"http://{HOST}:8080/robots.txt"),
        ("no address", ""),
    ],
)
def test_it_stands_at_the_root_of_the_host(url: str, where: str):
    assert robots_url(url) == where


# What it says


def test_a_host_that_was_not_asked_or_says_nothing_lets_everything_be_read():
    assert may_read(None, PAGE, agent=AGENT)
    assert may_read(HostState(host=HOST), PAGE, agent=AGENT)
    assert may_read(told(""), PAGE, agent=AGENT)


def test_what_is_disallowed_for_everybody_is_not_read_and_the_rest_is():
    text = "User-agent: *\nDisallow: /private/\nAllow: /private/press/\nDisallow: /*.pdf$\n"
    assert read(text, "/", "/private/a", "/private/press/a", "/a.pdf", "/a.pdf?x=1") == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_rules_for_us_replace_those_for_everybody():
    text = (
        "User-agent: *\nDisallow: /\n\nUser-agent: otherbot\nUser-agent: peopledigest\nDisallow: /private\n"
    )
    assert read(text, "/harbour", "/private") == [True, False]
    assert read("User-agent: PeopleDigest/1.0\nDisallow: /\n\nUser-agent: *\nAllow: /", "/") == [False]


def test_rules_for_others_are_not_ours():
    assert read("User-agent: people\nUser-agent: *bot\nUser-agent:\nDisallow: /\n", "/") == [True]
    assert read("Disallow: /\n", "/") == [True]


def test_a_group_lasts_over_lines_that_are_no_rules_and_may_come_twice():
    text = "User-agent: *\nSitemap: /map.xml\nUser-agent: other\nDisallow: /a # a\n\nUser-agent: *\nDissalow: /b\n"
    assert read(text, "/a", "/b", "/c") == [False, False, True]


def test_the_whole_user_agent_does_for_the_product():
    assert not may_read(
        told("User-agent: peopledigest\nDisallow: /"), PAGE, agent="PeopleDigest/1.2 (+desk@example.org)"
    )


def test_what_is_no_address_may_not_be_read_where_there_are_rules():
    assert not may_read(told("User-agent: *\nDisallow: /a"), "http://[", agent=AGENT)


@pytest.mark.parametrize(
    ("line", "seconds"),
    [("2.5", 2.5), ("86400", 10), ("0", 0), ("-1", 0), ("inf", 0), ("nan", 0), ("soon", 0), ("1" * 400, 0)],
)
def test_a_delay_is_kept_within_reason(line: str, seconds: float):
    state = told(f"User-agent: *\nCrawl-delay: {line}\n")
    assert delay(state, agent=AGENT) == timedelta(seconds=seconds)


def test_a_host_that_was_not_asked_wants_no_delay():
    assert delay(None, agent=AGENT) == delay(HostState(host=HOST), agent=AGENT) == timedelta(0)


# How long it holds


def test_a_file_holds_for_a_day_and_then_is_asked_for_again():
    state = told("User-agent: *\nDisallow: /\n")
    assert asks_again(None, now=NOON)
    assert asks_again(HostState(host=HOST), now=NOON)
    assert not asks_again(state, now=NOON + 23 * HOUR)
    assert asks_again(state, now=NOON + DAY)
    assert asks_again(state, now=NOON - DAY)  # a clock that ran ahead


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_where_there_is_no_file_everything_may_be_read_for_a_day(status: int):
    state = told(status=status, state=told("User-agent: *\nDisallow: /\n"))
    assert may_read(state, PAGE, agent=AGENT)
    assert not asks_again(state, now=NOON + 23 * HOUR)


@pytest.mark.parametrize("status", [0, 429, 500, 503])
def test_where_there_is_no_answer_nothing_is_read_for_an_hour(status: int):
    state = told(status=status)
    assert not may_read(state, PAGE, agent=AGENT)
    assert not asks_again(state, now=NOON + 59 * timedelta(minutes=1))
    assert asks_again(state, now=NOON + HOUR)


def test_an_older_copy_is_believed_for_thirty_days_without_an_answer():
    state, now = told("User-agent: *\nDisallow: /private\n"), NOON
    while now < NOON + 30 * DAY:
        assert may_read(state, PAGE, agent=AGENT)
        assert not may_read(state, f"https://{HOST}/private", agent=AGENT)
        now += 5 * DAY
        state = told(status=0, state=state, now=now)
    assert not may_read(state, PAGE, agent=AGENT)


def test_a_body_that_broke_off_is_no_answer():
    broken = answer("User-agent: *\n", error=f"{HOST} broke off in the middle of the body", status=0)
    assert not may_read(after_robots(None, broken, host=HOST, now=NOON), PAGE, agent=AGENT)


def test_a_host_that_asks_to_be_left_alone_is_paused_by_that_too():
    state = after_robots(None, answer(status=429, retry_after=2 * HOUR), host=HOST, now=NOON)
    assert is_paused(state, now=NOON + HOUR)
    kept = after_robots(state, answer("User-agent: *"), host=HOST, now=NOON)
    assert kept.paused_until == state.paused_until


# What is no robots.txt


@pytest.mark.parametrize(
    "page", ["<!doctype html>\nUser-agent: *\nDisallow: /\n", "\ufeff \n<html><body>Not found"]
)
def test_a_web_page_in_its_place_allows_everything(page: str):
    state = told(page)
    assert state.robots == ""
    assert may_read(state, PAGE, agent=AGENT)
    assert not asks_again(state, now=NOON + HOUR)


def test_a_mark_of_byte_order_and_old_line_ends_do_not_hide_the_first_line():
    assert read("\ufeffUser-agent: *\r\nDisallow: /a\rDisallow: /b", "/a", "/b", "/c") == [False, False, True]


def test_what_is_kept_is_plain_text_of_a_bounded_size():
    state = told(b"User-agent: *\x00\nDisallow: /\xff\x1b[31m\n" + b"Disallow: /a\n" * 100_000)
    assert all(each.isprintable() for each in state.robots.split("\n"))
    assert len(state.robots) < robots.LARGEST + 100


def test_only_the_first_half_megabyte_counts():
    late = "User-agent: *\n" + "#" * 600 + "\n" * robots.LARGEST + "Disallow: /\n"
    assert read(late, "/") == [True]


@given(st.binary(max_size=300), st.text(max_size=60))
def test_whatever_a_file_holds_there_is_an_answer(body: bytes, path: str):
    state = told(b"User-agent: *\n" + body)
    assert may_read(state, f"https://{HOST}/{path}", agent=AGENT) in (True, False)
    assert timedelta(0) <= delay(state, agent=AGENT) <= robots.LONGEST_DELAY


@pytest.mark.parametrize(
    "hostile",
    [
        "User-agent: *\nDisallow: /" + "*a" * 300_000,
        "User-agent: *\n" + "Disallow: /*b\n" * 40_000,
        "User-agent: *\n" + "".join(f"Disallow: /a${number}\n" for number in range(40_000)),
        "".join(f"User-agent: a{number}\n" for number in range(15_000)) + "Disallow: /x\n" * 20_000,
        "User-agent: *\nDisallow: /\n" * 20_000,
        "x" * 600_000,
        "\n" * 600_000,
        "User-agent" + " " * 600_000,
    ],
    ids=["one long rule", "wildcards", "dollars", "agents by rules", "groups", "no colon", "lines", "spaces"],
)
def test_a_hostile_file_costs_little_memory_however_it_is_made(hostile: str):
    state = told(hostile)
    tracemalloc.start()
    try:
        may_read(state, f"https://{HOST}/{'a' * 2000}", agent=AGENT)
        assert tracemalloc.get_traced_memory()[1] < 32 * 2**20
    finally:
        tracemalloc.stop()


def test_a_rule_of_many_wildcards_counts_by_its_beginning():
    assert read("User-agent: *\nDisallow: /" + "*a" * 500 + "$\n", "/" + "a" * 20, "/a") == [False, True]


def test_a_host_whose_robots_txt_could_not_be_had_is_told_apart_from_one_that_keeps_its_pages():
    closed = told("User-agent: *\nDisallow: /")
    assert [robots.is_silent(each) for each in (None, told(status=500), closed)] == [False, True, False]
