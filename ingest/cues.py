"""How much a heading, an opening or a sentence speaks for a report or for an intention.

The patterns and weights are data: lexicons/sections.toml. Times are compared with the year in which
the document speaks, where that is known: “十四五”时期 reports in 2026 and intends in 2020.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FACT, INTENTION = "fact", "intention"

_FILE = Path(__file__).parent / "lexicons" / "sections.toml"
_CLAUSE = r"(?<![^,，；;：:。!！?？\s])"
_YEAR = re.compile(r"((?:19|20)\d\d)年(以来)?")
_TITLE = re.compile(r"《[^《》]{0,200}》")  # a title's words are no cues
_PLAN_PERIOD = re.compile(r"“?十([一二三四五六七八九])五”?")
_FIRST_PERIOD = 2001  # of 十五, the tenth five-year plan; 十一五 begins five years later
_WINDOW = 1_000  # characters of a sentence that are scored; the longest honest one had 790
_DIGITS = "一二三四五六七八九"
_NEWS = 400  # characters in which a piece of news says that it is one


@dataclass(frozen=True, slots=True)
class SectionCues:
    """The compiled lexicon."""

    headings: dict[str, dict[str, re.Pattern[str]]]
    none: re.Pattern[str]
    openings: dict[str, dict[str, re.Pattern[str]]]
    reported: tuple[tuple[float, re.Pattern[str]], ...]
    of_tasks: tuple[tuple[float, re.Pattern[str]], ...]  # those that do not count in news
    told: re.Pattern[str]  # of a sentence that begins with who does it
    news: re.Pattern[str]
    enacted: re.Pattern[str]
    formal: re.Pattern[str]
    furniture: re.Pattern[str]
    furniture_words: frozenset[str]

    def heading(self, text: str, year: int | None, *, settled: bool) -> set[str]:
        """What a heading makes of its section; `settled` where one above it has decided.

        Both kinds (十四五发展成就和十五五主要任务) leave it to what stands below.
        """
        if self.none.search(text):
            return set()
        strong = self._kinds(self.headings, "strong", text)
        if not strong and (of_time := _time_kind(text, year)):
            strong = {of_time}
        if not strong and not settled:
            strong = self._kinds(self.headings, "weak", text)
        return strong

    def opening(self, sentence: str, year: int | None) -> tuple[str, bool] | None:
        """The kind that the first words of a sentence give, and whether it lasts."""
        for lasting in (True, False):
            for kind in (FACT, INTENTION):
                if self.openings[kind]["lasting" if lasting else "passing"].match(sentence):
                    return kind, lasting
        head = re.split("[,，。]", sentence[:40], maxsplit=1)[0]
        kind_of_time = _time_kind(head, year, own=None) if len(head) <= 20 else None
        return (kind_of_time, False) if kind_of_time else None

    def score(self, text: str, start: int, end: int, *, news: bool = False) -> float:
        """The weights of all cues in a span: above 0 a report, below 0 an intention."""
        window = _TITLE.sub(_blank, text[start : min(end, start + _WINDOW)])
        told = _sum(self.reported, window)
        tasks = 0.0 if news else _sum(self.of_tasks, window)
        return told if not tasks or self.told.match(window) else told + tasks

    def is_news(self, text: str) -> bool:
        """Whether a text begins as news do."""
        return self.news.search(text, 0, _NEWS) is not None

    def is_furniture(self, line: str) -> bool:
        """Whether a whole line is navigation or page furniture."""
        word = line.rstrip("：: ")
        return word in self.furniture_words or bool(self.furniture.fullmatch(line))

    @staticmethod
    def _kinds(table: dict[str, dict[str, re.Pattern[str]]], rank: str, text: str) -> set[str]:
        """The kinds whose patterns are found."""
        return {kind for kind in table if table[kind][rank].search(text)}


def _sum(weights: tuple[tuple[float, re.Pattern[str]], ...], window: str) -> float:
    return sum(weight * len(pattern.findall(window)) for weight, pattern in weights)


def _time_kind(text: str, year: int | None, *, own: str | None = INTENTION) -> str | None:
    """fact for a time before the document's year, intention for a later one, `own` for that year."""
    if year is None:
        return None
    if match := _YEAR.search(text):
        stated = int(match[1])
        if match[2] or stated < year:
            return FACT
        return own if stated == year else INTENTION
    if match := _PLAN_PERIOD.search(text):
        begin = _FIRST_PERIOD + 5 * (_DIGITS.index(match[1]) + 1)
        if begin >= year:
            return INTENTION
        return FACT if begin + 4 < year else None
    return None


@lru_cache(maxsize=1)
def load_cues() -> SectionCues:
    """The lexicon, read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    furniture = data["furniture"]
    return SectionCues(
        headings=_compiled(data["heading"]),
        none=re.compile(data["heading"]["none"]["pattern"]),
        openings=_compiled(data["opening"]),
        reported=tuple(_weight(entry) for entry in data["cue"] if not entry.get("of_tasks")),
        of_tasks=tuple(_weight(entry) for entry in data["cue"] if entry.get("of_tasks")),
        told=re.compile(data["told"]["pattern"]),
        news=re.compile(data["news"]["pattern"]),
        enacted=re.compile(data["statute"]["enacted"]),
        formal=_any_of(data["formal"]["patterns"]),
        furniture=_any_of(furniture["patterns"]),
        furniture_words=frozenset(furniture["words"]),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _blank(title: re.Match[str]) -> str:
    return "《" + "□" * (len(title[0]) - 2) + "》"


def _compiled(table: dict[str, Any]) -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        kind: {rank: re.compile(pattern) for rank, pattern in table[kind].items()}
        for kind in (FACT, INTENTION)
    }


def _weight(entry: dict[str, Any]) -> tuple[float, re.Pattern[str]]:
    pattern = f"(?:{entry['pattern']})"
    return entry["weight"], re.compile(_CLAUSE + pattern if entry.get("initial") else pattern)
