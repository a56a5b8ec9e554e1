"""A Source → its Document with the text.

A file that cannot be read is a Source all the same: `read_document` raises its DataError, and the
caller goes on with the others.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError, UsageError
from innograph.graph.model import Document
from innograph.ingest.formats.page import NoText, Page, ReadSettings, too_large
from innograph.ingest.formats.sniff import sniff
from innograph.ingest.formats.table import FORMATS
from innograph.ingest.unpack import check_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from innograph.ingest.metadata import Inferred, Metadata
    from innograph.ingest.source import Source

_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")
_LEAST_HAN = 0.05  # share of a text's characters; tables of figures in the corpus have 0.3
_FROM_NAME = "file name"


def read_document(
    source: Source,
    *,
    options: Mapping[str, str] | None = None,
    settings: ReadSettings | None = None,
) -> tuple[Document, str]:
    """The Document and its text. `options` go before front matter, columns, side file, what the page
    states, and inference.

    Raises DataError: one sentence that names the file and the way out; UsageError for the options.
    """
    given = read_options(options or {})
    data = _read_bytes(source, settings or ReadSettings())
    page = _read_page(source, data, settings or ReadSettings())
    front, body = _front_matter(page.text, source)
    _check_chinese(page.text[body:], source.name)
    sides = [_side(name, load, source.name) for name, load in source.sides]
    values: dict[str, str] = {}
    for metadata in reversed(sides):
        values |= metadata.values
    values |= source.values | front.values | given.values
    said = [w for metadata in (front, *sides) for w in metadata.warnings] + page.notes
    source.warnings += [warning for warning in said if warning not in source.warnings]
    source.furniture = page.furniture
    inferred = _infer(page, body, values, _stem(source))
    document = Document(
        id=unicodedata.normalize("NFC", values.pop("id", source.id)),
        title=values.pop("title", "") or inferred["title"].value,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(page.text.encode()).hexdigest(),
        characters=len(page.text),
        inferred={name: found.where for name, found in sorted(inferred.items())},
        **{name: found.value for name, found in inferred.items() if name != "title"},
        **values,
    )
    return document, page.text


def read_options(options: Mapping[str, str]) -> Metadata:
    """Metadata that holds for every file of a call. Raises UsageError for what cannot be used."""
    from innograph.ingest.metadata import read_mapping

    given = read_mapping(dict(options), "options")
    if given.warnings:
        raise UsageError(f"{given.warnings[0]}.")
    return given


def _infer(page: Page, body: int, values: dict[str, str], stem: str) -> dict[str, Inferred]:
    """What the page states, then what its text says, then what the page hints at."""
    from innograph.ingest.infer import infer

    text = page.text[body:]
    stated = {name: found for name, found in page.stated.items() if name not in values}

    def read(known: dict[str, Inferred]) -> dict[str, Inferred]:
        said = values | {name: found.value for name, found in known.items()}
        return known | infer(text, said, stem, page.furniture if not body else ())

    found = read(stated)
    if "title" in found and found["title"].where == _FROM_NAME:
        del found["title"]
    hinted = {
        name: hint for name, hint in page.hints.items() if name not in found and name not in values
    }
    return read(stated | hinted)


def _read_page(source: Source, data: bytes, settings: ReadSettings) -> Page:
    if source.stream is not None:
        source.suffix = _streamed(source, data)
    check_kind(source, data)
    page: Page = source.format.reader()(data, source.name, settings)
    from innograph.ingest.formats.traditional import NOTE, is_traditional, simplify

    if is_traditional(page.text):
        if settings.simplify:
            simplify(page, source.name)
        else:
            page.notes.append(NOTE)
    return page


def _streamed(source: Source, data: bytes) -> str:
    """Standard input has no name that says what it is."""
    kind = sniff(data)
    if kind is None or not kind.suffix:
        return ".txt"
    if FORMATS[kind.suffix].many:
        raise DataError(f"{source.name} is {kind.what}: give it as a file.")
    return kind.suffix


def _front_matter(text: str, source: Source) -> tuple[Metadata, int]:
    from innograph.ingest.metadata import BrokenYaml, Metadata, read_front_matter

    if source.format.module != "plain":
        return Metadata(), 0
    try:
        return read_front_matter(text)
    except BrokenYaml as broken:
        raise DataError(
            f"{source.name} line {broken.line}: the front matter is no YAML ({broken}): "
            "mend it, or remove its --- lines."
        ) from None


def _side(side: str, load: Callable[[], bytes], name: str) -> Metadata:
    from innograph.ingest.metadata import BrokenYaml, read_side_file

    try:
        return read_side_file(load(), side)
    except BrokenYaml as broken:
        raise DataError(
            f"{name}: its side file {side} is no YAML in line {broken.line} ({broken}): "
            "mend or remove it."
        ) from None
    except OSError as error:
        raise DataError(
            f"{name}: its side file {side} cannot be read: {error.strerror or error}."
        ) from None


def _read_bytes(source: Source, settings: ReadSettings) -> bytes:
    if source.problem:
        raise (NoText if source.is_no_text else DataError)(source.problem)
    try:
        if source.load is not None:
            data = source.load()
        elif source.path is not None:
            _check_size(source.path.stat().st_size, source.name, settings)
            data = source.path.read_bytes()
        else:
            data = _stream(source).read(settings.max_bytes + 1)
    except PermissionError:
        raise DataError(f"{source.name} may not be read: check its permissions.") from None
    except OSError as error:
        raise DataError(f"{source.name} cannot be read: {error.strerror or error}.") from None
    if not data:
        raise DataError(f"{source.name} is empty: give a file with text.")
    _check_size(len(data), source.name, settings)
    return data


def _check_size(size: int, name: str, settings: ReadSettings) -> None:
    if size > settings.max_bytes:
        raise too_large(name, size, settings)


def _stream(source: Source) -> BinaryIO:
    if source.stream is None:
        raise DataError(f"{source.name} has neither file nor stream: make sources with iter_files.")
    return source.stream


def _stem(source: Source) -> str:
    return Path(source.id).stem if source.stream is None else source.id


def _check_chinese(text: str, name: str) -> None:
    visible = len("".join(text.split()))
    if not visible:
        raise DataError(f"{name} holds no text: give a file with text.")
    if sum(map(len, _HAN.findall(text))) < _LEAST_HAN * visible:
        raise DataError(f"{name} is hardly in Chinese: innograph reads Chinese texts only.")
