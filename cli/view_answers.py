"""`innograph view question` and `innograph view cypher`: an answer as a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from innograph.cli.cypher import given_values
from innograph.cli.options import opened, param_option, query_text, talk, timeout_option
from innograph.cli.view_options import Target, limit_option, target_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.store import Store
    from innograph.viz.page import Language


@click.command(
    "question",
    epilog="Example: innograph view question platforms-of-industry -p industry=航空发动机",
)
@click.argument("name", metavar="QUESTION")
@param_option("A parameter of the question, as for `ask`.")
@click.option(
    "--query-language",
    "-l",
    type=click.Choice(["cypher", "sparql"]),
    default="cypher",
    show_default=True,
    help="Which of the two queries is run.",
)
@limit_option
@timeout_option
@target_options("question", pictures=True)
def question(
    language: Language,
    out: Any,
    force: bool,
    show: bool,
    name: str,
    param: dict[str, str],
    query_language: str,
    limit: int,
    timeout: float,
) -> None:
    """What a QUESTION of the catalogue answers, as a graph with its sentences."""
    from innograph.cli.ask import checked
    from innograph.queries.ask import ask
    from innograph.queries.catalogue import find_question

    target = Target(out, language, force, show)
    target.check(pictures=True)
    chosen = find_question(name)
    with opened() as store:
        answer = ask(store, chosen, language=query_language, timeout=timeout, **checked(param))
        values = [*answer.rows, *(item.id for item in answer.evidence())]
        title = chosen.title.zh if language == "zh" else chosen.title.en
        _write(store, values, target, title, param, limit)
    for note in answer.notes:
        talk(note)


@click.command(
    "cypher",
    epilog="Example: innograph view cypher 'MATCH p=(:Laboratory)--(:Field) RETURN p'",
)
@click.argument("query")
@param_option("A $NAME of the query; JSON, or text.")
@limit_option
@timeout_option
@target_options("cypher", pictures=True)
def cypher(
    language: Language,
    out: Any,
    force: bool,
    show: bool,
    query: str,
    param: dict[str, str],
    limit: int,
    timeout: float,
) -> None:
    """What QUERY (or - for standard input, or @FILE) returns: nodes, relationships, paths or ids."""
    target = Target(out, language, force, show)
    target.check(pictures=True)
    text = query_text(query)
    with opened() as store:
        rows = store.query(text, given_values(param), timeout=timeout)
        _write(store, rows.records, target, " ".join(text.split()), param, limit)


def _write(
    store: Store,
    values: Iterable[Any],
    target: Target,
    title: str,
    param: dict[str, str],
    limit: int,
) -> None:
    """The page says what was asked with its parameters, a picture has it in its caption."""
    from innograph.viz.answered import answered
    from innograph.viz.graph_page import write_graph
    from innograph.viz.pictures import write_graph_picture

    asked = "; ".join([title, *(f"{name} = {value}" for name, value in param.items())])
    part, others = answered(store.to_networkx(), values, title=asked)
    write = write_graph if target.kind == "page" else write_graph_picture
    report = write(
        part,
        target.out,
        ontology=store.ontology,
        title=title,
        language=target.language,
        limit=limit,
    )
    target.done(report.summary(target.out))
    if others:
        talk(f"{others} nodes that are neither entities nor claims are not drawn.")
