"""Files, folders, archives, tables and standard input → Sources, each of them one text to read."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from innograph.graph.address import MARKER
from innograph.graph.errors import DataError
from innograph.ingest.formats.page import NoText, ReadSettings
from innograph.ingest.formats.sniff import sniff
from innograph.ingest.formats.table import FORMATS, READ, SIDE, WAY_OUT, Format, format_of
from innograph.ingest.formats.unpacked import Container
from innograph.ingest.storage import RemoteBytes, is_remote, list_remote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.ingest.formats.unpacked import Inner, Part

STDIN = "stdin"
_HEAD = 4_096  # bytes that tell what a file is
# What stands beside each shard of `extract`; a folder with one of these holds no texts, but readings.
MANIFEST = re.compile(r"(\d{6})\.manifest\.json")


@dataclass(slots=True)
class Source:
    """One text to read, or a file that holds many (`expand` gives them). `id` is the document's
    unless metadata gives another.

    `problem` is why it cannot be read; `values` is metadata that its container has for it; `folder`
    is the folder that was given and holds it. `warnings` and `furniture` are filled by
    `read_document`, `ignored` by `expand`.
    """

    name: str  # as a person would find it
    id: str
    path: Path | None = None
    stream: BinaryIO | None = None
    problem: str | None = None
    warnings: list[str] = field(default_factory=list)
    suffix: str = ".txt"
    load: Callable[[], bytes] | None = None
    sides: list[tuple[str, Callable[[], bytes]]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    furniture: list[tuple[int, int]] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    by_chance: bool = False  # nobody named it: it was found in a folder or an archive
    is_no_text: bool = False  # the problem is only that it is not meant as a text
    file: str = (
        ""  # where it lies in the folder given, or in its container; the id without metadata
    )
    address: str | None = None  # of a file in a storage, which has no path
    part: Part | None = None  # of a Parquet file: the rows to read
    is_shards: bool = False  # a folder of shards that `extract` wrote

    def __post_init__(self) -> None:
        self.file = self.file or self.id

    @property
    def format(self) -> Format:
        """How it is read."""
        return FORMATS[self.suffix]

    @property
    def stem(self) -> str:
        """What a file that is made of it is called, without a suffix."""
        if self.path or self.stream:
            return Path(self.name).stem
        last = self.id.rpartition("/")[2].removesuffix(self.suffix)
        return re.sub(r"[^\w.()（）-]+", "-", last) or "text"


def iter_files(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    settings: ReadSettings | None = None,
) -> Iterator[Source]:
    """The texts of files, folders (with those inside), archives, tables and `-`, in a fixed order;
    also of addresses that fsspec knows (s3://bucket/folder).

    Hidden files and folders, and stores, are left out unless named; each file is given once.
    """
    for source in find_files(paths, stdin=stdin):
        yield from expand(source, settings)


def find_files(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    ignored: Counter[str] | None = None,
) -> Iterator[Source]:
    """The same with archives and tables whole. `ignored` counts files that are not read, by suffix."""
    seen: set[str] = set()
    skipped = Counter[str]() if ignored is None else ignored
    for path in paths:
        if str(path) == "-":
            found: Iterable[Source] = [Source(STDIN, STDIN, stream=stdin or sys.stdin.buffer)]
        elif is_remote(path):
            found = _remote(str(path), skipped)
        else:
            found = _sources(Path(path), skipped)
        for source in found:
            key = os.path.realpath(source.path) if source.path else source.name
            if key not in seen:
                seen.add(key)
                yield source


def expand(source: Source, settings: ReadSettings | None = None) -> Iterator[Source]:
    """The texts of an archive or a table one by one; any other source itself."""
    if source.is_shards:
        yield _broken(source.name, "holds shards of extract: innograph ingest loads them")
        return
    if source.problem or source.stream or not source.format.many:
        yield source
        return
    container = container_of(source)
    first = True
    try:
        _check_kind(source)
        for inner in source.format.reader()(container, settings or ReadSettings()):
            made = _unpacked(source, inner)
            if first:
                made.warnings += container.notes
            first = False
            yield from expand(made, settings)
    except DataError as error:
        yield _broken_whole(source, error)
    source.ignored.update(container.ignored)


def container_of(source: Source) -> Container:
    """The archive or table that a source is."""
    return Container(
        source.name,
        source.id,
        source.path,
        partial(_loaded, source),
        part=source.part,
        address=source.address,
    )


def _loaded(source: Source) -> bytes:
    if source.load is None:
        raise DataError(f"{source.name} has no bytes to read: make sources with iter_files.")
    return source.load()


def _check_kind(source: Source) -> None:
    """A table or an archive that is something else by its bytes."""
    if source.path is not None:
        try:
            with source.path.open("rb") as file:
                head = file.read(_HEAD)
        except PermissionError:
            raise DataError(f"{source.name} may not be read: check its permissions.") from None
        except OSError as error:
            raise DataError(f"{source.name} cannot be read: {error.strerror or error}.") from None
        check_kind(source, head)


def check_kind(source: Source, data: bytes) -> None:
    """Raise DataError where the bytes are plainly of another kind than the name says."""
    kind, wanted = sniff(data, source.path), source.format
    if not data:
        raise DataError(f"{source.name} is empty: give a file with text.")
    if kind is None:
        if wanted.module in {"pdf", "docx", "archive", "parquet"}:
            raise DataError(
                f"{source.name} is not {wanted.what}, whatever its name says: fetch it anew, or "
                "rename it if it is text."
            )
        return
    same = kind.suffix and FORMATS[kind.suffix].module == wanted.module
    if same:
        return
    stem = Path(source.name).stem
    if kind.suffix:
        way = f"rename it to {stem}{kind.suffix}"
    elif "password" in kind.what:
        raise DataError(f"{source.name} is {kind.what}: save it without one.")
    elif wanted.module == "csv_table":
        way = "save its sheet as CSV"
    else:
        way = "save it as .docx" if source.suffix == ".docx" else "save its text as UTF-8 .txt"
    raise DataError(f"{source.name} is {kind.what}, not {wanted.what}: {way}.")


def _unpacked(source: Source, inner: Inner) -> Source:
    return Source(
        inner.name,
        unicodedata.normalize("NFC", inner.id),
        problem=inner.problem and f"{inner.name} {inner.problem}.",
        warnings=list(inner.warnings),
        suffix=inner.suffix.lower(),
        load=inner.data,
        sides=inner.sides,
        values=inner.values,
        folder=source.folder,
        by_chance=source.by_chance or not inner.is_row,
        file=unicodedata.normalize("NFC", inner.file or inner.id),
    )


def _broken_whole(source: Source, error: DataError) -> Source:
    return replace(source, problem=str(error), warnings=[], is_no_text=isinstance(error, NoText))


def _sources(path: Path, ignored: Counter[str]) -> Iterator[Source]:
    shown = path.as_posix()
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:  # a name that is too long, a folder that may not be entered
        yield _broken(shown, f"cannot be read: {error.strerror or error}")
        return
    if is_folder and holds_shards(path):
        yield Source(shown, path.name, path, is_shards=True)
    elif is_folder:
        yield from _folder(path, ignored)
    elif not is_there:
        yield _broken(shown, "is not there: check the path")
    elif format_of(path) is None:
        way = WAY_OUT.get(path.suffix.lower(), f"save its text as {path.stem}.txt")
        yield _broken(shown, f"is no {READ} file: {way}")
    else:
        yield _source(shown, path.name, path)


def holds_shards(path: Path) -> bool:
    """Whether `extract` wrote its shards into this folder."""
    try:
        return any(MANIFEST.fullmatch(file.name) for file in path.iterdir())
    except OSError:  # told when it is walked
        return False


def _remote(address: str, ignored: Counter[str]) -> Iterator[Source]:
    """The same of a folder or a file in a storage."""
    place, files = list_remote(address)
    root = f"{place}/"
    there, read = set(files), 0
    if any(MANIFEST.fullmatch(file.removeprefix(root)) for file in files):
        yield Source(address, address, address=address, is_shards=True)
        return
    for file in files:
        relative = file.removeprefix(root) if file.startswith(root) else file.rpartition("/")[2]
        suffix = Path(relative).suffix.lower()
        if any(part.startswith(".") for part in relative.split("/")) or suffix in SIDE:
            continue
        if suffix not in FORMATS:
            ignored[suffix or relative] += 1
            continue
        read += 1
        stem = file[: len(file) - len(suffix)]
        sides = [s for s in (*(stem + s for s in SIDE), *(file + s for s in SIDE)) if s in there]
        yield Source(
            file,
            unicodedata.normalize("NFC", relative),
            suffix=suffix,
            load=RemoteBytes(file),
            sides=[(side, RemoteBytes(side)) for side in sides],
            by_chance=file != place,
            address=file,
        )
    if not read:
        yield _broken(address, f"holds no {READ} file: give a folder of texts")


def _folder(path: Path, ignored: Counter[str]) -> Iterator[Source]:
    unread: list[OSError] = []
    files = sorted(_walk(path, unread, ignored), key=lambda file: file.relative_to(path).as_posix())
    for file in files:
        yield _source(file.as_posix(), file.relative_to(path).as_posix(), file, folder=path)
    for error in unread:
        yield _broken(Path(error.filename).as_posix(), f"cannot be read: {error.strerror}")
    if not files and not unread:
        yield _broken(path.as_posix(), f"holds no {READ} file: give a folder of texts")


def _source(shown: str, relative: str, path: Path, *, folder: Path | None = None) -> Source:
    try:
        shown.encode()
    except UnicodeEncodeError:  # bytes of another encoding, which no id and no message can hold
        name = shown.encode(errors="backslashreplace").decode()
        return _broken(name, "has a name that is not UTF-8: rename it")
    return Source(
        shown,
        unicodedata.normalize("NFC", relative),
        path,
        suffix=path.suffix.lower(),
        sides=_sides(path),
        folder=folder,
        by_chance=folder is not None,
    )


def _sides(path: Path) -> list[tuple[str, Callable[[], bytes]]]:
    """NAME.yaml before NAME.txt.yaml."""
    candidates = [path.with_suffix(s) for s in SIDE] + [path.with_name(path.name + s) for s in SIDE]
    return [(side.as_posix(), side.read_bytes) for side in candidates if side.is_file()]


def _broken(name: str, why: str) -> Source:
    return Source(name, Path(name).name, problem=f"{name} {why}.")


def _walk(folder: Path, unread: list[OSError], ignored: Counter[str]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder, onerror=unread.append):
        # A store of ours holds no texts; without --store it lies where people call `ingest .`.
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and not Path(root, name, MARKER).exists()
        ]
        if any(map(MANIFEST.fullmatch, files)):
            ignored["folder of shards"] += 1
            folders.clear()
            continue
        for name in files:
            if name.startswith("."):
                continue
            if format_of(name):
                yield Path(root, name)
            elif not name.lower().endswith(SIDE):
                ignored[Path(name).suffix.lower() or name] += 1
