"""Files of many formats, made for tests: tables, archives, pages, and Word files with odd parts."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

FILES = Path(__file__).resolve().parent / "files"
SENTENCE = "望川新材料中试平台于2024年建成投用，聚焦新材料产业。"
OTHER = "支持望川理工大学建设集成电路中试平台。"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_zip(path, members, *, level=zipfile.ZIP_DEFLATED):
    """An archive: name → bytes or text."""
    with zipfile.ZipFile(path, "w", level) as archive:
        for name, content in members.items():
            archive.writestr(name, content if isinstance(content, bytes) else content.encode())
    return path


def make_csv(path, rows, *, encoding="utf-8", sign=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=sign).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def make_jsonl(path, rows):
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def make_parquet(path, columns, **options):
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table(columns), path, **options)
    return path


def make_docx(path, body):
    """A Word file whose body is this XML (prefix w)."""
    import docx
    from lxml import etree

    document = docx.Document()
    element = document.element.body
    for child in list(element)[:-1]:
        element.remove(child)
    root = etree.fromstring(f'<w:body xmlns:w="{W}">{body}</w:body>')
    for child in reversed(list(root)):
        element.insert(0, child)
    document.save(path)
    return path


def page(body, *, head="", encoding="utf-8", said=None):
    """An HTML page as bytes; `said` is the encoding that it says it has."""
    html = (
        f'<!DOCTYPE html><html><head><meta charset="{said or encoding}">{head}</head>'
        f"<body>{body}</body></html>"
    )
    return html.encode(encoding)
