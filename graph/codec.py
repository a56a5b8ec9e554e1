"""Dataclasses of the model ↔ plain dictionaries with camelCase keys, and JSON Lines of Extractions.

The same spelling stands in JSON Lines, in the property graph and in RDF. Fields that are None and
empty lists and mappings are left out; the order is that of the dataclass, so equal data give equal bytes.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from innograph.graph import model
from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT = 1  # raised when a reader of the former version would misread the lines

_T = TypeVar("_T")
_SCALARS = frozenset((str, int, float, bool))  # nine values of ten, which need no look inside
_PYTHON_NAMES = {"cls": "class"}


def camel(name: str) -> str:
    """text_sha256 → textSha256; cls → class."""
    first, *rest = _PYTHON_NAMES.get(name, name).split("_")
    return first + "".join(part.capitalize() for part in rest)


def to_dict(record: Any) -> dict[str, Any]:
    """A record as a dictionary; nested records become nested dictionaries, tuples lists."""
    found = {}
    for name, key, _ in _fields(type(record)):
        value = getattr(record, name)
        if value.__class__ not in _SCALARS:
            value = _plain(value)
            if value is None or value == [] or value == {}:
                continue
        found[key] = value
    return found


def from_dict(kind: type[_T], data: dict[str, Any]) -> _T:
    """The record that `to_dict` was given. Raises DataError for unknown or missing keys."""
    known = {key: (name, hint) for name, key, hint in _fields(kind)}
    if unknown := sorted(set(data) - set(known)):
        raise DataError(f"{kind.__name__} has no field {unknown[0]!r}.")
    values = {known[key][0]: _typed(known[key][1], value) for key, value in data.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise DataError(f"A {kind.__name__} record is incomplete: {error}.") from None


def write_jsonl(extractions: Iterable[model.Extraction]) -> Iterator[str]:
    """One line a document, each with its line end."""
    for extraction in extractions:
        record = {"innograph": FORMAT, **to_dict(extraction)}
        yield json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_jsonl(lines: Iterable[str], *, name: str = "input") -> Iterator[model.Extraction]:
    """The Extractions of JSON Lines; blank lines are skipped. Raises DataError with the line's number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict) or record.pop("innograph", None) != FORMAT:
                raise DataError("not an extraction of this version")
            yield from_dict(model.Extraction, record)
        except (ValueError, DataError, TypeError) as error:
            raise DataError(f"{name}, line {number}: {error}") from None


def _fields(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    return _fields_of(kind)


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    return tuple((f.name, camel(f.name), hints[f.name]) for f in fields)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_dict(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _typed(hint: Any, value: Any) -> Any:
    """A JSON value as the type of its field: lists to tuples, dictionaries to records."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        (hint,) = (arg for arg in typing.get_args(hint) if arg is not type(None))
        return _typed(hint, value)
    if origin is tuple:
        item = typing.get_args(hint)[0]
        return tuple(_typed(item, each) for each in value)
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return from_dict(typing.cast("type[Any]", hint), value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and not isinstance(value, hint):
        raise DataError(f"{value!r} is not of type {hint.__name__}")
    return value
