"""Answers of language models, kept in one SQLite file of the user: a second run asks nothing."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUSY = 60.0  # seconds that one process waits for another to have written


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, to the letter, and why it stopped (stop, length, content_filter, …)."""

    content: str
    finish: str


def answer_key(model: str, prompt: str, temperature: float | None, message: str) -> str:
    """The hash under which the answer to a message is kept."""
    parts = json.dumps([model, prompt, temperature, message])
    return hashlib.sha256(parts.encode()).hexdigest()


class AnswerCache:
    """Answers by key. Each is written when it comes, so a run that is broken off loses none."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "answers.sqlite"
        self._lock = Lock()
        with self._told():
            folder.mkdir(parents=True, exist_ok=True)
            # Used by the threads that ask, one at a time.
            self._db = sqlite3.connect(self.file, timeout=_BUSY, check_same_thread=False)
            with self._db:
                self._db.execute(
                    "CREATE TABLE IF NOT EXISTS answers "
                    "(key TEXT PRIMARY KEY, model TEXT NOT NULL, content TEXT NOT NULL, "
                    "finish TEXT NOT NULL)"
                )

    def get(self, key: str) -> Answer | None:
        """The answer, if it was given before."""
        with self._lock, self._told():
            query = "SELECT content, finish FROM answers WHERE key = ?"
            row = self._db.execute(query, (key,)).fetchone()
        return Answer(*row) if row else None

    def put(self, key: str, model: str, answer: Answer) -> None:
        """Keep an answer; the first one stays where two processes asked the same."""
        row = (key, model, answer.content, answer.finish)
        with self._lock, self._told(), self._db:
            self._db.execute("INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?)", row)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise UsageError(
                f"LLM answers cannot be kept in {self.file} ({error}): delete the file if it is "
                "damaged, or name another folder in INNOGRAPH_LLM_CACHE."
            ) from None
