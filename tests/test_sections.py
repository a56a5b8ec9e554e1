"""Passages and sentences: what reports, what intends, what is furniture."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from chinese import pieces
from hypothesis import given

from innograph.graph.model import Document
from innograph.ingest.draft import Draft
from innograph.ingest.read import read_document
from innograph.ingest.sections import find_sections, split_passages
from innograph.ingest.sentences import iter_lines, iter_sentences
from innograph.ingest.sources import iter_files

ROOT = Path(__file__).resolve().parent
SAMPLES = ROOT.parent / "samples"
GOLDEN = ROOT / "golden" / "sections.txt"


def draft_of(text, **more):
    draft = Draft(Document("d", more.pop("title", "d"), "", "", len(text), **more), text)
    find_sections(draft)
    return draft


def kinds(text, **more):
    """The kind of each sentence, by its first character in the text's order."""
    draft = draft_of(text, **more)
    return [(text[s.start : s.end], s.kind) for s in draft.sentences]


def kind_of(part, text, **more):
    draft = draft_of(text, **more)
    at = text.index(part)
    return next(s.kind for s in draft.sentences if s.start <= at < s.end)


@given(pieces)
def test_passages_tile_any_text_and_hold_its_sentences(text):
    draft = draft_of(text)
    assert "".join(passage.text for passage in draft.passages) == text
    position = 0
    for ordinal, passage in enumerate(draft.passages):
        assert (passage.ordinal, passage.start) == (ordinal, position)
        assert passage.text == text[passage.start : passage.end]
        position = passage.end
    previous = 0
    for sentence in draft.sentences:
        passage = draft.passages[sentence.passage]
        assert passage.start <= sentence.start < sentence.end <= passage.end
        assert previous <= sentence.start
        previous = sentence.end


@given(pieces)
def test_sentences_leave_out_nothing_but_white_space(text):
    """Front matter apart, each visible character of a passage lies in a sentence."""
    draft = draft_of(text)
    inside = set()
    for sentence in draft.sentences:
        inside.update(range(sentence.start, sentence.end))
    outside = "".join(c for i, c in enumerate(text) if i not in inside)
    assert not [c for c in outside if "一" <= c <= "鿿"]


@given(pieces)
def test_lines_tile_the_text(text):
    spans = list(iter_lines(text))
    assert "".join(text[start:end] for start, end in spans) == text


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("建成3家。聚焦氢能;面向新材料!", ["建成3家。", "聚焦氢能;", "面向新材料!"]),
        ("采取“自建；共享。”两种模式。", ["采取“自建；共享。”两种模式。"]),
        ("他说：“要创新。”会议结束。", ["他说：“要创新。”", "会议结束。"]),
        ("出台《办法（试行；修订）》。下一步。", ["出台《办法（试行；修订）》。", "下一步。"]),
        ("网址a.cn?x=1;y=2在此。", ["网址a.cn?x=1;y=2在此。"]),
        ("增长10.8%,连续8年。", ["增长10.8%,连续8年。"]),
        ("“从未合上。建成3家。" + "甲" * 300 + "。聚焦氢能。", None),
        ("　 建成。 \u200b", ["建成。"]),
    ],
)
def test_sentences_end_at_marks_outside_quotes(line, sentences):
    found = [line[start:end] for start, end in iter_sentences(line, 0, len(line))]
    assert found == sentences if sentences else len(found) == 2


REPORT = """2026年云岭省政府工作报告
——2026年1月28日在云岭省第十四届人民代表大会第四次会议上
省长　王某某
各位代表：
一、2025年工作回顾
一年来，全省创新能力持续增强。
（一）推动科技创新
加快建设云岭实验室，争取国家批复方案，新增孵化器3家。
我们也看到，平台还不多。对此，我们将认真解决。
二、“十五五”时期主要目标
（一）创新能力取得显著成效
中试平台达到20家。
三、2026年重点工作
加快建设云岭科学城，培育企业10家。
四、加强政府自身建设
坚持依法行政。
相关报道：
"""


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("——2026年", "fact"),
        ("省长", "fact"),
        ("各位代表", "fact"),
        ("一年来", "fact"),
        ("（一）推动", "heading"),
        ("加快建设云岭实验室", "fact"),
        ("我们也看到", "fact"),
        ("对此，我们将", "intention"),
        ("（一）创新能力", "heading"),
        ("中试平台达到", "intention"),
        ("加快建设云岭科学城", "intention"),
        ("坚持依法", "intention"),
        ("相关报道", "furniture"),
    ],
)
def test_chapters_of_a_work_report(part, kind):
    assert kind_of(part, REPORT, published="2026") == kind


def test_headings_are_kept_in_levels():
    draft = draft_of(REPORT, published="2026")
    found = next(p for p in draft.passages if p.text.startswith("加快建设云岭实验室"))
    assert found.heading == "2026年云岭省政府工作报告 / 一、2025年工作回顾 / （一）推动科技创新"


def test_paragraphs_before_next_steps_report_and_the_list_after_them_intends():
    text = (
        "畅通科技供需两端\n\n"
        "望川高度重视成果转化，制定出台若干措施。聚焦氢能产业链，备案建设中试平台9家。\n\n"
        "下一步，将打通堵点。一是深化改革。二是建设一批平台。\n\n"
        "完善服务体系。\n\n"
        "做优创新生态\n\n"
        "近年来，望川推进要素优化配置，加快健全制度。\n"
    )
    found = dict(kinds(text))
    assert found["聚焦氢能产业链，备案建设中试平台9家。"] == "fact"
    assert found["望川高度重视成果转化，制定出台若干措施。"] == "fact"
    assert found["二是建设一批平台。"] == "intention"
    assert found["完善服务体系。"] == "intention"
    assert found["近年来，望川推进要素优化配置，加快健全制度。"] == "fact"


def test_heading_over_review_and_plan_leaves_it_to_the_paragraphs():
    text = (
        "二、“十四五”时期发展成就和“十五五”时期主要目标任务\n"
        "过去五年，全省建成实验室3家。\n"
        "《纲要（草案）》提出了目标任务。\n"
        "（一）大力发展人工智能\n"
        "推进算力建设，平台初步建成。\n"
    )
    found = dict(kinds(text, published="2026"))
    assert found["过去五年，全省建成实验室3家。"] == "fact"
    assert found["推进算力建设，平台初步建成。"] == "intention"


@pytest.mark.parametrize(
    ("heading", "year", "kind"),
    [
        ("一、“十四五”时期", "2026", "fact"),
        ("一、“十四五”时期", "2020", "intention"),
        ("一、2025年工作", "2026", "fact"),
        ("一、2026年工作", "2026", "intention"),
        ("一、发展基础", None, "fact"),
        ("一、下一步任务", None, "intention"),
        ("一、保障措施", None, "intention"),
        ("一、主要成效", None, "fact"),
    ],
)
def test_headings_decide_with_the_year(heading, year, kind):
    text = f"{heading}\n推进云岭实验室建设，培育企业。\n"
    assert kind_of("推进", text, published=year) == kind


STATUTE = """云岭省科技进步条例
（2024年5月10日云岭省第十四届人民代表大会常务委员会第三次会议通过 2024年7月1日起施行）
目录
第一章　总则
第一条　为了促进科技进步，根据《科学技术进步法》第三条的规定，制定本条例。
第二章　平台
第二条　鼓励企业建设中试平台。
省人民政府应当支持：
（一）实验室；
（二）孵化器。
第三条规定的平台由市管理。
"""


def test_statute_chapters_are_headings_and_paragraphs_belong_to_their_article():
    draft = draft_of(STATUTE)
    found = {p.text.strip()[:6]: p.kind for p in draft.passages}
    assert found["（2024年"] == "fact"
    assert found["目录"] == "furniture"
    assert found["第一章　总则"] == found["第二章　平台"] == "heading"
    articles = [
        (s.item, STATUTE[s.start : s.end][:4]) for s in draft.sentences if s.kind == "article"
    ]
    assert articles == [
        ("第一条", "第一条　"),
        ("第二条", "第二条　"),
        ("第二条", "省人民政"),
        ("（一）", "（一）实"),
        ("（二）", "（二）孵"),
        ("第二条", "第三条规"),
    ]


def test_plan_intends_except_where_a_chapter_reports():
    text = (
        "望川市氢能行动计划\n望科发〔2025〕3号\n现将计划印发给你们。\n"
        "一、现状\n建设平台3家。\n二、布局\n建设平台。\n"
    )
    found = dict(kinds(text))
    assert found["望科发〔2025〕3号"] == found["现将计划印发给你们。"] == "fact"
    assert found["建设平台3家。"] == "fact"
    assert found["建设平台。"] == "intention"


@pytest.mark.parametrize(
    "line",
    [
        "打印", "【字号：", "大", "】", "扫一扫在手机打开当前页", "责任编辑：王某", "（来源：云岭日报）",
        "上一篇：鹭汀区启用人才公寓", "相关阅读：夜游地图发布", "友情链接：政务网", "- 12 -", "第 3 页 共 9 页",
        "浏览次数：1024", "首页 > 政务 > 要闻", "时间：2026-02-09", "Copyright © 2026 云岭", "目　录",
        "一、发展基础……………………3", "本报讯记者 王某某 摄", "来源：澜声　时间：2025-06-20",
    ],
)  # fmt: skip
def test_furniture(line):
    text = f"望川市氢能产业规划研究\n\n{line}\n\n近年来，望川市建成中试平台3家，聚焦氢能。\n"
    assert draft_of(text).passages[1].kind == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "打印机产业集聚区落户望川。",
        "大力发展氢能",
        "来源于高校的成果占三成。成果在望川转化。",
        "目录管理制度建立。",
    ],
)
def test_text_that_begins_like_furniture_is_text(line):
    text = f"望川市氢能产业研究\n\n{line}\n\n近年来，望川市建成中试平台3家。\n"
    assert draft_of(text).passages[1].kind != "furniture"


def test_crumbs_and_the_values_of_labels_are_furniture_and_the_title_is_not():
    text = "当前位置：\n首页\n>\n要闻\n望川建成中试平台\n来源：\n望川日报\n近年来，望川建成中试平台3家。\n"
    found = [p.kind for p in draft_of(text).passages]
    assert found == ["furniture"] * 4 + ["heading"] + ["furniture"] * 2 + ["fact"]


def test_signature_above_a_date_is_no_heading():
    text = (
        "关于中试平台的通知\n现印发给你们。\n望川市人民政府办公室\n2025年5月9日\n"
        "望川市若干措施\n一、支持平台。建设平台。\n"
    )
    draft = draft_of(text)
    signature = draft.passages[2]
    assert (signature.kind, signature.heading) == ("fact", "关于中试平台的通知")
    assert draft.passages[4].kind == "heading"


def test_words_in_sequence_are_no_numbered_heading():
    text = (
        "一、2025年工作回顾\n全省生产总值增长。一、二、三产业分别增长4%、5%、6%。推进平台建设。\n"
    )
    draft = draft_of(text)
    assert draft.sentences[-1].heading == "一、2025年工作回顾"


def test_numbered_items_are_no_headings_and_run_in_ones_are():
    text = "三、任务\n1. 在氢能领域建设中心，由市局负责。\n2. 建设平台。\n3. 强链。支持企业。\n"
    draft = draft_of(text)
    headings = [(s.item, (s.heading or "").split(" / ")[-1]) for s in draft.sentences[1:]]
    assert headings == [
        ("1.", "三、任务"),
        ("2.", "三、任务"),
        ("3.", "3. 强链"),
        ("3.", "3. 强链"),
    ]


def test_reported_speech_about_next_steps_intends():
    text = "近年来，望川建成平台3家。\n\n负责人介绍，下一步，将建设中试基地。聚焦氢能。\n"
    found = kinds(text, genre="news")
    assert [kind for _, kind in found] == ["fact", "intention", "intention"]


def test_what_a_platform_of_the_news_does_is_reported_and_what_a_plan_tells_it_to_do_is_not():
    text = "望川日报讯(记者 甲)望川中心揭牌。\n\n中心聚焦氢能,围绕制氢打造平台,建设基地。\n"
    assert kind_of("中心聚焦", text) == "fact"
    assert kind_of("中心聚焦", text.replace("讯(记者 甲)", "")) == "intention"
    assert kind_of("中心聚焦", text.replace("中心聚焦", "《规划》提出,中心聚焦")) == "intention"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("云岭锂业创新中心立足绿色提锂、电池拆解两个方向，组建团队9个。", "fact"),
        ("望川可再生能源研究所承担氢载体与地热研究。", "fact"),
        ("云岭科技园、望川药谷，以新药创制、疫苗为特色。", "fact"),
        ("依托云岭锂业创新中心，聚焦绿色提锂、电池拆解，组建团队。", "intention"),
        ("推动望川可再生能源研究所承担氢载体研究。", "intention"),
        ("望川可再生能源研究所要聚焦氢载体。", "intention"),
    ],
)
def test_who_stands_first_does_what_is_said_and_is_not_told_to(sentence, kind):
    assert split_passages(sentence)[0].kind == kind


def test_table_rows_are_text():
    text = "一、现状\n\n| 平台 | 数量 |\n|---|---|\n| 中试平台 | 3家 |\n"
    assert [p.kind for p in draft_of(text).passages] == ["heading"] + ["fact"] * 3


def test_marks_without_width_make_no_passage():
    draft = draft_of("一、现状\n\u200b\n\ufeff\n建成平台3家。\n")
    assert len(draft.passages) == 2


HOSTILE = {
    "one line": "推进中试平台建设，聚焦氢能。",
    "no end": "推进中试平台建设，",
    "open brackets": "（",
    "closers": "”）》",
    "quotes": "“",
    "labels": "一是",
    "run-in headings": "一、建设。（一）推进。",
    "articles": "第一条 建设平台。\n",
    "crumbs": ">\n",
    "blank lines": "\n \u200b\n",
    "next steps": "下一步，建设平台。\n",
    "headings": "# 建设\n",
    "fences": "---\n",
    "titles": "《",
}


def work(text):
    """Calls of Python and C functions that finding the sections of a text takes."""
    calls = 0

    def count(frame, event, arg):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        split_passages(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_length_not_with_its_square(name):
    split_passages(HOSTILE[name])  # the lexicons are read once
    few, many = (work(HOSTILE[name] * n) for n in (500, 2000))
    assert many < 5 * few + 1000


def test_a_megabyte_on_one_line_is_one_passage():
    text = "近年来，" + "推进中试平台建设，聚焦氢能产业链，建成3家。" * 50_000
    assert len(text) > 1_000_000
    draft = draft_of(text)
    assert [p.kind for p in draft.passages] == ["fact"]
    assert len(draft.sentences) == 50_000


def shown(source):
    """One line a passage: kind, kinds of its sentences, heading, first characters."""
    document, text = read_document(source)
    draft = Draft(document, text)
    find_sections(draft)
    yield f"== {document.id}"
    for passage in draft.passages:
        inside = [s.kind[0] for s in draft.sentences if s.passage == passage.ordinal]
        heading = (passage.heading or "-").split(" / ")[-1][:20]
        first = passage.text.strip().splitlines()[0][:24]
        yield f"{passage.kind:9} {''.join(inside):6} {heading} | {first}"


def test_samples_have_the_sections_of_the_golden_file():
    """Refresh with INNOGRAPH_GOLDEN=write, and read the difference like code."""
    files = sorted(SAMPLES.glob("*-*.*"))
    lines = [line for source in iter_files(files) for line in shown(source)]
    found = "\n".join(lines) + "\n"
    if os.environ.get("INNOGRAPH_GOLDEN") == "write":
        GOLDEN.write_text(found, "utf-8")
    assert found == GOLDEN.read_text("utf-8")
