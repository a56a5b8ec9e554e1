"""Licence and source of a text: by address where there is one, else in the words that were given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from innograph.graph.rdf.terms import DCTERMS

if TYPE_CHECKING:
    from innograph.graph.rdf.quads import Maker

# Short names of licences that texts and data have, and that stand for one address.
_SPDX = re.compile(r"CC0-1\.0|CC-BY(?:-NC)?(?:-SA|-ND)?-[1-4]\.0|ODbL-1\.0|ODC-By-1\.0|PDDL-1\.0")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")


def rights(make: Maker, subject: str, licence: str | None) -> None:
    """Under what terms it may be used."""
    if licence and _SPDX.fullmatch(licence):
        make.link(subject, DCTERMS + "license", f"https://spdx.org/licenses/{licence}")
    elif licence and _is_address(licence):
        make.link(subject, DCTERMS + "license", licence)
    elif licence:
        make.value(subject, DCTERMS + "rights", licence)


def origin(make: Maker, subject: str, source: str | None) -> None:
    """Where it comes from."""
    if source and _is_address(source):
        make.link(subject, DCTERMS + "source", source)
    elif source:
        make.value(subject, DCTERMS + "bibliographicCitation", source)


def _is_address(text: str) -> bool:
    """Whether it can stand as an IRI."""
    if not _ADDRESS.fullmatch(text):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
