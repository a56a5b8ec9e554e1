"""What makes a measure and what it says of itself, as data: lexicons/measures.toml, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from innograph.ingest.claims.grammar import expand

_FILE = Path(__file__).parent.parent / "lexicons" / "measures.toml"


@dataclass(frozen=True, slots=True)
class Reported:
    """What a section of facts says was done; on typed text, `o` is what it was done to."""

    patterns: tuple[re.Pattern[str], ...]
    lead: re.Pattern[str]  # what may stand between the beginning of a clause and its verb
    objects: frozenset[str]  # classes of organisations that are set up by policy
    others: re.Pattern[str]  # whose deeds are no policy, at the beginning of a sentence
    result: re.Pattern[str]  # a clause that tells what came of it, not what was done
    advice: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Begins:
    """What makes a clause of a task sentence a measure of its own."""

    any: re.Pattern[str]
    governs: re.Pattern[str]  # after 鼓励 and 支持: what those who are encouraged do not do
    framed: re.Pattern[str]
    actor: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Signs:
    """All of it."""

    action: re.Pattern[str]
    article: re.Pattern[str]
    follows: re.Pattern[str]
    no_measure: dict[str, tuple[re.Pattern[str], ...]]  # by kind of section
    target: re.Pattern[str]
    begins: Begins
    reported: Reported
    stages: tuple[tuple[str, re.Pattern[str]], ...]
    responsible: tuple[re.Pattern[str], ...]
    approval: tuple[re.Pattern[str], ...]
    audience: tuple[re.Pattern[str], ...]
    models: tuple[re.Pattern[str], ...]

    def stage(self, text: str) -> str | None:
        """How far what a text says has come; the first stage whose pattern it has."""
        return next((name for name, pattern in self.stages if pattern.search(text)), None)


@lru_cache(maxsize=1)
def load_signs() -> Signs:
    """The lexicon that is shipped; read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    people = {
        key: tuple(re.compile(expand(pattern, [])) for pattern in patterns)
        for key, patterns in data["people"].items()
    }
    return Signs(
        action=re.compile(data["action"]),
        article=re.compile(data["article"]),
        follows=re.compile(data["follows"]),
        no_measure={
            kind: tuple(re.compile(e["pattern"]) for e in data["none"] if kind in e["sections"])
            for kind in ("intention", "fact", "article")
        },
        target=re.compile(data["target"]),
        begins=_begins(data["begins"]),
        reported=_reported(data["reported"]),
        stages=tuple((s["name"], re.compile(s["pattern"])) for s in data["stage"]),
        models=tuple(re.compile(pattern) for pattern in data["models"].values()),
        **people,
    )


def _begins(data: dict[str, Any]) -> Begins:
    before = f"(?:{data['before']})*"
    return Begins(
        any=re.compile(f"{before}(?:{data['governs']}|{data['acts']})"),
        governs=re.compile(f"{before}(?:{data['governs']})"),
        framed=re.compile(f"{before}(?:{data['framed']})"),
        actor=re.compile(expand(data["actor"], [])),
    )


def _reported(data: dict[str, Any]) -> Reported:
    return Reported(
        patterns=tuple(
            re.compile(expand(entry["pattern"], data["verbs"][entry["name"]]))
            for entry in data["rule"]
        ),
        lead=re.compile(expand(data["lead"], [])),
        objects=frozenset(data["objects"]),
        others=re.compile(expand(data["others"], [])),
        result=re.compile(expand(data["result"], [])),
        advice=re.compile(data["advice"]),
    )
