"""The fetcher against servers on loopback, honest and hostile. Hosts are names that only the test knows."""

from __future__ import annotations

import socket
import ssl
import threading
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Event
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import __version__
from digest.feeds.fetch import AiohttpFetcher, FetchLimits, user_agent
from digest.feeds.names import addresses_of
from digest.model import Fetched, Request
from tests.feeds.servers import (
    Answer,
    Server,
    Wire,
    bomb,
    dripping,
    encoded,
    endless,
    endless_head,
    packed,
    page,
    raw,
    redirect,
    serving,
    silent,
    stalled,
)

SOON = FetchLimits(seconds=0.5)
PATIENT = FetchLimits(seconds=20.0)
MIB = 2**20


def mapped(server: Server, *hosts: str) -> dict[str, tuple[str, int]]:
    return dict.fromkeys(hosts or ("a.example", "b.example", "c.example"), ("127.0.0.1", server.port))


def fetch_all(
    requests: Sequence[str | Request], server: Server, limits: FetchLimits = PATIENT
) -> dict[str, Fetched]:
    """Results by the requests' URLs; every request has exactly one."""
    asked = [Request(url=each) if isinstance(each, str) else each for each in requests]
    results = list(AiohttpFetcher(limits, mapped=mapped(server)).fetch(asked))
    assert sorted(each.request.url for each in results) == sorted(each.url for each in asked)
    return {each.request.url: each for each in results}


def fetch_one(request: str | Request, server: Server, limits: FetchLimits = PATIENT) -> Fetched:
    (result,) = fetch_all([request], server, limits).values()
    return result


def answered(answer: Answer, limits: FetchLimits = PATIENT) -> Fetched:
    """What comes of https://a.example/feed with this answer."""
    with serving({"/feed": answer}) as server:
        return fetch_one("https://a.example/feed", server, limits)


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    yield
    assert not [each for each in threading.enumerate() if each.name == "fetch"]


# ---- what an answer gives


def test_a_feed_comes_with_its_body_and_what_its_header_says():
    fetched = answered(
        page(
            b"<rss/>",
            content_type="application/rss+xml; charset=utf-8",
            etag='W/"7"',
            last_modified="Tue, 12 May 2026 11:00:00 GMT",
            cache_control="public, max-age=600",
            age="100",
        )
    )
    assert fetched == Fetched(
        request=Request(url="https://a.example/feed"),
        url="https://a.example/feed",
        status=200,
        body=b"<rss/>",
        content_type="application/rss+xml; charset=utf-8",
        etag='W/"7"',
        last_modified="Tue, 12 May 2026 11:00:00 GMT",
        max_age=timedelta(seconds=500),
    )


def test_validators_are_sent_and_an_unchanged_feed_says_so():
    known = Request(url="https://a.example/feed", etag='"7"', last_modified="Tue, 12 May 2026 11:00:00 GMT")
    with serving({"/feed": page(b"", status=304, etag='"7"')}) as server:
        fetched = fetch_one(known, server)
    assert fetched.not_modified
    assert (fetched.error, fetched.body, fetched.etag) == ("", b"", '"7"')
    assert server.asked[0].headers["if-none-match"] == '"7"'
    assert server.asked[0].headers["if-modified-since"] == "Tue, 12 May 2026 11:00:00 GMT"


def test_unchanged_without_having_been_asked_is_an_error():
    assert answered(page(b"", status=304)).error == (
        "a.example says that nothing changed, but was not asked (status 304)"
    )


def test_a_validator_that_cannot_be_sent_is_left_out():
    with serving({"/feed": page()}) as server:
        assert not fetch_one(Request(url="https://a.example/feed", etag='"a"\r\nX-Evil: 1'), server).error
    assert "if-none-match" not in server.asked[0].headers
    assert "x-evil" not in server.asked[0].headers


def test_we_say_who_we_are_and_what_we_read_and_keep_no_cookies():
    limits = FetchLimits(user_agent=user_agent("https://digest.example/about\r\nX-Evil: 1"))
    routes = {"/feed": page(set_cookie="a=1; Path=/"), "/again": page()}
    with serving(routes) as server:
        fetch_all(["https://a.example/feed", "https://a.example/again"], server, limits)
    for asked in server.asked:
        assert (
            asked.headers["user-agent"]
            == f"PeopleDigest/{__version__} (+https://digest.example/about??X-Evil: 1)"
        )
        assert "application/atom+xml" in asked.headers["accept"]
        assert asked.headers["accept-encoding"] == "gzip, deflate, br"
        assert "cookie" not in asked.headers
        assert "x-evil" not in asked.headers
    assert user_agent() == FetchLimits().user_agent == f"PeopleDigest/{__version__}"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_compressed_body_is_given_decompressed(encoding: str):
    text = b"<rss>" + b"The tram is late. " * 1000 + b"</rss>"
    assert answered(encoded(packed(text, encoding), encoding)).body == text


def test_a_body_in_chunks_is_given_whole():
    chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<rss\r\n2\r\n/>\r\n0\r\n\r\n"
    assert answered(raw(chunks)).body == b"<rss/>"


def test_an_answer_that_asks_for_a_pause_says_how_long():
    fetched = answered(page(b"", status=503, retry_after="120"))
    assert (fetched.status, fetched.retry_after) == (503, timedelta(minutes=2))
    assert fetched.error == "a.example is not available now (status 503)"


def test_a_feed_that_is_gone_says_so():
    fetched = answered(page(b"gone", status=410))
    assert (fetched.status, fetched.body) == (410, b"")
    assert fetched.error == "a.example says this is gone for good (status 410)"


# ---- redirects


def test_a_redirect_is_followed_and_the_result_names_where_it_ended():
    routes = {"/feed": redirect("https://b.example/new", 302), "/new": page()}
    with serving(routes) as server:
        fetched = fetch_one("https://a.example/feed", server)
    assert (fetched.url, fetched.moved_to, fetched.body) == ("https://b.example/new", "", b"<rss/>")
    assert [each.headers["host"] for each in server.asked] == ["a.example", "b.example"]


def test_a_request_that_stays_with_its_host_says_where_it_is_led_and_asks_nobody_else():
    routes = {"/feed": redirect("/here"), "/here": redirect("https://b.example/new"), "/new": page()}
    with serving(routes) as server:
        fetched = fetch_one(Request(url="https://a.example/feed", stays=True), server)
    assert (fetched.leads_to, fetched.status) == ("https://b.example/new", 302)
    assert fetched.error == "a.example leads to b.example"
    assert [each.headers["host"] for each in server.asked] == ["a.example", "a.example"]


def test_a_request_that_stays_with_its_host_is_not_led_to_where_nobody_should_go():
    with serving({"/feed": redirect("http://10.0.0.1/")}) as server:
        fetched = fetch_one(Request(url="https://a.example/feed", stays=True), server)
    assert fetched.leads_to == ""
    assert "10.0.0.1 is private" in fetched.error


def test_a_feed_that_moved_for_good_says_where_to():
    routes = {"/feed": redirect("/new", 301), "/new": redirect("/newer", 308), "/newer": page()}
    with serving(routes) as server:
        assert fetch_one("https://a.example/feed", server).moved_to == "https://a.example/newer"


def test_an_address_that_moved_to_nothing_has_not_moved():
    with serving({"/feed": redirect("/new", 301)}) as server:
        fetched = fetch_one("https://a.example/feed", server)
    assert (fetched.moved_to, fetched.status) == ("", 404)


def test_validators_are_not_sent_to_another_host():
    routes = {"/feed": redirect("/near"), "/near": redirect("https://b.example/far"), "/far": page()}
    with serving(routes) as server:
        fetch_one(Request(url="https://a.example/feed", etag='"7"'), server)
    assert ["if-none-match" in each.headers for each in server.asked] == [True, True, False]


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        ("/feed", "a.example redirects in a circle"),
        ("file:///etc/passwd", "a.example redirects us, but only http: and https: addresses are visited"),
        (
            "http://10.0.0.1/",
            "a.example redirects us, but address 10.0.0.1 is private; name the host under network:",
        ),
        ("http://127.0.0.1/", "address 127.0.0.1 is loopback"),
        ("http://2130706433/", "is an unusual way to write the address 127.0.0.1"),
        ("http://0x7f000001/", "is an unusual way to write the address 127.0.0.1"),
        ("http://0177.0.0.1/", "is an unusual way to write the address 127.0.0.1"),
        ("http://017700000001/", "is an unusual way to write the address 127.0.0.1"),
        ("http://127.1/", "is an unusual way to write the address 127.0.0.1"),
        ("http://[::1]/", "address ::1 is loopback"),
        ("http://[::ffff:a00:1]/", "is private"),
        ("http://[::ffff:127.0.0.1]/", "is loopback"),
        ("http://169.254.169.254/latest/meta-data/", "address 169.254.169.254 is link-local"),
        ("http://[fe80::1]/", "address fe80::1 is link-local"),
        ("http://100.64.0.1/", "address 100.64.0.1 is shared (carrier-grade NAT)"),
        ("http://0.0.0.0/", "address 0.0.0.0 is unspecified"),
        ("http://[64:ff9b::7f00:1]/", "is loopback"),
        ("gopher://b.example/", "only http: and https: addresses are visited"),
        ("data:text/xml,<rss/>", "only http: and https: addresses are visited"),
        ("javascript:alert(1)", "only http: and https: addresses are visited"),
        (
            "https://ada:pw@b.example/",
            "a.example redirects us, but the address at 'b.example' holds a user name",
        ),
        ("http://a\udce9.example/", "a.example redirects"),
    ],
)
def test_a_redirect_to_where_nobody_should_go_is_not_followed(location: str, sentence: str):
    answer = raw(
        b"HTTP/1.1 302 Found\r\nLocation: " + location.encode("utf-8", "surrogateescape") + b"\r\n\r\n"
    )
    fetched = answered(answer)
    assert sentence in fetched.error
    assert fetched.url == "https://a.example/feed"
    assert "pw" not in fetched.error


def test_a_rule_broken_at_a_later_hop_is_broken_too():
    routes = {
        "/feed": redirect("/near"),
        "/near": redirect("https://b.example/far"),
        "/far": redirect("http://10.0.0.1/"),
    }
    with serving(routes) as server:
        fetched = fetch_one("https://a.example/feed", server)
    assert "b.example redirects us, but address 10.0.0.1 is private" in fetched.error
    assert fetched.url == "https://b.example/far"
    assert len(server.asked) == 3


def test_a_circle_of_several_hosts_is_seen():
    routes = {
        "/1": redirect("https://b.example/2"),
        "/2": redirect("https://c.example/3"),
        "/3": redirect("https://a.example/1"),
    }
    with serving(routes) as server:
        assert fetch_one("https://a.example/1", server).error == "c.example redirects in a circle"
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "location",
    [b"/new\rX-Evil: 1", b"/new%0d%0aX-Evil:%201", b"/new\x00", b"/new\tX-Evil: 1", b"https://b.example\r.evil.example/"],
)  # fmt: skip
def test_a_location_cannot_bring_header_fields_into_the_next_request(location: bytes):
    answer = raw(b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n")
    with serving({"/feed": answer}) as server:
        fetched = fetch_one("https://a.example/feed", server)
    assert fetched.error
    assert all("x-evil" not in each.headers for each in server.asked)
    assert {each.headers["host"] for each in server.asked} <= {"a.example", "b.example"}


def test_redirects_come_to_an_end():
    routes = {f"/{n}": redirect(f"/{n + 1}") for n in range(10)}
    with serving(routes) as server:
        fetched = fetch_one("https://a.example/0", server)
    assert fetched.error == "more than 5 redirects, the last one from a.example"
    assert len(server.asked) == 6


def test_redirects_share_one_time_limit():
    with serving({"/feed": redirect("/slow"), "/slow": silent}) as server:
        assert (
            fetch_one("https://a.example/feed", server, SOON).error == "a.example did not answer within 0.5 s"
        )


# ---- addresses


def looked_up(
    server: Server, answers: Mapping[str, Sequence[str]], *, allow: Sequence[str] = ()
) -> AiohttpFetcher:
    return AiohttpFetcher(PATIENT, allow=allow, mapped=mapped(server), lookup=lambda host: answers[host])


def test_a_name_that_leads_to_a_private_address_is_not_visited():
    with serving({"/feed": page()}) as server:
        fetcher = looked_up(server, {"inside.example": ["127.0.0.1"]})
        (fetched,) = fetcher.fetch([Request(url=server.url("/feed", host="inside.example"))])
    assert fetched.error == (
        "inside.example is not visited: address 127.0.0.1 is loopback; name the host under network: allow: to visit it"
    )
    assert server.asked == []


def test_a_redirect_to_a_name_that_leads_inside_is_not_followed():
    with serving({}) as server:
        server.routes = {"/feed": redirect(server.url("/secret", host="inside.example"))}
        fetcher = looked_up(server, {"inside.example": ["127.0.0.1", "::1"]})
        (fetched,) = fetcher.fetch([Request(url="https://a.example/feed")])
    assert "inside.example is not visited: address 127.0.0.1 is loopback" in fetched.error
    assert server.paths() == ["/feed"]


def test_a_name_that_changes_its_address_is_checked_at_every_dialling():
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"]])
    with serving({"/feed": page()}) as server:
        fetcher = AiohttpFetcher(PATIENT, lookup=lambda host: next(answers))
        urls = [server.url(f"/feed?{n}", host="rebinding.example") for n in range(3)]
        errors = [each.error for each in fetcher.fetch(Request(url=url) for url in urls)]
    assert [
        word
        for error, word in zip(errors, ["loopback", "private", "link-local"], strict=True)
        if word in error
    ]
    assert server.asked == []


def test_an_allowed_name_is_dialled_at_the_address_that_was_looked_up():
    with serving({"/feed": page()}) as server:
        fetcher = looked_up(server, {"intranet.example": ["127.0.0.1"]}, allow=["Intranet.Example."])
        (fetched,) = fetcher.fetch([Request(url=server.url("/feed", host="intranet.example"))])
    assert fetched.body == b"<rss/>"


def test_an_allowed_address_may_be_written_in_the_url():
    with serving({"/feed": page()}) as server:
        (fetched,) = AiohttpFetcher(PATIENT, allow=["127.0.0.1"]).fetch([Request(url=server.url("/feed"))])
    assert fetched.body == b"<rss/>"


def test_an_ipv6_address_is_dialled_as_one():
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    fetcher = AiohttpFetcher(PATIENT, allow=["a.example"], lookup=lambda host: ["::1"])
    (fetched,) = fetcher.fetch([Request(url="http://a.example:1/")])
    assert fetched.error.startswith("no connection to a.example can be made: ")


def test_a_name_nobody_knows_is_explained():
    def unknown(host: str) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    (fetched,) = AiohttpFetcher(PATIENT, lookup=unknown).fetch([Request(url="https://nowhere.example/")])
    assert (
        fetched.error == "the name nowhere.example cannot be resolved; check its spelling, or the connection"
    )


def test_this_machine_knows_itself():
    assert "127.0.0.1" in addresses_of("127.0.0.1")


@pytest.mark.parametrize(
    "url",
    ["", "feed.xml", "http://[::1", "http://\0/", "http://" + "a" * 300, "ftp://a.example/", "http://xn--a/",
     "http://\ud800/", "http://a.example:0/", "https://ada:pw@a.example/", "http://...", "http://é" * 99],
)  # fmt: skip
def test_an_address_that_is_none_is_a_result_with_a_sentence(url: str):
    def unknown(host: str) -> Sequence[str]:
        raise OSError

    (fetched,) = AiohttpFetcher(SOON, lookup=unknown).fetch([Request(url=url)])
    assert fetched.error
    assert fetched.status == 0
    assert "pw" not in fetched.error + fetched.url


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert answered(page()).body == b"<rss/>"


def test_a_mapped_host_keeps_its_public_name_and_port_everywhere():
    with serving({"/feed": page()}) as server:
        fetched = fetch_one("https://b.example:8443/feed", server)
    assert (fetched.url, server.asked[0].headers["host"]) == ("https://b.example:8443/feed", "b.example:8443")


# ---- hostile servers


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (silent, "a.example did not answer within 0.5 s"),
        (stalled, "a.example had not finished sending within 0.5 s"),
        (dripping, "a.example had not finished sending within 0.5 s"),
    ],
)
def test_waiting_has_an_end(answer: Answer, sentence: str):
    assert answered(answer, SOON).error == sentence


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (endless, "the answer is larger than 10 MiB"),
        (endless_head, "a.example does not answer in proper HTTP"),
        (encoded(bomb("gzip"), "gzip"), "the answer is larger than 10 MiB"),
        (encoded(bomb("deflate"), "deflate"), "the answer is larger than 10 MiB"),
        (encoded(bomb("br"), "br"), "the answer is larger than 10 MiB"),
        (encoded(b"<rss/>", "gzip"), "the compressed body is damaged; it may be whole at the next visit"),
        (encoded(b"<rss/>", "zstd"), "the body is compressed in a way we did not ask for ('zstd')"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<rss"), "a.example broke off in the middle of the body"),
        (raw(b"HTTP/1.1 302 Found\r\n\r\n"), "a.example redirects without saying where to (status 302)"),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n"), "a.example does not answer in proper HTTP"),
        (raw(b"SSH-2.0-OpenSSH\r\n\r\n"), "a.example does not answer in proper HTTP"),
        (raw(b"<rss version='0.9'><channel/></rss>\r\n\r\n"), "a.example does not answer in proper HTTP"),
        (encoded(packed(packed(b"<rss/>", "gzip"), "gzip"), "gzip, gzip"),
         "the body is compressed in a way we did not ask for ('gzip, gzip')"),
        (encoded(packed(bomb("gzip"), "br"), "gzip, br"),
         "the body is compressed in a way we did not ask for ('gzip, br')"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n<rss/>\r\n0\r\n\r\n"),
         "a.example does not answer in proper HTTP"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n<rss/>"),
         "a.example does not answer in proper HTTP"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<rss/>"),
         "a.example broke off in the middle of the body"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<rss/>"), "a.example does not answer in proper HTTP"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n<rss/>"),
         "a.example does not answer in proper HTTP"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n<rss/>"),
         "a.example broke off in the middle of the body"),
        (raw(b"HTTP/1.1 999999 Odd\r\n\r\n"), "a.example does not answer in proper HTTP"),
        (raw(b""), "a.example closed the connection without an answer"),
        (page(b"", status=600), "a.example gives an answer we cannot use (status 600)"),
    ],
)  # fmt: skip
def test_a_hostile_answer_is_one_sentence(answer: Answer, sentence: str):
    assert answered(answer).error == sentence


def test_a_body_longer_than_it_claims_is_cut_where_it_claims_to_end():
    lying = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>HTTP/1.1 200 OK\r\n\r\n<evil/>")
    with serving({"/feed": lying, "/next": page(b"next")}) as server:
        results = fetch_all(["https://a.example/feed", "https://a.example/next"], server)
    assert [each.body for each in results.values()] == [b"<rss/>", b"next"]


def test_an_answer_without_content_is_an_empty_body():
    fetched = answered(raw(b"HTTP/1.1 204 No Content\r\n\r\n"))
    assert (fetched.status, fetched.body, fetched.error) == (204, b"", "")


@pytest.mark.parametrize(
    ("value", "pause"),
    [
        ("0", timedelta(0)),
        ("120", timedelta(minutes=2)),
        ("9" * 400, timedelta(days=7)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(days=7)),
        ("-1", None),
        ("soon", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_whatever_retry_after_says_is_bounded(status: int, value: str, pause: timedelta | None):
    assert answered(page(b"", status=status, retry_after=value)).retry_after == pause


def test_a_retry_after_date_pauses_everything_of_the_host():
    dates = {"date": "Tue, 12 May 2026 12:00:00 GMT", "retry_after": "Tue, 12 May 2026 12:10:00 GMT"}
    routes = {f"/{n}": page(b"", status=503, **dates) for n in range(3)}
    with serving(routes) as server:
        results = fetch_all([f"https://a.example/{n}" for n in range(3)], server)
    assert len(server.asked) == 1
    assert {each.retry_after for each in results.values()} == {timedelta(minutes=10)}


def test_expires_tells_how_long_a_feed_stays_fresh():
    dates = {"date": "Tue, 12 May 2026 12:00:00 GMT", "expires": "Tue, 12 May 2026 14:00:00 GMT"}
    assert answered(page(**dates)).max_age == timedelta(hours=2)
    assert answered(page(**dates, cache_control="no-cache")).max_age == timedelta(0)


def test_a_host_that_accepts_no_connection_is_explained():
    fetcher = AiohttpFetcher(PATIENT, mapped={"a.example": ("127.0.0.1", 1)})
    (fetched,) = fetcher.fetch([Request(url="https://a.example/")])
    assert fetched.error == "no connection to a.example can be made: Connection refused"


def test_a_certificate_that_nobody_signed_is_not_accepted():
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(Path(__file__).with_name("untrusted.pem"))
    with serving({"/feed": page()}, tls=tls) as server:
        fetcher = AiohttpFetcher(PATIENT, allow=["127.0.0.1"])
        (fetched,) = fetcher.fetch([Request(url=server.url("/feed", scheme="https"))])
    assert fetched.error.startswith("the certificate of 127.0.0.1 is not valid: self")
    assert server.asked == []


def test_a_server_that_speaks_no_tls_is_explained():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        speaking = threading.Thread(target=answer)
        speaking.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/feed"
        (fetched,) = AiohttpFetcher(PATIENT, allow=["127.0.0.1"]).fetch([Request(url=url)])
        speaking.join()
    assert fetched.error.startswith("no secure connection to 127.0.0.1 can be made: ")


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 Moved\r\nLocation: "]),
)
@settings(max_examples=60, deadline=None)
def test_no_answer_is_too_odd_for_a_result(data: bytes, start: bytes):
    fetched = answered(raw(start + data + b"\r\n\r\n"), SOON)
    assert fetched.error or fetched.status == 200


def test_a_bad_host_does_not_hold_up_the_good_ones():
    routes = {"/feed": page(), "/silent": silent, "/bad": raw(b"?"), "/big": endless}
    with serving(routes) as server:
        hosts = [f"h{n}.example" for n in range(30)]
        paths = ["feed", "silent", "bad", "big", "feed"] * 6
        urls = [f"https://{host}/{path}" for host, path in zip(hosts, paths, strict=True)]
        fetcher = AiohttpFetcher(FetchLimits(seconds=1.5, body_bytes=MIB), mapped=mapped(server, *hosts))
        results = list(fetcher.fetch(Request(url=url) for url in urls))
    assert len(results) == 30
    assert {each.request.url for each in results if not each.error} == {
        url for url in urls if url.endswith("/feed")
    }


# ---- turns and time


def test_a_host_sees_one_connection_at_a_time_and_keeps_it():
    with serving({f"/{n}": page(b"x" * n) for n in range(20)}) as server:
        results = fetch_all([f"https://a.example/{n}" for n in range(20)], server)
    assert sorted(len(each.body) for each in results.values()) == list(range(20))
    assert (server.opened, server.most_open) == (1, 1)
    assert server.asked[-1].headers["connection"] == "close"


def test_different_hosts_are_visited_at_once():
    together = Barrier(3, timeout=10)

    def meeting(wire: Wire) -> None:
        together.wait()
        page()(wire)

    with serving({"/feed": meeting}) as server:
        results = fetch_all([f"https://{host}.example/feed" for host in "abc"], server)
    assert not any(each.error for each in results.values())


def test_waiting_for_a_busy_host_does_not_use_up_the_time_limit():
    with serving({"/silent": silent, "/feed": page()}) as server:
        results = fetch_all(["https://a.example/silent", "https://a.example/feed"], server, SOON)
    assert results["https://a.example/silent"].error == "a.example did not answer within 0.5 s"
    assert results["https://a.example/feed"].body == b"<rss/>"


def test_many_redirects_to_one_host_take_turns_there():
    routes = {f"/{n}": redirect(f"https://c.example/to/{n}") for n in range(8)}
    routes |= {f"/to/{n}": page() for n in range(8)}
    hosts = ["c.example", *(f"h{n}.example" for n in range(8))]
    with serving(routes) as server:
        fetcher = AiohttpFetcher(PATIENT, mapped=mapped(server, *hosts))
        results = list(fetcher.fetch(Request(url=f"https://h{n}.example/{n}") for n in range(8)))
    assert [each.error for each in results] == [""] * 8


def test_a_host_that_asks_for_a_pause_is_left_alone_for_the_rest_of_the_round():
    with serving({f"/{n}": page(b"", status=429, retry_after="60") for n in range(3)}) as server:
        results = fetch_all([f"https://a.example/{n}" for n in range(3)], server)
    assert len(server.asked) == 1
    assert all(each.retry_after == timedelta(minutes=1) for each in results.values())
    assert results["https://a.example/2"].error == (
        "a.example has just asked us to come later, and was not asked again this time"
    )


@pytest.mark.parametrize(
    ("answer", "late"), [(silent, "did not answer"), (dripping, "had not finished sending")]
)
def test_a_host_that_keeps_us_waiting_is_not_waited_for_again_and_again(answer: Answer, late: str):
    with serving({f"/{n}": answer for n in range(5)}) as server:
        limits = FetchLimits(seconds=0.1)
        results = fetch_all([f"https://a.example/{n}" for n in range(5)], server, limits)
    assert len(server.asked) == 3
    assert results["https://a.example/4"].error == (
        f"a.example {late} within 0.1 s, 3 times in a row; it was not asked again this time"
    )


def test_a_pause_lies_between_two_requests_to_one_host():
    moments: list[tuple[float, float]] = []

    def timed(wire: Wire) -> None:
        begun = monotonic()
        page()(wire)
        moments.append((begun, monotonic()))

    requests = [Request(url=f"https://a.example/{n}", pause=timedelta(seconds=0.02)) for n in range(3)]
    with serving({f"/{n}": timed for n in range(3)}) as server:
        fetch_all(requests, server)
    assert all(later[0] - earlier[0] >= 0.02 for earlier, later in pairwise(moments))
    assert server.opened == 1


# ---- the caller's side


def test_nothing_to_fetch_is_nothing_fetched():
    assert list(AiohttpFetcher().fetch([])) == []


def test_results_come_as_they_arrive_not_as_they_were_asked():
    first_was_taken = Event()

    def waiting(wire: Wire) -> None:
        first_was_taken.wait(10)
        page()(wire)

    with serving({"/slow": waiting, "/fast": page()}) as server:
        urls = ["https://a.example/slow", "https://b.example/fast"]
        results = AiohttpFetcher(PATIENT, mapped=mapped(server)).fetch(Request(url=url) for url in urls)
        assert next(results).url == "https://b.example/fast"
        first_was_taken.set()
        assert next(results).url == "https://a.example/slow"
        assert list(results) == []


def test_closing_early_stops_what_is_on_its_way():
    with serving({"/feed": page(), "/silent": silent}) as server:
        urls = ["https://a.example/feed", "https://b.example/silent"]
        results = AiohttpFetcher(PATIENT, mapped=mapped(server)).fetch(Request(url=url) for url in urls)
        assert next(results).url == "https://a.example/feed"
        results.close()  # type: ignore[attr-defined]
        assert not [each for each in threading.enumerate() if each.name == "fetch"]


def test_a_slow_caller_holds_back_the_fetching():
    limits = FetchLimits(concurrency=2, seconds=20.0)
    hosts = [f"h{n}.example" for n in range(40)]
    with serving({"/feed": page()}) as server:
        fetcher = AiohttpFetcher(limits, mapped=mapped(server, *hosts))
        results = fetcher.fetch(Request(url=f"https://{host}/feed") for host in hosts)
        next(results)
        server.hung_up.clear()
        while server.hung_up.wait(0.2):  # until the server hears nothing more
            server.hung_up.clear()
        assert len(server.asked) <= 8
        assert len(list(results)) == 39
    assert len(server.asked) == 40


def test_large_bodies_that_nobody_takes_are_not_read_on():
    limits = FetchLimits(concurrency=40, seconds=20.0)
    hosts = [f"h{n}.example" for n in range(40)]
    piece = bytes(MIB)  # one for all: the server's own memory is counted here too

    def large(wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (9 * MIB))
        for _ in range(9):
            wire.send(piece)

    with serving({"/feed": large}) as server:
        fetcher = AiohttpFetcher(limits, mapped=mapped(server, *hosts))
        results = fetcher.fetch(Request(url=f"https://{host}/feed") for host in hosts)
        tracemalloc.start()
        next(results)
        server.hung_up.clear()
        while server.hung_up.wait(0.3):  # until the server hears nothing more
            server.hung_up.clear()
        waiting = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert waiting < 240 * MIB  # 64 that wait, eight large ones on their way, and a little of each other
        assert [len(each.body) for each in results] == [9 * MIB] * 39


def test_a_fault_of_ours_reaches_the_caller():
    with pytest.raises(ExceptionGroup) as raised:
        list(AiohttpFetcher().fetch([None]))  # type: ignore[list-item]
    assert raised.group_contains(AttributeError)


def test_a_fetcher_can_be_used_again_and_in_several_threads():
    with serving({"/feed": page()}) as server:
        fetcher = AiohttpFetcher(PATIENT, mapped=mapped(server))
        found: list[Fetched] = []
        callers = [
            threading.Thread(
                target=lambda: found.extend(fetcher.fetch([Request(url="https://a.example/feed")]))
            )
            for _ in range(4)
        ]
        for each in callers:
            each.start()
        for each in callers:
            each.join()
    assert [each.body for each in found] == [b"<rss/>"] * 4
