"""Values of any query as JSON and as the text of a cell: times as ISO 8601, bytes as hexadecimal."""

from __future__ import annotations

import json
import math
from typing import Any


def plain(value: Any) -> Any:
    """The value as JSON has it; NaN and infinity as text."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def spelled(value: Any) -> str:
    """The value as text of one cell; nothing for None."""
    found = plain(value)
    if found is None:
        return ""
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, float):
        return f"{found:.15g}"
    if isinstance(found, (dict, list)):
        return json.dumps(found, ensure_ascii=False)
    return str(found)


def shown(value: Any) -> str:
    """The same with plain line ends and without control characters, for csv and markdown."""
    lines = "\n".join(spelled(value).splitlines())
    return "".join(c for c in lines if c.isprintable() or c in "\n\t\u3000\xa0")


def is_number(value: Any) -> bool:
    """Whether a cell of it is right-aligned and needs no guard."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
