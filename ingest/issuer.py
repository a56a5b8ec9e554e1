"""Who issued a document, and for which place, where nobody says so but the text itself."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from innograph.ingest.dates import find_dates
from innograph.ingest.metadata import Inferred, load_lexicon

if TYPE_CHECKING:
    from innograph.ingest.lines import Line

UNDER_TITLE = 20  # lines among which those stand that say who passed or read the text, and when

_LEVELS = {"省", "市", "自治区", "自治州", "州", "县", "区"}
_PLACE = r"(?P<place>[一-鿿]{2,9}?(?:省|市|自治区|自治州|县|区))"
_OF_PLACE = re.compile(_PLACE + r"(?:人民政府|人民代表大会|[一-鿿]{2,14}(?:局|委员会|厅|办公室)$)")
_REPORTING = re.compile(r"(?:(?:19|20)\d\d年)?" + _PLACE + r"(?:(?:19|20)\d\d年)?政府工作报告")
_DATE = re.compile(r"[\d年月日]{6,12}")


def find_issuer(title: str | None, head: list[Line], tail: list[Line]) -> Inferred | None:
    """Who speaks in the title, in 我代表…, in the line on who passed the text, or who signed."""
    body = load_lexicon().body
    if title and (match := re.match(f"({body['name'].pattern})(?:、.{{2,30}})?关于", title)):
        return Inferred(match[1], "title")
    for line in head:
        if match := body["speaks"].search(line.text):
            return _speaking(match["place"], find_place(title, None, head, tail))
    for line in head[:UNDER_TITLE]:
        if line.formal and (match := body["enacts"].search(_DATE.sub("", line.text))):
            return Inferred(_enacting(match), "line under the title")
    for line, after in itertools.pairwise([*head, *tail]):
        if line.formal and body["name"].fullmatch(line.text) and find_dates(after.text):
            return Inferred(line.text, "signature")
    if title and (match := _REPORTING.match(title)):
        return Inferred(match["place"] + "人民政府", "title")
    return None


def _speaking(stated: str, place: Inferred | None) -> Inferred | None:
    """省人民政府 is the one of the document's province; without a place it would be any province's."""
    if len(stated) > 1 and stated not in _LEVELS:
        return Inferred(stated + "人民政府", "self-reference")
    if place and place.value.endswith(stated):
        return Inferred(place.value + "人民政府", f"self-reference and {place.where}")
    return None


def _enacting(match: re.Match[str]) -> str:
    """上海市第十六届人民代表大会常务委员会第三次会议 → 上海市人民代表大会常务委员会."""
    if match["state"]:
        return match["state"]
    body = "人民代表大会" + ("常务委员会" if match["standing"] else "")
    return (match["place"] or "全国") + body


def find_place(
    title: str | None, issuer: str | None, head: list[Line], tail: list[Line]
) -> Inferred | None:
    """The place that the title, the issuer or the author's office begins with."""
    if title and (place := _leading_place(title)):
        return Inferred(place, "title")
    if issuer and (place := _leading_place(issuer) or _stated_place(issuer)):
        return Inferred(place, "issuer")
    affiliation = load_lexicon().body["affiliation"]
    for line in [*head[:10], *tail]:
        if (match := affiliation.search(line.text)) and (place := _leading_place(match["body"])):
            return Inferred(place, "author's office")
    for line in head[:UNDER_TITLE]:
        if line.formal and (match := re.search(r"在([一-鿿]{2,9}?(?:省|自治区|市))第", line.text)):
            return Inferred(match[1], "line under the title")
    return None


def _leading_place(text: str) -> str | None:
    """The administrative place with which a name begins, by its official name."""
    from innograph.ingest.entities.gazetteer import full_name

    text = re.sub(r"^(?:(?:19|20)\d\d年|中共|关于印发|关于|《)+", "", text)
    for length in range(min(11, len(text)), 1, -1):
        if place := full_name(text[:length]):
            return place
    return None


def _stated_place(issuer: str) -> str | None:
    """望川市 of 望川市人民政府: a place by the form of the name, known to the gazetteer or not."""
    match = _OF_PLACE.match(issuer)
    return match["place"] if match and match["place"][0] not in "本全各我该" else None
