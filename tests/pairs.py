"""Documents that each say a few things, for pairs of claims and for comparisons."""

from __future__ import annotations

import hashlib

from innograph.graph.identity import claim_id, observation_id
from innograph.graph.model import (
    Claim,
    Document,
    Extraction,
    LocalEntity,
    Mention,
    Observation,
    Passage,
)

# Name → class, denotes; what is not here is a named pilot platform.
KNOWN = {
    "成都市": ("Place", "individual"),
    "砚山区": ("Place", "individual"),
    "航空发动机": ("IndustryChain", "individual"),
    "高温合金": ("Industry", "individual"),
    "高温合金材料": ("Industry", "individual"),
    "新材料": ("Industry", "individual"),
    "新材料产业链": ("IndustryChain", "individual"),
    "现代服务业": ("Industry", "individual"),
    "现代农业": ("Industry", "individual"),
    "铝合金": ("Industry", "individual"),
    "中试平台": ("PilotPlatform", "group"),
    "国家级中试平台": ("PilotPlatform", "group"),
    "概念验证中心": ("ProofOfConceptCenter", "group"),
    "华夏公司": ("Enterprise", "individual"),
    "市政府": ("GovernmentBody", "individual"),
    "省政府": ("GovernmentBody", "individual"),
    "科学城方案": ("PolicyDocument", "individual"),
    "高新技术企业": ("Cohort", "group"),
    "研发经费": ("Indicator", "individual"),
}


def saying(identity, *links, published="2024-02-01", place="成都市", numbers=(), scope=""):
    """A document of one passage: links are (subject, predicate, object, status).

    `numbers` are (about, status, text of the number, fields of the observation).
    """
    made = _Made(identity, scope)
    for link in links:
        made.link(*link)
    for number in numbers:
        made.number(*number)
    return made.extraction(published, place)


class _Made:
    def __init__(self, identity, scope):
        self.identity, self.scope = identity, scope
        self.text = ""
        self.names, self.mentions, self.claims, self.observations = {}, [], [], []

    def _name(self, name):
        cls, denotes = KNOWN.get(name, ("PilotPlatform", "individual"))
        start = len(self.text)
        self.text += name
        self.names[name] = LocalEntity(name, cls, denotes, self.scope)
        self.mentions.append(Mention(name, 0, start, len(self.text), name))
        return start, len(self.text)

    def link(self, subject, predicate, object_, status):
        start = len(self.text)
        one = self._name(subject)
        self.text += "与"
        other = self._name(object_)
        self.claims.append(
            Claim(
                id=claim_id(self.identity, (start, len(self.text)), predicate, status, one, other),
                subject=subject,
                predicate=predicate,
                object=object_,
                status=status,
                passage=0,
                start=start,
                end=len(self.text),
                quote=self.text[start:],
                subject_start=one[0],
                subject_end=one[1],
                object_start=other[0],
                object_end=other[1],
                rule="made",
                confidence=0.9,
            )
        )
        self.text += "。"

    def number(self, about, status, raw, fields):
        start = len(self.text)
        self._name(about)
        self.text += raw
        span = (start, len(self.text))
        self.observations.append(
            Observation(
                id=observation_id(self.identity, span, raw, about),
                about=(about,),
                status=status,
                passage=0,
                start=start,
                end=len(self.text),
                quote=self.text[start:],
                raw=raw,
                **fields,
            )
        )
        self.text += "。"

    def extraction(self, published, place):
        hashed = hashlib.sha256(self.text.encode()).hexdigest()
        document = Document(
            self.identity,
            f"{self.identity}号文件",
            hashed,
            hashed,
            len(self.text),
            place=place,
            published=published,
        )
        return Extraction(
            document=document,
            passages=(Passage(0, "fact", 0, len(self.text), self.text),),
            entities=tuple(sorted(self.names.values(), key=lambda e: e.name)),
            mentions=tuple(self.mentions),
            claims=tuple(self.claims),
            observations=tuple(self.observations),
        )
