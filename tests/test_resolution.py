"""One thing, one node across documents: the queue, decisions in three ways, undo, forgetting."""

from __future__ import annotations

import csv
import io
import json
from random import Random

import pytest
from command import innograph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make import make_decisions, make_extractions

from innograph.graph.consolidate import consolidate
from innograph.graph.memory import MemoryGraph
from innograph.graph.model import LocalRef
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf import read_rdf
from innograph.graph.store import open_store
from innograph.graph.successions import successions_of
from innograph.resolution.blocking import LARGEST, block
from innograph.resolution.candidates import find_candidates
from innograph.resolution.score import score
from innograph.resolution.things import Thing
from training.pairs import Judged, measure, wilson

ONTOLOGY = load_ontology()
TEXTS = {
    "a.md": ("成都市", 2024, "成都市科学技术局支持中国科学院建设概念验证中心。"
             "成都市科学技术局牵头建设太行国家重点实验室。"
             "市人民政府支持低空经济发展。"),
    "b.md": ("成都市", 2025, "成都市科技局牵头建设太行全国重点实验室。市政府支持低空经济产业发展。"
             "中科院建成概念验证中心。"),
    "c.md": ("德阳市", 2025, "德阳市科技局牵头建设重型装备实验室。市政府支持低空经济发展。"),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An open store of three texts and what each of them contributes."""
    folder = tmp_path_factory.mktemp("resolution")
    plans = folder / "plans"
    plans.mkdir()
    for name, (place, year, text) in TEXTS.items():
        head = f"---\ntitle: {name}\nplace: {place}\npublished: {year}-02-01\n---\n\n# 要点\n\n"
        (plans / name).write_text(f"{head}{text}\n", encoding="utf-8")
    with open_store(str(folder / "store")) as store:
        innograph("ingest", plans, "--store", store.address)
        yield store, list(store.extractions())


@pytest.fixture
def store(whole):
    opened, extractions = whole
    opened.undo([d.id for d in opened.decisions()])
    list(opened.load(extractions))
    return opened


def resolve(store, *arguments, **options):
    return innograph("resolve", *arguments, "--store", store.address, **options)


def queue(store, *arguments):
    """Pair of names → row."""
    rows = csv.DictReader(io.StringIO(resolve(store, "--format", "csv", *arguments).stdout))
    return {frozenset((row["a"], row["b"])): row for row in rows}


def exported(store, folder):
    file = folder / "export.trig"
    innograph("export", file, "--force", "--store", store.address)
    return file.read_bytes()


BUREAU = frozenset(["成都市科学技术局", "成都市科技局"])
ACADEMY = frozenset(["中国科学院", "中科院"])
LABORATORY = frozenset(["太行国家重点实验室", "太行全国重点实验室"])


def test_the_queue_gives_score_reasons_and_both_sentences(store):
    rows = queue(store)
    assert rows.keys() >= {BUREAU, ACADEMY, LABORATORY}
    row = rows[BUREAU]
    assert float(row["score"]) >= 0.9
    assert "in long and in short form" in row["reasons"]
    assert {row["aSentence"], row["bSentence"]} == {
        "成都市科学技术局支持中国科学院建设概念验证中心。",
        "成都市科技局牵头建设太行全国重点实验室。",
    }
    assert "were renamed" in rows[LABORATORY]["reasons"]
    assert not any("德阳市科技局" in pair for pair in rows)
    scores = [float(row["score"]) for row in rows.values()]
    assert scores == sorted(scores, reverse=True)


def test_an_accepted_pair_is_one_node_and_undo_restores_every_byte(store, tmp_path):
    before = exported(store, tmp_path)
    claims = {claim.id for x in store.extractions() for claim in x.claims}
    row = queue(store)[BUREAU]
    resolve(store, "accept", row["id"], "--who", "审核员", "--why", "同一个局")
    (entity,) = [e for e in store.entities() if {e.name, *e.aliases} >= BUREAU]
    assert entity.name == "成都市科学技术局"
    assert entity.former_ids
    assert {claim.id for x in store.extractions() for claim in x.claims} == claims
    assert BUREAU not in queue(store)
    (entry,) = json.loads(resolve(store, "ledger", "--format", "json").stdout)
    assert (entry["decision"], entry["who"], entry["why"]) == ("same", "审核员", "同一个局")
    assert exported(store, tmp_path) != before
    resolve(store, "undo", entry["id"])
    assert exported(store, tmp_path) == before


def test_a_rejected_pair_leaves_the_queue_and_changes_no_node(store):
    nodes = list(store.entities())
    row = queue(store)[ACADEMY]
    resolve(store, "reject", row["id"])
    assert ACADEMY not in queue(store)
    assert list(store.entities()) == nodes
    (decision,) = store.decisions()
    assert not decision.same
    assert "neither name says" in decision.why
    assert "1 are decided not to be the same" in resolve(store).stderr


def test_what_became_another_stays_two_nodes_with_a_link(store, whole, tmp_path):
    link = "MATCH (b:Entity)-[:SUCCESSOR_OF]->(a:Entity) RETURN a.name AS a, b.name AS b"
    former, later = "太行国家重点实验室", "太行全国重点实验室"
    before, nodes = exported(store, tmp_path), list(store.entities())
    said = resolve(store, "renamed", former, later, "--who", "审核员", "--why", "重组").stderr
    assert said.startswith(f"{former} became {later} (undo: ")
    assert list(store.entities()) == nodes
    assert store.query(link).records == [(former, later)]
    assert LABORATORY not in queue(store)
    ids = {entity.name: entity.id for entity in nodes}
    wanted = [(ids[later], ids[former])]
    file = tmp_path / "export.trig"
    assert b"inno:successorOf" in exported(store, tmp_path)
    read = MemoryGraph(*read_rdf(file), ontology=ONTOLOGY)
    assert [(s.later, s.former) for s in successions_of(read)] == wanted
    store.forget(["b.md"])
    assert store.query(link).records == []
    list(store.load(whole[1]))
    assert store.query(link).records == [(former, later)]
    (entry,) = json.loads(resolve(store, "ledger", "--format", "json").stdout)
    assert (entry["decision"], entry["a"], entry["b"]) == ("a became b", former, later)
    resolve(store, "undo", entry["id"])
    assert store.query(link).records == []
    assert exported(store, tmp_path) == before
    row = queue(store)[LABORATORY]
    row["decision"] = "a>b" if row["a"] == former else "b>a"
    sheet = tmp_path / "sheet.jsonl"
    sheet.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    assert "0 same, 0 not the same, 1 renamed; 1 of" in resolve(store, "--apply", sheet).stderr
    assert store.query(link).records == [(former, later)]


def test_decisions_hold_again_when_a_forgotten_document_comes_back(store, whole, tmp_path):
    rows = queue(store)
    resolve(store, "accept", rows[BUREAU]["id"])
    resolve(store, "reject", rows[ACADEMY]["id"])
    before = exported(store, tmp_path)
    gone = rows[BUREAU]["bDocument"]
    store.forget([gone])
    assert len(list(store.decisions())) == 2
    list(store.load(whole[1]))
    assert exported(store, tmp_path) == before
    assert not queue(store).keys() & {BUREAU, ACADEMY}


def test_sure_pairs_are_accepted_at_once_and_what_was_rejected_is_kept(store):
    row = queue(store)[BUREAU]
    resolve(store, "reject", row["id"])
    done = resolve(store, "--auto")
    assert "1 accepted" in done.stderr
    (entity,) = [e for e in store.entities() if {"市人民政府", "市政府"} <= {e.name, *e.aliases}]
    assert entity.scope == "place:成都市"
    assert store.entity_of(row["aDocument"], row["aName"]) != store.entity_of(
        row["bDocument"], row["bName"]
    )


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_the_queue_is_a_file_that_is_edited_and_applied(store, tmp_path, suffix):
    file = tmp_path / f"queue.{suffix}"
    resolve(store, "--out", file)
    text = file.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text))) if suffix == "csv" else _objects(text)
    for row in rows:
        pair = frozenset((row["a"], row["b"]))
        row["decision"] = {BUREAU: "same", ACADEMY: "不同"}.get(pair, "")
    _write(file, rows)
    done = resolve(store, "--apply", file, "--who", "审核员")
    assert done.stderr.startswith("1 same, 1 not the same; 2 of them new.")
    assert not queue(store).keys() & {BUREAU, ACADEMY}
    assert LABORATORY in queue(store)
    assert "0 of them new" in resolve(store, "--apply", file).stderr
    turned = [row | {"decision": row["decision"] and "not"} for row in rows]
    _write(file, turned)
    assert "undo d-" in resolve(store, "--apply", file, code=1).stderr
    rows[0]["decision"] = "maybe"
    _write(file, rows)
    assert "the decision is 'maybe'" in resolve(store, "--apply", file, code=1).stderr
    rows[0] |= {"decision": "same", "bName": "别的"}
    _write(file, rows)
    assert "is not the pair of" in resolve(store, "--apply", file, code=1).stderr


def _objects(text):
    return [json.loads(line) for line in text.splitlines()]


def _write(file, rows):
    with file.open("w", encoding="utf-8", newline="") as out:
        if file.suffix == ".csv":
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        else:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_the_queue_is_gone_through_in_the_terminal(store):
    first, second, *rest = list(queue(store).values())
    done = resolve(store, "--ask", given="y\nn\ns\nq\n")
    assert f"2 decided, {len(rest)} open." in done.stderr
    assert first["aSentence"] in done.stderr
    said = {frozenset((d.a.name, d.b.name)): d.same for d in store.decisions()}
    assert said == {
        frozenset((first["aName"], first["bName"])): True,
        frozenset((second["aName"], second["bName"])): False,
    }


def test_decisions_that_contradict_each_other_are_refused(store):
    rows = queue(store, "--least", "0")
    far, near = (
        rows[frozenset(("德阳市科技局", name))]["id"]
        for name in ("成都市科学技术局", "成都市科技局")
    )
    resolve(store, "reject", far)
    done = resolve(store, "accept", near, rows[BUREAU]["id"], code=1)
    assert "would be one thing" in done.stderr
    assert len(list(store.decisions())) == 1
    resolve(store, "accept", near)
    assert BUREAU not in queue(store)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["accept"], 2, "Name what to accept"),
        (["accept", "r-0"], 1, "The queue has no r-0"),
        (["undo", "d-0"], 1, "The ledger has no d-0"),
        (["renamed", "甲"], 2, "what it was and what it became"),
        (["renamed", "甲", "乙"], 1, "No single thing is called 甲"),
        (["renamed", "德阳市科技局", "德阳市科技局"], 1, "are one node already"),
        (["--ask", "--auto"], 2, "--auto does not go with --ask"),
        (["accept", "r-0", "--auto"], 2, "--auto does not go with accept"),
        (["list", "r-0"], 2, "takes no ids"),
        (["--out", "queue.txt"], 2, "neither .csv nor .jsonl"),
        (["--apply", "nothing.csv"], 2, "There is no file to read"),
    ],
)
def test_wrong_calls_are_one_sentence(store, tmp_path, arguments, code, message):
    assert message in resolve(store, *arguments, cwd=tmp_path, code=code).stderr


# ---- scores


def thing(name, cls, *, scope="", places=(), document="x"):
    return Thing(
        f"{ONTOLOGY.top(cls)}/{scope}/{name}", name, cls, ONTOLOGY.top(cls), scope, (name,),
        LocalRef(document, name), frozenset([document]), frozenset(places),
    )  # fmt: skip


def scored(a, b):
    found = score(a, b, ONTOLOGY)
    assert found == score(b, a, ONTOLOGY)
    return found.score


def test_places_levels_and_numbers_speak_against_a_pair():
    one = thing("四川省科技厅", "GovernmentBody")
    assert scored(one, thing("四川省科学技术厅", "GovernmentBody", document="y")) >= 0.9
    assert scored(one, thing("云南省科技厅", "GovernmentBody", document="y")) < 0.05
    here = thing(
        "省科技厅", "GovernmentBody", scope="place:四川省", places=["四川省"], document="y"
    )
    assert scored(one, here) > 0.6
    there = thing(
        "省科技厅", "GovernmentBody", scope="place:云南省", places=["云南省"], document="y"
    )
    assert scored(one, there) < 0.3
    national = thing("成都国家高新区", "Park")
    assert scored(national, thing("成都市高新区", "Park", document="y")) < 0.5
    assert (
        scored(thing("成都市第三医院", "Organization"), thing("成都市第四医院", "Organization", document="y"))
        < 0.2
    )  # fmt: skip


def test_blocking_pairs_few_of_many_and_tells_what_it_leaves_out():
    things = [thing(f"{i:05d}号实验室", "Laboratory", document=f"d{i}") for i in range(20_000)]
    things += [thing("四川省科技厅", "GovernmentBody"), thing("科学技术厅", "GovernmentBody")]
    things += [
        thing("中试平台", "PilotPlatform", scope=f"document:{i}") for i in range(LARGEST + 1)
    ]
    blocks = block(things)
    assert (20_000, 20_001) in blocks.pairs
    assert len(blocks.pairs) < 5 * len(things)
    assert blocks.skipped["name:中试平台"] == LARGEST + 1


# ---- the ledger in any order


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), shuffle=st.integers(0, 10**6))
def test_queue_depends_on_no_order_and_rejecting_moves_no_node(seed, shuffle):
    documents = make_extractions(seed, 5)
    ledger = make_decisions(seed, documents, 5)
    random = Random(shuffle)
    one = MemoryGraph(documents, ledger, ontology=ONTOLOGY)
    other = MemoryGraph(
        random.sample(documents, 5), random.sample(ledger, len(ledger)), ontology=ONTOLOGY
    )
    found = find_candidates(one, least=0)
    assert found == find_candidates(other, least=0)
    if found.candidates:
        decision = random.choice(found.candidates).decide(False, who="w")
        after = consolidate(documents, [*ledger, decision], ONTOLOGY)
        assert after.entities == {e.id: e for e in one.entities()}
        rest = find_candidates(
            MemoryGraph(documents, [*ledger, decision], ontology=ONTOLOGY), least=0
        )
        assert len(rest.candidates) == len(found.candidates) - 1


# ---- figures


def test_pairwise_and_b3_figures_of_a_threshold():
    judged = [
        Judged("a", "b", True, 0.9),
        Judged("b", "c", False, 0.8),
        Judged("d", "e", True, 0.2),
        Judged("d", "f", None, 0.9),
    ]
    found = measure(judged, 0.5)
    assert (found.taken, found.precision, found.recall) == (2, 0.5, 0.5)
    # made: abc, d, e; gold: ab, c, de
    assert found.b3_precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert found.b3_recall == pytest.approx((1 + 1 + 1 + 1 / 2 + 1 / 2) / 5)
    assert wilson(24, 24) == pytest.approx(0.862, abs=0.001)
