"""`serve` and `preview` as processes: they open, answer, lead and stop; a killed one loses nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest.cli import serve
from tests.cli.test_commands import NOW, said, typed
from tests.delivery.builders import Postbox, a_server
from tests.installation import Installation, installed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    with installed(tmp_path) as installation:
        yield installation


@contextmanager
def running(*words: str, folder: Path, **variables: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A `digest` process and the address it opened."""
    process = subprocess.Popen(
        [sys.executable, "-m", "digest", *words],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **variables},
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = next(found[0] for line in process.stdout if (found := re.match(r"http://\S+", line)))
        yield process, address
    finally:
        process.kill()
        process.communicate()


def test_serve_answers_collects_on_its_own_and_stops_when_asked(here: Installation):
    text = here.file.read_text().replace("daily: {", "daily: {window: 9999d, ")  # its outlets wrote long ago
    here.file.write_text(f"{text}keep: {{texts: forever}}\n")
    with running("serve", "--port", "0", folder=here.folder) as (process, address):
        assert json.load(urllib.request.urlopen(f"{address}healthz")) == {"status": "ok"}
        assert process.stderr is not None
        assert any("2 feeds visited, 2 new articles" in line for line in process.stderr)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=60)
        assert "Stopped." in out
        assert process.returncode == 0


def test_of_two_that_serve_one_leads_and_the_other_stands_by(here: Installation):
    with running("serve", "--port", "0", folder=here.folder) as (first, _):
        assert first.stderr is not None
        assert any("this process leads" in line for line in first.stderr)
        with running("serve", "--port", "0", folder=here.folder) as (second, address):
            assert second.stderr is not None
            assert any("another process leads" in line for line in second.stderr)
            assert json.load(urllib.request.urlopen(f"{address}readyz"))["status"] == "ok"


def test_preview_opens_the_newest_edition_and_drafts_one_where_there_is_none(here: Installation):
    said("collect", *NOW)
    with running("preview", "--port", "0", *NOW, folder=here.folder) as (process, address):
        assert address.endswith("/desk/preview/1")
        assert "Lindqvist" in urllib.request.urlopen(address).read().decode()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
        assert "Stopped." in out


def test_a_port_in_use_is_told_with_what_to_do(here: Installation):
    said("run", *NOW)
    code, _, err = typed("preview", "--port", str(here.web.port))
    assert (code, "name another with --port" in err) == (2, True)


def test_the_next_hours_are_said(here: Installation, capsys: pytest.CaptureFixture[str]):
    text = here.file.read_text().replace("digests:\n", "digests:\n  never: {cron: '0 0 30 2 *'}\n")
    here.file.write_text(text)
    with here.opened() as app:
        serve.say_hours(app.settings)
    assert re.match(r"never: never\ndaily: next \d{4}-\d\d-\d\d 07:00 UTC", capsys.readouterr().out)


def test_a_process_killed_while_it_hands_a_message_over_loses_nobody_and_repeats_nobody(tmp_path: Path):
    """The server kills the sender after the message arrived and before its receipt: the one moment nobody can know."""
    killed: list[subprocess.Popen[bytes]] = []

    def kill_the_sender(box: Postbox, server: object, address: str) -> str | None:
        box.accepted.append((address, b""))
        killed[0].kill()
        return "451 never read"

    readers = "daily: {to: [ada@example.org, bea@example.org, cem@example.org]}"
    first, second = Postbox(on_data=kill_the_sender), Postbox()
    with installed(tmp_path, digests=readers), a_server(first) as deadly, a_server(second) as good:
        command = [sys.executable, "-m", "digest", "run", *NOW]
        url = f"smtp://127.0.0.1:{deadly.port}?security=none"
        killed.append(subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "SMTP_URL": url}))
        assert killed[0].wait(timeout=120) == -signal.SIGKILL
        env = {**os.environ, "SMTP_URL": f"smtp://127.0.0.1:{good.port}?security=none"}
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "may or may not have arrived" in done.stdout
    assert [address for address, _ in first.accepted] == ["ada@example.org"]
    assert "ada@example.org" not in [address for address, _ in second.accepted]
