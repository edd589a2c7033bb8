"""Values of the model as JSON and back, exactly; what a later version added to them gets its default."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from digest.model import Analysis, Edition
from digest.store.columns import storable

T = TypeVar("T")

ANALYSIS: TypeAdapter[Analysis] = TypeAdapter(Analysis)
EDITION: TypeAdapter[Edition] = TypeAdapter(Edition)


def to_json(kind: TypeAdapter[T], value: T) -> str:
    """`value` as JSON; what no database takes in its texts is replaced (see `storable`)."""
    try:
        record = kind.dump_json(value).decode()
    except PydanticSerializationError:  # a lone surrogate
        return _cleaned(kind, value)
    return _cleaned(kind, value) if r"\u0000" in record else record


def from_json(kind: TypeAdapter[T], record: str) -> T:
    """The value behind `record`. Raises pydantic's ValidationError where it is none."""
    return kind.validate_json(record)


def _cleaned(kind: TypeAdapter[T], value: T) -> str:
    """`value` as JSON, with every text made storable: the slow way, for the rare value that needs it."""
    return kind.dump_json(kind.validate_python(_storable(kind.dump_python(value)))).decode()


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {key: _storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_storable(each) for each in value)
    return value
