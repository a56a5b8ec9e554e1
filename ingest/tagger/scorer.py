"""How sure a name is: a logistic regression over the features of its proposal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.graph.ontology import Ontology
    from innograph.ingest.entities.words import Words
    from innograph.ingest.tagger.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature; `keep` and `doubt` are scores: above the one a name stays, below the other
    it goes, between them it stays where something uses it."""

    weights: Mapping[str, float]
    bias: float
    keep: float
    doubt: float

    def score(self, features: Mapping[str, float]) -> float:
        """The probability that a reader has it too."""
        total = self.bias + sum(self.weights.get(k, 0.0) * v for k, v in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def features(proposal: Proposal, words: Words, ontology: Ontology) -> dict[str, float]:
    """What the scorer sees of a proposal."""
    p, candidate = proposal.probability, proposal.candidate
    rule = candidate.rule if candidate else "none"
    generic = candidate is not None and candidate.generic
    mark = f"{rule},{'g' if generic else 'n'}"
    letter = words.letter
    return {
        "p": p,
        "log p": math.log(p + 0.01),
        "best": proposal.best,
        "rival": proposal.rival,
        "times": min(proposal.times, 5) / 5,
        "length": min(len(proposal.name), 20) / 10,
        "single": float(proposal.stop - proposal.first == 1),
        "ends": float(proposal.name.endswith(endings(proposal.cls, ontology))),
        f"rule={mark}": 1.0,
        f"top,rule={proposal.top},{mark}": 1.0,
        f"p,rule={rule}": p,
        f"p,top={proposal.top}": p,
        f"top={proposal.top}": 1.0,
        f"class={proposal.cls}": 1.0,
        f"rules={proposal.rules},{bool(candidate)}": 1.0,
        f"left={letter(proposal.first - 1)}": 1.0,
        f"begins={letter(proposal.first)}": 1.0,
        f"ended={letter(proposal.stop - 1)}": 1.0,
        f"right={letter(proposal.stop)}": 1.0,
    }


def endings(cls: str, ontology: Ontology) -> tuple[str, ...]:
    """How names of a class end."""
    return ontology.classes[cls].endings if cls in ontology.classes else ()
