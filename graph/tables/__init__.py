"""The graph as CSV files with their description (CSV on the Web), for people without RDF."""
