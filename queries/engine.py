"""Running a query of the catalogue, in either language, with resolved values."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from innograph.graph.errors import UsageError
from innograph.queries.lateral import planned
from innograph.queries.question import LANGUAGES
from innograph.queries.specialise import specialise_cypher, specialise_sparql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from innograph.graph.rdf.sparql import SparqlStore
    from innograph.graph.rows import Rows
    from innograph.graph.snapshot import Snapshot
    from innograph.queries.parameters import Value

# A parameter `x` is $x in Cypher and ?given_x in SPARQL: there a variable that is bound from
# outside cannot be a column as well, and questions have columns named like their parameters.
GIVEN = "given_"


class Engine(Protocol):
    """What asks one graph in one language."""

    language: str

    def run(self, text: str, values: Mapping[str, Value], *, timeout: float | None) -> Rows:
        """The answer of a query with these values for its parameters."""

    def listed(self, text: str, ids: list[str], kind: str) -> Rows:
        """The answer of a query about records of one kind, a key of `KINDS`."""


def engine_for(snapshot: Snapshot, language: str, sparql_store: SparqlStore | None) -> Engine:
    """The engine of a language; UsageError for a language or a graph that cannot."""
    if language == "sparql":
        return Sparql(snapshot, sparql_store)
    if language != "cypher":
        raise UsageError(f"There is no language {language!r}: {' or '.join(LANGUAGES)}.")
    if not hasattr(snapshot, "query"):
        raise UsageError("A graph in memory answers no Cypher; ask with language='sparql'.")
    return Cypher(snapshot)


class Cypher:
    """Cypher on a store."""

    language = "cypher"

    def __init__(self, store: Any) -> None:
        self.store = store

    def run(self, text: str, values: Mapping[str, Value], *, timeout: float | None) -> Rows:
        """The answer of a query with these values for its parameters."""
        given = {name: value.value for name, value in values.items()}
        found: Rows = self.store.query(specialise_cypher(text, given), given, timeout=timeout)
        return found

    def listed(self, text: str, ids: list[str], kind: str) -> Rows:
        """The answer of a query about records, by id."""
        del kind
        found: Rows = self.store.query(text, {"ids": ids})
        return found


class Sparql:
    """SPARQL on the RDF of a store or of a graph in memory."""

    language = "sparql"

    def __init__(self, snapshot: Snapshot, store: SparqlStore | None = None) -> None:
        self.snapshot = snapshot
        self.store = store

    def run(self, text: str, values: Mapping[str, Value], *, timeout: float | None) -> Rows:
        """The answer of a query with these values for its parameters."""
        with self._opened() as store:
            return store.query(planned(sparql_text(text, values)), timeout=timeout)

    def listed(self, text: str, ids: list[str], kind: str) -> Rows:
        """The answer of a query about records, by id: terms in place of its empty VALUES list."""
        import pyoxigraph as ox

        from innograph.graph.rdf.terms import data_iri

        terms = " ".join(str(ox.NamedNode(data_iri(kind, identity))) for identity in ids)
        with self._opened() as store:
            return store.query(text.replace("{ }", f"{{ {terms} }}"))

    @contextmanager
    def _opened(self) -> Iterator[SparqlStore]:
        """The store given, which stays open, or one for this query."""
        if self.store is not None:
            yield self.store
            return
        from innograph.graph.rdf.sparql import SparqlStore

        with SparqlStore.open(self.snapshot) as store:
            yield store


def sparql_text(text: str, values: Mapping[str, Value]) -> str:
    """The query with its values in it, without what they leave nothing of."""
    from innograph.graph.rdf.binding import bind

    special = specialise_sparql(text, {name: value.value for name, value in values.items()})
    given = {GIVEN + name: term(value) for name, value in values.items()}
    return bind(special, {name: value for name, value in given.items() if f"?{name}" in special})


def term(value: Value) -> Any:
    """A resolved value as SPARQL takes it: entities, documents and terms by IRI."""
    import pyoxigraph as ox

    from innograph.graph.rdf.terms import document_iri, entity_iri, term_iri

    if value.value is None:
        return None
    to_iri: dict[str, Callable[[str], str]] = {
        "entity": entity_iri,
        "document": document_iri,
        "class": term_iri,
        "status": term_iri,
        "predicate": term_iri,
    }
    make = to_iri.get(value.parameter.type)
    return ox.NamedNode(make(value.value)) if make else value.value
