"""What a page says about its document: meta tags, the table above the text, its heading and title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from innograph.ingest.dates import iso_date
from innograph.ingest.formats.blocks import one_line
from innograph.ingest.formats.lexicon import load_pages
from innograph.ingest.metadata import Inferred, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_CELLS = ("td", "th", "dt", "dd", "li", "p", "span", "div", "label", "strong", "b", "em")
_LONGEST = 120  # characters of a label with its value
_LABEL = re.compile(r"\s*[【\[]?((?:[一-鿿]\s*){2,8})[】\]]?\s*[：:]\s*(.*)", re.DOTALL)
_DATES = ("published", "effective")
_SITE = re.compile(r"\s*(?:_|\||｜|——|--|\s[-–—]\s|-(?=[^-]{2,20}$))\s*")
_NO_TITLE = re.compile(r"[\s\d]*")


def page_facts(root: Any, content: Any | None) -> tuple[dict[str, Inferred], dict[str, Inferred]]:
    """(what is sure, what holds where the text says nothing); each field with where it stands."""
    table = _table(root, content)
    sure, hints = _metas(root)
    stated = {
        field: found
        for source in (sure, table)  # the table is more exact, so it comes last
        for field, found in source.items()
        if field != "signed"
    }
    if "published" not in stated and "signed" in table:
        stated["published"] = table["signed"]
    heading = [one_line("".join(h.itertext())) for h in root.iter("h1")]
    heading = [text for text in heading if 4 <= len(text) <= 120]
    if "title" not in stated and len(heading) == 1:
        stated["title"] = Inferred(heading[0], "page heading")
    if (title := root.find(".//title")) is not None:
        name = _SITE.split(one_line("".join(title.itertext())))[0]
        if len(name) > 3 and not load_pages().programs.search(name):
            hints["title"] = Inferred(name, "page title")
    return stated, hints


def _metas(root: Any) -> tuple[dict[str, Inferred], dict[str, Inferred]]:
    """The meta tags that are known; of several for one field the one first in the lexicon."""
    known = load_pages().metas
    order = {name: place for place, name in enumerate(known)}
    tags = [
        ((meta.get("name") or meta.get("property") or "").strip().lower(), meta)
        for meta in root.iter("meta")
    ]
    sure: dict[str, Inferred] = {}
    hints: dict[str, Inferred] = {}
    for name, meta in sorted((t for t in tags if t[0] in known), key=lambda t: order[t[0]]):
        field, is_sure = known[name]
        value = _value(field, one_line(meta.get("content") or ""))
        if value:
            found = Inferred(value, f"meta tag {meta.get('name') or meta.get('property')}")
            (sure if is_sure else hints).setdefault(field, found)
    return sure, hints


def _table(root: Any, content: Any | None) -> dict[str, Inferred]:
    """What stands behind known labels outside the text: 发文字号：望府发〔2024〕3号."""
    labels = load_pages().labels
    inside = set() if content is None else set(content.iter())
    found: dict[str, Inferred] = {}
    for element in root.iter(*_CELLS):
        if element in inside:
            continue
        match = _LABEL.fullmatch(_short(element))
        label = "".join(match[1].split()) if match else ""
        field = labels.get(label)
        if match and field and field != "other" and field not in found:
            value = _value(field, one_line(match[2]) or next(_beside(element), ""))
            if value:
                found[field] = Inferred(value, f"page table {label}")
    return found


def _short(element: Any) -> str:
    """The text of an element, "" where it is long: pages have elements of a megabyte."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > 4 * _LONGEST:
            return ""
    text = "".join(parts).strip()
    return text if len(text) <= _LONGEST else ""


def _beside(element: Any) -> Iterator[str]:
    """The value of a label that has an element of its own: what follows in it, or the next one."""
    tail = one_line(element.tail or "")
    if tail:
        yield tail
    following = element.getnext()
    if following is None and element.tag in {"b", "strong", "span", "em", "label"}:
        parent = element.getparent()
        following = None if parent is None else parent.getnext()
    if following is not None and isinstance(following.tag, str):
        yield one_line(_short(following))


def _value(field: str, value: str) -> str | None:
    """The value if it can be one of the field."""
    value = value.strip("：: 　")
    if field in _DATES or field == "signed":
        return iso_date(value)
    if field == "issuer":
        name = load_lexicon().body["name"]
        return value if name.fullmatch(value) or "、" in value else None
    if field == "number":
        match = load_lexicon().body["number"].search(value)
        return match[0] if match else None
    if field == "source":
        return value if re.match(r"https?://\S+$", value) else None
    return value if not _NO_TITLE.fullmatch(value) else None
