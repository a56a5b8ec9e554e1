"""The folder catalogue/ as Question objects. To add a question is to add its three files.

`<group>/<id>.yaml` is the header that both languages share, `<id>.cypher` and `<id>.rq` are the
queries. catalogue/common.yaml holds the groups, and parameters and columns by name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError, UsageError
from innograph.graph.rows import Rows
from innograph.graph.wording import Words
from innograph.queries.kindred import kindred
from innograph.queries.nearest import nearest
from innograph.queries.question import (
    COLUMN_TYPES,
    PARAMETER_TYPES,
    Behind,
    Column,
    Parameter,
    Question,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).with_suffix("")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_UNTOLD = re.compile(r"[\W_]+")
_NEAREST = 4  # questions that are suggested,
_TOLD = 3  # and how many of them for their explanation, which is long and has many words


@lru_cache(maxsize=4)
def load_catalogue(folder: Path = FOLDER) -> dict[str, Question]:
    """Question id → question, by number."""
    common = _read(folder / "common.yaml")
    found = [_question(path, common) for path in folder.glob("*/*.yaml")]
    return {question.id: question for question in sorted(found, key=lambda q: q.number)}


@lru_cache(maxsize=4)
def load_groups(folder: Path = FOLDER) -> dict[str, Words]:
    """Folder of a group → its title, in order."""
    groups = _read(folder / "common.yaml")["groups"]
    return {name: Words(**title) for name, title in groups.items()}


def find_question(asked: str | int | Question) -> Question:
    """The question of that id, number or title, or whose title alone contains the words.

    Raises UsageError that names the nearest questions.
    """
    if isinstance(asked, Question):
        return asked
    catalogue = load_catalogue()
    text = str(asked).strip()
    if text.replace("_", "-") in catalogue:
        return catalogue[text.replace("_", "-")]
    found = [q for q in catalogue.values() if text.lstrip("#") == str(q.number)]
    found = found or [q for q in catalogue.values() if _folded(text) in map(_folded, _titles(q))]
    if not found and len(_folded(text)) > 1:
        found = [
            q for q in catalogue.values() if any(_folded(text) in _folded(t) for t in _titles(q))
        ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{text!r} fits several questions; name one:{_choices(found)}")
    raise UsageError(f"There is no question {text!r}.{_hint(text, catalogue)}")


def question_rows() -> Rows:
    """The list of questions for people."""
    records = [
        (q.number, q.id, q.title.zh, q.title.en, ", ".join(map(_shown, q.parameters)))
        for q in load_catalogue().values()
    ]
    return Rows(("number", "question", "title_zh", "title_en", "parameters"), list(records))


def _titles(question: Question) -> tuple[str, ...]:
    """Both titles, and both without what stands in brackets, as people leave it out."""
    return (*question.title, *(_ASIDE.sub("", title) for title in question.title))


def _hint(text: str, catalogue: dict[str, Question]) -> str:
    """The way to the list, and the nearest questions: first those that speak of the very words, or
    whose name looks like an id, then those that share words with a sentence."""
    told = [q.id for q in catalogue.values() if _tells(q, text)][:_TOLD]
    alike = kindred(text, catalogue.values(), limit=_NEAREST)
    if text.isascii() and not told and " " not in text.strip():  # an id, or the half of one
        names = {name: q.id for q in catalogue.values() for name in (q.id, *q.title)}
        told = [names[name] for name in nearest(text, names)]
    chosen = list(dict.fromkeys([*told, *alike]))[:_NEAREST]
    lines = _choices(catalogue[id_] for id_ in chosen)
    hint = " `innograph ask` without a question lists them all."
    return f"{hint} Nearest:{lines}" if lines else hint


def _tells(question: Question, text: str) -> bool:
    """Whether the explanation or the title of a parameter has the words."""
    folded = _folded(text)
    told = (*question.explanation, *(word for p in question.parameters for word in p.title))
    least = 3 if folded.isascii() else 2  # letters; AI stands in main
    return len(folded) >= least and any(folded in _folded(words) for words in told)


def _choices(questions: Iterable[Question]) -> str:
    """One a line, in both languages."""
    return "".join(f"\n  {q.id} ({q.number}: {q.title.zh} · {q.title.en})" for q in questions)


def _shown(parameter: Parameter) -> str:
    return f"{parameter.name}*" if parameter.required else parameter.name


def _folded(text: str) -> str:
    """Letters and characters alone, so that 哪些平台？ is 哪些平台?."""
    return _UNTOLD.sub("", text).casefold()


# ---- headers


def _read(path: Path) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 10 times faster where it is built in
    try:
        header = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise DataError(f"{path.name} is not valid YAML: {error}") from None
    if not isinstance(header, dict):
        raise DataError(f"{path.name} holds no header.")
    return header


def _question(path: Path, common: dict[str, Any]) -> Question:
    header = _read(path)
    try:
        behind, note = header.pop("evidence", None), header.pop("note", None)
        empty = header.pop("empty", None)
        question = Question(
            id=path.stem,
            number=int(header.pop("number")),
            group=path.parent.name,
            title=_words(header.pop("title")),
            explanation=_words(header.pop("explanation")),
            parameters=tuple(_parameter(p, common) for p in header.pop("parameters", [])),
            columns=tuple(_column(c, common) for c in header.pop("columns")),
            path=path,
            any=tuple(header.pop("any", ())),
            evidence=Behind(behind["question"], tuple(behind["by"])) if behind else None,
            note=_words(note) if note else None,
            empty=_words(empty) if empty else None,
            example=dict(header.pop("example", {})),
        )
        if header:
            raise ValueError(f"unknown entry {min(header)!r}")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"The header {path.name} is not complete: {error}.") from None
    return question


def _words(given: dict[str, str]) -> Words:
    return Words(**{language: " ".join(text.split()) for language, text in given.items()})


def _parameter(given: str | dict[str, Any], common: dict[str, Any]) -> Parameter:
    entry = _merged(given, common["parameters"])
    kind = _checked(entry.pop("type"), PARAMETER_TYPES)
    top = tuple(entry.pop("top", ()))
    return Parameter(type=kind, title=_words(entry.pop("title")), top=top, **entry)


def _column(given: str | dict[str, Any], common: dict[str, Any]) -> Column:
    entry = _merged(given, common["columns"])
    kind = _checked(entry.pop("type"), COLUMN_TYPES)
    return Column(type=kind, meaning=_words(entry.pop("meaning")), **entry)


def _merged(given: str | dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    own = {"name": given} if isinstance(given, str) else given
    return {**shared.get(own["name"], {}), **own}


def _checked(kind: str, known: tuple[str, ...]) -> str:
    if kind not in known:
        raise ValueError(f"there is no type {kind!r}")
    return kind
