"""Deterministic random extractions that keep the evidence contract, for properties and for benches.

>>> from make import make_extractions
>>> documents = make_extractions(seed=1, n=3)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from innograph.graph.identity import claim_id, decision_id, measure_id, observation_id
from innograph.graph.model import (
    Claim,
    Decision,
    Document,
    Extraction,
    LocalEntity,
    LocalRef,
    Measure,
    Mention,
    Observation,
    Passage,
)
from innograph.graph.ontology import Ontology, load_ontology

# (name, class, scope): few enough that documents share entities; the awkward characters are meant.
NAMES = [
    ("望川市", "Place", ""),
    ("临岚市", "Place", ""),
    ("望川市科学技术局", "GovernmentBody", ""),
    ("市科技局", "GovernmentBody", "place:望川市"),
    ("望川理工大学", "University", ""),
    ("砺岚材料研究院", "ResearchInstitute", ""),
    ("太行实验室", "Laboratory", ""),
    ("4个天府实验室", "Laboratory", "document:{}"),
    ("中试平台", "PilotPlatform", "place:望川市"),
    ("中试平台", "Platform", "place:望川市"),
    ("航空动力中试基地", "PilotPlatform", ""),
    ("概念验证中心", "ProofOfConceptCenter", "place:临岚市"),
    ("AI/量子 孵化器(100%)", "Incubator", ""),
    ("航空发动机", "IndustryChain", ""),
    ("新材料", "IndustryChain", ""),
    ("新材料", "Industry", ""),
    ("“低空经济”", "Industry", ""),
    ("量子计算", "TechnologyField", ""),
    ("《望川市科技创新条例》", "PolicyDocument", ""),
    ("先投后股", "PolicyInstrument", "place:望川市"),
    ("闻砚舟", "Person", "document:{}"),
    ("高新技术企业", "Cohort", "place:临岚市"),
    ("技术合同成交额", "Indicator", "place:望川市"),
    ("𬭩谷科学城#1", "ScienceHub", ""),  # a character outside the basic plane
]
CUES = [None, "建成", "正在建设", "将", "争取", "探索", "鼓励"]
UNITS = ["家", "亿元", "个", "%", None]
PERIODS = [(None, "unknown"), ("2023", "stated"), ("2024-06", "inferred")]
HEADINGS = [None, "一、近年来的工作", "二、下一步打算 “重点”"]
KINDS = ["fact", "intention", "article"]


def make_extractions(
    seed: int, n: int, *, ontology: Ontology | None = None, sentences: int = 6
) -> list[Extraction]:
    """`n` documents of about `sentences` sentences each; equal arguments give equal documents."""
    schema = ontology or load_ontology()
    return [_Writer(Random(f"{seed}/{i}"), i, schema, sentences).write() for i in range(n)]


def make_decisions(seed: int, extractions: list[Extraction], n: int) -> list[Decision]:
    """Up to `n` decisions between local entities of the extractions, same and not the same."""
    random = Random(f"decisions/{seed}")
    refs = [LocalRef(x.document.id, e.name) for x in extractions for e in x.entities]
    found = {}
    for _ in range(n if len(refs) > 1 else 0):
        a, b = random.sample(refs, 2)
        same = random.random() < 0.7
        identity = decision_id(same, a, b)
        found[identity] = Decision(identity, same, a, b, "checker", f"看了“{a.name}”\n两处")
    return sorted(found.values(), key=lambda decision: decision.id)


@dataclass
class _Writer:
    """Writes one text sentence by sentence and keeps what each says."""

    random: Random
    number: int
    ontology: Ontology
    sentences: int
    text: str = ""
    passages: list[Passage] = field(default_factory=list)
    entities: dict[str, LocalEntity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    observations: list[Observation] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"plans/文档 {self.number}#a.txt" if self.number % 3 else f"doc-{self.number}"

    def write(self) -> Extraction:
        for ordinal in range(self.sentences):
            self._passage(ordinal)
        return Extraction(
            document=self._document(),
            passages=tuple(self.passages),
            entities=tuple(sorted(self.entities.values(), key=lambda e: e.name)),
            mentions=tuple(sorted(self.mentions, key=lambda m: (m.start, m.end, m.entity))),
            claims=_in_order(self.claims.values()),
            observations=_in_order(self.observations),
            measures=_in_order(self.measures),
        )

    def _document(self) -> Document:
        pick = self.random.choice
        published = pick([None, "2023", "2024-05", "2025-05-17"])
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return Document(
            id=self.id,
            title=f"第{self.number}号 “文件” <试>",
            sha256=digest,
            text_sha256=digest,
            characters=len(self.text),
            issuer=pick([None, "望川市人民政府"]),
            place=pick([None, "望川市"]),
            number=pick([None, "望府发〔2024〕3号"]),
            published=published,
            genre=pick([None, "plan"]),
            licence=pick([None, "CC0-1.0"]),
            extractor=pick([None, "innograph 0.1.0 rules 1a2b"]),
            inferred={"published": "title: 第一行", "place": "signature"} if published else {},
        )

    def _passage(self, ordinal: int) -> None:
        drawn = self.random.sample(range(len(NAMES)), self.random.randint(1, 3))
        names = list({NAMES[i][0]: i for i in drawn}.values())
        cue = self.random.choice(CUES)
        start = len(self.text)
        pieces = [cue or "", *(f"{self._entity(i)}、" for i in names), "等12.5亿元。", "\n"]
        ends = [start, *accumulate((len(piece) for piece in pieces), initial=start)][1:]
        self.text += "".join(pieces)
        self.passages.append(
            Passage(
                ordinal=ordinal,
                kind=self.random.choice(KINDS),
                start=start,
                end=len(self.text),
                text=self.text[start:],
                heading=self.random.choice(HEADINGS),
            )
        )
        spans = [(ends[1 + i], ends[2 + i] - 1) for i in range(len(names))]
        self._say(ordinal, [NAMES[i][0] for i in names], spans, (start, len(self.text) - 1), cue)

    def _entity(self, index: int) -> str:
        name, cls, scope = NAMES[index]
        if name not in self.entities:
            group = name[0].isdigit() or name == "中试平台"
            self.entities[name] = LocalEntity(
                name=name,
                cls=cls,
                denotes="group" if group else "individual",
                scope=scope.format(self.id),
                canonical="新材料产业链" if name == "新材料" and self.number % 2 else None,
                aliases=("新材料链", "材料") if name == "新材料" else (),
            )
        return name

    def _say(
        self,
        ordinal: int,
        names: list[str],
        spans: list[tuple[int, int]],
        quote: tuple[int, int],
        cue: str | None,
    ) -> None:
        """Mentions of all names, then a claim, a number and a measure by chance."""
        for name, (start, end) in zip(names, spans, strict=True):
            self.mentions.append(Mention(name, ordinal, start, end, self.text[start:end]))
        contained = self._claim(ordinal, names, spans, quote, cue) if len(names) > 1 else ()
        if self.random.random() < 0.5:
            self._observation(ordinal, names, quote)
        if self.random.random() < 0.5:
            self._measure(ordinal, names, quote, cue, contained)

    def _claim(
        self,
        ordinal: int,
        names: list[str],
        spans: list[tuple[int, int]],
        quote: tuple[int, int],
        cue: str | None,
    ) -> tuple[str, ...]:
        predicate = self.random.choice(list(self.ontology.predicates))
        status = self.random.choice(list(self.ontology.statuses))
        start, end = quote
        context = spans[0] if self.random.random() < 0.3 else (None, None)
        identity = claim_id(self.id, quote, predicate, status, spans[0], spans[1])
        self.claims[identity] = Claim(
            id=identity,
            subject=names[0],
            predicate=predicate,
            object=names[1],
            status=status,
            passage=ordinal,
            start=start,
            end=end,
            quote=self.text[start:end],
            subject_start=spans[0][0],
            subject_end=spans[0][1],
            object_start=spans[1][0],
            object_end=spans[1][1],
            rule="made",
            confidence=round(self.random.random(), 3),
            origin=self.random.choice(["rule", "model", "llm"]),
            cue=cue,
            open=self.random.random() < 0.5,
            role="局长" if predicate == "memberOf" else None,
            context_start=context[0],
            context_end=context[1],
        )
        return (identity,)

    def _observation(self, ordinal: int, names: list[str], quote: tuple[int, int]) -> None:
        kind = self.random.choice(["value", "growth", "rank"])
        period, basis = self.random.choice(PERIODS)
        start, end = quote
        self.observations.append(
            Observation(
                id=observation_id(self.id, quote, kind, *names),
                about=tuple(names),
                status=self.random.choice(list(self.ontology.statuses)),
                passage=ordinal,
                start=start,
                end=end,
                quote=self.text[start:end],
                raw="12.5亿元",
                value=self.random.choice([12.5, 1.0, 1e12, 1 / 3]) if kind == "value" else None,
                unit=self.random.choice(UNITS) if kind == "value" else None,
                bound=self.random.choice(["exact", "approx", "atLeast", "atMost"]),
                growth=self.random.choice([-3.2, 200.0]) if kind == "growth" else None,
                rank=self.random.randint(1, 9) if kind == "rank" else None,
                reading=self.random.choice([None, "增长两倍 = +200%"]),
                period=period,
                period_basis=basis,
                rule="made",
                confidence=round(self.random.random(), 3),
            )
        )

    def _measure(
        self,
        ordinal: int,
        names: list[str],
        quote: tuple[int, int],
        cue: str | None,
        contained: tuple[str, ...],
    ) -> None:
        start, end = quote
        self.measures.append(
            Measure(
                id=measure_id(self.id, quote),
                text=self.text[start:end],
                status=self.random.choice(list(self.ontology.statuses)),
                passage=ordinal,
                start=start,
                end=end,
                cue=cue,
                stage=self.random.choice([None, "drafted", "submitted", "approved"]),
                responsible=tuple(names[:2]),
                needs_approval_from=tuple(names[2:]),
                audience=tuple(reversed(names)),
                instrument_types=self.random.choice([(), ("PI022", "PI008")]),
                models=self.random.choice([(), ("政府引导+企业主体", "市场逻辑")]),
                claims=contained,
            )
        )


def _in_order(records):
    return tuple(sorted(records, key=lambda record: (record.start, record.end, record.id)))
