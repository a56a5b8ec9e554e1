"""The extractor's version: a hash of everything that decides what is read out of a text."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.ontology import Ontology
    from innograph.ingest.llm.settings import LLM

# Rooms of ingest/ that only look at what was read, or carry it.
_LOOKERS = {"annotate", "evaluation", "shards", "__pycache__"}
_KINDS = {".py", ".txt", ".tsv", ".toml", ".yaml", ".json", ".gz", ".npz"}


def extractor_version(
    ontology: Ontology,
    *,
    min_confidence: float = 0.0,
    learned: bool = True,
    model: Path | None = None,
    llm: LLM | None = None,
) -> str:
    """`VERSION+HASH` over the code, lexicons and model of ingest/ and the ontology, and the options.

    A file is skipped on re-ingest only while this stays the same. 12 ms for 80 files.
    """
    options = f";confidence>={min_confidence:g}" if min_confidence else ""
    options += "" if learned else ";rules"
    if model is not None:
        options += f";model={_digest_of(sorted(model.iterdir()), model)}"
    if llm is not None:
        from innograph.ingest.llm.prompt import prompt_version

        warm = f"@{llm.temperature:g}" if llm.temperature is not None else ""
        options += f";llm={llm.model}{warm}/{prompt_version(ontology)}"
    return f"{_package_version()}+{_digest(ontology.path)}{options}"


@lru_cache(maxsize=4)
def _digest(ontology: Path) -> str:
    room = Path(__file__).resolve().parent
    files = sorted(
        p
        for p in room.rglob("*")
        if p.suffix in _KINDS and _LOOKERS.isdisjoint(p.relative_to(room).parts)
    )
    return _digest_of([*files, ontology], room)


def _digest_of(files: Iterable[Path], room: Path) -> str:
    """A hash of names, where they lie in the room, and contents; line ends make no difference."""
    digest = hashlib.sha256()
    for file in files:
        if file.is_relative_to(room):
            digest.update(file.relative_to(room).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _package_version() -> str:
    import innograph

    return innograph.__version__
