"""SHACL on two engines with one answer: `shacl` (Rust, fast) and pyshacl (the reference, slow)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

_SHACL = "http://www.w3.org/ns/shacl#"
_CHINESE = re.compile("[\u3400-\u9fff]")


class Violation(NamedTuple):
    """One result: the node that it is about, the kind of constraint, and the message."""

    focus: str
    component: str
    message_en: str
    message_zh: str


def shapes_path() -> Path:
    """The shapes that are shipped."""
    return Path(__file__).with_name("shapes.ttl")


def default_engine() -> str:
    """The fast engine where it is installed, else the reference."""
    from importlib.util import find_spec

    return "shacl" if find_spec("shacl") else "pyshacl"


def check_shapes(triples: bytes, engine: str, shapes: Path | None = None) -> set[Violation]:
    """All violations in a graph given as N-Triples."""
    try:
        run = ENGINES[engine]
    except KeyError:
        raise UsageError(f"There is no SHACL engine {engine!r}; choose shacl or pyshacl.") from None
    return run(triples, shapes or shapes_path())


def _rust(triples: bytes, shapes: Path) -> set[Violation]:
    report = _compiled(shapes).validate_text(triples.decode(), format="ntriples")
    return {
        Violation(found.focus_node.strip("<>"), found.component, *_messages(found.messages))
        for found in report.results
    }


@lru_cache(maxsize=4)
def _compiled(shapes: Path) -> Any:
    import shacl

    return shacl.Shapes.from_file(str(shapes))


def _reference(triples: bytes, shapes: Path) -> set[Violation]:
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(data=triples, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes))
    term = rdflib.Namespace(_SHACL)
    return {
        Violation(
            str(report.value(node, term.focusNode)),
            str(report.value(node, term.sourceConstraintComponent)).removeprefix(_SHACL),
            *_messages([str(text) for text in report.objects(node, term.resultMessage)]),
        )
        for node in report.objects(None, term.result)
    }


def _messages(texts: list[str]) -> tuple[str, str]:
    """The English and the Chinese message; engines give them in any order and without language."""
    chinese = sorted(text for text in texts if _CHINESE.search(text))
    english = sorted(set(texts) - set(chinese))
    return (english or chinese or [""])[0], (chinese or english or [""])[0]


# engine → (N-Triples, file of shapes) → violations
ENGINES: dict[str, Callable[[bytes, Path], set[Violation]]] = {
    "shacl": _rust,
    "pyshacl": _reference,
}
