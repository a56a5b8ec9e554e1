"""innograph: knowledge graphs of innovation ecosystems, read from Chinese policy text.

>>> import innograph
>>> with innograph.open_store("./innograph-data") as store:
...     innograph.ingest_files(store, ["plan.txt"])
...     innograph.ask(store, "platform-industry-links").to_pandas()

Nothing happens at import; each name below loads what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from innograph.graph.ontology import load_ontology
    from innograph.graph.store import Store, open_store
    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.llm.settings import LLM
    from innograph.ingest.pipeline import Extractor, extract
    from innograph.ingest.run import ingest as ingest_files
    from innograph.queries.ask import ask
    from innograph.queries.compare import compare
    from innograph.queries.coverage import coverage
    from innograph.queries.networks import network
    from innograph.queries.paths import paths
    from innograph.resolution.candidates import find_candidates

# Name → module and what it is called there. No name may be that of a subpackage (`ingest`): once that
# is loaded, Python would put it in the place of the function.
_HOMES = {
    "LLM": ("innograph.ingest.llm.settings", "LLM"),
    "Extractor": ("innograph.ingest.pipeline", "Extractor"),
    "ReadSettings": ("innograph.ingest.formats.page", "ReadSettings"),
    "Store": ("innograph.graph.store", "Store"),
    "ask": ("innograph.queries.ask", "ask"),
    "compare": ("innograph.queries.compare", "compare"),
    "coverage": ("innograph.queries.coverage", "coverage"),
    "extract": ("innograph.ingest.pipeline", "extract"),
    "find_candidates": ("innograph.resolution.candidates", "find_candidates"),
    "ingest_files": ("innograph.ingest.run", "ingest"),
    "load_ontology": ("innograph.graph.ontology", "load_ontology"),
    "network": ("innograph.queries.networks", "network"),
    "open_store": ("innograph.graph.store", "open_store"),
    "paths": ("innograph.queries.paths", "paths"),
}

__all__ = [
    "LLM",
    "Extractor",
    "ReadSettings",
    "Store",
    "__version__",
    "ask",
    "compare",
    "coverage",
    "extract",
    "find_candidates",
    "ingest_files",
    "load_ontology",
    "network",
    "open_store",
    "paths",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        module, attribute = _HOMES[name]
        return getattr(import_module(module), attribute)
    raise AttributeError(f"module 'innograph' has no attribute {name!r}")
