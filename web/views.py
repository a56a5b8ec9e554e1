"""The views of viz/ beside the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.viz.atlas import write_atlas
from innograph.web.words import WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from innograph.graph.store import Store


def write_views(store: Store, file: Path, language: str) -> None:
    """All views of the store in one file."""
    write_atlas(store, file, title=WORDS[language]["title"], language=language)  # type: ignore[arg-type]
