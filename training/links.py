"""How good the links are, on all annotated texts and passages with links: python -m training.links.

--names gold gives the claims people's names, so that errors of links are seen apart from those of
names; --names own reads as usual, and with --models FOLDER (which training.crossval made) by models
that never saw the source. A passage is read within its whole document, and only what lies in its
window is judged.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims
from innograph.ingest.components import anonymous_document
from innograph.ingest.draft import Candidate, Draft, Listing
from innograph.ingest.entities import find_entities
from innograph.ingest.entities.coordination import expand_listings
from innograph.ingest.evaluation.breakdown import by_confidence, by_predicate, by_rule
from innograph.ingest.evaluation.compare import compare
from innograph.ingest.evaluation.errors import find_slips
from innograph.ingest.evaluation.form import read_form
from innograph.ingest.evaluation.load import from_extraction
from innograph.ingest.finish import finish
from innograph.ingest.resolve import resolve
from innograph.ingest.sections import find_sections
from training.data import find_texts, gold_spans
from training.judging import Readers, iter_examples, judging_arguments, write_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.compare import Comparison
    from training.data import Example


class Window(NamedTuple):
    """An example, the whole text that it is a window of, and where it begins there."""

    example: Example
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.example.text)


def iter_windows(given: argparse.Namespace) -> Iterator[Window]:
    """The annotated texts, the passages that have links, the written passages."""
    whole = find_texts(given.corpus)
    for example in iter_examples(given):
        if "links" not in example.gold:
            continue
        start = example.gold.get("start", 0)
        yield Window(example, whole.get(example.source, example.text), start)


def read_gold_names(window: Window, ontology: Ontology) -> Extraction:
    """The claims that rules make of people's names."""
    draft = draft_of_gold_names(window, ontology)
    resolve(draft, ontology)
    return finish(draft, ontology)


def draft_of_gold_names(window: Window, ontology: Ontology) -> Draft:
    """The same, before names are resolved."""
    draft = Draft(anonymous_document(window.text), window.text)
    find_sections(draft)
    own = Draft(draft.document, window.example.text)
    find_sections(own)
    find_entities(own, ontology)
    draft.candidates = list(gold_candidates(window, own))
    draft.listings = list(gold_listings(own, draft.candidates, window.start))
    draft.candidates.sort(key=lambda c: (c.start, c.end))
    expand_listings(draft)
    find_claims(draft, ontology)
    return draft


def gold_candidates(window: Window, own: Draft) -> Iterator[Candidate]:
    """Required names and those that a link uses, where they stand in the text."""
    gold = window.example.gold
    ends = {link[end] for link in gold["links"] for end in ("s", "o")}
    used = [
        {**e, "optional": e.get("optional") and e["name"] not in ends} for e in gold["entities"]
    ]
    text, shift = window.example.text, window.start
    forms = {
        form: e["name"]
        for e in reversed(used)
        if not e["optional"]
        for form in (*e.get("aliases", ()), e["name"])
    }
    for span in gold_spans(text, used):
        said = text[span.start : span.end]
        name = forms.get(said, said)
        aliases = {said} - {name}
        yield Candidate(
            span.start + shift,
            span.end + shift,
            name,
            span.cls,
            rule="gold",
            layer=int(span.nested),
            aliases=aliases,
        )
    rebuilt = {e["name"] for e in used if not e["optional"] and e["name"] not in text}
    for c in own.candidates:
        if c.rebuilt and c.name in rebuilt:
            yield Candidate(
                c.start + shift, c.end + shift, c.name, c.cls, rule="gold", rebuilt=True
            )


def gold_listings(own: Draft, gold: list[Candidate], shift: int) -> Iterator[Listing]:
    """The coordinations that the rules see whose members are all people's names as well."""
    at = {(c.start, c.end): c for c in gold if not c.layer}
    for listing in own.listings:
        members = [at.get((m.start + shift, m.end + shift)) for m in listing.members]
        if members and all(members):
            found = [m for m in members if m is not None]
            made = Listing(
                listing.start + shift, listing.end + shift, found, listing.open, listing.tail
            )
            for member in found:
                member.listing = made
            yield made


class OwnNames:
    """Reads windows as users' texts are read; whole documents once."""

    def __init__(self, readers: Readers) -> None:
        self._read = lru_cache(maxsize=None)(readers.read)

    def read(self, window: Window) -> Extraction:
        """What stands in the window, of all that the document gives."""
        whole = self._read(window.example.source, window.text)
        low, high = window.start, window.end

        def inside(start: int | None, end: int | None) -> bool:
            return start is None or end is None or (low <= start and end <= high)

        mentions = tuple(m for m in whole.mentions if inside(m.start, m.end))
        named = {m.entity for m in mentions}
        return replace(
            whole,
            mentions=mentions,
            entities=tuple(e for e in whole.entities if e.name in named),
            claims=tuple(
                c
                for c in whole.claims
                if inside(c.start, c.end) and inside(c.context_start, c.context_end)
            ),
            observations=(),
            measures=(),
        )


def compare_all(
    windows: Iterable[Window], read: Mapping[str, Extraction], ontology: Ontology
) -> list[Comparison]:
    """Every window's links against its gold."""
    compared = []
    for window in windows:
        name = window.example.name
        gold = {**window.example.gold, "observations": []}
        wanted = read_form(gold, name, name, ontology, gold=True)
        compared.append(compare(wanted, from_extraction(read[name], name, ontology), ontology))
    return compared


def main() -> None:
    """Print the figures, by predicate and by rule, by rule and by confidence, and on request every error."""
    parser = argparse.ArgumentParser(description=__doc__)
    judging_arguments(parser, "link")
    parser.add_argument("--only", type=Path, metavar="FILE", help="names of windows, one a line")
    given = parser.parse_args()
    ontology = load_ontology()
    windows = list(iter_windows(given))
    if given.only:
        wanted = set(given.only.read_text("utf-8").split())
        windows = [w for w in windows if w.example.name in wanted]
    own = OwnNames(Readers(given, ontology))
    read = {
        w.example.name: read_gold_names(w, ontology) if given.names == "gold" else own.read(w)
        for w in windows
    }
    compared = compare_all(windows, read, ontology)
    tables = {
        "predicate": by_predicate(compared, ontology),
        "rule": by_rule(compared, ontology),
        "confidence": by_confidence(compared, ontology),
    }
    for head, table in tables.items():
        write_row(head, "right", "extra", "missed", "precision", "recall", "stated")
        for name, t in table.items():
            write_row(name, t.right, t.extra, t.missed, t.precision, t.recall, t.stated)
    if given.errors:
        texts = {w.example.name: w.example.text for w in windows}
        for slip in find_slips(compared, texts, ontology):
            if slip.kind.startswith("link"):
                sentence = (slip.sentence or "").strip()
                ends = (slip.expected, slip.found, slip.rule, sentence)
                write_row(slip.kind, slip.what, slip.document, *ends)


if __name__ == "__main__":
    main()
