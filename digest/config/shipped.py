"""Where what ships with the program lies: templates, the sample newsroom, the first feeds.yaml."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def shipped(name: str) -> Path:
    """A folder or file that ships with the program: beside the package in a checkout, inside it when installed."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name
