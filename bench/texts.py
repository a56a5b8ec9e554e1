"""What is measured on: the shipped samples, as often as asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.ingest.read import read_document
from innograph.ingest.sources import iter_files

if TYPE_CHECKING:
    from innograph.graph.model import Document

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def sample_files() -> list[Path]:
    """The texts, without the page about them."""
    files = (file for file in SAMPLES.glob("*.*") if file.suffix in {".md", ".txt"})
    return sorted(file for file in files if file.stem != "README")


def sample_documents() -> list[tuple[Document, str]]:
    """Documents with their texts."""
    return [read_document(source) for source in iter_files(sample_files())]


def copies(times: int) -> list[tuple[Document, str]]:
    """Each text so many times, every one a document of its own; they speak of the same entities."""
    return [
        (replace(document, id=f"{document.id}-{number}"), text)
        for number in range(times)
        for document, text in sample_documents()
    ]
