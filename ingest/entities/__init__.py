"""Names in a draft: candidates with class, and the coordinations that they stand in."""

from __future__ import annotations

from innograph.ingest.entities.find import find_entities

__all__ = ["find_entities"]
