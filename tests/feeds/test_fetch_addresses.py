from __future__ import annotations

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.feeds.addresses import FetchError, dialable, forbidden, host_key, visitable


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("10.0.0.1", "private"),
        ("172.31.255.1", "private"),
        ("192.168.1.1", "private"),
        ("169.254.169.254", "link-local"),
        ("100.64.0.1", "shared (carrier-grade NAT)"),
        ("100.127.255.255", "shared (carrier-grade NAT)"),
        ("0.0.0.0", "unspecified"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "private"),
        ("240.0.0.1", "private"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fd00:ec2::254", "private"),
        ("fec0::1", "private"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "private"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:10.0.0.1", "private"),
        ("::127.0.0.1", "loopback"),
        ("64:ff9b::a00:1", "private"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b:1::7f00:1", "the end of a tunnel"),
        ("2002:7f00:1::", "the end of a tunnel"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "the end of a tunnel"),
        ("localhost", "no IP address"),
        ("", "no IP address"),
    ],
)
def test_an_address_that_is_not_public_is_forbidden_and_says_why(address: str, kind: str):
    assert forbidden(address) == kind


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "100.63.255.255", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_a_public_address_may_be_visited_also_inside_an_ipv6_one(address: str):
    assert forbidden(address) == ""


@given(st.integers(0, 2**32 - 1))
def test_an_address_inside_another_is_judged_as_itself(number: int):
    plain = forbidden(str(IPv4Address(number)))
    assert forbidden(str(IPv6Address((0xFFFF << 32) | number))) == plain
    assert forbidden(str(IPv6Address((0x64FF9B << 96) | number))) == plain


@given(st.integers(0, 2**128 - 1))
def test_every_address_gets_an_answer(number: int):
    assert isinstance(forbidden(str(IPv6Address(number))), str)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://2130706433/", "'2130706433' is an unusual way to write the address 127.0.0.1; write that"),
        ("http://0x7f.1/", "'0x7f.1' is an unusual way to write the address 127.0.0.1; write that"),
        ("http://0177.0.0.1/", "'0177.0.0.1' is an unusual way to write the address 127.0.0.1; write that"),
        ("http://127.1/", "'127.1' is an unusual way to write the address 127.0.0.1; write that"),
        ("http://1.2.3.256/", "'1.2.3.256' is not a valid IP address"),
        ("http://[fe80::1%25eth0]/", "'fe80::1%25eth0' is not a valid IP address"),
        (
            "http://127.0.0.1./",
            "address 127.0.0.1 is loopback; name the host under network: allow: to visit it",
        ),
        (
            "http://１２７.0.0.1/",
            "address 127.0.0.1 is loopback; name the host under network: allow: to visit it",
        ),
        ("http://[::ffff:10.1.2.3]/", "name the host under network: allow:"),
        (
            "http://10.0.0.1/feed",
            "address 10.0.0.1 is private; name the host under network: allow: to visit it",
        ),
        ("ftp://a.example/", "only http: and https: addresses are visited; 'ftp': is not fetched"),
        ("file:///etc/passwd", "only http: and https: addresses are visited; 'file': is not fetched"),
        ("javascript:alert(1)", "'javascript': is not fetched"),
        ("feed.xml", "only http: and https: addresses are visited; it has no scheme"),
        ("//a.example/feed", "it has no scheme"),
        ("", "it has no scheme"),
        ("http://", "the host name '' is not valid; check its spelling"),
        ("http:///feed", "the host name '' is not valid"),
        ("http://a b.example/", "the host name 'a b.example' is not valid"),
        ("http://a\0b.example/", "is not valid"),
        ("http://a..example/", "is not valid"),
        ("http://-a.example/", "is not valid"),
        ("http://%31%32%37.0.0.x/", "is not valid"),
        ("http://" + "a" * 300 + ".example/", "is not valid"),
        ("http://" + "ab." * 100 + "example/", "is not valid"),
        ("http://\ud800.example/", "cannot be read as a URL"),
        ("http://a.example:99999/", "cannot be read as a URL"),
        ("http://[::1", "cannot be read as a URL"),
        ("http://a.example\\@10.0.0.1/", "cannot be read as a URL"),
    ],
)
def test_a_url_that_may_not_be_visited_is_explained_in_a_sentence(url: str, sentence: str):
    with pytest.raises(FetchError) as refused:
        visitable(url, allow=())
    assert sentence in str(refused.value)


@pytest.mark.parametrize("url", ["https://ada:s3cret@a.example/", "https://:s3cret@a.example/"])
def test_a_password_in_a_url_is_refused_and_not_repeated(url: str):
    with pytest.raises(FetchError) as refused:
        visitable(url, allow=())
    assert str(refused.value) == "the address at 'a.example' holds a user name or password; write it without"


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://a.example/feed#top", "https://a.example/feed"),
        (" http://A.Example./feed ", "http://a.example./feed"),
        ("http://bücher.example/ä?ö=1", "http://xn--bcher-kva.example/%C3%A4?%C3%B6=1"),
        ("https://a_b.example:8443/", "https://a_b.example:8443/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_an_ordinary_url_is_asked_as_it_stands_without_its_fragment(url: str, asked: str):
    assert str(visitable(url, allow=())) == asked


def test_an_allowed_host_may_have_a_private_address():
    assert visitable("http://10.0.0.1/", allow={"10.0.0.1"}).host == "10.0.0.1"
    assert dialable(["10.0.0.1"], host="intranet.example", allow={"intranet.example"}) == ["10.0.0.1"]


@given(st.text())
def test_whatever_a_url_says_it_is_visited_or_refused(text: str):
    for url in (text, f"http://{text}", f"http://a.example/{text}"):
        with suppress(FetchError):
            assert visitable(url, allow=()).scheme in ("http", "https")


def test_only_the_public_addresses_of_a_name_are_dialled():
    assert dialable(["10.0.0.1", "8.8.8.8"], host="a.example", allow=()) == ["8.8.8.8"]


def test_a_name_with_private_addresses_alone_is_refused_with_the_way_out():
    with pytest.raises(
        FetchError, match=r"a.example is not visited: address 10.0.0.1 is private; name the host under"
    ):
        dialable(["10.0.0.1"], host="a.example", allow={"b.example"})


def test_a_name_without_any_address_is_refused():
    with pytest.raises(FetchError, match=r"there is no address for a.example"):
        dialable([], host="a.example", allow=())


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("Intranet.Example.", "intranet.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("[::1]", "::1"),
    ],
)
def test_hosts_are_compared_in_one_spelling(host: str, key: str):
    assert host_key(host) == key


def test_a_host_name_that_is_none_is_refused():
    with pytest.raises(FetchError, match="is not valid"):
        host_key("a.example/\ud800é")
