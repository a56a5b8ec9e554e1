"""What is said of a SPARQL query that is refused or fails: a key with its values, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.wording import Remark, Words

if TYPE_CHECKING:
    from innograph.graph.wording import Value

# {why} is Oxigraph's, in English.
_WORDS = {
    "syntax": Words("SPARQL 查询有误：{why}。", "The SPARQL query is not valid: {why}."),
    "syntax-at": Words(
        "SPARQL 查询在第 {line} 行第 {column} 列有误：{why}。",
        "The SPARQL query is not valid at line {line}, column {column}: {why}.",
    ),
    "update": Words(
        "不接受 {word}：这里的 SPARQL 只读。", "{word} is refused: SPARQL here only reads."
    ),
    "service": Words(
        "不接受 SERVICE：它会访问其他主机。",
        "SERVICE is refused: it would ask other hosts.",
    ),
    "timeout": Words(
        "查询超过 {seconds} 秒，已中止；请用 LIMIT 等缩小范围，或放宽时限。",
        "The query took more than {seconds} s and was ended; "
        "narrow it with a LIMIT or raise the limit.",
    ),
    "too-slow": Words(
        "查询超过 {seconds} 秒，已中止；请缩小范围。",
        "The query took more than {seconds} s and was ended; narrow it.",
    ),
    "too-large": Words(
        "查询占用内存超过 {size} MB，已中止。",
        "The query took more than {size} MB of memory and was ended.",
    ),
    "too-long": Words(
        "结果超过 {size} MB；请用 LIMIT 和 OFFSET 分次查询。",
        "The answer is longer than {size} MB; ask with LIMIT and OFFSET.",
    ),
    "too-many": Words(
        "等待的查询已经太多；请过几秒再试。",
        "Too many queries wait already; come back in a few seconds.",
    ),
    "ended": Words(
        "SPARQL 进程在查询中途结束；请缩小查询范围。",
        "The SPARQL process ended in the middle of a query; try a smaller one.",
    ),
    "cache": Words(
        "SPARQL 缓存 {place} 无法打开，已删除；再次查询即会重建。",
        "The SPARQL cache {place} could not be opened and was removed; "
        "run the query again to build it anew.",
    ),
    "failed": Words("SPARQL 查询失败：{why}。", "The SPARQL query failed: {why}."),
}


def failure(key: str, **values: Value) -> Remark:
    """What an error says."""
    return Remark(key, _WORDS[key], values)
