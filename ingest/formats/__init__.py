"""Files of every format → their text: one reader a format, behind the table in formats/table.py."""
