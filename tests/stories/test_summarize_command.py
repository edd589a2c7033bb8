from __future__ import annotations

import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from digest import cli
from digest.cli import summarize
from digest.errors import UsageError
from tests.stories.builders import FIRE, VOTE

app = typer.Typer()
summarize.register(app)
run = CliRunner().invoke


def answers(*asked: object) -> list[dict[str, object]]:
    result = run(app, [], input="\n".join(json.dumps(each) for each in asked))
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_an_article_is_told_in_its_own_sentences():
    (answer,) = answers({"id": "a", "title": "Fire", "text": FIRE, "sentences": 2})
    assert answer["id"] == "a"
    assert len(answer["summary"]) == 2
    assert all(sentence in FIRE for sentence in answer["summary"])


def test_a_story_is_told_from_its_articles():
    (answer,) = answers({"id": 7, "articles": [{"title": "Fire", "text": FIRE}, {"text": VOTE}]})
    assert answer["id"] == 7
    assert len(answer["summary"]) == 3
    assert all(sentence in FIRE or sentence in VOTE for sentence in answer["summary"])


def test_an_article_of_nothing_has_an_empty_summary():
    assert answers({"id": "a", "title": "Fire"}) == [{"id": "a", "summary": []}]


def test_half_a_surrogate_pair_comes_back_as_it_came():
    result = run(
        app, [], input='{"id": "\\ud83d", "text": "The \\ud83d harbour of Brannock opened on Monday."}'
    )
    assert json.loads(result.stdout)["summary"] == ["The \ud83d harbour of Brannock opened on Monday."]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "no JSON"),
        ("[1]", "an object is needed"),
        ('{"text": "x"}', '"id" is missing'),
        ('{"id": "a", "text": 3}', "must be text"),
        ('{"id": "a", "sentences": 0}', '"sentences" must be'),
        ('{"id": "a", "sentences": true}', '"sentences" must be'),
        ('{"id": "a", "articles": 3}', '"articles" must be'),
        ('{"id": "a", "articles": [3]}', "an article must be"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_the_others_go_on(line, what):
    result = run(app, [], input=f'{line}\n\n{{"id": "good", "text": ""}}\n')
    assert result.exit_code == 1
    assert json.loads(result.stdout)["id"] == "good"
    assert result.stderr.startswith("digest: line 1: ")
    assert what in result.stderr


def test_a_file_is_read_and_a_missing_one_is_bad_usage(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": FIRE}), encoding="utf-8")
    assert json.loads(run(app, [str(path)]).stdout)["id"] == "a"
    missing = run(app, [str(tmp_path / "none.jsonl")])
    assert isinstance(missing.exception, UsageError)


def typed(*arguments: str, capsys, monkeypatch) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["digest", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), capsys.readouterr().out


def test_the_command_itself_answers_a_file(tmp_path, capsys, monkeypatch):
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "text": FIRE}), encoding="utf-8")
    code, out = typed("summarize", str(path), capsys=capsys, monkeypatch=monkeypatch)
    assert (code, json.loads(out)["id"]) == (0, "a")
    assert typed("summarize", str(tmp_path / "none"), capsys=capsys, monkeypatch=monkeypatch) == (2, "")


def test_help_is_given_as_for_any_command(capsys, monkeypatch):
    code, out = typed("summarize", "--help", capsys=capsys, monkeypatch=monkeypatch)
    assert code == 0
    assert "JSON Lines" in out


def test_summarising_starts_without_the_rest_of_the_program(tmp_path):
    (tmp_path / "none.jsonl").touch()
    told = (
        "import sys; sys.argv = ['digest', 'summarize', 'none.jsonl']\n"
        "from digest.cli import main\n"
        "try: main()\n"
        "finally: print(*sorted({'typer', 'pydantic', 'digest.model', 'digest.people'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_the_commands_have_no_other_name():
    with pytest.raises(AttributeError):
        _ = cli.application
