"""Text that nobody wrote for people, through the whole pipeline: it ends, and every offset is right."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innograph.graph.ontology import load_ontology
from innograph.ingest.components import anonymous_document
from innograph.ingest.pipeline import Extractor

if TYPE_CHECKING:
    from innograph.graph.model import Extraction

PIECES = """建设 望川 实验室 、 和 等 产业 领域 人工智能 国家 省 “ ” （ ） 《 》 。 市 科技 部门 行动 机制
3家 的 · , 产量 分别 贷 + a 一是 二是 下一步 近年来 第十二条 （一） 1. 由 牵头 责任单位： 报 批准 城乡居民 牛羊
增长 占 比重 七成 百分之 三十 五 亿元 万亿 以上 近 超 翻番 第 位 前 均 居全国 首位 2023年 到2027年 规模 基金
首期 给予 最高 补助 对 ： ； ！ 😀 👨‍👩‍👧 𠮷 <p> </div> &nbsp; 臺灣 產業 實驗室 [ ] 【 】 〔2023〕 — ~ \\ é ﬁ ① Ⅲ 〇
1,234 5.6 １２ 黄河水利委员会 成德眉资 在蓉 一带一路 聚焦 支持 位于 下设 平均耗时 9个工作日"""
pieces = st.sampled_from(
    [*PIECES.split(), "\n", "\r\n", "\u200b", "\ufeff", "\u2028", "\x0b", "\0"]
)


@lru_cache(maxsize=2)
def extractor(*, learned: bool) -> Extractor:
    return Extractor(load_ontology(), learned=learned)


def read_whole(text: str, *, learned: bool = True) -> Extraction:
    """Read, with every slice looked up; that quotes hold their names, the pipeline checks itself."""
    x = extractor(learned=learned).extract(anonymous_document(text), text)
    assert "".join(passage.text for passage in x.passages) == text
    assert all(m.text and text[m.start : m.end] == m.text for m in x.mentions)
    for record in (*x.claims, *x.observations, *x.measures):
        quote = getattr(record, "quote", None) or getattr(record, "text", None)
        assert text[record.start : record.end] == quote
    return x


@pytest.mark.parametrize(
    "text",
    [
        "、" * 5_000,
        "（" * 2_500 + "）" * 2_500,
        "“《（" * 1_500,
        "。，、；：！？“”（）《》" * 300,
        "😀𠮷👨‍👩‍👧" * 700,
        '<p class="a">建设&nbsp;实验室</p><br/>' * 150,
        "建\u200b设\u200b实\u200b验\u200b室\ufeff" * 500,
        "加快建設国家實驗室和產業園區、臺灣產業，" * 250,
        "能源、旅游投资、" * 600 + "分别增长1%、2%",
        "产值、" * 700 + "分别为" + "1亿元、" * 700,
        "设立望川母基金，规模1亿元，" * 250,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    read_whole(text)


def test_a_sentence_after_hostile_text_is_read_as_ever() -> None:
    x = read_whole("、" * 2_000 + "😀\u200b<p>\n国家高新技术企业达到30家。")
    assert [(o.about, o.value) for o in x.observations] == [(("国家高新技术企业",), 30)]


@settings(max_examples=80, deadline=None)
@given(st.lists(pieces, max_size=60).map("".join), st.booleans())
def test_offsets_are_right_in_any_text(text: str, learned: bool) -> None:
    read_whole(text, learned=learned)
