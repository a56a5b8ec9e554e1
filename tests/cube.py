"""A Data Cube, as triples, and what its vocabulary demands of it.

The demands are those of the RDF Data Cube Vocabulary (W3C Recommendation of 16 January 2014,
section 11.1), by their numbers there. IC-20 and IC-21 are about code lists that are trees of their
own making; the structure has none, so there is nothing to ask.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pyoxigraph as ox

from innograph.graph.rdf.terms import PREFIXES

TRUE, FALSE = ox.Literal(True), ox.Literal(False)


def iri(name):
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


TYPE, MEASURE_TYPE, COMPONENT = iri("rdf:type"), iri("qb:measureType"), iri("qb:componentProperty")
KINDS = {
    "qb:dimension": "qb:DimensionProperty",
    "qb:measure": "qb:MeasureProperty",
    "qb:attribute": "qb:AttributeProperty",
}


class Cube:
    """Triples by predicate, in both directions; short forms are written out first."""

    def __init__(self, triples):
        self._forward = defaultdict(lambda: defaultdict(set))
        self._back = defaultdict(lambda: defaultdict(set))
        for triple in triples:
            self.add(triple.subject, triple.predicate, triple.object)
        self._write_out()

    def add(self, subject, predicate, object_):
        self._forward[predicate][subject].add(object_)
        self._back[predicate][object_].add(subject)

    def of(self, subject, name):
        """The values of a property, given as prefix:name or as a node."""
        predicate = iri(name) if isinstance(name, str) else name
        return self._forward[predicate].get(subject, set())

    def whose(self, name, object_):
        """What has this value."""
        return self._back[iri(name)].get(object_, set())

    def subjects(self, name):
        return set(self._forward[iri(name)])

    def all(self, name):
        """The members of a class."""
        return self.whose("rdf:type", iri(name))

    def is_a(self, node, name):
        return iri(name) in self.of(node, "rdf:type")

    def _write_out(self):
        """What a cube may leave unsaid: kinds of components, classes, what a set says for its rows."""
        for short, kind in KINDS.items():
            for spec in self.subjects(short):
                for part in set(self.of(spec, short)):
                    self.add(spec, COMPONENT, part)
                    self.add(part, TYPE, iri(kind))
        for row in self.subjects("qb:dataSet"):
            self.add(row, TYPE, iri("qb:Observation"))
        for whole in self.subjects("qb:slice"):
            for part in set(self.of(whole, "qb:slice")):
                self.add(part, TYPE, iri("qb:Slice"))
        for part in self.subjects("qb:observation"):
            for row in set(self.of(part, "qb:observation")):
                self.add(row, TYPE, iri("qb:Observation"))
        for spec in self.whose("qb:componentAttachment", iri("qb:DataSet")):
            self._hand_down(self.of(spec, COMPONENT))

    def _hand_down(self, parts):
        for row in self.all("qb:Observation"):
            for whole in self.of(row, "qb:dataSet"):
                for part in parts:
                    for value in set(self.of(whole, part)):
                        self.add(row, part, value)

    def structures(self, row):
        return {s for whole in self.of(row, "qb:dataSet") for s in self.of(whole, "qb:structure")}

    def parts(self, structure, kind=None):
        """Components of a structure or of a slice key, of one kind."""
        specs = self.of(structure, "qb:component") | {structure}
        found = {part for spec in specs for part in self.of(spec, COMPONENT)}
        return {part for part in found if kind is None or self.is_a(part, kind)}

    def rows(self, kind):
        """Each observation with the parts of one kind that its structure has."""
        for row in self.all("qb:Observation"):
            for structure in self.structures(row):
                yield row, structure, self.parts(structure, kind)

    def place(self, row):
        """Data set and dimensions (save the measure's own) of an observation."""
        dimensions = {p for s in self.structures(row) for p in self.parts(s, KINDS["qb:dimension"])}
        values = [(d.value, str(sorted(map(str, self.of(row, d))))) for d in dimensions]
        sets = sorted(map(str, self.of(row, "qb:dataSet")))
        return (*sets, *sorted(v for v in values if v[0] != MEASURE_TYPE.value))


def _one_each(cube, cls, name):
    return any(len(cube.of(node, name)) != 1 for node in cube.all(cls))


def _with_measure_dimension(cube, wanted):
    """Observations, their structure's measures and the measures that they name."""
    for row, structure, measures in cube.rows(KINDS["qb:measure"]):
        if (MEASURE_TYPE in cube.parts(structure)) is wanted:
            yield row, measures, cube.of(row, MEASURE_TYPE)


def _codes(cube, cls, holds):
    for row, _, dimensions in cube.rows(KINDS["qb:dimension"]):
        for dimension in dimensions:
            lists = [x for x in cube.of(dimension, "qb:codeList") if cube.is_a(x, cls)]
            for value in cube.of(row, dimension) if lists else ():
                concept = cube.is_a(value, "skos:Concept")
                yield concept and all(holds(value, codes) for codes in lists)


def _members(cube, collection):
    found, open_ = set(), [collection]
    while open_:
        fresh = cube.of(open_.pop(), "skos:member") - found
        found |= fresh
        open_ += fresh
    return found


def _twins(cube):
    """Observations of the same place and measure."""
    seen = Counter(
        (cube.place(row), str(sorted(map(str, cube.of(row, MEASURE_TYPE)))))
        for row in cube.all("qb:Observation")
        if cube.structures(row)
    )
    return any(times > 1 for times in seen.values())


def _incomplete(cube):
    """A place of a cube with a measure dimension where some measure has no observation."""
    named, wanted = defaultdict(set), {}
    for row, measures, names in _with_measure_dimension(cube, True):
        named[cube.place(row)] |= names
        wanted[cube.place(row)] = measures
    return any(named[place] != measures for place, measures in wanted.items())


def _declared(cube):
    return {k for s in cube.all("qb:DataStructureDefinition") for k in cube.of(s, "qb:sliceKey")}


def _flagged(cube, flag):
    """Specifications whose part must, or need not, be there, with their parts."""
    specs = cube.whose("qb:componentRequired", flag)
    return [(spec, part) for spec in specs for part in cube.of(spec, COMPONENT)]


# Number of the demand → whether a cube breaks it.
BROKEN = {
    "ic-01": lambda c: _one_each(c, "qb:Observation", "qb:dataSet"),
    "ic-02": lambda c: _one_each(c, "qb:DataSet", "qb:structure"),
    "ic-03": lambda c: any(
        not c.parts(s, KINDS["qb:measure"]) for s in c.all("qb:DataStructureDefinition")
    ),
    "ic-04": lambda c: any(not c.of(d, "rdfs:range") for d in c.all(KINDS["qb:dimension"])),
    "ic-05": lambda c: any(
        not c.of(d, "qb:codeList")
        for d in c.all(KINDS["qb:dimension"]) & c.whose("rdfs:range", iri("skos:Concept"))
    ),
    "ic-06": lambda c: any(not c.is_a(p, KINDS["qb:attribute"]) for _, p in _flagged(c, FALSE)),
    "ic-07": lambda c: bool(c.all("qb:SliceKey") - _declared(c)),
    "ic-08": lambda c: any(
        not c.parts(key) <= c.parts(s)
        for s in c.subjects("qb:sliceKey")
        for key in c.of(s, "qb:sliceKey")
    ),
    "ic-09": lambda c: _one_each(c, "qb:Slice", "qb:sliceStructure"),
    "ic-10": lambda c: any(
        not c.of(piece, part)
        for piece in c.subjects("qb:sliceStructure")
        for key in c.of(piece, "qb:sliceStructure")
        for part in c.parts(key)
    ),
    "ic-11": lambda c: any(
        not c.of(row, part) for row, _, parts in c.rows(KINDS["qb:dimension"]) for part in parts
    ),
    "ic-12": _twins,
    "ic-13": lambda c: any(
        not c.of(row, part)
        for spec, part in _flagged(c, TRUE)
        for row, structure, _ in c.rows(None)
        if spec in c.of(structure, "qb:component")
    ),
    "ic-14": lambda c: any(
        not c.of(row, measure)
        for row, measures, _ in _with_measure_dimension(c, False)
        for measure in measures
    ),
    "ic-15": lambda c: any(
        not c.of(row, name) for row, _, names in _with_measure_dimension(c, True) for name in names
    ),
    "ic-16": lambda c: any(
        c.of(row, measure)
        for row, measures, names in _with_measure_dimension(c, True)
        for measure in measures - names
        if names
    ),
    "ic-17": _incomplete,
    "ic-18": lambda c: any(
        whole not in c.of(row, "qb:dataSet")
        for whole in c.subjects("qb:slice")
        for piece in c.of(whole, "qb:slice")
        for row in c.of(piece, "qb:observation")
    ),
    "ic-19a": lambda c: (
        not all(_codes(c, "skos:ConceptScheme", lambda v, codes: codes in c.of(v, "skos:inScheme")))
    ),
    "ic-19b": lambda c: (
        not all(_codes(c, "skos:Collection", lambda v, codes: v in _members(c, codes)))
    ),
}
