"""Where the page of an IRI is: on the server, or as a file beside the others."""

from __future__ import annotations

import hashlib
import re
from typing import Protocol
from urllib.parse import quote

from innograph.graph.rdf.terms import DATA, escape, unescape
from innograph.web.kinds import kind_of

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9\u4e00-\u9fff]+")
LANGUAGES = ("zh", "en")


class Links(Protocol):
    """Addresses as a page writes them."""

    is_served: bool

    def page(self, iri: str, language: str) -> str:
        """The page of a resource; empty if it has none."""

    def base(self, language: str) -> str:
        """What the pages of a language stand under; ends in a stroke."""

    def below(self, iri: str) -> str:
        """The page of a resource under that base."""

    def data(self, iri: str, ending: str) -> str:
        """The data of a resource as .ttl or .jsonld."""

    def start(self, language: str) -> str:
        """The start page."""

    def listed(self, cls: str, language: str) -> str:
        """The list of the entities of a class."""

    def file(self, name: str) -> str:
        """A file of the site: a style, a view."""


class ServerLinks:
    """Paths on the server, with the ids as they are."""

    is_served = True

    def page(self, iri: str, language: str) -> str:
        """/zh/entity/…"""
        return f"/{language}/{_path(iri)}" if kind_of(iri) else ""

    def base(self, language: str) -> str:
        """/zh/"""
        return f"/{language}/"

    def below(self, iri: str) -> str:
        """entity/…"""
        return _path(iri)

    def data(self, iri: str, ending: str) -> str:
        """/data/entity/….ttl"""
        return f"/data/{_path(iri)}.{ending}"

    def start(self, language: str) -> str:
        """/zh/"""
        return f"/{language}/"

    def listed(self, cls: str, language: str) -> str:
        """/zh/class/…"""
        return f"/{language}/class/{cls}"

    def file(self, name: str) -> str:
        """/assets/…, /views/…"""
        return f"/{name}"


class SiteLinks:
    """Relative addresses of files, which hold on any host and under file://."""

    is_served = False

    def __init__(self, depth: int) -> None:
        self._up = "../" * depth

    def page(self, iri: str, language: str) -> str:
        """../../zh/entity/….html"""
        return self._up + quote(page_file(iri, language)) if kind_of(iri) else ""

    def base(self, language: str) -> str:
        """../../zh/"""
        return f"{self._up}{language}/"

    def below(self, iri: str) -> str:
        """entity/….html"""
        return quote(f"{_slug(iri)}.html")

    def data(self, iri: str, ending: str) -> str:
        """../../data/entity/….ttl"""
        return self._up + quote(data_file(iri, ending))

    def start(self, language: str) -> str:
        """../../zh/index.html"""
        return f"{self._up}{language}/index.html"

    def listed(self, cls: str, language: str) -> str:
        """../../zh/class/….html"""
        return f"{self._up}{language}/class/{cls}.html"

    def file(self, name: str) -> str:
        """../../assets/…"""
        return self._up + name


def iri_of(path: str) -> str:
    """The IRI behind a path (entity/…) whose percent signs were resolved."""
    return DATA + escape(path)


def page_file(iri: str, language: str) -> str:
    """The file of a page."""
    return f"{language}/{_slug(iri)}.html"


def data_file(iri: str, ending: str) -> str:
    """The file of a resource's data."""
    return f"data/{_slug(iri)}.{ending}"


def _path(iri: str) -> str:
    return quote(unescape(iri.removeprefix(DATA)), safe="/:")


def _slug(iri: str) -> str:
    """Readable, short enough for every file system, and another for another id: ids may differ in
    case alone, or in signs that files cannot have."""
    kind, _, identity = unescape(iri.removeprefix(DATA)).partition("/")
    words = _NOT_IN_NAMES.sub("-", identity).strip("-")[-40:].strip("-")
    return f"{kind}/{words}-{hashlib.sha256(iri.encode()).hexdigest()[:12]}"
