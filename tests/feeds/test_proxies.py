from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from digest.config import Proxies
from digest.feeds.addresses import FetchError
from digest.feeds.proxies import proxy_complaint, proxy_for, read_proxy

PROXY = "http://proxy.example:3128"


def bypassed(url: str, *bypass: str) -> bool:
    return not proxy_for(URL(url), Proxies(http=PROXY, https=PROXY, bypass=bypass))


def test_each_scheme_has_its_own_proxy():
    proxies = Proxies(https=PROXY)
    assert proxy_for(URL("https://a.example/"), proxies) == PROXY
    assert proxy_for(URL("http://a.example/"), proxies) == ""
    assert proxy_for(URL("http://a.example/"), Proxies()) == ""


@pytest.mark.parametrize(
    ("url", "entry"),
    [
        ("https://a.example/", "*"),
        ("https://a.example/", "a.example"),
        ("https://A.Example./", " A.Example. "),
        ("https://www.a.example/", "a.example"),
        ("https://www.a.example/", ".a.example"),
        ("https://a.example/", ".a.example"),
        ("https://www.a.example/", "*.a.example"),
        ("https://a.example/", "example"),
        ("https://bücher.example/", "bücher.example"),
        ("https://a.example/", "a.example:443"),
        ("http://a.example:8080/", ".a.example:8080"),
        ("http://10.1.2.3/", "10.0.0.0/8"),
        ("http://10.1.2.3/", "10.1.2.0/8"),
        ("http://10.1.2.3:81/", "10.1.2.3"),
        ("http://10.1.2.3:81/", "10.1.2.3:81"),
        ("http://[fd00::1]/", "fd00::/8"),
        ("http://[::1]/", "::1"),
        ("http://[::1]:81/", "[::1]:81"),
    ],
)
def test_a_host_that_the_owner_excepts_is_reached_without_a_proxy(url: str, entry: str):
    assert bypassed(url, "other.example", entry)


@pytest.mark.parametrize(
    ("url", "entry"),
    [
        ("https://nota.example/", "a.example"),
        ("https://a.example.evil.example/", "a.example"),
        ("https://a.example/", "www.a.example"),
        ("https://a.example/", "a.example:80"),
        ("https://a.example/", ""),
        ("https://a.example/", "."),
        ("https://a.example/", "10.0.0.0/8"),
        ("http://11.0.0.1/", "10.0.0.0/8"),
        ("http://10.0.0.1/", "fd00::/8"),
        ("http://10.0.0.1:81/", "10.0.0.1:80"),
        ("http://10.0.0.1/", "0.0.1"),
        ("http://10.0.0.1/", "10.0.0.0/99"),
        ("https://a.example/", "a.example:99999999"),
        ("https://a.example/", "\ud800"),
    ],
)
def test_an_exception_means_no_more_than_it_says(url: str, entry: str):
    assert not bypassed(url, entry)


@given(st.text())
def test_no_exception_is_too_odd_to_be_read(entry: str):
    assert bypassed("https://a.example/", entry) in (True, False)
    assert bypassed("http://[::1]:81/", entry) in (True, False)


@pytest.mark.parametrize(
    ("text", "url", "name"),
    [
        ("http://proxy.example:3128", "http://proxy.example:3128", "the proxy proxy.example:3128"),
        ("https://proxy.example/", "https://proxy.example", "the proxy proxy.example:443"),
        ("proxy.example:3128", "http://proxy.example:3128", "the proxy proxy.example:3128"),
        ("http://10.0.0.1", "http://10.0.0.1", "the proxy 10.0.0.1:80"),
        ("http://[::1]:3128/", "http://[::1]:3128", "the proxy [::1]:3128"),
    ],
)
def test_a_proxys_address_is_read_with_or_without_its_scheme(text: str, url: str, name: str):
    proxy = read_proxy(text)
    assert (str(proxy.url), proxy.name, proxy.authorization) == (url, name, "")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("http://ada:s3cret@proxy.example:3128", "YWRhOnMzY3JldA=="),
        ("http://ada:p%40ss%3A@proxy.example:3128", "YWRhOnBAc3M6"),
        ("http://ada@proxy.example:3128", "YWRhOg=="),
        ("ada:s3cret@proxy.example:3128", "YWRhOnMzY3JldA=="),
    ],
)
def test_a_proxys_name_and_password_are_kept_apart_from_its_address(text: str, pair: str):
    proxy = read_proxy(text)
    assert proxy.authorization == f"Basic {pair}"
    assert str(proxy.url) == "http://proxy.example:3128"
    assert "ada" not in repr(proxy) + proxy.name
    assert pair not in repr(proxy)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "socks5://ada:s3cret@proxy.example:1080",
            "the proxy proxy.example:1080 cannot be used: only http:// and https:// ones can, and this is socks5://",
        ),
        ("socks5h://proxy.example", "the proxy proxy.example cannot be used"),
        ("http://ada:s3cret@proxy.example:99999", "the address of the proxy cannot be read; write it as http://HOST:PORT"),
        ("http://[::1", "cannot be read"),
        ("http://", "the address of the proxy cannot be read"),
        ("", "the address of the proxy cannot be read"),
    ],
)  # fmt: skip
def test_a_proxy_that_cannot_be_used_is_explained_without_its_password(text: str, sentence: str):
    with pytest.raises(FetchError) as refused:
        read_proxy(text)
    assert sentence in str(refused.value)
    assert "s3cret" not in str(refused.value)


@given(st.text())
def test_whatever_a_proxys_address_says_it_is_read_or_refused(text: str):
    for each in (text, f"http://{text}"):
        with suppress(FetchError):
            assert read_proxy(each).url.host


ASKS = (
    "the proxy p.example:80 asks for a name and password, or does not accept those it was given (status 407)"
)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (407, ASKS),
        (403, "the proxy p.example:80 does not let us through to a.example (status 403)"),
        (502, "the proxy p.example:80 cannot reach a.example (status 502)"),
        (504, "the proxy p.example:80 cannot reach a.example (status 504)"),
    ],
)
def test_what_a_proxy_refuses_is_told_as_its_own_word(status: int, sentence: str):
    assert proxy_complaint(read_proxy("p.example"), status, "a.example") == sentence
