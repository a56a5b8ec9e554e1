"""The precision of every rule of claims, measured anew: python -m training.precision.

A claim is right if a reader has it too, required or optional. All claims are made with the names
that innograph reads itself (with --models of training.crossval by models that never saw the source).
A rule's precision is drawn towards its predicate's mean, and that towards the mean of all, as if
PRIOR more claims had been judged so. Written into the lexicons.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING

from innograph.graph.ontology import load_ontology
from training.judging import Readers, models_argument
from training.links import OwnNames, compare_all, iter_windows
from training.train import MODEL, arguments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.compare import Comparison
    from training.links import Window

PRIOR = 8
# Of the work tree, as the model's.
LEXICONS = MODEL.parent.parent / "lexicons"
_RULE = re.compile(r'(?ms)^name = "(?P<name>[^"]+)"$(?P<body>.*?)^precision = [^\n]*$')
_PREDICATE = re.compile(r'(?m)^predicate = "([^"]+)"$')
# The rules that look into names, with the head of their table in names.toml.
_IN_NAMES = {"field-in-name": "subjects", "part-in-name": "[part]", "support-in-name": "[support]"}


def count_rules(compared: Iterable[Comparison]) -> dict[str, Counter[str]]:
    """Rule → how many of its claims a reader has (`right`), of all (`made`)."""
    counts: dict[str, Counter[str]] = {}
    for comparison in compared:
        for pair in comparison.links:
            if pair.found is not None and pair.found.rule:
                counts.setdefault(pair.found.rule, Counter())["made"] += 1
                counts[pair.found.rule]["right"] += pair.gold is not None
    return counts


def count_all(
    windows: Iterable[Window], read: Mapping[str, Extraction], ontology: Ontology
) -> dict[str, Counter[str]]:
    """The same of all windows. What only a name says is seldom noted of the written passages: there
    the rules that look into names are not judged."""
    windows = list(windows)
    written = [w for w in windows if w.example.source == w.example.name and not w.example.full]
    names = {w.example.name for w in written}
    counts = count_rules(
        compare_all((w for w in windows if w.example.name not in names), read, ontology)
    )
    for rule, found in count_rules(compare_all(written, read, ontology)).items():
        if rule not in _IN_NAMES:
            counts.setdefault(rule, Counter()).update(found)
    return counts


def shrunk(counts: Counter[str], mean: float) -> float:
    """The precision, as if PRIOR more claims had been judged with the mean."""
    return (counts["right"] + PRIOR * mean) / (counts["made"] + PRIOR)


def measure(
    counts: Mapping[str, Counter[str]], predicates: Mapping[str, str]
) -> dict[str, tuple[float, int, int]]:
    """Rule → precision, right, made; also for rules that made nothing."""
    total: Counter[str] = sum((counts.get(rule, Counter()) for rule in predicates), Counter())
    mean = total["right"] / total["made"] if total["made"] else 0.0
    by_predicate: dict[str, Counter[str]] = {}
    for rule, predicate in predicates.items():
        by_predicate.setdefault(predicate, Counter()).update(counts.get(rule, Counter()))
    means = {predicate: shrunk(found, mean) for predicate, found in by_predicate.items()}
    found = {}
    for rule, predicate in predicates.items():
        of = counts.get(rule, Counter())
        found[rule] = (round(shrunk(of, means[predicate]), 2), of["right"], of["made"])
    return found


def read_predicates(text: str) -> dict[str, str]:
    """Rule → predicate, of triggers.toml."""
    found = {}
    for match in _RULE.finditer(text):
        predicate = _PREDICATE.search(match["body"])
        assert predicate is not None, match["name"]
        found[match["name"]] = predicate[1]
    return found


def write_triggers(text: str, measured: Mapping[str, tuple[float, int, int]]) -> str:
    """The text of triggers.toml with its precisions replaced."""

    def replaced(match: re.Match[str]) -> str:
        return f'name = "{match["name"]}"{match["body"]}{_line(measured[match["name"]])}'

    return _RULE.sub(replaced, text)


def write_names(text: str, measured: Mapping[str, tuple[float, int, int]]) -> str:
    """The text of names.toml with the precisions of the rules that look into names replaced."""
    for rule, head in _IN_NAMES.items():
        start = text.index(head)
        before, rest = text[:start], text[start:]
        line = _line(measured[rule])
        text = before + re.sub(r"(?m)^precision = [^\n]*$", lambda _: line, rest, count=1)  # noqa: B023
    return text


def _line(found: tuple[float, int, int]) -> str:
    precision, right, made = found
    return f"precision = {precision:.2g}  # {right} of {made}"


def main() -> None:
    """Measure, and write the lexicons."""
    parser = argparse.ArgumentParser(description=__doc__)
    arguments(parser)
    models_argument(parser)
    given = parser.parse_args()
    ontology = load_ontology()
    own = OwnNames(Readers(given, ontology))
    windows = list(iter_windows(given))
    read = {window.example.name: own.read(window) for window in windows}
    counts = count_all(windows, read, ontology)
    triggers, names = LEXICONS / "triggers.toml", LEXICONS / "names.toml"
    text = triggers.read_text("utf-8")
    predicates = read_predicates(text) | {
        "field-in-name": "focusesOn",
        "part-in-name": "partOf",
        "support-in-name": "supports",
    }
    measured = measure(counts, predicates)
    triggers.write_text(write_triggers(text, measured), "utf-8")
    names.write_text(write_names(names.read_text("utf-8"), measured), "utf-8")
    for rule, (precision, right, made) in measured.items():
        sys.stdout.write(f"{rule}\t{precision}\t{right}\t{made}\n")


if __name__ == "__main__":
    main()
