"""`innograph view`: the graph as pages for a browser, and as pictures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from innograph.cli.options import opened
from innograph.cli.suggest import did_you_mean
from innograph.cli.view_answers import cypher, question
from innograph.cli.view_options import (
    Target,
    limit_option,
    selected,
    selection_options,
    target_options,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from innograph.viz.page import Language
    from innograph.viz.pictures import Draw
    from innograph.viz.report import Written

TITLES = {"zh": "创新图谱：{}", "en": "innograph: {}"}
VIEWS = {
    "matrix": {"zh": "平台类型 × 产业", "en": "platform class × industry"},
    "graph": {"zh": "关系图", "en": "graph"},
    "flow": {"zh": "流向图", "en": "flow"},
    "promises": {"zh": "承诺对照", "en": "promises"},
    "numbers": {"zh": "数字", "en": "numbers"},
    "reader": {"zh": "原文", "en": "texts"},
    "atlas": {"zh": "全图集", "en": "atlas"},
    "question": {"zh": "回答", "en": "answer"},
    "cypher": {"zh": "查询结果", "en": "answer"},
}
FACTS = ("place", "document", "year", "industry", "cls", "status")


class ViewGroup(click.Group):
    """Says what there is for a name that is none."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in self.commands and not name.startswith("-"):
            hint = did_you_mean(name, self.commands) or f" One of: {', '.join(self.commands)}."
            if "." in name:
                hint = f" A file is named by --out: innograph view graph --out {name}."
            ctx.fail(f"No such view {name!r}.{hint}")
        return super().resolve_command(ctx, args)


def title_of(view: str, language: Language) -> str:
    """The heading of a page."""
    return TITLES[language].format(VIEWS[view][language])


@click.group(
    "view",
    cls=ViewGroup,
    epilog="Example: innograph view graph --around 航空发动机 --open",
)
def command() -> None:
    """Write a view as one HTML page that loads nothing from the network, or as a picture.

    Facts are solid, plans dashed or hollow; a click shows the sentence. matrix, graph and flow are
    also written as .svg or .png for papers and slides.
    """


def _page_or_picture(
    view: str,
    target: Target,
    options: dict[str, str | None],
    write_page: Callable[..., Written],
    draw: Draw,
) -> None:
    """Write the facts that the options choose, in the form that the target's name asks for."""
    from innograph.viz.pictures import write_picture

    target.check(pictures=True)
    write = write_page if target.kind == "page" else partial(write_picture, draw)
    title = title_of(view, target.language)
    with opened() as store:
        part = selected(store, store.to_networkx(), options)
        report = write(
            part, target.out, ontology=store.ontology, title=title, language=target.language
        )
    target.done(report.summary(target.out))


@command.command("matrix", epilog="Example: innograph view matrix --place 望川 --out matrix.svg")
@selection_options(*FACTS)
@target_options("matrix", pictures=True)
def matrix(language: Language, out: Any, force: bool, show: bool, **options: str | None) -> None:
    """Which class of platforms serves which industry: facts, plans, and where nothing is stated."""
    from innograph.viz.matrix_page import write_matrix
    from innograph.viz.matrix_picture import matrix_picture

    target = Target(out, language, force, show)
    _page_or_picture("matrix", target, options, write_matrix, matrix_picture)


@command.command("graph", epilog="Example: innograph view graph --class 中试平台 --out pilots.html")
@click.option("--around", metavar="NAME", help="Only what lies around this entity.")
@click.option(
    "--steps", type=click.IntRange(1, 4), default=2, show_default=True, help="How far around it."
)
@limit_option
@selection_options(*FACTS)
@target_options("graph", pictures=True)
def graph(
    language: Language,
    out: Any,
    force: bool,
    show: bool,
    around: str | None,
    steps: int,
    limit: int,
    **options: str | None,
) -> None:
    """Entities and what links them, with search, filters and neighbours."""
    from innograph.viz.graph_page import write_graph
    from innograph.viz.pictures import write_graph_picture

    target = Target(out, language, force, show)
    target.check(pictures=True)
    with opened() as store:
        part = selected(store, store.to_networkx(), options, around=around, steps=steps)
        write = write_graph if target.kind == "page" else write_graph_picture
        title = title_of("graph", language)
        report = write(
            part, out, ontology=store.ontology, title=title, language=language, limit=limit
        )
    target.done(report.summary(out))


@command.command("flow", epilog="Example: innograph view flow --year 2025")
@selection_options(*FACTS)
@target_options("flow", pictures=True)
def flow(language: Language, out: Any, force: bool, show: bool, **options: str | None) -> None:
    """Places or organisations → platforms → industries; ribbons as thick as there are links."""
    from innograph.viz.flow_page import write_flow
    from innograph.viz.flow_picture import flow_picture

    target = Target(out, language, force, show)
    _page_or_picture("flow", target, options, write_flow, flow_picture)


@command.command(
    "promises", epilog="Example: innograph view promises --document wangchuan-work-report-2024"
)
@selection_options(*FACTS)
@target_options("promises")
def promises(language: Language, out: Any, force: bool, show: bool, **options: str | None) -> None:
    """What documents planned, next to what later ones say.

    As in `compare`: achieved, under way, restated, or dropped (later documents are silent).

    The options choose the plans; what became of them is looked for in all later documents.
    """
    from innograph.viz.promises_page import write_promises

    target = Target(out, language, force, show)
    target.check(pictures=False)
    with opened() as store:
        whole = store.to_networkx()
        report = write_promises(
            selected(store, whole, options),
            store.pairs(),
            out,
            whole=whole,
            ontology=store.ontology,
            title=title_of("promises", language),
            language=language,
        )
    target.done(report.summary(out))


@command.command("numbers", epilog="Example: innograph view numbers --indicator 研发经费")
@click.option("--indicator", metavar="WORDS", help="Only indicators whose name has these words.")
@selection_options("place", "document", "year", "status")
@target_options("numbers")
def numbers(
    language: Language,
    out: Any,
    force: bool,
    show: bool,
    indicator: str | None,
    status: str | None,
    **options: str | None,
) -> None:
    """Figures of an indicator over documents, years and places, with bounds and targets."""
    from innograph.cli.view_options import documents_of
    from innograph.queries.parameters import read_value
    from innograph.viz.notices import document_notices
    from innograph.viz.numbers_data import iter_numbers
    from innograph.viz.numbers_page import write_numbers

    target = Target(out, language, force, show)
    target.check(pictures=False)
    with opened() as store:
        chosen = documents_of(store, options)
        statuses = [read_value(store, "status", status, name="status")] if status else None
        report = write_numbers(
            iter_numbers(store, documents=chosen, indicator=indicator, statuses=statuses),
            out,
            ontology=store.ontology,
            title=title_of("numbers", language),
            language=language,
            notices=document_notices(chosen, statuses=statuses, indicator=indicator),
        )
    target.done(report.summary(out))


@command.command("reader", epilog="Example: innograph view reader --place 望川")
@selection_options(*FACTS)
@target_options("reader")
def reader(language: Language, out: Any, force: bool, show: bool, **options: str | None) -> None:
    """The documents' texts, with entities, links and numbers marked where they stand."""
    from innograph.viz.reader_page import write_reader

    target = Target(out, language, force, show)
    target.check(pictures=False)
    with opened() as store:
        part = selected(store, store.to_networkx(), options)
        title = title_of("reader", language)
        report = write_reader(store, out, graph=part, title=title, language=language)
    target.done(report.summary(out))


@command.command("atlas", epilog="Example: innograph view atlas --year 2025 --out atlas-2025.html")
@limit_option
@selection_options(*FACTS)
@target_options("atlas")
def atlas(
    language: Language, out: Any, force: bool, show: bool, limit: int, **options: str | None
) -> None:
    """All views and the texts behind them in one file: every claim leads to its place in the text.

    Only the texts of the documents chosen are in it.
    """
    from innograph.viz.atlas import write_atlas

    target = Target(out, language, force, show)
    target.check(pictures=False)
    with opened() as store:
        whole = store.to_networkx()
        report = write_atlas(
            store,
            out,
            graph=selected(store, whole, options),
            whole=whole,
            title=title_of("atlas", language),
            language=language,
            limit=limit,
        )
    target.done(report.summary(out))


command.add_command(question)
command.add_command(cypher)
