"""What government sites and tables call things: lexicons/pages.toml, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "lexicons" / "pages.toml"


@dataclass(frozen=True, slots=True)
class PageLexicon:
    """`content`: ids and classes of the element that holds the text; `metas` and `labels`: a name on
    the page → (field, whether it is sure); `columns`: words that column names end with."""

    content: tuple[str, ...]
    metas: dict[str, tuple[str, bool]]
    labels: dict[str, str]
    columns: re.Pattern[str]
    programs: re.Pattern[str]


@lru_cache(maxsize=1)
def load_pages() -> PageLexicon:
    """The lexicon, read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    metas = {
        name.lower(): (field, rank == "sure")
        for rank in ("hint", "sure")
        for field, names in data["meta"][rank].items()
        for name in names
    }
    return PageLexicon(
        content=tuple(data["content"]["names"]),
        metas=metas,
        labels={name: field for field, names in data["label"].items() for name in names},
        columns=re.compile(f"(?:{'|'.join(data['table']['columns'])})$"),
        programs=re.compile(data["title"]["programs"], re.IGNORECASE),
    )
