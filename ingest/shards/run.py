"""One shard, from its sources to its file: on any process of any machine, as often as one likes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import InnographError
from innograph.ingest.processes import in_processes
from innograph.ingest.reading import (
    ReadOptions,
    TextRead,
    TextReader,
    begin,
    killed,
    packed,
    read_here,
)
from innograph.ingest.shards.job import FORMS, ShardDone, manifest_name
from innograph.ingest.shards.rows import write_rows
from innograph.ingest.storage import Folder
from innograph.ingest.unpack import expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.shards.job import ShardJob
    from innograph.ingest.source import Source

_CHUNK = 1 << 20  # bytes in memory of a file that is only hashed
FORMAT = 1  # of shards and manifests; raised when a former reader would misread them


def run_shard(job: ShardJob, *, apart: bool = False) -> ShardDone:
    """Read what the shard holds and write it, unless its file is there, made of the same bytes by the
    same extractor with the same options.

    The file takes its name when it is whole, and its manifest is written after it. `apart` reads each
    text in a process of its own: for a shard with a text that kills processes.
    """
    folder = Folder(job.out)
    key = _key(job)
    before = read_manifest(folder, job.number)
    if before and before["key"] == key and folder.size(job.name) == before["bytes"]:
        if before["of"] != job.of:
            _write_manifest(folder, job.number, before | {"of": job.of})
        return _done(job.number, "skipped", before)
    counts = _Counts()
    with folder.new_file(job.name) as path:
        write_rows(path, counts.seen(_readings(job, counts.ignored, apart=apart)), job.form)
        size = path.stat().st_size
    manifest = {
        "innograph": FORMAT,
        "shard": job.number,
        "of": job.of,
        "form": job.form,
        "bytes": size,
        "extractor": job.options.version,
        "key": key,
        **counts.numbers,
        "ignored": dict(sorted(counts.ignored.items())),
        "failed": counts.failed,
    }
    _write_manifest(folder, job.number, manifest)
    for other in FORMS:
        if other != job.form:
            folder.remove(f"{job.number:06}.{other}")
    return _done(job.number, "written", manifest)


def read_manifest(folder: Folder, number: int) -> dict[str, Any] | None:
    """What stands beside a shard; None where nothing does that this version can use."""
    data = folder.read(manifest_name(number))
    try:
        found = json.loads(data or b"null")
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("innograph") != FORMAT:
        return None
    return found


def _write_manifest(folder: Folder, number: int, manifest: dict[str, Any]) -> None:
    with folder.new_file(manifest_name(number)) as path:
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        path.write_bytes(text.encode())


def _done(number: int, outcome: str, manifest: dict[str, Any]) -> ShardDone:
    counts = {name: manifest[name] for name in _Counts().numbers}
    failed = tuple((name, why) for name, why in manifest["failed"])
    return ShardDone(number, outcome, failed=failed, ignored=manifest["ignored"], **counts)


# ---- reading

_reader: TextReader | None = None  # made once a process: loading lexicons and model takes a second


def _readings(job: ShardJob, ignored: Counter[str], *, apart: bool) -> Iterator[TextRead]:
    if not apart:
        reader = _reader_of(job.options)
        yield from map(reader.read, _texts(job, ignored))
        return
    given = (job.options, frozenset[int]())
    jobs = map(packed, _texts(job, ignored))
    for done in in_processes(read_here, jobs, workers=1, begin=begin, given=given):
        yield done.result if isinstance(done.result, TextRead) else killed(done)


def _texts(job: ShardJob, ignored: Counter[str]) -> Iterator[Source]:
    for source in job.sources:
        yield from expand(source, job.options.settings)
        ignored.update(source.ignored)


def _reader_of(options: ReadOptions) -> TextReader:
    global _reader
    if _reader is None or _reader.options != options:
        _reader = TextReader(options)
    return _reader


class _Counts:
    """What the manifest says of the rows, counted as they pass."""

    def __init__(self) -> None:
        names = ("documents", "characters", "claims", "observations", "left_out")
        self.numbers: dict[str, int] = dict.fromkeys(names, 0)
        self.failed: list[tuple[str, str]] = []
        self.ignored: Counter[str] = Counter()  # files in archives, by suffix

    def seen(self, reads: Iterator[TextRead]) -> Iterator[TextRead]:
        for read in reads:
            if read.extraction is not None:
                found = read.extraction
                self.numbers["documents"] += 1
                self.numbers["characters"] += found.document.characters
                self.numbers["claims"] += len(found.claims)
                self.numbers["observations"] += len(found.observations)
            elif read.left_out:
                self.numbers["left_out"] += 1
            else:
                self.failed.append((read.name, read.error or ""))
            yield read


# ---- what a shard is made of


def _key(job: ShardJob) -> str:
    """A hash of the options, the extractor's version and all bytes that are read: reading them is
    nothing beside extraction, and no clock has to be trusted."""
    digest = hashlib.sha256(json.dumps(asdict(job.options), sort_keys=True).encode())
    digest.update(job.form.encode())
    for source in job.sources:
        texts = [source] if source.part is None else expand(source, job.options.settings)
        for text in texts:
            for part in _parts(text):
                digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _parts(source: Source) -> Iterator[bytes]:
    told = [source.name, source.id, source.suffix, source.problem, sorted(source.values.items())]
    yield json.dumps(told, ensure_ascii=False).encode()
    try:
        for _, load in source.sides:
            yield load()
        if source.load is not None:
            yield source.load()
        elif source.path is not None:
            with source.path.open("rb") as file:
                while part := file.read(_CHUNK):
                    yield part
    except (OSError, InnographError) as error:
        yield str(error).encode()
