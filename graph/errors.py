"""Every error that a user can meet: one sentence that names the thing and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.graph.wording import Remark


class InnographError(Exception):
    """Base of all errors that are shown without a traceback; `exit_code` is what the command returns.

    Commands speak English. What a page may have to show is given in both languages.
    """

    exit_code = 1

    def __init__(self, message: str | Remark = "") -> None:
        super().__init__(message if isinstance(message, str) else message.said("en"))
        self._remark = None if isinstance(message, str) else message

    def said(self, language: str = "en") -> str:
        """The message in zh or en, as far as it is known in both."""
        return self._remark.said(language) if self._remark else str(self)


class UsageError(InnographError):
    """The call or the configuration is wrong."""

    exit_code = 2


class DataError(InnographError):
    """A file, a document or a record is wrong; the others may go on."""


class EvidenceError(DataError):
    """A claim, observation or measure breaks the evidence contract (quote, mentions, cue, hash)."""


class OntologyError(InnographError):
    """The ontology file is not readable or contradicts itself."""

    exit_code = 2


class StoreError(InnographError):
    """The store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """Nothing answers at the address, or the embedded engine cannot start."""


class StoreBusy(StoreError):
    """Another process writes to the store and did not finish in time."""


class ForeignDatabase(StoreError):
    """The database holds data that is not innograph's."""


class QueryError(InnographError):
    """The query is broken, or was refused."""

    exit_code = 2


class QueryTimeout(QueryError):
    """The query passed its time limit and was ended."""

    exit_code = 1


class ReadOnlyViolation(QueryError):
    """The query would write, change the schema or reach outside the store."""
