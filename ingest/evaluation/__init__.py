"""Judging extraction: predictions against gold, their figures, their errors, and two baselines."""
