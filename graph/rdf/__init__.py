"""The graph as RDF: terms, quads out and in, the serialisations, and SPARQL on Oxigraph."""
