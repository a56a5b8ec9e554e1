"""Files, folders, addresses and standard input → Sources, each of them one text to read."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from innograph.graph.address import MARKER
from innograph.ingest.formats.table import FORMATS, READ, SIDE, WAY_OUT, format_of
from innograph.ingest.source import Source, broken
from innograph.ingest.storage import RemoteBytes, is_remote, list_remote
from innograph.ingest.unpack import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.ingest.formats.page import ReadSettings

STDIN = "stdin"
# What stands beside each shard of `extract`; a folder with one of these holds no texts, but readings.
MANIFEST = re.compile(r"(\d{6})\.manifest\.json")


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


def _sources(path: Path, ignored: Counter[str]) -> Iterator[Source]:
    shown = path.as_posix()
    try:
        is_folder, is_there = path.is_dir(), path.exists()
    except OSError as error:  # a name that is too long, a folder that may not be entered
        yield broken(shown, f"cannot be read: {error.strerror or error}")
        return
    if is_folder and holds_shards(path):
        yield Source(shown, path.name, path, is_shards=True)
    elif is_folder:
        yield from _folder(path, ignored)
    elif not is_there:
        yield broken(shown, "is not there: check the path")
    elif format_of(path) is None:
        way = WAY_OUT.get(path.suffix.lower(), f"save its text as {path.stem}.txt")
        yield broken(shown, f"is no {READ} file: {way}")
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
        yield broken(address, f"holds no {READ} file: give a folder of texts")


def _folder(path: Path, ignored: Counter[str]) -> Iterator[Source]:
    unread: list[OSError] = []
    files = sorted(_walk(path, unread, ignored), key=lambda file: file.relative_to(path).as_posix())
    for file in files:
        yield _source(file.as_posix(), file.relative_to(path).as_posix(), file, folder=path)
    for error in unread:
        yield broken(Path(error.filename).as_posix(), f"cannot be read: {error.strerror}")
    if not files and not unread:
        yield broken(path.as_posix(), f"holds no {READ} file: give a folder of texts")


def _source(shown: str, relative: str, path: Path, *, folder: Path | None = None) -> Source:
    try:
        shown.encode()
    except UnicodeEncodeError:  # bytes of another encoding, which no id and no message can hold
        name = shown.encode(errors="backslashreplace").decode()
        return broken(name, "has a name that is not UTF-8: rename it")
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
