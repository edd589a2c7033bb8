from __future__ import annotations

import pytest

from digest.feeds.addresses import FetchError
from digest.feeds.hops import Hop, first_hop, follow
from digest.model import Request


def a_hop(url: str = "https://a.example/feed", *steps: tuple[int, str]) -> Hop:
    hop = first_hop(Request(url=url, etag='"1"'), allow=(), seconds=30)
    for status, location in steps:
        hop = follow(hop, status, location, allow=(), redirects=5)
    return hop


def test_a_fetch_without_redirects_keeps_its_url_to_the_letter():
    assert a_hop("HTTPS://A.example/feed#x").result().url == "HTTPS://A.example/feed#x"


def test_a_redirect_may_be_relative_or_name_another_host():
    assert (
        a_hop("https://a.example/x/feed", (302, "../new?a=1#f")).result().url == "https://a.example/new?a=1"
    )
    assert (
        a_hop("https://a.example/feed", (302, " //b.example/feed ")).result().url == "https://b.example/feed"
    )


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((301,), True),
        ((308, 301), True),
        ((301, 302), False),
        ((307, 308), False),
        ((303,), False),
        ((), False),
    ],
)
def test_an_address_has_moved_when_every_redirect_was_permanent(statuses: tuple[int, ...], moved: bool):
    hop = a_hop("https://a.example/0", *((status, f"/{n}") for n, status in enumerate(statuses, 1)))
    assert hop.moved_to == (f"https://a.example/{len(statuses)}" if moved else "")


def test_validators_stay_with_the_host_that_gave_them():
    assert a_hop("http://a.example/feed", (301, "https://a.example/feed")).validated
    away = a_hop("https://a.example/feed", (302, "https://b.example/feed"))
    assert not away.validated
    assert not follow(away, 302, "https://a.example/other", allow=(), redirects=5).validated


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        ("", "a.example redirects without saying where to (status 302)"),
        ("http://[::1", "a.example redirects to an address that cannot be read"),
        ("file:///etc/passwd", "a.example redirects us, but only http: and https: addresses are visited"),
        ("javascript:alert(1)", "'javascript': is not fetched"),
        (
            "http://169.254.169.254/latest",
            "a.example redirects us, but address 169.254.169.254 is link-local",
        ),
        ("http://ada:pw@b.example/", "holds a user name or password"),
        ("/feed#again", "a.example redirects in a circle"),
    ],
)
def test_a_redirect_is_held_to_the_same_rules(location: str, sentence: str):
    with pytest.raises(FetchError) as refused:
        a_hop("https://a.example/feed", (302, location))
    assert sentence in str(refused.value)
    assert "pw" not in str(refused.value)


def test_there_is_an_end_to_redirects():
    five = [(302, f"/{n}") for n in range(5)]
    assert len(a_hop("https://a.example/feed", *five).passed) == 5
    with pytest.raises(FetchError, match=r"more than 5 redirects, the last one from a.example"):
        a_hop("https://a.example/feed", *five, (302, "/5"))


def test_a_request_that_breaks_a_rule_is_a_hop_that_is_refused_and_shows_no_password():
    hop = a_hop("https://ada:pw@a.example/feed?x=@")
    assert "user name or password" in hop.refused
    assert hop.result(error=hop.refused).url == "https://a.example/feed?x=@"
