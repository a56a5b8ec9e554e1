"""Broken, locked, huge and lying files: each is named with the way out, skipped and counted."""

from __future__ import annotations

import zipfile
from collections import Counter

import pytest
from command import innograph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import FILES, OTHER, SENTENCE, make_csv, make_jsonl, make_parquet, make_zip, page

from innograph.graph.errors import DataError
from innograph.ingest.formats.page import ReadSettings
from innograph.ingest.formats.table import READ
from innograph.ingest.read import read_document
from innograph.ingest.sources import find_files, iter_files

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SAVE = "open it in Word or LibreOffice and save it again."
# Name → what is said of it after its name.
SAID = {
    "cut.pdf": "is a damaged PDF file: save or print it anew.",
    "locked.pdf": "is protected by a password: save it without one.",
    "scan.pdf": "is a scan without a text layer: run text recognition over it first, for instance "
    "ocrmypdf -l chi_sim.",
    "text.pdf": "is not a PDF file, whatever its name says: fetch it anew, or rename it if it is text.",
    "word.pdf": "is a Word file (.docx), not a PDF file: rename it to word.docx.",
    "cut.docx": "is a zip archive, not a Word file (.docx): rename it to cut.zip.",
    "broken.docx": f"is a damaged Word file (XMLSyntaxError): {SAVE}",
    "locked.docx": "is an Office file that is protected by a password: save it without one.",
    "old.docx": "is an old Word, Excel or WPS file, not a Word file (.docx): save it as .docx.",
    "page.docx": "is an HTML page, not a Word file (.docx): rename it to page.html.",
    "bomb.docx": "unpacked, has 30.0 MB, more than the 1 that are read: split it, or raise --max-size.",
    "plan.txt": "is a PDF file, not text: rename it to plan.pdf.",
    "notice.md": "is an HTML page, not text: rename it to notice.html.",
    "picture.html": "is an image, not an HTML page: save its text as UTF-8 .txt.",
    "plain.html": "has no tag, so it is no HTML page: rename it to .txt.",
    "bare.html": "holds no text: give a file with text.",
    "old.doc": f"is no {READ} file: save it as .docx.",
    "sheet.xlsx": f"is no {READ} file: save the sheet as CSV.",
    "text.zip": "is not a zip archive, whatever its name says: fetch it anew, or rename it if it is "
    "text.",
    "cut.zip": "is a damaged zip archive (File is not a zip file): fetch or pack it anew.",
    "empty.zip": "holds no file that innograph reads: give an archive of texts.",
    "word.zip": "is a Word file (.docx), not a zip archive: rename it to word.docx.",
    "bomb.zip": "unpacked, has 30.0 MB, more than the 1 that are read: split it, or raise --max-size.",
    "huge.txt": "has 1.1 MB, more than the 1 that are read: split it, or raise --max-size.",
    "no-text.csv": "does not say which column is the text: name it with --text-column (it has 甲, 乙).",
    "empty.csv": "is empty: give a file with text.",
    "bytes.csv": "is not readable as UTF-8, UTF-16, GB18030 or Big5: save it as UTF-8.",
    "marked.csv": "is no CSV file that can be read (invalid start byte): save it again as UTF-8.",
    "sheet.csv": "is an old Word, Excel or WPS file, not a CSV file: save its sheet as CSV.",
    "plain.jsonl": "is no JSON Lines file: write one object a line, in UTF-8.",
    "text.parquet": "is not a Parquet file, whatever its name says: fetch it anew, or rename it if it "
    "is text.",
}


def cut(name, share=0.5):
    data = (FILES / name).read_bytes()
    return data[: int(len(data) * share)]


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    docx, pdf = (FILES / "plan.docx").read_bytes(), (FILES / "plan.pdf").read_bytes()
    contents = {
        "cut.pdf": b"%PDF-1.7\n" + bytes(100),
        "locked.pdf": (FILES / "locked.pdf").read_bytes(),
        "scan.pdf": (FILES / "scan.pdf").read_bytes(),
        "text.pdf": SENTENCE.encode(),
        "word.pdf": docx,
        "cut.docx": cut("plan.docx"),
        "locked.docx": (FILES / "locked.docx").read_bytes(),
        "old.docx": OLD_WORD,
        "page.docx": page(SENTENCE),
        "plan.txt": pdf,
        "notice.md": (FILES / "notice.html").read_bytes(),
        "picture.html": b"\x89PNG\r\n\x1a\n",
        "plain.html": SENTENCE.encode(),
        "bare.html": page("<script>1</script>"),
        "old.doc": OLD_WORD,
        "sheet.xlsx": b"PK\x03\x04",
        "text.zip": SENTENCE.encode(),
        "cut.zip": cut("policies.zip"),
        "word.zip": docx,
        "huge.txt": (SENTENCE * 20_000).encode()[:1_100_000],
        "empty.csv": b"",
        "bytes.csv": b"text\n\xff\xff\xfe\x80\x81\n",
        "marked.csv": b"\xef\xbb\xbftext\n\xff\xff\xfe\x80\x81\n",
        "sheet.csv": OLD_WORD,
        "plain.jsonl": SENTENCE.encode(),
        "text.parquet": SENTENCE.encode(),
        "good.txt": SENTENCE.encode(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(FILES / "plan.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"][:900]
    make_zip(folder / "broken.docx", parts)
    make_zip(folder / "bomb.docx", parts | {"word/media/a.bin": bytes(29_990_000)})
    make_zip(folder / "bomb.zip", {f"{n}.txt": bytes(1_000_000) for n in range(30)})
    make_zip(folder / "empty.zip", {"a.jpg": b"x"})
    make_csv(folder / "no-text.csv", [["甲", "乙"], [SENTENCE, "1"]])
    return folder


def test_each_bad_file_is_named_with_the_way_out_and_the_others_are_read(bad):
    done = innograph("extract", *SAID, "good.txt", "--max-size", "1", cwd=bad, code=1)
    said = done.stderr.splitlines()
    assert said.pop(-2).startswith("Not looked at: 1 .jpg ")  # in empty.zip
    commas = {"bomb.docx", "bomb.zip"}
    assert said[:-1] == [
        f"Not read: {name}{',' if name in commas else ''} {why}" for name, why in SAID.items()
    ]
    assert said[-1] == f"1 of {len(SAID) + 1} files read."
    assert len(done.stdout.splitlines()) == 1


def test_what_is_found_by_chance_is_counted_and_no_error(tmp_path):
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    for name in ("b.doc", "c.doc", "d.jpg", "LICENSE", "a.yaml", ".e.doc"):
        (tmp_path / name).write_text("title: 甲\n" if name == "a.yaml" else "x", "utf-8")
    make_csv(tmp_path / "answers.csv", [["platform", "status"], ["甲", "Achieved"]])
    make_jsonl(tmp_path / "graph.jsonl", [{"document": {"id": "a"}, "passages": []}])
    innograph("extract", "a.txt", cwd=tmp_path)
    innograph("--store", "s", "ingest", "a.txt", "--report", "report.html", cwd=tmp_path)
    done = innograph("extract", ".", cwd=tmp_path)
    columns = "does not say which column is the text: name it with --text-column (it has"
    assert done.stderr.splitlines() == [
        f"Left out: answers.csv {columns} platform, status).",
        f"Left out: graph.jsonl {columns} document, passages).",
        "Left out: report.html is a page that innograph wrote: give the texts that it was made from.",
        f"Not looked at: 2 .doc, 1 .jpg, 1 LICENSE (innograph reads {READ}).",
    ]
    assert len(done.stdout.splitlines()) == 1


def test_bad_texts_in_an_archive_are_named_one_by_one(tmp_path):
    inner = make_zip(tmp_path / "inner.zip", {"a.txt": SENTENCE}).read_bytes()
    members = {
        "a.txt": SENTENCE,
        "../../b.txt": OTHER,
        "c.pdf": b"%PDF-1.7\n",
        "d.txt": b"\x89PNG\r\n",
        "e.zip": inner,
        "big.txt": SENTENCE * 20_000,
        "f.jpg": b"x",
        "__MACOSX/._a.txt": b"x",
        ".DS_Store": b"x",
    }
    make_zip(tmp_path / "z.zip", members)
    done = innograph("extract", "z.zip", "--out", "out", "--max-size", "1", cwd=tmp_path, code=1)
    assert done.stderr.splitlines() == [
        "Not read: z.zip/big.txt has 1.5 MB, more than the 1 that are read: split it, or raise "
        "--max-size.",
        "Not read: z.zip/c.pdf is a damaged PDF file: save or print it anew.",
        "Not read: z.zip/d.txt is an image, not text: save its text as UTF-8 .txt.",
        "Not read: z.zip/e.zip is an archive inside an archive: unpack it.",
        f"Not looked at: 1 .jpg (innograph reads {READ}).",
        "2 of 6 files read; written to out.",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


def test_an_archive_with_a_password_is_said_to_have_one(tmp_path):
    data = bytearray(make_zip(tmp_path / "z.zip", {"a.txt": SENTENCE}).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "z.zip").write_bytes(data)
    (source,) = iter_files([tmp_path / "z.zip"])
    with pytest.raises(DataError, match="is protected by a password: pack it without one"):
        read_document(source)


def test_bad_rows_are_named_and_the_others_are_read(tmp_path):
    good, other = {"text": SENTENCE}, {"text": OTHER}
    make_jsonl(tmp_path / "a.jsonl", [good, "{", "[1]", {"text": ""}, {"text": 3}, other])
    done = innograph("extract", "a.jsonl", cwd=tmp_path, code=1)
    broken = "is no JSON object in UTF-8: mend it, or take the row out."
    empty = "has no text in the column text: fill it, or take the row out."
    assert done.stderr.splitlines() == [
        f"Not read: a.jsonl row 2 {broken}",
        f"Not read: a.jsonl row 3 {broken}",
        f"Not read: a.jsonl row 4 {empty}",
        f"Not read: a.jsonl row 5 {empty}",
        "2 of 6 files read.",
    ]
    make_csv(tmp_path / "a.csv", [["text", "date"], [SENTENCE, "2024", "x"], [OTHER, "soon"]])
    done = innograph("extract", "a.csv", cwd=tmp_path, code=1)
    assert done.stderr.splitlines() == [
        "Not read: a.csv row 1 has 3 cells under 2 names: put text in quotes.",
        "Note: a.csv row 2: row: date 'soon' is no date (2024, 2024-05, 2024-05-01)",
        "1 of 2 files read.",
    ]


def test_a_column_that_is_not_there_and_an_id_for_a_table_are_said(tmp_path):
    make_parquet(tmp_path / "a.parquet", {"text": [SENTENCE], "k": [1]})
    done = innograph("extract", "a.parquet", "--id-column", "key", cwd=tmp_path, code=1)
    assert "has no column 'key' for --id-column: it has text, k." in done.stderr
    done = innograph("extract", "a.parquet", "--id", "x", cwd=tmp_path, code=2)
    assert "--id names one document" in done.stderr


def test_files_of_no_format_are_counted_by_suffix(tmp_path):
    for name in ("a.DOC", "b.doc", "c.ofd", "d.txt"):
        (tmp_path / name).write_bytes(b"x")
    ignored = Counter()
    assert [source.id for source in find_files([tmp_path], ignored=ignored)] == ["d.txt"]
    assert ignored == {".doc": 2, ".ofd": 1}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.data(), name=st.sampled_from(["plan.docx", "plan.pdf", "notice.html", "policies.zip"])
)
def test_a_damaged_file_is_read_or_refused_in_one_sentence(data, name, tmp_path):
    whole = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(len(whole) // 2, len(whole)))
    path = tmp_path / name
    path.write_bytes(whole[:end])
    for source in iter_files([path], settings=ReadSettings(max_size=5)):
        said = outcome(source)
        assert said is None or (name in said and said.endswith("."))


@pytest.mark.parametrize("wrong", [b"\xff" * 40, b"\0" * 200])
def test_a_word_file_whose_packing_is_broken_is_refused(wrong, tmp_path):
    data = bytearray((FILES / "plan.docx").read_bytes())
    with zipfile.ZipFile(FILES / "plan.docx") as archive:
        start = archive.getinfo("word/document.xml").header_offset + 60
    data[start : start + len(wrong)] = wrong
    (tmp_path / "a.docx").write_bytes(data)
    (source,) = iter_files([tmp_path / "a.docx"])
    assert "a.docx is a damaged Word file" in outcome(source)


def outcome(source):
    """What is said of a source that cannot be read."""
    try:
        document, text = read_document(source)
    except DataError as error:
        return str(error)
    return None if document.characters == len(text) else "another length"
