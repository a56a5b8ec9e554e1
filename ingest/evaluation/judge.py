"""Gold, predictions and texts together: what `innograph evaluate` knows before it prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError, UsageError
from innograph.ingest.evaluation.baselines import BASELINES
from innograph.ingest.evaluation.compare import compare
from innograph.ingest.evaluation.load import from_extraction, load_folder
from innograph.ingest.evaluation.records import Annotation
from innograph.ingest.evaluation.tally import summary
from innograph.ingest.read import read_document
from innograph.ingest.sources import iter_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.compare import Comparison
    from innograph.ingest.evaluation.records import Record
    from innograph.ingest.evaluation.tally import Tally
    from innograph.ingest.source import Source


@dataclass(slots=True)
class Judgement:
    """All documents of gold, compared; the baselines' figures beside; what was found odd."""

    comparisons: list[Comparison]
    has_rules: bool
    texts: dict[str, str]
    baselines: dict[str, dict[str, Tally]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def judge(
    gold_folder: Path,
    ontology: Ontology,
    *,
    predicted: Path | None = None,
    texts: Path | None = None,
    baselines: bool = False,
    on_document: Callable[[str], None] = lambda _: None,
) -> Judgement:
    """Compare a folder of predictions with gold, or, without one, what is read out of the texts.

    A document of gold without a prediction counts as an empty one. Raises DataError for a file that
    breaks the form, UsageError where folders are missing.
    """
    if texts is None and (predicted is None or baselines):
        raise UsageError("Name a folder of predictions, or the texts to be read: --texts DIR.")
    notes: list[str] = []
    gold = load_folder(gold_folder, ontology, gold=True, notes=notes)
    given = None
    if predicted is not None:
        given = load_folder(predicted, ontology, gold=False, notes=notes)
    sources = _sources(texts, gold) if texts else {}
    read = _Texts(gold, ontology, notes)
    if given is None or baselines:
        read.extract(sources, baselines=baselines, on_document=on_document)
    else:
        read.keep(sources)
    found = read.found if given is None else given
    notes += _missing(gold, found)
    _check_quotes(gold.values(), read.texts, notes)
    return Judgement(
        comparisons=_compared(gold, found, ontology),
        has_rules=any(found[name].has_rules for name in gold if name in found),
        texts=read.texts,
        baselines={
            name: summary(_compared(gold, system, ontology), ontology)
            for name, system in read.baselines.items()
        },
        notes=notes,
    )


def _compared(
    gold: dict[str, Annotation], found: dict[str, Annotation], ontology: Ontology
) -> list[Comparison]:
    return [
        compare(annotation, found.get(name, Annotation(name)), ontology)
        for name, annotation in gold.items()
    ]


def _sources(folder: Path, gold: Iterable[str]) -> dict[str, Source]:
    """The texts that gold speaks of, by the stem of their file names."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    found: dict[str, Source] = {}
    for source in iter_files([folder]):
        stem = source.stem
        if stem in gold:
            if stem in found:
                raise UsageError(
                    f"{found[stem].name} and {source.name} could both be the text of {stem}: "
                    "remove one of them."
                )
            found[stem] = source
    return found


class _Texts:
    """The texts of gold, and what the systems read in them."""

    def __init__(self, gold: Iterable[str], ontology: Ontology, notes: list[str]) -> None:
        self.gold = gold
        self.ontology = ontology
        self.notes = notes
        self.texts: dict[str, str] = {}
        self.found: dict[str, Annotation] = {}
        self.baselines: dict[str, dict[str, Annotation]] = {}

    def keep(self, sources: dict[str, Source]) -> None:
        """The texts alone, for their sentences."""
        for name, source in sources.items():
            self.texts[name] = read_document(source)[1]

    def extract(
        self, sources: dict[str, Source], *, baselines: bool, on_document: Callable[[str], None]
    ) -> None:
        """Read them, and with `baselines` also by the systems that do not read."""
        from innograph.ingest.pipeline import Extractor

        if not sources:
            raise DataError("None of the texts has the name of a document of gold.")
        extractor = Extractor(self.ontology)
        for name, source in sources.items():
            on_document(source.name)
            document, self.texts[name] = read_document(source)
            extraction = extractor.extract(document, self.texts[name], source.furniture)
            self.found[name] = from_extraction(extraction, name, self.ontology)
            for system, make in BASELINES.items() if baselines else ():
                made = make(extraction, name, self.ontology)
                self.baselines.setdefault(system, {})[name] = made


def _missing(gold: dict[str, Annotation], found: dict[str, Annotation]) -> list[str]:
    notes = [f"{name} has no prediction: all of it is missed" for name in gold if name not in found]
    if others := len(set(found) - set(gold)):
        notes.append(f"predictions without gold are left out: {others}")
    return notes


def _check_quotes(gold: Iterable[Annotation], texts: dict[str, str], notes: list[str]) -> None:
    """Say of quotes that do not stand in the text: their sentence cannot be shown."""
    for annotation in gold:
        text = texts.get(annotation.name)
        records: list[Record] = [*annotation.entities, *annotation.links, *annotation.numbers]
        quotes = [r.shown.quote for r in records if r.shown.quote is not None]
        if text is not None and (lost := [quote for quote in quotes if quote not in text]):
            notes.append(
                f"{annotation.name}: {len(lost)} quotes of gold are not in the text, first {lost[0]!r}"
            )
