"""Speeds, as ratios: each is measured beside something known, in the same run on the same machine.

`make bench`, or `python -m bench help extraction` for some of them.
"""
