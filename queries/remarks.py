"""What an answer says beside its rows: a key with its values, put into words where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.wording import Remark, Words
from innograph.queries.names import EMPTY

if TYPE_CHECKING:
    from innograph.graph.wording import Value

WORDS = {
    "taken-as": Words("“{given}”按{label}理解。", "{name}: {given} is taken as {label}."),
    "empty-store": Words("库中还没有文档：先用 `innograph ingest 文件夹` 读入文本。", EMPTY),
    "no-document": Words(
        "没有文档同时符合所给的地区、文档和年份；库中可能有其他文档。",
        "No document fits place, document and year; the store may hold others.",
    ),
    "no-statement": Words(
        "所查 {documents} 篇文档中没有相关陈述；没有写明，不表示不存在。",
        "No statement in {documents:document}; that says nothing about what they do not state.",
    ),
    "looked-at": Words(
        "共 {rows} 行；查阅了 {documents} 篇文档。",
        "{rows:row}; {documents:document} looked at.",
    ),
    "open": Words(
        "其中 {ends} 行出自以“等”结尾的列举：原文所指不止这些。",
        "{ends} of them from lists that end in 等: the text means more.",
    ),
}


def remark(key: str, **values: Value) -> Remark:
    """A remark of WORDS."""
    return Remark(key, WORDS[key], values)
