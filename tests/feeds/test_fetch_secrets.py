"""Secrets of private feeds: where they go, and above all where not."""

from __future__ import annotations

import pytest

from digest.feeds.fetch import AiohttpFetcher, FetchLimits
from digest.feeds.hops import first_hop, follow
from digest.model import Fetched, Request
from tests.feeds.servers import Answer, Server, page, redirect, serving

PATIENT = FetchLimits(seconds=20.0)
SECRET = "Bearer t0ken"


def private(url: str, secret: str = SECRET) -> Request:
    return Request(url=url, authorization=secret)


def fetched_from(server: Server, request: Request) -> Fetched:
    mapped = dict.fromkeys(("a.example", "b.example"), ("127.0.0.1", server.port))
    (fetched,) = AiohttpFetcher(PATIENT, mapped=mapped).fetch([request])
    return fetched


def secrets_sent(routes: dict[str, Answer], url: str = "https://a.example/feed") -> list[str]:
    """What each request carried, in the order of asking."""
    with serving(routes) as server:
        fetched_from(server, private(url))
    return [each.headers.get("authorization", "") for each in server.asked]


def test_a_secret_goes_out_with_its_request():
    assert secrets_sent({"/feed": page()}) == [SECRET]


def test_a_secret_stays_with_its_origin_on_a_redirect():
    assert secrets_sent({"/feed": redirect("/new"), "/new": page()}) == [SECRET, SECRET]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://b.example/away", "http://a.example/away", "https://a.example:8443/away", "https://www.a.example/away"],
)  # fmt: skip
def test_a_secret_is_dropped_on_the_way_to_another_origin_and_not_picked_up_again(elsewhere: str):
    hop = first_hop(private("https://a.example/feed"), allow=(), seconds=30)
    away = follow(hop, 302, elsewhere, allow=(), redirects=5)
    back = follow(away, 302, "https://a.example/again", allow=(), redirects=5)
    assert [each.fields().get("Authorization") for each in (hop, away, back)] == [SECRET, None, None]


def test_a_secret_is_not_sent_to_another_host_nor_after_coming_back():
    routes = {
        "/feed": redirect("https://b.example/away"),
        "/away": redirect("https://a.example/back"),
        "/back": page(),
    }
    assert secrets_sent(routes) == [SECRET, "", ""]


def test_the_usual_port_may_be_written_out():
    hop = first_hop(private("https://a.example/feed"), allow=(), seconds=30)
    assert follow(hop, 302, "https://A.example.:443/new", allow=(), redirects=5).authorization == SECRET


def test_a_secret_does_not_travel_in_the_clear():
    fetcher = AiohttpFetcher(PATIENT, lookup=lambda host: pytest.fail("nothing was to be asked"))
    (fetched,) = fetcher.fetch([private("http://a.example/feed")])
    assert fetched.error == (
        "the secret for a.example would travel in the clear, so it was not sent; write its address with https:"
    )


def test_a_secret_may_go_to_an_allowed_host_by_plain_http():
    with serving({"/feed": page()}) as server:
        fetcher = AiohttpFetcher(PATIENT, allow=["intranet.example"], lookup=lambda host: ["127.0.0.1"])
        (fetched,) = fetcher.fetch([private(server.url("/feed", host="intranet.example"))])
    assert not fetched.error
    assert server.asked[0].headers["authorization"] == SECRET


@pytest.mark.parametrize("secret", ["Bearer t0ken\r\nX-Evil: 1", "Bearer t0k\u00e9n", "\0"])
def test_a_secret_that_cannot_be_sent_is_not_and_not_repeated(secret: str):
    with serving({"/feed": page()}) as server:
        fetched = fetched_from(server, private("https://a.example/feed", secret))
    assert fetched.error == (
        "the secret for a.example holds characters that cannot be sent; check how it is written"
    )
    assert server.asked == []


@pytest.mark.parametrize("status", [401, 403])
def test_a_secret_that_is_not_accepted_is_told_as_such(status: int):
    with serving({"/feed": page(b"no", status=status)}) as server:
        fetched = fetched_from(server, private("https://a.example/feed"))
    assert fetched.error == (
        f"a.example does not accept the name and password, or the token, given for it (status {status})"
    )
    assert fetched.status == status


def test_a_redirect_that_lost_the_secret_only_asks_for_a_password():
    routes = {"/feed": redirect("https://b.example/new"), "/new": page(b"no", status=401)}
    with serving(routes) as server:
        fetched = fetched_from(server, private("https://a.example/feed"))
    assert fetched.error == "b.example asks for a password (status 401)"


def test_a_secret_is_never_shown():
    with serving({"/feed": page(b"no", status=401)}) as server:
        fetched = fetched_from(server, private("https://a.example/feed"))
    hop = first_hop(private("http://a.example/feed"), allow=(), seconds=30)
    assert "t0ken" not in repr(fetched) + repr(hop) + hop.refused
