"""What an editor can do about a feed that cannot be fetched."""

import pytest

from digest.feeds.advice import advice
from digest.feeds.answers import complaint
from digest.model import Fetched, Request

URL = "https://harbourpost.example/feed.xml"


def refused(status: int, *, authorization: str = "") -> Fetched:
    error = complaint(status, "harbourpost.example", validated=False)
    return Fetched(request=Request(url=URL, authorization=authorization), url=URL, status=status, error=error)


@pytest.mark.parametrize(
    ("status", "what"), [(401, "auth:"), (402, "auth:"), (403, "publisher"), (404, "`digest add SITE`")]
)
def test_what_somebody_can_do_is_said(status: int, what: str):
    assert what in advice(refused(status))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_there_is_nothing_but_to_wait_nothing_is_said(status: int):
    assert advice(refused(status)) == ""


@pytest.mark.parametrize("status", [401, 403])
def test_a_secret_that_is_not_accepted_is_to_be_checked(status: int):
    assert advice(refused(status, authorization="Bearer x")) == (
        "check the environment variables that auth: names for this feed"
    )


def test_a_bad_certificate_is_the_publishers_to_repair():
    error = "the certificate of harbourpost.example is not valid: certificate has expired"
    fetched = Fetched(request=Request(url=URL), url=URL, error=error)
    assert advice(fetched) == "nothing was read from it; tell its publisher"
