import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from digest.cli.analyze import answers, read_lines, register
from digest.errors import UsageError
from digest.model import Identification, Person, PersonId
from digest.store import open_storage
from tests.cli.test_commands import said


def analyzed(*given: object) -> tuple[list[dict], list[tuple[int, str]]]:
    good, errors = read_lines(json.dumps(each) if not isinstance(each, str) else each for each in given)
    return list(answers(good)), errors


def test_people_and_stories_are_shared_across_lines():
    text = "Greta Holm, a baker, sold her dog to the mayor of Lamont on Friday. “It has papers,” Holm said."
    (one, two), errors = analyzed(
        {"id": "1", "title": "Baker sells dog", "text": text, "published": "2026-05-01"},
        {
            "id": 2,
            "title": "Baker sells dog to mayor",
            "text": text + " The dog barked.",
            "published": "2026-05-01T10:00:00Z",
        },
    )
    assert errors == []
    assert (one["id"], two["id"]) == ("1", 2)
    assert one["people"][0]["person_id"] == two["people"][0]["person_id"]
    assert one["story_id"] == two["story_id"]
    mention = one["people"][0]["mentions"][0]
    assert set(mention) == {"field", "start", "end", "reason", "confidence"}
    assert one["people"][0]["name"] == "Greta Holm"
    assert one["people"][0]["role"] == "baker"
    assert one["quotes"][0]["text"] == "It has papers"
    assert one["quotes"][0]["person_id"] == one["people"][0]["person_id"]


def test_what_stays_open_names_its_candidates():
    ((told,), _) = analyzed({"id": "1", "text": "The twins Kai Lund and Milo Lund opened shops. Lund left."})
    (open_one,) = told["unresolved"]
    assert set(open_one["candidates"]) == {each["person_id"] for each in told["people"]}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "this is no JSON"),
        ("[1]", "an object is needed"),
        ('{"text": "x"}', '"id" is missing'),
        ('{"id": "1", "text": 3}', '"text" must be text'),
        ('{"id": "1", "published": "yesterday"}', '"published" is no time'),
        ("[" * 100_000, "this JSON is nested too deeply"),
    ],
)
def test_a_bad_line_is_told_and_the_others_go_on(line: str, said: str):
    told, errors = analyzed({"id": "1", "text": "Greta Holm sang."}, line, "", {"id": "2", "text": ""})
    assert [each["id"] for each in told] == ["1", "2"]
    assert [number for number, _ in errors] == [2]
    assert said in errors[0][1]


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    register(app)
    return app


def test_the_command_reads_a_file_or_standard_input(command: typer.Typer, tmp_path: Path):
    line = '{"id": "1", "text": "Greta Holm sang."}\n'
    (tmp_path / "articles.jsonl").write_text(line, encoding="utf-8")
    from_file = CliRunner().invoke(command, [str(tmp_path / "articles.jsonl")])
    from_input = CliRunner().invoke(command, ["-"], input=line)
    assert from_file.exit_code == from_input.exit_code == 0
    assert json.loads(from_file.stdout) == json.loads(from_input.stdout)


def test_the_command_fails_when_a_line_was_bad_and_when_there_is_no_file(command: typer.Typer):
    bad = CliRunner().invoke(command, ["-"], input='{"id": "1"}\nnonsense\n')
    assert bad.exit_code == 1
    assert json.loads(bad.stdout.splitlines()[0])["id"] == "1"
    assert "digest: line 2: this is no JSON" in bad.stderr
    assert isinstance(CliRunner().invoke(command, ["/no/such/file"]).exception, UsageError)


def test_an_installation_is_asked_only_where_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.yaml").write_text("title: Mine\n", encoding="utf-8")
    taught = "- 2026-05-12 alias: Greta Holm = Gretel Holm\n- 2026-05-12 nobody: Jonas Fell\n"
    (tmp_path / "people.yaml").write_text(taught, encoding="utf-8")
    before = Identification(
        people=(Person(id=PersonId("greta-1"), name="Greta Holm", keys=("greta", "holm")),)
    )
    with open_storage(f"sqlite:///{tmp_path / 'data' / 'digest.db'}") as storage:
        storage.people.keep(before)
    (tmp_path / "in.jsonl").write_text(
        json.dumps({"id": "1", "text": "Gretel Holm sang. Jonas Fell danced. Fell laughed, Holm said."})
        + "\n"
    )
    alone, with_it = said("analyze", "in.jsonl"), said("-c", "feeds.yaml", "analyze", "in.jsonl")
    assert said("analyze", "in.jsonl", "-c", "feeds.yaml") == with_it
    assert {each["name"] for each in json.loads(alone)["people"]} >= {"Gretel Holm", "Jonas Fell"}
    (greta,) = json.loads(with_it)["people"]
    assert greta["person_id"] == "greta-1"
