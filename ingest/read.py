"""Files, folders and standard input → Documents with their texts.

A file that cannot be read is a Source all the same: `read_document` raises its DataError, and the
caller goes on with the others.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from innograph.graph.address import MARKER
from innograph.graph.errors import DataError, UsageError
from innograph.graph.model import Document
from innograph.ingest.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.ingest.metadata import Metadata

SUFFIXES = (".txt", ".md")
STDIN = "stdin"
_SIDE = (".yaml", ".yml")
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")
_LEAST_HAN = 0.05  # share of a text's characters; tables of figures in the corpus have 0.3


@dataclass(slots=True)
class Source:
    """One text to read. `id` is the document's unless metadata gives another.

    `problem` is why it cannot be read; `warnings` are filled by `read_document`.
    """

    name: str  # as a person would find it
    id: str
    path: Path | None = None
    stream: BinaryIO | None = None
    problem: str | None = None
    warnings: list[str] = field(default_factory=list)


def iter_files(paths: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Source]:
    """The sources of files, folders (with those inside) and `-`, each file once, in a fixed order.

    Hidden files and folders, and stores, are left out unless named.
    """
    seen: set[str] = set()
    for path in paths:
        if str(path) == "-":
            found: Iterable[Source] = [Source(STDIN, STDIN, stream=stdin or sys.stdin.buffer)]
        else:
            found = _sources(Path(path))
        for source in found:
            key = os.path.realpath(source.path) if source.path else source.name
            if key not in seen:
                seen.add(key)
                yield source


def read_document(
    source: Source, *, options: Mapping[str, str] | None = None
) -> tuple[Document, str]:
    """The Document and its text. `options` go before front matter, side file and inference.

    Raises DataError: one sentence that names the file and the way out; UsageError for the options.
    """
    from innograph.ingest.infer import infer

    given = read_options(options or {})
    data = _read_bytes(source)
    text = decode(data, source.name)
    front, body = _front_matter(text, source.name)
    _check_chinese(text[body:], source.name)
    sides = [_side(path, source.name) for path in _side_files(source)]
    values: dict[str, str] = {}
    for metadata in (*reversed(sides), front, given):
        values |= metadata.values
    source.warnings = [w for metadata in (front, *sides) for w in metadata.warnings]
    inferred = infer(text[body:], values, _stem(source))
    document = Document(
        id=unicodedata.normalize("NFC", values.pop("id", source.id)),
        title=values.pop("title", "") or inferred["title"].value,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        characters=len(text),
        inferred={name: found.where for name, found in sorted(inferred.items())},
        **{name: found.value for name, found in inferred.items() if name != "title"},
        **values,
    )
    return document, text


def read_options(options: Mapping[str, str]) -> Metadata:
    """Metadata that holds for every file of a call. Raises UsageError for what cannot be used."""
    from innograph.ingest.metadata import read_mapping

    given = read_mapping(dict(options), "options")
    if given.warnings:
        raise UsageError(f"{given.warnings[0]}.")
    return given


def _front_matter(text: str, name: str) -> tuple[Metadata, int]:
    from innograph.ingest.metadata import BrokenYaml, read_front_matter

    try:
        return read_front_matter(text)
    except BrokenYaml as broken:
        raise DataError(
            f"{name} line {broken.line}: the front matter is no YAML ({broken}): "
            "mend it, or remove its --- lines."
        ) from None


def _side(path: Path, name: str) -> Metadata:
    from innograph.ingest.metadata import BrokenYaml, read_side_file

    try:
        return read_side_file(path)
    except BrokenYaml as broken:
        raise DataError(
            f"{name}: its side file {path.as_posix()} is no YAML in line {broken.line} ({broken}): "
            "mend or remove it."
        ) from None
    except OSError as error:
        raise DataError(
            f"{name}: its side file {path.as_posix()} cannot be read: {error.strerror or error}."
        ) from None


def _sources(path: Path) -> Iterator[Source]:
    shown = path.as_posix()
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:  # a name that is too long, a folder that may not be entered
        yield _broken(shown, f"cannot be read: {error.strerror or error}")
        return
    if is_folder:
        yield from _folder(path)
    elif not is_there:
        yield _broken(shown, "is not there: check the path")
    elif path.suffix.lower() not in SUFFIXES:
        yield _broken(shown, f"is no .txt or .md file: save its text as {path.stem}.txt")
    else:
        yield _source(shown, path.name, path)


def _folder(path: Path) -> Iterator[Source]:
    unread: list[OSError] = []
    files = sorted(_walk(path, unread), key=lambda file: file.relative_to(path).as_posix())
    for file in files:
        yield _source(file.as_posix(), file.relative_to(path).as_posix(), file)
    for error in unread:
        yield _broken(Path(error.filename).as_posix(), f"cannot be read: {error.strerror}")
    if not files and not unread:
        yield _broken(path.as_posix(), "holds no .txt or .md file: give a folder of texts")


def _source(shown: str, relative: str, path: Path) -> Source:
    try:
        shown.encode()
    except UnicodeEncodeError:  # bytes of another encoding, which no id and no message can hold
        name = shown.encode(errors="backslashreplace").decode()
        return _broken(name, "has a name that is not UTF-8: rename it")
    return Source(shown, unicodedata.normalize("NFC", relative), path)


def _broken(name: str, why: str) -> Source:
    return Source(name, Path(name).name, problem=f"{name} {why}.")


def _walk(folder: Path, unread: list[OSError]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, onerror=unread.append):
        # A store of ours holds no texts; without --store it lies where people call `ingest .`.
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not Path(root, name, MARKER).exists()
        ]
        for name in files:
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield Path(root, name)


def _read_bytes(source: Source) -> bytes:
    if source.problem:
        raise DataError(source.problem)
    try:
        data = source.path.read_bytes() if source.path else _stream(source).read()
    except PermissionError:
        raise DataError(f"{source.name} may not be read: check its permissions.") from None
    except OSError as error:
        raise DataError(f"{source.name} cannot be read: {error.strerror or error}.") from None
    if not data:
        raise DataError(f"{source.name} is empty: give a file with text.")
    return data


def _stream(source: Source) -> BinaryIO:
    if source.stream is None:
        raise DataError(f"{source.name} has neither file nor stream: make sources with iter_files.")
    return source.stream


def _side_files(source: Source) -> list[Path]:
    """NAME.yaml before NAME.txt.yaml."""
    if source.path is None:
        return []
    path = source.path
    candidates = [path.with_suffix(s) for s in _SIDE] + [
        path.with_name(path.name + s) for s in _SIDE
    ]
    return [candidate for candidate in candidates if candidate.is_file()]


def _stem(source: Source) -> str:
    return source.path.stem if source.path else source.id


def _check_chinese(text: str, name: str) -> None:
    visible = len("".join(text.split()))
    if not visible:
        raise DataError(f"{name} holds no text: give a file with text.")
    if sum(map(len, _HAN.findall(text))) < _LEAST_HAN * visible:
        raise DataError(f"{name} is hardly in Chinese: innograph reads Chinese texts only.")
