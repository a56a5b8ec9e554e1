"""Shards on a Dask cluster: one that runs already, or one of this machine on loopback alone."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError, UsageError
from innograph.ingest.processes import core_count
from innograph.ingest.shards.run import run_shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innograph.ingest.shards.job import ShardDone, ShardJob

_LOOPBACK = "127.0.0.1"
_RETRIES = 2  # of a shard that raises; one whose worker dies is given to another by Dask itself


def run_on_dask(
    jobs: Sequence[ShardJob], workers: int | None, address: str | None
) -> Iterator[ShardDone]:
    """`address` is a scheduler's (tcp://host:8786); without one, `workers` processes are started here."""
    dask = _distributed()
    if address is not None and workers is not None:
        raise UsageError("--workers is for a cluster of this machine: leave it or --address out.")
    if not jobs:
        return
    with _client(dask, min(workers or core_count(), len(jobs)), address) as client:
        # Not pure: the same job is not the same result when its file has gone.
        futures = client.map(run_shard, list(jobs), pure=False, retries=_RETRIES)
        job_of = {future.key: job for future, job in zip(futures, jobs, strict=True)}
        for future in dask.as_completed(futures):
            try:
                yield future.result()
            except dask.KilledWorker:  # three workers died of it: one of its texts kills processes
                yield run_shard(job_of[future.key], apart=True)


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise UsageError("--engine dask needs Dask: pip install 'innograph[dask]'.") from None


@contextmanager
def _client(dask: Any, workers: int, address: str | None) -> Iterator[Any]:
    if address is not None:
        try:
            client = dask.Client(address)
        except (OSError, ValueError) as error:
            why = str(error).splitlines()[0].rstrip(".")
            raise DataError(f"No Dask scheduler answers at {address} ({why}).") from None
        with client:
            yield client
        return
    with (
        dask.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host=_LOOPBACK,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,  # what happens to shards is said by us
        ) as cluster,
        dask.Client(cluster) as client,
    ):
        yield client
