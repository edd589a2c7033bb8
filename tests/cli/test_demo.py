"""The demo: the whole way on the sample newsroom."""

import json
from pathlib import Path

import pytest

from digest.cli.demo import MARK
from tests.cli.test_commands import said, typed


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    return folder, said("demo", str(folder))


def test_the_demo_says_in_one_screen_what_it_did_and_where_to_look(shown: tuple[Path, str]):
    folder, out = shown
    assert len(out.splitlines()) <= 30
    assert "Monday, 11 May" in out
    assert "Tuesday, 12 May" in out
    assert str(folder / "index.html") in out


def test_a_fortnight_of_mornings_is_made_and_the_older_ones_are_linked(shown: tuple[Path, str]):
    folder, out = shown
    index = (folder / "index.html").read_text()
    mails = sorted(each.stem for each in (folder / "outbox").glob("*.txt"))
    assert len(mails) >= 15
    assert all(f"read/{name}.html" in index for name in mails)
    assert index.count("<iframe") == 9
    assert f"{len(mails)} mornings" in out


def test_a_story_of_several_days_says_so(shown: tuple[Path, str]):
    folder, _ = shown
    found = json.loads(said("-c", str(folder / "feeds.yaml"), "editions", "list", "--json"))
    last = max(each["number"] for each in found)
    exported = folder / "last.json"
    said("-c", str(folder / "feeds.yaml"), "editions", "export", str(last), "--to", str(exported))
    edition = json.loads(exported.read_text())
    stories = [story for section in (*edition["sections"], *edition["plain"]) for story in section["stories"]]
    assert [story["continues"]["edition"] for story in stories if story["continues"]]


def test_two_editions_are_written_as_mail_and_as_pages(shown: tuple[Path, str]):
    folder, _ = shown
    names = {each.name for each in (folder / "outbox").iterdir()}
    for day in ("11", "12"):
        assert {f"daily-2026-05-{day}{ending}" for ending in (".eml", ".html", ".txt")} <= names
    page = (folder / "read" / "daily-2026-05-12.html").read_text()
    assert 'src="pictures/' in page
    assert ".example/pictures" not in page
    assert page.count("@media not all") == 0
    assert "https://digest.example" not in (folder / "feeds.yaml").read_text()


def test_the_demo_can_be_run_again_in_its_folder(tmp_path: Path):
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / MARK).touch()
    (folder / "outbox").mkdir()
    (folder / "outbox" / "old.eml").touch()
    said("demo", str(folder), "--now", "2026-06-16 07:00")
    assert not (folder / "outbox" / "old.eml").exists()
    assert (folder / "outbox" / "daily-2026-06-16.eml").exists()


def test_a_folder_with_somebodys_files_is_left_alone(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("precious")
    code, _, err = typed("demo", str(tmp_path))
    assert (code, "name another folder" in err) == (2, True)
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]
