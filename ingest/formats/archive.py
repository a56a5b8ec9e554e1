"""Zip archives of the other formats, paths inside kept. Names without the mark of UTF-8 are GBK, as
Windows writes them in China, or UTF-8 all the same."""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError
from innograph.ingest.formats.page import ARCHIVE_TIMES, too_large
from innograph.ingest.formats.table import SIDE, format_of
from innograph.ingest.formats.unpacked import Inner, is_damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.formats.unpacked import Container

_UTF8 = 0x800
_LOCKED = 0x1
_MOST = 200_000  # files
_JUNK = "__MACOSX"


def iter_inner(container: Container, settings: ReadSettings) -> Iterator[Inner]:
    """Each file of a kind that is read, in the order of their names; the rest is counted in
    `container.ignored`. Raises DataError for an archive that is damaged, or unpacks to too much."""
    name = container.name
    try:
        archive = zipfile.ZipFile(container.path or io.BytesIO(container.data()))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DataError(
            f"{name} is a damaged zip archive ({error}): fetch or pack it anew."
        ) from None
    except OSError as error:
        raise DataError(f"{name} cannot be read: {error.strerror or error}.") from None
    members = {path: info for info in archive.infolist() if (path := _path(info))}
    size = sum(info.file_size for info in members.values())
    if size > ARCHIVE_TIMES * settings.max_bytes or len(members) > _MOST:
        raise too_large(f"{name}, unpacked,", size, settings)
    found = False
    for path in sorted(members):
        kind = format_of(path)
        if kind is None:
            if not path.lower().endswith(SIDE):
                container.ignored[PurePosixPath(path).suffix.lower()] += 1
            continue
        found = True
        inner = Inner(f"{name}/{path}", f"{container.id}/{path}", PurePosixPath(path).suffix)
        if kind.many and inner.suffix.lower() == ".zip":
            inner.problem = "is an archive inside an archive: unpack it"
        inner.data = _reader(archive, members[path], inner.name, settings)
        inner.sides = [
            (side, _reader(archive, members[side], f"{name}/{side}", settings))
            for side in _sides(path)
            if side in members
        ]
        yield inner
    if not found:
        raise DataError(f"{name} holds no file that innograph reads: give an archive of texts.")


def _path(info: zipfile.ZipInfo) -> str | None:
    """Where a file lies in the archive, never outside it; None for folders and hidden files."""
    if info.is_dir():
        return None
    name = _name(info).replace("\\", "/")
    parts = [part for part in posixpath.normpath(f"/{name}").split("/") if part]
    if not parts or any(part.startswith(".") or part == _JUNK for part in parts):
        return None
    return "/".join(parts)


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.orig_filename.split("\0")[0].encode("cp437")
    except UnicodeEncodeError:  # Python has found the name in a field of its own
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _reader(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, settings: ReadSettings
) -> Callable[[], bytes]:
    """Unpacks one file when it is asked for."""

    def unpack() -> bytes:
        if info.flag_bits & _LOCKED:
            raise DataError(f"{name} is protected by a password: pack it without one.")
        if info.file_size > settings.max_bytes:
            raise too_large(name, info.file_size, settings)
        try:
            with archive.open(info) as file:
                return file.read(settings.max_bytes + 1)
        except Exception as error:
            if is_damage(error):
                raise DataError(
                    f"{name} is damaged ({error}): fetch or pack its archive anew."
                ) from None
            raise

    return unpack


def _sides(path: str) -> Iterator[str]:
    stem = path[: -len(PurePosixPath(path).suffix)]
    yield from (stem + suffix for suffix in SIDE)
    yield from (path + suffix for suffix in SIDE)
