"""feeds.yaml and the environment: what is read, and how every mistake is told."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Settings, read_settings, settings_from
from digest.errors import ConfigurationError
from digest.model import FullText

HERE = Path("/newsroom/feeds.yaml")


def settings(text: str = "", **variables: str) -> Settings:
    return settings_from(text, path=HERE, variables=variables)


def mistakes(text: str = "", **variables: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        settings(text, **variables)
    return str(caught.value).splitlines()


def test_an_empty_file_is_a_newsroom_with_one_daily_digest_at_seven():
    found = settings("")
    assert [digest.name for digest in found.digests] == ["daily"]
    assert found.digests[0].at == time(7, 0)
    assert found.database_url == "sqlite:////newsroom/data/digest.db"
    assert (found.host, found.port) == ("127.0.0.1", 8010)


def test_the_three_shapes_people_already_write_are_one_list_of_feeds():
    found = settings(
        """
        feeds:
          - https://harbourpost.example/feed.xml
          - {url: https://stagelight.example/rss, name: Stagelight, category: Celebrity, weight: 2, full_text: yes}
        categories:
          - name: Sports
            sources:
              - https://touchline.example/feed.json
              - {url: https://pitch.example/feed, category: Football}
        """
    )
    assert [(feed.url.split("/")[2], feed.category) for feed in found.feeds] == [
        ("harbourpost.example", ""),
        ("stagelight.example", "Celebrity"),
        ("touchline.example", "Sports"),
        ("pitch.example", "Football"),
    ]
    assert found.feeds[1].full_text is FullText.YES


def test_every_mistake_is_told_at_once_with_its_line_and_column():
    told = mistakes(
        """\
title: Mine
timezone: Europe/Berln
colour: red
feeds:
  - ftp://a.example/feed
  - {url: https://b.example/, weight: 0}
  - https://c.example/
  - https://c.example/
digests:
  daily: {at: "25:00", on: mon-someday}
"""
    )
    assert [line.split(": ")[0] for line in told] == [
        "feeds.yaml:2:1", "feeds.yaml:3:1", "feeds.yaml:5:5", "feeds.yaml:6:31",
        "feeds.yaml:8:5", "feeds.yaml:10:11", "feeds.yaml:10:24",
    ]  # fmt: skip


def test_a_misspelt_setting_is_told_with_the_one_that_was_meant():
    assert mistakes("feeds:\n  - {url: https://a.example/, nme: A}") == [
        "feeds.yaml:2:31: there is no setting 'nme'; did you mean 'name'?"
    ]


def test_a_category_that_no_feed_has_is_told_where_a_digest_names_it():
    told = mistakes(
        "feeds: [{url: https://a.example/, category: Sport}]\ndigests: {daily: {categories: [Sports]}}"
    )
    assert told == ["feeds.yaml:2:32: no feed has the category 'Sports'; did you mean 'Sport'?"]


def test_mistakes_in_the_environment_are_told_beside_those_of_the_file():
    told = mistakes(
        "title: [x]", SMTP_HOST="mail.example", SMTP_PORT="many", TZ="Mars/Base", LISTEN_ADDR="here"
    )
    assert [line.split(":")[0] for line in told] == ["feeds.yaml", "TZ", "LISTEN_ADDR", "SMTP_PORT"]


REFUSED = [  # a configuration that is none, and a part of what is said about it
    ("a: [1", "feeds.yaml:1:6: expected"),
    ("a: 1\na: 2", "feeds.yaml:2:1: found duplicate key"),
    ("title: *anchor", "aliases"),
    ("title: !!python/object:os.system x", "tag"),
    ("[" * 5000, "nested deeper"),
    ("a" * 1_000_001, "larger than 1 MB"),
    ("- just\n- a list", "wrong shape"),
    ("feeds: 3", "valid list"),
    ("digests: {'A B': {}}", "should match pattern"),
    ("digests: {daily: {at: '07:00', cron: '0 7 * * *'}}", "not both"),
    ("digests: {daily: {cron: 'every day'}}", "five fields"),
    ("digests: {daily: {on: ''}}", "at least one weekday"),
    ("digests: {daily: {window: soon}}", "length of time"),
    ("digests: {daily: {to: [nobody]}}", "no mail address"),
    ("feeds: ['https://user:secret@a.example/']", "no user name or password"),
    ("feeds: ['https://[::1/']", "no feed's address"),
    ('feeds: ["https://a.example/\\e[31m"]', "no feed's address"),
    ("feeds: [{name: A}]", "'url' is missing"),
    ("language: Klingon!", "no language"),
    ("title: \x00", "not YAML"),
    ("digests: {daily: {window: 99999999999d}}", "length of time"),
    ("digests: {daily: {look: fancy}}", "'magazine' or 'compact'"),
    ("feeds: [{url: https://a.example/, full_text: sometimes}]", "'auto', 'yes' or 'no'"),
    ("keep: {texts: 90}", "how long something is kept"),
    ("keep: {editions: 0d}", "how long something is kept"),
    ("keep: {editions: 12h}", "how long something is kept"),
    ("keep: {films: 90d}", "no setting 'films'; there are: analyses, editions, texts"),
    ("exclude: {words: '!!'}", "no letter or digit"),
    ("exclude: {words: [[a]]}", "valid string"),
    ("exclude: {languages: english!}", "no language"),
    ("exclude: {wrods: a}", "did you mean 'words'?"),
    ("exclude: horoscope", "wrong shape"),
    ("mail: {form: me@a.example}", "did you mean 'from'?"),
    ("feeds: [{url: https://a.example/, auth: {}}]", "either {username"),
    ("feeds: [{url: https://a.example/, auth: {username: ann}}]", "either {username"),
    ("feeds: [{url: https://a.example/, auth: {password_from: PASS}}]", "either {username"),
    ("feeds: [{url: https://a.example/, auth: {token_from: TOKEN, username: ann}}]", "either {username"),
    ("feeds: [{url: https://a.example/, auth: {username: 'a:b', password_from: PASS}}]", "no colon"),
    ('feeds: [{url: https://a.example/, auth: {username: "a\\nb", password_from: PASS}}]', "no colon"),
    ("feeds: [{url: https://a.example/, auth: {token_from: s3cret-token}}]", "never the secret itself"),
    ("feeds: [{url: https://a.example/, auth: {token_from: SECRET_KEY}}]", "no feed is told"),
    ("feeds: [{url: https://a.example/, auth: {password: hunter2}}]", "did you mean 'password_from'?"),
]


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_what_is_no_configuration_is_refused_in_a_sentence(text: str, says: str):
    assert any(says in line for line in mistakes(text)), mistakes(text)


def test_a_password_in_an_address_is_not_repeated_in_the_message():
    assert "secret" not in " ".join(mistakes("feeds: ['https://user:secret@a.example/']"))


@given(st.text(max_size=300))
def test_any_text_is_settings_or_a_configuration_error(text: str):
    told: tuple[object, ...] = ("",)
    try:
        settings(text)
    except ConfigurationError as error:
        told = error.mistakes
    assert told


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat-mon", (0, 5, 6)),
        ("mon, wed, Friday", (0, 2, 4)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("[tue, thu]", (1, 3)),
    ],
)
def test_weekdays_are_read_as_people_write_them(written: str, days: tuple[int, ...]):
    assert (
        settings(f"digests: {{daily: {{on: {written if written[0] == '[' else repr(written)}}}}}")
        .digests[0]
        .on
        == days
    )


def test_a_digest_says_what_differs_and_takes_the_rest_from_the_newsroom():
    found = settings(
        """
        title: The Cast
        timezone: Europe/Berlin
        language: de
        feeds: [{url: https://a.example/, category: Celebrity}, https://b.example/]
        digests:
          weekly: {cron: "0 8 * * sun", categories: celebrity, approve: true, cut_off: "09:30", window: 7d}
          daily:
        """
    )
    weekly, daily = found.digests
    assert (weekly.title, weekly.zone, weekly.language) == ("The Cast", "Europe/Berlin", "de")
    assert (weekly.at, weekly.cron, weekly.window) == (None, "0 8 * * sun", timedelta(days=7))
    assert [feed.url for feed in found.feeds_of(weekly)] == ["https://a.example/"]
    assert len(found.feeds_of(daily)) == 2
    assert found.digest(None) is weekly
    assert found.digest("daily") is daily
    with pytest.raises(ConfigurationError, match="there are: weekly, daily"):
        found.digest("monthly")


def test_the_environment_wins_over_the_file():
    found = settings(
        "timezone: Europe/Berlin", TZ=":America/Lima", LISTEN_ADDR="[::1]:9000", BASE_URL="https://d.example/"
    )
    assert (found.zone, found.host, found.port, found.base_url) == (
        "America/Lima",
        "::1",
        9000,
        "https://d.example",
    )


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"SMTP_HOST": "mail.example"}, ("mail.example", 587, "starttls", "")),
        ({"SMTP_HOST": "127.0.0.1", "SMTP_PORT": "2525"}, ("127.0.0.1", 2525, "none", "")),
        ({"SMTP_HOST": "localhost"}, ("localhost", 25, "none", "")),
        (
            {"SMTP_URL": "smtps://ann%40b.example:pa%3Ass@mail.example"},
            ("mail.example", 465, "tls", "ann@b.example"),
        ),
        ({"SMTP_URL": "smtp://mail.example?security=none"}, ("mail.example", 25, "none", "")),
        ({"SMTP_URL": "smtp://mail.example", "SMTP_SECURITY": "tls"}, ("mail.example", 587, "tls", "")),
    ],
)
def test_a_mail_account_is_read_from_an_address_or_its_parts(
    variables: dict[str, str], told: tuple[object, ...]
):
    smtp = settings("", **variables).smtp
    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.security, smtp.username) == told


def test_the_file_names_the_account_and_the_environment_its_password():
    smtp = settings(
        "mail: {from: Me <me@a.example>, smtp: 'smtp://me@mail.example'}", SMTP_PASSWORD="xyzzy"
    ).smtp
    assert smtp is not None
    assert (smtp.username, smtp.password) == ("me", "xyzzy")
    assert "xyzzy" not in repr(smtp)


@pytest.mark.parametrize(
    "variables",
    [
        {"SMTP_URL": "https://mail.example"},
        {"SMTP_URL": "smtp://mail.example:99999"},
        {"SMTP_URL": "smtp://mail.example?security=maybe"},
        {"SMTP_HOST": "a", "SMTP_SECURITY": "maybe"},
        {"BASE_URL": "digest.example"},
        {"LOG_LEVEL": "loud"},
        {"SECRET_KEY_FILE": "/there/is/no/such/file"},
    ],
)
def test_a_variable_that_cannot_be_meant_is_told(variables: dict[str, str]):
    assert mistakes("", **variables)


def test_a_secret_may_stand_in_a_file_but_not_in_two_places(tmp_path: Path):
    secret = tmp_path / "password"
    secret.write_text("open sesame\n")
    smtp = settings("", SMTP_HOST="mail.example", SMTP_PASSWORD_FILE=str(secret)).smtp
    assert smtp is not None
    assert smtp.password == "open sesame"
    assert "keep one" in mistakes("", SECRET_KEY="a", SECRET_KEY_FILE=str(secret))[0]


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="digest init"):
        read_settings(tmp_path / "feeds.yaml", {})


def test_a_file_that_is_no_text_is_told(tmp_path: Path):
    (tmp_path / "feeds.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="UTF-8"):
        read_settings(tmp_path / "feeds.yaml", {})


def test_the_installation_is_the_folder_of_its_file(tmp_path: Path):
    (tmp_path / "feeds.yaml").write_text("title: Mine")
    found = read_settings(tmp_path / "feeds.yaml", {})
    assert found.root == tmp_path
    assert found.outbox == tmp_path / "outbox"


@pytest.mark.parametrize(
    ("text", "variables", "sender"),
    [
        ("title: 'Ada, daily'", {}, '"Ada, daily" <digest@localhost>'),
        ("", {"SMTP_URL": "smtps://me%40a.example:x@mail.example"}, "The Daily Cast <me@a.example>"),
        (
            "mail: {from: Desk <desk@a.example>}",
            {"SMTP_URL": "smtps://me%40a.example:x@b.example"},
            "Desk <desk@a.example>",
        ),
    ],
)
def test_mail_comes_from_whom_the_file_names_else_from_the_account(
    text: str, variables: dict[str, str], sender: str
):
    assert settings(text, **variables).sender == sender


def test_a_machines_own_zone_file_says_nothing_about_the_newsroom():
    assert settings("timezone: Europe/Berlin", TZ=":/etc/localtime").zone == "Europe/Berlin"


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_settings(tmp_path, {})
