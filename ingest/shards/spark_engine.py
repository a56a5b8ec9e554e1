"""Shards on Spark: a thin adapter for clusters that run it. Each shard is a task with one row."""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError, UsageError
from innograph.ingest.processes import core_count
from innograph.ingest.shards.run import run_shard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from innograph.ingest.shards.job import ShardDone, ShardJob

_FAILURES = 3  # of a task, before Spark gives up; plain local[N] gives up at the first


def run_on_spark(
    jobs: Sequence[ShardJob], workers: int | None, address: str | None
) -> Iterator[ShardDone]:
    """`address` is a master's (spark://host:7077, yarn); without one, local with `workers` threads."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise UsageError("--engine spark needs Spark: pip install 'innograph[spark]'.") from None
    if address is not None and workers is not None:
        raise UsageError("--workers is for Spark on this machine: leave it or --address out.")
    if not jobs:
        return
    master = address or f"local[{min(workers or core_count(), len(jobs))},{_FAILURES}]"
    with _session(master) as spark:
        shared = spark.sparkContext.broadcast(list(jobs))
        tasks = spark.range(0, len(jobs), 1, len(jobs))
        rows = tasks.mapInArrow(_act(shared), "done binary").toLocalIterator(
            prefetchPartitions=True
        )
        for row in _to_the_end(rows):
            yield pickle.loads(row["done"])  # noqa: S301  # out of our own tasks


def _to_the_end(rows: Iterator[Any]) -> Iterator[Any]:
    """The rows; DataError where Spark ends the job before the last."""
    while True:
        try:
            row = next(rows, None)
        except Exception as error:  # noqa: BLE001  # those of Java and Spark have no base of their own
            lines = str(error).strip().splitlines() or [type(error).__name__]
            causes = [line for line in lines if line.startswith("Caused by")]
            why = (causes or lines)[-1].strip().rstrip(".")[:200]
            raise DataError(
                f"Spark ended the job before its end ({why}): run the same innograph extract again, the "
                "shards that are there stay."
            ) from None
        if row is None:
            return
        yield row


def _act(shared: Any) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """What a task does; Spark sends it, and the jobs with the broadcast."""

    def read(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in batches:
            numbers = batch.column(0).to_pylist()
            done = [pickle.dumps(run_shard(shared.value[number])) for number in numbers]
            yield pyarrow.RecordBatch.from_pydict({"done": pyarrow.array(done, pyarrow.binary())})

    return read


@contextmanager
def _session(master: str) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("innograph extract")
    settings = {"spark.ui.enabled": "false", "spark.sql.execution.arrow.maxRecordsPerBatch": "1"}
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        # A machine that is busy reading is late with its heartbeats: at the default (10 s, and 120 s
        # until an executor counts as lost) Spark gave up under a load of 20.
        settings |= {"spark.executor.heartbeatInterval": "300s", "spark.network.timeout": "3600s"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except Exception as error:  # noqa: BLE001  # those of Java and Spark have no base of their own
        why = str(error).strip().splitlines()[0].rstrip(".")
        raise DataError(
            f"Spark does not start with the master {master} ({why}): it needs Java, and the master "
            "has to be reached."
        ) from None
    try:
        spark.sparkContext.setLogLevel("ERROR")
        yield spark
    finally:
        spark.stop()
