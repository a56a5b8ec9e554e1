"""A span of words as a name: without the quotes that enclose it or dangle."""

from __future__ import annotations

import re
from functools import lru_cache

from innograph.ingest.entities.gazetteer import abbreviations

_PAIRS = {"“": "”", "‘": "’", "《": "》", "「": "」", "(": ")", "（": "）", "[": "]"}
_OPENED = {close: opened for opened, close in _PAIRS.items()}
_ASIDE = frozenset("、，,。；;：: \u3000\n\r\t·")
_SHORTEST = 2
# By whom: no name begins so, but the dictionary has 经省 as one word, and 由市 is taken for a name's.
_BY = ("经省", "经市", "经县", "经国务院", "由")
_WITH = re.compile("以(?!色列|下|上|内|外|及|来|.*为)")
# 中国科学院院士, 省委常委: who somebody is, behind where.
_TITLED = re.compile(
    "(.*(?:院|所|委|局|厅|学会|协会|大学|公司))(?:院士|常委|院长|所长|书记|主任|理事长|董事长)"
)
_PRAISED, _LONG_PRAISED = "一流", 6  # 一流农作物育种技术
_WAS = "前身"  # 研究院的前身研究所
# A verb that rules the name, by whomever: 国家批复|总体规划, 综合利用|税收优惠.
_RULED = re.compile(
    "(?:国家|中央|[省市区县]|[省市区县]委|[省市区县]?政府|国务院)?(?:批复|批准|核准)(?:同意|实施)?"
    "(?=.{2,}(?:方案|规划|办法|意见|计划|条例|规定)$)"
    "|(?:综合|充分|统筹|灵活)?[利运]用(?=(?:财政|税收|金融|信贷|政府采购|奖补|补贴).*(?<!机构)$)"
)
# 10|个|省实验室, 2个|以上|服务站, 重振|省科学院: the dictionary joins some measure words to 省, and a
# count's bound or a verb of a slogan is taken for a modifier. Of 9,563 annotated names none begins so.
_MEASURE = re.compile("[个家项名条座所批支](?=[^人性体别案属庭族企])")
_COUNT_BEFORE = re.compile("[0-9０-９余多几数一二三四五六七八九十百千万]$")
_NO_MODIFIER = re.compile(
    "(?:以上|左右|上下|以内|重振|重塑|做大|做强|做优|做实|建好|建强|建优|用好|办好|用足|盘活"
    "|深耕细作|深耕|抢抓|锚定|紧盯|紧扣|建成(?!区)|获批)的?(?=.{2})"
)
# 高端制造业|为, 发展规划|并制定…: what follows on the name.
_GONE_ON = re.compile(
    "(.{2,}?)(?:(?<![行华作因认以])为|(?<=[划案见法定])并(?:制定|编制|组织|实施|推动|印发|公布|建立).*)"
)


def trimmed(text: str, before: str = "") -> tuple[int, int] | None:
    """Where the name in a text begins and ends; None where none is left, or its quotes do not match.

    Partly quoted names keep their quotes: “三个80%”要求. `before` is what stands before the text.
    """
    start, end = int(text.startswith(_BY) or _WITH.match(text) is not None), len(text)
    if _COUNT_BEFORE.search(before) and (measure := _MEASURE.match(text)):
        start = measure.end()
    while slogan := _NO_MODIFIER.match(text, start):
        start = slogan.end()
    if text.startswith(_WAS):
        start = len(_WAS)
    elif text.startswith(_PRAISED) and len(text) > _LONG_PRAISED:
        start = len(_PRAISED)
    elif found := _there().match(text, start) or _RULED.match(text, start):
        start = found.end()
    titled = _TITLED.fullmatch(text) or _GONE_ON.fullmatch(text)
    if titled:
        end = titled.end(1)
    while start < end:
        first, last = text[start], text[end - 1]
        if first in _ASIDE or first in _OPENED or _dangles(text, start, end):
            start += 1
        elif (
            last in _ASIDE
            or last in _PAIRS
            or (last in _OPENED and _OPENED[last] not in text[start : end - 1])
        ):
            end -= 1
        elif _PAIRS.get(first) == last and text.find(last, start, end) == end - 1:
            start, end = start + 1, end - 1
        else:
            break
    return (start, end) if end - start >= _SHORTEST and _matches(text[start:end]) else None


@lru_cache(maxsize=1)
def _there() -> re.Pattern[str]:
    """在沪国家实验室, 蓉国家重点实验室: where it is does not belong to the name."""
    places = "".join(sorted(word for word in abbreviations() if len(word) == 1))
    return re.compile(f"[在驻]?[{places}](?=国家|全国)")


def _dangles(text: str, start: int, end: int) -> bool:
    close = _PAIRS.get(text[start])
    return close is not None and close not in text[start + 1 : end]


def _matches(name: str) -> bool:
    """Whether each quote and bracket is closed, and no line ends inside."""
    opened: list[str] = []
    for character in name:
        if character in _PAIRS:
            opened.append(character)
        elif character in _OPENED and (not opened or opened.pop() != _OPENED[character]):
            return False
    return not opened and "\n" not in name
