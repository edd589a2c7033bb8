"""`check`, `prune`, and `resume` of a feed that was gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_commands import said, typed
from tests.feeds.servers import page
from tests.installation import Installation, installed

NOW = ["--now", "2026-05-12T12:00:00+00:00"]
LATER = ["--now", "2027-05-12T12:00:00+00:00"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    with installed(tmp_path) as installation:
        yield installation


def test_before_the_first_visit_check_says_that_there_was_none(here: Installation):
    out = said("check", *NOW)
    assert "feeds.yaml: 2 feeds, no mistakes." in out
    assert "people.yaml: not needed yet." in out
    assert "it keeps 0 articles." in out
    assert "Feeds: 2 never visited." in out


def test_check_counts_what_is_well_and_what_editors_taught(here: Installation):
    said("collect", *NOW)
    (here.folder / "people.yaml").write_text("- 2026-05-12 follow: Ada Lindqvist\n")
    out = said("check", *NOW)
    assert "people.yaml: 1 correction." in out
    assert "it keeps 2 articles." in out
    assert "Feeds: 2 well." in out


def test_check_tells_a_failing_feed_and_what_to_do_and_ends_with_1(here: Installation):
    here.web.routes["/harbour"] = page(b"nothing", status=404)
    said("collect", *NOW)
    code, out, _ = typed("check", *NOW)
    assert code == 1
    assert "Feeds: 1 well, 1 failing." in out
    told = " ".join(out.split())
    assert "has nothing at this address (status 404)" in told
    assert "`digest add SITE`" in told
    code, out, _ = typed("check", "--json", *NOW)
    assert code == 1
    found = json.loads(out)
    assert [each["condition"] for each in found["feeds"]] == ["failing", "well"]


def test_check_can_visit_now_and_keeps_nothing(here: Installation):
    assert "Feeds: 2 well." in said("check", "--visit", *NOW)
    assert "Feeds: 2 never visited." in said("check", *NOW)


def test_check_of_an_empty_newsroom_says_how_to_begin(here: Installation):
    here.file.write_text("title: Nothing yet\n")
    assert "digest add URL" in said("check", *NOW)


def test_prune_says_first_what_would_go_and_then_takes_it(here: Installation):
    said("run", *NOW)
    would = said("prune", "--dry-run", *LATER)
    assert "2 articles" in would
    assert "would go" in would
    assert json.loads(said("prune", "--json", *LATER))["articles"] == 2
    assert "0 articles, 0 analyses and 0 editions went" in said("prune", *LATER)
    assert "Bo Ek" in said("editions", "show", "1")


def test_a_feed_that_was_gone_is_visited_again_when_it_is_resumed(here: Installation):
    healthy = here.web.routes["/harbour"]
    here.web.routes["/harbour"] = page(b"gone", status=410)
    said("collect", *NOW)
    code, out, _ = typed("check", *NOW)
    assert code == 1
    assert "1 stopped" in out
    here.web.routes["/harbour"] = healthy
    assert "1 feed visited" in said("collect", *NOW)
    assert "is visited again" in said("resume", here.web.url("/harbour"))
    assert "2 feeds visited" in said("collect", *NOW)
    assert "Feeds: 2 well." in said("check", *NOW)


def test_a_feed_that_waits_for_its_host_is_visited_now_when_an_editor_resumes_it(here: Installation):
    healthy = here.web.routes["/harbour"]
    here.web.routes["/harbour"] = page(b"later", status=429, retry_after="90000")
    typed("collect", *NOW)
    here.web.routes["/harbour"] = healthy
    assert "0 feeds visited" in said("collect", *NOW)
    said("resume", here.web.url("/harbour"))
    assert "2 feeds visited" in said("collect", *NOW)


def test_commands_that_visit_no_feed_need_no_secrets(here: Installation):
    private = "  - {url: https://members.example/feed, auth: {token_from: MEMBERS_TOKEN}}\n"
    here.file.write_text(here.file.read_text().replace("digests:", f"{private}digests:"))
    assert "members.example" in said("list")
    said("pause", "https://members.example/feed")
    said("prune", *NOW)
    code, _, err = typed("collect", *NOW)
    assert code == 2
    assert "MEMBERS_TOKEN" in err
