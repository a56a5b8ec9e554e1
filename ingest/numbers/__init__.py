"""Numbers in a draft: what is counted or measured, how much, since when, on which status."""

from __future__ import annotations

from innograph.ingest.numbers.find import find_observations

__all__ = ["find_observations"]
