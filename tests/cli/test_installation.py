"""`digest init`: what it writes, and what it leaves."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from digest.config import read_settings, schema


def init(folder: Path) -> str:
    from digest.cli import app

    done = CliRunner().invoke(app, ["init", str(folder), "--no-templates"])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_first_line_names_the_schema_that_is_written_beside_the_file(tmp_path: Path) -> None:
    init(tmp_path / "own")
    first, second, *_ = (tmp_path / "own" / "feeds.yaml").read_text(encoding="utf-8").splitlines()
    assert first == "# yaml-language-server: $schema=feeds.schema.json"
    assert second.startswith("# The newsroom's file")
    assert json.loads((tmp_path / "own" / "feeds.schema.json").read_text(encoding="utf-8")) == schema()
    assert read_settings(tmp_path / "own" / "feeds.yaml", {}).feeds == ()


def test_a_schema_of_the_owners_own_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "feeds.schema.json").write_text("{}")
    init(tmp_path)
    assert (tmp_path / "feeds.schema.json").read_text() == "{}"
