"""Options that several commands share, and what they do."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.graph.store import Store

_F = TypeVar("_F", bound="Callable[..., Any]")

FORMATS = ("table", "csv", "json", "jsonl", "markdown")


def _keep_store(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """`--store` after the subcommand is the same as before it; the later one wins."""
    if value is not None:
        ctx.find_root().obj["store"] = value


def store_option(command: _F) -> _F:
    """--store ADDRESS, kept for `opened`."""
    return click.option(
        "--store",
        metavar="ADDRESS",
        expose_value=False,
        callback=_keep_store,
        help="A folder, or a neo4j:// or bolt:// address [INNOGRAPH_STORE, ./innograph-data].",
    )(command)


def format_option(command: _F) -> _F:
    """--format for rows."""
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How rows are written.",
    )(command)


def timeout_option(command: _F) -> _F:
    """--timeout for queries."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0.1),
        default=30.0,
        show_default=True,
        metavar="SECONDS",
        help="The query is ended when it takes longer.",
    )(command)


@contextmanager
def opened(*, create: bool = False, adopt: bool = False) -> Iterator[Store]:
    """The store that the call names. Reading commands do not make a store that is not there."""
    from innograph.graph.store import open_store

    address = click.get_current_context().find_root().obj["store"]
    with open_store(address, prompt=_prompt, create=create, adopt=adopt) as store:
        yield store


def _prompt(question: str) -> str:
    """Ask for a password on the terminal, unseen; without a terminal the call fails by itself."""
    if not sys.stdin.isatty():
        return ""
    return str(click.prompt(question, hide_input=True, err=True))


def talk(message: str) -> None:
    """Everything said to a person goes to stderr; stdout is for data."""
    click.echo(message, err=True)


def emit(lines: Iterable[str]) -> None:
    """Data to stdout."""
    for line in lines:
        click.echo(line, nl=not line.endswith("\n"))


def query_text(query: str) -> str:
    """The query itself, `-` for stdin, or `@FILE`."""
    if query == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    if query.startswith("@"):
        return Path(query[1:]).read_text(encoding="utf-8")
    return query


def pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE options as a dictionary."""
    found = {}
    for value in values:
        name, sign, rest = value.partition("=")
        if not sign or not name:
            raise click.BadParameter(f"{value!r} is not NAME=VALUE.")
        found[name.strip()] = rest.strip()
    return found


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Callable[[str], None]]:
    """A bar on stderr if that is a terminal and the size is known; call it once an item."""
    if total is None or total < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=f"{label} {name}"[:60])

        yield step
