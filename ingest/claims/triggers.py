"""Which rules have one of their words in a text, found in one look at the text and not one a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innograph.ingest.claims.grammar import Rule

_HEAD = 2  # characters of a word that are looked up first
_CONDITION = re.compile(r"\(\?<?[!=][^()]*\)")  # (?<!机)构建, 布局(?!发展|建设)
_WORD = re.compile(rf"(?:{_CONDITION.pattern}|[^|])+")


class Triggers:
    """The words of all rules, by what they begin with."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._always: set[int] = set()  # an empty word: the pattern says it all
        self._conditional: set[int] = set()
        numbers: dict[str, set[int]] = {}
        for number, rule in enumerate(rules):
            for word in _WORD.findall(rule.words.pattern) or [""]:
                plain = _CONDITION.sub("", word)
                if plain != word:
                    self._conditional.add(number)
                if plain:
                    numbers.setdefault(plain.replace("\\", ""), set()).add(number)
                else:
                    self._always.add(number)
        self._words: dict[str, list[tuple[str, set[int]]]] = {}
        for word, of_rules in numbers.items():
            self._words.setdefault(word[:_HEAD], []).append((word, of_rules))

    def rules_in(self, text: str) -> list[Rule]:
        """In their order."""
        heads = set(map(str.__add__, text, text[1:]))
        heads.update(text)
        told = set(self._always)
        for head in self._words.keys() & heads:
            for word, numbers in self._words[head]:
                if word in text:
                    told |= numbers
        told -= {n for n in told & self._conditional if not self.rules[n].words.search(text)}
        return [self.rules[number] for number in sorted(told)]
