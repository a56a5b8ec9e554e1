"""A language model as second reader, behind a server of our own: what it gets, and what of its
proposals stays. Names and texts are invented."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from command import BIN, SAMPLES, copy_samples, environment, innograph, process, typed
from llm_server import Said, serving

from innograph import LLM, Extractor, load_ontology, open_store
from innograph.graph.errors import InnographError, UsageError
from innograph.graph.evidence import iter_breaches
from innograph.ingest.read import read_document
from innograph.ingest.sources import iter_files

ONTOLOGY = load_ontology()
# 擎苍 has no ending that a rule knows; 搭起 is no word of a rule.
LINE = "近年来,成都市搭起擎苍验证阵地,主攻深海陶粒。"
TEXT = f"成都市创新工作报告\n\n{LINE}\n"
ENTITIES = [
    {"text": "擎苍验证阵地", "class": "PilotPlatform", "group": False, "within": ""},
    {"text": "深海陶粒", "class": "Industry", "group": False, "within": ""},
]
CLAIM = {
    "subject": "擎苍验证阵地",
    "predicate": "focusesOn",
    "object": "深海陶粒",
    "status": "Achieved",
    "cue": "主攻",
    "quote": "成都市搭起擎苍验证阵地,主攻深海陶粒",
    "context": "",
}
EMPTY = json.dumps({"entities": [], "claims": []})


def answer(*claims, entities=ENTITIES):
    return json.dumps({"entities": list(entities), "claims": list(claims)})


def only(content):
    """The content for the passage of LINE, nothing for others."""
    return lambda passage, _: content if "擎苍" in passage else EMPTY


def reading(model, tmp_path, text=TEXT, **options):
    """The Reading of a text with a model, and the model's settings."""
    file = tmp_path / "report.txt"
    file.write_text(text, encoding="utf-8")
    options = {"cache": tmp_path / "cache", "retries": 2, "timeout": 5.0, **options}
    llm = LLM(model.address, "test-model", **options)
    document, body = read_document(next(iter_files([file])))
    found = Extractor(ONTOLOGY, llm=llm).read(document, body)
    assert list(iter_breaches(found.extraction, ONTOLOGY)) == []
    return found, llm


def of_llm(found):
    return [claim for claim in found.extraction.claims if claim.origin == "llm"]


def why(found):
    """What the model proposed in vain."""
    return {reason: n for reason, n in found.dropped.items() if "LLM" in reason}


def test_a_claim_that_the_text_bears_out_is_added_with_its_origin(tmp_path):
    with serving(only(answer(CLAIM))) as model:
        found, _ = reading(model, tmp_path)
    (claim,) = of_llm(found)
    assert (claim.subject, claim.predicate, claim.object) == (
        "擎苍验证阵地",
        "focusesOn",
        "深海陶粒",
    )
    assert (claim.status, claim.cue, claim.quote) == ("Achieved", "主攻", CLAIM["quote"])
    assert (claim.rule, claim.confidence) == ("llm:test-model", 0.5)
    classes = {entity.name: entity.cls for entity in found.extraction.entities}
    assert classes["擎苍验证阵地"] == "PilotPlatform"
    assert why(found) == {}
    assert re.search(r";llm=test-model/[0-9a-f]{8}$", found.extraction.document.extractor)


def test_what_is_sent_is_the_passage_and_the_schema_and_nothing_of_furniture(tmp_path):
    text = TEXT + "责任编辑:某某 打印本页 关闭窗口\n上一篇:无 下一篇:无\n"
    with serving(lambda *_: EMPTY) as model:
        reading(model, tmp_path, text, key="sk-secret")
    assert [passage.strip() for passage in model.passages] == [LINE]
    (request,) = model.requests
    assert set(request) == {"model", "messages", "response_format"}
    told = model.told(request)
    assert set(told) == {"section", "heading", "passage"}
    schema = request["response_format"]["json_schema"]
    assert schema["strict"] is True
    claim = schema["schema"]["properties"]["claims"]["items"]["properties"]
    assert claim["status"]["enum"] == list(ONTOLOGY.statuses)
    assert "expresses" not in claim["predicate"]["enum"]
    assert "中试平台" in request["messages"][0]["content"]
    assert model.headers[0]["Authorization"] == "Bearer sk-secret"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "成都市建成擎苍验证阵地"}, "LLM claim whose quote is absent"),
        ({"object": "深海药物"}, "LLM claim whose object is absent"),
        ({"subject": "云岭实验室"}, "LLM claim whose subject is absent"),
        ({"cue": "专攻"}, "LLM claim whose cue is absent"),
        ({"cue": ""}, "LLM claim whose cue is absent"),
        ({"cue": "阵地"}, "LLM claim whose cue is part of a name"),
        ({"quote": ","}, "LLM claim whose quote is ambiguous"),
        ({"quote": ""}, "LLM claim whose quote is absent"),
        ({"object": "擎苍验证阵地"}, "LLM claim about one thing alone"),
        ({"object": "搭起"}, "LLM claim whose end is no entity"),
        ({"predicate": "owns"}, "LLM claim with an unknown predicate"),
        ({"status": "Rumoured"}, "LLM claim with an unknown status"),
        ({"status": "Planned"}, "LLM claim that takes a fact for a plan"),
        (
            {"predicate": "memberOf"},
            "LLM claim whose end is of a class that memberOf does not take",
        ),
        (
            {"subject": "深海陶粒", "object": "擎苍验证阵地"},
            "LLM claim whose end is of a class that focusesOn does not take",
        ),
        ({"subject": "成都市", "quote": "主攻深海陶粒"}, "LLM claim whose subject is absent"),
        ({"status": None}, "LLM proposal outside the schema"),
        ({"more": "x"}, "LLM proposal outside the schema"),
    ],
)
def test_a_claim_that_the_text_does_not_bear_out_is_dropped_with_its_reason(
    tmp_path, change, reason
):
    with serving(only(answer({**CLAIM, **change}))) as model:
        found, _ = reading(model, tmp_path)
    assert of_llm(found) == []
    assert why(found) == {reason: 1}


@pytest.mark.parametrize(
    ("line", "change", "reason"),
    [
        (
            "成都市尚未搭起擎苍验证阵地主攻深海陶粒。",
            {"quote": "成都市尚未搭起擎苍验证阵地主攻深海陶粒"},
            "LLM claim that is negated or only supposed",
        ),
        (
            "下一步,成都市将搭起擎苍验证阵地主攻深海陶粒。",
            {"quote": "成都市将搭起擎苍验证阵地主攻深海陶粒"},
            "LLM claim that takes a plan for a fact",
        ),
        (
            "近年来,擎苍验证阵地升级。擎苍验证阵地主攻深海陶粒。",
            {"quote": "擎苍验证阵地升级。擎苍验证阵地主攻深海陶粒"},
            "LLM claim whose quote is not of one sentence",
        ),
        (
            "近年来,深海陶粒靠深海陶粒技术与擎苍验证阵地主攻。",
            {"quote": "深海陶粒靠深海陶粒技术与擎苍验证阵地主攻"},
            "LLM claim whose object is ambiguous",
        ),
    ],
)
def test_the_sentence_decides_and_not_the_model(tmp_path, line, change, reason):
    content = answer({**CLAIM, **change}, entities=[])
    with serving(only(content)) as model:
        found, _ = reading(model, tmp_path, TEXT.replace(LINE, line))
    assert of_llm(found) == []
    assert why(found) == {reason: 1}


def test_an_elided_subject_is_shown_by_its_context(tmp_path):
    line = "近年来,成都市搭起擎苍验证阵地。主攻深海陶粒,成效明显。"
    elided = {**CLAIM, "quote": "主攻深海陶粒", "context": "成都市搭起擎苍验证阵地"}
    with serving(only(answer(elided))) as model:
        found, _ = reading(model, tmp_path, TEXT.replace(LINE, line))
    (claim,) = of_llm(found)
    text = found.extraction.text
    assert text[claim.context_start : claim.context_end] == "擎苍验证阵地"
    assert why(found) == {}


def test_what_the_rules_made_already_stays_theirs(tmp_path):
    line = "近年来,成都市建成云岭实验室。"
    again = {
        "subject": "成都市",
        "predicate": "establishes",
        "object": "云岭实验室",
        "status": "Achieved",
        "cue": "建成",
        "quote": "成都市建成云岭实验室",
        "context": "",
    }
    names = [{"text": "云岭实验室", "class": "Organization", "group": True, "within": ""}]
    with serving(lambda *_: answer(again, entities=names)) as model:
        found, _ = reading(model, tmp_path, TEXT.replace(LINE, line))
    assert why(found) == {"LLM claim that is made already": 1}
    classes = {entity.name: entity.cls for entity in found.extraction.entities}
    assert classes["云岭实验室"] == "Laboratory"


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ({"text": "擎苍研究院"}, "LLM entity that is absent"),
        ({"text": "成都市搭起擎苍验证阵地,主攻深海陶粒"}, "LLM entity that is no name"),
        ({"text": "该阵地"}, "LLM entity that is no name"),
        ({"text": "苍"}, "LLM entity that is no name"),
        ({"class": "Spaceship"}, "LLM entity of an unknown class"),
        ({"text": "阵地"}, "LLM entity that is ambiguous"),
        ({"text": "都市搭起"}, "LLM entity inside or across another name"),
        ({"group": "no"}, "LLM proposal outside the schema"),
    ],
)
def test_an_entity_that_the_text_does_not_bear_out_is_dropped(tmp_path, entity, reason):
    line = "近年来,成都市搭起擎苍验证阵地,作为主阵地。"
    entities = [{**ENTITIES[0], **entity}]
    with serving(only(answer(entities=entities))) as model:
        found, _ = reading(model, tmp_path, TEXT.replace(LINE, line))
    assert why(found) == {reason: 1}


def test_a_name_inside_a_longer_one_is_another(tmp_path):
    line = "近年来,深海陶粒研究院成立,擎苍验证阵地主攻深海陶粒。"
    claim = {**CLAIM, "quote": line[4:-1]}
    with serving(only(answer(claim))) as model:
        found, _ = reading(model, tmp_path, TEXT.replace(LINE, line))
    (claim,) = of_llm(found)
    assert claim.object_start == found.extraction.text.rindex("深海陶粒")


def test_a_long_passage_goes_in_pieces_between_sentences(tmp_path):
    sentences = [f"成都市第{n}次搭起擎苍验证阵地并主攻深海陶粒。" for n in range(300)]
    endless = "近年来成都市搭起擎苍验证阵地" + "又搭起擎苍验证阵地" * 400 + "。"
    with serving(lambda *_: EMPTY) as model:
        found, _ = reading(model, tmp_path, f"{TEXT}{''.join(sentences)}\n{endless}\n")
    pieces = [passage for passage in model.passages if "次搭起" in passage]
    assert 1 < len(pieces) < 5
    assert sorted(s for p in pieces for s in p.strip().split("。") if s) == sorted(
        sentence[:-1] for sentence in sentences
    )
    assert why(found) == {"sentence too long for the LLM": 1}


def test_a_longer_piece_tells_which_place_is_meant(tmp_path):
    line = "近年来,成都市搭起擎苍阵,又扩建擎苍阵。"
    place = {**ENTITIES[0], "text": "“擎苍阵”", "within": "搭起擎苍阵"}
    with serving(only(answer(entities=[place]))) as model:
        found, _ = reading(model, tmp_path, TEXT.replace(LINE, line))
    assert why(found) == {}
    starts = [m.start for m in found.extraction.mentions if m.entity == "擎苍阵"]
    assert starts == [found.extraction.text.index("擎苍阵")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "LLM answer that is empty or refused"),
        (None, "LLM answer that is empty or refused"),
        ("I cannot help with that.", "LLM answer that is not JSON"),
        (answer(CLAIM)[:-9], "LLM answer that is not JSON"),
        ("[" * 100_000, "LLM answer that is not JSON"),
        ("[]", "LLM answer outside the schema"),
        ('{"entities": []}', "LLM answer outside the schema"),
        ('{"entities": 7, "claims": []}', "LLM answer outside the schema"),
        ('{"entities": [7], "claims": []}', "LLM proposal outside the schema"),
        (answer({**CLAIM, "quote": "\ud800\x00\u202e'; DROP TABLE--" * 999}), None),
        (answer({**CLAIM, "object": "MATCH (n) DETACH DELETE n", "cue": "<script>"}), None),
    ],
)
def test_no_answer_is_too_strange(tmp_path, content, reason):
    with serving(only(content)) as model:
        found, _ = reading(model, tmp_path)
        again, _ = reading(model, tmp_path)
    assert of_llm(found) == []
    assert len(why(found)) == 1
    assert reason in (None, *why(found))
    assert again == found
    assert len(model.requests) == 1


def test_an_answer_that_was_cut_off_is_counted_and_one_in_fences_is_read(tmp_path):
    with serving(only(answer(CLAIM))) as model:
        model.finish = "length"
        found, _ = reading(model, tmp_path)
    assert why(found) == {"LLM answer that was cut off": 1}
    with serving(only(f"```json\n{answer(CLAIM)}\n```")) as model:
        found, _ = reading(model, tmp_path, cache=tmp_path / "other")
    assert len(of_llm(found)) == 1


def test_no_answer_is_too_long(tmp_path):
    with serving(only(answer(*[CLAIM] * 5000))) as model:
        found, _ = reading(model, tmp_path)
    assert len(of_llm(found)) == 1
    assert why(found) == {
        "LLM claim that is made already": 199,
        "LLM proposal beyond the 200th of an answer": 4800,
    }


def test_a_second_reading_asks_nothing_and_costs_nothing(tmp_path):
    with serving(only(answer(CLAIM))) as model:
        first, llm = reading(model, tmp_path, prices=(2.0, 10.0))
        assert llm.bill() == (
            "LLM test-model: 1 request, 0 answers from the cache; "
            "1,000 tokens in, 50 out; cost 0.0025."
        )
    again, llm = reading(model, tmp_path, prices=(2.0, 10.0))  # the server is gone
    assert again == first
    assert llm.bill() == (
        "LLM test-model: 0 requests, 1 answer from the cache; 0 tokens in, 0 out; cost 0.0000."
    )
    with pytest.raises(InnographError, match="cannot be reached"):
        reading(model, tmp_path, TEXT.replace("主攻", "专攻"))


def test_another_model_is_asked_anew(tmp_path):
    with serving(lambda *_: EMPTY) as model:
        first, _ = reading(model, tmp_path)
        document, body = read_document(next(iter_files([tmp_path / "report.txt"])))
        other = LLM(model.address, "other", cache=tmp_path / "cache", temperature=0.0)
        second = Extractor(ONTOLOGY, llm=other).extract(document, body)
    assert len(model.requests) == 2
    assert model.requests[1]["temperature"] == 0
    assert second.document.extractor != first.extraction.document.extractor
    assert second.document.extractor.startswith(Extractor(ONTOLOGY).version + ";llm=other@0/")


@pytest.mark.parametrize("code", [500, 503, 429, 408])
def test_what_fails_in_passing_is_asked_again(tmp_path, code):
    def flaky(passage, number):
        if number < 3:
            raise Said(code, '{"error": {"message": "later"}}', {"Retry-After-Ms": "10"})
        return answer(CLAIM)

    with serving(flaky) as model:
        found, llm = reading(model, tmp_path)
    assert len(of_llm(found)) == 1
    assert (len(model.requests), llm.usage.requests, llm.usage.answers) == (3, 3, 1)


def failing(code, body, **headers):
    def fail(*_):
        raise Said(code, body, headers)

    return fail


@pytest.mark.parametrize(
    ("fail", "message"),
    [
        (
            failing(500, '{"error": {"message": "down"}}', **{"Retry-After-Ms": "5"}),
            r"answers 500: .*down",
        ),
        (
            failing(401, '{"error": {"message": "no such key: sk-secret"}}'),
            "answers 401: .*no such key: …",
        ),
        (failing(404, "<html>\x1b[31m" + "x" * 5000), r"answers 404: .{1,300}$"),
        (failing(307, "", Location="http://127.0.0.1:9/v1"), "answers 307"),
        (failing(200, "no json at all"), "is no chat completion"),
        (failing(200, "[]"), "is no chat completion"),
        (failing(200, '{"choices": []}'), "is no chat completion"),
        (failing(200, '{"choices": [{"message": 7}], "usage": 9}'), "is no chat completion"),
    ],
)
def test_a_failure_is_one_sentence_without_the_key(tmp_path, fail, message):
    with serving(fail) as model, pytest.raises(InnographError) as told:
        reading(model, tmp_path, key="sk-secret")
    said = str(told.value)
    assert re.search(message, said)
    assert said.startswith(f"The LLM at {model.address.removesuffix('/v1')} ")
    assert "sk-secret" not in said
    assert said.isprintable()


def test_a_server_that_is_late_is_given_up(tmp_path):
    def late(*_):
        time.sleep(1.5)
        return EMPTY

    with (
        serving(late) as model,
        pytest.raises(InnographError, match=r"did not answer in 0\.2 sec"),
    ):
        reading(model, tmp_path, timeout=0.2, retries=1)
    assert len(model.requests) == 2


def test_no_more_requests_a_minute_than_allowed(tmp_path):
    lines = "".join(f"近年来,成都市第{n}次搭起擎苍验证阵地。\n" for n in range(2))
    with serving(lambda *_: EMPTY) as model:
        reading(model, tmp_path, TEXT + lines, requests_per_minute=120)
    times = sorted(model.times)
    assert len(times) == 3
    # Two gaps of half a second, if not for the way to the server.
    assert times[-1] - times[0] > 0.5


def many(tmp_path, count=6):
    lines = "".join(f"近年来,成都市第{n}次搭起擎苍验证阵地,主攻深海陶粒。\n" for n in range(count))
    (tmp_path / "report.txt").write_text(f"成都市创新工作报告\n{lines}", encoding="utf-8")
    return count


def settings(model, tmp_path):
    return {
        "INNOGRAPH_LLM_URL": model.address,
        "INNOGRAPH_LLM_MODEL": "test-model",
        "INNOGRAPH_LLM_CACHE": str(tmp_path / "cache"),
        "OPENAI_API_KEY": "sk-secret",
    }


def test_a_run_that_failed_goes_on_where_it_was(tmp_path):
    count = many(tmp_path)

    def tired(passage, number):
        if number == 4:
            raise Said(403, '{"error": {"message": "quota"}}')
        return EMPTY

    call = ("extract", "report.txt", "--llm", "--llm-parallel", "1")
    with serving(tired) as model:
        done = innograph(*call, cwd=tmp_path, code=1, **settings(model, tmp_path))
        assert "answers 403" in done.stderr
        assert "LLM test-model: 4 requests" in done.stderr
        assert done.stdout == ""
        done = innograph(*call, cwd=tmp_path, **settings(model, tmp_path))
    assert f"LLM test-model: {count - 3} requests, 3 answers from the cache" in done.stderr
    assert sorted(set(model.passages)) == sorted(model.passages[:3] + model.passages[4:])
    assert "sk-secret" not in done.stderr


def test_a_run_that_was_interrupted_goes_on_where_it_was(tmp_path):
    count = many(tmp_path)

    def slow(*_):
        time.sleep(0.5)
        return EMPTY

    with serving(slow) as model:
        own = environment(**settings(model, tmp_path))
        call = [BIN / "innograph", "extract", "report.txt", "--llm", "--llm-parallel", "1"]
        running = subprocess.Popen(
            call, cwd=tmp_path, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        while len(model.requests) < 3 and running.poll() is None:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        assert running.returncode == 130, said
        assert said.endswith("Stopped.\n")
        asked = len(model.requests)
        assert asked < count
        model.answer = lambda *_: EMPTY
        done = innograph(*call[1:], cwd=tmp_path, **settings(model, tmp_path))
    assert f"{count - asked} requests, {asked} answers from the cache" in done.stderr
    assert len(set(model.passages)) == len(model.passages) == count


def test_ingest_reads_again_when_the_model_comes_or_goes(tmp_path):
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    origins = "MATCH (c:Claim) WHERE c.origin = 'llm' RETURN c.rule AS rule, c.cue AS cue"
    bad = {**CLAIM, "quote": "成都市建成"}
    # The engine is kept running, so that each command joins it.
    store = open_store(str(tmp_path / "innograph-data"))
    with store, serving(only(answer(CLAIM, bad))) as model:
        own = settings(model, tmp_path)

        def ingest(*options):
            return innograph("ingest", "report.txt", *options, cwd=tmp_path, **own).stderr

        assert "1 new" in ingest()
        assert model.requests == []
        said = ingest("--llm", "-v", "--llm-prices", 1, 2)
        assert f"test-model at {model.address[:-3]} reads along: passages are sent there" in said
        assert "1 changed" in said
        assert said.splitlines()[-1].startswith("LLM test-model: ")
        assert "Left out: LLM claim whose quote is absent: 1" in said
        assert "1 request, 0 answers from the cache; 1,000 tokens in, 50 out; cost 0.0011" in said
        rows = innograph("cypher", origins, "--format", "jsonl", cwd=tmp_path).stdout
        assert json.loads(rows) == {"rule": "llm:test-model", "cue": "主攻"}
        assert "1 unchanged" in ingest("--llm")
        assert "1 changed" in ingest()
        assert innograph("cypher", origins, "--format", "jsonl", cwd=tmp_path).stdout == ""
        assert len(model.requests) == 1
        checked = innograph("validate", cwd=tmp_path)
    assert checked.code == 0


@pytest.mark.parametrize(
    ("options", "env", "message"),
    [
        (("--llm",), {}, "--llm-url or INNOGRAPH_LLM_URL"),
        (("--llm", "--llm-url", "http://127.0.0.1:9/v1"), {}, "--llm-model or INNOGRAPH_LLM"),
        (
            ("--llm", "--llm-model", "m"),
            {"INNOGRAPH_LLM_URL": "ftp://me:secret@host/"},
            "begins with http:// or https://",
        ),
        (("--llm-model", "m"), {}, "--llm-model is of use with --llm only"),
    ],
)
def test_a_wrong_call_is_told_before_anything_is_done(tmp_path, options, env, message):
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    done = innograph("ingest", "report.txt", *options, cwd=tmp_path, code=2, **env)
    assert message in done.stderr
    assert "secret" not in done.stderr
    assert not (tmp_path / "innograph-data").exists()


def test_a_missing_package_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(UsageError, match=r"pip install 'innograph\[llm\]'"):
        Extractor(llm=LLM("http://127.0.0.1:9/v1", "m"))
    options = ("--llm", "--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m")
    done = innograph("ingest", "report.txt", *options, cwd=tmp_path, code=2)
    assert done.stderr.endswith("needs the openai package: pip install 'innograph[llm]'.\n")
    assert not (tmp_path / "innograph-data").exists()


def test_without_being_asked_nothing_of_it_is_loaded(tmp_path):
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    code = (
        "import sys, innograph; list(innograph.extract(['report.txt']));"
        "print([name for name in sys.modules if name.partition('.')[0] == 'openai'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(OPENAI_API_KEY="sk-secret"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_key_and_password_are_never_shown():
    llm = LLM("http://me:hidden@localhost:1234/v1", "m", key="sk-secret")
    assert llm.where == "http://localhost:1234"
    assert "sk-secret" not in repr(llm)


def test_a_cache_that_cannot_be_used_is_one_sentence(tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "answers.sqlite").write_bytes(b"no database, by far" * 99)
    with (
        serving(lambda *_: EMPTY) as model,
        pytest.raises(UsageError, match=r"answers\.sqlite .*INNOGRAPH_LLM_CACHE"),
    ):
        reading(model, tmp_path)
    assert model.requests == []


def test_the_component_goes_into_a_pipeline_of_ones_own(tmp_path, monkeypatch):
    import spacy

    from innograph.ingest.components import CharacterTokenizer

    with serving(only(answer(CLAIM))) as model:
        for name, value in settings(model, tmp_path).items():
            monkeypatch.setitem(os.environ, name, value)
        nlp = spacy.blank("zh")
        nlp.tokenizer = CharacterTokenizer(nlp.vocab)
        for part in ("sections", "entities", "claims", "llm", "resolve"):
            nlp.add_pipe(f"innograph_{part}")
        doc = nlp(TEXT)
        assert "sk-secret" not in nlp.config.to_str()
    assert ("focusesOn", CLAIM["quote"]) in {(s.label_, s.text) for s in doc.spans["claims"]}
    assert "擎苍验证阵地" in {span.text for span in doc.spans["entities"]}


@pytest.mark.slow
def test_the_page_on_it_says_what_happens(tmp_path):
    """Its commands and its Python run as printed; its options are those of the commands."""
    copy_samples(tmp_path / "plans")
    shutil.copytree(SAMPLES / "gold", tmp_path / "gold")
    page = (SAMPLES.parent / "docs" / "llm.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shown = innograph("ingest", "--help").stdout
    assert set(re.findall(r"--llm[a-z-]*", page)) == set(re.findall(r"--llm[a-z-]*", shown))
    with serving(lambda *_: EMPTY) as model:
        own = settings(model, tmp_path)
        ran = 0
        for language, text in blocks:
            if language == "python":
                code = text.replace("http://localhost:11434/v1", model.address)
                said = process(sys.executable, "-c", code, cwd=tmp_path, **own).stdout
                assert "LLM qwen3:14b: " in said
                continue
            for line in text.splitlines():
                typed(line, cwd=tmp_path, **own)
                ran += 1
    assert ran == 4
