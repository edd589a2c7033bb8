"""The shape of feeds.yaml as a JSON Schema, with which editors complete and check it while one types."""

from __future__ import annotations

from typing import Any

from digest.config.file import NewsroomFile


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of feeds.yaml, as plain values.

    What it refuses the program refuses too; what only the whole can tell, such as a feed that stands there twice
    or a time zone that is none, is left to the program.
    """
    made: dict[str, Any] = _told(NewsroomFile.model_json_schema(mode="validation"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "feeds.yaml of People Digest",
        **made,
        "type": ["object", "null"],  # an empty file is a newsroom too
    }


def _told(value: Any) -> Any:
    """Without the titles that pydantic makes of names, and defaults that say nothing: editors would show them."""
    if isinstance(value, list):
        return [_told(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _told(each)
        for key, each in value.items()
        if not (key == "title" and isinstance(each, str)) and not (key == "default" and each in (None, ""))
    }
