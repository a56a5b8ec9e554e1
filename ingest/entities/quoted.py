"""Names that only quotes set off: products (“人才贷”), operating models (“政府引导+企业主体”)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.entities.words import Words

_QUOTED = re.compile(r"“([^“”\n]{2,30})”")
_PRODUCT = re.compile(r"[一-龥A-Za-z]{1,5}[贷券险保]$")
_MODEL = re.compile(r"[^\d+＋、，,。]{2,12}(?:[+＋][^\d+＋、，,。]{1,12}){1,4}$")
# A noun right after the quote makes it part of a longer name, which tails.py finds.
_PART = re.compile(
    r"(?:的)?[一-龥]{0,8}?(?:行动|计划|工程|机制|制度|模式|改革|政策|企业|平台|中心|方案)"
)


def iter_quoted(words: Words) -> Iterator[Candidate]:
    """Quoted names whose form tells what they are."""
    text = words.text
    for match in _QUOTED.finditer(text):
        inside, start = match[1], match.start(1)
        parts = inside.split("、")
        if all(_PRODUCT.fullmatch(part) for part in parts):
            for part in parts:
                yield Candidate(
                    start, start + len(part), part, "PolicyInstrument", "quoted.product"
                )
                start += len(part) + 1
        elif _MODEL.fullmatch(inside) and not _PART.match(text, match.end()):
            yield Candidate(start, match.end(1), inside, "PolicyInstrument", "quoted.model")
