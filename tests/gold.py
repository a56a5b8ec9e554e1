"""The samples' hand-made reading as Extractions: questions are tested without extraction.

Besides what the annotation form has, the files may give `author` and `measures`, links `role`,
observations `bound`; `beyond` holds links whose predicates that form does not have.

>>> from gold import gold_extractions, gold_answers
>>> documents = gold_extractions()
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from innograph.graph.evidence import check_evidence
from innograph.graph.identity import claim_id, measure_id, observation_id, scope_of
from innograph.graph.model import (
    Claim,
    Document,
    Extraction,
    LocalEntity,
    Measure,
    Mention,
    Observation,
    Passage,
)
from innograph.graph.ontology import load_ontology
from innograph.ingest.entities.groups import is_kind_of_fields

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
STATUS = {"achieved": "Achieved", "ongoing": "UnderWay", "planned": "Planned"}
# What stands before a kind of platform; other names with something before the ending are proper.
_KIND = re.compile(
    r"(?:国家|省|市|县|区|级|以上|重点|共享|联合|企业|全国|技术|科技|专业|大学|创新)*"
)
_NUMBER = re.compile(r"[\d.,]+")


@cache
def gold_answers() -> dict:
    """Expected answers by number of the question."""
    path = SAMPLES / "gold" / "questions.json"
    return json.loads(path.read_text(encoding="utf-8"))["questions"]


@cache
def gold_extractions(*, optional: bool = True) -> tuple[Extraction, ...]:
    """One for each sample; all keep the evidence contract. Without `optional`, only what every
    reader would take."""
    names = sorted(p.stem for p in (SAMPLES / "gold").glob("*.json") if p.stem != "questions")
    return tuple(_Reader(name, optional=optional).read() for name in names)


class _Reader:
    """Turns one annotation with its text into an Extraction."""

    def __init__(self, name: str, *, optional: bool) -> None:
        (path,) = [p for p in SAMPLES.glob(f"{name}.*") if p.suffix in (".md", ".txt")]
        self.raw = path.read_bytes()
        self.text = self.raw.decode("utf-8")
        gold = SAMPLES / "gold" / f"{name}.json"
        self.gold = json.loads(gold.read_text(encoding="utf-8"))
        self.gold["links"] += self.gold.get("beyond", [])
        for kind in ("links", "observations"):
            self.gold[kind] = [r for r in self.gold[kind] if optional or not r["optional"]]
        self.name = name
        self.ontology = load_ontology()
        front = self.text.split("---\n")[1]
        self.meta = dict(line.split(": ", 1) for line in front.splitlines())
        self.body = self.text.index("---\n", 4)
        self.passages = self._passages()
        self.entities = {e["name"]: e for e in self.gold["entities"]}
        self.mentions: set[tuple[int, int, str]] = set()

    def read(self) -> Extraction:
        claims = [self._claim(link) for link in self.gold["links"]]
        observations = self._observations()
        for name, entity in self.entities.items():
            if not any(mention[2] == name for mention in self.mentions):
                self._find(name, *self._span(entity["quote"]))
        measures = [self._measure(row, claims) for row in self.gold.get("measures", [])]
        extraction = Extraction(
            document=self._document(),
            passages=self.passages,
            entities=tuple(sorted(map(self._entity, self.entities.values()), key=lambda e: e.name)),
            mentions=tuple(self._mention(*mention) for mention in sorted(self.mentions)),
            claims=tuple(sorted(claims, key=lambda c: (c.start, c.end, c.id))),
            observations=tuple(sorted(observations, key=lambda o: (o.start, o.end, o.id))),
            measures=tuple(sorted(measures, key=lambda m: (m.start, m.end, m.id))),
        )
        check_evidence(extraction, self.ontology)
        return extraction

    def _document(self) -> Document:
        known = ("title", "issuer", "place", "number", "published", "effective", "genre", "licence")
        return Document(
            id=self.name,
            sha256=hashlib.sha256(self.raw).hexdigest(),
            text_sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            characters=len(self.text),
            author=self.gold.get("author"),
            **{key: self.meta.get(key) for key in known},
        )

    def _passages(self) -> tuple[Passage, ...]:
        found, start = [], 0
        for ordinal, line in enumerate(self.text.splitlines(keepends=True)):
            kind = "furniture" if start <= self.body else "fact"
            found.append(Passage(ordinal, kind, start, start + len(line), line))
            start += len(line)
        return tuple(found)

    def _passage(self, start: int) -> int:
        return next(p.ordinal for p in self.passages if p.start <= start < p.end)

    def _entity(self, entity: dict) -> LocalEntity:
        top = self.ontology.top(entity["class"])
        denotes = "group" if self._is_kind(entity) else "individual"
        place = self.meta.get("place")
        return LocalEntity(
            name=entity["name"],
            cls=entity["class"],
            denotes=denotes,
            scope=scope_of(top, entity["name"], denotes=denotes, place=place, document=self.name),
            canonical=next((a for a in entity["aliases"] if a == f"{entity['name']}市"), None),
            aliases=tuple(sorted(entity["aliases"])),
        )

    def _is_kind(self, entity: dict) -> bool:
        if self.ontology.top(entity["class"]) == "Field":
            return is_kind_of_fields(entity["name"])
        endings = self.ontology.term(entity["class"]).endings
        heads = [
            entity["name"].removesuffix(end) for end in endings if entity["name"].endswith(end)
        ]
        return any(_KIND.fullmatch(head) for head in heads)

    def _mention(self, start: int, end: int, name: str) -> Mention:
        text = self.text[start:end]
        rebuilt = text not in (name, *self.entities[name]["aliases"])
        return Mention(name, self._passage(start), start, end, text, rebuilt=rebuilt)

    def _claim(self, link: dict) -> Claim:
        row = self._expected(link)
        start, end = (row["start"], row["end"]) if row else self._span(link["quote"])
        status, cue = self._read_status(link, row, start, end)
        subject = self._find(link["s"], start, end)
        object_ = self._find(link["o"], start, end)
        outside = [s for s in (subject, object_) if not start <= s[0] < s[1] <= end]
        context = (
            (min(s[0] for s in outside), max(s[1] for s in outside)) if outside else (None, None)
        )
        names = (link["s"], link["o"])
        return Claim(
            id=claim_id(
                self.name, (start, end), link["p"], status, subject, object_, rebuilt=names
            ),
            subject=link["s"],
            predicate=link["p"],
            object=link["o"],
            status=status,
            passage=self._passage(start),
            start=start,
            end=end,
            quote=self.text[start:end],
            subject_start=subject[0],
            subject_end=subject[1],
            object_start=object_[0],
            object_end=object_[1],
            rule="gold",
            confidence=1.0,
            cue=cue,
            open="等" in self.text[start:end],
            role=link.get("role"),
            context_start=context[0],
            context_end=context[1],
        )

    def _read_status(
        self, link: dict, row: dict | None, start: int, end: int
    ) -> tuple[str, str | None]:
        """The annotation form knows three statuses: what is intended there is more finely told by
        question 1, else by the measure in which the link stands; that also has the cue."""
        status = row["status"] if row else STATUS[link["status"]]
        for measure in self.gold.get("measures", []):
            low, high = self._span(measure["quote"])
            if low <= start and end <= high:
                intended = not self.ontology.statuses[measure["status"]].asserted
                if status == "Planned" and not row and intended:
                    status = measure["status"]
                if status == measure["status"] and measure["cue"] in self.text[start:end]:
                    return status, measure["cue"]
        return status, None

    def _measure(self, row: dict, claims: list[Claim]) -> Measure:
        """Its quote is the measure; what it leaves out is empty."""
        start, end = self._span(row["quote"])
        ends = {key: tuple(row.get(key, ())) for key in ("responsible", "approval", "audience")}
        self._name_all(start, end)
        for name in (name for names in ends.values() for name in names):
            self._find(name, start, end)
        return Measure(
            id=measure_id(self.name, (start, end)),
            text=self.text[start:end],
            status=row["status"],
            passage=self._passage(start),
            start=start,
            end=end,
            cue=row.get("cue"),
            stage=row.get("stage"),
            responsible=ends["responsible"],
            needs_approval_from=ends["approval"],
            audience=ends["audience"],
            instrument_types=tuple(row.get("types", ())),
            models=tuple(row.get("models", ())),
            claims=tuple(c.id for c in claims if start <= c.start and c.end <= end),
        )

    def _name_all(self, start: int, end: int) -> None:
        """Mentions of all that is named there, the longest form first: 临澜生物医药中试平台 is no
        mention of 中试平台."""
        found = {
            (place.start() + start, place.end() + start, name)
            for name, entity in self.entities.items()
            for form in {name, *entity["aliases"]}
            for place in re.finditer(re.escape(form), self.text[start:end])
        }
        for low, high, name in sorted(found, key=lambda m: (m[0] - m[1], m)):
            if not any(low < m[1] and m[0] < high and m[2] != name for m in self.mentions):
                self.mentions.add((low, high, name))

    def _expected(self, link: dict) -> dict | None:
        """The row of question 1 with the finer status, if the link is one of those."""
        if link["p"] != "focusesOn":
            return None
        wanted = (self.name, link["s"], link["o"])
        rows = gold_answers()["1"]["rows"]
        found = [r for r in rows if (r["document"], r["platform"], r["industry"]) == wanted]
        return found[0] if found else None

    def _span(self, quote: str) -> tuple[int, int]:
        start = self.text.find(quote, self.body)
        start = start if start >= 0 else self.text.index(quote)
        return start, start + len(quote)

    def _find(self, name: str, start: int, end: int) -> tuple[int, int]:
        """Where the entity is named: in the quote, else nearest before it, else anywhere."""
        forms = sorted({name, *self.entities[name]["aliases"]}, key=len, reverse=True)
        for find in (
            lambda form: self.text.find(form, start, end),
            lambda form: self.text.rfind(form, self.body, start),
            lambda form: self.text.find(form),
        ):
            for form in forms:
                if (place := find(form)) >= 0:
                    self.mentions.add((place, place + len(form), name))
                    return place, place + len(form)
        span = self._span(self.entities[name]["quote"])  # put together from a coordination
        self.mentions.add((*span, name))
        return span

    def _observations(self) -> list[Observation]:
        """Rows that share one number are one observation about several entities."""
        groups: dict[tuple, list[dict]] = defaultdict(list)
        for row in self.gold["observations"]:
            key = ("quote", "value", "unit", "year", "growth_pct", "status")
            groups[tuple(row[k] for k in key)].append(row)
        return [self._observation(rows) for rows in groups.values()]

    def _observation(self, rows: list[dict]) -> Observation:
        row = rows[0]
        start, end = self._span(row["quote"])
        about = tuple(dict.fromkeys(r["about"] for r in rows))
        for name in about:
            self._find(name, start, end)
        number = f"{row['value']:g}" if row["value"] is not None else ""
        raw = next((n for n in _NUMBER.findall(row["quote"]) if n == number), row["quote"])
        ranked = row["unit"] == "位"
        area = self._area(row)
        return Observation(
            id=observation_id(self.name, (start, end), row["value"], row["unit"], *about),
            about=about + area,
            status=STATUS[row["status"]],
            passage=self._passage(start),
            start=start,
            end=end,
            quote=self.text[start:end],
            raw=raw,
            value=None if ranked or row["value"] is None else float(row["value"]),
            unit=None if ranked else row["unit"],
            growth=None if row["growth_pct"] is None else float(row["growth_pct"]),
            bound=row.get("bound", "exact"),
            rank=row["value"] if ranked else None,
            period=str(row["year"]) if row["year"] else None,
            period_basis="stated" if row["year"] else "unknown",
            rule="gold",
            confidence=1.0,
        )

    def _area(self, row: dict) -> tuple[str, ...]:
        """The place that a number holds for, where it is not the document's own."""
        for expected in gold_answers()["35"]["rows"]:
            same = (expected["document"], expected["indicator"], expected["value"])
            area = expected["area"]
            if same == (self.name, row["about"], row["value"]) and area != self.meta.get("place"):
                return (area,) if self.entities.get(area, {}).get("class") == "Place" else ()
        return ()
