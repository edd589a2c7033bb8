"""In CI a skipped test is a failed one, unless nothing that could be installed would have let it run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXCUSED

ROOT = Path(__file__).parents[1]


def code_of(tmp_path: Path, reason: str, *, strict: bool, processes: int = 0) -> int:
    """The exit code of a run in which one test passes and one is skipped for a reason."""
    lines = ["import pytest", "def test_one(): pass", f"def test_other(): pytest.skip({reason!r})"]
    (tmp_path / "test_some.py").write_text("\n".join(lines) + "\n")
    words = [
        "-q",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        f"--rootdir={tmp_path}",
        "-c",
        os.devnull,
        f"-n{processes}",
    ]
    environment = {key: value for key, value in os.environ.items() if key != "NO_SKIPS"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, str(tmp_path)],
        env=environment | ({"NO_SKIPS": "1"} if strict else {}),
        cwd=ROOT,
        capture_output=True,
    )
    return done.returncode


def test_elsewhere_a_skip_is_a_skip(tmp_path: Path):
    assert code_of(tmp_path, "Chromium is not installed", strict=False) == 0


def test_in_ci_a_test_skipped_for_want_of_a_program_fails(tmp_path: Path):
    assert code_of(tmp_path, "Chromium is not installed", strict=True) == 1


def test_in_ci_a_test_skipped_in_another_process_fails_too(tmp_path: Path):
    assert code_of(tmp_path, "Chromium is not installed", strict=True, processes=1) == 1


@pytest.mark.parametrize("reason", EXCUSED)
def test_in_ci_what_cannot_be_installed_is_excused(tmp_path: Path, reason: str):
    assert code_of(tmp_path, f"{reason}: so it is", strict=True) == 0
