"""An answer's text → proposals. Each item is checked by itself: a bad one does not spoil the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, ValidationError
from pydantic_core import from_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from innograph.ingest.llm.cache import Answer

# The richest passage of annotated texts has fewer than 60 of each.
_MOST = 200
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*", re.DOTALL)
_REFUSED = {"content_filter", "refusal"}


class EntityProposal(BaseModel):
    """A name, by its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: StrictStr
    cls: StrictStr = Field(alias="class")
    group: StrictBool
    within: StrictStr


class ClaimProposal(BaseModel):
    """A statement, by its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    subject: StrictStr
    predicate: StrictStr
    object: StrictStr
    status: StrictStr
    cue: StrictStr
    quote: StrictStr
    context: StrictStr


class Proposals(BaseModel):
    """What one answer proposes."""

    entities: list[EntityProposal] = []
    claims: list[ClaimProposal] = []


def read_answer(answer: Answer, drop: Callable[[str], None]) -> Proposals:
    """The proposals that keep the schema; what does not is dropped with a reason."""
    nothing = Proposals()
    if answer.finish == "length":
        drop("LLM answer that was cut off")
        return nothing
    if answer.finish in _REFUSED or not answer.content.strip():
        drop("LLM answer that is empty or refused")
        return nothing
    try:
        data = _json(answer.content)
    except (ValueError, RecursionError):
        drop("LLM answer that is not JSON")
        return nothing
    if not isinstance(data, dict) or set(data) != {"entities", "claims"}:
        drop("LLM answer outside the schema")
        return nothing
    return Proposals(
        entities=_items(data["entities"], EntityProposal, drop),
        claims=_items(data["claims"], ClaimProposal, drop),
    )


def _json(content: str) -> Any:
    """Servers that do not know the schema put the JSON between fences."""
    fenced = _FENCE.fullmatch(content)
    return from_json(fenced[1] if fenced else content)


def _items(data: Any, model: type[BaseModel], drop: Callable[[str], None]) -> list[Any]:
    if not isinstance(data, list):
        drop("LLM answer outside the schema")
        return []
    found = []
    for item in data[:_MOST]:
        try:
            found.append(model.model_validate(item))
        except ValidationError:
            drop("LLM proposal outside the schema")
    for _ in data[_MOST:]:
        drop(f"LLM proposal beyond the {_MOST}th of an answer")
    return found
