"""Writes what is generated from ontology.ttl: its documentation in two languages, and the context.

python -m docs.make          writes the files anew
python -m docs.make --check  says which files are not up to date, with exit code 1
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import jinja2
import pyoxigraph as ox

from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.jsonld import context, shown_context
from innograph.graph.rdf.terms import OWL, PREFIXES, QB, RDF, RDFS, SKOS, XSD

ROOT = Path(__file__).resolve().parent.parent
INNO = PREFIXES["inno"]
DCTERMS = PREFIXES["dcterms"]
NAMES = {**PREFIXES, "vann": "http://purl.org/vocab/vann/"}
ALIGNED = {
    RDFS + "subClassOf": "⊑",
    RDFS + "subPropertyOf": "⊑",
    SKOS + "closeMatch": "≈",
    SKOS + "broadMatch": "<",
    SKOS + "narrowMatch": ">",
    SKOS + "relatedMatch": "~",
}

Statements = dict[str, list[Any]]


class Terms:
    """The statements of ontology.ttl by subject, in the order of the file."""

    def __init__(self) -> None:
        self.of: dict[str, Statements] = {}
        for quad in ox.parse(path=str(ROOT / "ontology.ttl"), format=ox.RdfFormat.TURTLE):
            known = self.of.setdefault(quad.subject.value, defaultdict(list))
            known[quad.predicate.value].append(quad.object)

    def of_kind(self, *kinds: str) -> list[str]:
        """The IRIs of our terms that are of one of these types."""
        return [
            iri
            for iri, said in self.of.items()
            if iri.startswith(INNO) and any(t.value in kinds for t in said[RDF + "type"])
        ]

    def words(self, iri: str, predicate: str, language: str) -> str:
        """A text in a language, or the one without."""
        found = {o.language: o.value for o in self.of[iri][predicate]}
        return str(found.get(language) or found.get(None) or next(iter(found.values()), ""))

    def ours(self, iri: str, predicate: str) -> list[str]:
        """Local names of our terms that it points at."""
        return [
            o.value.removeprefix(INNO)
            for o in self.of[iri][predicate]
            if getattr(o, "value", "").startswith(INNO)
        ]

    def iris(self, iri: str, predicate: str) -> list[str]:
        """What it points at."""
        return [o.value for o in self.of[iri].get(predicate, ())]

    def members(self, iri: str, predicate: str) -> list[str]:
        """The classes of a domain or range, a union written out."""
        found: list[str] = []
        for node in self.of[iri][predicate]:
            union = self.of.get(node.value, {}).get(OWL + "unionOf")
            found += self._list(union[0].value) if union else [short(node.value)]
        return found

    def _list(self, node: str) -> list[str]:
        found = []
        while node in self.of:
            found.append(short(self.of[node][RDF + "first"][0].value))
            node = self.of[node][RDF + "rest"][0].value
        return found


def short(iri: str) -> str:
    """A local name for a term of ours, prefix:name for another."""
    if iri.startswith(INNO):
        return iri.removeprefix(INNO)
    for prefix, namespace in NAMES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def term(terms: Terms, iri: str, language: str) -> dict[str, Any]:
    """All that a page says of a class or property."""
    said = terms.of[iri]
    return {
        "name": short(iri),
        "iri": iri,
        "label": terms.words(iri, RDFS + "label", language),
        "other": terms.words(iri, RDFS + "label", "zh" if language == "en" else "en"),
        "definition": terms.words(iri, SKOS + "definition", language),
        "example": terms.words(iri, SKOS + "example", language),
        "source": terms.words(iri, DCTERMS + "source", language),
        "parents": terms.ours(iri, RDFS + "subClassOf") + terms.ours(iri, RDFS + "subPropertyOf"),
        "aligned": [
            f"{sign} `{short(o.value)}`"
            for predicate, sign in ALIGNED.items()
            for o in said[predicate]
            if not o.value.startswith(INNO)
        ],
        "domain": terms.members(iri, RDFS + "domain"),
        "range": terms.members(iri, RDFS + "range"),
        "intended": terms.ours(iri, INNO + "intendedFormOf"),
        "inverse": terms.ours(iri, OWL + "inverseOf")
        + [short(other) for other in terms.of if iri in terms.iris(other, OWL + "inverseOf")],
        "symmetric": any(t.value == OWL + "SymmetricProperty" for t in said[RDF + "type"]),
    }


def scheme(terms: Terms, iri: str, language: str) -> dict[str, Any]:
    """A concept scheme with its concepts, those below others after them."""
    found = []
    for concept in terms.of_kind(SKOS + "Concept"):
        if any(o.value == iri for o in terms.of[concept][SKOS + "inScheme"]):
            notation = terms.of[concept][SKOS + "notation"]
            found.append(
                {
                    **term(terms, concept, language),
                    "notation": notation[0].value if notation else "",
                    "broader": terms.ours(concept, SKOS + "broader"),
                    "mapped": [
                        f"{sign} {short(o.value)}"
                        for predicate, sign in ALIGNED.items()
                        for o in terms.of[concept][predicate]
                    ],
                }
            )
    tops = [concept for concept in found if not concept["broader"]]
    ordered = [c for top in tops for c in (top, *below(top["name"], found))]
    return {**term(terms, iri, language), "concepts": ordered}


def below(name: str, concepts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The concepts right below one."""
    return [concept for concept in concepts if name in concept["broader"]]


def page(language: str) -> str:
    """The documentation in a language."""
    terms = Terms()
    classes = [term(terms, iri, language) for iri in terms.of_kind(OWL + "Class")]
    entities = [c for c in classes if c["name"] in load_ontology().classes or c["name"] == "Entity"]
    kinds = [c for c in classes if "skos:Concept" in " ".join(c["aligned"]) and c not in entities]
    links = [term(terms, iri, language) for iri in terms.of_kind(OWL + "ObjectProperty")]
    predicates = load_ontology().predicates
    twins = {p.intended for p in predicates.values()}
    turned = {short(iri) for iri in terms.of if terms.iris(iri, OWL + "inverseOf")}
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 Markdown; what comes in is our own file
    )
    head = INNO.removesuffix("#")
    text = environment.get_template("ontology.md.j2").render(
        zh=language == "zh",
        title=terms.words(head, DCTERMS + "title", language),
        description=terms.words(head, DCTERMS + "description", language),
        version=terms.words(head, OWL + "versionInfo", language),
        licence=terms.of[head][DCTERMS + "license"][0].value,
        iri=head,
        entities=entities,
        kinds=kinds,
        records=[c for c in classes if c not in entities and c not in kinds],
        predicates=[t for t in links if t["name"] in predicates],
        twins=[t for t in links if t["name"] in twins],
        links=[t for t in links if t["name"] not in {*predicates, *twins, *turned}],
        inverses=[t for t in links if t["name"] in turned],
        values=[term(terms, iri, language) for iri in terms.of_kind(OWL + "DatatypeProperty")],
        notes=[term(terms, iri, language) for iri in terms.of_kind(OWL + "AnnotationProperty")],
        schemes=[scheme(terms, iri, language) for iri in terms.of_kind(SKOS + "ConceptScheme")],
        structure=structure(terms, language),
        prefixes=sorted(name for name in NAMES if NAMES[name] not in (RDF, XSD)),
        names=NAMES,
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def structure(terms: Terms, language: str) -> dict[str, Any]:
    """The components of the data structure definition."""
    (iri,) = terms.of_kind(QB + "DataStructureDefinition")
    parts = [
        (kind, term(terms, target.value, language))
        for node in terms.of[iri][QB + "component"]
        for kind in ("dimension", "measure", "attribute")
        for target in terms.of[node.value][QB + kind]
    ]
    return {**term(terms, iri, language), "parts": parts}


def files() -> dict[Path, str]:
    """What is generated, by path."""
    shown = '{"@context": ' + shown_context(context(load_ontology())) + "}\n"
    return {
        ROOT / "docs" / "ontology.md": page("en"),
        ROOT / "docs" / "ontology.zh.md": page("zh"),
        ROOT / "graph" / "rdf" / "context.jsonld": shown,
    }


def main() -> None:
    """Write, or compare."""
    old = []
    for path, text in files().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            old.append(path.relative_to(ROOT))
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    for path in old:
        print(path)  # noqa: T201 a tool that talks
    if old and "--check" in sys.argv:
        sys.exit(1)


if __name__ == "__main__":
    main()
