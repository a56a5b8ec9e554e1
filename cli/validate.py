"""`innograph validate`: the evidence contract and the shapes."""

from __future__ import annotations

import click

from innograph.cli.options import emit_rows, format_option, opened, store_option, talk


@click.command("validate", epilog="Example: innograph validate --format json")
@format_option
@store_option
def command(form: str) -> None:
    """Check every claim and number against its sentence, and the graph against its shapes.

    Exit code 1 if anything is wrong; the findings go to standard output.
    """
    from innograph.graph.rows import Rows
    from innograph.graph.validate import validate

    with opened() as store:
        report = validate(store)
    if report.findings:
        columns = ("subject", "message", "sentence")
        rows = [(f.subject, f.message, f.sentence) for f in report.findings]
        emit_rows(Rows(columns, rows), form)
    talk(report.summary())
    if report.findings:
        raise click.exceptions.Exit(1)
