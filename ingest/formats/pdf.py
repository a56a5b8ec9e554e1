"""PDF files with a text layer: lines joined to paragraphs, page furniture told apart.

Page numbers and running heads stay in the text as lines of their own, after the paragraph that they
would cut in two. Tables come out line by line, as far as the lines of the page are those of the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError
from innograph.ingest.formats.blocks import TextWriter
from innograph.ingest.formats.lexicon import load_pages
from innograph.ingest.formats.page import Page, missing
from innograph.ingest.metadata import Inferred

if TYPE_CHECKING:
    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.formats.pdf_lines import PdfLine

_MOST_PAGES = 5_000
_BROKEN = 0.1  # share of characters without a meaning from which on a text layer is no text
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SHOWN = 5  # pages that a note names


def read(data: bytes, name: str, settings: ReadSettings) -> Page:
    """Raises DataError for a file that is locked, damaged, or a scan."""
    del settings
    try:
        import pypdfium2
    except ImportError:
        raise missing(name, "a PDF file") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(name, error) from None
    try:
        return _read(document, name)
    except pypdfium2.PdfiumError as error:
        raise DataError(f"{name} is a damaged PDF file ({error}): save or print it anew.") from None
    finally:
        document.close()


def _refusal(name: str, error: Exception) -> DataError:
    if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
        return DataError(f"{name} is protected by a password: save it without one.")
    return DataError(f"{name} is a damaged PDF file: save or print it anew.")


def _read(document: Any, name: str) -> Page:
    from innograph.ingest.formats.pdf_lines import read_lines_of
    from innograph.ingest.formats.pdf_paragraphs import add_paragraphs, mark_furniture

    if len(document) > _MOST_PAGES:
        raise DataError(
            f"{name} has {len(document)} pages, more than the {_MOST_PAGES} that are read: split it."
        )
    pages: list[list[PdfLine]] = []
    blank = []
    for number in range(len(document)):
        page = document[number]
        lines = read_lines_of(page, number)
        if not lines and _has_image(page):
            blank.append(number + 1)
        pages.append(lines)
        page.close()
    _check_layer(pages, blank, name)
    mark_furniture(pages)
    writer = TextWriter()
    add_paragraphs(pages, writer)
    return Page(
        writer.text,
        hints=_properties(document),
        furniture=writer.furniture,
        notes=_notes(blank),
    )


def _has_image(page: Any) -> bool:
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))


def _check_layer(pages: list[list[PdfLine]], blank: list[int], name: str) -> None:
    text = "".join(_words(line) for lines in pages for line in lines)
    if not text.strip():
        if blank:
            raise DataError(
                f"{name} is a scan without a text layer: run text recognition over it first, for "
                "instance ocrmypdf -l chi_sim."
            )
        raise DataError(f"{name} holds no text: give a file with text.")
    odd = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if odd > _BROKEN * len(text):
        raise DataError(
            f"{name} has a text layer that cannot be read, since its fonts do not say which "
            "characters they show: run text recognition over it first, or save its text."
        )


def _words(line: PdfLine) -> str:
    return line.text or "".join(cell.text for row in line.rows or () for cell in row)


def _notes(blank: list[int]) -> list[str]:
    if not blank:
        return []
    more = f" and {len(blank) - _SHOWN} more" if len(blank) > _SHOWN else ""
    which = ", ".join(map(str, blank[:_SHOWN]))
    return [f"no text on {'page' if len(blank) == 1 else 'pages'} {which}{more}, only pictures"]


def _properties(document: Any) -> dict[str, Inferred]:
    """The title that the file carries; programs fill it in as they like, so the text goes first."""
    title = (document.get_metadata_value("Title") or "").strip()
    if len(title) > 3 and not load_pages().programs.search(title):
        return {"title": Inferred(title, "document properties")}
    return {}
