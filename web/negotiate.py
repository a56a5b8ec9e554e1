"""Content negotiation: which of our formats a client likes best."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Media type → pyoxigraph's name; the first is what a client without a wish gets.
RESULTS = {
    "application/sparql-results+json": "JSON",
    "application/sparql-results+xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
    "application/json": "JSON",
    "application/xml": "XML",
    "text/xml": "XML",
}
GRAPHS = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON_LD",
    "text/plain": "N_TRIPLES",
    "application/xml": "RDF_XML",
    "application/json": "JSON_LD",
}


def best(accept: str | None, offered: Iterable[str]) -> str | None:
    """The offered media type with the highest quality (RFC 9110), the earlier of equals.

    None where all are refused.
    """
    wishes = _wishes(accept or "*/*")
    found, highest = None, 0.0
    for media in offered:
        if (quality := _quality(media, wishes)) > highest:
            found, highest = media, quality
    return found


def best_language(accept: str | None, offered: Iterable[str], default: str) -> str:
    """The offered language (zh, en) that Accept-Language likes best."""
    found, highest = default, 0.0
    for wish, quality in sorted(_wishes(accept or "").items(), key=lambda item: -item[1]):
        tag = wish.partition("-")[0]
        if tag in offered and quality > highest:
            found, highest = tag, quality
    return found


def _wishes(header: str) -> dict[str, float]:
    """Range → quality. Parameters other than q do not tell our formats apart."""
    wishes: dict[str, float] = {}
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = _number(value)
        if media:
            wishes[media] = max(quality, wishes.get(media, 0.0))
    return wishes


def _number(text: str) -> float:
    try:
        return min(max(float(text.strip()), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(media: str, wishes: dict[str, float]) -> float:
    """The most precise range decides."""
    for form in (media, media.partition("/")[0] + "/*", "*/*"):
        if form in wishes:
            return wishes[form]
    return 0.0
