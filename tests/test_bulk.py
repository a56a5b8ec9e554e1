"""Files for neo4j-admin: what its importer makes of them is what a load over Bolt makes, to the last
property; nothing is written by halves."""

from __future__ import annotations

import json
import random
from collections import Counter

import pytest
from command import innograph, process
from conftest import GIVEN, VERSIONS, missing
from gold import gold_extractions
from maven import Missing
from neo4j_server import Neo4jServer, admin_command, wipe

from bench.world import World
from innograph.graph.bulk.runs import Runs
from innograph.graph.codec import write_jsonl
from innograph.graph.identity import decision_id
from innograph.graph.model import Decision, LocalRef
from innograph.graph.store import open_store
from innograph.resolution.candidates import make_renaming

VERSION = VERSIONS["neo4j-5.26"]
_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS props"
_LINKS = (
    "MATCH (a)-[r]->(b) RETURN labels(a)[0] AS la, a.id AS a, type(r) AS type, properties(r) AS props, "
    "labels(b)[0] AS lb, b.id AS b"
)


def _documents():
    """The samples, and made documents with odd names, quotes, and line ends of every kind."""
    return [*gold_extractions()[:4], *World(claims=200).extractions()]


def _decisions(documents):
    """Two places that are one; two that are not what they seem; and one thing that became another."""
    refs = [
        next(LocalRef(d.document.id, e.name) for e in d.entities if e.cls == cls)
        for d in documents[:2]
        for cls in ("Place", "Industry")
    ]
    pairs = [(True, refs[0], refs[2]), (False, refs[1], refs[3])]
    return [
        make_renaming(refs[1], refs[0], who="me", why="another name"),
        *(Decision(decision_id(same, a, b), same, a, b, "me", "why; “so”") for same, a, b in pairs),
    ]


def _content(driver):
    """All nodes and relationships with their types of values, counted: of equal ones there may be two."""
    found = Counter()
    for query in (_NODES, _LINKS):
        for record in driver.execute_query(query).records:
            row = record.data()
            if "labels" in row:
                row["labels"] = sorted(row["labels"])
                if row["labels"] == ["InnographMeta"]:
                    del row["props"]["revision"]  # a load counts its steps
            found[json.dumps(row, sort_keys=True, ensure_ascii=False)] += 1
    return found


@pytest.mark.xdist_group("neo4j-5.26")
@pytest.mark.skipif(bool(GIVEN), reason="a Neo4j that is given cannot be imported into")
def test_an_import_makes_the_same_database_as_a_load(neo4j_servers, tmp_path):
    documents = _documents()
    loaded = neo4j_servers.get(VERSION)
    with loaded.driver() as driver:
        wipe(driver)
    with open_store(loaded.uri) as store:
        list(store.load(documents))
        store.decide(_decisions(documents))
        store.note_origins({documents[0].document.id: ("plans", "a,b.md")})
        status = store.status()
        written = innograph("bulk", tmp_path / "files", INNOGRAPH_STORE=loaded.uri)
    try:
        admin = admin_command(VERSION, tmp_path / "neo4j")
    except Missing as error:
        missing(str(error))
    assert (
        written.stdout
        == f"cd {tmp_path / 'files'} && neo4j-admin database import full neo4j @import.args\n"
    )
    process(tmp_path / "files" / "import.sh", NEO4J_ADMIN=str(admin))
    script = (tmp_path / "files" / "after.cypher").read_text(encoding="utf-8")
    with loaded.driver() as old:
        wanted, indexes = _content(old), _indexes(old)
    with Neo4jServer(VERSION, tmp_path / "neo4j") as imported, imported.driver() as new:
        for statement in script.split(";\n")[:-1]:
            _run(new, statement.removeprefix(":auto "))
        assert _content(new) == wanted
        assert _indexes(new) == indexes
        # As it was before the script: then innograph does the same when it opens the database.
        new.execute_query("MATCH (e:Entity) WHERE e.aliases = [] REMOVE e.aliases")
        new.execute_query("MATCH (m:InnographMeta) SET m.imported = true REMOVE m.ontology")
        with open_store(imported.uri) as store:
            found = store.status()
        assert (found.classes, found.predicates) == (status.classes, status.predicates)
        assert _content(new) == wanted


def _indexes(driver):
    found = driver.execute_query("SHOW INDEXES YIELD name, labelsOrTypes, properties, type")
    return sorted(map(str, found.records))


def _run(driver, statement):
    with driver.session() as session:
        session.run(statement).consume()


def test_a_store_and_its_export_give_the_same_files(sample_store, tmp_path):
    innograph("bulk", tmp_path / "one", INNOGRAPH_STORE=sample_store)
    innograph("export", tmp_path / "all.jsonl", INNOGRAPH_STORE=sample_store)
    innograph("bulk", tmp_path / "two", "--from", tmp_path / "all.jsonl")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "two").iterdir())
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), (
            name
        )


def test_sorting_on_disk_gives_what_sorting_in_memory_gives(tmp_path):
    chance = random.Random(1)
    records = [
        (chance.choice("望澜𠮷"), chance.randrange(99), None, ("a", str(i))) for i in range(3000)
    ]
    pile = Runs(tmp_path, "some", kept=20, parts=3)
    for record in records:
        pile.add(record)
    assert list(pile) == sorted(records) == list(pile)
    assert len(list(tmp_path.iterdir())) < 20  # many small parts were merged into larger ones


def _lines(folder, documents):
    folder.mkdir(exist_ok=True)
    (folder / "read.jsonl").write_text("".join(write_jsonl(documents)), encoding="utf-8")
    return folder


def test_files_that_cannot_be_read_leave_nothing_behind(tmp_path):
    twice = _lines(tmp_path / "twice", [gold_extractions()[0]] * 2)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "a.jsonl").write_text("{")
    (tmp_path / "empty").mkdir()
    said = {"twice": "two documents", "broken": "line 1", "empty": "holds no", "missing": "no file"}
    for name, words in said.items():
        done = innograph("bulk", tmp_path / "out", "--from", tmp_path / name, code=1)
        assert words in done.stderr
        assert done.stdout == ""
        assert not list((tmp_path / "out").glob("*")), name
    assert twice.is_dir()


def test_what_is_in_the_folder_is_kept_without_force(tmp_path):
    texts = _lines(tmp_path / "read", gold_extractions()[:1])
    innograph("bulk", tmp_path / "out", "--from", texts)
    before = (tmp_path / "out" / "claims.csv").read_bytes()
    _lines(tmp_path / "read", gold_extractions()[:2])
    assert "--force" in innograph("bulk", tmp_path / "out", "--from", texts, code=2).stderr
    assert (tmp_path / "out" / "claims.csv").read_bytes() == before
    innograph("bulk", tmp_path / "out", "--from", texts, "--force")
    assert len((tmp_path / "out" / "claims.csv").read_bytes()) > len(before)
