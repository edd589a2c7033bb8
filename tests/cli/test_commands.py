"""The commands as a user types them."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from digest import cli
from digest.cli import session
from tests.installation import Installation, installed

NOW = ["--now", "2026-05-12T12:00:00+00:00"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.chdir(tmp_path)
    with installed(tmp_path) as installation:
        yield installation


def typed(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `digest WORDS`."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["digest", *words]
    code: object = 0
    try:
        with redirect_stdout(out), redirect_stderr(err):
            cli.main()
    except SystemExit as ended:
        code = ended.code or 0
    finally:
        sys.argv = before
    assert isinstance(code, int)
    return code, out.getvalue(), err.getvalue()


def said(*words: str) -> str:
    code, out, err = typed(*words)
    assert code == 0, err
    return out


def test_help_and_version_need_no_installation():
    assert "people" in said("--help")
    assert said("--version").startswith("digest 0.")


def test_every_command_has_a_help_text_with_an_example():
    listed = [
        line.split()[0] for line in said("--help").split("Commands:")[1].splitlines() if line.startswith("  ")
    ]
    for name in (word for word in listed if word.isalpha() and word not in ("Start", "editions")):
        assert "Example" in said(name, "--help"), name


def test_an_installation_is_started_followed_and_run(tmp_path: Path, here: Installation, monkeypatch):
    own = tmp_path / "own"
    assert "digest add" in said("init", str(own))
    assert (own / "templates" / "edition.mjml.j2").exists()
    monkeypatch.chdir(own)
    assert "is added" in said(
        "add", here.web.url("/harbour"), "--name", "Harbour Post", "--category", "Local"
    )
    (own / "feeds.yaml").write_text((own / "feeds.yaml").read_text() + "\nnetwork: {allow: [127.0.0.1]}\n")
    out = said("run", *NOW)
    assert "1 feed visited: 1 new article, 0 changed, 0 feeds without news" in out
    assert "Edition 1 of daily for 2026-05-12 is sent: 1 story in 1 section." in out
    assert "Nobody is named under `to:`" in out
    assert {each.suffix for each in (own / "outbox").iterdir()} == {".eml", ".html", ".txt"}


def test_nothing_is_overwritten_by_starting_twice(here: Installation):
    code, _, err = typed("init")
    assert (code, "nothing was changed" in err) == (2, True)


def test_feeds_are_listed_with_what_their_last_visit_brought(here: Installation):
    assert said("list").startswith("new      Harbour Post (Local)\n")
    here.file.write_text(here.file.read_text().replace("/lantern", "/missing"))
    said("collect", *NOW)
    listed = json.loads(said("list", "--json"))
    assert [bool(each["error"]) for each in listed] == [False, True]
    assert listed[0]["last_visit"].startswith("2026-05-12T12:00")
    assert "404" in said("list")
    assert "Visited on 2026-05-12 at 12:00." in said("list")


def test_a_list_folds_its_sentences_to_the_terminal_and_never_an_address(here: Installation, monkeypatch):
    address = here.web.url("/missing?" + "channel=1&" * 12)
    here.file.write_text(here.file.read_text().replace(here.web.url("/lantern"), address))
    said("collect", *NOW)
    assert max(map(len, said("list").splitlines())) > 120, "other programs get whole sentences"
    monkeypatch.setenv("COLUMNS", "60")
    for command in ("list", "check"):
        lines = typed(command, *NOW)[1].splitlines()
        assert f"         {address}" in lines or f"failing  {address}" in lines
        beside = lines[lines.index("") + 1 :] if command == "check" else lines
        assert all(len(line) <= 60 for line in beside if address not in line), beside
        assert {line[:9].rstrip() for line in beside} <= {"", "well", "failing"}


def test_the_list_of_commands_breaks_off_no_sentence():
    ours = ("init", "add", "import-opml", "export-opml", "list", "resume", "check", "prune")
    told = {
        line.split()[0]: line
        for line in said("--help").splitlines()
        if line.startswith("  ") and line.strip()
    }
    assert not [told[name] for name in ours if told[name].endswith("...")]


def test_what_an_argument_may_be_is_shown_with_one_pair_of_brackets():
    assert "[DIR]" in said("init", "--help")
    assert "[[" not in said("init", "--help") + said("export-opml", "--help")


def test_a_list_of_no_feeds_says_how_to_add_one(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.yaml").write_text("title: Empty\n")
    assert "digest add" in said("list")


def test_feeds_are_paused_resumed_and_removed(here: Installation):
    url = here.web.url("/lantern")
    assert "paused" in said("pause", url)
    assert "1 feed visited" in said("collect", *NOW)
    assert "paused" in said("list")
    assert "visited again" in said("resume", url)
    assert "removed" in said("remove", url)
    assert url not in here.file.read_text()


def test_an_edit_that_would_break_the_file_is_refused(here: Installation):
    before = here.file.read_text()
    code, _, err = typed("add", "https://a.example/", "--weight", "99")
    assert (code, "weight" in err) == (2, True)
    assert here.file.read_text() == before


def test_a_collect_tells_programs_what_it_brought(here: Installation):
    told = json.loads(said("collect", "--json", *NOW))
    assert (told["visited"], told["new"], told["failed"]) == (2, 2, [])


def test_failing_and_malformed_feeds_are_told_by_name(here: Installation):
    here.file.write_text(here.file.read_text().replace("/lantern", "/missing"))
    assert "failed   http://127.0.0.1" in said("collect", *NOW)


def test_an_edition_goes_its_way_command_by_command(here: Installation):
    said("collect", *NOW)
    assert "is draft" in said("draft", *NOW)
    code, _, err = typed("send", "1", *NOW)
    assert (code, "digest approve 1" in err) == (1, True)
    assert "approved" in said("approve", "1", *NOW)
    assert "nothing was sent" in said("send", "1", "--dry-run")
    assert "1 sent" in said("send", "1", *NOW)
    assert "nobody gets it twice" in said("send", "1", *NOW)
    assert "1 sent" in said("send", "1", "--to", "me@example.org", *NOW)
    assert "sent" in said("editions", "list")
    shown = said("editions", "show", "1")
    assert "Lindqvist opens the bridge" in shown
    assert "ada@example.org" not in shown


def test_programs_read_drafts_runs_and_editions_as_json(here: Installation):
    ran = json.loads(said("run", "--json", *NOW))
    assert ran["collected"]["new"] == 2
    assert ran["editions"][0]["state"] == "sent"
    assert json.loads(said("draft", "--json", *NOW))["number"] == 1
    assert json.loads(said("editions", "list", "--json"))[0]["digest"] == "daily"
    shown = json.loads(said("editions", "show", "1", "--json"))
    assert [each["state"] for each in shown["deliveries"]] == ["sent"]
    people = {person["name"] for section in shown["sections"] for person in section["cast"]}
    assert people == {"Ada Lindqvist", "Bo Ek"}


def test_an_edition_is_exported_in_each_form(here: Installation, tmp_path: Path):
    said("run", *NOW)
    assert "<html" in said("editions", "export", "1")
    for name, starts in (("e.html", "<!doctype"), ("e.txt", ""), ("e.json", "{")):
        said("editions", "export", "1", "--to", name)
        assert (tmp_path / name).read_text().lower().startswith(starts)


def test_an_edition_that_asks_for_approval_is_not_sent_by_a_run(here: Installation):
    here.file.write_text(here.file.read_text().replace("daily: {", "daily: {approve: true, "))
    assert "digest approve 1" in said("run", "daily", *NOW)
    assert not (here.folder / "outbox").exists()


def test_a_day_without_news_says_why_there_is_no_edition(here: Installation):
    here.file.write_text(here.file.read_text().replace("daily: {", "daily: {min_stories: 9, "))
    assert "No edition of daily for 2026-05-12" in said("run", *NOW)
    assert json.loads(said("draft", "--json", *NOW))["skipped"]
    code, out, _ = typed("preview", *NOW)
    assert (code, "There is no edition" in out) == (1, True)


@pytest.mark.parametrize(
    "words", [("editions", "show", "9"), ("editions", "export", "9"), ("send", "9"), ("approve", "9")]
)
def test_an_edition_that_is_not_there_is_told(here: Installation, words: tuple[str, ...]):
    code, _, err = typed(*words)
    assert (code, "there is no edition 9" in err) == (1, True)


def test_there_are_no_editions_before_the_first_run(here: Installation):
    assert "digest run" in said("editions", "list")


def test_a_run_beside_another_one_says_so_and_changes_nothing(here: Installation):
    with here.opened() as app, app.means.storage.lock("run"):
        code, _, err = typed("run", *NOW)
    assert (code, err.startswith("digest: ")) == (1, True)


def test_a_broken_configuration_is_told_line_by_line(here: Installation):
    here.file.write_text("title: [\n")
    code, _, err = typed("list")
    assert (code, "feeds.yaml:2:1" in err) == (2, True)


def test_a_broken_people_file_is_told_with_its_line(here: Installation):
    (here.folder / "people.yaml").write_text("- 2026-05-12 rename: A = B\n")
    code, _, err = typed("run", *NOW)
    assert (code, "people.yaml:1" in err) == (2, True)


def test_a_time_that_is_none_is_told(here: Installation):
    code, _, err = typed("collect", "--now", "noon")
    assert (code, "2026-05-12 07:00" in err) == (2, True)


def test_a_time_without_a_zone_is_meant_in_the_newsrooms(here: Installation):
    here.file.write_text("timezone: America/Lima\n" + here.file.read_text())
    said("collect", "--now", "2026-05-12 07:00")
    assert json.loads(said("list", "--json"))[0]["last_visit"].startswith("2026-05-12T12:00")


def test_another_feeds_yaml_is_named_before_or_after_the_command(here: Installation, monkeypatch):
    monkeypatch.chdir("/")
    for words in (("-c", str(here.file), "list"), ("list", "--config", str(here.file))):
        assert "Harbour Post" in said(*words)


def test_words_nobody_knows_are_bad_usage():
    assert typed("bake")[0] == 2


def test_a_command_that_is_stopped_says_so(monkeypatch):
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", stopped)
    assert typed()[0] == 130


def test_a_reader_that_hangs_up_is_no_fault(monkeypatch):
    def hung_up() -> None:
        raise BrokenPipeError

    monkeypatch.setattr(cli, "app", hung_up)
    monkeypatch.setattr(sys, "stderr", open("/dev/null", "w"))  # noqa: SIM115, PTH123
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1


def test_what_happens_is_logged_as_json_where_asked(here: Installation, monkeypatch):
    monkeypatch.setenv("LOG_FORMAT", "json")
    monkeypatch.setenv("LOG_LEVEL", "info")
    _, _, err = typed("collect", *NOW)
    lines = [json.loads(line) for line in err.splitlines()]
    assert {line["level"] for line in lines} == {"info"}
    assert any("visiting feeds" in line["message"] for line in lines)


def test_long_work_shows_a_bar_on_a_terminal(here: Installation, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    code, out, err = typed("run", *NOW)
    assert (code, "2 feeds visited" in out) == (0, True)
    assert "visiting feeds" in err


def test_an_error_that_is_logged_as_json_carries_its_story():
    record = logging.LogRecord("digest", logging.ERROR, __file__, 1, "it failed", (), None)
    try:
        raise ValueError("because")
    except ValueError:
        record.exc_info = sys.exc_info()
    told = json.loads(session.JsonLines().format(record))
    assert (told["level"], told["message"], "because" in told["error"]) == ("error", "it failed", True)


def test_templates_of_ones_own_are_left_as_they_are(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    said("init", ".")
    assert list((tmp_path / "templates").iterdir()) == []
