"""Where shards are read: processes of this machine, a Dask cluster, or Spark.

An engine is a function of (jobs, workers, address) that gives what became of each shard. Whatever
happens to it, the shards that are done stay done: a second run reads only the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError
from innograph.ingest.processes import ProcessKilled, core_count, in_processes
from innograph.ingest.shards.run import run_shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innograph.ingest.shards.job import ShardDone, ShardJob

# Name → module and function, imported when it is used.
ENGINES = {
    "processes": ("innograph.ingest.shards.engines", "run_in_processes"),
    "dask": ("innograph.ingest.shards.dask_engine", "run_on_dask"),
    "spark": ("innograph.ingest.shards.spark_engine", "run_on_spark"),
}


def run_shards(
    jobs: Sequence[ShardJob],
    *,
    engine: str = "processes",
    workers: int | None = None,
    address: str | None = None,
) -> Iterator[ShardDone]:
    """What becomes of each shard, in the order in which the engine gets them done."""
    module, name = ENGINES[engine]
    yield from getattr(import_module(module), name)(jobs, workers, address)


def run_in_processes(
    jobs: Sequence[ShardJob], workers: int | None, address: str | None
) -> Iterator[ShardDone]:
    """With one worker in this process."""
    if address is not None:
        raise UsageError("--address is for --engine dask or spark: processes have none.")
    workers = min(workers or core_count(), len(jobs))
    if workers <= 1:
        yield from map(run_shard, jobs)
        return
    for done in in_processes(run_shard, jobs, workers=workers):
        if isinstance(done.result, ProcessKilled):
            yield run_shard(done.job, apart=True)
        else:
            yield done.result
