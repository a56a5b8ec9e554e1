"""Rules over typed sentences → claims: who and what each match is about, and what shows it."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from innograph.ingest.claims.authors import find_author
from innograph.ingest.claims.borders import is_cut
from innograph.ingest.claims.ends import may_end, says_enough
from innograph.ingest.claims.hits import Hit, crosses, pair_up, said_in
from innograph.ingest.claims.meant import add_nouns, find_predicates
from innograph.ingest.claims.shown import Said, quote_of, said_by
from innograph.ingest.claims.subjects import Actors, Agent, clause_start
from innograph.ingest.draft import ClaimDraft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.grammar import Grammar
    from innograph.ingest.claims.typed import TypedSentence, Unit
    from innograph.ingest.draft import Candidate, Draft

    _End = tuple[Unit, Candidate]

# A coordination times a coordination; the longest of the annotated texts gives 30 pairs.
_MOST_PAIRS = 200
# What an elided subject may be where the rule does not say.
_ACTORS = "OLPC"
# What somebody else is to do or to grant: 支持科技型企业 is the supporter's own doing.
_OF_OTHERS = frozenset(["Encouraged", "Sought", "Piloted"])
_WITH = re.compile("[与同跟]|携手|联合|会同")
# 对银行开展科技贷款所发生的损失给予补偿: the banks lend, and not who compensates them.
_FOR_WHOM = re.compile("(?:^|[^作成称认以因视设定选确针面])[为对向][^，,；;。为对向]{2,60}$")
_GIVES = re.compile("[^，,；;。]{0,60}(?:提供|给予|予以|补偿|补助|补贴|奖励|活动进行|行为进行)")
# 发挥科协在实施战略中的作用: the doing of it is only what something else is for.
_IN_DOING = re.compile("在[^，,；;。]{0,60}$")
_COURSE = re.compile("[^，,；;。]{0,6}中(?:的|发挥|，|,)")
# At the beginning of a clause these mean the one that was named before.
_KIND = re.compile(
    "(?:创新|产业|科创|科技|省)?(?:中心|实验室|平台|基地|园区?|研究院|研究所|联盟|联合体"
    "|孵化器|加速器|基金|公司|集团|示范区|科学城|高新区|开发区)"
)
_BEGINS = "，,；;：:。”该为由让使将"
# Behind one name 等 says, as behind a list, that there are more (在海洋装备等领域); 等级 is a word.
_AND_MORE = re.compile("[”’》]?等(?![级次第保候待同于效额量离])")
_SECOND = re.compile("[、和并与][\u4e00-\u9fff]{2}(?=[“‘《]?$)")
_AND = re.compile("[和及]")
_LETTERS = {"Organization": "O", "Place": "L", "Platform": "P", "Cohort": "C", "Policy": "D"}


class Matcher:
    """Makes the claims of one document."""

    def __init__(self, draft: Draft, ontology: Ontology, grammar: Grammar) -> None:
        self.draft = draft
        self.ontology = ontology
        self.grammar = grammar
        self.actors = Actors(grammar)
        self._cut: dict[tuple[int, int, bool], bool] = {}
        self.same = add_nouns(draft, ontology)  # nouns that say what a named one is → that one

    def claims(self, sentences: Iterable[TypedSentence]) -> Iterator[ClaimDraft]:
        """In the order of the text; equal claims of one sentence once, the surest of them."""
        for typed in sentences:
            self.actors.enter(typed)
            self.same |= find_predicates(typed)
            best: dict[tuple[str, str, str], ClaimDraft] = {}
            for hit in self._hits(typed):
                for claim in self._claims_of(hit):
                    key = self._key(claim)
                    if key not in best or claim.confidence > best[key].confidence:
                        best[key] = claim
            yield from best.values()
            self.actors.leave(typed)

    def _key(self, claim: ClaimDraft) -> tuple[str, str, str]:
        a, b = claim.subject.name, claim.object.name
        if self.ontology.predicates[claim.predicate].symmetric and b < a:
            a, b = b, a
        return claim.predicate, a, b

    def _hits(self, typed: TypedSentence) -> Iterator[Hit]:
        kind = typed.sentence.kind
        if not typed.units or kind == "heading":
            return
        for rule in self.grammar.triggers.rules_in(typed.text):
            # Of furniture only the note on the author says something.
            if (kind == "furniture" and not rule.author) or (rule.kinds and kind not in rule.kinds):
                continue
            yield from (Hit(typed, rule, m) for m in rule.pattern.finditer(typed.text))

    def _claims_of(self, hit: Hit) -> Iterator[ClaimDraft]:
        refused = self._refused(hit)
        if refused:
            self.draft.drop(refused)
            return
        agent = self._agent(hit)
        if agent is None and (hit.rule.elided or hit.rule.author):
            return
        if agent is None and "k" in hit.match.groupdict():
            return
        each_with_each = "m" in hit.match.groupdict()
        if not each_with_each:
            agent = self._meant(hit, agent.units if agent else hit.units("s")) or agent
        subjects = agent.units if agent else hit.units("s")
        term = self.ontology.predicates[hit.rule.predicate]
        objects = hit.units("o")
        whole = [unit for unit in objects if not self._is_cut(hit, unit)]
        if len(objects) > 1 and whole:
            objects = whole  # of a list those that are names of their own
        parts = [unit for unit in subjects if not self._is_cut(hit, unit)]
        if hit.rule.predicate == "partOf" and len(subjects) > 1 and parts:
            subjects = parts
        if any(self._is_cut(hit, unit) for unit in (*subjects, *objects)):
            self.draft.drop("claim one of whose ends is cut out of a longer phrase")
            return
        lefts = self._ends(subjects, hit.rule.subjects, term.domain)
        if hit.rule.begins:
            lefts = [end for end in lefts if hit.rule.begins.match(self.draft.text, end[1].start)]
        if hit.rule.unlike:
            lefts = [end for end in lefts if not hit.rule.unlike.search(end[1].name)]
        rights = self._ends(objects, hit.rule.objects, term.range, hit.rule.without)
        predicate, grammar = hit.rule.predicate, self.grammar
        rights = [end for end in rights if says_enough(end[1].name, predicate, grammar)]
        if each_with_each:
            lefts, rights = self._sides(lefts, needed=hit.rule.sides)
            agent = self._meant(hit, [unit for unit, _ in lefts])
            if agent:
                lefts = self._ends(agent.units, hit.rule.subjects, term.domain)
        if predicate == "focusesOn" and crosses(hit.match[0], lefts, rights):
            self.draft.drop("many subjects by many fields, which the sentence does not mean each")
            return
        if lefts and rights:
            yield from self._pairs(hit, lefts, rights, agent)

    def _refused(self, hit: Hit) -> str | None:
        """Why the match claims nothing, if it does not."""
        text, end = hit.typed.text, hit.match.end()
        if self.grammar.negation.search(text, clause_start(text, hit.trigger), end):
            return "claim that is negated or only supposed"
        before = text[clause_start(text, hit.trigger) : hit.trigger]
        if hit.rule.predicate == "establishes" and hit.rule.elided:
            if self.grammar.others.search(before):
                return "building that others are encouraged to do"
            if _FOR_WHOM.search(before) and _GIVES.match(text, end):
                return "what those do for whom something is done"
        if hit.rule.elided and _COURSE.match(text, end) and _IN_DOING.search(before):
            return "what is only done in the course of something else"
        if self._governs_another(hit):
            return "claim whose verb governs something else"
        if self.grammar.means.match(text, end):
            return "claim that only says by what means"
        return None

    def _governs_another(self, hit: Hit) -> bool:
        """Whether another verb stands between the rule's word and the object."""
        found = hit.match.groupdict()
        if not found.get("v") or "o" not in found:
            return False
        low, high = hit.match.end("v"), hit.match.start("o")
        joined = _SECOND.match(hit.typed.text, low, high)  # 建立和完善|…机制: both govern
        low = joined.end() if joined else low
        return low < high and self.grammar.between.search(hit.typed.text, low, high) is not None

    def _is_cut(self, hit: Hit, unit: Unit) -> bool:
        """Where the rule itself says what stands behind the unit, only its left border can be wrong."""
        start = hit.typed.start
        said = start + hit.match.start() <= unit.start and unit.end < start + hit.match.end()
        key = (unit.start, unit.end, said or unit.end == start + hit.trigger)
        if key not in self._cut:
            self._cut[key] = is_cut(self.draft.text, unit, self.ontology, right=not key[2])
        return self._cut[key]

    def _agent(self, hit: Hit) -> Agent | None:
        if hit.rule.author:
            author = find_author(self.draft)
            return Agent([author], said=False) if author else None
        if "k" in hit.match.groupdict():
            return self.actors.called(hit.typed, hit.match["k"], hit.match.start("k"))
        if not hit.rule.elided:
            return None
        tops = {self.ontology.top(name) for name in hit.rule.subjects}
        letters = "".join(letter for top, letter in _LETTERS.items() if top in tops)
        agent = self.actors.agent(
            hit.typed, hit.begins, letters or _ACTORS, goes_on=hit.rule.goes_on
        )
        return agent if agent and (agent.said or hit.rule.context) else None

    def _meant(self, hit: Hit, subjects: list[Unit]) -> Agent | None:
        """What the paragraph named before, where the subject is only a word of its kind (研究院)."""
        if len(subjects) != 1 or len(subjects[0].ends) != 1:
            return None
        name, at = subjects[0].ends[0].name, subjects[0].start - hit.typed.start
        begins = at <= 0 or hit.typed.text[at - 1] in _BEGINS
        if not _KIND.fullmatch(name) or not begins:
            return None
        return self.actors.called(hit.typed, name, max(0, at))

    def _ends(
        self,
        units: list[Unit],
        classes: frozenset[str],
        allowed: tuple[str, ...],
        without: frozenset[str] = frozenset(),
    ) -> list[_End]:
        return [
            (unit, c)
            for unit in units
            for c in (self.same.get(id(end), end) for end in unit.ends)
            if may_end(c, classes, allowed, self.grammar, self.ontology)
            and not without.intersection(self.ontology.classes[c.cls].labels)
        ]

    def _sides(self, joined: list[_End], *, needed: bool) -> tuple[list[_End], list[_End]]:
        """Who stands before and who behind the word that says with whom: of 甲、乙与丙合作 甲 and 乙
        work with 丙. Without such a word each is with each or, if it is needed, none with any."""
        joined = sorted(joined, key=lambda end: end[1].start)
        for words in (_WITH, _AND) if needed else (_WITH,):
            for place, (left, right) in enumerate(pairwise(joined), 1):
                if words.search(self.draft.text, left[1].end, right[1].start):
                    return joined[:place], joined[place:]
        return ([], []) if needed else (joined, joined)

    def _pairs(
        self,
        hit: Hit,
        lefts: list[_End],
        rights: list[_End],
        agent: Agent | None,
    ) -> Iterator[ClaimDraft]:
        """Every subject with every object, the first with the first where 分别 says so; each hit's
        status is read once."""
        said = said_by(self.draft, hit.typed, hit.match, hit.rule.status)
        if hit.rule.own and said.status in _OF_OTHERS:
            behind = agent is not None and not agent.said
            if behind or said.at >= lefts[0][0].end:
                said = Said("Planned", hit.match["v"], hit.typed.start + hit.trigger)
        pairs = (
            (left, right)
            for left, right in pair_up(hit.match[0], lefts, rights)
            if left[1].name != right[1].name
        )
        for (left, subject), (right, object_) in islice(pairs, _MOST_PAIRS):
            here = said_in(hit.typed, subject) and (agent is None or agent.said)
            if not said_in(hit.typed, object_):
                continue
            shown = [object_, subject] if here else [object_]
            start, end = quote_of(self.draft, hit.typed, hit.match, shown, said)
            yield ClaimDraft(
                subject=subject,
                predicate=hit.rule.predicate,
                object=object_,
                status=said.status,
                start=start,
                end=end,
                rule=hit.rule.name,
                confidence=hit.rule.precision,
                cue=said.cue,
                open=any(_is_open(self.draft.text, unit) for unit in (left, right)),
                role=hit.match.groupdict().get("role"),
                context=None if here else (subject.start, subject.end),
            )
        for _ in pairs:
            self.draft.drop("claim beyond the 200th of one match")


def _is_open(text: str, unit: Unit) -> bool:
    """Whether the text means more than the unit names."""
    if unit.listing is not None:
        return unit.listing.open
    return _AND_MORE.match(text, unit.end) is not None
