"""The texts of pages and pictures, in both languages: texts.json."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def load_texts() -> dict[str, dict[str, str]]:
    """Language → key → text, with {names} to fill in."""
    path = Path(__file__).with_name("texts.json")
    texts: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def say(language: str, key: str, **values: Any) -> str:
    """A text with its values filled in, in one pass: values are never read as patterns."""
    return load_texts()[language][key].format_map(values)
