"""What a name says about other names in it: whose part it is, and whom it supports.

海州大学先进材料研究院 is a part of 海州大学; 科技型企业扶持政策 supports 科技型企业.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.ingest.claims.grammar import load_grammar
from innograph.ingest.draft import Candidate, ClaimDraft
from innograph.ingest.status import locate_status, sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft

_FILE = Path(__file__).parent.parent / "lexicons" / "names.toml"
_LONGEST_NAME = 60
_LONGEST_FORM = 24


@dataclass(frozen=True, slots=True)
class NestedGrammar:
    """How names hold the names of owners and of those that are supported."""

    owners: frozenset[str]
    not_owners: frozenset[str]
    owned: frozenset[str]
    owner: re.Pattern[str]
    known: re.Pattern[str]
    owner_class: dict[str, str]
    rest: re.Pattern[str]
    backers: frozenset[str]
    backed: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    field_before: re.Pattern[str]
    field_after: re.Pattern[str]
    field_goes_on: re.Pattern[str]
    joins: re.Pattern[str]
    built: re.Pattern[str]
    kind: re.Pattern[str]
    kinds: dict[str, str]
    not_backed: re.Pattern[str]
    part_precision: float
    support_precision: float


@lru_cache(maxsize=1)
def load_nested() -> NestedGrammar:
    """Read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    part, support = data["part"], data["support"]
    return NestedGrammar(
        owners=frozenset(part["owners"]),
        not_owners=frozenset(part["not_owners"]),
        owned=frozenset(part["owned"]),
        owner=re.compile(part["owner"]),
        known=re.compile(part["known"]),
        owner_class=dict(part["owner_class"]),
        rest=re.compile(part["rest"]),
        backers=frozenset(support["backers"]),
        backed=frozenset(support["backed"]),
        before=re.compile(support["before"]),
        after=re.compile(support["after"]),
        field_before=re.compile(support["field_before"]),
        field_after=re.compile(support["field_after"]),
        field_goes_on=re.compile(support["field_goes_on"]),
        joins=re.compile(support["joins"]),
        built=re.compile(support["built"]),
        kind=re.compile(support["kind"]),
        kinds=dict(support["kinds"]),
        not_backed=re.compile(support["not_backed"]),
        part_precision=part["precision"],
        support_precision=support["precision"],
    )


def nested_claims(draft: Draft, ontology: Ontology) -> Iterator[ClaimDraft]:
    """One claim for each name and each name in it, where it stands first; adds candidates."""
    grammar = load_nested()
    owners = _forms(draft, ontology, grammar.owners, grammar.not_owners)
    bare = load_grammar().bare
    backed = {
        form: named
        for form, named in _forms(draft, ontology, grammar.backed).items()
        if form not in bare and not grammar.not_backed.fullmatch(form)
    }
    fields = frozenset(form for form, (_, cls) in backed.items() if ontology.top(cls) == "Field")
    nested = {(c.start, c.end): c for c in draft.candidates if c.layer > 0}
    seen: set[tuple[str, str]] = set()
    for candidate in [c for c in draft.candidates if not (c.layer or c.rebuilt or c.generic)]:
        if candidate.cls not in ontology.classes:
            continue
        labels = ontology.classes[candidate.cls].labels
        found: list[tuple[str, int, int, str, str]] = []
        if grammar.owned.intersection(labels):
            found += [("partOf", *at) for at in _owner(candidate, draft.text, owners, grammar)]
        if grammar.backers.intersection(labels):
            told = list(_backed(candidate, draft.text, backed, fields))
            told = told or list(_built(candidate, draft.text, grammar))
            found += [("supports", *at) for at in told]
        for predicate, start, end, name, cls in found:
            if (candidate.name, name) in seen or candidate.name == name:
                continue
            inner = nested.get((start, end))
            if inner is None:
                inner = Candidate(start, end, name, cls, rule="name-in-name", layer=1)
                nested[start, end] = inner
                draft.candidates.append(inner)
            claim = _claim(draft, candidate, predicate, inner, grammar)
            if claim is not None:
                seen.add((candidate.name, name))
                yield claim


def _forms(
    draft: Draft,
    ontology: Ontology,
    classes: frozenset[str],
    without: frozenset[str] = frozenset(),
) -> dict[str, tuple[str, str]]:
    """What the text calls its entities of some classes → their names and classes."""
    forms: dict[str, tuple[str, str]] = {}
    for c in draft.candidates:
        labels = frozenset(ontology.classes[c.cls].labels if c.cls in ontology.classes else ())
        if classes & labels and not without & labels:
            forms.setdefault(draft.text[c.start : c.end], (c.name, c.cls))
    return forms


def _owner(
    candidate: Candidate, text: str, forms: dict[str, tuple[str, str]], grammar: NestedGrammar
) -> Iterator[tuple[int, int, str, str]]:
    """The longest owner that the name begins with, if what is left is a name of its own."""
    start, end = candidate.start, min(candidate.end, candidate.start + _LONGEST_NAME)
    for stop in range(min(end - 1, start + _LONGEST_FORM), start + 2, -1):
        known = forms.get(text[start:stop])
        whole = grammar.known.fullmatch(text, start, stop)
        if known and whole and grammar.rest.fullmatch(text, stop, end):
            yield start, stop, *known
            return
    match = grammar.owner.match(text, start, end)
    if match and grammar.rest.fullmatch(text, match.end(), end):
        yield start, match.end(), match[0], grammar.owner_class[match["kind"]]


def _backed(
    candidate: Candidate, text: str, forms: dict[str, tuple[str, str]], fields: frozenset[str]
) -> Iterator[tuple[int, int, str, str]]:
    """Those before or behind a word of support in the name, and those that 、 joins to them."""
    start, end = candidate.start, min(candidate.end, candidate.start + _LONGEST_NAME)
    spans: list[tuple[int, int]] = []
    low = start
    while low < end - 1:
        high = min(end - 1, low + _LONGEST_FORM)
        while high > low + 1 and text[low:high] not in forms:
            high -= 1
        if high > low + 1:
            spans.append((low, high))
        low = max(low + 1, high)
    told = [_is_told(text, span, (start, end), text[slice(*span)] in fields) for span in spans]
    grammar = load_nested()
    for index in range(len(spans) - 1, 0, -1):
        if told[index] and grammar.joins.fullmatch(text, spans[index - 1][1], spans[index][0]):
            told[index - 1] = True
    for (low, high), said in zip(spans, told, strict=True):
        if said:
            yield low, high, *forms[text[low:high]]


def _built(
    candidate: Candidate, text: str, grammar: NestedGrammar
) -> Iterator[tuple[int, int, str, str]]:
    """Kinds of those supported that the text names nowhere else (青年人才和团队培养机制), all or none."""
    match = grammar.built.fullmatch(text, candidate.start, candidate.end)
    if match is None:
        return
    spans, position = [], match.start("backed")
    for part in re.split("[、和与及]", match["backed"]):
        spans.append((position, position + len(part)))
        position += len(part) + 1
    if all(grammar.kind.fullmatch(text, *span) for span in spans):
        for low, high in spans:
            name = text[low:high]
            tail = next((tail for tail in grammar.kinds if name.endswith(tail)), "")
            yield low, high, name, grammar.kinds.get(tail, "Cohort")


def _is_told(text: str, span: tuple[int, int], name: tuple[int, int], is_field: bool) -> bool:
    """Whether a word of support stands before the span, or right behind it where the name begins
    with it: in 财政支持农业政策 nobody supports 财政 because of what follows."""
    grammar, (low, high), (start, end) = load_nested(), span, name
    if is_field:
        if grammar.field_before.search(text, start, low):
            return grammar.field_goes_on.match(text, high, end) is not None
        return low == start and grammar.field_after.match(text, high, end) is not None
    if grammar.before.search(text, start, low):
        return True
    begins = low == start or grammar.joins.fullmatch(text, low - 1, low) is not None
    return begins and grammar.after.match(text, high, end) is not None


def _claim(
    draft: Draft, subject: Candidate, predicate: str, inner: Candidate, grammar: NestedGrammar
) -> ClaimDraft | None:
    sentence = sentence_at(draft, subject.start)
    if sentence is None or sentence.kind in {"furniture", "heading"}:
        return None
    part = predicate == "partOf"
    reading, at = locate_status(draft, subject.start, subject.end)
    within = at is not None and subject.start <= at < subject.end  # 鼓励发展数据产业政策: no cue
    low, high, cue = subject.start, subject.end, None if part or within else reading.cue
    if cue and at is not None:
        low, high = min(low, at), max(high, at + len(cue))
    return ClaimDraft(
        subject=subject,
        predicate=predicate,
        object=inner,
        status=reading.status if cue else "Achieved",  # what has a name exists
        start=low,
        end=high,
        rule="part-in-name" if part else "support-in-name",
        confidence=grammar.part_precision if part else grammar.support_precision,
        cue=cue,
    )
