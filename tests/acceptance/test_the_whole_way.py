"""The acceptance test: the installed command, as a user runs it, on feeds it has never seen.

It uses nothing of the project but the `digest` command (DIGEST names it), so it also tests an installed wheel.
FEEDS names a folder of real feeds; where there is none, that test is skipped.
"""

from __future__ import annotations

import email
import email.policy
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

DIGEST = os.environ.get("DIGEST") or shutil.which("digest") or str(Path(sys.executable).with_name("digest"))
FEEDS = Path(os.environ.get("FEEDS") or Path(__file__).parents[3] / "shared" / "data" / "feeds")
TOLD = "2019-02-06T12:00:00+00:00"  # inside the dates of the real feeds


def digest(*words: str, folder: Path) -> str:
    """What a command prints; it must end well."""
    done = subprocess.run(
        [DIGEST_PATH, *words], capture_output=True, text=True, cwd=folder, timeout=600, check=False
    )
    assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


DIGEST_PATH = str(Path(DIGEST).absolute())


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(FEEDS)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(
    not FEEDS.is_dir(), reason="there are no real feeds in ../shared/data/feeds; name a folder with FEEDS="
)
def test_real_feeds_become_articles_and_an_edition(tmp_path: Path, address: str):
    feeds = sorted(each.name for each in FEEDS.iterdir())
    lines = [f"  - {{url: '{address}/{name}', full_text: no}}" for name in feeds]
    settings = ["title: Real feeds", "network: {allow: [127.0.0.1]}", "feeds:", *lines]
    settings += [
        "keep: {texts: 5000d}",
        "digests:",
        "  daily: {to: [ada@example.org], window: 5000d, max_age: 5000d}",
    ]
    (tmp_path / "feeds.yaml").write_text("\n".join(settings) + "\n")

    ran = json.loads(digest("run", "--json", "--now", TOLD, folder=tmp_path))

    assert ran["collected"]["failed"] == []
    assert ran["collected"]["visited"] == len(feeds)
    assert ran["collected"]["new"] >= 540  # of an undated feed a first visit takes ten
    (edition,) = ran["editions"]
    assert edition["state"] == "sent"
    assert edition["sections"]
    again = json.loads(digest("collect", "--json", "--now", TOLD, folder=tmp_path))
    assert (again["new"], again["revised"], again["unchanged"]) == (0, 0, len(feeds))


def test_an_installation_of_ones_own_starts_empty_and_says_what_next(tmp_path: Path):
    assert "digest add" in digest("init", "mine", folder=tmp_path)
    assert "digest add" in digest("list", folder=tmp_path / "mine")


def test_the_demo_makes_mail_that_any_client_reads(tmp_path: Path):
    assert "index.html" in digest("demo", "shown", folder=tmp_path)
    message = email.message_from_bytes(
        (tmp_path / "shown" / "outbox" / "daily-2026-05-12.eml").read_bytes(), policy=email.policy.default
    )
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    made = json.loads(digest("-c", "shown/feeds.yaml", "editions", "list", "--json", folder=tmp_path))
    newest = str(max(each["number"] for each in made))
    told = json.loads(digest("-c", "shown/feeds.yaml", "editions", "show", newest, "--json", folder=tmp_path))
    for section in told["sections"]:
        for person in section["cast"]:
            assert person["name"] in html.get_content()
    for headline in (headline for section in told["sections"] for headline in section["stories"]):
        assert headline.split()[0] in plain.get_content()


def test_the_demo_twice_is_the_same_edition_to_the_byte(tmp_path: Path):
    for name in ("one", "two"):
        digest("demo", name, folder=tmp_path)
    one, two = (tmp_path / name / "outbox" / "daily-2026-05-12.html" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_articles_are_analysed_and_summarised_line_by_line(tmp_path: Path):
    article = {"id": "a", "title": "Bo Ek swims the bay", "text": "Bo Ek swam the bay at dawn. Ek is 71."}
    (tmp_path / "in.jsonl").write_text(json.dumps(article) + "\n")
    analysed = json.loads(digest("analyze", "in.jsonl", folder=tmp_path))
    (person,) = analysed["people"]
    assert person["name"] == "Bo Ek"
    for mention in person["mentions"]:
        assert "Ek" in article[mention["field"]][mention["start"] : mention["end"]]
    (tmp_path / "in.jsonl").write_text(json.dumps(article | {"sentences": 1}) + "\n")
    assert json.loads(digest("summarize", "in.jsonl", folder=tmp_path))["summary"] == [
        "Bo Ek swam the bay at dawn."
    ]


def test_the_pages_behind_short_entries_are_really_read(tmp_path: Path):
    done = subprocess.run(
        [DIGEST_PATH, "-v", "demo", "shown"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0
    assert "reading pages" in done.stderr
    assert "the feed's own text is used" not in done.stderr
