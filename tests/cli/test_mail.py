"""`run` and `send` through a real SMTP server."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from tests.cli.test_commands import NOW, said, typed
from tests.delivery.builders import Postbox, a_server
from tests.installation import installed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with installed(tmp_path, digests="daily: {to: [ada@example.org, bea@example.org]}") as installation:
        yield installation


def through(monkeypatch: pytest.MonkeyPatch, smtp) -> None:
    monkeypatch.setenv("SMTP_URL", f"smtp://{smtp.host}:{smtp.port}?security=none")


def test_a_run_delivers_mail_that_reads_well_as_plain_text(here, monkeypatch: pytest.MonkeyPatch):
    box = Postbox()
    with a_server(box) as smtp:
        through(monkeypatch, smtp)
        assert "2 sent, 0 put off, 0 refused" in said("run", *NOW)
        assert "nobody gets it twice" in said("run", *NOW)
    assert [address for address, _ in box.accepted] == ["ada@example.org", "bea@example.org"]
    message = email.message_from_bytes(box.accepted[0][1], policy=email.policy.default)
    assert message["From"] == "The Test Cast <digest@localhost>"
    text = message.get_body(("plain",)).get_content()
    for part in ("Ada Lindqvist", "Bo Ek", "https://harbour.example/bridge"):
        assert part in text
    assert max(len(line) for line in text.splitlines() if "https://" not in line) <= 78


def test_a_refused_reader_is_told_by_id_and_the_others_get_their_mail(here, monkeypatch: pytest.MonkeyPatch):
    box = Postbox(
        on_rcpt=lambda box, server, address: "550 no such user" if address.startswith("ada") else None
    )
    with a_server(box) as smtp:
        through(monkeypatch, smtp)
        out = said("run", *NOW)
    assert "1 sent, 0 put off, 1 refused" in out
    assert "550" in out
    assert "ada@example.org" not in out
    assert [address for address, _ in box.accepted] == ["bea@example.org"]


def test_a_server_that_is_not_there_loses_nobody(here, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SMTP_URL", "smtp://127.0.0.1:1?security=none")
    assert "0 sent, 2 put off" in said("run", *NOW)
    assert typed("send", "1", *NOW)[0] == 1
    box = Postbox()
    with a_server(box) as smtp:
        through(monkeypatch, smtp)
        assert "2 sent" in said("send", "1", *NOW)
    assert len(box.accepted) == 2


def test_a_copy_for_oneself_is_marked_as_a_preview(here, monkeypatch: pytest.MonkeyPatch):
    box = Postbox()
    with a_server(box) as smtp:
        through(monkeypatch, smtp)
        said("collect", *NOW)
        said("draft", *NOW)
        said("send", "1", "--to", "me@example.org", *NOW)
    ((address, data),) = box.accepted
    assert address == "me@example.org"
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert message["Subject"].startswith("[Preview] ")


def test_a_dry_run_says_which_way_mail_would_go(here, monkeypatch: pytest.MonkeyPatch):
    said("run", *NOW)
    assert "2 readers as files" in said("send", "1", "--dry-run")
    monkeypatch.setenv("SMTP_URL", "smtp://mail.example")
    assert "2 readers by SMTP through mail.example" in said("send", "1", "--dry-run")
