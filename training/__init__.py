"""Annotated passages, and the training of the learned part; not in the wheel. README.md says how."""
