"""The annotations of the samples as a model's answers: the checks must let what is right through."""

from __future__ import annotations

import json
import re

import pytest
from command import SAMPLES, copy_samples, innograph
from llm_server import serving

STATUS = {"achieved": "Achieved", "ongoing": "UnderWay", "planned": "Planned"}


class Annotator:
    """A model that knows the annotations of the document that a passage is from."""

    def __init__(self):
        self.proposed = 0
        gold = [json.loads(f.read_text("utf-8")) for f in (SAMPLES / "gold").glob("*-20*.json")]
        self.texts = []
        for record in gold:
            (file,) = SAMPLES.glob(f"{record['doc']}.*")
            self.texts.append((file.read_text("utf-8"), record))

    def __call__(self, passage, _):
        record = next((gold for text, gold in self.texts if passage.strip() in text), None)
        if record is None:
            return '{"entities": [], "claims": []}'
        forms = {e["name"]: [e["name"], *e["aliases"]] for e in record["entities"]}
        entities = [
            {"text": form, "class": entity["class"], "group": False, "within": ""}
            for entity in record["entities"]
            for form in forms[entity["name"]]
            if form in passage
        ]
        claims = [self.claim(link, forms, passage) for link in record["links"]]
        claims = [claim for claim in claims if claim]
        self.proposed += len(claims)
        return json.dumps({"entities": entities, "claims": claims})

    @staticmethod
    def claim(link, forms, passage):
        quote = link["quote"]
        subject = longest(forms[link["s"]], quote)
        context = "" if subject else longest(forms[link["s"]], passage)
        object_ = longest(forms[link["o"]], quote)
        if quote not in passage or not object_ or not (subject or context):
            return None
        # No cue is annotated: the longest piece of the quote that is neither end has to do.
        rest = quote.replace(subject or context, "\n").replace(object_, "\n")
        return {
            "subject": subject or context,
            "predicate": link["p"],
            "object": object_,
            "status": STATUS[link["status"]],
            "cue": max(re.split(r"[\n、，,；;。]", rest), key=len),
            "quote": quote,
            "context": context,
        }


def longest(forms, text):
    return max((form for form in forms if form in text), key=len, default="")


@pytest.mark.slow
def test_a_model_that_is_right_is_heard(tmp_path):
    copy_samples(tmp_path / "texts")
    annotator = Annotator()
    with serving(annotator) as model:
        own = {"INNOGRAPH_LLM_CACHE": str(tmp_path / "cache")}
        options = ("--llm", "--llm-url", model.address, "--llm-model", "gold")
        call = ("extract", "texts", "--form", "jsonl", "--out")
        innograph(*call, "rules", cwd=tmp_path)
        said = innograph(*call, "both", *options, cwd=tmp_path, **own).stderr
    dropped = dict(re.findall(r"^Left out: (LLM claim .*): (\d+)$", said, re.MULTILINE))
    dropped.pop("LLM claim that is made already")
    assert annotator.proposed > 200
    assert sum(map(int, dropped.values())) < 0.12 * annotator.proposed, dropped
    both, alone = links(tmp_path, "both"), links(tmp_path, "rules")
    assert both["f1"] > alone["f1"]
    assert both["missed"] < alone["missed"] / 2


def links(folder, predicted):
    """The figures of all links."""
    call = ("evaluate", SAMPLES / "gold", predicted, "--format", "jsonl")
    rows = map(json.loads, innograph(*call, cwd=folder).stdout.splitlines())
    return next(row for row in rows if row["figure"] == "links, all")
