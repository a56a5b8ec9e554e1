"""The sentences that a page refers to: documents, quotes and claims stand once each, by number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TOLD = ("title", "published", "place", "issuer", "number")
OPEN, NUMBER = 1, 2  # flags of a claim: its list ends in 等; it is a number, not a link


class Sources:
    """Numbers in the order of first use; all views of a page share them.

    On real graphs a page is a third smaller than one that repeats the sentence with every use.
    """

    def __init__(self, known: Iterable[Mapping[str, Any]] = ()) -> None:
        """`known` are documents as a graph's `sources` has them: they tell issuer and number, which
        the claims of a document do not."""
        self._known = {document["id"]: document for document in known}
        self._documents: dict[str, int] = {}
        self._metadata: list[list[str]] = []
        self._quotes: dict[str, int] = {}
        self._claims: dict[str, int] = {}
        self._rows: list[list[Any]] = []

    def document(self, identity: str, document: Mapping[str, Any]) -> int:
        """The number of a document; what is not `known` of it is taken from `document`."""
        if identity not in self._documents:
            self._documents[identity] = len(self._metadata)
            known = {**document, **self._known.get(identity, {})}
            told = [known.get(name) or "" for name in _TOLD]
            self._metadata.append([identity, *told])
        return self._documents[identity]

    def claim(self, claim: Mapping[str, Any]) -> int:
        """The number of a claim as `to_networkx` has it on its edges."""
        return self._add(claim, OPEN if claim.get("open") else 0)

    def number(self, observation: Mapping[str, Any]) -> int:
        """The number of an observation: its `cue` is the figure as the text has it."""
        return self._add(observation, NUMBER)

    def as_data(self) -> dict[str, Any]:
        """What goes into the page."""
        return {
            "documents": self._metadata,
            "quotes": list(self._quotes),
            "claims": self._rows,
        }

    def _add(self, claim: Mapping[str, Any], flags: int) -> int:
        key = claim["id"]
        if key not in self._claims:
            self._claims[key] = len(self._rows)
            self._rows.append(
                [
                    key,
                    self._quotes.setdefault(claim["quote"], len(self._quotes)),
                    claim["cue"] or "",
                    claim["status"],
                    self.document(claim["document"], claim),
                    claim["start"],
                    claim["end"],
                    flags,
                ]
            )
        return self._claims[key]
