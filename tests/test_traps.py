"""The sample essay's platform–industry pairs and its traps, also with other names in it.

The essay is not shipped: INNOGRAPH_SHARED names the folder that holds it. Here its entities are the
annotated ones, so that only claims and status are tested.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from marked import marked

from innograph.graph.model import Document, Passage
from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims
from innograph.ingest.draft import Candidate, ClaimDraft, Draft, Listing, Sentence
from innograph.ingest.measures import find_measures

ONTOLOGY = load_ontology()
_LINK = re.compile(r"(?:产业|技术)?[”’]?(?:、|和|与|及|以及)[“‘]?")
_TAIL = re.compile(r"等(?:[^，,。;；、的]{0,4}?(?:产业链|领域|产业))?")

# What stands in the essay, and what is put in its place: fields, places, bodies never seen there.
OTHER_NAMES = {
    "航空发动机": "船用燃机",
    "新材料": "特种玻璃",
    "生物医药": "海洋药物制剂",
    "清洁能源": "地热",
    "工业无人机": "水下机器人",
    "低空经济": "冰雪经济",
    "网络安全": "卫星导航服务",
    "人工智能": "量子测量",
    "量子计算": "脑机交互技术",
    "成都": "海州",
    "四川": "云岭",
    "太行": "瀚海",
    "天府": "星河",
    "兴隆湖": "镜泊",
    "北京大学": "东海大学",
    "上海交通大学": "南山理工大学",
    "丁小斌": "欧阳某",
}
PAIRS = {
    ("中试平台", "航空发动机"): ("Achieved", "备案建设"),
    ("中试平台", "新材料"): ("Achieved", "备案建设"),
    ("概念验证中心", "航空发动机"): ("Achieved", "备案建设"),
    ("概念验证中心", "新材料"): ("Achieved", "备案建设"),
    ("中试平台", "生物医药"): ("Planned", "布局建设"),
    ("国家级创新中心", "清洁能源"): ("Sought", "争取"),
    ("国家级创新中心", "工业无人机"): ("Sought", "争取"),
    ("创新联合体", "低空经济"): ("Encouraged", "鼓励"),
    ("创新联合体", "网络安全"): ("Encouraged", "鼓励"),
    ("孵化器", "人工智能"): ("Planned", "布局建设"),
    ("孵化器", "量子计算"): ("Planned", "布局建设"),
    ("加速器", "人工智能"): ("Planned", "布局建设"),
    ("加速器", "量子计算"): ("Planned", "布局建设"),
}
# Annotated as well, and in the essay's own list: the kinds that the two examples stand for.
KINDS = {"未来产业", "战略性新兴产业"}


def shared() -> Path:
    folder = os.environ.get("INNOGRAPH_SHARED")
    if folder:
        return Path(folder)
    if os.environ.get("INNOGRAPH_STRICT") == "1":
        pytest.fail("INNOGRAPH_SHARED is not set, so the sample essay is missing.")
    pytest.skip("INNOGRAPH_SHARED is not set: the sample essay is not part of the repository.")


def renamed(text: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def essay(names: dict[str, str]) -> Draft:
    """The essay with its annotated names as candidates, and other names in their place."""
    folder = shared() / "eval" / "dev"
    text = renamed((folder / "texts" / "seed.txt").read_text("utf-8"), names)
    gold = json.loads(renamed((folder / "gold" / "seed.json").read_text("utf-8"), names))
    draft = Draft(Document("essay", "", "", "", len(text)), text)
    split(draft)
    known = {entity["name"] for entity in gold["entities"]}
    spans: dict[tuple[int, int], dict[str, str]] = {}
    for entity in gold["entities"]:
        if any(f"{a}和{b}" == entity["name"] for a in known for b in known):
            continue  # 中试平台和概念验证中心, counted together: two names
        for form in (entity["name"], *entity["aliases"]):
            for match in re.finditer(re.escape(form), text):
                spans[match.span()] = {**entity, "form": form}
    end = -1
    for (start, stop), entity in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        if stop > end:
            draft.candidates.append(
                Candidate(start, stop, entity["form"], entity["class"], rule="annotated")
            )
        end = max(end, stop)
    join(draft)
    return draft


def split(draft: Draft) -> None:
    """Paragraphs and sentences; 下一步 opens an intention section."""
    position = 0
    for ordinal, line in enumerate(draft.text.splitlines(keepends=True)):
        heading = len(line) < 60 and not re.search("[。;；:\\]]", line)
        kind = "heading" if heading else "intention" if line.startswith("下一步") else "fact"
        draft.passages.append(Passage(ordinal, kind, position, position + len(line), line))
        for match in re.finditer(r"[^。\n]+。?", line):
            span = position + match.start(), position + match.end()
            draft.sentences.append(Sentence(*span, ordinal, kind))
        position += len(line)


def join(draft: Draft) -> None:
    """Neighbours of one class that 、 or 和 joins, and lone ones with 等领域, as lists."""
    group: list[Candidate] = []
    for candidate in [*draft.candidates, None]:
        if group and candidate and _LINK.fullmatch(draft.text[group[-1].end : candidate.start]):
            group.append(candidate)
            continue
        tail = _TAIL.match(draft.text, group[-1].end) if group else None
        if len(group) > 1 or tail:
            end = tail.end() if tail else group[-1].end
            tops = {ONTOLOGY.top(member.cls) for member in group}
            if len(tops) == 1:
                draft.listings.append(Listing(group[0].start, end, group, bool(tail)))
        group = [candidate] if candidate else []


@pytest.fixture(params=[{}, OTHER_NAMES], ids=["as written", "other names"])
def names(request) -> dict[str, str]:
    return request.param


@pytest.fixture
def draft(names) -> Draft:
    found = essay(names)
    find_claims(found, ONTOLOGY)
    return found


def of(draft: Draft, predicate: str) -> list[ClaimDraft]:
    return [claim for claim in draft.claims if claim.predicate == predicate]


def test_the_thirteen_pairs_and_no_other(draft, names) -> None:
    found = {(c.subject.name, c.object.name): (c.status, c.cue) for c in of(draft, "focusesOn")}
    expected = {(p, renamed(f, names)): reading for (p, f), reading in PAIRS.items()}
    assert {pair: found.get(pair) for pair in expected} == expected
    assert {field for pair in found.keys() - expected.keys() for field in pair[1:]} <= KINDS


def test_lists_of_the_pairs_are_open_and_quotes_hold_both_ends(draft, names) -> None:
    expected = {(p, renamed(f, names)) for p, f in PAIRS}
    pairs = [c for c in of(draft, "focusesOn") if (c.subject.name, c.object.name) in expected]
    assert len(pairs) == len(PAIRS)
    for claim in pairs:
        quote = draft.text[claim.start : claim.end]
        assert claim.open
        assert claim.subject.name in quote
        assert claim.object.name in quote
        assert claim.cue in quote


def test_laboratory_whose_results_come_here_works_on_nothing_said(draft, names) -> None:
    laboratory = renamed("太行实验室", names)
    assert laboratory in draft.text
    assert laboratory not in {claim.subject.name for claim in of(draft, "focusesOn")}


def test_university_has_a_plan_and_the_companies_of_a_report(draft, names) -> None:
    university = renamed("上海交通大学", names)
    mine = [c for c in draft.claims if university in (c.subject.name, c.object.name)]
    told = {(c.predicate, c.status) for c in mine}
    assert told == {("cooperatesWith", "Planned"), ("supports", "Achieved")}


def test_past_lobbying_is_reported_and_approval_only_sought(draft) -> None:
    issued = {c.object.name: c.status for c in of(draft, "issues")}
    compiled = [status for name, status in issued.items() if name.endswith("中心建设方案")]
    assert compiled == ["Achieved"]
    measures = essay_measures(draft)
    sought = [m for m in measures if m.stage == "submitted"]
    assert any("综合性科学中心建设方案" in draft.text[m.start : m.end] for m in sought)


def essay_measures(draft: Draft):
    find_measures(draft, ONTOLOGY)
    return draft.measures


def test_author_is_a_member_and_the_tail_claims_nothing(draft, names) -> None:
    (claim,) = [c for c in of(draft, "memberOf") if c.object.name.endswith("科学技术局")]
    assert claim.subject.name == renamed("丁小斌", names)
    assert claim.role == "党组书记、局长"
    tail = draft.text.index("经典小说")
    assert all(c.end <= tail for c in draft.claims)


def test_operating_models_of_the_measures(draft) -> None:
    models = [model for measure in essay_measures(draft) for model in measure.models]
    assert {"中试+基金", "中试+孵化", "政府引导+企业主体+市场逻辑"} <= set(models)


def test_metaphor_of_laboratory_and_production_line() -> None:
    for text in (
        "让成果从“[实验室|Laboratory]”走向“[生产线|Platform]”,服务[特种玻璃|Industry]产业。",
        "推动成果由书架到货架,从[实验室|Laboratory]迈向[产业园|Park],聚焦[地热|Industry]。",
    ):
        draft = marked(text, "intention")
        find_claims(draft, ONTOLOGY)
        assert draft.claims == []


def test_slogan_beside_a_platform_is_no_partner() -> None:
    draft = marked(
        "加快建设“环海之路”[国际技术转移中心|TransferPlatform],办好交流大会。", "intention"
    )
    find_claims(draft, ONTOLOGY)
    assert draft.claims == []
