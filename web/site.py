"""The site of files: the same pages, for any host and for none."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape as escaped

import pyoxigraph as ox

from innograph.graph.errors import UsageError
from innograph.graph.rdf import write_rdf
from innograph.graph.rdf.describe import Description, Subject
from innograph.graph.rdf.terms import PREFIXES
from innograph.graph.rdf.write import iter_quads
from innograph.web.data import Data
from innograph.web.files import serialized
from innograph.web.links import LANGUAGES, SiteLinks, data_file, page_file
from innograph.web.names import names_script, search_script
from innograph.web.pages import Pages, style
from innograph.web.place import rdf_place
from innograph.web.views import write_views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.model import Document
    from innograph.graph.store import Store

MARK = ".innograph-site"  # by this a folder is known as one of ours, which may be replaced
_ENDINGS = ("ttl", "jsonld")
_MOST = 50_000  # addresses of one sitemap


def check_folder(out: Path, *, force: bool) -> None:
    """Refuse a folder that holds anything else, or a site without `force`."""
    if not out.parent.is_dir():
        raise UsageError(f"There is no folder {out.parent}: make it first.")
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out} is a file: name a new folder.")
    if any(out.iterdir()) and not (out / MARK).exists():
        raise UsageError(f"{out} holds other things: name an empty or a new folder.")
    if (out / MARK).exists() and not force:
        raise UsageError(f"{out} is a site already; --force replaces it.")


def publish(store: Store, out: Path, *, address: str = "", force: bool = False) -> int:
    """Write the site to `out`, which gets its name only when it is complete; the number of files.

    `address` is where it will be found: with it there is a sitemap. Equal stores give equal bytes.
    """
    check_folder(out, force=force)
    out = out.absolute()
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
        made = Path(folder) / "site"
        with rdf_place(store) as place:
            names = _write(store, Data(place), made)
        if address:
            names += _sitemaps(made, names, address)
        (made / MARK).write_text("innograph publish\n", encoding="utf-8")
        old = Path(folder) / "old"
        if out.exists():
            out.rename(old)
        made.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    return len(names)


def _write(store: Store, data: Data, out: Path) -> list[str]:
    """All files but the sitemaps; their names, in order."""
    names = []
    for name, content in _pages(Pages(data.records, store.ontology), data):
        _put(out / name, content)
        names.append(name)
    for iri in data.records.iter_resources():
        quads = data.records.quads(iri)
        for ending in _ENDINGS:
            name = data_file(iri, ending)
            _put(out / name, serialized(quads, ending, store.ontology))
            names.append(name)
    assets = {
        "assets/site.css": style().encode(),
        "assets/search.js": search_script(),
        "assets/names.js": names_script(data.records, SiteLinks(0)),
    }
    for name, content in assets.items():
        _put(out / name, content)
    (out / "views").mkdir()
    write_views(store, out / "views" / "atlas.html", LANGUAGES[0])
    write_rdf(store, out / "data" / "graph.trig.gz")
    _put(out / "void.ttl", _description(store))
    return [*names, *assets, "views/atlas.html", "data/graph.trig.gz", "void.ttl"]


def _description(store: Store) -> bytes:
    """What is published, as VoID and DCAT."""
    documents: list[Document] = []
    description = Description(Subject("graph"), "application/trig")
    for _ in description.counted(iter_quads(store, seen=documents.append)):
        continue
    triples = (quad.triple for quad in description.quads(documents))
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def _pages(pages: Pages, data: Data) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each page."""
    yield "index.html", pages.start(LANGUAGES[0], SiteLinks(0)).encode()
    classes = sorted({cls for _, _, cls in data.records.listing.names})
    for language in LANGUAGES:
        yield f"{language}/index.html", pages.start(language, SiteLinks(1)).encode()
        for cls in classes:
            if page := pages.listed(cls, language, SiteLinks(2)):
                yield f"{language}/class/{cls}.html", page.encode()
        for iri in data.records.iter_resources():
            if page := pages.resource(iri, language, SiteLinks(2)):
                yield page_file(iri, language), page.encode()


def _sitemaps(out: Path, names: list[str], address: str) -> list[str]:
    """sitemap.xml, or an index of several where one would be too long."""
    base = address.rstrip("/") + "/"
    pages = [base + quote(name) for name in names if name.endswith(".html")]
    parts = [pages[i : i + _MOST] for i in range(0, len(pages), _MOST)]
    files = ["sitemap.xml"] if len(parts) == 1 else [f"sitemap-{i}.xml" for i in range(len(parts))]
    for name, part in zip(files, parts, strict=True):
        _put(out / name, _listed("urlset", "url", part))
    if len(parts) > 1:
        _put(out / "sitemap.xml", _listed("sitemapindex", "sitemap", [base + f for f in files]))
        files.append("sitemap.xml")
    return files


def _listed(outer: str, inner: str, addresses: list[str]) -> bytes:
    lines = "".join(f"<{inner}><loc>{escaped(a)}</loc></{inner}>\n" for a in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{outer}>\n'
    ).encode()


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
