"""Plain text and Markdown: the file decoded, newlines kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.decode import decode
from innograph.ingest.formats.page import Page

if TYPE_CHECKING:
    from innograph.ingest.formats.page import ReadSettings


def read(data: bytes, name: str, settings: ReadSettings) -> Page:
    """Raises DataError for bytes that are no text."""
    del settings
    return Page(decode(data, name))
