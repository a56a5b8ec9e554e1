"""Hypothesis strategies for Chinese texts: real sentences, odd marks, every line end."""

from __future__ import annotations

from hypothesis import strategies as st


def _level_one(charset: str, leads: range, trails: list[int]) -> str:
    """The common characters of a charset."""
    found = (bytes([lead, trail]).decode(charset, "ignore") for lead in leads for trail in trails)
    return "".join(found)


SIMPLIFIED = _level_one("gb2312", range(0xB0, 0xD7), list(range(0xA1, 0xFF)))
TRADITIONAL = _level_one("big5", range(0xA4, 0xC6), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
LINE_ENDS = ("\n", "\r\n", "\r")


def lines(characters: str, *, least: int = 12):
    """Texts of a few lines with one kind of line end, each line long enough to tell an encoding."""
    line = st.text(st.sampled_from(characters), min_size=least, max_size=60).map(lambda t: t + "。")
    return st.builds(
        lambda end, parts, last: end.join(parts) + (end if last else ""),
        st.sampled_from(LINE_ENDS),
        st.lists(line, min_size=1, max_size=4),
        st.booleans(),
    )


_PIECES = [
    "近年来,", "下一步，", "一是", "二是建设中试平台。", "（一）", "(2)", "1.", "二、", "第三条　",
    "第一章　总则", "# ", "---\n", "title: 望川\n", "“", "”", "《", "》", "（", "）", "[", "]", "。",
    "；", "!", "?", ";", "，", "\n", "\r", "\r\n", "\u2028", "\u200b", "\ufeff", "　", " ", "\t",
    "来源：", "打印\n", "|表|格|\n", "2024年5月1日", "各位代表：", ">", "望川市人民政府", "3家",
]  # fmt: skip
pieces = st.lists(
    st.sampled_from(_PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    max_size=30,
).map("".join)
