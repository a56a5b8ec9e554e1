"""Shards: the options of `extract` that ask for them, and writing them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from innograph.cli.llm_options import reading_along
from innograph.cli.options import kept_options, progress, talk
from innograph.cli.reading_options import ignored_line, reading_settings, worker_count
from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from innograph.ingest.shards.job import ShardDone, ShardJob
    from innograph.ingest.source import Source

_GIVEN = "innograph.shards"
_SHARE = re.compile(r"(\d+)/(\d+)")


class _Share(click.ParamType[tuple[int, int]]):
    """k/n."""

    name = "k/n"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        match = _SHARE.fullmatch(str(value))
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            self.fail(f"{value} is not k/n with k from 1 to n, such as 3/64.", param, ctx)
        return int(match[1]), int(match[2])


_OPTIONS: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (
        ("--engine",),
        {
            "type": click.Choice(["processes", "dask", "spark"]),
            "help": "What reads shards [processes; the others with the extras of their names].",
        },
    ),
    (
        ("--address",),
        {
            "metavar": "ADDRESS",
            "help": "A Dask scheduler or a Spark master [a cluster of this machine].",
        },
    ),
    (
        ("--shard",),
        {
            "type": _Share(),
            "metavar": "K/N",
            "help": "The K-th of N calls that share the shards, for a batch queue.",
        },
    ),
    (
        ("--shard-size",),
        {
            "type": click.IntRange(min=1),
            "metavar": "N",
            "help": "Documents a shard [200, less where there are few].",
        },
    ),
]


def shard_options(command: click.decorators.FC) -> click.decorators.FC:
    """--engine and its like, kept for `write_shards`."""
    return kept_options(command, _GIVEN, _OPTIONS)


def _given() -> dict[str, Any]:
    found: dict[str, Any] = click.get_current_context().meta.get(_GIVEN, {})
    return found


def are_shards(form: str | None) -> bool:
    """Whether the call asks for shards; UsageError where it asks for what they cannot hold."""
    given = _given()
    if given and form == "annotation":
        option = next(iter(given)).replace("_", "-")
        raise UsageError(
            f"--{option} is for shards, which hold whole extractions: --form parquet or jsonl."
        )
    return bool(given) or form == "parquet"


def write_shards(
    sources: list[Source],
    out: str | None,
    form: str | None,
    workers: int | None,
    min_confidence: float,
    metadata: dict[str, str],
    ignored: Counter[str],
) -> int:
    """Shards into a folder; how many texts could not be read."""
    from innograph.graph.ontology import load_ontology
    from innograph.ingest.reading import read_options
    from innograph.ingest.shards.cut import cut, share
    from innograph.ingest.shards.write import write_shards as write

    if out is None:
        raise UsageError("Shards are written to a folder: name it with --out DIR.")
    if reading_along() is not None:
        raise UsageError(
            "--llm reads in one process and keeps to its limits there: leave the shards out."
        )
    given = _given()
    form = form or "parquet"
    options = read_options(
        load_ontology(),
        metadata=metadata,
        settings=reading_settings(),
        min_confidence=min_confidence,
    )
    jobs = cut(sources, options, out=out, form=form, size=given.get("shard_size"))
    mine = share(jobs, *given["shard"]) if "shard" in given else jobs
    engine = given.get("engine", "processes")
    if engine == "processes" and all(source.path for source in sources):
        workers = worker_count(workers, sources)
    done = []
    with progress("Reading shard", len(mine)) as step:
        for shard in write(
            mine,
            out=out,
            form=form,
            engine=engine,
            workers=workers,
            address=given.get("address"),
        ):
            done.append(shard)
            step(str(shard.number))
    return _say(done, jobs, out, ignored)


def _say(done: list[ShardDone], jobs: list[ShardJob], out: str, ignored: Counter[str]) -> int:
    for shard in done:
        ignored.update(shard.ignored)
    failed = [each for shard in sorted(done, key=lambda d: d.number) for each in shard.failed]
    for _, why in failed:
        talk(f"Not read: {why}")
    if left_out := sum(shard.left_out for shard in done):
        talk(f"Left out: {left_out} found in folders that are not meant as texts.")
    if line := ignored_line(ignored):
        talk(line)
    outcomes = Counter(shard.outcome for shard in done)
    documents = sum(shard.documents for shard in done)
    share = "" if len(done) == len(jobs) else f" of {len(jobs)}"
    talk(
        f"{len(done)}{share} shards in {out}: {outcomes['written']} written, "
        f"{outcomes['skipped']} there already; {documents} of {documents + len(failed)} texts read."
    )
    return len(failed)
