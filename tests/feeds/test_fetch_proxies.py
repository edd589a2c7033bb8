"""The fetcher through a proxy on loopback, which leads wherever a test says, whatever address it is asked for."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest.config import Proxies
from digest.feeds.fetch import AiohttpFetcher, FetchLimits
from digest.model import Fetched, Request
from tests.feeds.servers import Answer, Server, forwarding, page, raw, redirect, serving, silent

PATIENT = FetchLimits(seconds=20.0)
HERE = Path(__file__).parent
PUBLIC = "8.8.8.8"  # an address that may be visited; the proxy is asked for it, and nobody dials it


def public(host: str) -> Sequence[str]:
    return [PUBLIC]


@contextmanager
def through_a_proxy(
    routes: dict[str, Answer], *, tls: ssl.SSLContext | None = None
) -> Iterator[tuple[Server, Server]]:
    """An outlet's server, and a proxy that leads there."""
    with serving(routes, tls=tls) as outlet, serving({}, otherwise=forwarding(outlet)) as proxy:
        yield outlet, proxy


def fetched_by(
    proxy: Server,
    *requests: str | Request,
    lookup: Callable[[str], Sequence[str]] = public,
    allow: Sequence[str] = (),
    secret: str = "",
    bypass: tuple[str, ...] = (),
    scheme: str = "http",
    limits: FetchLimits = PATIENT,
) -> list[Fetched]:
    address = f"{scheme}://{secret}127.0.0.1:{proxy.port}"
    proxies = Proxies(http=address, https=address, bypass=bypass)
    fetcher = AiohttpFetcher(limits, allow=allow, lookup=lookup, proxies=proxies)
    return list(fetcher.fetch(Request(url=each) if isinstance(each, str) else each for each in requests))


def outlet_tls(name: str = "outlet.pem") -> ssl.SSLContext:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(HERE / name)
    return tls


# ---- what the proxy is asked for


def test_a_plain_address_is_asked_of_the_proxy_at_the_checked_address_with_the_real_host():
    with through_a_proxy({"/feed?a=1": page()}) as (outlet, proxy):
        (fetched,) = fetched_by(proxy, "http://a.example/feed?a=1")
    assert (fetched.error, fetched.body, fetched.url) == ("", b"<rss/>", "http://a.example/feed?a=1")
    (asked,) = proxy.asked
    assert (asked.method, asked.path) == ("GET", f"http://{PUBLIC}/feed?a=1")
    assert asked.headers["host"] == outlet.asked[0].headers["host"] == "a.example"
    assert "proxy-authorization" not in asked.headers


def test_a_secure_address_is_a_tunnel_to_the_checked_address_in_which_the_real_name_is_meant():
    named: list[str] = []
    tls = outlet_tls()
    tls.sni_callback = lambda _, name, __: named.append(name)
    with through_a_proxy({"/feed": page()}, tls=tls) as (outlet, proxy):
        (fetched,) = fetched_by(proxy, "https://a.example/feed")
    assert [(each.method, each.path) for each in proxy.asked] == [("CONNECT", f"{PUBLIC}:443")]
    assert proxy.asked[0].headers["user-agent"] == PATIENT.user_agent
    assert named == ["a.example"]
    assert fetched.error.startswith("the certificate of a.example is not valid: self")
    assert fetched.error.endswith(f" (through the proxy 127.0.0.1:{proxy.port})")
    assert outlet.asked == []


TRUSTING = """
import sys
from digest.config import Proxies
from digest.feeds.fetch import AiohttpFetcher
from digest.model import Request
proxy, *urls = sys.argv[1:]
fetcher = AiohttpFetcher(lookup=lambda host: ["8.8.8.8"], proxies=Proxies(https=proxy))
for fetched in fetcher.fetch([Request(url=url, authorization="Bearer t0ken") for url in urls]):
    print(fetched.request.url, fetched.body.decode(), fetched.error)
"""


def test_a_tunnel_is_good_for_the_name_on_the_certificate_and_for_no_other():
    urls = ["https://a.example/feed", "https://a.example/again", "https://b.example/feed"]
    with through_a_proxy({"/feed": page(b"one"), "/again": page(b"two")}, tls=outlet_tls()) as (
        outlet,
        proxy,
    ):
        done = subprocess.run(
            [sys.executable, "-c", TRUSTING, f"http://ada:s3cret@127.0.0.1:{proxy.port}", *urls],
            env={**os.environ, "SSL_CERT_FILE": str(HERE / "outlet.pem")},
            capture_output=True,
            text=True,
        )
    told = sorted(done.stdout.splitlines())
    assert told[:2] == ["https://a.example/again two ", "https://a.example/feed one "], done.stderr
    assert "the certificate of b.example is not valid: " in told[2]
    assert "s3cret" not in done.stdout + done.stderr
    assert sorted(each.path for each in proxy.asked) == [f"{PUBLIC}:443"] * 2  # one connection a host
    assert {each.headers["proxy-authorization"] for each in proxy.asked} == {"Basic YWRhOnMzY3JldA=="}
    assert {each.headers.get("authorization") for each in proxy.asked} == {None}
    for asked in outlet.asked:
        assert (asked.headers["host"], asked.headers["authorization"]) == ("a.example", "Bearer t0ken")
        assert "proxy-authorization" not in asked.headers


def test_name_and_password_go_to_the_proxy_and_no_further():
    with through_a_proxy({"/feed": page()}) as (outlet, proxy):
        (fetched,) = fetched_by(proxy, "http://a.example/feed", secret="ada:s3cret@")
    assert not fetched.error
    assert proxy.asked[0].headers["proxy-authorization"] == "Basic YWRhOnMzY3JldA=="
    assert "proxy-authorization" not in outlet.asked[0].headers


def test_ports_and_ipv6_addresses_are_asked_for_as_they_are():
    with through_a_proxy({"/feed": page()}) as (_, proxy):
        fetched_by(proxy, "http://a.example:8080/feed", lookup=lambda host: ["2606:4700::1111", PUBLIC])
        fetched_by(proxy, "http://b.example/feed", lookup=lambda host: ["2606:4700::1111"])
        fetched_by(proxy, "http://[2606:4700::1111]/feed")
        soon = FetchLimits(seconds=0.5)  # the outlet speaks no TLS
        fetched_by(proxy, "https://c.example/feed", lookup=lambda host: ["2606:4700::1111"], limits=soon)
    assert [each.path for each in proxy.asked] == [
        f"http://{PUBLIC}:8080/feed",  # IPv4 first: nobody knows whether a proxy has IPv6
        "http://[2606:4700::1111]/feed",
        "http://[2606:4700::1111]/feed",
        "[2606:4700::1111]:443",
    ]
    assert proxy.asked[0].headers["host"] == "a.example:8080"


def test_hosts_at_one_address_are_visited_at_once_and_each_alone():
    with through_a_proxy({"/feed": page(), "/silent": silent}) as (_, proxy):
        limits = FetchLimits(seconds=1.0)
        silent_one, good = fetched_by(
            proxy, "http://a.example/silent", "http://b.example/feed", limits=limits
        )[::-1]
    assert good.body == b"<rss/>"
    assert silent_one.error == (
        f"a.example did not answer within 1 s (through the proxy 127.0.0.1:{proxy.port})"
    )


def test_hosts_that_the_owner_excepts_and_mapped_ones_go_without_the_proxy():
    with through_a_proxy({"/feed": page()}) as (outlet, proxy):
        url = outlet.url("/feed", host="intranet.example")
        (near,) = fetched_by(
            proxy, url, bypass=("intranet.example",), allow=["intranet.example"], lookup=lambda host: ["127.0.0.1"]
        )  # fmt: skip
        proxies = Proxies(http="http://127.0.0.1:1", https="http://127.0.0.1:1")
        mapped = {"a.example": ("127.0.0.1", outlet.port)}
        (sample,) = AiohttpFetcher(PATIENT, mapped=mapped, proxies=proxies).fetch(
            [Request(url="https://a.example/feed")]
        )
    assert near.body == sample.body == b"<rss/>"
    assert proxy.asked == []


# ---- the rules hold through a proxy


@pytest.mark.parametrize(
    ("url", "addresses", "sentence"),
    [
        (
            "http://inside.example/",
            ["127.0.0.1"],
            "inside.example is not visited: address 127.0.0.1 is loopback",
        ),
        (
            "https://inside.example/",
            ["10.0.0.1"],
            "inside.example is not visited: address 10.0.0.1 is private",
        ),
        ("http://169.254.169.254/latest", [], "address 169.254.169.254 is link-local"),
        ("http://2130706433/", [], "is an unusual way to write the address 127.0.0.1"),
    ],
)
def test_no_proxy_is_asked_for_a_private_address(url: str, addresses: list[str], sentence: str):
    with through_a_proxy({}) as (_, proxy):
        (fetched,) = fetched_by(proxy, url, lookup=lambda host: addresses)
    assert sentence in fetched.error
    assert proxy.asked == []


def test_a_name_that_changes_its_address_gains_nothing_with_a_proxy():
    answers = iter([[PUBLIC], ["127.0.0.1"], ["10.0.0.1", "9.9.9.9"]])
    with through_a_proxy({f"/{n}": page() for n in range(3)}) as (_, proxy):
        urls = [f"http://rebinding.example/{n}" for n in range(3)]
        first, second, third = fetched_by(proxy, *urls, lookup=lambda host: next(answers))
    assert (first.error, third.error) == ("", "")
    assert "address 127.0.0.1 is loopback" in second.error
    assert proxy.paths() == [f"http://{PUBLIC}/0", "http://9.9.9.9/2"]


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        ("http://10.0.0.1/", "a.example redirects us, but address 10.0.0.1 is private"),
        ("http://inside.example/", "inside.example is not visited: address 192.168.1.1 is private"),
        ("https://inside.example/", "inside.example is not visited: address 192.168.1.1 is private"),
        ("file:///etc/passwd", "only http: and https: addresses are visited"),
    ],
)
def test_a_redirect_through_a_proxy_is_held_to_the_same_rules(location: str, sentence: str):
    names = {"a.example": [PUBLIC], "inside.example": ["192.168.1.1"]}
    with through_a_proxy({"/feed": redirect(location)}) as (_, proxy):
        (fetched,) = fetched_by(proxy, "http://a.example/feed", lookup=names.__getitem__)
    assert sentence in fetched.error
    assert proxy.paths() == [f"http://{PUBLIC}/feed"]


def test_a_redirect_through_a_proxy_is_followed():
    routes = {"/feed": redirect("http://b.example/new", 301), "/new": page()}
    with through_a_proxy(routes) as (outlet, proxy):
        (fetched,) = fetched_by(proxy, "http://a.example/feed")
    assert (fetched.body, fetched.moved_to) == (b"<rss/>", "http://b.example/new")
    assert [each.headers["host"] for each in outlet.asked] == ["a.example", "b.example"]


def unknown(host: str) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_an_allowed_host_that_nobody_here_knows_is_left_to_the_proxy_by_name():
    with through_a_proxy({"/feed": page()}) as (_, proxy):
        (fetched,) = fetched_by(
            proxy, "http://intranet.example/feed", lookup=unknown, allow=["intranet.example"]
        )
    assert fetched.body == b"<rss/>"
    assert proxy.paths() == ["http://intranet.example/feed"]


def test_another_host_that_nobody_here_knows_is_not_asked_for():
    with through_a_proxy({}) as (_, proxy):
        (fetched,) = fetched_by(proxy, "http://a.example/feed", lookup=unknown)
    assert fetched.error == "the name a.example cannot be resolved; check its spelling, or the connection"
    assert proxy.asked == []


def test_a_feed_at_the_proxys_own_name_gets_nothing_of_what_the_proxy_may_have():
    with through_a_proxy({}) as (_, proxy):
        address = f"http://proxy.example:{proxy.port}"
        proxies = Proxies(http=address, https=address, bypass=("direct.example",))
        fetcher = AiohttpFetcher(PATIENT, lookup=lambda host: ["127.0.0.1"], proxies=proxies)
        (through,) = fetcher.fetch([Request(url=address)])
        fetcher = AiohttpFetcher(
            PATIENT, lookup=lambda host: ["127.0.0.1"], proxies=Proxies(http=address, bypass=("*",))
        )
        (straight,) = fetcher.fetch([Request(url=address)])
    assert "proxy.example is not visited: address 127.0.0.1 is loopback" in through.error
    assert "proxy.example is not visited: address 127.0.0.1 is loopback" in straight.error
    assert proxy.asked == []


def test_a_proxys_name_may_lead_to_a_private_address():
    names = {"proxy.example": ["127.0.0.1"], "a.example": [PUBLIC]}
    with through_a_proxy({"/feed": page()}) as (_, proxy):
        proxies = Proxies(http=f"proxy.example:{proxy.port}")
        fetcher = AiohttpFetcher(PATIENT, lookup=names.__getitem__, proxies=proxies)
        (fetched,) = fetcher.fetch([Request(url="http://a.example/feed")])
    assert fetched.body == b"<rss/>"


# ---- what goes wrong with the proxy itself


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_cannot_be_reached_is_told_as_such(scheme: str):
    proxies = Proxies(http="http://ada:s3cret@127.0.0.1:1", https="http://ada:s3cret@127.0.0.1:1")
    fetcher = AiohttpFetcher(PATIENT, lookup=public, proxies=proxies)
    (fetched,) = fetcher.fetch([Request(url=f"{scheme}://a.example/")])
    assert fetched.error == "no connection to the proxy 127.0.0.1:1 can be made: Connection refused"


def test_a_proxys_name_that_nobody_knows_is_told_as_such():
    def lookup(host: str) -> Sequence[str]:
        return public(host) if host == "a.example" else unknown(host)

    fetcher = AiohttpFetcher(
        PATIENT, lookup=lookup, proxies=Proxies(http="http://ada:s3cret@proxy.example:3128")
    )
    (fetched,) = fetcher.fetch([Request(url="http://a.example/")])
    assert fetched.error == "the name of the proxy, proxy.example, cannot be resolved; check its spelling"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (
            407,
            "the proxy {} asks for a name and password, or does not accept those it was given (status 407)",
        ),
        (502, "the proxy {} cannot reach a.example (status 502)"),
        (403, "the proxy {} does not let us through to a.example (status 403)"),
    ],
)
def test_a_tunnel_that_the_proxy_refuses_is_told_as_such(status: int, sentence: str):
    with serving({}, otherwise=page(b"no", status=status)) as proxy:
        (fetched,) = fetched_by(proxy, "https://a.example/", secret="ada:s3cret@")
    assert fetched.error == sentence.format(f"127.0.0.1:{proxy.port}")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (
            407,
            "the proxy {} asks for a name and password, or does not accept those it was given (status 407)",
        ),
        (502, "a.example cannot reach the server behind it (status 502) (through the proxy {})"),
        (404, "a.example has nothing at this address (status 404) (through the proxy {})"),
    ],
)
def test_a_plain_request_that_the_proxy_refuses_is_told_as_such(status: int, sentence: str):
    with serving({}, otherwise=page(b"no", status=status)) as proxy:
        (fetched,) = fetched_by(proxy, "http://a.example/", secret="ada:s3cret@")
    assert fetched.error == sentence.format(f"127.0.0.1:{proxy.port}")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (raw(b""), "a.example closed the connection without an answer (through the proxy {})"),
        (raw(b"SSH-2.0-OpenSSH\r\n\r\n"), "a.example does not answer in proper HTTP (through the proxy {})"),
        (silent, "a.example did not answer within 0.5 s (through the proxy {})"),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_odd_proxy_is_one_sentence(answer: Answer, sentence: str, scheme: str):
    with serving({}, otherwise=answer) as proxy:
        (fetched,) = fetched_by(proxy, f"{scheme}://a.example/", limits=FetchLimits(seconds=0.5))
    assert fetched.error == sentence.format(f"127.0.0.1:{proxy.port}")


def test_a_secure_proxy_shows_a_certificate_of_its_own():
    with serving({}, tls=outlet_tls("untrusted.pem")) as proxy:
        for url in ("http://a.example/", "https://a.example/"):
            (fetched,) = fetched_by(proxy, url, scheme="https")
            assert fetched.error.startswith(
                f"the certificate of the proxy 127.0.0.1:{proxy.port} is not valid: self"
            )
    assert proxy.asked == []


SECURE = """
import sys
from digest.config import Proxies
from digest.feeds.fetch import AiohttpFetcher
from digest.model import Request
fetcher = AiohttpFetcher(lookup=lambda host: [{"a.example": "8.8.8.8"}[host]], proxies=Proxies(https=sys.argv[1]))
for fetched in fetcher.fetch([Request(url="https://a.example/feed")]):
    print(fetched.body.decode(), fetched.error)
"""


def test_a_secure_proxy_carries_a_tunnel_too(tmp_path: Path):
    trusted = tmp_path / "trusted.pem"
    trusted.write_bytes((HERE / "outlet.pem").read_bytes() + (HERE / "untrusted.pem").read_bytes())
    with (
        serving({"/feed": page()}, tls=outlet_tls()) as outlet,
        serving({}, tls=outlet_tls("untrusted.pem"), otherwise=forwarding(outlet)) as proxy,
    ):
        done = subprocess.run(
            [sys.executable, "-c", SECURE, f"https://127.0.0.1:{proxy.port}"],
            env={**os.environ, "SSL_CERT_FILE": str(trusted)},
            capture_output=True,
            text=True,
        )
    assert (done.stdout, done.stderr) == ("<rss/> \n", "")


def test_a_proxy_that_is_none_of_ours_is_one_sentence():
    fetcher = AiohttpFetcher(lookup=public, proxies=Proxies(https="socks5://ada:s3cret@127.0.0.1:1080"))
    (fetched,) = fetcher.fetch([Request(url="https://a.example/")])
    assert fetched.error == (
        "the proxy 127.0.0.1:1080 cannot be used: only http:// and https:// ones can, and this is socks5://"
    )
