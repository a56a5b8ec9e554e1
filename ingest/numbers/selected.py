"""Bare nouns that what follows names: 5家企业入选X counts X, 3家企业主板上市 counts 主板上市企业.

Two bare nouns together say what is counted (353项技术和产品).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.numbers.lexicon import alternation, word_set

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate
    from innograph.ingest.numbers.nouns import Nouns

_ROSTERS = ("目录", "名单", "榜单", "清单")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    bare = alternation(word_set("heads", "cohort") | word_set("heads", "bare"))
    verbs = alternation(word_set("selected", "verbs"))
    markets = alternation(word_set("selected", "markets"))
    return re.compile(
        f"(?P<noun>{bare})(?:(?P<both>[和与及](?:{bare})(?=[^人类]))|在?(?P<market>[“]?(?:{markets})[”]?)(?P<listed>上市|挂牌)"
        f"|(?P<hung>挂牌)(?P<board>[“]?(?:{markets})[”]?)"
        f"|(?:成功)?(?:{verbs})了?(?:首批|新一批|第[一二三四五六七八九十]+批|全国首批)?"
        r"(?P<object>“[^“”，。、\n]{2,30}”[^“”，。、；;\n]{0,8}|[^“”《》，,。、；;\n的]{4,30}))"
    )


def read_selected(nouns: Nouns, start: int, end: int) -> Candidate | None:
    """What a number that ends at `start` counts, if a bare noun and a list follow."""
    text = nouns.draft.text
    match = _pattern().match(text, start, end)
    if match is None:
        return None
    noun = match["noun"]
    if match["both"]:
        name = match["noun"] + match["both"]
        return nouns.make(match.start(), match.end(), name, "Cohort")
    if match["listed"]:
        name = match["market"] + match["listed"] + noun
        return nouns.make(match.start("noun"), match.end(), name, "Cohort", rebuilt=True)
    if match["hung"]:
        name = match["board"] + match["hung"] + noun
        return nouns.make(match.start("noun"), match.end(), name, "Cohort", rebuilt=True)
    listed = match["object"]
    if listed.endswith(_ROSTERS):
        if noun in word_set("heads", "bare"):
            return None
        return nouns.make(match.start("noun"), match.end("noun"), noun, "Cohort")
    if listed[0] == "“" and listed[-1] == "”":
        return nouns.make(match.start("object") + 1, match.end() - 1, listed[1:-1], "Cohort")
    return nouns.make(match.start("object"), match.end(), listed, "Cohort")
