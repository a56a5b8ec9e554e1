"""A whole graph as the files from which Neo4j's importer makes a new database: with the ids, the
properties and the derived nodes that the store would have written. `write.write_bulk` writes them.
"""
