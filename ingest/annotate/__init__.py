"""The machine's reading as something a person can correct, and the corrected reading back."""
