"""Metadata that is given and metadata that the text says, with where it comes from."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.ingest.dates import find_dates, iso_date
from innograph.ingest.infer import infer
from innograph.ingest.metadata import (
    BrokenYaml,
    genre_kind,
    genre_of_title,
    read_front_matter,
    read_mapping,
)
from innograph.ingest.read import read_document
from innograph.ingest.sources import iter_files

SAMPLES = Path(__file__).parent.parent / "samples"
NAMES = sorted(path.name for path in SAMPLES.glob("*-*.*"))
BODY = "望川市新增中试平台3家，聚焦新材料产业。\n"
DIGITS = "〇一二三四五六七八九"


def document_of(text, **options):
    (source,) = iter_files(["-"], stdin=io.BytesIO(text.encode()))
    return read_document(source, options=options)[0]


def chinese_number(number):
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return ten + (DIGITS[ones] if ones else "")


@given(st.dates(datetime.date(1949, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_is_read_in_every_way_of_writing(day):
    iso = day.isoformat()
    year = "".join(DIGITS[int(c)] for c in f"{day:%Y}")
    written = [
        iso,
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y/%m/%d}",
        f"{iso} 09:02:33",
    ]
    if day.year >= 2000:
        written.append(f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日")
    assert {iso_date(form) for form in written} == {iso}
    assert find_dates(f"于{written[2]}通过，自{written[-1]}起施行") == [iso, iso]


@given(st.text(max_size=30))
def test_what_is_no_date_is_none_and_never_an_error(text):
    found = iso_date(text)
    assert found is None or find_dates(text)[:1] == [found] or text.strip()[:8].isdigit()


@pytest.mark.parametrize(
    ("written", "iso"),
    [("2024", "2024"), ("2024年5月", "2024-05"), ("2024-13-45", None), ("12024", None), ("", None)],
)
def test_partial_and_impossible_dates(written, iso):
    assert iso_date(written) == iso


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_ends_where_its_line_ends(end):
    text = end.join(["---", "title: 望川", "文号: 007", "date: 2024-05", "---", BODY])
    metadata, offset = read_front_matter(text)
    assert metadata.values == {"title": "望川", "number": "007", "published": "2024-05"}
    assert text[offset:] == BODY


@pytest.mark.parametrize(
    "text",
    [BODY, f"---\n{BODY}---\n{BODY}", f"---\n{BODY}", "--- \n", "---", "----\ntitle: a\n---\n", ""],
)
def test_text_without_front_matter_is_all_text(text):
    assert read_front_matter(text)[1] == 0


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("title: 望川\nplace: [望川市\n", 3),
        ("title: 望川\n\tplace: 望川市\n", 3),
        ("title: a: b\n", 2),
        ("title：望川\n", 2),
        ("title: " + "[" * 5000 + "\n", 1),
    ],
)
def test_broken_front_matter_is_named_with_its_line(block, line):
    with pytest.raises(BrokenYaml) as caught:
        read_front_matter(f"---\n{block}---\n{BODY}")
    assert caught.value.line == line or line == 1


@given(st.text(max_size=200))
def test_any_block_is_metadata_or_text_or_broken(block):
    text = f"---\n{block}\n---\n{BODY}"
    try:
        end = read_front_matter(text)[1]
    except BrokenYaml as broken:
        assert 1 <= broken.line <= text.count("\n") + 2  # noqa: PT017
    else:
        assert 0 <= end <= len(text)


def test_what_cannot_be_used_is_reported():
    found = read_mapping(
        {"标题": "望川", "Issuer": ["甲局", "乙局"], "colour": "红", "date": "soon", "place": {}},
        "front matter",
    )
    assert found.values == {"title": "望川", "issuer": "甲局、乙局"}
    assert found.warnings == [
        "front matter: unknown key 'colour'",
        "front matter: date 'soon' is no date (2024, 2024-05, 2024-05-01)",
        "front matter: place has no plain value",
    ]


def test_values_stay_as_written_and_empty_ones_say_nothing():
    found = read_front_matter("---\nid: 007\nnumber: 1e3\ntitle:\nplace: null\ngenre: yes\n---\n")[
        0
    ]
    assert found.values == {"id": "007", "number": "1e3", "genre": "yes"}


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("2026年云岭省政府工作报告", "work-report"),
        ("云岭省科学技术进步条例（2024年修订）", "regulation"),
        ("云岭省科技创新“十五五”规划", "plan"),
        ("关于促进中试平台建设的若干措施", "policy"),
        ("望川市人民政府关于印发《望川市科技创新行动计划（2024—2025年）》的通知", "plan"),
        ("关于印发《望川市中试平台管理办法（试行）》的通知", "regulation"),
        ("科技园区产学研合作机制研究", "paper"),
        ("中试平台走进车间", None),
    ],
)
def test_genre_of_titles(title, genre):
    assert genre_of_title(title) == genre


def test_genres_by_other_names_are_of_the_same_kind():
    assert {genre_kind(name) for name in ["plan", "规划", "measures", "Regulation"]} == {
        "intention"
    }
    assert genre_kind("news") == genre_kind("新闻") == "fact"
    assert genre_kind("essay") is genre_kind(None) is None


REPORT = """您的位置:
首页
>
云岭要闻
2026年政府工作报告
来源：云岭日报
时间：
2026-02-03 09:02:33
【字体：
大
】
——2026年1月28日在云南省第十四届人民代表大会第四次会议上
省长　王　某某
各位代表：
现在，我代表省人民政府，向大会报告工作，请予审议。
一、2025年工作回顾
"""
STATUTE = """# 上海市科学技术进步条例

1996年6月20日 上海市第十届人民代表大会常务委员会第二十八次会议通过

2024年5月10日 上海市第十六届人民代表大会常务委员会第十三次会议第二次修订

## 第一章 总则

第一条 为了促进科学技术进步，制定本条例。

第二条 本条例自2024年6月1日起施行。
"""
NOTICE = """成都市科学技术局关于印发《成都市中试平台管理办法》的通知

成科发〔2024〕15号

各有关单位：

《成都市中试平台管理办法》已经市政府同意，现印发给你们。

成都市科学技术局

2024年5月20日

第一条　为规范中试平台建设，制定本办法。
"""
ESSAY = """以中试平台为支点打通最后一公里

作者：闻某某

近年来，中试平台从无到有。

（作者系成都市科学技术局党组书记、局长）
"""


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            REPORT,
            {
                "title": ("2026年政府工作报告", "first heading"),
                "issuer": ("云南省人民政府", "self-reference and line under the title"),
                "place": ("云南省", "issuer"),
                "author": ("王某某", "speaker line"),
                "published": ("2026-02-03", "date line"),
                "genre": ("work-report", "title"),
            },
        ),
        (
            STATUTE,
            {
                "title": ("上海市科学技术进步条例", "first heading"),
                "issuer": ("上海市人民代表大会常务委员会", "line under the title"),
                "place": ("上海市", "title"),
                "published": ("2024-05-10", "line under the title"),
                "effective": ("2024-06-01", "last articles"),
                "genre": ("regulation", "title"),
            },
        ),
        (
            NOTICE,
            {
                "title": (
                    "成都市科学技术局关于印发《成都市中试平台管理办法》的通知",
                    "first heading",
                ),
                "issuer": ("成都市科学技术局", "title"),
                "place": ("成都市", "title"),
                "number": ("成科发〔2024〕15号", "number line"),
                "published": ("2024-05-20", "line under the title"),
                "genre": ("regulation", "title"),
            },
        ),
        (
            ESSAY,
            {
                "title": ("以中试平台为支点打通最后一公里", "first heading"),
                "author": ("闻某某", "author line"),
                "place": ("成都市", "author's office"),
            },
        ),
        (BODY, {"title": ("stdin", "file name")}),
    ],
)
def test_inferred_fields_say_where_they_come_from(text, values):
    document = document_of(text)
    assert {name: getattr(document, name) for name in values} == {
        name: value for name, (value, _) in values.items()
    }
    assert document.inferred == {name: where for name, (_, where) in values.items()}


def test_bare_government_without_place_names_no_issuer():
    """省人民政府 would be the government of any province."""
    document = document_of("政府工作报告\n现在，我代表省人民政府，向大会报告工作。\n")
    assert document.issuer is None
    assert document.place is None


def test_given_fields_are_not_inferred():
    document = document_of(STATUTE, place="长三角", published="2025")
    assert (document.place, document.published) == ("长三角", "2025")
    assert not {"place", "published"} & set(document.inferred)


@pytest.mark.parametrize("name", NAMES)
def test_samples_carry_their_front_matter(name):
    (source,) = iter_files([SAMPLES / name])
    document, text = read_document(source)
    given_, body = read_front_matter(text)
    assert source.warnings == []
    assert document.id == Path(name).stem
    assert {key: getattr(document, key) for key in given_.values} == given_.values
    assert not text[body:].lstrip().startswith("---")


# What the text of a sample does not say, or says otherwise, in its author's reading.
UNSAID = {
    "lanjiang-chain-plan-2025": {"issuer", "place", "published"},
    "lanjiang-cooperation-news-2025": {"issuer", "place", "genre"},
    "lanjiang-platform-regulation": {"number"},
    "linlan-finance-measures-2025": {"title", "effective", "genre"},
    "linlan-pilot-platform-news-2025": {"issuer", "place", "genre"},
    "wangchuan-aero-chain-plan-2025": {"issuer", "place", "published"},
    "wangchuan-director-essay-2024": {"issuer", "place", "published", "genre"},
    "wangchuan-pilot-measures-2024": {"genre"},
}


@pytest.mark.parametrize("name", NAMES)
def test_samples_without_front_matter_give_the_same_fields(name):
    text = (SAMPLES / name).read_text("utf-8")
    given_, body = read_front_matter(text)
    found = infer(text[body:], {}, "file")
    wanted = {k: v for k, v in given_.values.items() if k not in {"id", "source", "licence"}}
    same = {key for key, value in wanted.items() if key in found and found[key].value == value}
    assert set(wanted) - same == UNSAID.get(Path(name).stem, set())
