"""Writing the tables as one zip file: equal graphs give equal bytes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import zipfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from innograph.graph.files import new_file
from innograph.graph.rdf.terms import data_iri
from innograph.graph.rows import FORMULA_SIGNS
from innograph.graph.tables.columns import IRI, TABLES
from innograph.graph.tables.metadata import NAME, metadata
from innograph.graph.tables.rows import iter_rows

if TYPE_CHECKING:
    from innograph.graph.snapshot import Snapshot

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_TRUTHS = {True: "true", False: "false"}


def write_tables(snapshot: Snapshot, out: Path | str | IO[bytes]) -> None:
    """Write a zip file of one CSV file a table and csv-metadata.json (CSV on the Web).

    Rows are streamed to disk first, so that a store of any size needs little memory. Passages and
    mentions are not in it: it is for reading and joining, not for reading back.
    """
    if isinstance(out, (str, Path)):
        with new_file(Path(out)) as stream:
            _write(snapshot, stream)
    else:
        _write(snapshot, out)


def _write(snapshot: Snapshot, stream: IO[bytes]) -> None:
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        files = {name: stack.enter_context(tempfile.TemporaryFile("w+b")) for name in TABLES}
        texts = {
            name: io.TextIOWrapper(file, encoding="utf-8", newline="")
            for name, file in files.items()
        }
        writers = {name: csv.writer(text, lineterminator="\n") for name, text in texts.items()}
        for name, table in TABLES.items():
            writers[name].writerow([column.name for column in table.all_columns])
        for name, row in iter_rows(snapshot):
            counts[name] += 1
            table = TABLES[name]
            if table.key:
                row[IRI.name] = data_iri(table.kind, row[table.key])
            writers[name].writerow([_cell(row.get(column.name)) for column in table.all_columns])
        for text in texts.values():
            text.flush()
        with zipfile.ZipFile(stream, "w") as packed:
            about = json.dumps(metadata(snapshot.ontology, counts), ensure_ascii=False, indent=1)
            packed.writestr(_entry(NAME), about + "\n")
            for name, file in files.items():
                large = file.seek(0, io.SEEK_END) >= 1 << 31
                file.seek(0)
                with packed.open(_entry(f"{name}.csv"), "w", force_zip64=large) as target:
                    shutil.copyfileobj(file, target)
        for text in texts.values():
            text.detach()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3  # also on Windows, so that the bytes are the same
    return info


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _TRUTHS[value]
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
