"""Claims that a model learnt from annotated texts makes, where no rule has a word for what is said.

Only names of one sentence; what rules refuse (negation, names cut out of longer phrases, nouns that
name nothing, many by many) is refused here too.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from innograph.ingest.claims.borders import is_cut
from innograph.ingest.claims.ends import may_end, says_enough
from innograph.ingest.claims.hits import crosses, is_uneven, pair_up, said_in
from innograph.ingest.claims.relation_model import hashes_of
from innograph.ingest.claims.relation_pairs import Sentence
from innograph.ingest.claims.shown import clauses_of
from innograph.ingest.claims.subjects import clause_start
from innograph.ingest.claims.typed import STARTS
from innograph.ingest.draft import ClaimDraft
from innograph.ingest.status import locate_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.grammar import Grammar
    from innograph.ingest.claims.relation_model import RelationModel
    from innograph.ingest.claims.relation_pairs import Group, Pair
    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Candidate, Draft

RULE = "learned-relation"
# Whom somebody lets or helps to build something builds it, and not who lets him: 应当鼓励企业建设平台.
_ACTS = frozenset(["establishes", "issues", "supports"])
_LETS = re.compile(
    "(?:支持|鼓励|引导|推动|吸引|促进|帮助|指导|督促|允许|要求)[^，,；;。：:]{0,40}?"
    f"(?:机构|学校|院校|院所|企业|单位|组织|团体|个人|力量|资本|主体|[{STARTS['O']}{STARTS['C']}{STARTS['P']}])"
)
# Where, for whom and out of what something is done does not do it: 在示范区建立机制.
_NO_ACTOR = re.compile("(?:[在于对向为从把将给到]|依托|围绕|面向|聚焦|依照|按照|根据)[“‘《]?$")
# Who watches over somebody does not support him: 对国有企业的研究开发投入进行考核.
_OVERSEEN = re.compile(
    "[^,，；;。：:、支扶帮服]{0,24}?(?:监管(?!部门|机构)|监督(?!管理部门)|考核|督促|督查|督导|审计|处罚|查处)"
    "|[^；;。：:支扶帮服]{0,50}?(?:纳入|列入)[^，,；;。：:]{0,16}考核"
)
# Below it what is added is right less often than what rules make (training/README.md).
LEAST = 0.8


class RelationReader:
    """Reads one document's typed sentences."""

    def __init__(
        self,
        draft: Draft,
        ontology: Ontology,
        grammar: Grammar,
        model: RelationModel,
        same: Mapping[int, Candidate],
    ) -> None:
        """`same` are the nouns that stand for a named one, as the rules found them."""
        self.draft, self.ontology, self.grammar, self.model = draft, ontology, grammar, model
        self._same = same
        self._least = math.log(LEAST / (1 - LEAST))
        self._known = {
            (claim.predicate, *ends)
            for claim in draft.claims
            for ends in _both(claim.subject.name, claim.object.name)
        }

    def claims(self, sentences: Iterable[TypedSentence]) -> Iterator[ClaimDraft]:
        """Claims that no rule has made of the document, neither so nor the other way round."""
        for typed in sentences:
            if len(typed.units) > 1:
                yield from self._claims_of(Sentence(typed))

    def _claims_of(self, sentence: Sentence) -> Iterator[ClaimDraft]:
        pairs = [
            (pair, told) for pair in sentence.pairs() if (told := self._possible(sentence, pair))
        ]
        if not pairs:
            return
        scores = self.model.scores([hashes_of(sentence.features(pair)) for pair, _ in pairs])
        best: dict[tuple[str, str, str], ClaimDraft] = {}
        for (pair, told), row in zip(pairs, scores, strict=True):
            for predicate in told:
                score = float(row[self.model.predicates.index(predicate)])
                if score < self._least:
                    continue
                for claim in self._claims_for(sentence, pair, predicate, score):
                    one, other = sorted((claim.subject.name, claim.object.name))
                    key = (predicate, one, other)
                    if key not in best or claim.confidence > best[key].confidence:
                        best[key] = claim
        yield from best.values()

    def _possible(self, sentence: Sentence, pair: Pair) -> list[str]:
        """The predicates that some of both ends' names can stand in."""
        return possible_predicates(
            sentence.groups[pair.subject],
            sentence.groups[pair.object],
            self.model.predicates,
            self.ontology,
        )

    def _claims_for(
        self, sentence: Sentence, pair: Pair, predicate: str, score: float
    ) -> Iterator[ClaimDraft]:
        typed, draft = sentence.typed, self.draft
        term = self.ontology.predicates[predicate]
        subjects = self._ends(sentence.groups[pair.subject], term.domain)
        objects = self._ends(sentence.groups[pair.object], term.range)
        objects = [name for name in objects if says_enough(name.name, predicate, self.grammar)]
        if self._is_other(sentence, pair, predicate):
            draft.drop("claim of somebody who does not act himself")
            return
        between = sentence.between(pair)
        many = predicate == "focusesOn" and crosses(between, subjects, objects)
        if many or is_uneven(between, subjects, objects):
            return
        for subject, object_ in pair_up(between, subjects, objects):
            alike = subject.name == object_.name
            if alike or (predicate, subject.name, object_.name) in self._known:
                continue
            if not said_in(typed, object_):
                continue
            here = said_in(typed, subject)
            low = min(object_.start, subject.start) if here else object_.start
            high = max(object_.end, subject.end) if here else object_.end
            if self._is_negated(typed, low, high):
                draft.drop("claim that is negated or only supposed")
                continue
            reading, at = locate_status(draft, low, high)
            if reading.cue is not None and at is not None:
                low, high = min(low, at), max(high, at + len(reading.cue))
            start, end = clauses_of(draft, typed, low, high)
            yield ClaimDraft(
                subject=subject,
                predicate=predicate,
                object=object_,
                status=reading.status,
                start=start,
                end=end,
                rule=RULE,
                confidence=self.model.confidence(score),
                cue=reading.cue,
                context=None if here else (subject.start, subject.end),
                origin="model",
            )

    def _ends(self, group: Group, allowed: tuple[str, ...]) -> list[Candidate]:
        return [
            name
            for unit in group.units
            if not is_cut(self.draft.text, unit, self.ontology, right=False)
            for name in (self._same.get(id(end), end) for end in unit.ends)
            if may_end(name, frozenset(), allowed, self.grammar, self.ontology)
        ]

    def _is_other(self, sentence: Sentence, pair: Pair, predicate: str) -> bool:
        """Whether the first end does not do what is done to the second, watches over it, or only means
        are told."""
        subject, object_ = sentence.groups[pair.subject], sentence.groups[pair.object]
        if self.grammar.means.match(sentence.flat, object_.end):
            return True
        if predicate == "supports" and _OVERSEEN.match(sentence.flat, object_.end):
            return True
        if predicate not in _ACTS or pair.subject > pair.object:
            return False
        lets = predicate == "establishes" and _LETS.search(sentence.between(pair))
        return bool(lets or _NO_ACTOR.search(sentence.flat, 0, subject.start))

    def _is_negated(self, typed: TypedSentence, low: int, high: int) -> bool:
        """Whether a clause from the first end to the second says that it is not so."""
        begin = clause_start(typed.text, low - typed.start)
        return self.grammar.negation.search(typed.text, begin, high - typed.start) is not None


def possible_predicates(
    subject: Group, object_: Group, predicates: Iterable[str], ontology: Ontology
) -> list[str]:
    """The predicates that the classes of some of both ends' names allow."""
    lefts = _labels(subject, ontology)
    rights = _labels(object_, ontology)
    within = subject is object_
    found = []
    for name in predicates:
        term = ontology.predicates[name]
        if within and not term.symmetric:
            continue
        left_fits = not term.domain or bool(lefts.intersection(term.domain))
        if left_fits and (not term.range or rights.intersection(term.range)):
            found.append(name)
    return found


def _labels(group: Group, ontology: Ontology) -> set[str]:
    classes = {name.cls for name in group.names}
    return {label for cls in classes for label in ontology.classes[cls].labels}


def _both(one: str, other: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one, other), (other, one)
