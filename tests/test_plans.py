"""What plans, measures and work reports say in their own ways, each beside what only looks like it.

The names are invented.
"""

from __future__ import annotations

import pytest
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims
from innograph.ingest.components import anonymous_document
from innograph.ingest.pipeline import Extractor
from innograph.ingest.tagger.trim import trimmed

ONTOLOGY = load_ontology()
CITY = "[海州市|Place]"
FIELDS = "{[海洋药物|Industry]、[特种玻璃|Industry]等}"
CLUSTER = "[先进制造业集群|Park]"
PILOT = "[中试平台|PilotPlatform]"


@pytest.fixture(scope="module")
def read():
    extractor = Extractor(ONTOLOGY)
    return lambda text: extractor.extract(anonymous_document(text), text)


def found(text: str, kind: str = "intention") -> set[str]:
    draft = marked(text, kind)
    find_claims(draft, ONTOLOGY)
    return {f"{c.subject.name} {c.predicate} {c.object.name} ({c.rule})" for c in draft.claims}


def names(extraction) -> set[str]:
    return {entity.name for entity in extraction.entities}


@pytest.mark.parametrize(
    ("rule", "says", "claim", "silent"),
    [
        (
            "fields-then-counted",
            "打造{[海洋药物|Industry]、[特种玻璃|Industry]}2个综合实力和竞争力强的"
            + CLUSTER
            + "。",
            "先进制造业集群 focusesOn 海洋药物",
            "{[海洋药物|Industry]、[特种玻璃|Industry]}2个方向由" + CLUSTER + "承担申报。",
        ),
        (
            "mainly-of-fields-platform",
            "构建以" + FIELDS + "为主的现代化" + CLUSTER + "。",
            "先进制造业集群 focusesOn 特种玻璃",
            "以" + FIELDS + "为由调整" + CLUSTER + "。",
        ),
        (
            "place-has-platforms",
            f"目前,{CITY}有{PILOT}36家。",
            "海州市 establishes 中试平台",
            f"{CITY}有意申报{PILOT}。",
        ),
        (
            "builds-platform",
            f"{CITY}布局建设{FIELDS}领域{PILOT}。",
            "海州市 establishes 中试平台",
            f"{CITY}建设以{PILOT}为支撑的服务体系。",
        ),
        (
            "goes-on-having",
            f"{CITY}有{PILOT}36家,有[云岭实验室|Laboratory]等平台4家。",
            "海州市 establishes 云岭实验室",
            f"{CITY}有{PILOT}36家,有意引进[云岭实验室|Laboratory]。",
        ),
        (
            "colon-works-on",
            "（一）[云岭科学城|ScienceHub]。重点布局[海洋药物|Industry]产业。",
            "云岭科学城 focusesOn 海洋药物",
            "建设[云岭科学城|ScienceHub]。重点布局[海洋药物|Industry]产业。",
        ),
        (
            "colon-later-works-on",
            "[云岭科学城|ScienceHub]：发挥临海优势,加快成果转化,重点发展[海洋药物|Industry]产业。",
            "云岭科学城 focusesOn 海洋药物",
            "[云岭科学城|ScienceHub]：加快转化,[南园|Park]积极作为,重点发展[海洋药物|Industry]。",
        ),
        (
            "build-then-serve",
            f"搭建[云岭检测平台|TransferPlatform],为{CLUSTER}发展提供保障支撑。",
            "云岭检测平台 supports 先进制造业集群",
            f"搭建[云岭检测平台|TransferPlatform],因{CLUSTER}发展需要提供场地。",
        ),
        (
            "built-there-after",
            f"在{CITY}发挥科研优势,建设{PILOT}。",
            "中试平台 locatedIn 海州市",
            f"在{CITY}召开会议,建设{PILOT}的方案通过。",
        ),
        (
            "supports-field",
            "[云岭高新区|Park]坚持实体立区,重点支持[海洋药物|Industry]。",
            "云岭高新区 supports 海洋药物",
            "[云岭高新区|Park]坚持实体立区,[海洋药物|Industry]获重点支持。",
        ),
        (
            "field-of-policy",
            "推进" + FIELDS + "领域[攻关计划|Programme]。",
            "攻关计划 focusesOn 海洋药物",
            FIELDS + "6个[国家战略|Programme]与产业发展急需的领域。",
        ),
        (
            "other-actor-builds",
            "支持[龙头企业|Cohort]牵头组建[创新联合体|Consortium]。",
            "龙头企业 establishes 创新联合体",
            "支持[龙头企业|Cohort]加入[创新联合体|Consortium]。",
        ),
        (
            "builds-platform",
            f"{CITY}提出,到2030年,打造以企业为主体的{PILOT}。",
            "海州市 establishes 中试平台",
            f"{CITY}的专家提出,到2030年,打造{PILOT}。",
        ),
    ],
)
def test_a_wording_and_one_like_it(rule, says, claim, silent):
    assert f"{claim} ({rule})" in found(says)
    assert not any(line.endswith(f"({rule})") for line in found(silent))


def test_two_verbs_that_are_joined_govern_the_same():
    body, scheme = "[市人民政府|GovernmentBody]", "[海洋药物协调机制|PolicyInstrument]"
    says = found(f"{body}应当建立和完善{scheme}。", "article")
    assert "市人民政府 establishes 海洋药物协调机制 (carries-out)" in says
    assert not found(f"{body}应当设立基金和完善{scheme}。", "article")


@pytest.mark.parametrize(("kind", "status"), [("fact", "Achieved"), ("intention", "Planned")])
def test_what_shows_a_claim_under_a_name_that_stands_alone(kind, status):
    draft = marked("（一）[云岭科学城|ScienceHub]。聚焦[海洋药物|Industry]领域。", kind)
    find_claims(draft, ONTOLOGY)
    (claim,) = draft.claims
    assert claim.status == status
    assert draft.text[claim.start : claim.end].endswith("云岭科学城。聚焦海洋药物领域")


def test_names_that_share_their_end_each_take_part(read):
    told = {
        f"{c.subject} {c.predicate} {c.object}"
        for c in read("浙江省建成国家、省级重点实验室。").claims
    }
    assert {"浙江省 establishes 国家重点实验室", "浙江省 establishes 省级重点实验室"} <= told


def test_laboratories_in_a_list_without_a_mark_at_its_end(read):
    found = read("加快青屏、云岭、望川实验室建设。")
    assert {"青屏实验室", "云岭实验室", "望川实验室"} <= names(found)
    assert "院所实验室" not in names(read("促进企业、院所、望川实验室合作。"))


def test_the_tail_of_a_list_of_fields_is_what_they_are_built_into(read):
    found = read("培育壮大高端装备、绿色化工等千亿级产业集群。")
    told = {f"{c.subject} {c.predicate} {c.object}" for c in found.claims}
    assert {f"千亿级产业集群 focusesOn {field}" for field in ("高端装备", "绿色化工")} <= told
    assert not read("高端装备、绿色化工等产业链韧性增强。").claims
    joined = read("壮大成套装备、先进材料、现代物流及供应链服务产业集群。")
    assert not any(c.object == "成套装备" for c in joined.claims)


@pytest.mark.parametrize(
    ("text", "before", "name"),
    [
        ("家省技术创新中心", "0", "省技术创新中心"),
        ("家省技术创新中心", "一", "省技术创新中心"),
        ("家庭医生工作站", "0", "家庭医生工作站"),
        ("家具产业园", "设", "家具产业园"),
        ("以上综合服务站", "个", "综合服务站"),
        ("重振省科学院", "建", "省科学院"),
        ("做大做强海洋药物产业集群", "", "海洋药物产业集群"),
        ("建成区面积", "", "建成区面积"),
        ("高端制造业为", "", "高端制造业"),
        ("企业行为", "", "企业行为"),
        ("云岭发展规划并制定专项规划", "", "云岭发展规划"),
    ],
)
def test_counts_and_slogans_begin_no_name(text, before, name):
    assert text[slice(*trimmed(text, before))] == name


def test_a_count_is_no_part_of_a_name(read):
    found = names(read("组织实施海洋药物、特种玻璃、制糖等11个重大科技专项。"))
    assert "重大科技专项" in found
    assert not any("11个" in name for name in found)


def test_a_committee_is_no_park_however_often_the_park_is_named(read):
    text = "云岭高新区管委会主任李明远表示,云岭高新区将建设实验室。云岭高新区设立基金。"
    found = read(text)
    assert {"云岭高新区管委会", "云岭高新区"} <= names(found)
    assert "云岭高新区管委会" in {c.object for c in found.claims if c.predicate == "memberOf"}


def test_offices_of_governments_and_what_is_only_decided(read):
    found = names(read("浙江省人民政府办公厅印发《云岭办法》。经评审及研究决定等程序后公示。"))
    assert "浙江省人民政府办公厅" in found
    assert not any(name.endswith("决定") for name in found)


def test_a_mark_that_a_number_passes_is_not_what_it_counts(read):
    (told,) = read("专利年申请量突破4万件大关。").observations
    assert (told.about[0], told.value, told.unit) == ("专利年申请量", 4, "万件")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "全市国家级企业技术中心5家、省级20家。",
            {("国家级企业技术中心", 5), ("省级企业技术中心", 20)},
        ),
        ("遴选产生241家首批重点培育中试平台。", {("重点培育中试平台", 241)}),
        ("培育10家以上具有生态主导力的产业链龙头企业。", {("产业链龙头企业", 10)}),
        ("建设50家左右作用大、带动强的中试基地。", {("中试基地", 50)}),
        ("全市万人发明专利拥有量达8件。", {("万人发明专利拥有量", 8)}),
        ("建成省级高新技术产业化基地7个。", {("省级高新技术产业化基地", 7)}),
        ("获得省级科技奖励48项。", {("省级科技奖励", 48)}),
        ("全市企业技术中心5家、其余20家。", {("企业技术中心", 5)}),
    ],
)
def test_what_counts_are_of(read, text, counted):
    assert {(o.about[0], o.value) for o in read(text).observations} == counted


def test_a_measure_with_what_it_is_taken_per_is_one(read):
    assert "发明专利拥有量" not in names(read("2025年万人发明专利拥有量1.6件。"))


def test_ranks_of_one_name_and_governments_of_several_places(read):
    found = names(read("建成国家和省级创新平台15家。长沙、株洲、湘潭市人民政府负责。"))
    assert {"国家创新平台", "省级创新平台"} <= found
    assert {"长沙市人民政府", "株洲市人民政府", "湘潭市人民政府"} <= found
    assert "国家和省级创新平台" not in found


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        (
            "国家级企业技术中心奖励200万元,省级企业技术中心奖励70万元。",
            {("国家级企业技术中心", 200), ("省级企业技术中心", 70)},
        ),
        (
            "对新认定的国家技术创新示范企业予以一次性100万元奖励。",
            {("国家技术创新示范企业", 100)},
        ),
        (
            "对国家级、省级、市级孵化器分别给予100万元、50万元、20万元奖励。",
            {("国家级孵化器", 100), ("省级孵化器", 50), ("市级孵化器", 20)},
        ),
        ("企业可获得奖励50万元。", set()),
    ],
)
def test_who_gets_how_much(read, text, sums):
    assert {(o.about[0], o.value) for o in read(text).observations} == sums
