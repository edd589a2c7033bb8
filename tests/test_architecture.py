"""The architecture, held by tests: who may import what, and that pure stages are pure."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "digest"

ONLY_IN = {
    "feedparser": {"feeds/parse.py", "feeds/sax.py"},
    "mjml": {"rendering/html.py"},
    "aiohttp": {"feeds/fetch.py"},
    "apscheduler": {"schedule.py"},
    "smtplib": {"delivery/smtp.py"},
    "trafilatura": {"articles/extract.py"},
    "protego": {"feeds/robots.py"},
    "rensa": {"articles/duplicates.py"},
    "pebble": {"workers.py"},
    "pycrfsuite": {"people/tagger/model.py"},
    "onnxruntime": {"people/accurate/net.py"},
    "numpy": {
        "people/accurate/net.py",
        "stories/bonds.py",
        "stories/linkage.py",
        "stories/near.py",
        "stories/vectors.py",
    },
    "spacy": {"people/spacy_pipeline.py"},
    "flask": {"web/__init__.py", "web/health.py", "web/preview.py"},
    "waitress": {"cli/serve.py"},
    "typer": {"cli"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
}

PURE = sorted(
    str(path.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__")
    for part in ("articles", "people", "stories", "editions", "text")
    for path in (PACKAGE / part).rglob("*.py")
)
WORLDLY = {
    "socket",
    "requests",
    "urllib.request",
    "subprocess",
    "sqlite3",
    "time",
    "random",
    "os",
    "tempfile",
    "shutil",
}
FORBID = """
import sys, {module}
import builtins, datetime, socket, time

def forbidden(*_, **__):
    raise AssertionError("a pure module reached for the world while it was imported")

for name in [each for each in sys.modules if each == "digest" or each.startswith("digest.")]:
    del sys.modules[name]
socket.socket = time.time = time.monotonic = time.sleep = forbidden
class Clock(datetime.datetime):
    now = utcnow = today = classmethod(forbidden)
datetime.datetime = Clock
real = builtins.open
builtins.open = lambda file, *a, **k: real(file, *a, **k) if str(file).endswith((".py", ".pyc")) else forbidden()
import {module}
"""


def imports(path: Path) -> set[str]:
    """The modules a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_is_known_in_its_own_place_only(library: str):
    users = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if any(name == library or name.startswith(f"{library}.") for name in imports(path))
    }
    assert users
    strangers = {
        user
        for user in users
        if not any(user == each or user.startswith(f"{each}/") for each in ONLY_IN[library])
    }
    assert strangers == set()


@pytest.mark.parametrize("module", PURE)
def test_a_pure_module_names_nothing_of_the_world(module: str):
    path = ROOT / (module.replace(".", "/") + ".py")
    path = path if path.exists() else ROOT / module.replace(".", "/") / "__init__.py"
    assert imports(path) & WORLDLY == set()


@pytest.mark.parametrize("part", ["articles", "people", "stories", "editions", "text"])
def test_a_pure_stage_is_imported_without_sockets_files_or_clocks(part: str):
    modules = ", ".join(module for module in PURE if module.startswith(f"digest.{part}"))
    done = subprocess.run(
        [sys.executable, "-c", FORBID.format(module=modules)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_no_module_outgrows_four_hundred_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_file_names_a_place_of_one_machine_or_a_package_registry():
    tracked = listed_by_git()
    hosts = tuple("".join(each) for each in (("pypi", ".org"), ("pythonhosted", ".org"), ("npmjs", ".org")))
    for name in tracked:
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        for host in hosts:
            assert host.encode() not in content, name


def test_nothing_the_program_needs_is_hidden_from_a_clone():
    hidden = listed_by_git("--others", "--ignored", "--exclude-standard", "digest", "samples", "templates")
    assert [each for each in hidden if "__pycache__/" not in each] == []


def listed_by_git(*words: str) -> list[str]:
    """The files that git lists; skips the test where there is no git or no checkout."""
    done = shutil.which("git") and subprocess.run(
        ["git", "ls-files", *words], capture_output=True, text=True, cwd=ROOT
    )
    if not done or done.returncode:
        pytest.skip("this is no git checkout; clone the repository to run this test")
    return done.stdout.splitlines()
