"""One thing, one node across documents: candidate pairs, their scores with reasons, and decisions."""
