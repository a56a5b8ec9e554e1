"""What is said of a value that cannot be taken: a key with its values, worded where it is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError
from innograph.graph.wording import Remark, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.wording import Value
    from innograph.queries.question import Parameter

# {more} begins with a space or a line break where it says anything.
WORDS = {
    "unknown-parameter": Words(
        "问题“{question}”没有参数“{name}”。{more}可用的参数：{known}。",
        "Question {question} has no parameter {name!r}.{more} It has: {known}.",
    ),
    "needs": Words(
        "问题“{question}”须给出“{parameter}”，{example}。",
        "Question {question} needs {example}.",
    ),
    "needs-one": Words(
        "问题“{question}”须给出以下参数之一：{names}，{example}。",
        "Question {question} needs one of {names}: {example}.",
    ),
    "example": Words(
        "例如 {name}={shown}",
        "{name} ({words}), for instance {name}={shown}",
    ),
    "no-value": Words("参数“{parameter}”没有值。", "The parameter {parameter} has no value."),
    "one-value": Words(
        "“{parameter}”只取一个值，不能是{values}。",
        "{parameter} takes one value, not {values}.",
    ),
    "one-at-a-time": Words(
        "问题“{question}”每次只取一个“{parameter}”，不能是{values}。",
        "{question} takes one {parameter} at a time, not {values}.",
    ),
    "either": Words(
        "“{parameter}”与“{other}”只能给出其一：关系本身已含有后者。",
        "Give either {parameter} or {other}: a fact has its own.",
    ),
    "no-fact": Words(
        "没有编号为“{given}”的关系；built-and-intended-links 的 fact 列中有各关系的编号。",
        "There is no fact {given!r}; column `fact` of built-and-intended-links has them.",
    ),
    "ambiguous": Words(
        "“{given}”可指 {count} 个实体；请给出编号，或写作“名称@地区”：{choices}{more}",
        "{parameter} {given} fits {count} entities; give the id, or NAME@PLACE:{choices}{more}",
    ),
    "and-more": Words("\n  … 另有 {count} 个", "\n  … and {count} more"),
    "other-class": Words(
        "“{name}”不是{kinds}，不能作为“{parameter}”：它是{is_}。",
        "{name} is no {kinds}, which {parameter} takes: it is {is_}.",
    ),
    "unknown-entity": Words(
        "图谱中没有名为“{given}”的“{parameter}”。{more}",
        "The graph knows no {parameter} {given!r}.{more}",
    ),
    "unknown": Words(
        "“{parameter}”没有“{given}”这个值。{more}{rest}",
        "{parameter} {given!r} is not known.{more} {rest}",
    ),
    "nothing": Words("", ""),
    "did-you-mean": Words("是否指：{near}？", " Did you mean {near}?"),
    "such-as": Words("已知 {count} 个，如：{names}。", " It knows {count}, such as {names}."),
    "one-of": Words("可取：{terms}。", "One of: {terms}."),
    "none-itself": Words("没有属于{place}本级的文档。", "No document is of {place} itself."),
    "places": Words("文档所涉地区：{places}。", "The documents' places: {places}."),
    "documents": Words(
        "`innograph status --documents` 列出全部文档。",
        "`innograph status --documents` lists them.",
    ),
    "places-ambiguous": Words(
        "“{given}”可指多个地区：{places}。",
        "{parameter} {given} fits several places: {places}.",
    ),
    "documents-ambiguous": Words(
        "“{given}”可指 {count} 篇文档：{choices}",
        "{parameter} {given} fits {count} documents:{choices}",
    ),
    "no-year": Words(
        "“{parameter}”须为年份，如 2025 或 2023-2025，不能是“{given}”。",
        "{parameter} must be a year such as 2025, or years such as 2023-2025, not {given!r}.",
    ),
    "no-number": Words(
        "“{parameter}”须为数字，不能是“{given}”。",
        "{parameter} must be a number, not {given!r}.",
    ),
    "no-flag": Words(
        "“{parameter}”须为“是”或“否”，不能是“{given}”。",
        "{parameter} must be true or false, not {given!r}.",
    ),
}


def phrase(key: str, **values: Value) -> Remark:
    """A text of WORDS, whole or as a part of another one."""
    return Remark(key, WORDS[key], values)


def refusal(key: str, **values: Value) -> UsageError:
    """The error that says so."""
    return UsageError(phrase(key, **values))


def called(parameter: Parameter) -> Words:
    """A parameter as its field on a page is called, without explanations, and as commands call it."""
    return Words(re.split("[;；(（]", parameter.title.zh)[0], parameter.name)


def listed(names: Iterable[str], *, comma: str = ", ") -> Words:
    """Several names; `comma` is that of English, where names may hold commas themselves."""
    several = list(names)
    return Words("、".join(several), comma.join(several))


def near(names: Iterable[str]) -> Remark:
    """What may have been meant, if anything."""
    several = list(names)
    if not several:
        return phrase("nothing")
    return phrase("did-you-mean", near=listed(several, comma="; "))
