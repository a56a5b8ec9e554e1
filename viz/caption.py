"""What stands under a picture: which documents, of which dates, and by which filters it was made.

A page says it on top; a picture is pasted elsewhere, so it has to carry it along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.viz import palette, svg
from innograph.viz.labels import fold
from innograph.viz.notices import selection_notices
from innograph.viz.texts import say

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology
    from innograph.viz.page import Language

SIZE = palette.LABEL_PX - 1
STEP = SIZE * 1.45
MOST = 12  # names of one list, such as the places within a province; more are counted


def caption(
    graph: nx.MultiDiGraph[str], ontology: Ontology, language: Language, note: str, width: float
) -> list[str]:
    """`note`, dates and filters, in lines of at most `width` px."""
    parts = [note, _dates(graph, language)]
    for notice in selection_notices(graph):
        values = {key: _said(key, value, ontology, language) for key, value in notice.items()}
        parts.append(say(language, notice["text"], **values))
    gap = "" if language == "zh" else " "
    return fold(gap.join(part.strip() for part in parts if part), width / SIZE)


def caption_height(lines: list[str]) -> float:
    """Px from the end of the picture to the bottom."""
    return len(lines) * STEP + 20


def draw_caption(lines: list[str], x: float, bottom: float) -> str:
    """The lines, the last of them 16 px above `bottom`."""
    middle = bottom - 16 - (len(lines) - 1) / 2 * STEP
    return svg.lines(lines, x, middle, STEP, fill=svg.LIGHT["muted"], font_size=SIZE)


def _dates(graph: nx.MultiDiGraph[str], language: Language) -> str:
    sources = graph.graph.get("sources", ())
    dates = sorted(str(source["published"]) for source in sources if source.get("published"))
    if not dates:
        return ""
    undated = len(sources) - len(dates)
    words = say(language, "picture-dates", first=dates[0], last=dates[-1])
    if dates[0] == dates[-1]:
        words = say(language, "picture-date", date=dates[0])
    words += say(language, "picture-undated", n=undated) if undated else ""
    return words + ("。" if language == "zh" else ".")


def _said(key: str, value: Any, ontology: Ontology, language: Language) -> str:
    """A value as the page says it: classes and statuses by their labels."""
    if not isinstance(value, list):
        return str(value)
    terms: Any = {"classes": ontology.classes, "statuses": ontology.statuses}.get(key, {})
    names = [term.label_in(language) if (term := terms.get(name)) else name for name in value]
    more = say(language, "picture-more", n=len(names) - MOST) if len(names) > MOST else ""
    return say(language, "comma").join(map(str, names[:MOST])) + more
