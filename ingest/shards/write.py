"""Sources → a folder of shards: the work cut, done by an engine, and what is left over cleared away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.shards.engines import run_shards
from innograph.ingest.shards.rows import check_form
from innograph.ingest.storage import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innograph.ingest.shards.job import ShardDone, ShardJob

_OURS = re.compile(r"(\d{6})\.(parquet|jsonl|manifest\.json)")


def write_shards(
    jobs: Sequence[ShardJob],
    *,
    out: str,
    form: str,
    engine: str = "processes",
    workers: int | None = None,
    address: str | None = None,
) -> Iterator[ShardDone]:
    """What became of each shard. Those of an earlier, larger run go first: they are not of this one."""
    check_form(form)
    folder = Folder(out)
    folder.make()
    of = jobs[0].of if jobs else 0
    for name in folder.names():
        match = _OURS.fullmatch(name)
        if match and int(match[1]) >= of:
            folder.remove(name)
    yield from run_shards(jobs, engine=engine, workers=workers, address=address)
