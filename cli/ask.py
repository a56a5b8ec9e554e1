"""`innograph ask`: the ready questions."""

from __future__ import annotations

from typing import Any

import click

from innograph.cli.options import (
    emit,
    format_option,
    opened,
    pairs,
    store_option,
    talk,
    timeout_option,
)
from innograph.graph.errors import UsageError


@click.command("ask", epilog="Example: innograph ask platforms-of-industry -p industry=航空发动机")
@click.argument("question", required=False)
@click.option(
    "--param",
    "-p",
    multiple=True,
    callback=pairs,
    metavar="NAME=VALUE",
    help="A parameter of the question, as one says it.",
)
@click.option(
    "--language",
    "-l",
    type=click.Choice(["cypher", "sparql"]),
    default="cypher",
    show_default=True,
    help="Which of the two queries is run.",
)
@click.option(
    "--explain", is_flag=True, help="Print the query, ready to paste, instead of running it."
)
@click.option("--evidence", is_flag=True, help="List the sentences behind the rows.")
@format_option
@timeout_option
@store_option
def command(
    question: str | None,
    param: dict[str, str],
    language: str,
    explain: bool,
    evidence: bool,
    form: str,
    timeout: float,
) -> None:
    """Answer QUESTION, by its name or number; without one, list the questions.

    Parameters are names as people write them; unknown ones bring suggestions.
    """
    from innograph.queries.render import render

    if question is None:
        from innograph.queries.catalogue import question_rows

        emit(render(question_rows(), form))
        talk("innograph ask NAME answers one; -p NAME=VALUE sets a parameter.")
        return
    from innograph.queries.ask import ask
    from innograph.queries.explain import explain as explained

    if clash := param.keys() & {"language", "timeout", "sparql_store"}:
        raise UsageError(
            f"No question has a parameter {min(clash)!r}; the option is --{min(clash)}."
        )
    given: dict[str, Any] = dict(param)
    with opened() as store:
        if explain:
            emit([explained(store, question, language, **given)])
            return
        answer = ask(store, question, language=language, timeout=timeout, **given)
        emit(render(answer.evidence_rows() if evidence else answer, form))
    for note in answer.notes:
        talk(note)
