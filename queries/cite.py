"""A source as a line for a paper: issuer, title, date, and where in the text the sentence stands.

In Chinese after GB/T 7714 (the type [Z] is that of other documents); in English in the same order of
facts. What a document does not give is left out; names and titles are never translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError
from innograph.graph.wording import Words
from innograph.queries.question import Column

if TYPE_CHECKING:
    from innograph.queries.answer import Evidence

LANGUAGES = ("zh", "en")
COLUMN = Column("citation", "text", Words("引用", "the sources behind the row"))


def cite(item: Evidence, language: str = "zh") -> str:
    """One line; positions count characters of the document's text, the first is 1."""
    if language not in LANGUAGES:
        raise UsageError(f"There are no citations in {language!r}: zh or en.")
    first, last = item.start + 1, item.end
    title = " ".join(item.title.split())
    if language == "zh":
        issuer = f"{item.issuer}. " if item.issuer else ""
        number = f": {item.number}" if item.number else ""
        date = f" ({item.published})" if item.published else ""
        return f"{issuer}{title}{number}[Z].{date} 第{first}—{last}字."
    issuer = f"{item.issuer}. " if item.issuer else ""
    number = f", {item.number}" if item.number else ""
    date = f" {item.published}," if item.published else ""
    return f"{issuer}{title}{number} [Z].{date} characters {first}–{last}."
