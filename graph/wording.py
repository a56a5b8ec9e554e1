"""Texts in Chinese and English: fixed ones, and sentences with values that are worded where they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    @classmethod
    def same(cls, text: str) -> Words:
        """What is called alike in both: a name, a title, a number."""
        return cls(text, text)


@dataclass(frozen=True, slots=True)
class Remark:
    """`words` names the values in braces; a value may itself be in both languages.

    {count:noun} is the number with the English noun.
    """

    key: str
    words: Words
    values: Mapping[str, Value] = field(default_factory=dict)

    def said(self, language: str = "en") -> str:
        """One sentence or two, in zh or en."""
        text = str(getattr(self.words, language))
        values = {name: _said(value, language) for name, value in self.values.items()}
        return text.format_map(values) if values else text


Value = str | int | Words | Remark


class _Count(int):
    """A number that brings the noun it is formatted with."""

    def __format__(self, noun: str) -> str:
        return f"{int(self)} {noun}{'' if self == 1 else 's'}" if noun else str(int(self))


def _said(value: Value, language: str) -> Any:
    if isinstance(value, Remark):
        return value.said(language)
    if isinstance(value, Words):
        return getattr(value, language)
    return _Count(value) if isinstance(value, int) else value
