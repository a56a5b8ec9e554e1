"""Is a line a heading, of which level, and where does a numbered heading begin inside a line?"""

from __future__ import annotations

import re
from typing import NamedTuple

TITLE, LOOSE = 0, 30  # levels of a document's title and of a heading without number

_CN = "[一二三四五六七八九十百零〇○0-9]"
_NUMBERED = (
    (10, re.compile(rf"第{_CN}{{1,4}}[编篇][ 　\t:：]?|第{_CN}{{1,4}}部分|附件\d*[:：]?|专栏\d*")),
    (11, re.compile(rf"第{_CN}{{1,4}}章")),
    (12, re.compile(rf"第{_CN}{{1,4}}节")),
    # 一、二、三产业 is a list of words, not a number.
    (
        40,
        re.compile(r"[一二三四五六七八九十]{1,3}[ 　]?[、．.](?![ 　]?[二三四五六七八九十][、产])"),
    ),
    (50, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
    (52, re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[ 　、]?(?=[^\d%％.万亿])")),
    (60, re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))")),
    (70, re.compile(r"[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳]")),
)
_ARTICLE = re.compile(rf"第{_CN}{{1,6}}条(?:之[一二三四五六七八九十])?")
_CITED = re.compile(r"第[^条]{1,6}条(?:之.)?(?:第.{1,3}[款项]|规定|所|的|、|和|至|，)")
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}[是要]|首先|其次|再次|最后")
_DASH = re.compile(r"(?:——|--|—|●|•|·|◆|■|※|[*+-] )")
_MARKDOWN = re.compile(r"(#{1,6})[ \t]+")
_END = "。；;！!？?，,、：:）)】]”》"
_LONGEST = 45  # characters of a heading; of 1,900 chapter headings in 85 documents two are longer


class Label(NamedTuple):
    """A number or mark at the beginning of a line or sentence. `level` grows downwards."""

    level: int
    text: str
    article: bool = False
    item: bool = False  # 一是, —— and the like: part of a paragraph, never a heading


def read_label(line: str) -> Label | None:
    """The label at the beginning of a line (without Markdown's #)."""
    if match := _ARTICLE.match(line):
        if _CITED.match(line):
            return None
        return Label(80, match[0], article=True)
    for level, pattern in _NUMBERED:
        if match := pattern.match(line):
            return Label(level, match[0].strip(" 　\t:："))
    if match := _ITEM.match(line) or _DASH.match(line):
        return Label(90, match[0].strip(), item=True)
    return None


def markdown_level(line: str) -> int | None:
    """0 for `# `, 1 for `## ` and so on."""
    match = _MARKDOWN.match(line)
    return len(match[1]) - 1 if match else None


def without_markdown(line: str) -> str:
    """The line without its #."""
    return _MARKDOWN.sub("", line).strip()


def looks_like_heading(line: str, label: Label | None = None) -> bool:
    """Short, in Chinese, and no sentence: no mark at its end, no date, no signature.

    A label (（一）) is no part of what is looked at.
    """
    line = line[len(label.text) :].lstrip(" 　\t、．.:：") if label else line
    if (
        not 2 <= len(line) <= _LONGEST
        or line[-1] in _END
        or line.startswith(("——", "[", "【", "（", "(", "|"))
    ):
        return False
    if "：" in line or ":" in line or "。" in line or "；" in line:
        return False
    return sum("一" <= c <= "鿿" for c in line) * 2 > len(line)
