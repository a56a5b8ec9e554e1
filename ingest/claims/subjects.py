"""Who acts: the subject said before a verb, or the one that an elided subject takes over."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.ingest.claims.typed import INSIDE, OPEN, STARTS, Unit
from innograph.ingest.entities.lexicon import load_table

if TYPE_CHECKING:
    from innograph.ingest.claims.grammar import Grammar
    from innograph.ingest.claims.typed import TypedSentence

_BOUNDARY = "，,；;。：:！？…\n"
_REACH = 60
_FAR = 160  # from a verb to who is made to act, clauses before
_LONGEST_GAP = 16
# What a later sentence may be about without saying so: a body or a place. A platform that is the
# subject of one sentence is mostly the object of somebody's doing in the next.
_CARRIED = "OL"
_MOST_CARRIED = 3  # sentences of a report; a plan names who acts once, at its head
# What joins two subjects of different classes, which no list holds (科研机构、高等学校应当支持…).
_JOINED = re.compile("[”’》]?(?:等|(?:等)?(?:、|和|与|以及|及|或者?|暨))[“‘《]?")
_BODIES = "OC"
# A clause that begins with its own subject, which nobody marked: 相关单位应当…, 控制率应当….
_OWN_SUBJECT = re.compile(
    "(?:^|[，,；;。：:])(?![对在为以将把从依按])[^，,；;。：:\ue000-\ue0ff]{1,24}"
    "(?:单位|组织|机构|企业|个人|院校|学校|院所|部门|[^，,]者|人|人员|主体|[^，,]率|项目|资金|成果|产品|数据|信息)"
    "[都均也]?(?:应当|可以|不得|必须|应(?!用|急)|须)"
    f"|(?:^|[，,；;。：:])[{STARTS['I']}{STARTS['F']}{STARTS['D']}][{OPEN}{INSIDE}]*(?:应当|不得|必须)"
)
# Who is let to do something goes on doing it: 鼓励企业建立体系，建立机制.
_LET = re.compile(
    "(?:[，,；;。：:\ue000-\ue0ff]|应当|可以|采取措施|积极|依法)(?:鼓励|支持|引导|动员|指导)[^，,；;。]{2,}?"
    "(?:建立|建设|设立|组建|开展|利用|运用|参与|投资|开发|承担|采用|制定|举办|完善)[^，,；;。]{2,}[，,]$"
)
# Words of kind that stand for names with other endings.
_CALLED = {
    "公司": ("公司", "股份", "集团", "科技", "药业", "电子", "智能"),
    "园区": ("园区", "园", "高新区", "开发区", "经开区"),
    "研究院": ("研究院", "院"),
    "大赛": ("大赛", "挑战赛", "赛"),
    "平台": ("平台",),
    "院": ("研究院",),
    "所": ("研究所",),
}
_MOST_BEFORE = 30
_RANK = 4  # characters of a rank and what may stand between it and the kind (省重点实验室)
_OF_TWO = {"前者": 0, "后者": -1}
_TWO = "POD"


@dataclass(slots=True, eq=False)
class Topic:
    """The last subjects of a paragraph."""

    units: list[Unit] = field(default_factory=list)
    passage: int = -1
    sentences: int = 0  # of the paragraph so far


@dataclass(frozen=True, slots=True, eq=False)
class Agent:
    """The subjects found, joined ones together; `said` when they stand in the verb's own sentence."""

    units: list[Unit]
    said: bool


class Actors:
    """The subjects of a document, sentence by sentence. Feed sentences in order."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.carried = Topic()
        self._before: list[Unit] = []  # in earlier sentences of the paragraph
        self._own: list[list[Unit]] = []
        self._kind = ""
        self._named: dict[str, Unit] = {}  # own names of the whole text so far

    def enter(self, typed: TypedSentence) -> None:
        """Take a sentence: its topics are known from here on, those of other paragraphs gone."""
        if self.carried.passage != typed.sentence.passage:
            self.carried = Topic(passage=typed.sentence.passage)
            self._before = []
        self._own, self._kind = [], typed.sentence.kind
        for match in self.grammar.topic.finditer(typed.text):
            start = typed.start + match.start("t")
            units = typed.units_in(start, typed.start + match.end("t"))
            if units:
                self._own.append(units)

    def leave(self, typed: TypedSentence) -> None:
        """Done with the sentence: its last topic is carried over.

        A report goes back to its own place after a word on somebody else: there only what the
        paragraph begins with is carried, and not beyond another topic.
        """
        carried = self.carried
        last = next((of for own in reversed(self._own) if (of := _of(own, _CARRIED))), [])
        if self._kind == "article" or carried.sentences == 0:
            carried.units = last or carried.units
        elif self._own and _names(last) != _names(carried.units):
            carried.units = []
        carried.sentences += 1
        self._before += typed.units
        for unit in typed.units:
            if len(unit.ends) == 1 and unit.letter in _TWO and not unit.ends[0].generic:
                self._named.setdefault(unit.ends[0].name, unit)

    def called(self, typed: TypedSentence, noun: str, position: int) -> Agent | None:
        """What the paragraph named last, and calls by its word of kind now (该中心, 园区)."""
        here = typed.units_in(typed.start, typed.start + position)
        if noun in _OF_TWO:
            return self._of_two(here, noun)
        kinds = _CALLED.get(noun, (noun,))
        for unit in (*reversed(here), *reversed(self._before[-_MOST_BEFORE:])):
            (*_, last) = unit.ends
            if (
                last.name.endswith(kinds)
                and last.name not in self.grammar.bare
                and not (last.name == noun and len(unit.ends) == 1)
            ):
                return Agent([unit], said=unit in here) if len(unit.ends) == 1 else None
        only = [
            unit
            for name, unit in self._named.items()
            if name.endswith(kinds) and not _is_kind(name, noun)
        ]
        return Agent(only, said=False) if len(only) == 1 else None

    def _of_two(self, here: list[Unit], noun: str) -> Agent | None:
        """The first or the last of the names that were joined last (前者, 后者)."""
        for unit in (*reversed(here), *reversed(self._before[-_MOST_BEFORE:])):
            if len(unit.ends) > 1 and unit.letter in _TWO:
                one = unit.ends[_OF_TWO[noun]]
                return Agent([Unit(unit.start, unit.end, unit.letter, [one])], said=unit in here)
        return None

    def agent(
        self, typed: TypedSentence, verb: int, letters: str, *, goes_on: bool = False
    ) -> Agent | None:
        """Who does what the verb at an offset of the typed text says; None if nobody is named.

        With `goes_on` those whom the clause before lets do something may be meant: nobody is taken.
        """
        clause = clause_start(typed.text, verb)
        before = typed.text[clause:verb]
        if self.grammar.unnamed.search(before):
            return None
        near = self._near(typed, clause, before, letters)
        if near:
            return Agent(near, said=True)
        caused = self.grammar.causative.search(before)
        if caused is not None:
            return None
        acting = self._causee(typed, clause, letters)
        if acting:
            return Agent(acting, said=True)
        topic = self._topic(typed.start + verb)
        begins = topic[-1].end - typed.start if topic else 0
        if _OWN_SUBJECT.search(typed.text, begins, verb):
            return None
        if goes_on and _LET.search(typed.text, max(0, clause - _FAR), clause):
            return None
        if topic:
            fitting = _of(topic, letters)
            return Agent(fitting, said=True) if fitting else None
        if self.grammar.causative.search(
            typed.text[max(0, clause - _REACH) : clause].rstrip("，,")
        ):
            return None  # 支持科技园组建团队,建设平台: the one who is supported builds
        if self._kind == "fact" and self.carried.sentences > _MOST_CARRIED:
            return None
        fitting = _of(self.carried.units, letters)
        return Agent(fitting, said=False) if fitting else None

    def _causee(self, typed: TypedSentence, clause: int, letters: str) -> list[Unit]:
        """Who is made to act in an earlier clause of the sentence, unless a subject stands since."""
        match = self.grammar.causee.search(typed.text, max(0, clause - _FAR), clause)
        if match is None:
            return []
        units = typed.units_in(typed.start + match.start("t"), typed.start + match.end("t"))
        topic = self._topic(typed.start + clause)
        if not units or (topic and topic[0].start > units[0].start):
            return []
        return _of(units, letters)

    def _topic(self, position: int) -> list[Unit]:
        """The last topic of the sentence that begins before a position."""
        index = bisect_left(self._own, position, key=lambda units: units[0].start)
        return self._own[index - 1] if index else []

    def _near(self, typed: TypedSentence, clause: int, before: str, letters: str) -> list[Unit]:
        """The last entities before the verb in its clause, unless something says that they are no
        subject."""
        units = typed.units_in(typed.start + clause, typed.start + clause + len(before))
        if not units:
            return []
        offset = typed.start + clause
        last = len(units) - 1
        if last and before[units[-2].end - offset : units[-1].start - offset] == "及其":
            last -= 1  # 县级以上人民政府及其科技部门: the government acts
        first = last
        while first and self._are_joined(before, units[first - 1], units[first], offset):
            first -= 1
        joined, unit = units[first : last + 1], units[last]
        prefix, gap = before[: joined[0].start - offset], before[unit.end - offset :].lstrip("”’》")
        if unit.letter not in letters or len(gap) > _LONGEST_GAP + units[-1].end - unit.end:
            return []
        if self.grammar.causative.search(gap) or self.grammar.not_agent.search(f"{prefix}◆{gap}"):
            return []
        return [unit for unit in joined if unit.letter in letters]

    @staticmethod
    def _are_joined(before: str, left: Unit, right: Unit, offset: int) -> bool:
        """Two of one class, or bodies and kinds of bodies: 建设甲园、海州建设乙园 joins none."""
        alike = left.letter == right.letter or {left.letter, right.letter} == set(_BODIES)
        return (
            alike and _JOINED.fullmatch(before, left.end - offset, right.start - offset) is not None
        )


def _is_kind(name: str, noun: str) -> bool:
    """Whether a name says only what kind of thing it is, and of which rank: 省实验室."""
    short = len(name) <= len(noun) + _RANK
    return name == noun or (short and name.startswith(tuple(load_table("words.toml")["ranks"])))


def _names(units: list[Unit]) -> set[str]:
    return {candidate.name for unit in units for candidate in unit.ends}


def _of(units: list[Unit], letters: str) -> list[Unit]:
    """The units of some letters, if the first is one of them."""
    fitting = [unit for unit in units if unit.letter in letters]
    return fitting if fitting and fitting[0] is units[0] else []


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds a position begins, at most 60 characters before it."""
    low = max(0, position - _REACH)
    for index in range(position - 1, low - 1, -1):
        if text[index] in _BOUNDARY:
            return index + 1
    return low
