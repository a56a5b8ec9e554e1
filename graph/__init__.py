"""The graph: its words, its schema, its identity, its store and its RDF. Imports nothing of ours."""
