"""Commands used wrongly, files in the way, two at once: each is told in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_commands import NOW, said, typed
from tests.installation import Installation, installed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    with installed(tmp_path) as installation:
        yield installation


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("run", "nope"), 2, "there is no digest 'nope'; there are: daily"),
        (("run", "--now", "soon"), 2, "'soon' is no time"),
        (("run", "--now", "0001-01-01"), 2, "the year must be one from 1990"),
        (("collect", "--now", "9999-12-31T23:59"), 2, "the year must be one from 1990"),
        (("send", "9" * 25), 2, "2147483647"),
        (("approve", "0"), 2, "Invalid value"),
        (("editions", "show", "7"), 1, "there is no edition 7"),
        (("send", "1", "--to", "nobody"), 2, "--to: the address has no @"),
        (("add", "ftp://x"), 2, "starts with https:// or http://"),
        (("add", "https://x.example/f", "--weight", "nan"), 2, "feeds.yaml"),
        (("remove", "https://unknown.example/"), 2, "is not in feeds.yaml"),
        (("init", "feeds.yaml"), 1, "feeds.yaml"),
        (("demo", "feeds.yaml"), 1, "feeds.yaml"),
        (("serve", "--port", "99999999"), 2, "65535"),
        (("preview", "--port", "-5"), 2, "--port"),
        (("analyze", "absent.jsonl"), 2, "absent.jsonl cannot be read"),
        (("-c", "absent.yaml", "list"), 2, "absent.yaml: there is no such file"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_words_that_make_no_sense_are_told_and_change_nothing(
    here: Installation, words: tuple[str, ...], code: int, part: str
):
    before = here.file.read_text()
    ended, _, err = typed(*words)
    assert ended == code, err
    assert part in " ".join(err.split())
    assert "Traceback" not in err
    assert here.file.read_text() == before


def test_a_file_that_cannot_be_written_is_told_by_name(here: Installation):
    said("run", *NOW)
    code, _, err = typed("editions", "export", "1", "--to", "absent/edition.html")
    assert code == 1
    assert err.startswith("digest: absent/edition.html: No such file or directory; check the path")


def test_a_digest_that_fails_does_not_stop_the_others_and_ends_the_run_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    digests = "\n  first: {to: [ada@example.org]}\n  second: {to: [ada@example.org]}"
    with installed(tmp_path, digests=digests):
        in_the_way = tmp_path / "outbox" / "first-2026-05-12.html"
        in_the_way.mkdir(parents=True)
        code, out, err = typed("run", "--json", *NOW)
        assert code == 1
        assert "outbox" in err
        (edition,) = json.loads(out)["editions"]
        assert (edition["digest"], edition["state"]) == ("second", "sent")
        in_the_way.rmdir()
        assert "1 sent" in said("run", *NOW)


def test_a_run_beside_a_process_that_collects_says_so(here: Installation):
    with here.opened() as app, app.means.storage.lock("collect"):
        code, _, err = typed("run", *NOW)
    assert code == 1
    assert "Another process is at the same work" in err


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_a_people_yaml_that_cannot_be_read_is_told(here: Installation, content: bytes | None):
    file = here.folder / "people.yaml"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    code, _, err = typed("draft", *NOW)
    assert code == 2
    assert err.startswith("digest: people.yaml: it")
