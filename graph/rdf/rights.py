"""Licence and source of a text: by address where there is one, else in the words that were given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.graph.rdf.terms import DCTERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Quad

    from innograph.graph.rdf.quads import Maker

# Short names of licences that texts and data have, and that stand for one address.
_SPDX = re.compile(r"CC0-1\.0|CC-BY(?:-NC)?(?:-SA|-ND)?-[1-4]\.0|ODbL-1\.0|ODC-By-1\.0|PDDL-1\.0")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


def rights(make: Maker, subject: NamedNode, licence: str | None) -> Iterator[Quad]:
    """Under what terms it may be used."""
    if licence and _SPDX.fullmatch(licence):
        yield make.link(subject, DCTERMS + "license", f"https://spdx.org/licenses/{licence}")
    elif licence and _ADDRESS.fullmatch(licence):
        yield make.link(subject, DCTERMS + "license", licence)
    elif licence:
        yield make.value(subject, DCTERMS + "rights", licence)


def origin(make: Maker, subject: NamedNode, source: str | None) -> Iterator[Quad]:
    """Where it comes from."""
    if source and _ADDRESS.fullmatch(source):
        yield make.link(subject, DCTERMS + "source", source)
    elif source:
        yield make.value(subject, DCTERMS + "bibliographicCitation", source)
