"""Places that only the text knows: 临岚市 of 中共临岚市委, of its title, of its issuer.

The administrative list has every real city; drafts, exercises and renamed districts have others.
A name counts where its form says so and the dictionary does not know it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.entities.gazetteer import place_words
from innograph.ingest.entities.words import is_dictionary_word

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft

_LEAST = 2  # times that a text says the name of a place that its metadata do not give
_MOST = 50
_RANKS = ("自治区", "自治州", "自治县", "新区", "省", "市", "县", "区", "州")
# In real texts what stands before 市委 is mostly a verb: 配合市委, 并请省政府.
_NO_NAME = frozenset(
    "本我全该各其市县区省州城乡的所有在由及和与或并经应须已是请报从向对为将被年月日个"
)


@lru_cache(maxsize=1)
def _stated() -> re.Pattern[str]:
    ranks = "|".join(_RANKS)
    bodies = (
        "人民政府|政府|人民代表大会|人大|政协|委(?![托派任])"
        "|科学技术局|科技局|发展(?:和|与)?改革|财政局|工业和信息化"
    )
    return re.compile(
        f"(?:(?<![一-鿿])|(?<=中共)|(?<=年)|(?<=作者系))([一-鿿]{{2,3}}?(?:{ranks}))(?={bodies}|(?:19|20)\\d\\d年)",
        re.MULTILINE,
    )


def own_places(draft: Draft, ontology: Ontology) -> frozenset[str]:
    """The places of a draft that the gazetteer does not have, with their forms without 市."""
    known, text = place_words(), draft.text
    found: dict[str, None] = {}
    given = draft.document.place
    if given and given not in known and len(given) > 1 and given in text:
        found[given] = None
    stated = dict.fromkeys(match[1] for match in _stated().finditer(text))
    for name in [name for name in stated if _is_place(name, ontology)][:_MOST]:
        if text.count(name) >= _LEAST:
            found[name] = None
    stems = (_stem(name) for name in found)
    return frozenset(found) | {
        stem for stem in stems if len(stem) > 1 and not is_dictionary_word(stem, ontology)
    }


def _is_place(name: str, ontology: Ontology) -> bool:
    stem = _stem(name)
    if name in place_words() or not _NO_NAME.isdisjoint(stem):
        return False
    return len(stem) > 1 and not is_dictionary_word(stem, ontology)


def _stem(name: str) -> str:
    rank = next((rank for rank in _RANKS if name.endswith(rank)), "")
    return name.removesuffix(rank)
