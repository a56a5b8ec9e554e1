"""An answer on its way: written by a worker as fast as it can, read by a client as slow as it is."""

from __future__ import annotations

import asyncio
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_IN_MEMORY = 1 << 20
_PIECE = 1 << 16


class Spool:
    """What was written and not yet read waits in memory up to 1 MB, then in a nameless file.

    So a slow client holds up no worker. One writer and one reader, in one event loop.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._news = asyncio.Event()
        self._error: Exception | None = None
        self._ended = False
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Add a piece; nothing is kept once the reader has gone."""
        if self._file.closed:
            return
        self._file.seek(self.size)
        self._file.write(piece)
        self.size += len(piece)
        self._news.set()

    def end(self, error: Exception | None = None) -> None:
        """No more will come; with an error, the reader gets it after the last piece."""
        if not self._ended:
            self._ended, self._error = True, error
            self._news.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """What is there and what comes. Raises what the writer ended with."""
        done = 0
        try:
            while True:
                self._news.clear()
                while done < self.size:
                    self._file.seek(done)
                    piece = self._file.read(min(_PIECE, self.size - done))
                    done += len(piece)
                    yield piece
                if self._ended:
                    break
                await self._news.wait()
            if self._error is not None:
                raise self._error
        finally:
            self._file.close()
