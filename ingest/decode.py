"""Bytes → text. A wrong guess is worse than an error: what is not plainly one encoding is refused."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import NamedTuple

from innograph.graph.errors import DataError

_SAMPLE = 40_000  # characters that the judgement of an encoding looks at
_PLAIN = 0.8  # share of the characters outside ASCII that must be common in the encoding
_FEW = 40  # bytes below which two plain readings stay two
_LEAD = 0.1  # by which the best reading must beat the next one

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the UTF-16 one, so it stands before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x1f\x8b", "a compressed file"),
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)
_CHINESE = re.compile("[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e\U00020000-\U0003ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·％－～「」『』　")


class _Reading(NamedTuple):
    encoding: str
    text: str
    share: float


def decode(data: bytes, name: str) -> str:
    """The text of a file, BOM removed and newlines kept. Raises DataError naming the way out."""
    _check_format(data, name)
    return _check_text(decode_any(data, name), name)


def decode_any(data: bytes, name: str) -> str:
    """The same for files that are more than their text: markup, and control characters, may be in them."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\0" not in text and (text.isascii() or _CHINESE.search(text)):
        return text
    # A few characters of GBK may be UTF-8 by chance: 联通 would be ͨ and two more.
    found = _guess(data)
    if found is None and (not text or "\0" in text):
        raise DataError(
            f"{name} is not readable as UTF-8, UTF-16, GB18030 or Big5: save it as UTF-8."
        )
    return found or text


def encoding_of(data: bytes, name: str) -> str:
    """The encoding of the beginning of a long file. Raises DataError where it is not plain."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            # These two take the mark off by themselves.
            return {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(
                encoding, encoding
            )
    head = data[: data.rfind(b"\n") + 1] or data
    text = decode_any(head, name)
    for encoding in ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"):
        with suppress(UnicodeDecodeError):
            if head.decode(encoding) == text:
                return encoding
    raise AssertionError("decode_any reads only these encodings")


def _check_format(data: bytes, name: str) -> None:
    for start, what in _FORMATS:
        if data.startswith(start):
            raise DataError(f"{name} is {what}, not text: save its text as UTF-8 .txt.")
    if _HTML.match(data[:200].removeprefix(codecs.BOM_UTF8)):
        raise DataError(f"{name} is an HTML page: save its text as UTF-8 .txt.")


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DataError(
            f"{name} says it is {encoding.upper()} but is damaged at byte {error.start}: "
            "save it again as UTF-8."
        ) from None


def _check_text(text: str, name: str) -> str:
    if found := _CONTROL.search(text):
        raise DataError(
            f"{name} holds a control character (code {ord(found[0])}) at position {found.start()}, "
            "so it is no plain text: save it as UTF-8 .txt."
        )
    return text


def _guess(data: bytes) -> str | None:
    """The one reading whose characters are nearly all common ones, if there is one."""
    readings = sorted(_readings(data), key=lambda reading: -reading.share)
    if readings and readings[0].share >= _PLAIN:
        best, *others = readings
        if not others or best.share - others[0].share >= _LEAD or _second(data, best):
            return best.text
    return None


def _second(data: bytes, best: _Reading) -> bool:
    """Whether charset-normalizer, asked about two readings that both look plain, takes the same.

    A handful of characters is no ground to decide on: 副箇毀融棺唯 in Big5 is 捌虹反磕疵斑 in GBK.
    """
    if len(data) < _FEW:
        return False
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SAMPLE], cp_isolation=["gb18030", "big5"]).best()
    return found is not None and found.encoding == best.encoding


def _readings(data: bytes) -> list[_Reading]:
    found = []
    for encoding in ("utf-16-le", "utf-16-be", "gb18030", "big5"):
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append(_Reading(encoding, text, _common_share(text, encoding)))
    return found


def _common_share(text: str, encoding: str) -> float:
    """Share of the characters outside ASCII that are punctuation or of the 3,755 or 5,401 common ones."""
    sample = text[:_SAMPLE]
    other = [c for c in sample if c > "\x7f"]
    if not other or _CONTROL.search(sample):
        return 0.0
    sets: tuple[str, ...] = ("big5",) if encoding == "big5" else ("gb2312",)
    if encoding.startswith("utf-16"):
        sets = ("gb2312", "big5")
    return sum(c in _PUNCTUATION or any(_is_common(c, s) for s in sets) for c in other) / len(other)


def _is_common(character: str, charset: str) -> bool:
    """Whether a character is in the first level of GB 2312 or Big5."""
    try:
        lead = character.encode(charset)[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= lead <= 0xD7 if charset == "gb2312" else 0xA4 <= lead <= 0xC6
