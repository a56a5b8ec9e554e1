"""Shards on Spark: a thin adapter for clusters that run it. Each shard is a task."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError, UsageError
from innograph.ingest.processes import core_count
from innograph.ingest.shards.run import run_shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        # Plain tasks and no table: planning a query costs Spark more than sending these. And one job,
        # which fills the cluster: toLocalIterator has two partitions under way, however many cores wait.
        yield from _collected(spark.parallelize(jobs, len(jobs)).map(run_shard))


def _collected(tasks: Any) -> list[ShardDone]:
    """What became of all shards; DataError where Spark ends the job before the last."""
    try:
        done: list[ShardDone] = tasks.collect()
    except Exception as error:  # noqa: BLE001  # those of Java and Spark have no base of their own
        lines = str(error).strip().splitlines() or [type(error).__name__]
        causes = [line for line in lines if line.startswith("Caused by")]
        why = (causes or lines)[-1].strip().rstrip(".")[:200]
        raise DataError(
            f"Spark ended the job before its end ({why}): run the same innograph extract again, the "
            "shards that are there stay."
        ) from None
    return done


@contextmanager
def _session(master: str) -> Iterator[Any]:
    from pyspark import SparkConf, SparkContext

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        # A machine that is busy reading is late with its heartbeats: at the default (10 s, and 120 s
        # until an executor counts as lost) Spark gave up under a load of 20.
        settings |= {"spark.executor.heartbeatInterval": "300s", "spark.network.timeout": "3600s"}
    conf = (
        SparkConf().setMaster(master).setAppName("innograph extract").setAll(list(settings.items()))
    )
    try:
        spark = SparkContext.getOrCreate(conf)
    except Exception as error:  # noqa: BLE001  # those of Java and Spark have no base of their own
        why = str(error).strip().splitlines()[0].rstrip(".")
        raise DataError(
            f"Spark does not start with the master {master} ({why}): it needs Java, and the master "
            "has to be reached."
        ) from None
    try:
        spark.setLogLevel("ERROR")
        yield spark
    finally:
        spark.stop()
