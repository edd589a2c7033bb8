"""The preview and the health pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from digest.app import App
from digest.errors import StorageError
from digest.web import create_app
from digest.web.preview import in_scheme
from tests.builders import NOON
from tests.installation import installed


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with installed(tmp_path) as installation, installation.opened() as opened:
        yield opened


@pytest.fixture
def pages(app: App) -> FlaskClient:
    return create_app(lambda: app).test_client()


@pytest.fixture
def edited(app: App) -> App:
    app.collect(now=NOON)
    app.draft(app.settings.digest(None), now=NOON)
    return app


def test_a_process_that_answers_is_healthy(pages: FlaskClient):
    assert pages.get("/healthz").json == {"status": "ok"}


def test_a_process_that_reaches_its_store_is_ready(pages: FlaskClient):
    assert pages.get("/readyz").json == {"articles": 0, "status": "ok"}


def test_a_process_whose_store_is_away_says_so(app: App):
    class Gone:
        def count(self) -> int:
            raise StorageError("the database is away")

    class Store:
        articles = Gone()

    broken = replace(app, means=replace(app.means, storage=Store()))  # type: ignore[arg-type]
    answer = create_app(lambda: broken).test_client().get("/readyz")
    assert (answer.status_code, answer.json["reason"]) == (503, "the database is away")


def test_before_the_first_edition_the_page_says_how_to_make_one(pages: FlaskClient):
    answer = pages.get("/", follow_redirects=True)
    assert "digest run" in answer.text


def test_the_newest_edition_is_shown_in_every_way_readers_see_it(edited: App, pages: FlaskClient):
    answer = pages.get("/", follow_redirects=True)
    assert answer.request.path == "/desk/preview/1"
    for part in (
        "640",
        "375",
        "mail/dark",
        "mail/light",
        "Plain text",
        "Message-ID",
        "Lindqvist",
        "multipart/alternative",
    ):
        assert part in answer.text, part


def test_a_mail_is_shown_as_a_light_or_a_dark_client_would(edited: App, pages: FlaskClient):
    light, dark = (pages.get(f"/desk/preview/1/mail/{scheme}").text for scheme in ("light", "dark"))
    assert "prefers-color-scheme" not in light + dark
    assert "@media not all" in light
    assert "@media all" in dark


def test_schemes_are_told_apart_whatever_the_white_space():
    assert in_scheme("@media ( prefers-color-scheme:dark ){a{}}", dark=True) == "@media all{a{}}"


def test_an_edition_that_is_not_there_is_not_found(pages: FlaskClient):
    assert pages.get("/desk/preview/9").status_code == 404
    assert pages.get("/desk/preview/9/mail/dark").status_code == 404
    assert pages.get(f"/desk/preview/{'9' * 30}").status_code == 404


def test_a_template_of_ones_own_is_used_and_its_mistakes_are_told_by_file_and_line(
    edited: App, pages: FlaskClient
):
    own = edited.settings.root / "templates"
    own.mkdir()
    before = pages.get("/desk/preview/version").json
    template = own / "edition.txt.j2"
    template.write_text("My own text\n")
    assert pages.get("/desk/preview/version").json != before
    assert "My own text" in pages.get("/desk/preview/1").text
    template.write_text("first line\n{{ nothing.here }}\n")
    os.utime(template, ns=(0, template.stat().st_mtime_ns + 1_000_000_000))
    told = pages.get("/desk/preview/1").text
    assert "edition.txt.j2" in told
    assert "line 2" in told or ":2" in told
    assert "edition.txt.j2" in pages.get("/desk/preview/1/mail/light").text


def test_every_answer_is_guarded_by_its_headers(pages: FlaskClient):
    headers = pages.get("/healthz").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8010", 200), ("127.0.0.1", 200), ("[::1]:8010", 200), ("evil.example", 421)],
)
def test_names_that_are_not_ours_are_refused(pages: FlaskClient, host: str, status: int):
    assert pages.get("/healthz", headers={"Host": host}).status_code == status


def test_the_name_readers_use_is_ours(app: App):
    public = replace(app, settings=replace(app.settings, base_url="https://digest.example"))
    client = create_app(lambda: public).test_client()
    assert client.get("/healthz", headers={"Host": "digest.example"}).status_code == 200


def test_an_installation_open_to_every_address_answers_to_every_name(app: App):
    public = replace(app, settings=replace(app.settings, host="0.0.0.0"))
    assert (
        create_app(lambda: public).test_client().get("/healthz", headers={"Host": "any.example"}).status_code
        == 200
    )
