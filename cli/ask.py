"""`innograph ask`: the ready questions."""

from __future__ import annotations

from typing import Any

import click

from innograph.cli.options import (
    emit,
    emit_rows,
    format_option,
    opened,
    param_option,
    store_option,
    talk,
    timeout_option,
)
from innograph.graph.errors import UsageError


@click.command("ask", epilog="Example: innograph ask platforms-of-industry -p industry=航空发动机")
@click.argument("question", required=False)
@param_option("A parameter of the question, as one says it.")
@click.option(
    "--language",
    "-l",
    type=click.Choice(["cypher", "sparql"]),
    default="cypher",
    show_default=True,
    help="Which of the two queries is run.",
)
@click.option("--about", is_flag=True, help="Tell what the question answers, takes and gives.")
@click.option(
    "--explain", is_flag=True, help="Print the query, ready to paste, instead of running it."
)
@click.option("--evidence", is_flag=True, help="List the sentences behind the rows.")
@click.option(
    "--cite",
    type=click.Choice(["zh", "en"]),
    help="Add a column with the sources of each row, ready for a paper.",
)
@format_option
@timeout_option
@store_option
def command(
    question: str | None,
    param: dict[str, str],
    language: str,
    about: bool,
    explain: bool,
    evidence: bool,
    cite: str | None,
    form: str,
    timeout: float,
) -> None:
    """Answer QUESTION, by its name, number or title; without one, list the questions.

    Parameters are names as people write them; unknown ones bring suggestions.
    """
    if about + explain + evidence + bool(cite) > 1:
        raise UsageError("--about, --explain, --evidence and --cite exclude each other.")
    if question is None:
        if param or about or explain or evidence or cite:
            raise UsageError("Which question? `innograph ask` alone lists them.")
        say_questions(form)
    elif about:
        from innograph.queries.about import describe

        emit(describe(question))
    else:
        answer_question(question, param, language, explain, evidence, cite, form, timeout)


def say_questions(form: str) -> None:
    """The list: for reading, or as rows."""
    if form == "table":
        from innograph.queries.about import list_questions

        emit(list_questions())
    else:
        from innograph.queries.catalogue import question_rows

        emit_rows(question_rows(), form)
    talk(
        "innograph ask NAME answers one (or its number); -p NAME=VALUE sets a parameter, * must be set."
    )
    talk("innograph ask NAME --about says more.")


def checked(param: dict[str, str]) -> dict[str, Any]:
    """The parameters, none of which may be taken for an option of `ask`."""
    if clash := param.keys() & {"language", "timeout", "sparql_store"}:
        raise UsageError(
            f"No question has a parameter {min(clash)!r}; the option is --{min(clash)}."
        )
    return dict(param)


def answer_question(
    question: str,
    param: dict[str, str],
    language: str,
    explain: bool,
    evidence: bool,
    cite: str | None,
    form: str,
    timeout: float,
) -> None:
    """Rows, their sentences, or the query."""
    from innograph.queries.ask import ask
    from innograph.queries.catalogue import find_question
    from innograph.queries.explain import explain as explained

    chosen = find_question(question)
    given = checked(param)
    with opened() as store:
        if explain:
            emit([explained(store, chosen, language, **given).rstrip() + "\n"])
            return
        answer = ask(store, chosen, language=language, timeout=timeout, **given)
        rows = answer.cited(cite) if cite else answer
        emit_rows(answer.evidence_rows() if evidence else rows, form)
        silent = answer.silent() if answer.rows else None
    if question.replace("_", "-") != chosen.id:
        talk(f"Question {chosen.number}, {chosen.id}: {chosen.title.zh} · {chosen.title.en}")
    for note in answer.notes:
        talk(note)
    if silent:
        talk(
            f"{silent} of {answer.documents} documents say nothing on it; that is silence, not absence."
        )
