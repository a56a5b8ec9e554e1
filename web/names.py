"""The index of the search on the pages: names, aliases and what their signs may be typed as."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph import viz
from innograph.graph.ontology_terms import NAMESPACE
from innograph.viz.initials import initials_data
from innograph.viz.page import as_json

if TYPE_CHECKING:
    from innograph.web.links import Links
    from innograph.web.records import Records

_ASSETS = Path(__file__).resolve().parent / "assets"
_PINYIN = Path(viz.__file__).resolve().parent / "assets" / "pinyin.js"


def names_script(records: Records, links: Links) -> bytes:
    """A script that holds the names, since a page from the disk may load a script but no data.

    A row is [number of the class, number of where the name holds, page without its language, name,
    aliases …].
    """
    listing = records.listing
    classes: dict[str, int] = {}
    places: dict[str, int] = {"": 0}
    rows: list[list[Any]] = []
    for name, iri, cls in listing.titles:
        kind = classes.setdefault(cls, len(classes))
        others = [alias for alias in listing.aliases.get(iri, ()) if alias != name]
        place = places.setdefault(listing.where(iri, "zh"), len(places))
        rows.append([kind, place, links.below(iri), name, *others])
    labels = [
        [records.labels.label(NAMESPACE + cls, language) for language in ("zh", "en")]
        for cls in classes
    ]
    found = {
        "classes": labels,
        "initials": initials_data(name for row in rows for name in row[3:]),
        "places": list(places),
        "rows": rows,
    }
    return f"const NAMES = {as_json(found)};\n".encode()


def search_script() -> bytes:
    """The search itself, with what compares names."""
    parts = [file.read_text(encoding="utf-8") for file in (_PINYIN, _ASSETS / "search.js")]
    return '(() => {{\n"use strict";\n{}}})();\n'.format("\n".join(parts)).encode()
