"""The accounts of private feeds: which variable holds the secret, and that it stands nowhere else."""

from base64 import b64decode
from pathlib import Path

import pytest

from digest.config import read_settings, settings_from
from digest.errors import ConfigurationError

LEDGER = (
    "feeds:\n  - {url: https://ledger.example/rss, auth: {username: ann, password_from: LEDGER_PASSWORD}}\n"
)
WIRE = "feeds:\n  - url: https://wire.example/\n    auth: {token_from: WIRE_TOKEN}\n"
HERE = Path("/newsroom/feeds.yaml")


def authorization(text: str, **variables: str) -> str:
    (feed,) = settings_from(text, path=HERE, variables=variables, secrets=True).feeds
    return feed.authorization


def mistakes(text: str, **variables: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        authorization(text, **variables)
    return str(caught.value)


def test_a_name_and_a_password_become_basic_authentication_in_utf8():
    kind, _, told = authorization(LEDGER, LEDGER_PASSWORD="grün: süß").partition(" ")
    assert (kind, b64decode(told).decode()) == ("Basic", "ann:grün: süß")


def test_a_token_becomes_a_bearer_token():
    assert authorization(WIRE, WIRE_TOKEN="abc.DEF-123==") == "Bearer abc.DEF-123=="


def test_a_feed_in_a_group_has_an_account_too():
    text = "categories: [{name: A, sources: [{url: https://wire.example/, auth: {token_from: WIRE_TOKEN}}]}]"
    assert authorization(text, WIRE_TOKEN="abc") == "Bearer abc"
    assert mistakes(text).startswith("feeds.yaml:1:70: WIRE_TOKEN is not set")


def test_a_secret_may_stand_in_a_file_but_not_in_two_places(tmp_path: Path):
    secret = tmp_path / "token"
    secret.write_text("abc\n")
    assert authorization(WIRE, WIRE_TOKEN_FILE=str(secret)) == "Bearer abc"
    assert "keep one of the two" in mistakes(WIRE, WIRE_TOKEN_FILE=str(secret), WIRE_TOKEN="abc")
    assert "cannot be read" in mistakes(WIRE, WIRE_TOKEN_FILE=str(tmp_path))
    assert "is not there" in mistakes(WIRE, WIRE_TOKEN_FILE=str(tmp_path / "nowhere"))
    secret.write_bytes(b"\xff\xfe")
    assert "cannot be read" in mistakes(WIRE, WIRE_TOKEN_FILE=str(secret))
    assert "cannot be read" in mistakes(WIRE, WIRE_TOKEN_FILE="\x00")


def test_a_secret_that_is_not_set_is_told_at_the_line_that_names_it():
    assert mistakes(WIRE) == (
        "feeds.yaml:3:12: WIRE_TOKEN is not set in the environment; set it, or WIRE_TOKEN_FILE to a file's path"
    )
    assert mistakes(LEDGER).startswith("feeds.yaml:2:61: LEDGER_PASSWORD is not set")


def test_a_missing_secret_is_told_beside_other_mistakes():
    assert len(mistakes("colour: red\n" + WIRE, SMTP_HOST="a", SMTP_PORT="b").splitlines()) == 3


def test_a_file_is_checked_and_edited_where_its_secrets_are_not(tmp_path: Path):
    (feed,) = settings_from(WIRE, path=HERE, variables={}).feeds
    assert feed.authorization == ""
    (tmp_path / "feeds.yaml").write_text(WIRE)
    assert read_settings(tmp_path / "feeds.yaml", {}, secrets=False).feeds == (feed,)
    with pytest.raises(ConfigurationError, match="WIRE_TOKEN is not set"):
        read_settings(tmp_path / "feeds.yaml", {})


@pytest.mark.parametrize("secret", ["hunter\n2", "hunter\x002", "hunter\x7f2", "hunter\udcff2"])
def test_a_secret_with_control_characters_is_refused_and_not_repeated(secret: str):
    for text, name in ((LEDGER, "LEDGER_PASSWORD"), (WIRE, "WIRE_TOKEN")):
        told = mistakes(text, **{name: secret})
        assert name in told
        assert "hunter" not in told


@pytest.mark.parametrize("token", ["two words", "süß", "a\r\nHost: b.example"])
def test_what_is_no_token_is_refused(token: str):
    assert "no token" in mistakes(WIRE, WIRE_TOKEN=token)


def test_a_secret_written_into_the_file_is_refused_and_not_repeated():
    told = mistakes("feeds: [{url: https://wire.example/, auth: {token_from: hunter-2}}]")
    assert "hunter" not in told


def test_a_secret_stands_in_no_representation_of_settings():
    found = settings_from(WIRE, path=HERE, variables={"WIRE_TOKEN": "hunter2"})
    assert "hunter2" not in repr(found)


def test_a_password_in_an_address_that_stands_there_twice_is_not_repeated():
    address = "https://ann:hunter2@a.example/"
    assert "hunter2" not in mistakes(f"feeds: ['{address}', '{address}']")
