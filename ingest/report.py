"""What a run did: to each file, and in sum. The same data as JSON and as a page."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.graph.store import StoreStatus

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_SLOWEST = 10
_SHOWN = 100  # unknown endings
FORMS = (".json", ".html")


@dataclass(slots=True)
class FileRecord:
    """What became of one text. `outcome`: new, changed, unchanged or skipped (its bytes, metadata
    and the extractor's version are those of the last time), duplicate, failed, or left out."""

    name: str
    outcome: str = ""
    document: str | None = None
    title: str | None = None
    message: str | None = None
    characters: int = 0
    claims: int = 0
    observations: int = 0
    seconds: float = 0.0
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class IngestReport:
    """What became of each file. Counts of classes, predicates and unknown endings are of the
    documents read in this run; `ignored` counts files that are not of a kind that is read."""

    files: list[FileRecord] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    forgotten: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    predicates: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    @property
    def outcomes(self) -> dict[str, str]:
        """Document id → new, changed, unchanged or skipped."""
        kept = ("new", "changed", "unchanged", "skipped")
        return {f.document: f.outcome for f in self.files if f.document and f.outcome in kept}

    @property
    def failed(self) -> list[tuple[str, str]]:
        """(file, why) of those that could not be read."""
        return self._told("failed")

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """(file, why) of those found in a folder that are not meant as texts."""
        return self._told("left out")

    @property
    def duplicates(self) -> list[tuple[str, str]]:
        """(file, document that has the same bytes)."""
        return [(f.name, f.document or "") for f in self.files if f.outcome == "duplicate"]

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """(file, what was said about it), of those that were read."""
        return [(f.name, w) for f in self.files if f.outcome != "failed" for w in f.warnings]

    @property
    def read(self) -> list[FileRecord]:
        """The files that went through the pipeline."""
        return [f for f in self.files if f.outcome in ("new", "changed", "unchanged")]

    @property
    def characters(self) -> int:
        return sum(f.characters for f in self.read)

    @property
    def claims(self) -> int:
        return sum(f.claims for f in self.files)

    @property
    def observations(self) -> int:
        return sum(f.observations for f in self.files)

    def summary(self) -> str:
        """One line for a person."""
        counts = Counter(f.outcome for f in self.files)
        kept = counts["unchanged"] + counts["skipped"]
        parts = [f"{counts['new']} new", f"{counts['changed']} changed", f"{kept} unchanged"]
        for outcome, word in (
            ("duplicate", "duplicate"),
            ("failed", "not read"),
            ("left out", "left out"),
        ):
            if counts[outcome]:
                parts.append(f"{counts[outcome]} {word}")
        line = f"{_many(len(self.files), 'file')}: {', '.join(parts)}."
        if self.forgotten:
            line += f" {len(self.forgotten)} forgotten."
        if counts["new"] or counts["changed"]:
            claims, numbers = _many(self.claims, "claim"), _many(self.observations, "number")
            line += f" {claims} and {numbers} read."
        if left := sum(self.dropped.values()):
            line += f" {_many(left, 'candidate')} left out (-v says why)."
        return line

    def _told(self, outcome: str) -> list[tuple[str, str]]:
        return [(f.name, f.message or "") for f in self.files if f.outcome == outcome]


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def report_data(report: IngestReport, status: StoreStatus) -> dict[str, Any]:
    """Everything that a report says, as plain data; the page shows the same."""
    counts = Counter(f.outcome for f in report.files)
    slow = sorted(report.read, key=lambda f: (-f.seconds, f.name))[:_SLOWEST]
    return {
        "summary": report.summary(),
        "files": [_file(f) for f in report.files],
        "outcomes": dict(sorted(counts.items())),
        "read": {
            "documents": len(report.read),
            "characters": report.characters,
            "claims": report.claims,
            "observations": report.observations,
            "seconds": round(sum(f.seconds for f in report.files), 3),
            "classes": dict(report.classes.most_common()),
            "predicates": dict(report.predicates.most_common()),
        },
        "dropped": dict(report.dropped.most_common()),
        "unknown": [
            {"ending": ending, "times": times, "example": report.examples[ending]}
            for ending, times in report.unknown.most_common(_SHOWN)
        ],
        "ignored": dict(report.ignored.most_common()),
        "forgotten": report.forgotten,
        "slow": [{"name": f.name, "seconds": round(f.seconds, 3)} for f in slow],
        "store": {
            "documents": status.documents,
            "entities": status.entities,
            "claims": status.claims,
            "observations": status.observations,
            "facts": status.facts,
            "intended": status.intended,
            "classes": status.classes,
            "predicates": status.predicates,
        },
    }


def _file(record: FileRecord) -> dict[str, Any]:
    fields = ("name", "outcome", "document", "title", "message")
    found = {name: getattr(record, name) for name in fields}
    counts = {name: getattr(record, name) for name in ("characters", "claims", "observations")}
    return {**found, **counts, "seconds": round(record.seconds, 3), "warnings": record.warnings}


def write_report(path: Path, data: dict[str, Any]) -> None:
    """As JSON or as a page, by the suffix of the file."""
    if path.suffix.lower() == ".json":
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    else:
        from innograph.ingest.static_page import static_page

        text = static_page(_TEMPLATES, "report", data=data)
    path.write_bytes(text.encode("utf-8", "replace"))
