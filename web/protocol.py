"""The SPARQL 1.1 Protocol: what a request asks, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

from innograph.web.bodies import Refusal, read_body

if TYPE_CHECKING:
    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_DATASET = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset that the request names; both empty: the query's own, or all."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def has_dataset(self) -> bool:
        """Whether the request names graphs, which then stand in place of the query's FROM."""
        return bool(self.default or self.named)


async def read_request(request: Request) -> Asked | None:
    """What is asked; None for a bare GET, which asks what the service is. Raises Refusal."""
    given = _pairs(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        if not any(name in ("query", "update", *_DATASET) for name, _ in given):
            return None
        if any(name == "update" for name, _ in given):
            raise Refusal(400, "An update cannot be asked by GET, and here not at all.")
        return _asked(given)
    kind, charset = _content_type(request.headers.get("content-type", ""))
    if kind == UPDATE:
        raise Refusal(403, "Updates are refused: SPARQL here only reads.")
    if kind not in (FORM, DIRECT):
        raise Refusal(415, f"A query is posted as {FORM} or as {DIRECT}.")
    if charset not in ("utf-8", "utf8", ""):
        raise Refusal(415, f"A query is sent as UTF-8, not as {charset}.")
    body = await read_body(request)
    if kind == DIRECT:
        if any(name in ("query", "update") for name, _ in given):
            raise Refusal(400, "The query stands in the body already; leave it out of the address.")
        return _asked([*given, ("query", _decoded(body))])
    if given:
        raise Refusal(400, "With a posted form, all parameters stand in the form.")
    return _asked(_pairs(body))


def _asked(given: list[tuple[str, str]]) -> Asked:
    if any(name == "update" for name, _ in given):
        raise Refusal(403, "Updates are refused: SPARQL here only reads.")
    queries = [value for name, value in given if name == "query"]
    if len(queries) != 1:
        what = "no query" if not queries else "more than one query"
        raise Refusal(400, f"The request has {what}; it needs one.")
    default, named = (_iris(given, name) for name in _DATASET)
    return Asked(queries[0], default, named)


def _iris(given: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    found = tuple(value for name, value in given if name == wanted)
    for value in found:
        try:
            NamedNode(value)
        except ValueError:
            raise Refusal(400, f"{wanted} is not an absolute IRI: {value[:100]!r}.") from None
    return found


def _pairs(data: bytes) -> list[tuple[str, str]]:
    try:
        text = data.decode("ascii") if data.isascii() else data.decode()
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Refusal(400, "The request is not UTF-8.") from None
    except ValueError:
        raise Refusal(400, "The request has more than 1000 parameters.") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "The query is not UTF-8.") from None


def _content_type(header: str) -> tuple[str, str]:
    """Media type and charset, in small letters."""
    kind, *parameters = (part.strip() for part in header.lower().split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            return kind, value.strip().strip('"')
    return kind, ""
