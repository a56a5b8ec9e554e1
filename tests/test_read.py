"""Files, folders and standard input, good and bad, through the library and the real command."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from chinese import SIMPLIFIED, lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innograph.graph.errors import DataError, UsageError
from innograph.ingest.formats.table import READ
from innograph.ingest.read import read_document
from innograph.ingest.sources import iter_files

SENTENCE = "望川市新增中试平台3家，聚焦新材料产业。\n"


def innograph(*args, stdin=b"", cwd=None, env=None):
    """The command as a shell starts it: exit code, standard output, lines on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "innograph", *map(str, args)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=env,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode().splitlines()


def read(path, **options):
    (source,) = iter_files([path])
    return read_document(source, options=options)


def text_of(data):
    (source,) = iter_files(["-"], stdin=io.BytesIO(data))
    return read_document(source)[1]


@given(
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"]),
    text=lines(SIMPLIFIED),
)
def test_text_is_the_file_decoded_with_newlines_kept(encoding, text):
    assert text_of(text.encode(encoding)) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=lines(SIMPLIFIED))
def test_bytes_and_text_have_their_own_hashes(tmp_path, text):
    plain, other = tmp_path / "a.txt", tmp_path / "b.txt"
    plain.write_bytes(text.encode())
    other.write_bytes(text.encode("gb18030"))
    one, two = read(plain)[0], read(other)[0]
    assert one.text_sha256 == two.text_sha256
    assert one.sha256 != two.sha256
    assert one.characters == len(text)


def test_folder_gives_texts_in_a_fixed_order_with_relative_ids(tmp_path):
    for name in ["b.txt", "a/z.md", "a/B.TXT", "c.yaml", ".hidden.txt", ".git/d.txt"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SENTENCE, "utf-8")
    assert [source.id for source in iter_files([tmp_path])] == ["a/B.TXT", "a/z.md", "b.txt"]


def test_file_named_twice_is_read_once(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, "utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    assert len(list(iter_files([path, tmp_path, link]))) == 1


def test_hidden_file_is_read_when_named(tmp_path):
    path = tmp_path / ".a.txt"
    path.write_text(SENTENCE, "utf-8")
    assert read(path)[1] == SENTENCE


def test_options_go_before_front_matter_before_side_file_before_inference(tmp_path):
    path = tmp_path / "a.md"
    body = "# 望川市氢能条例\n\n"
    path.write_text(f"---\ntitle: 前\nplace: 前市\n---\n{body}{SENTENCE}", "utf-8")
    path.with_suffix(".yaml").write_text("title: 旁\nplace: 旁市\nissuer: 旁局\n", "utf-8")
    document = read(path, title="氢能规划")[0]
    assert (document.title, document.place, document.issuer) == ("氢能规划", "前市", "旁局")
    assert document.genre == "plan"
    assert document.inferred == {"genre": "title"}


def test_side_file_may_carry_the_whole_name_and_another_encoding(tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    side = "标题: 望川市科技创新行动计划\n发布机构: 望川市人民政府办公室\n"
    (tmp_path / "a.txt.yaml").write_bytes(side.encode("gb18030"))
    document = read(tmp_path / "a.txt")[0]
    assert document.title == "望川市科技创新行动计划"
    assert document.issuer == "望川市人民政府办公室"


def test_wrong_option_is_an_error_of_the_call(tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    with pytest.raises(UsageError, match="published 'soon' is no date"):
        read(tmp_path / "a.txt", published="soon")


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """A folder with two good texts and every kind of bad input; name → what is said of it."""
    folder = tmp_path_factory.mktemp("bad")
    front = "---\nid: same\n---\n"
    contents = {
        "good.txt": SENTENCE,
        "id1.txt": front + SENTENCE,
        "id2.txt": front + SENTENCE * 2,
        "pdf.txt": b"%PDF-1.7\n%\xe2\xe3",
        "docx.txt": b"PK\x03\x04\x14\x00",
        "image.md": b"\x89PNG\r\n\x1a\n",
        "page.txt": "<html><body>望川市</body></html>",
        "empty.txt": b"",
        "blank.txt": " \n\t\r\n　\n",
        "english.txt": "The city has three pilot platforms for new materials.\n",
        "junk.txt": b"\xff\xff\xfe\x80\x81",
        "front.txt": "---\ntitle: 望川\nplace: [望川市\n---\n" + SENTENCE,
        "wide.txt": "---\ntitle：望川\nplace：望川市\n---\n" + SENTENCE,
        "open.txt": "---\ntitle: 望川\n" + SENTENCE,
        "side.txt": SENTENCE + "旁。",
        "side.yaml": "title: 望川\n- 市\n",
        "list.txt": SENTENCE + "列。",
        "list.yml": "- 望川市\n",
        "report.pdf": b"%PDF-1.7\n",
    }
    for name, content in contents.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
    (folder / "nothing").mkdir()
    return folder


SAID = {
    "id2.txt": "id2.txt has the id same of id1.txt: give one of them another id, or rename it.",
    "pdf.txt": "pdf.txt is a PDF file, not text: rename it to pdf.pdf.",
    "docx.txt": "docx.txt is a zip archive, not text: rename it to docx.zip.",
    "image.md": "image.md is an image, not text: save its text as UTF-8 .txt.",
    "page.txt": "page.txt is an HTML page, not text: rename it to page.html.",
    "empty.txt": "empty.txt is empty: give a file with text.",
    "blank.txt": "blank.txt holds no text: give a file with text.",
    "english.txt": "english.txt is hardly in Chinese: innograph reads Chinese texts only.",
    "junk.txt": "junk.txt is not readable as UTF-8, UTF-16, GB18030 or Big5: save it as UTF-8.",
    "front.txt": "front.txt line 3: the front matter is no YAML "
    "(expected ',' or ']', but got '<stream end>'): mend it, or remove its --- lines.",
    "wide.txt": "wide.txt line 2: the front matter is no YAML "
    "(a name and its value are parted by a colon and a space): mend it, or remove its --- lines.",
    "open.txt": "open.txt line 1: the front matter is no YAML (no line --- ends it): "
    "mend it, or remove its --- lines.",
    "side.txt": "side.txt: its side file side.yaml is no YAML in line 2 "
    "(expected <block end>, but found '-'): mend or remove it.",
    "list.txt": "list.txt: its side file list.yml is no YAML in line 1 "
    "(a name and its value are parted by a colon and a space): mend or remove it.",
    "report.pdf": "report.pdf is a damaged PDF file: save or print it anew.",
    "nothing": f"nothing holds no {READ} file: give a folder of texts.",
    "missing.txt": "missing.txt is not there: check the path.",
    "x" * 300 + ".txt": "x" * 300 + ".txt cannot be read: File name too long.",
}
BAD = list(SAID)


def test_extract_names_each_bad_input_and_goes_on(bad):
    code, out, err = innograph("extract", "id1.txt", *BAD, "good.txt", cwd=bad)
    assert code == 1
    assert err == [*(f"Not read: {SAID[name]}" for name in BAD), f"2 of {len(BAD) + 2} files read."]
    assert [json.loads(line)["document"]["id"] for line in out.splitlines()] == ["same", "good.txt"]


def test_ingest_names_each_bad_input_and_goes_on(bad, tmp_path):
    store = ("--store", tmp_path / "store")
    code, out, err = innograph("ingest", "id1.txt", *BAD, "good.txt", *store, cwd=bad)
    assert code == 1
    assert err[:-1] == [f"Not read: {SAID[name]}" for name in BAD]
    total = len(BAD) + 2
    assert err[-1].startswith(f"{total} files: 2 new, 0 changed, 0 unchanged, {len(BAD)} not read.")
    assert out == ""


def test_good_inputs_alone_end_with_zero(bad):
    code, out, err = innograph("extract", "good.txt", cwd=bad)
    assert (code, err, len(out.splitlines())) == (0, [], 1)


def test_standard_input_is_a_document_and_may_be_bad(bad):
    code, out, err = innograph("extract", "-", "--id", "甲", stdin=SENTENCE.encode("gb18030"))
    assert (code, err) == (0, [])
    assert json.loads(out)["document"]["id"] == "甲"
    code, out, err = innograph("extract", "-", "good.txt", stdin=b"", cwd=bad)
    assert code == 1
    assert err == ["Not read: stdin is empty: give a file with text.", "1 of 2 files read."]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["good.txt", "--published", "soon"], "published 'soon' is no date"),
        (["good.txt", "id1.txt", "--id", "x"], "--id names one document"),
        (["good.txt", "copy/good.txt", "--out", "out"], "would both be written to good"),
        ([], "Missing argument"),
    ],
)
def test_wrong_call_is_another_exit_code(bad, args, said):
    (bad / "copy").mkdir(exist_ok=True)
    (bad / "copy" / "good.txt").write_text(SENTENCE, "utf-8")
    code, out, err = innograph("extract", *args, cwd=bad)
    assert (code, out) == (2, "")
    assert said in err[-1]


def test_wrong_call_makes_no_store(bad, tmp_path):
    store = tmp_path / "store"
    code, _, err = innograph("ingest", "good.txt", "--date", "soon", "--store", store, cwd=bad)
    assert (code, store.exists()) == (2, False)
    code, _, err = innograph("ingest", "good.txt", "--effective", "soon", "--store", store, cwd=bad)
    assert err == ["Error: options: effective 'soon' is no date (2024, 2024-05, 2024-05-01)."]
    assert (code, store.exists()) == (2, False)


def test_file_name_that_is_not_utf8_is_named(tmp_path):
    name = "望川.txt".encode("gb18030")
    try:
        (tmp_path / name.decode("utf-8", "surrogateescape")).write_text(SENTENCE, "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("This file system holds UTF-8 names only.")
    code, _, err = innograph("extract", tmp_path)
    assert code == 1
    assert err[0].endswith("has a name that is not UTF-8: rename it.")


def test_line_between_rules_is_text_and_no_front_matter(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(f"---\n{SENTENCE}---\n{SENTENCE}", "utf-8")
    document, text = read(path)
    assert text.startswith("---\n望川市")
    assert document.characters == len(text)


def test_unreadable_source_raises_the_same_sentence(bad):
    (source,) = iter_files([bad / "pdf.txt"])
    with pytest.raises(DataError, match="is a PDF file"):
        read_document(source)
