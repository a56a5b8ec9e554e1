"""Where the RDF of a graph lies on disk while it is served or published."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.rdf.cache import cache_name, cached, default_folder
from innograph.graph.rdf.sparql import build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.snapshot import Snapshot


@contextmanager
def rdf_place(snapshot: Snapshot, *, inferred: bool = False) -> Iterator[Path]:
    """The folder of an Oxigraph store of the graph as it stands: the user's cache, or where that
    cannot be written, one that is removed in the end."""
    name = cache_name(snapshot, inferred=inferred)
    place = cached(
        default_folder(), name, lambda folder: build(snapshot, folder, inferred=inferred)
    )
    if place is not None:
        yield place
        return
    with tempfile.TemporaryDirectory(prefix="innograph-", ignore_cleanup_errors=True) as folder:
        build(snapshot, Path(folder) / "rdf", inferred=inferred)
        yield Path(folder) / "rdf"
