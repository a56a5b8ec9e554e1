"""Options that the views share, and what they choose."""

from __future__ import annotations

import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from innograph.cli.options import check_target, store_option, talk
from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

    from innograph.graph.store import Store
    from innograph.viz.page import Language
    from innograph.viz.select import Documents

PICTURES = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a view goes, in which first language, and whether a browser opens it."""

    out: Path
    language: Language
    force: bool
    show: bool

    @property
    def kind(self) -> Literal["page", "picture"]:
        """By the ending."""
        return "picture" if self.out.suffix.lower() in PICTURES else "page"

    def check(self, *, pictures: bool) -> None:
        """Refuse before the work is done what could not be written."""
        check_target(self.out, force=self.force)
        known = (".html", ".htm", *(PICTURES if pictures else ()))
        if self.out.suffix.lower() not in known:
            raise UsageError(
                f"{self.out} would be no {' or '.join(known)} file: name one of these endings."
            )

    def done(self, summary: str) -> None:
        """Say what was written, and open it if that was asked for."""
        talk(summary)
        if self.show:
            webbrowser.open(self.out.resolve().as_uri())


class _PageLanguage(click.Choice[str]):
    """Knows what --language means for `ask`."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in ("cypher", "sparql"):
            self.fail(
                f"{value!r} is no language of a page (zh, en); `view question` takes it as "
                "--query-language.",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)


def target_options(name: str, *, pictures: bool = False) -> Callable[[Any], Any]:
    """--out, --language, --force, --open; the default is NAME.html where the call is made."""
    also = ", or a picture .svg or .png" if pictures else ""

    def decorate(command: Any) -> Any:
        for option in (
            store_option,
            click.option("--open", "show", is_flag=True, help="Open it."),
            click.option("--force", is_flag=True, help="Overwrite a file that is there."),
            click.option(
                "--language",
                type=_PageLanguage(["zh", "en"]),
                default="zh",
                show_default=True,
                help="The first language of the page.",
            ),
            click.option(
                "--out",
                "-o",
                type=click.Path(path_type=Path),
                default=Path(f"{name}.html"),
                show_default=True,
                metavar="FILE",
                help=f"An .html page{also}.",
            ),
        ):
            command = option(command)
        return command

    return decorate


def limit_option(command: Any) -> Any:
    """--limit of the graph view."""
    return click.option(
        "--limit",
        type=click.IntRange(min=2),
        default=300,
        show_default=True,
        help="Draw at most so many nodes.",
    )(command)


def selection_options(*names: str) -> Callable[[Any], Any]:
    """Those of the options of `ask` that a view knows."""

    def decorate(command: Any) -> Any:
        for name in reversed(names):
            flag, metavar, words = _SELECTION[name]
            command = click.option(flag, name, metavar=metavar, help=words)(command)
        return command

    return decorate


_SELECTION = {
    "place": ("--place", "NAME", "Only documents of this place, or of one that lies in it."),
    "document": ("--document", "NAME", "Only this document, by id, file or title."),
    "year": ("--year", "YEAR", "Only documents published in this year."),
    "industry": ("--industry", "NAME", "Only links of this industry, chain or field."),
    "cls": ("--class", "CLASS", "Only links with an end of this class, zh or en."),
    "status": ("--status", "STATUS", "Only links of this status, zh or en."),
}


Given = dict[str, str | None]  # what selection options were given, by their names


def documents_of(store: Store, given: Given) -> Documents:
    """The documents that the options leave."""
    from innograph.queries.parameters import read_value
    from innograph.queries.places import places_within
    from innograph.viz.select import Documents

    place, year, document = (given.get(name) for name in ("place", "year", "document"))
    return Documents(
        places=places_within(store, place) if place else None,
        year=read_value(store, "year", year, name="year") if year else None,
        document=read_value(store, "document", document, name="document") if document else None,
    )


def selected(
    store: Store,
    graph: nx.MultiDiGraph[str],
    given: Given,
    *,
    around: str | None = None,
    steps: int = 2,
) -> nx.MultiDiGraph[str]:
    """The part of the graph that the options ask for."""
    from innograph.queries.parameters import read_value
    from innograph.viz.select import select

    def value(kind: str, text: str | None, name: str, top: tuple[str, ...] = ()) -> Any:
        return read_value(store, kind, text, name=name, top=top) if text else None

    cls = value("class", given.get("cls"), "class")
    status = value("status", given.get("status"), "status")
    return select(
        graph,
        around=value("entity", around, "around"),
        steps=steps,
        classes=frozenset(store.ontology.iter_subclasses(cls)) if cls else None,
        industry=value("entity", given.get("industry"), "industry", ("Field",)),
        statuses=[status] if status else None,
        documents=documents_of(store, given),
    )
