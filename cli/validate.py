"""`innograph validate`: the evidence contract and the shapes."""

from __future__ import annotations

import click

from innograph.cli.options import emit_rows, format_option, opened, store_option, talk


@click.command("validate", epilog="Example: innograph validate --format json")
@click.option(
    "--language",
    "-l",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="The language of the messages about shapes.",
)
@format_option
@store_option
def command(language: str, form: str) -> None:
    """Check every claim and number against its sentence, and the graph against its shapes.

    Exit code 1 if anything is wrong; the findings go to standard output.
    """
    from innograph.graph.rows import Rows
    from innograph.graph.validate import validate

    with opened() as store:
        report = validate(store)
    if report.findings:
        columns = ("document", "subject", "check", "message", "sentence")
        rows = [
            (
                f.document,
                f.subject,
                f.check,
                f.message_zh if language == "zh" else f.message,
                f.sentence,
            )
            for f in report.findings
        ]
        emit_rows(Rows(columns, rows), form)
    talk(report.summary())
    if report.findings:
        raise click.exceptions.Exit(1)
