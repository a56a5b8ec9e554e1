"""Views of the graph, each one HTML file that loads nothing from the network."""
