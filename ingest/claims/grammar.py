"""The trigger grammar: rules as data (lexicons/triggers.toml), compiled to match typed text.

Macros in patterns: <F> one entity or coordination of a letter (several letters: any of them),
<F+> several joined, <v> one of the rule's words, <b> a verb of building, <-> a few characters of
one clause without an entity, <.> a stretch of one clause, <..> of several clauses. Groups: s
subjects, o objects, m both (each with each), k a word of kind (该中心) for what was named before;
without s, m and k the subject is who acts.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from innograph.ingest.claims.triggers import Triggers
from innograph.ingest.claims.typed import INSIDE, OPEN, STARTS

_FILE = Path(__file__).parent.parent / "lexicons" / "triggers.toml"
_STOP = "，,；;。：:！？\n"
_ANY = "\ue000-\ue0ff"
_COUNT = "(?:\\d+余?[个家所座项]|[一二两三四五六七八九十]+[个家所座项])?"
# A member of a list that nobody marked.
_UNSEEN = "[^，,；;。：:、！？\n和与或及的在\ue000-\ue0ff]{2,8}"
# What may stand between two members of a list: a tail, a count, the link, a count, a rank.
_JOIN = (
    f"(?:产业|领域|技术|创新|行业|制造|建设(?=[、和]))?{_COUNT}"
    f"(?:(?:、|，?以及)(?:{_UNSEEN}、){{0,2}}|，?以?及其?|和|与|或者?|暨|/|\\+|等)?{_COUNT}"
    "(?:各级|各类|首批|世界级|国家级|省级|市级)?"
)
_MACRO = re.compile(r"<(?:(\w):)?([A-Z]+)(\+?)>|<(v|b|-|\.|\.\.)>")
# Verbs of building with what goes before them (备案建设, 布局建设): the cue of a plan or a fact.
_BUILD = (
    "(?:备案|布局|规划|培育|谋划|集中|筹备|联合|认定|协同|统筹|加快)?"
    "(?:建设|布局|组建|打造|设立|建立|搭建|创建|新建|共建|筹建|建成|备案|培育|认定|谋划|成立|创办"
    "|获批|争创|申报|实施|开展|启动|推进|(?<![构所自主共])建)"
)
_STRETCH = {
    "-": f"[^{_STOP}{_ANY}]{{0,24}}?",
    ".": f"[^{_STOP}]{{0,40}}?",
    "..": "[^；;。\n]{0,100}?",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say one predicate. `precision` was measured on annotated texts."""

    name: str
    predicate: str
    pattern: re.Pattern[str]
    words: re.Pattern[str]
    elided: bool  # the subject is not in the pattern: it is the one who acts
    author: bool  # the subject is the document's author
    subjects: frozenset[str]  # classes; empty: whatever the letters allow
    objects: frozenset[str]
    without: frozenset[str]  # classes that are no objects even so
    begins: re.Pattern[str] | None  # what the text of a subject begins with
    unlike: re.Pattern[str] | None  # what the name of a subject does not hold
    kinds: frozenset[str]  # of sentence; empty: any
    status: str | None  # where the words themselves decide it
    own: bool  # what the subject itself does: a cue behind it that speaks of others is no status
    goes_on: bool  # those whom the clause before lets do something may go on to do this
    sides: bool  # of those in `m`, a word says who is with whom
    context: bool  # an elided subject may stand in an earlier sentence
    precision: float


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, and the patterns that say who acts and what makes no claim."""

    triggers: Triggers  # all rules by their words
    topic: re.Pattern[str]
    causative: re.Pattern[str]
    causee: re.Pattern[str]
    unnamed: re.Pattern[str]
    not_agent: re.Pattern[str]
    others: re.Pattern[str]
    negation: re.Pattern[str]
    between: re.Pattern[str]
    means: re.Pattern[str]
    blocks: tuple[re.Pattern[str], ...]
    bare: frozenset[str]  # names that are never an end
    bare_objects: re.Pattern[str]  # nor these what is built, supported or worked on


def expand(pattern: str, words: list[str]) -> str:
    """A pattern with its macros written out."""
    alternatives = "|".join(sorted(words, key=len, reverse=True))

    def replace(match: re.Match[str]) -> str:
        group, letters, many, other = match.groups()
        if other == "b":
            return f"(?P<b>{_BUILD})"
        if other == "v":
            return f"(?P<v>{alternatives})"
        if other:
            return _STRETCH[other]
        starts = "".join(STARTS[letter] for letter in letters)
        # Possessive, and at most 40 joined: backtracking into a list made hostile text quadratic.
        one = f"[“‘《]?[{starts}][{OPEN}{INSIDE}]*+[”’》]?"
        # Side by side (示范区|基础研究) they are not joined: the first says more of the second.
        joined = f"(?:(?<=[”》])(?=[“《])|(?:(?<={OPEN})|(?![{_ANY}])){_JOIN})"
        body = f"{one}(?:{joined}{one}){{0,40}}+" if many else one
        return f"(?P<{group}>{body})" if group else f"(?:{body})"

    return _MACRO.sub(replace, pattern)


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """The grammar that is shipped; read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    shared = data["words"]
    return Grammar(
        triggers=Triggers([_rule(entry, shared) for entry in data["rule"]]),
        topic=re.compile(expand(data["topic"]["pattern"], data["topic"]["words"])),
        causative=re.compile(expand(data["topic"]["causative"], [])),
        causee=re.compile(expand(data["topic"]["causee"], [])),
        unnamed=re.compile(data["topic"]["unnamed"]),
        others=re.compile(data["topic"]["others"]),
        not_agent=re.compile(data["topic"]["not_agent"]),
        negation=re.compile(data["topic"]["negation"]),
        between=re.compile(data["topic"]["between"]),
        means=re.compile(data["topic"]["means"]),
        bare=frozenset(data["blocks"]["bare"]),
        bare_objects=re.compile(data["blocks"]["bare_objects"]),
        blocks=tuple(re.compile(expand(pattern, [])) for pattern in data["blocks"]["patterns"]),
    )


def _rule(entry: dict[str, Any], shared: dict[str, list[str]]) -> Rule:
    words = [word for item in entry["words"] for word in shared.get(item, [item])]
    return Rule(
        name=entry["name"],
        predicate=entry["predicate"],
        pattern=re.compile(expand(entry["pattern"], words)),
        words=re.compile("|".join(words)),
        elided=re.search("<[sm]:", entry["pattern"]) is None,
        author=entry.get("author", False),
        subjects=frozenset(entry.get("subjects", ())),
        objects=frozenset(entry.get("objects", ())),
        without=frozenset(entry.get("without", ())),
        begins=re.compile(entry["begins"]) if "begins" in entry else None,
        unlike=re.compile(entry["unlike"]) if "unlike" in entry else None,
        kinds=frozenset(entry.get("kinds", ())),
        status=entry.get("status"),
        own=entry.get("own", False),
        goes_on=entry.get("goes_on", entry["predicate"] == "establishes"),
        sides=entry.get("sides", False),
        context=entry.get("context", True),
        precision=entry["precision"],
    )
