"""`innograph resolve`: which nodes are one thing."""

from __future__ import annotations

import getpass
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import (
    check_target,
    emit_rows,
    format_option,
    opened,
    store_option,
    talk,
)
from innograph.graph.errors import DataError, UsageError

if TYPE_CHECKING:
    from innograph.graph.model import Decision
    from innograph.graph.rows import Rows
    from innograph.graph.store import Store
    from innograph.resolution.candidates import Candidate, Queue

ACTIONS = ("list", "accept", "reject", "renamed", "ledger", "undo")
_SHORT = ("id", "score", "a", "b", "reasons", "aSentence", "bSentence")


@click.command("resolve", epilog="Example: innograph resolve --least 0.5 --out queue.csv --force")
@click.argument("action", type=click.Choice(ACTIONS), default="list")
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--ask", is_flag=True, help="Go through the queue: y, n, skip or quit for each pair.")
@click.option(
    "--auto", is_flag=True, help="Accept the pairs that are sure (see docs/resolution.md)."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write the queue to edit: .csv, .jsonl."
)
@click.option("--apply", "sheet", type=click.Path(path_type=Path), help="Enter an edited queue.")
@click.option("--least", type=click.FloatRange(0, 1), help="The lowest score of the queue.  [0.3]")
@click.option("--limit", type=click.IntRange(min=1), help="List no more than so many.")
@click.option("--who", help="Who decides.  [the user's name]")
@click.option("--why", default="", help="Why; else the reasons of the score.")
@click.option("--force", is_flag=True, help="Overwrite the file of --out.")
@format_option
@store_option
def command(
    action: str,
    ids: tuple[str, ...],
    ask: bool,
    auto: bool,
    out: Path | None,
    sheet: Path | None,
    least: float | None,
    limit: int | None,
    who: str | None,
    why: str,
    force: bool,
    form: str,
) -> None:
    """Find nodes that are one thing, and decide.

    Without anything else, or with `list`, the open pairs with score, reasons and both sentences.
    `accept` and `reject` take ids of the list, `undo` ids of the ledger (`resolve ledger`). `renamed
    OLD NEW` takes two names or ids of nodes: they stay two, and a link says that the one became the
    other.
    """
    ways = [name for name, on in (("--ask", ask), ("--auto", auto), ("--out", out),
                                  ("--apply", sheet)) if on]  # fmt: skip
    _check_call(action, ids, ways)
    if out:
        check_target(out, force=force)
        _check_suffix(out)
    with opened() as store:
        if action == "ledger":
            emit_rows(ledger_rows(store), form)
        elif action == "undo":
            _undo(store, ids)
        elif action == "renamed":
            _rename(store, ids, who or _user(), why)
        elif sheet:
            _apply(store, sheet, who or _user())
        else:
            _with_queue(store, action, ids, ask, auto, out, least, limit, who or _user(), why, form)


def _with_queue(
    store: Store,
    action: str,
    ids: tuple[str, ...],
    ask: bool,
    auto: bool,
    out: Path | None,
    least: float | None,
    limit: int | None,
    who: str,
    why: str,
    form: str,
) -> None:
    from innograph.resolution.candidates import LEAST, decide_sure, find_candidates

    named = action in ("accept", "reject")
    queue = find_candidates(store, least=0.0 if named else LEAST if least is None else least)
    chosen = queue.candidates[:limit]
    if named:
        _decide(store, queue, ids, action == "accept", who, why)
    elif auto:
        entered, left = decide_sure(store, queue)
        talk(f"{entered} accepted; {left} left out, since a decision speaks against them.")
    elif ask:
        _ask(store, chosen, who, why)
    elif out:
        _write(store, chosen, out)
        _tell(queue, len(chosen))
    else:
        emit_rows(_listed(store, chosen, form), form)
        _tell(queue, len(chosen))


def _check_call(action: str, ids: tuple[str, ...], ways: list[str]) -> None:
    if len(ways) > 1 or (ways and action != "list"):
        raise UsageError(f"{ways[-1]} does not go with {ways[0] if len(ways) > 1 else action}.")
    if action in ("accept", "reject", "undo") and not ids:
        raise UsageError(f"Name what to {action}: innograph resolve {action} ID.")
    if action == "renamed" and len(ids) != 2:
        raise UsageError("Name what it was and what it became: innograph resolve renamed OLD NEW.")
    if action in ("list", "ledger") and ids:
        raise UsageError(f"`resolve {action}` takes no ids.")


def _check_suffix(out: Path) -> None:
    if out.suffix not in (".csv", ".jsonl"):
        raise UsageError(f"{out} ends in neither .csv nor .jsonl.")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may have no name for its user
        return "unknown"


def _decide(
    store: Store, queue: Queue, ids: tuple[str, ...], same: bool, who: str, why: str
) -> None:
    from innograph.resolution.candidates import decide

    known = {candidate.id: candidate for candidate in queue.candidates}
    for identity in ids:
        if identity not in known:
            raise DataError(f"The queue has no {identity}; `innograph resolve` lists what is open.")
    decide(store, [known[identity].decide(same, who=who, why=why) for identity in ids])
    for identity in ids:
        _said(known[identity], same)


def _said(candidate: Candidate, same: bool) -> None:
    entry = candidate.decide(same, who="").id
    told = "are one thing" if same else "are not the same"
    talk(
        f"{candidate.a.name} and {candidate.b.name} {told} (undo: innograph resolve undo {entry})."
    )


def _rename(store: Store, names: tuple[str, ...], who: str, why: str) -> None:
    from innograph.resolution.candidates import decide, make_renaming
    from innograph.resolution.things import find_things

    former, later = find_things(store, names)
    if former.id == later.id:
        raise DataError(f"{names[0]} and {names[1]} are one node already: {former.id}.")
    entry = make_renaming(former.ref, later.ref, who=who, why=why)
    decide(store, [entry])
    talk(f"{former.name} became {later.name} (undo: innograph resolve undo {entry.id}).")


def _undo(store: Store, ids: tuple[str, ...]) -> None:
    known = {decision.id for decision in store.decisions()}
    for identity in ids:
        if identity not in known:
            raise DataError(f"The ledger has no {identity}; `innograph resolve ledger` lists it.")
    store.undo(ids)
    talk(f"{len(set(ids))} undone.")


def _apply(store: Store, sheet: Path, who: str) -> None:
    from innograph.resolution.candidates import decide
    from innograph.resolution.sheet import read_sheet

    decisions = read_sheet(sheet, who=who)
    for decision in decisions:
        for ref in (decision.a, decision.b):
            store.entity_of(ref.document, ref.name)
    told = Counter(map(_told, decisions))
    renamed = f", {told['a became b']} renamed" if told["a became b"] else ""
    new = decide(store, decisions)
    talk(f"{told['same']} same, {told['not the same']} not the same{renamed}; {new} of them new.")


def _ask(store: Store, candidates: tuple[Candidate, ...], who: str, why: str) -> None:
    from innograph.resolution.candidates import decide
    from innograph.resolution.sheet import to_rows

    answers = click.Choice(["y", "n", "s", "q"])
    gone: set[str] = set()
    for number, (candidate, row) in enumerate(
        zip(candidates, to_rows(store, candidates), strict=True), start=1
    ):
        talk(f"\n{number} of {len(candidates)}, score {row['score']}: {row['reasons']}")
        for end, thing in (("a", candidate.a), ("b", candidate.b)):
            talk(f"  {thing.name} ({thing.cls}): {row[end + 'Sentence']}")
        answer = click.prompt("One thing? y, n, s(kip), q(uit)", type=answers, err=True)
        if answer == "q":
            break
        if answer == "s":
            continue
        try:
            decide(store, [candidate.decide(answer == "y", who=who, why=why)])
        except DataError as error:
            talk(f"Not entered: {error}")
            continue
        gone.add(candidate.id)
        _said(candidate, answer == "y")
    talk(f"{len(gone)} decided, {len(candidates) - len(gone)} open.")


def _write(store: Store, candidates: tuple[Candidate, ...], out: Path) -> None:
    from innograph.queries.render import render
    from innograph.resolution.sheet import to_rows

    form = out.suffix[1:]
    lines = render(to_rows(store, candidates), form, bom=form == "csv")
    out.write_text("".join(lines), encoding="utf-8", newline="")


def _listed(store: Store, candidates: tuple[Candidate, ...], form: str) -> Rows:
    """A table for reading has the columns that one decides by; the other forms have all."""
    from innograph.graph.rows import Rows
    from innograph.resolution.sheet import to_rows

    rows = to_rows(store, candidates)
    if form not in ("table", "markdown"):
        return rows
    return Rows(_SHORT, [tuple(row[name] for name in _SHORT) for row in rows])


def _tell(queue: Queue, shown: int) -> None:
    talk(
        f"{shown} of {len(queue.candidates)} open pairs; {queue.low} score lower, "
        f"{queue.decided} are decided not to be the same."
    )
    if queue.skipped:
        keys = ", ".join(f"{key} ({number})" for key, number in list(queue.skipped.items())[:5])
        talk(f"{len(queue.skipped)} keys are too common to be looked through: {keys}.")


def _told(decision: Decision) -> str:
    if decision.renamed:
        return "a became b"
    return "same" if decision.same else "not the same"


def ledger_rows(store: Store) -> Rows:
    """The decisions, by id."""
    from innograph.graph.rows import Rows

    columns = ("id", "decision", "a", "aDocument", "b", "bDocument", "who", "why")
    return Rows(
        columns,
        [
            (d.id, _told(d), d.a.name, d.a.document, d.b.name,
             d.b.document, d.who, d.why)
            for d in store.decisions()
        ],
    )  # fmt: skip
