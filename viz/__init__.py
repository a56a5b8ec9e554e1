"""Views of the graph, each one HTML file that asks nothing of the net."""
