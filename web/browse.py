"""The pages on the server: start, resources with content negotiation, questions, queries, views."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from innograph.graph.errors import InnographError
from innograph.web.files import ENDINGS, serialized
from innograph.web.guards import POLICY
from innograph.web.links import LANGUAGES, ServerLinks, iri_of
from innograph.web.names import names_script, search_script
from innograph.web.negotiate import best, best_language
from innograph.web.pages import Pages, style
from innograph.web.questions import Questions, linked_rows
from innograph.web.views import write_views
from innograph.web.words import WORDS

if TYPE_CHECKING:
    from starlette.requests import Request

    from innograph.graph.store import Store
    from innograph.web.data import Data

_HERE = Path(__file__).resolve().parent
_HTML = "text/html"
_FILES = {
    "assets/query.js": "text/javascript",
    "vendor/yasgui.min.js": "text/javascript",
    "vendor/yasgui.min.css": "text/css",
}
# The editor puts styles into the page, and its icons are data.
_QUERY_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") + (
    "; font-src data:"
)
# A view says itself, by hashes, what it may run.
_VIEW_POLICY = "frame-ancestors 'none'"


class Browse:
    """Answers for browsers and for those who follow IRIs."""

    def __init__(self, store: Store, data: Data, *, seconds: float) -> None:
        self._store = store
        self._data = data
        self._links = ServerLinks()
        self._pages = Pages(data.records, store.ontology)
        self._questions = Questions(store, data.place, seconds=seconds)
        self._folder = tempfile.TemporaryDirectory(prefix="innograph-views-")
        self._lock = Lock()
        self._names = b""

    def routes(self) -> list[Route]:
        """Most particular first."""
        return [
            Route("/", self.root),
            Route("/id/{path:path}", self.identified),
            Route("/data/{path:path}", self.data),
            Route("/assets/site.css", self.style),
            Route("/assets/search.js", self.search),
            Route("/assets/names.js", self.names),
            Route("/assets/{name:path}", self.file),
            Route("/vendor/{name:path}", self.file),
            Route("/views/atlas.html", self.atlas),
            Route("/{language}/", self.start),
            Route("/{language}/query", self.query),
            Route("/{language}/questions/{name}", self.question),
            Route("/{language}/class/{name}", self.listed),
            Route("/{language}/{path:path}", self.page),
        ]

    def close(self) -> None:
        """End the process and remove the views."""
        self._questions.close()
        self._folder.cleanup()

    async def root(self, request: Request) -> Response:
        """To the start page in the reader's language."""
        return RedirectResponse(f"/{_language(request)}/", 303, headers={"Vary": "Accept-Language"})

    async def identified(self, request: Request) -> Response:
        """An IRI is a thing and no document: 303 to the page or the data about it."""
        iri = iri_of(request.path_params["path"])
        if not await asyncio.to_thread(self._data.records.is_known, iri):
            return _nothing(_language(request))
        media = best(request.headers.get("accept"), (_HTML, *ENDINGS.values()))
        vary = {"Vary": "Accept, Accept-Language"}
        if media is None:
            offered = ", ".join((_HTML, *ENDINGS.values()))
            return PlainTextResponse(f"This is had as {offered}.\n", 406, headers=vary)
        if media == _HTML:
            target = self._links.page(iri, _language(request))
        else:
            ending = next(name for name, kind in ENDINGS.items() if kind == media)
            target = self._links.data(iri, ending)
        return RedirectResponse(target, 303, headers=vary)

    async def data(self, request: Request) -> Response:
        """What is known of a resource, as a file."""
        path, _, ending = request.path_params["path"].rpartition(".")
        if ending not in ENDINGS:
            return _nothing(_language(request))
        iri = iri_of(path)
        quads = await asyncio.to_thread(self._data.records.quads, iri)
        if not quads:
            return _nothing(_language(request))
        content = await asyncio.to_thread(serialized, quads, ending, self._store.ontology)
        return Response(content, media_type=ENDINGS[ending])

    async def page(self, request: Request) -> Response:
        """The page of a resource."""
        language, iri = request.path_params["language"], iri_of(request.path_params["path"])
        if language not in LANGUAGES:
            return _nothing("zh")
        found = await asyncio.to_thread(self._pages.resource, iri, language, self._links)
        if found is None:
            return _nothing(language)
        links = ", ".join(
            f'<{self._links.data(iri, ending)}>; rel="alternate"; type="{ENDINGS[ending]}"'
            for ending in ENDINGS
        )
        return HTMLResponse(found, headers={"Link": links, "Content-Language": language})

    async def start(self, request: Request) -> Response:
        """Search, counts, questions."""
        language = request.path_params["language"]
        if language not in LANGUAGES:
            return _nothing("zh")
        query = request.query_params.get("q", "").strip()
        found = await asyncio.to_thread(self._data.records.listing.search, query) if query else None
        given = {
            "query": query,
            "found": found,
            "groups": self._questions.groups(language),
        }
        page = await asyncio.to_thread(self._pages.start, language, self._links, **given)
        return HTMLResponse(page)

    async def listed(self, request: Request) -> Response:
        """The entities of a class."""
        language, name = request.path_params["language"], request.path_params["name"]
        if language not in LANGUAGES:
            return _nothing("zh")
        page = await asyncio.to_thread(self._pages.listed, name, language, self._links)
        return HTMLResponse(page) if page else _nothing(language)

    async def question(self, request: Request) -> Response:
        """A ready question with its parameters, and its answer."""
        language = request.path_params["language"]
        question = self._questions.find(request.path_params["name"])
        if language not in LANGUAGES or question is None:
            return _nothing(language)
        values = {name: value.strip() for name, value in request.query_params.items()}
        run = values.pop("run", None)
        given = {name: value for name, value in values.items() if value}
        more: dict[str, Any] = {"answer": None, "error": "", "columns": (), "rows": ()}
        if run or not any(parameter.required for parameter in question.parameters):
            try:
                answer = await asyncio.to_thread(self._questions.ask, question, given)
                columns, rows = linked_rows(answer, language, self._links)
                more |= {"answer": answer, "columns": columns, "rows": rows}
            except InnographError as error:
                more["error"] = error.said(language) if run else ""
        page = self._pages.render(
            "question.html.j2",
            language,
            self._links,
            title=getattr(question.title, language),
            here=lambda other: f"/{other}/questions/{question.id}",
            question=question,
            given=given or question.example,
            **more,
        )
        return HTMLResponse(page, 400 if more["error"] else 200)

    async def query(self, request: Request) -> Response:
        """The query editor with the questions as examples."""
        language = request.path_params["language"]
        if language not in LANGUAGES:
            return _nothing("zh")
        page = self._pages.render(
            "query.html.j2",
            language,
            self._links,
            title=WORDS[language]["query"],
            here=lambda other: f"/{other}/query",
            examples=await asyncio.to_thread(self._questions.examples, language),
        )
        return HTMLResponse(page, headers={"Content-Security-Policy": _QUERY_POLICY})

    async def atlas(self, request: Request) -> Response:
        """All views in one file, written when it is first asked for."""
        file = await asyncio.to_thread(self._written, _language(request))
        return FileResponse(
            file, media_type=_HTML, headers={"Content-Security-Policy": _VIEW_POLICY}
        )

    async def style(self, request: Request) -> Response:
        """The style sheet."""
        del request
        return Response(style(), media_type="text/css")

    async def search(self, request: Request) -> Response:
        """The script of the search field."""
        del request
        return Response(search_script(), media_type="text/javascript")

    async def names(self, request: Request) -> Response:
        """Its index; written when it is first asked for."""
        del request
        return Response(await asyncio.to_thread(self._indexed), media_type="text/javascript")

    async def file(self, request: Request) -> Response:
        """A script or style of ours, or of the editor."""
        name = request.url.path.removeprefix("/")
        if name not in _FILES:
            return _nothing(_language(request))
        return FileResponse(_HERE / name, media_type=_FILES[name])

    def _indexed(self) -> bytes:
        with self._lock:
            self._names = self._names or names_script(self._data.records, self._links)
        return self._names

    def _written(self, language: str) -> Path:
        file = Path(self._folder.name) / f"atlas-{language}.html"
        with self._lock:
            if not file.exists():
                write_views(self._store, file, language)
        return file


def _language(request: Request) -> str:
    return best_language(request.headers.get("accept-language"), LANGUAGES, "zh")


def _nothing(language: str) -> Response:
    words = WORDS.get(language, WORDS["en"])
    return PlainTextResponse(words["no_such"] + "\n", 404)
