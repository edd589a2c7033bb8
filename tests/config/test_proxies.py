"""The proxies that the environment names."""

from pathlib import Path

import pytest

from digest.config import Proxies, settings_from
from digest.errors import ConfigurationError


def proxies(**variables: str) -> Proxies:
    return settings_from("", path=Path("/newsroom/feeds.yaml"), variables=variables).proxies


def test_without_variables_there_is_no_proxy():
    assert proxies() == Proxies()


def test_each_scheme_has_its_proxy_and_one_can_be_for_all():
    found = proxies(HTTPS_PROXY="http://one.example:3128", ALL_PROXY="https://two.example")
    assert (found.https, found.http) == ("http://one.example:3128", "https://two.example")


def test_small_letters_win():
    assert (
        proxies(https_proxy="http://small.example", HTTPS_PROXY="socks5://x").https == "http://small.example"
    )
    assert proxies(no_proxy="a.example", NO_PROXY="b.example").bypass == ("a.example",)


def test_a_proxy_without_a_scheme_is_spoken_to_by_http():
    assert proxies(HTTP_PROXY="proxy.example:3128").http == "http://proxy.example:3128"


def test_hosts_without_a_proxy_are_separated_by_commas_or_blanks():
    assert proxies(NO_PROXY="localhost, .Intranet.example,10.0.0.1 *").bypass == (
        "localhost", ".intranet.example", "10.0.0.1", "*",
    )  # fmt: skip


@pytest.mark.parametrize(
    "value", ["socks5://ann:hunter2@p.example", "http://", "http://ann:hunter2@[::1", "http://ann:hunter2@p.example:x",
              "http://ann:hunter2@p.example:0", "http://ann:hunter2@p.example/ x"],
)  # fmt: skip
def test_what_is_no_proxy_is_told_once_with_its_variable_and_without_its_password(value: str):
    with pytest.raises(ConfigurationError) as caught:
        proxies(ALL_PROXY=value)
    (mistake,) = caught.value.mistakes
    assert mistake.where == "ALL_PROXY"
    assert "hunter2" not in str(mistake)


def test_a_proxy_that_is_not_used_is_not_judged():
    found = proxies(
        HTTPS_PROXY="http://a.example", HTTP_PROXY="http://b.example", ALL_PROXY="socks5://c.example"
    )
    assert (found.https, found.http) == ("http://a.example", "http://b.example")


def test_a_proxys_password_stands_in_no_representation():
    assert "hunter2" not in repr(proxies(ALL_PROXY="http://ann:hunter2@p.example"))
