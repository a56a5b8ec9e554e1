"""What the model is told: the prompt out of prompt.txt and the ontology, and the schema to answer in."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.graph.ontology_terms import PredicateTerm

_FILE = Path(__file__).parent / "prompt.txt"


@lru_cache(maxsize=4)
def system_prompt(ontology: Ontology) -> str:
    """The instructions, with the classes, predicates and statuses of the schema."""
    classes = "\n".join(
        f"- {name} ({term.label_zh}): {term.definition_zh}"
        for name, term in ontology.classes.items()
    )
    predicates = "\n".join(
        f"- {term.name} ({term.label_zh}): {'|'.join(term.domain)} → {'|'.join(term.range)}"
        for term in usable_predicates(ontology)
    )
    statuses = "\n".join(
        f"- {name} ({term.label_zh}): {'a fact' if term.asserted else 'a plan'}, {term.label_en}"
        for name, term in ontology.statuses.items()
    )
    template = Template(_FILE.read_text("utf-8"))
    return template.substitute(classes=classes, predicates=predicates, statuses=statuses)


def usable_predicates(ontology: Ontology) -> list[PredicateTerm]:
    """Those between entities; `expresses` begins at a document."""
    known = ontology.classes
    return [
        term
        for term in ontology.predicates.values()
        if all(name in known for name in (*term.domain, *term.range))
    ]


def answer_schema(ontology: Ontology) -> dict[str, Any]:
    """The JSON schema of an answer, as OpenAI's strict mode wants it."""
    text = {"type": "string"}
    entity = {
        "text": text,
        "class": {"type": "string", "enum": list(ontology.classes)},
        "group": {"type": "boolean"},
        "within": text,
    }
    predicates = [term.name for term in usable_predicates(ontology)]
    claim = {
        "subject": text,
        "predicate": {"type": "string", "enum": predicates},
        "object": text,
        "status": {"type": "string", "enum": list(ontology.statuses)},
        "cue": text,
        "quote": text,
        "context": text,
    }
    return _object(entities=_list(_object(**entity)), claims=_list(_object(**claim)))


def prompt_version(ontology: Ontology) -> str:
    """Differs whenever prompt or schema do: answers to another prompt are other answers."""
    schema = json.dumps(answer_schema(ontology), sort_keys=True)
    return hashlib.sha256(f"{system_prompt(ontology)}\n{schema}".encode()).hexdigest()[:8]


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
