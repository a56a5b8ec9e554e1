"""Whether a name is cut out of a longer phrase, which the claim would then be about.

示范区 in 成立示范区理事会 and 市人民政府 in 省辖市人民政府 are pieces: nothing is claimed of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from innograph.ingest.entities.words import Words, split_words

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.typed import Unit
    from innograph.ingest.draft import Candidate

_BEFORE, _AFTER = 8, 18
_BREAK = re.compile("[\n。；;！？!?]")
_CLOSE = re.compile("[”’》]*(?:[（(][^（）()]{0,30}[）)])?")
# Words of nouns' kind that go on a sentence after a name, and no name: 集群基本形成, 中心正式成立.
_GOES_ON = re.compile(
    "[\u4e00-\u9fff]{1,5}(?:街道|[镇乡](?!村))(?:辖区|境内|区域)|[\u4e00-\u9fff]{1,6}(?:路|街|大街|大道)\\d+号"
    "|会同|多达|高达|共计|合计|仅有|只有|为例|负责人|主任|有望|依赖度|[里能]，|成势|崛起|集聚|聚集|[^、，,。]{1,3}化(?:转型|改造|升级|发展)|基本|正式|健康|有序|协同|开放|联合|共同|高质量|高水平|高效|成功|总数|总量|数量|数[达居超突]|成效|能级|全域|用户"
    "|惠及|国际竞争力|竞争力|营[业收]|产[业品]?[值量]|规模|影响力|品牌|覆盖率|占比|[^、，,。]{0,4}能力|[^、，,。]{0,4}水平"
    "|领域|行业|产业|方向|技术|方面|赛道|应用领域|关键核心环节|环节|集群|业态|等地|地区|区域|两[地市省]|一区|一带"
)
# 市人民政府统计主管部门 is another body; 市人民政府会同有关部门 is not.
_DEPARTMENTS = re.compile(
    "(?:(?!会同|协同|联合|及其|以及|[与和及等对向由为应将可须的、，,；;。：:])[\u4e00-\u9fff]){0,10}?(?:部门|机关)"
    "|(?:各|有关|相关|所属)(?:单位|机构)"
)
# 示范区建设相关政策, 集聚区建设、管理机制: what is built is something else.
_ABOUT_BUILDING = re.compile(
    "(?:(?:运行|运营|管理|协调|评价|考核)(?:[、和与][^，,；;。、]{1,4}){1,2}|(?:的)?建设(?:、[^，,；;。、]{1,6}){0,3})[^，,；;。]{0,6}(?:机制|制度|体系|方案|政策|规划|办法|标准|工作|事项|资金|用地|领导小组|办公室|指挥部|机构|部门|单位|需要|要求|进程|过程)"
)
# 试验区|内新技术企业, 在鄂|投资世界500强企业, 培养、|引进技术经理人: the name begins too early.
_BEGINS_WRONG = re.compile(
    "[的等和及与或]|(?<=[区市省县园城港])内(?![蒙江陆地外河需贸科])|(?<=在.)投资"
    "|(?<=[养育引进训]、)(?:引进|培养|培育)"
)
# 市科技、教育等部门: what stands before 、 names a department, whatever it was taken for.
_OF_DEPARTMENTS = re.compile("(?:、[^，,；;。、]{2,10}){0,9}等[^，,；;。、]{0,6}(?:部门|机关)")
# 符合科技成果转化特点的评价制度: the name begins before what it seems to begin with.
_BEGUN = re.compile("(?:符合|适应|体现|适合|反映|遵循|有利于|有助于)$")
# 与国际规则相衔接的制度, 侧重能力、业绩等素质的评价机制: the same, said by what stands in the name.
_BEGUN_WITH = re.compile("[与和同]$")
_SUITED = re.compile("[^，,；;。的]{2,30}相(?:衔接|适应|配套|匹配|结合|协调|一致)的")
_BEGUN_BY_LIST = re.compile("、[^，,；;。、]{1,6}等$")
# 国内其他地区|机构, 宣传、教育、|交流示范基地: what stands before is said of it as well.
_OTHERS = re.compile("其[他它]$")
_OF_OTHERS = re.compile("地区|领域|部门|行业|区域|国家")
_DOING = (
    "(?:宣传|教育|交流|培训|展示|展览|研发|研究|开发|设计|试验|检验|检测|认证|转化|生产|加工|制造|销售|仓储|物流|测试|验证"
    "|评估|评价|咨询|监测|预警|管理|服务|保护|运用|推广|示范|体验|交易|采集|存储|标注|计算|引进|激励|评审|监督|考核|备案|审查)"
)
_DOINGS = re.compile(f"{_DOING}[、与和及]$")
_DOES = re.compile(f"{_DOING}(?!$)")
# 科学技术行政等有关部门: cut before the word that makes it a body.
_NO_BODY = re.compile("(?:行政|管理)$")
# 科技领域制度创新, 体制机制改革: what is changed is not what is built.
_CHANGED = re.compile("(?<=[制度系策式])(?:创新|改革)")
# 数字经济领域企业, 数字经济专业: those of a field, and not it.
_OF_FIELD = re.compile(
    "(?:领域|产业|行业)?(?:相关|重点|龙头|骨干|优质)?(?:企业|专业|课程|学科|人才|院校)"
)
# 海洋药物关键核心技术攻关: what is worked on in a field.
_KEY = re.compile("(?:领域|产业)?(?:关键|核心|共性|前沿|“?卡脖子”?)+(?:技术|问题|难题|环节)")
_INSIDE = re.compile("(?:范围)?(?:内|里|中|上|所在)(?!外|央|国|海|市|部)")
# 示范区执行委员会, 示范区开发建设主体, 本市各级人民政府: bodies of a place, and not the place.
_BODY_OF = re.compile(
    "(?:开发|建设|运营|管理|工作|协调|发展|推进)*(?:执行委员会|执委会|理事会|管理委员会|管委会|领导小组|指挥部|办公室)"
    "|(?:开发|建设|运营|管理|推进|促进)+(?:主体|单位|公司|企业|机构|部门)"
    "|各级(?:人民)?政府|(?:人民)?政府(?!投资|采购|引导|资金|基金)|各级[^，,；;。、]{0,4}(?:机关|部门)"
)
# 知识产权保护协作、纠纷解决等工作: one of several works, and no field.
_OF_WORKS = re.compile("[\u4e00-\u9fff]{0,4}(?:、[^，,；;。、]{2,8}){1,8}等(?:各项)?工作")
# 分级管控、分类指导的管理体系: what they are the kind of stands behind.
_HEAD_BEHIND = re.compile(
    "(?:、[^，,；;。、的]{2,8}){0,4}的[^，,；;。、的]{2,10}(?:体系|机制|制度|模式|格局)"
)
_IS_HEAD = re.compile(
    ".*(?:机制|体系|制度|模式|政策|办法|措施|计划|行动|工程|项目|试点|规划|方案|战略|改革)"
)
# With a name behind them no words of the dictionary, whatever it says (由市|科技局).
_PREPOSITIONS = frozenset(["", *"由在与和向为对将把经从以按被同及或给至于"])
_NUMBERED = re.compile("[0-9一二两三四五六七八九十百]$")
# 重大科技项目与标准化工作联动机制: a mechanism between two, neither of which is built.
_JOINED_TO_HEAD = re.compile(
    "[与和][^，,；;。、]{1,16}(?:衔接|联动|协同|协调|对接|融合|合作)[^，,；;。、]{0,4}(?:机制|体系|制度|平台)"
    "|[与和][^，,；;。、]{0,12}(?:资源|数据|信息|设施)[^，,；;。、]{0,6}(?:共享|开放)[^，,；;。、]{0,4}(?:机制|体系|制度)"
)
# 重大科技项目与|标准化工作联动机制: the same, cut before its second half.
_JOINED_BEFORE = re.compile("(?<![制度系策划式案])[与和]$")
_JOINS = re.compile(
    "[^，,；;。的]{2,14}(?:衔接|联动|对接|融合)[^，,；;。、]{0,4}(?:机制|体系|制度)"
)
# 根据科技创新中心建设需要调整布局, 结合高新区企业密集的特点: the ground on which something is done.
_GROUND = re.compile("(?:根据|按照|依照|依据|参照|结合|针对)[^,，；;。：:、]{0,8}$")
_GROUND_BEHIND = re.compile(
    "[^,，；;。：:、]{0,6}(?:需要|需求|特点|实际|情况|要求|进展|分布|密集|集中)"
)
_KIND = re.compile("(?:(?:产业链|产业|领域|行业)(?!链))?")
_FIELD_KIND = re.compile(
    "等?(?:[^，,；;。、]{0,10}?)(?:产业链|产业|领域|行业|技术|方向|赛道|方面|环节|链|集群|业态|服务业)"
)


@lru_cache(maxsize=4096)
def _split(text: str, ontology: Ontology) -> Words:
    """The words around a border, which many rules ask for in turn."""
    return split_words(text, ontology)


def is_cut(text: str, unit: Unit, ontology: Ontology, *, right: bool) -> bool:
    """Whether the phrase that a name stands in begins before it or, if asked, goes on behind it.

    That a body is another one's department (市人民政府有关部门) is seen in any case.
    """
    if unit.letter == "N":
        return False  # the dictionary makes words of names: 院长干|勇院士
    if any(_BEGINS_WRONG.match(text, c.start) for c in unit.ends):
        return True
    if _begins_before(text, unit.start, unit.end, ontology):
        return True
    if _begun(text, unit) or any(c.rebuilt and _loses_kind(text, c) for c in unit.ends):
        return True
    low = max(0, unit.start - _AFTER)
    if _GROUND.search(text, low, unit.start) and _GROUND_BEHIND.match(text, unit.end):
        return True
    if unit.letter in "PL" and _BODY_OF.match(text, unit.end):
        return True
    if unit.letter == "O" and _NO_BODY.search(text, unit.start, unit.end):
        return True
    if unit.letter in "OL" and _DEPARTMENTS.match(text, unit.end):
        return True
    taken_wrongly = unit.letter == "O" and all(c.cls != "GovernmentBody" for c in unit.ends)
    if taken_wrongly and _OF_DEPARTMENTS.match(text, unit.end):
        return True
    headless = unit.letter == "D" and not _IS_HEAD.fullmatch(text, unit.start, unit.end)
    if headless and _HEAD_BEHIND.match(text, unit.end):
        return True
    return right and goes_on(text, unit.end, unit.letter, ontology)


def _loses_kind(text: str, candidate: Candidate) -> bool:
    """研发平台, put together out of 研发与转化功能型平台, is a platform of another kind."""
    said, name = text[candidate.start : candidate.end], candidate.name
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(said[::-1], name[::-1], strict=False))
    shared = sum(1 for _ in alike)
    return 0 < shared < len(said) and said[-shared - 1] in "型类性式"


def _begun(text: str, unit: Unit) -> bool:
    """Whether words that say more of the name, or the beginning of a list of doings, stand before."""
    low = max(0, unit.start - _BEFORE)
    if _OTHERS.search(text, low, unit.start) and _OF_OTHERS.match(text, unit.start):
        return True
    if _DOINGS.search(text, low, unit.start) and _DOES.match(text, unit.start, unit.end):
        return True
    if unit.letter in "DF" and _BEGUN.search(text, low, unit.start):
        return True
    if unit.letter != "D":
        return False
    if _BEGUN_WITH.search(text, low, unit.start) and _SUITED.match(text, unit.start, unit.end):
        return True
    joined = _JOINED_BEFORE.search(text, low, unit.start)
    if joined and _JOINS.fullmatch(text, unit.start, unit.end):
        return True
    listed = _BEGUN_BY_LIST.search(text, low, unit.start) is not None
    return listed and "的" in text[unit.start : unit.end]


def _begins_before(text: str, start: int, end: int, ontology: Ontology) -> bool:
    """A word that crosses the left border (省辖市|人民政府), or a number cut in two (5|大基地)."""
    low = max(0, start - _BEFORE)
    for match in _BREAK.finditer(text, low, start):
        low = match.end()
    if low == start:
        return False
    if text[start] in "大个" and _NUMBERED.search(text, low, start):
        return True
    words = _split(text[low : min(end, start + _BEFORE)], ontology)
    last = max(at for at in words.starts if at <= start - low)
    return text[low + last : start] not in _PREPOSITIONS


def goes_on(text: str, end: int, letter: str, ontology: Ontology) -> bool:
    """A noun right behind the name, with modifiers between; of fields also one behind 等 or 发展."""
    end = _CLOSE.match(text, end).end()  # type: ignore[union-attr]
    stop = min(len(text), end + _AFTER)
    match = _BREAK.search(text, end, stop)
    rest = text[end : match.start() if match else stop]
    if not rest or rest[0] in "，,：:、 \u3000":
        return False
    if (letter in "PL" and _INSIDE.match(rest)) or _ABOUT_BUILDING.match(rest):
        return True
    if _JOINED_TO_HEAD.match(rest) or (letter == "D" and _CHANGED.match(text, end)):
        return True
    if letter == "F":
        if _KEY.match(rest):
            return False
        if _OF_FIELD.match(rest) or _OF_WORKS.match(rest):
            return True
        rest = rest[_KIND.match(rest).end() :]  # type: ignore[union-attr]
    if not rest or (letter != "F" and text[end - 1] == "等"):
        return False
    if rest[0] == "等":
        return letter == "F" and not _FIELD_KIND.match(rest) and _is_noun(rest[1:], "MW", ontology)
    return _is_noun(rest, "MW" if letter == "F" else "M", ontology)


def _is_noun(rest: str, skipped: str, ontology: Ontology) -> bool:
    """Whether a phrase that begins with modifiers comes to a noun."""
    if _GOES_ON.match(rest):
        return False
    words = _split(rest, ontology)
    place = 0
    while place < len(words) and words.letters[place] in skipped:
        place += 1
    return place < len(words) and words.letters[place] in "NFPx" and place < 3
