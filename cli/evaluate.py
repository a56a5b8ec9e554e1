"""`innograph evaluate`: predictions, or our own reading, against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import check_target, emit_rows, format_option, progress, talk
from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.graph.ontology import Ontology
    from innograph.graph.rows import Rows
    from innograph.ingest.evaluation.judge import Judgement
    from innograph.ingest.evaluation.tally import Tally

_BY = ("top", "class", "predicate", "status", "rule", "confidence", "document")


@click.command("evaluate", epilog="Example: innograph evaluate gold/ --texts plans/ --by predicate")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", type=click.Path(path_type=Path), required=False, metavar="[PRED]")
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The annotated texts: read when there is no PRED, and for the sentences of errors.",
)
@click.option("--baselines", is_flag=True, help="Set two simple systems beside (needs --texts).")
@click.option("--by", type=click.Choice(_BY), help="Figures by one thing in place of the summary.")
@click.option("--errors", is_flag=True, help="List the errors in place of the figures.")
@click.option(
    "--html",
    type=click.Path(dir_okay=True, path_type=Path),
    metavar="FILE",
    help="Also write figures and errors as one HTML file.",
)
@click.option("--force", is_flag=True, help="Overwrite the HTML file.")
@format_option
def command(
    gold: Path,
    predicted: Path | None,
    texts: Path | None,
    baselines: bool,
    by: str | None,
    errors: bool,
    html: Path | None,
    force: bool,
    form: str,
) -> None:
    """Compare readings with gold: precision, recall and F1.

    GOLD and PRED are folders: NAME.json in the annotation form (as `extract` and `annotate` write
    it), what Label Studio exports, or NAME.jsonl of `extract --form jsonl`. Without PRED, the texts
    are read now. Rules and confidences are known of texts and of NAME.jsonl only.
    """
    from innograph.graph.ontology import load_ontology
    from innograph.ingest.evaluation.judge import judge

    if errors and by:
        raise UsageError("--errors and --by exclude each other.")
    if html:
        check_target(html, force=force)
    ontology = load_ontology()
    with progress("Reading", _count(texts, predicted, baselines)) as step:
        judgement = judge(
            gold, ontology, predicted=predicted, texts=texts, baselines=baselines, on_document=step
        )
    for note in judgement.notes:
        talk(f"Note: {note}.")
    if html:
        _write_html(html, judgement, ontology, title=f"{predicted or texts} against {gold}")
        talk(f"Errors written to {html}.")
    emit_rows(_rows(judgement, ontology, by=by, errors=errors), form)


def _count(texts: Path | None, predicted: Path | None, baselines: bool) -> int | None:
    """How many texts will be read at most."""
    if texts is None or (predicted is not None and not baselines):
        return None
    from innograph.ingest.sources import iter_files

    return len(list(iter_files([texts])))


def _rows(judgement: Judgement, ontology: Ontology, *, by: str | None, errors: bool) -> Rows:
    from innograph.ingest.evaluation.breakdown import BREAKDOWNS, NEED_RULES
    from innograph.ingest.evaluation.tally import summary

    if errors:
        return _error_rows(judgement, ontology)
    if by is None:
        return _figure_rows(summary(judgement.comparisons, ontology), judgement.baselines)
    _check_rules(by, judgement)
    tallies = BREAKDOWNS[by](judgement.comparisons, ontology)
    return _ruled_rows(tallies, by) if by in NEED_RULES else _figure_rows(tallies, {}, head=by)


def _check_rules(by: str, judgement: Judgement) -> None:
    from innograph.ingest.evaluation.breakdown import NEED_RULES

    if by in NEED_RULES and not judgement.has_rules:
        raise UsageError(
            f"The annotation form has no {by}: give --texts without PRED, or predictions of "
            "`innograph extract --form jsonl`."
        )


def _figure_rows(
    tallies: Mapping[str, Tally],
    baselines: Mapping[str, Mapping[str, Tally]],
    *,
    head: str = "figure",
) -> Rows:
    """One line a tally; of a baseline its F1, or the share of right statuses."""
    from innograph.graph.rows import Rows

    columns = (head, "precision", "recall", "f1", "right", "extra", "missed")
    records = []
    for name, tally in tallies.items():
        shares = (tally.precision, tally.recall, tally.f1)
        others = (system[name] for system in baselines.values())
        beside = (other.precision if other.missed is None else other.f1 for other in others)
        counts = (tally.right, tally.extra, tally.missed)
        records.append((name, *map(_round, shares), *counts, *map(_round, beside)))
    return Rows((*columns, *(f"{name} f1" for name in baselines)), records)


def _ruled_rows(tallies: Mapping[str, Tally], head: str) -> Rows:
    """What the confidences promise, and what was measured."""
    from innograph.graph.rows import Rows

    records = [
        (
            name,
            tally.right + tally.extra,
            tally.right,
            _round(tally.precision),
            _round(tally.stated),
        )
        for name, tally in tallies.items()
    ]
    return Rows((head, "found", "right", "precision", "stated"), records)


def _round(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def _error_rows(judgement: Judgement, ontology: Ontology) -> Rows:
    from innograph.graph.rows import Rows
    from innograph.ingest.evaluation.errors import find_slips

    columns = ("kind", "document", "expected", "found", "sentence")
    slips = find_slips(judgement.comparisons, judgement.texts, ontology)
    return Rows(columns, [tuple(getattr(slip, name) for name in columns) for slip in slips])


def _write_html(out: Path, judgement: Judgement, ontology: Ontology, *, title: str) -> None:
    from innograph.ingest.evaluation.breakdown import BREAKDOWNS, NEED_RULES
    from innograph.ingest.evaluation.errors import find_slips
    from innograph.ingest.evaluation.page import write_page
    from innograph.ingest.evaluation.tally import summary

    breakdowns = {
        name: breakdown(judgement.comparisons, ontology)
        for name, breakdown in BREAKDOWNS.items()
        if judgement.has_rules or name not in NEED_RULES
    }
    slips = find_slips(judgement.comparisons, judgement.texts, ontology)
    write_page(out, slips, summary(judgement.comparisons, ontology), breakdowns, title=title)
