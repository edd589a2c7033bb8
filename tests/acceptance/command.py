"""The `digest` command as a user runs it: DIGEST names it, so that an installed wheel can be tested too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_FOUND = os.environ.get("DIGEST") or shutil.which("digest") or Path(sys.executable).with_name("digest")
DIGEST = str(Path(_FOUND).absolute())
OURS = (
    "DIGEST",
    "FEEDS",
    "DATABASE_URL",
    "BASE_URL",
    "LISTEN_ADDR",
    "SECRET_KEY",
    "TZ",
    "LOG_LEVEL",
    "LOG_FORMAT",
)


def environment(**more: str) -> dict[str, str]:
    """The environment without what would change the commands' answers."""
    kept = {
        name: value for name, value in os.environ.items() if name not in OURS and not name.startswith("SMTP_")
    }
    return kept | {"COLUMNS": "400", "PYTHONWARNINGS": "default"} | more


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Both outputs."""
        return self.out + self.err


def digest(*words: str, folder: Path, stdin: str = "", **variables: str) -> Said:
    """Run a command to its end. Whatever happens, it never shows a traceback."""
    done = subprocess.run(
        [DIGEST, *words], capture_output=True, text=True, cwd=folder, timeout=300, check=False,
        input=stdin, env=environment(**variables),
    )  # fmt: skip
    said = Said(done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in said.all, said.all
    return said


def started(words: Sequence[str], *, folder: Path, **variables: str) -> subprocess.Popen[str]:
    """Begin a command; whoever calls ends it."""
    return subprocess.Popen(
        [DIGEST, *words], cwd=folder, text=True, env=environment(**variables),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> None:
    """Kill a command the hard way, if it is still there."""
    process.kill()
    process.communicate()


def line_with(word: str, process: subprocess.Popen[str]) -> str:
    """The first line of a command's log with a word; empty if it ends before."""
    assert process.stderr is not None
    return next((line for line in process.stderr if word in line), "")
