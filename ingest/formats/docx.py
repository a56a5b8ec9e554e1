"""Word files: paragraphs with the numbers of their lists, headings, tables row by row, text boxes,
footnotes. Heads and feet of pages come last, as furniture; what was deleted under track changes is out."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError
from innograph.ingest.formats.blocks import Cell, TextWriter
from innograph.ingest.formats.lexicon import load_pages
from innograph.ingest.formats.numbering import Numbering, read_numbering
from innograph.ingest.formats.page import ARCHIVE_TIMES, Page, missing, too_large
from innograph.ingest.formats.unpacked import is_damage
from innograph.ingest.metadata import Inferred

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innograph.ingest.formats.page import ReadSettings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_REFERENCE = f"{_W}footnoteReference"
_BOX = f"{_W}txbxContent"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def read(data: bytes, name: str, settings: ReadSettings) -> Page:
    """Raises DataError for a file that is damaged, or unpacks to too much."""
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError:
        raise missing(name, "a Word file") from None
    _check_size(data, name, settings)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        reader.read()
        hints = _properties(document)
    except Exception as error:
        if not (
            isinstance(error, (OpcError, LookupError, ValueError, SyntaxError)) or is_damage(error)
        ):
            raise
        raise DataError(
            f"{name} is a damaged Word file ({type(error).__name__}): "
            "open it in Word or LibreOffice and save it again."
        ) from None
    writer = reader.writer
    return Page(writer.text, hints=hints, furniture=writer.furniture)


def _check_size(data: bytes, name: str, settings: ReadSettings) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise DataError(
            f"{name} is a damaged Word file: open it in Word or LibreOffice and save it again."
        ) from None
    if size > ARCHIVE_TIMES * settings.max_bytes:
        raise too_large(f"{name}, unpacked,", size, settings)


def _properties(document: Any) -> dict[str, Inferred]:
    """Title and author of the file; programs fill them in as they like, so the text goes first."""
    found = {}
    title = (document.core_properties.title or "").strip()
    if len(title) > 3 and not load_pages().programs.search(title):
        found["title"] = Inferred(title, "document properties")
    return found


class _Reader:
    """Reads the parts of one file in the order of the text."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.writer = TextWriter()
        self.styles = {style.style_id: style for style in document.styles}
        self.numbering = _numbering(document)
        levels = [self._level(p) for p in document.element.body.iter(f"{_W}p")]
        self.notes: dict[str | None, int] = {}
        self.below = 1 if 0 in levels else 0  # a title takes the first level for itself

    def read(self) -> None:
        found = dict(self._read_notes())
        self.notes = {identity: number for number, identity in enumerate(found, 1)}
        self._blocks(self.document.element.body)
        for number, note in enumerate(found.values(), 1):
            self.writer.add(f"[{number}] {note}")
        for line in self._furniture():
            self.writer.add(line, furniture=True)

    def _blocks(self, parent: Any) -> None:
        for element in parent:
            if element.tag == f"{_W}p":
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._table(element)
            elif element.tag not in _SKIPPED and isinstance(element.tag, str):
                self._blocks(element)  # content controls, insertions

    def _paragraph(self, element: Any) -> None:
        text = "".join(_texts(element, self.notes))
        level = self._level(element)
        if text.strip():
            text = self._number(element) + text.strip()
            self.writer.add(text, level=None if level is None else max(1, level + self.below))
        for box in element.iter(_BOX):
            if not _is_fallback(box):
                self._blocks(box)

    def _table(self, table: Any) -> None:
        rows = [list(self._row(row)) for row in table.iter(f"{_W}tr") if _owner(row) is table]
        if sum(map(len, rows)) == 1 or max(map(len, rows), default=0) == 1:
            for cell in table.iter(f"{_W}tc"):  # a frame around text
                if _owner(cell) is table:
                    self._blocks(cell)
            return
        _spread(rows)
        head = table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None
        self.writer.add_table(rows, head=head)

    def _row(self, row: Any) -> Iterator[Cell]:
        for cell in row.iter(f"{_W}tc"):
            if _owner(cell) is not _owner(row):
                continue  # of a table inside a cell, whose text is the cell's
            lines = [
                (self._number(p) + "".join(_texts(p, self.notes)).strip()).strip()
                for p in cell.iter(f"{_W}p")
            ]
            text = "\n".join(filter(None, lines))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            down = merge is not None and merge.get(f"{_W}val") != "restart"
            yield Cell("" if down else text, again=down)
            yield from [Cell(text, again=True)] * (_span(cell) - 1)

    def _level(self, paragraph: Any) -> int | None:
        """0 of a title, 1 and so on of headings, None of all else."""
        outline = _value(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
        style = self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or "")
        while outline is None and style is not None:
            name = (style.name or "").lower()
            if name in {"title", "标题"}:
                return 0
            if name.startswith("heading ") and name[8:].isdecimal():
                return int(name[8:])
            outline = _value(style.element.find(f"{_W}pPr/{_W}outlineLvl"))
            style = style.base_style
        return int(outline) + 1 if outline is not None and int(outline) < 9 else None

    def _number(self, paragraph: Any) -> str:
        """The number that Word would show before a paragraph."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")) or "")
        depth: str | None = None
        number: str | None = None
        while True:
            if properties is not None:
                number = number or _value(properties.find(f"{_W}numId"))
                depth = depth or _value(properties.find(f"{_W}ilvl"))
            if number is not None or style is None:
                break
            properties, style = style.element.find(f"{_W}pPr/{_W}numPr"), style.base_style
        if number is None or not "".join(_texts(paragraph)).strip():
            return ""
        return self.numbering.next(number, int(depth or 0))

    def _read_notes(self) -> Iterator[tuple[str | None, str]]:
        """(id, text) of the footnotes; those of a type are the lines above them."""
        from lxml import etree

        for relation in self.document.part.rels.values():
            if relation.reltype == _NOTES and not relation.is_external:
                parser = etree.XMLParser(resolve_entities=False, no_network=True)
                for note in etree.fromstring(relation.target_part.blob, parser):
                    text = "".join(_texts(note)).strip()
                    if text and note.get(f"{_W}type") is None:
                        yield note.get(f"{_W}id"), text

    def _furniture(self) -> list[str]:
        """The different heads and feet of the pages."""
        found: dict[str, None] = {}
        for section in self.document.sections:
            for part in (section.header, section.first_page_header, section.footer):
                if not part.is_linked_to_previous:
                    found |= dict.fromkeys(p.text.strip() for p in part.paragraphs)
        return [line for line in found if line]


def _numbering(document: Any) -> Numbering:
    try:
        return read_numbering(document.part.numbering_part.element)
    except (KeyError, NotImplementedError):  # python-docx cannot make the part that is missing
        return Numbering()


def _texts(element: Any, notes: Mapping[str | None, int] | None = None) -> Iterator[str]:
    """The words of a paragraph, those of text boxes in it left out. `notes`: id → number."""
    notes = notes or {}
    for child in element:
        if child.tag in _SKIPPED or child.tag == _BOX or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == _REFERENCE:
            yield f"[{notes.get(child.get(f'{_W}id'), '*')}]"
        elif child.tag in _SIGNS:
            yield "" if child.get(f"{_W}type") in {"page", "column"} else _SIGNS[child.tag]
        else:
            yield from _texts(child, notes)


def _is_fallback(element: Any) -> bool:
    return any(parent.tag in _SKIPPED for parent in element.iterancestors())


def _owner(element: Any) -> Any:
    """The table that an element is part of."""
    return next(element.iterancestors(f"{_W}tbl"), None)


def _span(cell: Any) -> int:
    value = _value(cell.find(f"{_W}tcPr/{_W}gridSpan")) or "1"
    return min(int(value), 60) if value.isdecimal() and int(value) else 1


def _spread(rows: list[list[Cell]]) -> None:
    """Cells merged downwards get the words of the one above."""
    for above, row in pairwise(rows):
        for index, cell in enumerate(row):
            if cell.again and not cell.text and index < len(above):
                row[index] = Cell(above[index].text, again=True)


def _value(element: Any | None) -> str | None:
    return None if element is None else element.get(f"{_W}val")
