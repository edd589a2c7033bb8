"""The picture of the architecture is that of the code."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.docs.pages import ROOT, page, rows

PAGE = page("docs/architecture.md")
PARTS = sorted(
    f"{path.name}/" if path.is_dir() else path.name
    for path in (ROOT / "digest").iterdir()
    if (path / "__init__.py").exists() or (path.suffix == ".py" and not path.name.startswith("__"))
)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_program_has_its_place(part: str) -> None:
    assert f"`{part}`" in PAGE.text


def test_every_part_in_the_table_is_there() -> None:
    told = {first.strip("`") for first in rows(PAGE.section("The layers")) if first.startswith("`")}
    assert told <= set(PARTS)


def test_the_layers_are_those_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(each for each in project["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    held = [set(layer.replace("digest.", "").split(" | ")) for layer in contract["layers"]]
    drawn = next(block.text for block in PAGE.blocks if block.language == "")
    told = [set(re.split(r"\s{2,}", line)[0].split(" | ")) for line in drawn.splitlines()]
    assert told == held
