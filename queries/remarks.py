"""What an answer says beside its rows: a key with its values, put into words where it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from innograph.queries.names import EMPTY
from innograph.queries.question import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

# {count:noun} is the number with the English noun.
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


@dataclass(frozen=True, slots=True)
class Remark:
    """`words` names the values in braces; a value may itself be in both languages."""

    key: str
    words: Words
    values: Mapping[str, str | int | Words] = field(default_factory=dict)

    def said(self, language: str = "en") -> str:
        """One sentence or two, in zh or en."""
        text = str(getattr(self.words, language))
        values = {name: _said(value, language) for name, value in self.values.items()}
        return text.format_map(values) if values else text


def remark(key: str, **values: str | int | Words) -> Remark:
    """A remark of WORDS."""
    return Remark(key, WORDS[key], values)


class _Count(int):
    """A number that brings the noun it is formatted with."""

    def __format__(self, noun: str) -> str:
        return f"{int(self)} {noun}{'' if self == 1 else 's'}" if noun else str(int(self))


def _said(value: str | int | Words, language: str) -> Any:
    if isinstance(value, Words):
        return getattr(value, language)
    return _Count(value) if isinstance(value, int) else value
