"""Options that several commands share, and what they do."""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, TypeVar

import click

from innograph.graph.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.graph.rows import Rows
    from innograph.graph.store import Store
    from innograph.queries.answer import Answer

_F = TypeVar("_F", bound="Callable[..., Any]")

FORMATS = ("table", "csv", "json", "jsonl", "markdown")
_WIDE = "innograph.wide"
_BOM = "innograph.bom"
_PATIENCE = 2.0  # seconds of waiting before the reason is told


class ReaderGone(Exception):
    """Whoever read standard output (`| head`) has closed it: no error, but there is no more to say."""


@contextmanager
def until_closed() -> Iterator[None]:
    """A closed standard output as ReaderGone: click makes of a BrokenPipeError an exit code of 1."""
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None


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


def _keep_wide(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[_WIDE] = value


def _keep_bom(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[_BOM] = value


def kept_options(
    command: _F, key: str, options: Iterable[tuple[tuple[str, ...], dict[str, Any]]]
) -> _F:
    """Options whose values, where they are given, are kept in the context under `key` by name."""

    def keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value is not None:
            ctx.meta.setdefault(key, {})[parameter.name] = value

    for flags, settings in reversed(list(options)):
        command = click.option(*flags, expose_value=False, callback=keep, **settings)(command)
    return command


def format_option(command: _F) -> _F:
    """--format for rows, --wide for tables and --bom for csv, kept for `emit_rows`."""
    command = click.option(
        "--bom",
        is_flag=True,
        expose_value=False,
        callback=_keep_bom,
        help="Begin a csv with the mark by which Excel knows UTF-8.",
    )(command)
    command = click.option(
        "--wide",
        is_flag=True,
        expose_value=False,
        callback=_keep_wide,
        help="Tables with ids, and with long texts whole.",
    )(command)
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
        show_default="30",
        metavar="SECONDS",
        help="A query is ended when it takes longer.",
    )(command)


def confidence_option(command: _F) -> _F:
    """--min-confidence for commands that read texts."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="X",
        help="Leave out claims and numbers that are less sure than X (0 to 1).",
    )(command)


def import_driver() -> None:
    """Neo4j's driver without what it imports to take and give tables of others, where those are
    installed: pandas, pyarrow and numpy are five sixths of its import, and a command uses none of it."""
    absent = [name for name in ("numpy", "pandas", "pyarrow") if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment] # as if it were not installed
    try:
        import_module("neo4j")
    finally:
        for name in absent:
            del sys.modules[name]


@contextmanager
def opened(*, create: bool = False, adopt: bool = False) -> Iterator[Store]:
    """The store that the call names. Reading commands do not make a store that is not there."""
    from innograph.graph.store import open_store

    import_driver()
    address = click.get_current_context().find_root().obj["store"]
    with ExitStack() as stack:
        if not create:
            stack.enter_context(_telling_who_writes(address))
        yield stack.enter_context(open_store(address, prompt=_prompt, create=create, adopt=adopt))


@contextmanager
def _telling_who_writes(address: str | None) -> Iterator[None]:
    """Say once, if the block has not ended after a while, which process is writing to the folder."""
    from innograph.graph.address import parse_address
    from innograph.graph.embedded_folder import Folder

    root = parse_address(address).folder

    def tell() -> None:
        if root is not None and (who := Folder(root).other_writer()):
            talk(f"{who} is writing to the store in {root}; this may have to wait for it.")

    timer = Timer(_PATIENCE, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _prompt(question: str) -> str:
    """Ask for a password on the terminal, unseen; without a terminal the call fails by itself."""
    if not sys.stdin.isatty():
        return ""
    return str(click.prompt(question, hide_input=True, err=True))


def talk(message: str) -> None:
    """Everything said to a person goes to stderr; stdout is for data."""
    click.echo(message, err=True)


def emit(lines: Iterable[str]) -> None:
    """Data to stdout, as it is; each part brings its own line ends."""
    for line in lines:
        sys.stdout.write(line)
    sys.stdout.flush()


def is_wide() -> bool:
    """Whether --wide was given."""
    return bool(click.get_current_context().meta.get(_WIDE, False))


def emit_rows(rows: Answer | Rows, form: str) -> None:
    """Rows to stdout in the form that --format and --wide ask for."""
    from innograph.queries.render import render

    bom = bool(click.get_current_context().meta.get(_BOM, False))
    emit(render(rows, form, wide=is_wide(), bom=bom))


def check_target(path: Path, *, force: bool) -> None:
    """Refuse a file that is there, or whose folder is not, before the work is done."""
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}: make it first.")
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it.")
    if path.exists() and not force:
        raise UsageError(f"{path} is there already; --force overwrites it.")


def query_text(query: str) -> str:
    """The query itself, `-` for stdin, or `@FILE`."""
    if query != "-" and not query.startswith("@"):
        return query
    name = "standard input" if query == "-" else query[1:]
    try:
        data = sys.stdin.buffer.read() if query == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"The query in {name} is not UTF-8.") from None
    except OSError as error:
        raise UsageError(f"There is no query to read in {name}: {error.strerror}.") from None


def pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE options as a dictionary; a wide sign of a Chinese keyboard is a sign too."""
    found: dict[str, str] = {}
    for value in values:
        name, *rest = (part.strip() for part in re.split("[=＝]", value, maxsplit=1))
        if not rest or not name:
            raise click.BadParameter(f"{value!r} is not NAME=VALUE.")
        if name in found:
            raise click.BadParameter(f"{name} is given twice.")
        found[name] = rest[0]
    return found


def param_option(help_text: str) -> Callable[[_F], _F]:
    """--param, once a parameter, as a dictionary."""
    return click.option(
        "--param", "-p", multiple=True, callback=pairs, metavar="NAME=VALUE", help=help_text
    )


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
