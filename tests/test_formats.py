"""Every format on a real file of a real program, and on the parts that such files have."""

from __future__ import annotations

import hashlib
import io
import sys

import pytest
from command import innograph, process
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import (
    FILES,
    OTHER,
    SENTENCE,
    make_csv,
    make_docx,
    make_jsonl,
    make_parquet,
    make_zip,
    page,
)

import innograph as package
from innograph.ingest.formats.numbering import written
from innograph.ingest.formats.page import ReadSettings
from innograph.ingest.read import read_document
from innograph.ingest.sources import iter_files

PLAN = {
    "title": "望川市科技创新平台建设行动方案（2024—2026年）",
    "issuer": "望川市科学技术局",
    "place": "望川市",
    "number": "望科发〔2024〕8号",
    "published": "2024-05-20",
    "genre": "plan",
}


@pytest.fixture(scope="module")
def extractor():
    return package.Extractor(learned=False)


def read(path, **how):
    """(document, text, source) of each text."""
    found = []
    for source in iter_files([path], settings=ReadSettings(**how)):
        document, text = read_document(source, settings=ReadSettings(**how))
        found.append((document, text, source))
    return found


def only(path, **how):
    (one,) = read(path, **how)
    return one


def fields(document, names):
    return {name: getattr(document, name) for name in names}


@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf"])
def test_one_document_of_libreoffice_as_word_and_as_pdf(name, extractor):
    document, text, source = only(FILES / name)
    assert fields(document, PLAN) == PLAN
    assert document.sha256 == hashlib.sha256((FILES / name).read_bytes()).hexdigest()
    lines = text.splitlines()
    for wanted in (
        "一、发展基础",
        "（一）建设中试平台",
        "（三）培育产业创新中心",
        "1. 建立市级统筹、区县落实的工作机制。",
        "支持砺岚材料研究院牵头组建新材料概念验证中心，探索“先投后股”等支持方式。",
    ):
        assert wanted in [line.lstrip("# ") for line in lines]
    assert "开展概念验证服务[1]。" in text
    furniture = {text[start:end] for start, end in source.furniture}
    assert "望川市科学技术局文件汇编\n" in furniture
    assert "— 3 —\n" in furniture
    extraction = extractor.extract(document, text, source.furniture)
    assert extraction.text == text
    kinds = {p.text.strip(): p.kind for p in extraction.passages}
    assert kinds["望川市科学技术局文件汇编"] == kinds["— 3 —"] == "furniture"
    assert kinds[next(t for t in kinds if t.endswith("一、发展基础"))] == "heading"
    stated = {(c.subject, c.predicate, c.object) for c in extraction.claims}
    assert ("集成电路中试平台", "focusesOn", "集成电路") in stated


@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf"])
def test_a_table_of_measures_is_one_item_a_row_with_who_and_until_when(name, extractor):
    document, text, source = only(FILES / name)
    rows = [line for line in text.splitlines() if "责任单位：" in line]
    assert rows == [
        "1. 领域：新材料；重点任务：建设望川新材料中试平台二期；责任单位：市科技局；"
        "完成时限：2025年底。",
        "2. 领域：新材料；重点任务：组建新材料概念验证中心；责任单位：砺岚材料研究院；"
        "完成时限：2026年6月。",
        "3. 领域：集成电路；重点任务：建设集成电路中试平台；责任单位：望川理工大学；"
        "完成时限：2026年底。",
    ]
    extraction = extractor.extract(document, text, source.furniture)
    responsible = {name for m in extraction.measures for name in m.responsible}
    assert {"砺岚材料研究院", "望川理工大学"} <= responsible


def test_paragraphs_of_a_pdf_go_on_over_lines_and_pages():
    _, docx, _ = only(FILES / "plan.docx")
    _, pdf, _ = only(FILES / "plan.pdf")
    body = [line.lstrip("# ") for line in docx.splitlines() if line.endswith("。")]
    assert len(body) > 12
    found = pdf.splitlines()
    assert [line for line in body if line not in found and not line.startswith("[1]")] == []


def test_columns_of_a_pdf_are_read_one_after_the_other():
    lines = only(FILES / "columns.pdf")[1].splitlines()
    assert [line[:3] + line[-4:] for line in lines[1:-1]] == [
        f"第{n}段段结束。" for n in range(1, 9)
    ]
    assert lines[-1] == "— 1 —"


def test_a_page_of_a_government_site_gives_its_text_and_its_table(extractor):
    document, text, source = only(FILES / "notice.html")
    wanted = {
        "title": "望川市人民政府办公室关于印发望川市中试平台建设行动方案的通知",
        "issuer": "望川市人民政府办公室",
        "number": "望府办发〔2024〕12号",
        "published": "2024-05-22",
        "place": "望川市",
        "genre": "plan",
    }
    assert fields(document, wanted) == wanted
    assert document.inferred["title"] == "meta tag ArticleTitle"
    assert document.inferred["number"] == "page table 发文字号"
    assert document.inferred["published"] == "page table 发布日期"
    for other in ("首页", "分享", "版权所有", "索", "当前位置"):
        assert other not in text
    assert "1. 重点任务：建设望川新材料中试平台；责任单位：市科技局；完成时限：2025年底。" in text
    assert extractor.extract(document, text, source.furniture).text == text


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb2312"),
        ("gb18030", "gbk"),
        ("utf-8", "gb2312"),  # as saved by an editor that did not change the tag
        ("gb18030", "utf-8"),
        ("gb18030", "nonsense"),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_it_says(encoding, said, tmp_path):
    body = f"<div id='zoom'><p>{SENTENCE * 3}</p><p>𬭩元素镕铸中心</p></div>"
    (tmp_path / "a.html").write_bytes(page(body, encoding=encoding, said=said))
    assert only(tmp_path / "a.html")[1] == f"{SENTENCE * 3}\n𬭩元素镕铸中心\n"


def test_text_of_a_page_keeps_breaks_lists_and_columns(tmp_path):
    body = (
        "<nav>首页</nav><div class='TRS_Editor'><!-- x --><p>望川市<!-- y -->召开\n  会议，"
        "<b>部署</b>工作。<br/>会议要求加快建设中试平台。</p><script>var a='假';</script>"
        "<ol><li>建设平台。</li><li>引进人才。</li></ol><p style='display:none'>看不见</p>"
        "<h2>名单</h2><table><tr><th>地区</th><th>平台</th></tr>"
        "<tr><td rowspan=2>望川市</td><td>甲平台</td></tr><tr><td>乙平台</td></tr></table>"
        "<table><tr><td>中试平台12家</td><td>孵化器8家</td></tr><tr><td>合计</td><td>20家</td></tr>"
        "</table></div>"
    )
    (tmp_path / "a.htm").write_bytes(page(body))
    assert only(tmp_path / "a.htm")[1].splitlines() == [
        "望川市召开会议，部署工作。",
        "会议要求加快建设中试平台。",
        "1. 建设平台。",
        "2. 引进人才。",
        "## 名单",
        "地区；平台",
        "地区：望川市；平台：甲平台。",
        "地区：望川市；平台：乙平台。",
        "中试平台12家；孵化器8家",
        "合计；20家",
    ]


def test_what_a_page_says_goes_before_the_text_and_behind_options_and_side_file(tmp_path):
    head = (
        "<meta name='PubDate' content='2024-03-01 10:00'><meta name='ArticleTitle' content='望川市"
        "氢能产业发展规划'><meta name='SiteName' content='望川市人民政府'>"
        "<meta name='Url' content='https://example.org/1.html'><title>无标题</title>"
    )
    (tmp_path / "a.html").write_bytes(page(f"<div id='zoom'>{SENTENCE * 3}</div>", head=head))
    document = only(tmp_path / "a.html")[0]
    assert (document.title, document.published) == ("望川市氢能产业发展规划", "2024-03-01")
    assert (document.issuer, document.inferred["issuer"]) == (
        "望川市人民政府",
        "meta tag SiteName",
    )
    assert document.source == "https://example.org/1.html"
    (tmp_path / "a.yaml").write_text("发布日期: 2024-02-01\n文号: 望府发〔2024〕1号\n", "utf-8")
    document = only(tmp_path / "a.html")[0]
    assert (document.published, document.number) == ("2024-02-01", "望府发〔2024〕1号")
    assert "published" not in document.inferred


def test_a_word_file_with_all_that_word_files_have(tmp_path):
    box = (
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>望府发〔2024〕3号</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>望川市氢能规划</w:t></w:r></w:p>'
        f"<w:p>{box}<w:r><w:t>正文</w:t></w:r><w:ins><w:r><w:t>已加入</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>已删去</w:delText></w:r></w:del><w:r><w:t>。</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的话。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>'
        "建设平台。这一段只是用了标题的样式，本身是一个句子。</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>只有一格的框。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    document, text, _ = only(make_docx(tmp_path / "a.docx", body))
    assert text.splitlines() == [
        "# 望川市氢能规划",
        "正文已加入。",
        "望府发〔2024〕3号",
        "控件里的话。",
        "建设平台。这一段只是用了标题的样式，本身是一个句子。",
        "只有一格的框。",
    ]
    assert (document.title, document.number) == ("望川市氢能规划", "望府发〔2024〕3号")


@pytest.mark.parametrize(
    ("form", "numbers", "text"),
    [
        ("chineseCounting", (1, 10, 11, 20, 105), "一 十 十一 二十 一百零五"),
        ("decimal", (1, 12), "1 12"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("upperLetter", (1, 27), "A AA"),
        ("lowerRoman", (4, 19), "iv xix"),
        ("ideographTraditional", (1, 10), "甲 癸"),
        ("decimalZero", (3,), "03"),
    ],
)
def test_numbers_of_lists_are_written_as_word_writes_them(form, numbers, text):
    assert " ".join(written(number, form) for number in numbers) == text


def test_an_archive_of_a_chinese_windows_keeps_its_paths_and_side_files():
    found = {document.id: (document, text) for document, text, _ in read(FILES / "policies.zip")}
    assert list(found) == [
        "policies.zip/政策/望川市/中试平台办法.txt",
        "policies.zip/政策/说明.docx",
    ]
    document, text = found["policies.zip/政策/望川市/中试平台办法.txt"]
    assert text.startswith("望川市中试平台管理办法\n")
    assert (document.issuer, document.title) == ("望川市科学技术局", "望川市中试平台管理办法")
    plan = found["policies.zip/政策/说明.docx"][0]
    assert plan.sha256 == hashlib.sha256((FILES / "plan.docx").read_bytes()).hexdigest()


ROWS = [
    {"编号": "甲-1", "标题": "望川市氢能规划", "正文": SENTENCE, "发布日期": "2024-05-01"},
    {"编号": "甲-2", "标题": "望川市条例", "正文": OTHER, "发布日期": ""},
]


def tables(folder):
    names = list(ROWS[0])
    listed = [names, *([row[name] for name in names] for row in ROWS)]
    yield make_csv(folder / "utf8.csv", listed, encoding="utf-8-sig")
    yield make_csv(folder / "gbk.csv", listed, encoding="gb18030")
    yield make_csv(folder / "semicolon.csv", listed, sign=";")
    yield make_csv(folder / "tab.tsv", listed, sign="\t")
    yield make_jsonl(folder / "a.jsonl", ROWS)
    yield make_parquet(folder / "a.parquet", {n: [row[n] for row in ROWS] for n in names})


def test_each_row_of_a_table_is_a_document_with_its_metadata(tmp_path):
    for table in tables(tmp_path):
        found = read(table)
        assert [text for _, text, _ in found] == [SENTENCE, OTHER], table.name
        first, second = (document for document, _, _ in found)
        assert (first.id, first.title, first.published) == ("甲-1", "望川市氢能规划", "2024-05-01")
        assert (second.id, second.published) == ("甲-2", None)
        assert first.sha256 == hashlib.sha256(SENTENCE.encode()).hexdigest()


def test_columns_can_be_named_and_the_number_is_the_id_without_one(tmp_path):
    table = make_csv(
        tmp_path / "a.csv", [["说", "code", "x"], [SENTENCE, "k1", ""], [OTHER, "k2", ""]]
    )
    ids = [document.id for document, _, _ in read(table, text_column="说")]
    assert ids == ["a.csv#1", "a.csv#2"]
    found = read(table, text_column="说", id_column="code")
    assert [document.id for document, _, _ in found] == ["k1", "k2"]
    assert found[0][2].warnings == ["columns not used: x"]
    make_zip(tmp_path / "z.zip", {"in/a.csv": table.read_bytes()})
    ids = [document.id for document, _, _ in read(tmp_path / "z.zip", text_column="说")]
    assert ids == ["z.zip/in/a.csv#1", "z.zip/in/a.csv#2"]


def test_python_reads_the_same_with_the_same_settings(tmp_path):
    make_csv(tmp_path / "a.csv", [["说"], [SENTENCE], [OTHER]])
    make_csv(tmp_path / "answers.csv", [["platform"], ["甲"]])
    how = package.ReadSettings(text_column="说")
    assert [x.text for x in package.extract([tmp_path / "a.csv"], settings=how)] == [
        SENTENCE,
        OTHER,
    ]
    assert list(package.extract([tmp_path])) == []


def test_traditional_text_is_said_to_be_so_and_can_be_simplified(tmp_path):
    text = (
        "望川市新材料中試平台於2024年建成投用，聚焦新材料產業，推動創新鏈與產業鏈深度融合。\n" * 3
    )
    (tmp_path / "a.txt").write_bytes(text.encode("big5"))
    _, kept, source = only(tmp_path / "a.txt")
    assert kept == text
    assert source.warnings == [
        "in traditional characters, which are read badly: --simplify turns them into simplified ones"
    ]
    _, changed, source = only(tmp_path / "a.txt", simplify=True)
    assert changed.startswith("望川市新材料中试平台于2024年建成投用，聚焦新材料产业")
    assert source.warnings == ["put from traditional into simplified characters"]


def test_standard_input_is_what_its_bytes_are():
    for name in ("plan.pdf", "plan.docx", "notice.html"):
        data = (FILES / name).read_bytes()
        done = innograph("extract", "-", given=data)
        assert "望川" in done.stdout, name
        assert done.stderr == "", name
    (source,) = iter_files(["-"], stdin=io.BytesIO((FILES / "plan.pdf").read_bytes()))
    assert read_document(source)[0].title == PLAN["title"]


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path):
    code = (
        "import sys\n"
        "for name in ('lxml', 'docx', 'pypdfium2', 'pyarrow', 'trafilatura', 'opencc'):\n"
        "    sys.modules[name] = None\n"
        "from innograph.cli.main import main\n"
        "main()"
    )
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    make_parquet(tmp_path / "b.parquet", {"text": [OTHER]})
    files = [*(FILES / name for name in ("plan.pdf", "plan.docx", "notice.html")), "b.parquet"]
    done = process(sys.executable, "-c", code, "extract", "a.txt", *files, cwd=tmp_path, code=1)
    said = done.stderr.splitlines()
    kinds = ("a PDF file", "a Word file", "an HTML page", "a Parquet file")
    assert said[:-1] == [
        f"Not read: {name} is {kind}: pip install 'innograph[files]' brings what reads it."
        for name, kind in zip(files, kinds, strict=True)
    ]
    assert said[-1] == "1 of 5 files read."


_WORDS = st.text("望川市中试平台聚焦氢能，。；（）“”12 \t", min_size=1, max_size=30)
_PARTS = st.lists(st.tuples(st.sampled_from(["p", "li", "td", "h2", "b"]), _WORDS), max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=_PARTS, encoding=st.sampled_from(["utf-8", "gb18030"]))
def test_passages_tile_the_text_of_any_page_and_every_word_of_it_is_there(
    parts, encoding, tmp_path, extractor
):
    inner = "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)
    body = f"<div id='zoom'><p>{SENTENCE * 3}</p>{inner}</div>"
    (tmp_path / "a.html").write_bytes(page(body, encoding=encoding))
    document, text, source = only(tmp_path / "a.html")
    assert "".join(text.split()).startswith("".join((SENTENCE * 3).split()))
    for _, words in parts:
        assert "".join(words.split()) in "".join(text.split()).replace("#", "")
    assert extractor.extract(document, text, source.furniture).text == text


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=st.lists(
        st.tuples(st.text("望川市中试平台，。\n\"'; ,\t", min_size=1, max_size=20), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)
def test_rows_come_back_as_they_were_written(rows, encoding, tmp_path):
    texts = [SENTENCE + text + str(index) for index, (text, _) in enumerate(rows)]
    table = make_csv(tmp_path / "a.csv", [["id", "text"], *([i, t] for i, t in enumerate(texts))],
                     encoding=encoding)  # fmt: skip
    assert [text for _, text, _ in read(table)] == texts
    lines = make_jsonl(tmp_path / "a.jsonl", [{"id": i, "text": t} for i, t in enumerate(texts)])
    assert [(d.id, text) for d, text, _ in read(lines)] == [
        (str(i), t) for i, t in enumerate(texts)
    ]
