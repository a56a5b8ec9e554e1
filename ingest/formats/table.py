"""The table of formats: a suffix, what it is called, and the function that reads it.

Readers of one document take (data, name, settings) and give a Page; those of many take a Container
and give its Inner texts one by one. Each is imported when it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Format:
    """`needs` is the distribution that [files] brings for it, None for the standard library."""

    what: str
    module: str
    needs: str | None = None
    many: bool = False

    def reader(self) -> Callable[..., Any]:
        """The function that reads it: `read`, or `iter_inner` for a file of many documents."""
        module = import_module(f"innograph.ingest.formats.{self.module}")
        return getattr(module, "iter_inner" if self.many else "read")  # type: ignore[no-any-return]


_TEXT = Format("text", "plain")
_HTML = Format("an HTML page", "html", "trafilatura")
_JSONL = Format("a JSON Lines file", "jsonl", many=True)
FORMATS: dict[str, Format] = {
    ".txt": _TEXT,
    ".md": _TEXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".shtml": _HTML,
    ".pdf": Format("a PDF file", "pdf", "pypdfium2"),
    ".docx": Format("a Word file (.docx)", "docx", "python-docx"),
    ".zip": Format("a zip archive", "archive", many=True),
    ".csv": Format("a CSV file", "csv_table", many=True),
    ".tsv": Format("a CSV file", "csv_table", many=True),
    ".jsonl": _JSONL,
    ".ndjson": _JSONL,
    ".parquet": Format("a Parquet file", "parquet", "pyarrow", many=True),
}
# Files that belong to a text or are of no interest; every other suffix is counted and said.
SIDE = (".yaml", ".yml")
READ = "PDF, Word (.docx), HTML, .txt, .md, zip, CSV, JSON Lines or Parquet"
# What to do with formats that people have and innograph does not read.
WAY_OUT = {
    ".doc": "save it as .docx",
    ".wps": "save it as .docx",
    ".rtf": "save it as .docx",
    ".odt": "save it as .docx",
    ".ofd": "save it as PDF",
    ".xls": "save the sheet as CSV",
    ".xlsx": "save the sheet as CSV",
    ".rar": "unpack it",
    ".7z": "unpack it",
    ".gz": "unpack it",
    ".json": "save it as JSON Lines, one document a line",
}


def format_of(path: str | Path) -> Format | None:
    """The format that a name's suffix says."""
    return FORMATS.get(Path(path).suffix.lower())
