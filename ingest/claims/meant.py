"""Nouns that stand for a name of the text: 云岭园是由海州市打造的专业化园区, and 园区 below it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.claims.grammar import expand
from innograph.ingest.draft import Candidate
from innograph.ingest.entities.lexicon import load_table

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Draft

# X[位于…，]是…的Y: what stands between is said of X as well, clause by clause.
_IS = (
    "(?:(?:^|[，,；;：:])[^，,；;。：:\ue000-\ue0ff]{0,8})?+(?P<x><LETTER>)(?:[（(][^（）()]{0,40}[）)])?"
    "(?:[，,]?(?:(?:位于|地处|坐落于?|成立于|始建于|创建于|于)[^，,；;。]{1,60}[，,]){0,3})"
    "(?:作为|也|正|均)?(?:是|系)(?!否|由于|因为)[^；;。]{0,120}?的(?P<y><LETTER>)(?=[，,；;。”]|$)"
)
_LETTERS = "PO"
# A word of kind that begins a clause and does something in it: who it is was named before.
_AGAIN = re.compile(
    "(?:^|(?<=[，,；;：:。”\n]))(?:据悉，|据介绍，|目前，)?(?:该|本|此|这一|这个|这家)?"
    "(?P<noun>中心|实验室|平台|基地|园区|研究院|研究所|孵化器|加速器|示范区|科学城|高新区|产业园|联合体|联盟)"
    "(?=将(?!来)|主要|重点|专门|已|先后|集中|着力|现有|现已|还(?!有)|则|目前|累计|拥有|建有|设有|聚焦|围绕|面向|依托"
    "|由|与|是|以|在|位于|自|成立(?!大会|仪式)|建成后|投用后)",
    re.MULTILINE,
)
_ENDINGS = {
    "园区": ("园区", "园", "高新区", "开发区", "经开区"),
    "研究院": ("研究院",),
    "平台": ("平台",),
}
_KINDS = frozenset(["Platform", "Organization"])
_LONGER = 3  # characters that a name has more than its kind


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expand(_IS.replace("LETTER", letter), [])) for letter in _LETTERS)


def find_predicates(typed: TypedSentence) -> dict[int, Candidate]:
    """The nouns that only say what a named one is, by their ids → the named one.

    A rank makes another thing of them: 云岭园是获批的国家级孵化器 tells what it is one of.
    """
    if "是" not in typed.text and "系" not in typed.text:
        return {}
    found: dict[int, Candidate] = {}
    for pattern in _patterns():
        for match in pattern.finditer(typed.text):
            named, noun = (
                typed.units_in(typed.start + match.start(group), typed.start + match.end(group))
                for group in ("x", "y")
            )
            if len(named) != 1 or len(noun) != 1:
                continue
            (name, *more), (kind, *others) = named[0].ends, noun[0].ends
            if more or others or name.generic or kind.name.startswith(_ranks()):
                continue
            kind.generic = True
            found[id(kind)] = name
    return found


@lru_cache(maxsize=1)
def _ranks() -> tuple[str, ...]:
    return tuple(load_table("words.toml")["ranks"])


def add_nouns(draft: Draft, ontology: Ontology) -> dict[int, Candidate]:
    """Add a word of kind wherever it stands for a name of its paragraph: its id → that name."""
    outer = [c for c in draft.candidates if not c.layer]
    taken = bytearray(len(draft.text) + 1)
    for c in outer:
        taken[c.start : c.end] = b"\1" * (c.end - c.start)
    found: dict[int, Candidate] = {}
    for passage in draft.passages:
        inside = [c for c in outer if passage.start <= c.start and c.end <= passage.end]
        if not inside:
            continue
        for match in _AGAIN.finditer(draft.text, passage.start, passage.end):
            start, end = match.span("noun")
            name = _last(inside, start, match["noun"], ontology)
            if name is None or any(taken[start:end]):
                continue
            noun = Candidate(start, end, match["noun"], name.cls, rule="noun", generic=True)
            draft.candidates.append(noun)
            found[id(noun)] = name
    draft.candidates.sort(key=lambda c: (c.start, -c.end, c.layer, c.name))
    return found


def _last(names: list[Candidate], before: int, noun: str, ontology: Ontology) -> Candidate | None:
    """The last name of a kind before an offset, unless it only says its rank or is one of several."""
    endings = _ENDINGS.get(noun, (noun,))
    for name in reversed(names):
        if name.start >= before or not name.name.endswith(endings):
            continue
        own = len(name.name) >= len(noun) + _LONGER and not name.name.startswith(_ranks())
        alone = name.listing is None and not name.rebuilt and not name.generic
        is_one = name.denotes == "individual" and ontology.top(name.cls) in _KINDS
        return name if own and alone and is_one else None
    return None
