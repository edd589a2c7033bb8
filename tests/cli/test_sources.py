"""Feeds get into feeds.yaml by an address, by a site, by OPML, and out of it again."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from digest import cli
from digest.config import settings_from
from digest.feeds.opml import read_opml
from digest.model import Feed
from tests.acceptance.command import DIGEST, digest, environment
from tests.builders import NOON
from tests.cli.test_commands import said, typed
from tests.feeds.servers import Server, page, redirect, serving
from tests.pipeline.builders import a_post, a_rss

HOUR = timedelta(hours=1)
OPML = """<opml version="1.1"><body>
<outline text="News"><outline text="Local"><outline text="Harbour Post" xmlUrl="https://harbour.example/f"/></outline></outline>
<outline text="Lantern" xmlUrl="https://lantern.example/f"/>
<outline text="Broken" xmlUrl="ftp://broken.example/f"/>
</body></opml>
"""


def a_page(*hrefs: str) -> bytes:
    links = "".join(f"<link rel=alternate type='application/rss+xml' href='{href}'>" for href in hrefs)
    return f"<!doctype html><html><head>{links}</head><body>Hello</body></html>".encode()


WEB = {
    "/": page(a_page("/bridges.xml"), content_type="text/html"),
    "/bridges.xml": page(
        a_rss(a_post("Bridge opens", at=NOON - HOUR), a_post("Bridge closes", url="https://x.example/2"))
    ),
    "/several": page(a_page("/comments.xml", "/swims.xml", "/bridges.xml"), content_type="text/html"),
    "/swims.xml": page(a_rss(a_post("Bo Ek swims"), title="The Lantern")),
    "/comments.xml": page(a_rss(a_post("Re: Bridge"), title="What readers say")),
    "/none": page(a_page(), content_type="text/html"),
    "/moved": redirect("/bridges.xml", 301),
    "/tired": page(b"later", status=503),
}


@contextmanager
def newsroom(folder: Path, *, allow: str = "127.0.0.1") -> Iterator[Server]:
    """A folder with a feeds.yaml without feeds, and sites on loopback."""
    (folder / "feeds.yaml").write_text(f"title: Mine   # nice\nnetwork: {{allow: [{allow}]}}\n")
    with serving(WEB) as web:
        yield web


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    with newsroom(tmp_path) as web:
        yield web


def feeds() -> list[Feed]:
    return list(settings_from(Path("feeds.yaml").read_text(), path=Path("feeds.yaml"), variables={}).feeds)


def urls() -> list[str]:
    return [feed.url for feed in feeds()]


def test_a_feed_is_added_and_told_by_its_own_title_with_what_it_brings(web: Server):
    out = said("add", web.url("/bridges.xml"), "--category", "Local")
    assert f"Harbour Post is added: {web.url('/bridges.xml')}" in out
    assert "2 entries, the newest of 2026-05-12" in out
    assert "- Bridge closes\n" in out
    assert feeds() == [Feed(url=web.url("/bridges.xml"), category="Local")]
    assert "# nice" in Path("feeds.yaml").read_text()


def test_the_feed_of_a_site_is_found_and_added(web: Server):
    assert "Harbour Post is added" in said("add", web.url("/"), "--name", "Post")
    assert feeds() == [Feed(url=web.url("/bridges.xml"), name="Post")]


def test_a_feed_that_moved_is_added_under_its_new_address(web: Server):
    said("add", web.url("/moved"))
    assert urls() == [web.url("/bridges.xml")]


def test_of_several_feeds_none_is_added_unless_one_is_chosen(web: Server):
    code, _, err = typed("add", web.url("/several"))
    assert code == 1
    assert "--first" in err
    places = [err.index(web.url(path)) for path in ("/swims.xml", "/bridges.xml", "/comments.xml")]
    assert places == sorted(places)
    assert urls() == []
    said("add", web.url("/several"), "--first")
    assert urls() == [web.url("/swims.xml")]


def test_a_site_without_a_feed_is_told_in_a_sentence(web: Server):
    for path in ("/none", "/missing"):
        code, _, err = typed("add", web.url(path))
        assert code == 1
        assert "--no-look" in err
        assert len(err.splitlines()) == 1
        code, _, err = typed("add", web.url(path), "--first")
        assert code == 1
    assert urls() == []


def test_an_address_that_cannot_be_looked_at_is_added_as_it_is_with_the_reason(web: Server):
    out = said("add", web.url("/tired"))
    assert "added as it is, because it could not be looked at: " in out
    assert "503" in out
    assert urls() == [web.url("/tired")]


def test_a_private_host_that_is_not_allowed_is_added_with_what_to_do(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with newsroom(tmp_path, allow="intranet.example") as web:
        assert "network: allow:" in said("add", web.url("/bridges.xml"))
        assert web.asked == []
        assert urls() == [web.url("/bridges.xml")]


def test_a_feed_can_be_added_although_the_store_is_out_of_reach(web: Server, tmp_path: Path):
    (tmp_path / "data").write_text("in the way")
    assert "could not be looked at" in said("add", web.url("/bridges.xml"))
    assert urls() == [web.url("/bridges.xml")]


def test_an_address_is_added_without_a_look_when_asked_to(web: Server):
    assert f"{web.url('/none')} is added.\n" in said("add", web.url("/none"), "--no-look")
    assert (urls(), web.asked) == ([web.url("/none")], [])


@pytest.mark.parametrize("words", [("--weight", "99"), ("--name", "x" * 200)])
def test_what_feeds_yaml_would_refuse_is_told_before_anything_is_visited(web: Server, words: tuple[str, str]):
    code, _, err = typed("add", web.url("/"), *words)
    assert (code, "feeds.yaml:" in err) == (2, True)
    assert (urls(), web.asked) == ([], [])


def test_a_feed_that_is_there_already_is_told_so_under_either_address(web: Server):
    said("add", web.url("/bridges.xml"))
    for path in ("/bridges.xml", "/"):
        code, _, err = typed("add", web.url(path))
        assert (code, "already" in err) == (2, True)


def test_programs_are_told_what_was_found(web: Server):
    told = json.loads(said("add", web.url("/"), "--json"))
    assert (told["added"], told["looked"], told["error"]) == (web.url("/bridges.xml"), True, "")
    assert told["feeds"][0]["titles"] == ["Bridge closes", "Bridge opens"]
    assert json.loads(said("add", web.url("/none"), "--json", "--no-look"))["feeds"] == []
    code, out, _ = typed("add", web.url("/several"), "--json")
    assert code == 1
    assert (json.loads(out)["added"], len(json.loads(out)["feeds"])) == (None, 3)


def on_a_terminal(*words: str, typing: str, folder: Path) -> tuple[int, str]:
    """Run a command on a terminal where somebody types; its exit code and all that the terminal showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [DIGEST, *words], cwd=folder, env=environment(TERM="dumb"), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, typing.encode())
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how Linux says that nobody holds the other end any more
        pass
    os.close(ours)
    return process.wait(60), shown.decode()


def test_on_a_terminal_one_of_several_feeds_is_chosen_by_its_number(web: Server, tmp_path: Path):
    code, shown = on_a_terminal("add", web.url("/several"), typing="7\nx\n2\n", folder=tmp_path)
    assert code == 0, shown
    assert shown.count("Write a number from 0 to 3.") == 2
    assert "1. The Lantern" in shown
    assert "Harbour Post is added" in shown
    assert urls() == [web.url("/bridges.xml")]


def test_on_a_terminal_none_can_be_chosen(web: Server, tmp_path: Path):
    code, shown = on_a_terminal("add", web.url("/several"), typing="0\n", folder=tmp_path)
    assert (code, urls()) == (1, []), shown
    assert "Nothing was added." in shown


def test_the_installed_command_goes_from_a_site_to_its_articles(web: Server, tmp_path: Path):
    assert digest("add", web.url("/"), folder=tmp_path).code == 0
    collected = digest("collect", "--json", "--now", NOON.isoformat(), folder=tmp_path)
    assert json.loads(collected.out)["visited"] == 1, collected.err


def test_opml_is_imported_with_its_folders_and_its_mistakes_told(web: Server, tmp_path: Path):
    (tmp_path / "in.opml").write_text(OPML)
    out = said("import-opml", "in.opml")
    assert "2 feeds added, 0 there already." in out
    assert "line 4: 'ftp://broken.example/f' is no feed's address" in out
    assert feeds() == [
        Feed(url="https://harbour.example/f", name="Harbour Post", category="News / Local"),
        Feed(url="https://lantern.example/f", name="Lantern"),
    ]
    before = Path("feeds.yaml").read_text()
    assert "0 feeds added, 2 there already." in said("import-opml", "in.opml")
    assert Path("feeds.yaml").read_text() == before


def test_a_dry_run_shows_what_would_be_added_and_changes_nothing(web: Server, tmp_path: Path):
    (tmp_path / "in.opml").write_text(OPML)
    before = Path("feeds.yaml").read_text()
    out = said("import-opml", "in.opml", "--dry-run", "--category", "Other")
    assert "News / Local: Harbour Post\n  Other: Lantern\n2 feeds would be added" in out
    assert Path("feeds.yaml").read_text() == before


def test_feeds_without_a_folder_go_where_one_says(web: Server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OPML.encode())))
    told = json.loads(said("import-opml", "-", "--category", "Other", "--json"))
    assert (told["added"], told["known"], len(told["mistakes"])) == (urls(), 0, 1)
    assert [feed.category for feed in feeds()] == ["News / Local", "Other"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("absent.opml",), "absent.opml cannot be read"),
        (("feeds.yaml",), "this is no OPML file"),
        (("in.opml", "--category", "x" * 200), "feeds.yaml:"),
    ],
)
def test_an_import_that_cannot_be_is_told_and_changes_nothing(web: Server, words: tuple[str, ...], part: str):
    Path("in.opml").write_text(OPML)
    before = Path("feeds.yaml").read_text()
    code, _, err = typed("import-opml", *words)
    assert (code, part in err) == (2, True), err
    assert Path("feeds.yaml").read_text() == before


def test_feeds_are_exported_to_a_file_or_to_standard_output(web: Server, tmp_path: Path):
    Path("in.opml").write_text(OPML)
    said("import-opml", "in.opml")
    assert "2 feeds written to out.opml" in said("export-opml", "out.opml")
    written = (tmp_path / "out.opml").read_bytes()
    assert sorted(feed.url for feed in read_opml(written).feeds) == urls()
    shown = CliRunner().invoke(cli.app, ["export-opml"]).stdout_bytes
    assert b"<title>Mine</title>" in shown
    assert read_opml(shown) == read_opml(written)


def test_two_thousand_feeds_are_imported_into_a_file_that_can_be_read(web: Server):
    lines = "".join(f"<outline text='No. {n}' xmlUrl='https://a{n}.example/f'/>" for n in range(2000))
    Path("in.opml").write_text(f"<opml><body><outline text='All'>{lines}</outline></body></opml>")
    assert "2000 feeds added" in said("import-opml", "in.opml")
    assert len(urls()) == 2000


def test_more_feeds_than_feeds_yaml_can_hold_are_refused_and_nothing_changes(web: Server):
    lines = "".join(
        f"<outline text='No. {n}' xmlUrl='https://a{n}.example/{'f' * 80}'/>" for n in range(10_000)
    )
    Path("in.opml").write_text(f"<opml>{lines}</opml>")
    before = Path("feeds.yaml").read_text()
    code, _, err = typed("import-opml", "in.opml")
    assert (code, "larger than 1 MB" in err) == (2, True), err
    assert Path("feeds.yaml").read_text() == before


def test_what_is_no_address_is_told_as_such_and_not_as_a_mistake_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    code, _, err = typed("add", "nonsense")
    assert code == 2
    assert err.startswith("digest: 'nonsense' is no feed's address")
