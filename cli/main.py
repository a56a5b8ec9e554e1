"""The `innograph` command: its subcommands are imported when they are called, so that help is quick."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from innograph import __version__
from innograph.cli.options import ReaderGone, until_closed
from innograph.graph.errors import InnographError, UsageError

# Name → module under innograph.cli; each holds a click command called `command`.
COMMANDS = {
    "demo": ("demo", "Read the shipped samples and show what innograph does."),
    "ingest": ("ingest", "Read texts into the store."),
    "ask": ("ask", "Answer a ready question, with its sentences."),
    "compare": ("compare", "Show what became of a document's promises in a later one."),
    "path": ("path", "Show how two entities are joined, link by link."),
    "network": ("network", "Measure networks of the graph, or write them as files."),
    "cypher": ("cypher", "Run a Cypher query over the graph."),
    "sparql": ("sparql", "Run a SPARQL query over the graph."),
    "view": ("view", "Write views of the graph: pages and pictures."),
    "serve": ("serve", "Serve a SPARQL endpoint and pages of the graph."),
    "publish": ("publish", "Write pages of the graph as a site of files."),
    "export": ("export", "Write the store as RDF, tables or JSON Lines."),
    "bulk": ("bulk", "Write files for the import of a new Neo4j database."),
    "import": ("import_", "Load an export, or extractions, into the store."),
    "extract": ("extract", "Read texts without a store."),
    "annotate": ("annotate", "Write the reading of texts for a person to correct."),
    "evaluate": ("evaluate", "Compare readings with gold."),
    "resolve": ("resolve", "Find nodes that are one thing, and decide."),
    "forget": ("forget", "Take documents out of the store."),
    "status": ("status", "Show what the store holds."),
    "coverage": ("coverage", "Show how much the documents give, and what they leave out."),
    "validate": ("validate", "Check every claim against its sentence and the shapes."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and first lines without importing them."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with until_closed():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with until_closed():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"innograph.cli.{COMMANDS[cmd_name][0]}")
        return module.command  # type: ignore[no-any-return]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from innograph.cli.suggest import did_you_mean

            ctx.fail(f"No such command {name!r}.{did_you_mean(name, COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: innograph ingest plans/ && innograph ask platform-industry-links",
)
@click.version_option(__version__, prog_name="innograph")
@click.option("--store", metavar="ADDRESS", help="A folder, or a neo4j:// or bolt:// address.")
@click.option("--ontology", metavar="FILE", help="A schema to use in place of the shipped one.")
@click.pass_context
def cli(ctx: click.Context, store: str | None, ontology: str | None) -> None:
    """Knowledge graphs of innovation ecosystems, read from Chinese policy text.

    The store is INNOGRAPH_STORE or --store: a folder (./innograph-data unless you say otherwise;
    nothing else to install) or the address of your own Neo4j.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    ctx.obj = {"store": store}
    if ontology:
        os.environ["INNOGRAPH_ONTOLOGY"] = ontology


def check_arguments(arguments: list[str]) -> None:
    """Python cannot know what Chinese on the command line says if the locale has no Chinese."""
    encoding = sys.getfilesystemencoding()
    if encoding.lower() != "utf-8" and any("\udc80" <= c <= "\udcff" for c in "".join(arguments)):
        raise UsageError(
            f"Python reads the command line as {encoding} here; PYTHONUTF8=1 makes it UTF-8."
        )


def main() -> None:
    """Run the command; a user's mistake is one sentence on stderr and never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # Chinese goes out as UTF-8 whatever the locale is.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        check_arguments(sys.argv)
        # Outside standalone mode click returns the code of an Exit that a command raised.
        code = cli.main(prog_name="innograph", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except InnographError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except (ReaderGone, BrokenPipeError):
        # The reader of our output has gone; Python would complain when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        click.echo(f"Error:{where} {error.strerror or error}.", err=True)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("INNOGRAPH_DEBUG"):
            raise
        kind = type(error).__name__
        click.echo(
            f"Error: innograph met something that it does not know ({kind}: {error}). "
            "INNOGRAPH_DEBUG=1 shows where; please report it.",
            err=True,
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
