"""Types of policy instruments that a measure uses: by the names in it, and by what it does.

A named instrument is of the types whose endings (ontology.ttl) its name has; what has no name is
known by words (给予…补助), and what is built by its class (lexicons/measures.toml).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.ingest.status import hide_quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate

_FILE = Path(__file__).parent / "lexicons" / "measures.toml"
_INSTRUMENTS = {"Policy", "Fund"}


@dataclass(frozen=True, slots=True)
class _Signs:
    built: re.Pattern[str]
    classes: dict[str, str]
    words: dict[str, re.Pattern[str]]


def instrument_types(text: str, names: Iterable[Candidate], ontology: Ontology) -> list[str]:
    """Codes of the STIP survey, sorted; types that the ontology does not have are left out.

    `names` are the candidates inside the text.
    """
    signs = _load()
    found = {code for code, pattern in signs.words.items() if pattern.search(text)}
    builds = signs.built.search(hide_quoted(text)) is not None
    for candidate in names:
        found.update(_by_name(candidate, ontology))
        if builds and candidate.cls in signs.classes:
            found.add(signs.classes[candidate.cls])
    return sorted(found & ontology.instruments.keys())


def _by_name(candidate: Candidate, ontology: Ontology) -> Iterator[str]:
    classes = ontology.labels(candidate.cls) if candidate.cls in ontology.classes else ()
    some_document = candidate.generic and candidate.cls == "PolicyDocument"  # 提出方案
    if some_document or _INSTRUMENTS.isdisjoint(classes):
        return
    for code, term in ontology.instruments.items():
        if candidate.name.endswith(term.endings):
            yield code


@lru_cache(maxsize=1)
def _load() -> _Signs:
    types = tomllib.loads(_FILE.read_text("utf-8"))["types"]
    return _Signs(
        built=re.compile(types["built"]),
        classes={cls: code for code, classes in types["classes"].items() for cls in classes},
        words={code: re.compile(pattern) for code, pattern in types["words"].items()},
    )
