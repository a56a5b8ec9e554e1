"""How many tasks or measures a document holds: 《望川行动方案》提出4个方面22项|重点任务."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.numbers.money import last_before

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate
    from innograph.ingest.numbers.nouns import Nouns

_NEAR = 90  # characters between a document and the number
_UNITS = ("项", "条", "余项", "余条", "个")
_TASKS = re.compile(
    "(?:的|具体|重点|主要|政策|改革|支持|工作|落实|创新|惠企|扶持)*(?:任务|举措|措施|条款)(?=[，,。；;、和及]|$)"
)
# What leads from the document to what it holds; anything else may be what the tasks are of.
_HOLDS = re.compile(
    "[》”]?(?:[，,]?(?:共|并|全面|细化|分解|具体|推进|推动|实施|落实|提出|提出了|明确|明确了|推出|包括|包含"
    "|涵盖|部署|部署了|安排|确定|列出|形成|等|的|“[^“”]{2,60}”[和、]?|(?:从|在|围绕)?[一二三四五六七八九十\\d]+个方面))*[，,]?"
)


def holding(nouns: Nouns, low: int, number: int, end: int, unit: str) -> Candidate | None:
    """The document or programme that so many tasks are of."""
    if unit not in _UNITS or not _TASKS.match(nouns.draft.text, end):
        return None

    def holds(c: Candidate) -> bool:
        return c.cls in ("PolicyDocument", "Programme") and not c.generic

    found = last_before(nouns, max(low, number - _NEAR), number, holds)
    if found is None or not _HOLDS.fullmatch(nouns.draft.text, found.end, number):
        return None
    return found
