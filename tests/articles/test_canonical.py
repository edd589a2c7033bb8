"""One address for one article."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.articles import canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://WWW.Quay.Example:80/Ferry", "http://www.quay.example/Ferry"),
        ("https://quay.example:443", "https://quay.example/"),
        ("https://quay.example:8443/x", "https://quay.example:8443/x"),
        ("https://quay.example./x", "https://quay.example/x"),
        ("https://ada:secret@quay.example/x", "https://quay.example/x"),
        ("https://quay.example/a/./b/../c#top", "https://quay.example/a/c"),
        ("https://quay.example/a/..", "https://quay.example/"),
        ("https://quay.example/../../x", "https://quay.example/x"),
        ("https://quay.example/%2e%2E/x/.", "https://quay.example/x/"),
        (
            "https://quay.example/x?utm_source=a&b=2&UTM_Medium=c&a=1&fbclid=9",
            "https://quay.example/x?b=2&a=1",
        ),
        ("https://quay.example/x?utm_source=a", "https://quay.example/x"),
        ("https://quay.example/x?", "https://quay.example/x"),
        ("https://quay.example/x?id=5&&gclid=7", "https://quay.example/x?id=5"),
        ("https://quay.example/x?flag&empty=", "https://quay.example/x?flag&empty="),
        ("https://bücher.example/straße?q=ü", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%BC"),
        ("  https://quay.example/big news  ", "https://quay.example/big%20news"),
        ("https://quay.example/%c3%9f", "https://quay.example/%C3%9F"),
        ("https://[2001:DB8::0:1]:8080/x", "https://[2001:db8::1]:8080/x"),
        ("https://192.0.2.1/x", "https://192.0.2.1/x"),
    ],
)
def test_what_differs_from_reader_to_reader_is_gone(url, canonical):
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "quay.example/x",
        "//quay.example/x",
        "javascript:alert(1)",
        "ftp://quay.example/",
        "mailto:desk@quay.example",
        "https://",
        "https:///x",
        "https://qu ay.example/",
        "https://qu<ay>.example/",
        "https://quay.example:http/",
        "https://quay.example:99999/",
        "https://[::1",
        "https://[nonsense]/",
        "https://-.example/",
        "https://quay..example/",
        "https://quay.example/\x00",
        "https://quay.example/a\nb",
        "https://quay.example/" + "x" * 3000,
        "https://" + "x" * 300 + ".example/",
        "https://" + "ü" * 70 + ".example/",
        "https://\ud800.example/",
    ],
)
def test_what_is_no_web_address_gives_nothing(url):
    assert canonical_url(url) == ""


URLS = st.builds(
    "{}://{}{}/{}{}{}".format,
    st.sampled_from(["http", "HTTPS", "https"]),
    st.sampled_from(
        ["quay.example", "Qu_ay.Example.", "bücher.example", "a@b.example", "[::1]", "ﬀ.example", "192.0.2.1"]
    ),
    st.sampled_from(["", ":80", ":443", ":8080", ":"]),
    st.text(max_size=30),
    st.sampled_from(["", "?", "?utm_source=x", "?a=1&utm_x", "?%zz&%C3"]),
    st.text(max_size=15),
)


@given(URLS | st.text(max_size=60))
@example("https://quay.example/%2%65")
@example("http://h//a/..//b")
def test_a_canonical_address_is_its_own_and_always_of_the_web(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert once == "" or (once.startswith(("http://", "https://")) and once.isascii() and "#" not in once)
