"""What a file is by its bytes, whatever its name says."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Kind(NamedTuple):
    """`suffix` is the one that the kind should have, "" where innograph does not read it."""

    suffix: str
    what: str


PDF = Kind(".pdf", "a PDF file")
DOCX = Kind(".docx", "a Word file (.docx)")
HTML = Kind(".html", "an HTML page")
ZIP = Kind(".zip", "a zip archive")
PARQUET = Kind(".parquet", "a Parquet file")
LOCKED = Kind("", "an Office file that is protected by a password")
_OFFICE = Kind("", "an old Word, Excel or WPS file")
_STARTS = (
    (b"PAR1", PARQUET),
    (b"{\\rtf", Kind("", "an RTF file")),
    (b"\x89PNG", Kind("", "an image")),
    (b"\xff\xd8\xff", Kind("", "an image")),
    (b"GIF8", Kind("", "an image")),
    (b"\x1f\x8b", Kind("", "a compressed file")),
    (b"Rar!", Kind("", "a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", Kind("", "a 7z archive")),
)
# What lies in a zip file tells what it is; the first name that is there holds.
_INSIDE = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", Kind("", "an Excel file")),
    ("ppt/presentation.xml", Kind("", "a PowerPoint file")),
    ("OFD.xml", Kind("", "an OFD file")),
    ("META-INF/manifest.xml", Kind("", "an OpenDocument file")),
)
_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)*(?:<!doctype\s+html|<html|<head)",
    re.IGNORECASE | re.DOTALL,
)
_PDF_WITHIN = 1_024  # bytes; what stands before the mark is junk of mail and download programs


def sniff(data: bytes, path: Path | None = None) -> Kind | None:
    """What the bytes plainly are; None for text of any kind, and for what is not known.

    With `path`, `data` is the beginning of that file.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    if data.startswith(_OLE):
        return LOCKED if _LOCKED in data else _OFFICE
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path or io.BytesIO(data))
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    return HTML if _MARKUP.match(_as_ascii(data[:2_000])) else None


def _as_ascii(head: bytes) -> bytes:
    """The beginning of a page without byte order mark, and without the zeros of UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(codecs.BOM_UTF8)


def _zipped(file: Path | io.BytesIO) -> Kind:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return ZIP
    return next((kind for name, kind in _INSIDE if name in names), ZIP)
