"""The schema that the program works with: what ontology.ttl says, read once."""

from __future__ import annotations

import os
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.errors import OntologyError
from innograph.graph.ontology_file import (
    Triples,
    read_classes,
    read_instruments,
    read_predicates,
    read_properties,
    read_statuses,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology_terms import (
        ClassTerm,
        InstrumentTerm,
        PredicateTerm,
        PropertyTerm,
        StatusTerm,
    )


class Ontology:
    """Classes, predicates, statuses and types of instruments by name, in the order of the file."""

    def __init__(
        self,
        classes: dict[str, ClassTerm],
        predicates: dict[str, PredicateTerm],
        statuses: dict[str, StatusTerm],
        instruments: dict[str, InstrumentTerm],
        *,
        properties: dict[str, PropertyTerm],
        version: str,
        path: Path,
    ) -> None:
        self.classes = classes
        self.predicates = predicates
        self.statuses = statuses
        self.instruments = instruments
        self.properties = properties
        self.version = version
        self.path = path

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """The top classes in the order of the file."""
        return tuple(name for name, term in self.classes.items() if term.top == name)

    def top(self, cls: str) -> str:
        """The top class of a class; raises OntologyError for an unknown one."""
        return self.term(cls).top

    def labels(self, cls: str) -> tuple[str, ...]:
        """All node labels of a class, Entity first."""
        return self.term(cls).labels

    def term(self, cls: str) -> ClassTerm:
        """The class of that name; raises OntologyError for an unknown one."""
        try:
            return self.classes[cls]
        except KeyError:
            raise OntologyError(f"{self.path.name} has no entity class {cls!r}.") from None

    def relationship(self, predicate: str, status: str) -> str:
        """The relationship type under which a fact of this status stands."""
        term = self.predicates[predicate]
        asserted = self.statuses[status].asserted
        return term.relationship if asserted else term.intended_relationship

    @cached_property
    def relationships(self) -> dict[str, tuple[str, bool]]:
        """Relationship type → (predicate, whether it is the intended twin)."""
        plain = {term.relationship: (name, False) for name, term in self.predicates.items()}
        twins = {term.intended_relationship: (name, True) for name, term in self.predicates.items()}
        return plain | twins

    @cached_property
    def endings(self) -> dict[str, str]:
        """Name ending → class. An ending given to two classes belongs to the later one."""
        return {end: name for name, term in self.classes.items() for end in term.endings}

    def iter_subclasses(self, cls: str) -> Iterator[str]:
        """The class itself and all classes below it."""
        return (name for name, term in self.classes.items() if cls in term.labels)

    def status_rank(self, status: str) -> int:
        """Strongest first, for folding several statuses into one."""
        return self.statuses[status].strength


def default_path() -> Path:
    """`INNOGRAPH_ONTOLOGY` if it is set, else the ontology that is shipped."""
    chosen = os.environ.get("INNOGRAPH_ONTOLOGY")
    return Path(chosen) if chosen else shipped_path()


def shipped_path() -> Path:
    """The ontology that is shipped."""
    return Path(__file__).resolve().parent.parent / "ontology.ttl"


def load_ontology(path: Path | str | None = None) -> Ontology:
    """Read a schema; a file that has not changed is read once in a process."""
    chosen = Path(path) if path else default_path()
    try:
        stamp = chosen.stat().st_mtime_ns
    except OSError as error:
        raise OntologyError(f"Cannot read the ontology {chosen}: {error.strerror}.") from None
    return _load(chosen, stamp)


@lru_cache(maxsize=8)
def _load(path: Path, _stamp: int) -> Ontology:
    triples = Triples(path)
    return Ontology(
        read_classes(triples),
        read_predicates(triples),
        read_statuses(triples),
        read_instruments(triples),
        properties=read_properties(triples),
        version=triples.version(),
        path=path,
    )
