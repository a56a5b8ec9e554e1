"""The numbers of lists in Word files, which stand nowhere in the text: 一、 (二) 3. 第四条."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand",
}  # fmt: skip


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of one file and how far each has been counted. Ask in the order of the text."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # numId → levels
    abstract: dict[str, str] = field(default_factory=dict)  # numId → what it counts on
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)
    restarts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def next(self, number: str, depth: int) -> str:
        """What stands before the next item of a list; "" where nothing does."""
        levels = self.levels.get(number, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts[self.abstract[number]]
        restart = depth in self.restarts[number] and (number, depth) not in self.begun
        self.begun.add((number, depth))
        counts[depth] = level.start if restart or depth not in counts else counts[depth] + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "• "
        text = level.text
        for other in range(9):
            if f"%{other + 1}" in text and other in levels:
                at = levels[other]
                form = "decimal" if level.legal and other != depth else at.form
                text = text.replace(f"%{other + 1}", written(counts.get(other, at.start), form))
        return text + (" " if text[-1:].isascii() and text else "")


def read_numbering(root: Any | None) -> Numbering:
    """From numbering.xml; an empty one where the file has none."""
    numbering = Numbering()
    if root is None:
        return numbering
    kinds = {
        kind.get(f"{_W}abstractNumId"): _levels(kind) for kind in root.iter(f"{_W}abstractNum")
    }
    for number in root.iter(f"{_W}num"):
        name, kind = number.get(f"{_W}numId"), _value(number.find(f"{_W}abstractNumId"))
        levels = dict(kinds.get(kind, {}))
        for override in number.iter(f"{_W}lvlOverride"):
            depth = int(override.get(f"{_W}ilvl") or 0)
            levels |= _levels(override)
            start = _value(override.find(f"{_W}startOverride"))
            if start is not None and depth in levels:
                old = levels[depth]
                levels[depth] = _Level(int(start), old.form, old.text, old.legal)
                numbering.restarts[name].add(depth)
        numbering.levels[name], numbering.abstract[name] = levels, kind or name
    return numbering


def _levels(parent: Any) -> dict[int, _Level]:
    return {
        int(level.get(f"{_W}ilvl") or 0): _Level(
            int(_value(level.find(f"{_W}start")) or 1),
            _value(level.find(f"{_W}numFmt")) or "decimal",
            _value(level.find(f"{_W}lvlText")) or "",
            level.find(f"{_W}isLgl") is not None,
        )
        for level in parent.iter(f"{_W}lvl")
    }


def _value(element: Any | None) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def written(number: int, form: str) -> str:
    """A number in the form of a list; decimal in forms that policy texts do not have."""
    if form in _CHINESE:
        return _in_chinese(number)
    if form == "none":
        return ""
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form in {"upperLetter", "lowerLetter"} and number >= 1:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"upperRoman", "lowerRoman"} and 1 <= number < 40:
        return _in_roman(number).upper() if form == "upperRoman" else _in_roman(number)
    if form == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    if form == "ideographZodiac" and 1 <= number <= 12:
        return _BRANCHES[number - 1]
    return f"{number:02}" if form == "decimalZero" else str(number)


def _in_chinese(number: int) -> str:
    if not 0 < number < 1_000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _in_roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
