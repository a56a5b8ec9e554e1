"""Bytes → text: every encoding of Chinese texts comes back whole, and a doubtful one is refused."""

from __future__ import annotations

import codecs
import re

import pytest
from chinese import SIMPLIFIED, TRADITIONAL, lines
from hypothesis import given
from hypothesis import strategies as st

from innograph.graph.errors import DataError
from innograph.ingest.decode import decode

BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "gb18030": b"\x84\x31\x95\x33",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@given(text=lines(SIMPLIFIED))
def test_simplified_text_comes_back_with_its_line_ends(encoding, text):
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "big5"])
@given(text=lines(TRADITIONAL))
def test_traditional_text_comes_back_with_its_line_ends(encoding, text):
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", BOMS)
@given(text=lines(SIMPLIFIED, least=1))
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(encoding, text):
    assert decode(BOMS[encoding] + text.encode(encoding), "a.txt") == text


@given(
    encoding=st.sampled_from(["utf-16-le", "utf-16-be", "gb18030", "utf-8"]),
    text=st.text(st.sampled_from(SIMPLIFIED), min_size=5, max_size=12),
)
def test_a_few_characters_are_never_taken_for_other_chinese(encoding, text):
    """They may be refused, or look like a text without Chinese, which is refused later."""
    try:
        found = decode(text.encode(encoding), "a.txt")
    except DataError:
        return
    assert found == text or not re.search("[一-鿿]", found)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_one_sentence_about_the_file(data):
    try:
        said = decode(data, "a.txt")
    except DataError as error:
        said = str(error)
        named = said.startswith("a.txt ") and said.endswith(".")
    else:
        named = "\0" not in said
    assert named, said


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04\x14", "a Word, Excel or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Word or Excel file"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"{\\rtf1", "an RTF file"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "an HTML page"),
        (b"\n <html>", "an HTML page"),
    ],
)
def test_another_format_is_named_with_the_way_out(data, what):
    with pytest.raises(DataError, match=f"a.txt is {what}.*save its text as UTF-8"):
        decode(data, "a.txt")


def test_damage_is_named_with_its_place():
    data = codecs.BOM_UTF8 + "望川市".encode() + b"\xff"
    with pytest.raises(DataError, match="damaged at byte 9"):
        decode(data, "a.txt")
    with pytest.raises(DataError, match=r"control character \(code 0\) at position 2"):
        decode(codecs.BOM_UTF16_LE + "望川\0市".encode("utf-16-le"), "a.txt")


def test_rare_characters_outside_gb2312_do_not_make_a_text_another():
    text = "镕基的𬭩元素实验室坐落在望川市砚山区，" * 3
    assert decode(text.encode("gb18030"), "a.txt") == text
