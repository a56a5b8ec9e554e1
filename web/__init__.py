"""The graph for browsers and other machines: a SPARQL endpoint, pages, and a site of files."""
