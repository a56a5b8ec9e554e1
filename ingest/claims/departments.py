"""Departments that a list names without their common noun: 市科学技术、财政等有关部门.

The noun is given to each, as where all are known departments (entities/bodies.py): a reader takes
财政 for no body. 科普组织开展… has one more word than the name that was found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft

_KIND = "(?:有关|相关)?(?P<kind>(?:行政主管|行政管理|行政|主管|管理)?部门)"
_LIST = re.compile("(?:[、和与及][^，,；;。：:、\n]{2,14}?){0,12}?等?" + _KIND + "(?!规章|预算)")
# What a body's own name ends with; 局 and 委 of a list stand there for themselves.
_BODY = re.compile(
    ".*(?:[府委局厅院会处办署社团关台行校所站馆联协司园心党庭组]|部|部门|机构|组织|单位|中央|公司|企业|者|人员)"
)
# 市科学技术等有关部门: one of those that the text means.
_AND_OTHERS = re.compile("(?P<stem>[^、和与及]{2,14})等" + _KIND)
_STEM = re.compile(".*(?:事业|科普|学术|国际|中介|合作经济|自治|服务)")
_NOUN = re.compile("(?:组织|机构|单位)")


def complete_departments(draft: Draft) -> None:
    """Give departments and organisations the noun that stands behind their list, or behind them."""
    for candidate in draft.candidates:
        is_body = candidate.cls in {"GovernmentBody", "Organization"}
        if is_body and not candidate.layer and not candidate.rebuilt:
            _complete(candidate, draft.text)


def _complete(candidate: Candidate, text: str) -> None:
    said = text[candidate.start : candidate.end]
    if candidate.name != said or "、" in said:
        return
    others = _AND_OTHERS.fullmatch(said)
    if others:
        candidate.name, candidate.rebuilt = others["stem"] + others["kind"], True
        return
    if _BODY.fullmatch(said):
        return
    noun = _NOUN.match(text, candidate.end)
    if noun and _STEM.fullmatch(said) and candidate.listing is None:
        candidate.end, candidate.name = noun.end(), said + noun[0]
        return
    match = _LIST.match(text, candidate.end)
    if match:
        candidate.name, candidate.rebuilt = said + match["kind"], True
        candidate.cls = "GovernmentBody"
