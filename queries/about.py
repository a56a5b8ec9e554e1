"""The catalogue for people: the list of questions, and what one of them takes and gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.queries.catalogue import find_question, load_catalogue, load_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.queries.question import Parameter, Question

_SHELL = re.compile(r"[\s\"$&|;<>()*?`\\]")


def list_questions() -> Iterator[str]:
    """The questions by group, each with its names in both languages and its parameters."""
    questions = load_catalogue().values()
    for group, title in load_groups().items():
        members = [question for question in questions if question.group == group]
        if members:
            yield f"{title.zh} · {title.en}\n"
        for question in members:
            yield from _entry(question)
            yield "\n"


def describe(asked: str | int | Question) -> Iterator[str]:
    """What a question answers, takes and gives, with a call that works on the samples."""
    question = find_question(asked)
    yield f"{question.number}. {question.title.zh}\n   {question.title.en}\n\n"
    yield f"{question.explanation.zh}\n{question.explanation.en}\n\n"
    yield "参数 · Parameters\n"
    yield from _list((_named(p), f"{p.title.zh} · {p.title.en}") for p in question.parameters)
    yield "\n列 · Columns\n"
    yield from _list((c.name, f"{c.meaning.zh} · {c.meaning.en}") for c in question.columns)
    yield f"\n示例 · Example\n  {example_call(question)}\n"


def example_call(question: Question) -> str:
    """A command line; values that a shell would take apart are quoted."""
    pairs = (f"{name}={value}" for name, value in question.example.items())
    given = (f"-p '{pair}'" if _SHELL.search(pair) else f"-p {pair}" for pair in pairs)
    return " ".join(["innograph ask", question.id, *given])


def _entry(question: Question) -> Iterator[str]:
    yield f"{question.number:>4}  {question.id}\n"
    yield f"      {question.title.zh}\n      {question.title.en}\n"
    if question.parameters:
        yield f"      -p {' '.join(_named(p) for p in question.parameters)}\n"


def _named(parameter: Parameter) -> str:
    """`industry*` must be given; `class=PilotPlatform` is so unless said otherwise."""
    if parameter.required:
        return f"{parameter.name}*"
    return f"{parameter.name}={parameter.default}" if parameter.default else parameter.name


def _list(entries: Iterator[tuple[str, str]]) -> Iterator[str]:
    from rich.cells import cell_len, set_cell_size

    found = list(entries)
    width = max((cell_len(name) for name, _ in found), default=0)
    return (f"  {set_cell_size(name, width)}  {text}\n" for name, text in found)
