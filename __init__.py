"""innograph: knowledge graphs of innovation ecosystems, read from Chinese policy text.

>>> import innograph
>>> with innograph.open_store("./innograph-data") as store:
...     innograph.ingest(store, ["plan.txt"])
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
    from innograph.ingest.pipeline import Extractor, extract
    from innograph.ingest.run import ingest
    from innograph.queries.ask import ask

_HOMES = {
    "Extractor": "innograph.ingest.pipeline",
    "Store": "innograph.graph.store",
    "ask": "innograph.queries.ask",
    "extract": "innograph.ingest.pipeline",
    "ingest": "innograph.ingest.run",
    "load_ontology": "innograph.graph.ontology",
    "open_store": "innograph.graph.store",
}

__all__ = [
    "Extractor",
    "Store",
    "__version__",
    "ask",
    "extract",
    "ingest",
    "load_ontology",
    "open_store",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'innograph' has no attribute {name!r}")
