"""Ready questions: one Cypher and one SPARQL query each, with one answer."""
