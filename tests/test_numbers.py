"""Numbers in policy text: what each is about, how much, since when, and what shows it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.entities import find_entities
from innograph.ingest.numbers import find_observations
from innograph.ingest.numbers.scan import scan_numbers

if TYPE_CHECKING:
    from innograph.ingest.draft import Draft, ObservationDraft

ONTOLOGY = load_ontology()


def read(text: str, kind: str = "fact", published: str | None = None) -> Draft:
    draft = marked(text, kind)
    draft.document = replace(draft.document, published=published)
    find_entities(draft, ONTOLOGY)
    find_observations(draft, ONTOLOGY)
    return draft


def names(observation: ObservationDraft) -> list[str]:
    return [candidate.name for candidate in observation.about]


def counts(text: str) -> list[tuple[list[str], float | None, str | None]]:
    """What each number is about, its value and its unit, in the order of the text."""
    return [(names(o), o.value, o.unit) for o in read(text).observations]


def only(text: str, **options: str) -> ObservationDraft:
    (observation,) = read(text, **options).observations
    return observation


# ---- counts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "value", "unit"),
    [
        ("国家高新技术企业总数达9413家。", "国家高新技术企业", 9413, "家"),
        ("省级科技型中小企业增至2.6万家。", "省级科技型中小企业", 2.6, "万家"),
        ("新增国家级专精特新“小巨人”企业12家。", "国家级专精特新“小巨人”企业", 12, "家"),
        ("拥有6个望川实验室。", "望川实验室", 6, "个"),
        ("全市概念验证中心突破３０家。", "概念验证中心", 30, "家"),
        ("培育链主企业十二家。", "链主企业", 12, "家"),
        ("攻克关键核心技术110余项。", "关键核心技术", 110, "项"),
        ("引进省级高层次人才1,250人。", "省级高层次人才", 1250, "人"),
        ("29条标志性产业链加快壮大。", "标志性产业链", 29, "条"),
        ("组建40家著名的公共研究机构。", "公共研究机构", 40, "家"),
        ("专精特新“小巨人”35家。", "专精特新“小巨人”", 35, "家"),
        ("新获批1类创新药3个。", "1类创新药", 3, "个"),
        ("一类创新药3个获批上市。", "一类创新药", 3, "个"),
        ("建成高价值专利培育中心15家。", "高价值专利培育中心", 15, "家"),
        ("打造20家省级以上零碳园区。", "省级以上零碳园区", 20, "家"),
        ("组织产学研对接活动60余场。", "产学研对接活动", 60, "场"),
        ("三大优势产业集群成形。", "优势产业集群", 3, "大"),
    ],
)
def test_a_count_is_about_the_noun_beside_it(text, name, value, unit) -> None:
    assert counts(text) == [([name], value, unit)]


def test_a_number_is_never_the_end_of_a_longer_one() -> None:
    text = "国家高新技术企业达13146家，国家级科技创新平台达146家。"
    assert counts(text) == [
        (["国家高新技术企业"], 13146, "家"),
        (["国家级科技创新平台"], 146, "家"),
    ]


def test_counts_that_a_plus_joins_are_read_apart() -> None:
    assert counts("形成“1个国家实验室+4个望川实验室”体系。") == [
        (["国家实验室"], 1, "个"),
        (["望川实验室"], 4, "个"),
    ]


def test_a_noun_goes_with_its_own_number_in_a_row_of_counts() -> None:
    text = "建成中试平台8家、概念验证中心5家，3家全国重点实验室完成重组。"
    assert counts(text) == [
        (["中试平台"], 8, "家"),
        (["概念验证中心"], 5, "家"),
        (["全国重点实验室"], 3, "家"),
    ]


def test_one_count_of_several_nouns_is_one_observation_about_all() -> None:
    observation = only("备案中试平台和概念验证中心57家。")
    assert (names(observation), observation.value) == (["中试平台", "概念验证中心"], 57)


def test_kinds_that_share_their_noun_are_counted_together_first() -> None:
    observation = only("新培育科技型、创新型中小企业300家。")
    assert names(observation)[0] == "科技型、创新型中小企业"


@pytest.mark.parametrize(
    "text",
    [
        "概念验证中心、中试基地分别达到21家、34家。",
        "概念验证中心、中试基地分别达到21家和34家。",
    ],
)
def test_respectively_gives_each_noun_its_own_number(text: str) -> None:
    assert counts(text) == [(["概念验证中心"], 21, "家"), (["中试基地"], 34, "家")]


def test_respectively_without_as_many_nouns_says_nothing() -> None:
    draft = read("机电产品出口分别增长6.7%、4.2%。")
    assert draft.observations == []
    assert draft.dropped["number of 分别 without a noun of its own"] == 2


def test_what_entered_a_list_is_counted_by_the_list() -> None:
    assert counts("5家企业入选全国独角兽百强榜单企业。") == [(["全国独角兽百强榜单企业"], 5, "家")]
    assert counts("2家企业主板上市。") == [(["主板上市企业"], 2, "家")]


def test_ranks_before_one_noun_are_counted_apart() -> None:
    assert counts("建成2个国家级、7个省级实验室。") == [
        (["国家级实验室"], 2, "个"),
        (["省级实验室"], 7, "个"),
    ]


def test_a_new_total_is_about_what_was_counted_before() -> None:
    assert counts("新增国家级绿色工厂9家、总数达到31家。") == [
        (["国家级绿色工厂"], 9, "家"),
        (["国家级绿色工厂"], 31, "家"),
    ]


def test_from_one_value_to_another_keeps_both_and_marks_the_old() -> None:
    old, new = read("高新技术企业从400家增加到900家。").observations
    assert (names(old), old.value, old.reading) == (["高新技术企业"], 400, "earlier value")
    assert (names(new), new.value, new.reading) == (["高新技术企业"], 900, None)


def test_respectively_from_old_values_to_new_ones() -> None:
    found = read("中试平台、概念验证中心分别从3家、4家增加到5家、6家。").observations
    assert [(names(o)[0], o.value, o.reading) for o in found] == [
        ("中试平台", 3, "earlier value"),
        ("概念验证中心", 4, "earlier value"),
        ("中试平台", 5, None),
        ("概念验证中心", 6, None),
    ]


def test_a_counted_noun_becomes_a_candidate_of_the_fitting_class() -> None:
    draft = read("突破重点产业链技术难题61项，建成科研用房8栋，孵化器达4家。")
    classes = {c.name: (c.cls, c.denotes) for c in draft.candidates}
    assert classes["重点产业链技术难题"] == ("Cohort", "group")
    assert classes["孵化器"] == ("Incubator", "group")


@pytest.mark.parametrize(
    "text",
    [
        "推进“1+M+N”体系建设，发展5G、6G产业。",
        "依照第二十三条、第3款执行。",
        "印发《望川市培育100家企业行动方案》。",
        "数十家企业参加，一家企业获奖。",
        "打好三大攻坚战，抓好两个市场。",
        "2024年3月12日，第17届大会开幕。",
        "园区二期工程开工，开启二次创业。",
        "歼20、C919飞机首飞。",
        "连续8年保持领先，用3个月建成。",
    ],
)
def test_numbers_of_names_dates_and_ways_of_speaking_are_left_alone(text: str) -> None:
    assert read(text).observations == []


def test_a_phrase_without_a_known_ending_is_left_out_and_counted() -> None:
    draft = read("完成咕噜咕噜30个。")
    assert draft.observations == []
    assert draft.dropped == {"number beside a phrase that names nothing known": 1}


# ---- measures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "value", "unit", "growth"),
    [
        ("技术合同成交额812.5亿元、增长9.8%。", "技术合同成交额", 812.5, "亿元", 9.8),
        ("技术合同成交额达812.5亿元，同比增长9.8%。", "技术合同成交额", 812.5, "亿元", 9.8),
        ("全社会研发经费投入年均增长11%。", "全社会研发经费投入", None, None, 11),
        ("单位工业增加值能耗下降3.2%。", "单位工业增加值能耗", None, None, -3.2),
        ("新能源汽车产量增长2.5倍。", "新能源汽车产量", None, None, 250),
        ("高新技术企业数量实现翻番。", "高新技术企业", None, None, 100),
        ("数字经济产业营收保持20%以上增长。", "数字经济产业营收", None, None, 20),
        ("高新技术产业产值占比达到41.5%。", "高新技术产业产值占比", 41.5, "%", None),
        ("服务业对经济增长贡献率提升至61%。", "服务业对经济增长贡献率", 61, "%", None),
        ("外送电量90亿千瓦时。", "外送电量", 90, "亿千瓦时", None),
        ("基本医疗保险参保率均达到95%以上。", "基本医疗保险参保率", 95, "%", None),
    ],
)
def test_measures_with_their_growth(text, name, value, unit, growth) -> None:
    observation = only(text)
    assert names(observation) == [name]
    assert (observation.value, observation.unit, observation.growth) == (value, unit, growth)


def test_growths_of_several_amounts_are_joined_to_them_in_turn() -> None:
    text = "原煤产量、原油产量分别达到5万吨、3万吨，分别增长4%、2%。"
    found = read(text).observations
    assert [(names(o), o.value, o.growth) for o in found] == [
        (["原煤产量"], 5, 4),
        (["原油产量"], 3, 2),
    ]


def test_what_falls_is_below_zero_in_every_number_of_a_row() -> None:
    found = read("原煤产量、原油产量分别下降4%、2%。").observations
    assert [o.growth for o in found] == [-4, -2]
    found = read("原煤产量占比、原油产量占比分别下降4个、2个百分点。").observations
    assert [(o.value, o.unit) for o in found] == [(-4, "个百分点"), (-2, "个百分点")]


def test_percentage_points_are_a_unit_of_their_own() -> None:
    level, change = read("高新技术产业产值占比达到41.5%、提升3.1个百分点。").observations
    assert names(level) == names(change)
    assert (change.value, change.unit, change.growth) == (3.1, "个百分点", None)


def test_how_an_ambiguous_growth_was_read_is_kept_with_its_words() -> None:
    observation = only("国家高新技术企业达9413家、5年增长两倍。")
    assert (observation.growth, observation.reading) == (200, "两倍 = +200 %")


def test_a_bare_measure_takes_over_what_the_last_one_is_about() -> None:
    found = read("猕猴桃综合产值增长8%、出口增长30%。").observations
    assert [names(o) for o in found] == [["猕猴桃综合产值"], ["猕猴桃出口"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "芯粒、柔性显示产业产值分别增长9.4%、5%。",
            [("芯粒产业产值", 9.4), ("柔性显示产业产值", 5)],
        ),
        (
            "规模以上仪表制造业和船舶制造业增加值分别增长3.8%、8.1%。",
            [("规模以上仪表制造业增加值", 3.8), ("规模以上船舶制造业增加值", 8.1)],
        ),
        (
            "城乡居民人均可支配收入分别增长4%、5%。",
            [("城镇居民人均可支配收入", 4), ("农村居民人均可支配收入", 5)],
        ),
        (
            "对望川、青禾出口分别增长2%、3%。",
            [("对望川出口", 2), ("对青禾出口", 3)],
        ),
        (
            "芯粒、光伏、渔机营收均增长10%。",
            [("芯粒营收", 10), ("光伏营收", 10), ("渔机营收", 10)],
        ),
    ],
)
def test_measures_that_share_their_end_have_each_a_number(text, found) -> None:
    draft = read(text)
    assert [(names(o)[0], o.growth) for o in draft.observations] == found


def test_kinds_of_firms_that_share_their_noun_have_each_a_number() -> None:
    text = "国家级“小巨人”、单项冠军企业分别达到24家、3家。"
    assert counts(text) == [
        (["国家级“小巨人”企业"], 24, "家"),
        (["单项冠军企业"], 3, "家"),
    ]


@pytest.mark.parametrize(
    ("number", "value", "bound"),
    [
        ("七成", 70, "exact"),
        ("超四成五", 45, "atLeast"),
        ("近六成", 60, "approx"),
        ("百分之三十五", 35, "exact"),
        ("不低于百分之二点五", 2.5, "atLeast"),
        ("百分之零点五以上", 0.5, "atLeast"),
        ("3%—5%", 3, "atLeast"),
    ],
)
def test_shares_in_words_and_the_lower_end_of_ranges(number: str, value: float, bound: str) -> None:
    observation = only(f"柔性显示产业产值占比为{number}。")
    assert (observation.value, observation.unit, observation.bound) == (value, "%", bound)
    assert observation.raw == number


def test_what_a_share_is_taken_of_has_no_share() -> None:
    assert read("按设备投资额的百分之三十安排。由九部分组成，大功告成。").observations == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("外送电量1370千瓦时。", (["外送电量"], 1370, "千瓦时")),
        ("煤矿产能3095万吨/年。", (["煤矿产能"], 3095, "万吨/年")),
        ("专利审查周期缩短至9个工作日。", (["专利审查周期"], 9, "个工作日")),
        ("旅游综合收入突破万亿元。", (["旅游综合收入"], 1, "万亿元")),
        ("建成柔性显示中试线一条。", (["柔性显示中试线"], 1, "条")),
        ("实施30亿元以上项目7个。", (["30亿元以上项目"], 7, "个")),
        ("进出口总值创历史新高，达到5379亿元。", (["进出口总值"], 5379, "亿元")),
        ("研发投入强度：2025年2.35%。", (["研发投入强度"], 2.35, "%")),
        ("建成4个“望川”创新基地。", (["“望川”创新基地"], 4, "个")),
    ],
)
def test_units_and_places_of_numbers(text, found) -> None:
    assert counts(text) == [found]


def test_a_measure_that_went_on_long_keeps_its_rank_among_many() -> None:
    observation = only("数据交易结算量连续多年稳居西部和东北省区第一。")
    assert (names(observation), observation.rank) == (["数据交易结算量"], 1)


@pytest.mark.parametrize(
    "text",
    [
        "为139个国家的用户服务。",
        "由21家单位组成的联盟成立。",
        "青禾大学的216件作品展出。",
        "青禾大学共有37家食堂。",
        "面向芯粒、柔性显示两个领域。",
        "青禾集团50兆瓦燃机下线。",
        "平均耗时不长，只在3天后开放。",
        "打造三个“全覆盖”。",
        "研发投入强度排名前五的省份。",
    ],
)
def test_a_number_of_something_else_is_left_out(text: str) -> None:
    assert read(text).observations == []


def test_a_share_is_never_of_the_things_themselves() -> None:
    assert read("支持高新技术企业100%。").observations == []


@pytest.mark.parametrize(
    ("text", "name", "rank", "bound"),
    [
        ("全球创新指数排名升至第23位。", "全球创新指数排名", 23, "exact"),
        ("综合算力指数居全国首位。", "综合算力指数", 1, "exact"),
        ("海港货物吞吐量连续3年排名世界第一。", "海港货物吞吐量", 1, "exact"),
        ("规上工业增加值居全国前10位。", "规上工业增加值", 10, "atMost"),
        ("区域创新能力在全国主要城市中排名第25位。", "区域创新能力", 25, "exact"),
    ],
)
def test_ranks(text, name, rank, bound) -> None:
    observation = only(text)
    assert (names(observation), observation.rank, observation.unit) == ([name], rank, "位")
    assert (observation.value, observation.bound) == (None, bound)


def test_all_of_those_before_hold_a_rank() -> None:
    found = read("智能工厂18家、工业互联网平台46家，均居全国首位。").observations
    assert [(names(o)[0], o.rank) for o in found[2:]] == [
        ("智能工厂", 1),
        ("工业互联网平台", 1),
    ]


def test_an_ordinal_that_ranks_nothing_is_no_rank() -> None:
    assert read("坚持发展第一要务，把创新放在首位。").observations == []


@pytest.mark.parametrize(
    ("number", "value", "bound"),
    [
        ("近400家", 400, "approx"),
        ("约400家", 400, "approx"),
        ("400家左右", 400, "approx"),
        ("超过400家", 400, "atLeast"),
        ("400多家", 400, "atLeast"),
        ("400家以上", 400, "atLeast"),
        ("不少于400家", 400, "atLeast"),
        ("不超过400家", 400, "atMost"),
        ("400家以内", 400, "atMost"),
        ("上千家", 1000, "atLeast"),
        ("400家", 400, "exact"),
    ],
)
def test_bounds(number: str, value: float, bound: str) -> None:
    observation = only(f"高新技术企业{number}。")
    assert (observation.value, observation.bound, observation.raw) == (value, bound, number)


# ---- tasks of policies ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("印发《望川创新方案》，提出4个方面22项重点任务。", [(["望川创新方案"], 22, "项")]),
        ("出台《望川人才办法》30条措施。", [(["望川人才办法"], 30, "条")]),
        (
            "落实《望川创新方案》，推进“共建平台、共享设施”等三个方面十二项具体任务。",
            [(["望川创新方案"], 12, "项")],
        ),
        ("落实《望川创新方案》，支持企业发展，推进20项任务。", []),
        ("《望川创新方案》印发，市科技局办结15项任务。", []),
    ],
)
def test_the_tasks_that_a_document_holds_are_counted_of_it(text, found) -> None:
    assert counts(text) == found


# ---- money of policies ---------------------------------------------------------------------------


def test_money_that_a_policy_grants_is_about_the_policy() -> None:
    text = "依据《望川市科技创新若干措施》，对研发机构最高给予500万元奖励。"
    observation = only(text, kind="intention")
    assert names(observation) == ["望川市科技创新若干措施"]
    assert (observation.value, observation.unit, observation.bound) == (500, "万元", "atMost")


def test_money_that_an_instrument_lends_is_about_the_instrument() -> None:
    assert counts("“育苗贷”累计放款12亿元。") == [(["育苗贷"], 12, "亿元")]


def test_money_without_a_policy_named_is_left_out() -> None:
    assert read("对企业最高给予500万元奖励。", kind="article").observations == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("设立望川科技创新母基金，规模不低于10亿元。", [("望川科技创新母基金", 10)]),
        ("首期规模5亿元的望川科技创新母基金签约。", [("望川科技创新母基金", 5)]),
        (
            "对获批的省级创新联合体，给予50万元补助，每年不超过200万元。",
            [("省级创新联合体", 50), ("省级创新联合体", 200)],
        ),
    ],
)
def test_money_of_funds_and_of_those_whom_it_is_for(text, found) -> None:
    draft = read(text, kind="article")
    assert [(names(o)[0], o.value) for o in draft.observations] == found


def test_money_of_a_fund_stands_before_it() -> None:
    assert counts("首期20亿元望川科技创新母基金投运。") == [(["望川科技创新母基金"], 20, "亿元")]


def test_a_threshold_only_says_which() -> None:
    assert counts("实施10亿元以上重大产业化项目26个。")[0][1:] == (26, "个")


# ---- status and period ---------------------------------------------------------------------------


def test_a_count_of_a_report_is_a_fact_and_a_target_a_plan() -> None:
    assert only("中试平台达到20家。").status == "Achieved"
    assert only("到2027年，中试平台达到20家。", published="2025").status == "Planned"
    assert only("中试平台达到20家。", kind="intention").status == "Planned"


@pytest.mark.parametrize(
    ("text", "published", "period", "basis"),
    [
        ("2023年，技术合同成交额达80亿元。", None, "2023", "stated"),
        ("2023年，新建孵化器5家，技术合同成交额达80亿元。", None, "2023", "stated"),
        ("到2027年，技术合同成交额达到80亿元。", None, "2027", "stated"),
        ("2021—2023年，技术合同成交额达80亿元。", None, "2021/2023", "stated"),
        ("“十四五”期间，技术合同成交额达80亿元。", None, "2021/2025", "stated"),
        ("去年技术合同成交额达80亿元。", "2026-02-09", "2025", "inferred"),
        ("去年技术合同成交额达80亿元。", None, None, "unknown"),
        ("近3年，技术合同成交额达80亿元。", "2026-02-09", None, "unknown"),
        ("技术合同成交额较2020年增长80%。", None, None, "unknown"),
        ("技术合同成交额比“十三五”末增长80%。", None, None, "unknown"),
        ("技术合同成交额达80亿元。", "2026-02-09", None, "unknown"),
    ],
)
def test_periods_are_stated_or_unknown_never_guessed(text, published, period, basis) -> None:
    observation = read(text, published=published).observations[-1]
    assert (observation.period, observation.period_basis) == (period, basis)


# ---- evidence ------------------------------------------------------------------------------------


def test_the_quote_is_the_clause_of_the_number_and_its_noun() -> None:
    text = "近年来，望川加快创新，国家高新技术企业总数达9413家，位势提升。其他略。"
    observation = only(text)
    assert text[observation.start : observation.end] == "国家高新技术企业总数达9413家"
    assert text[observation.raw_start :].startswith(observation.raw)


def test_a_growth_in_the_next_clause_widens_the_quote() -> None:
    text = "技术合同成交额达812.5亿元，同比增长9.8%。"
    observation = only(text)
    assert text[observation.start : observation.end] == text[:-1]


def test_furniture_says_nothing() -> None:
    assert read("高新技术企业20家", kind="furniture").observations == []


def test_every_observation_tells_its_rule_and_how_sure_it_is() -> None:
    text = "2家中试平台投用，高新技术企业达9家、增长两倍，产值分别增长5%、6%，居全国首位。"
    assert all(o.rule and 0 < o.confidence <= 1 for o in read(text).observations)


PIECES = """新增 国家 实验室 、 和 等 产业 高新技术企业 中试平台 “ ” （ ） 《 》 。 ， 企业 产值 分别 达 增长
占 从 增加到 总数 均居全国 首位 第3位 5家 12.5亿元 8% 2倍 翻番 3个百分点 13146 1,250人 两 十二 三大 2023年
近 以上 最高给予 母基金 省级 占比 的 入选 年均 上千家 ５ 项 位"""
words = st.sampled_from([*PIECES.split(), "\n"])


@settings(max_examples=200, deadline=None)
@given(st.lists(words, max_size=40).map("".join))
def test_offsets_and_slices_hold_in_any_text(text: str) -> None:
    """Number and nouns lie inside the quote, the quote inside its sentence."""
    draft = read(text)
    sentences = [(s.start, s.end) for s in draft.sentences]
    known = {id(c) for c in draft.candidates}
    for observation in draft.observations:
        start, end = observation.start, observation.end
        assert any(low <= start < end <= high for low, high in sentences)
        at = observation.raw_start
        assert draft.text[at : at + len(observation.raw)] == observation.raw
        assert start <= at
        assert at + len(observation.raw) <= end
        assert observation.about
        for candidate in observation.about:
            assert id(candidate) in known
            assert start <= candidate.start < candidate.end <= end
            if not candidate.rebuilt:
                assert draft.text[candidate.start : candidate.end] == candidate.name
        set_ = (observation.value, observation.growth, observation.rank)
        assert any(value is not None for value in set_)
        assert observation.value is None or observation.rank is None


@settings(max_examples=200, deadline=None)
@given(st.lists(words, max_size=40).map("".join))
def test_no_number_overlaps_another(text: str) -> None:
    numbers = scan_numbers(text)
    assert all(0 <= n.start < n.end <= len(text) for n in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000 + "家",
        "1," * 50_000 + "家",
        "、" * 100_000 + "5家",
        "5家、" * 20_000,
        "高新技术企业5家、" * 10_000,
        "概念验证中心、" * 5_000 + "分别达到" + "5家、" * 5_000,
        "给予5万元、" * 10_000,
        "一二三四五六七八九十" * 10_000 + "家",
        "《" * 50_000 + "5家",
        "（5家" * 20_000,
        "从5家增加到" * 10_000,
        "5个国家级、" * 10_000,
        "产值占" * 10_000 + "比重5%",
    ],
)
def test_hostile_text_is_read(text: str) -> None:
    """Quadratic work would take minutes on each of these."""
    read(text)


@pytest.mark.parametrize("numeral", ["十二十二", "三五", "百百", "十百千", "九十九十九"])
def test_numerals_that_are_none_are_left_out(numeral: str) -> None:
    read(f"新增高新技术企业{numeral}家。")
