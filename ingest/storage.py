"""Folders and files by address: of this machine, or of a storage that fsspec knows (s3://, hdfs:// …)."""

from __future__ import annotations

import shutil
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any, cast

from innograph.graph.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_remote(address: str | Path) -> bool:
    """Whether it names a storage rather than a path."""
    return "://" in str(address)


@dataclass(frozen=True, slots=True)
class RemoteBytes:
    """Loads the bytes of one file; can be sent to other processes."""

    address: str

    def __call__(self) -> bytes:
        with _opened(self.address) as file:
            return file.read()


def list_remote(address: str) -> tuple[str, list[str]]:
    """The address as its storage spells it, and those of the files under it, by name; of a file, its
    own."""
    system, path = _system(address)
    try:
        found = [path] if system.isfile(path) else system.find(path)
    except (OSError, ValueError) as error:
        raise _unreachable(address, error) from None
    files = sorted(str(system.unstrip_protocol(file)) for file in found)
    return str(system.unstrip_protocol(path)).rstrip("/"), files


@contextmanager
def _opened(address: str) -> Iterator[IO[bytes]]:
    system, path = _system(address)
    try:
        with system.open(path, "rb") as file:
            yield file
    except FileNotFoundError:
        raise DataError(f"{address} is not there: check the address.") from None
    except OSError as error:
        raise _unreachable(address, error) from None


@contextmanager
def opened(address: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, to be read at any place in it."""
    if is_remote(address):
        with _opened(address) as file:
            yield file
    else:
        with Path(address).open("rb") as file:
            yield file


class Folder:
    """A folder that files are written to, whole or not at all."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") if is_remote(address) else address
        self._remote: tuple[Any, str] | None = _system(self.address) if is_remote(address) else None

    def make(self) -> None:
        if self._remote is None:
            try:
                Path(self.address).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UsageError(
                    f"Cannot write to {self.address}: {error.strerror or error}."
                ) from None
            return
        system, path = self._remote
        try:
            system.makedirs(path, exist_ok=True)
        except (OSError, ValueError) as error:
            raise _unreachable(self.address, error) from None

    def names(self) -> list[str]:
        """The files right in it, by name; none where there is no folder."""
        if self._remote is None:
            folder = Path(self.address)
            return sorted(f.name for f in folder.iterdir()) if folder.is_dir() else []
        system, path = self._remote
        try:
            found = system.ls(path, detail=False)
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            raise _unreachable(self.address, error) from None
        return sorted(str(name).rstrip("/").rpartition("/")[2] for name in found)

    def at(self, name: str) -> str:
        """The address of a file in it."""
        return f"{self.address}/{name}" if self._remote else str(Path(self.address) / name)

    def size(self, name: str) -> int | None:
        """In bytes; None where there is no such file."""
        try:
            if self._remote is None:
                return (Path(self.address) / name).stat().st_size
            system, path = self._remote
            return int(system.size(f"{path}/{name}"))
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes | None:
        """The bytes; None where there is no such file."""
        try:
            with opened(self.at(name)) as file:
                return file.read()
        except (FileNotFoundError, DataError):
            return None

    @contextmanager
    def new_file(self, name: str) -> Iterator[Path]:
        """A path to write to; at the end of the block the file takes its name and place.

        Two that write one file at a time do not meet: each has a path of its own, the last one stays.
        """
        mark = f".{name}.{uuid.uuid4().hex}.part"
        if self._remote is None:
            path = Path(self.address) / mark
            try:
                yield path
                path.replace(Path(self.address) / name)
            finally:
                path.unlink(missing_ok=True)
            return
        system, root = self._remote
        with TemporaryDirectory() as here:
            yield (path := Path(here) / name)
            with path.open("rb") as file, system.open(f"{root}/{mark}", "wb") as there:
                shutil.copyfileobj(file, there)
            system.mv(f"{root}/{mark}", f"{root}/{name}")

    def remove(self, name: str) -> None:
        if self._remote is None:
            (Path(self.address) / name).unlink(missing_ok=True)
            return
        system, path = self._remote
        if system.exists(f"{path}/{name}"):
            system.rm(f"{path}/{name}")


def _system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    try:
        import fsspec
    except ImportError:
        raise UsageError(
            f"{address} needs fsspec and the package of its storage: pip install fsspec s3fs, "
            "or whatever the storage is."
        ) from None
    try:
        return cast("tuple[Any, str]", fsspec.core.url_to_fs(address))
    except (ImportError, ValueError) as error:
        raise UsageError(f"{address} cannot be opened: {str(error).rstrip('.')}.") from None


def _unreachable(address: str, error: Exception) -> DataError:
    text = str(error).strip().splitlines()
    return DataError(f"{address} cannot be reached: {text[0] if text else type(error).__name__}.")
