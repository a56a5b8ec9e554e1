"""The commands as a user meets them: streams, forms, exit codes, stores, other people's locales."""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import pty
import re
import shutil
import struct
import sys
import termios

import pytest
from command import BIN, copy_samples, environment, innograph, process, sample_texts, shell
from neo4j_server import PASSWORD
from processes import start_python
from rich.cells import cell_len

from innograph.graph.store import open_store
from innograph.queries.catalogue import load_catalogue

FACTS = (
    "MATCH (p:Platform)-[r:FOCUSES_ON]->(f:Field) RETURN p.name AS p, f.name AS f, r.claims AS n"
)
ROWS = [
    ("ask", "platforms-of-industry", "-p", "industry=航空发动机"),
    ("ask", "platforms-of-industry", "-p", "industry=航空发动机", "--evidence"),
    ("ask", "indicators", "--language", "sparql"),
    ("cypher", FACTS + " ORDER BY p, f"),
    (
        "sparql",
        "SELECT ?p ?f { ?x inno:focusesOn ?y ; inno:name ?p . ?y inno:name ?f } ORDER BY ?p ?f",
    ),
    ("status",),
    ("status", "--documents"),
]


@pytest.mark.parametrize("call", ROWS, ids=lambda call: " ".join(call)[:30])
def test_one_content_in_every_form(sample_store, call):
    said = {
        form: innograph(*call, "--format", form, "--store", sample_store).stdout
        for form in ("json", "jsonl", "csv", "markdown", "table")
    }
    records = json.loads(said["json"])
    assert len(records) > 1
    assert [json.loads(line) for line in said["jsonl"].splitlines()] == records
    head, *cells = csv.reader(io.StringIO(said["csv"]))
    assert head == list(records[0])
    assert len(cells) == len(records)
    assert cells[0][0] == str(records[0][head[0]])
    assert len(said["markdown"].splitlines()) == len(records) + 2
    assert all(text.endswith("\n") and not text.endswith("\n\n") for text in said.values())
    assert not any("\x1b" in text for text in said.values())


def test_data_on_one_stream_and_talk_on_the_other(sample_store):
    done = innograph("ask", "1", "-f", "jsonl", "--store", sample_store)
    assert all(json.loads(line) for line in done.stdout.splitlines())
    assert "12 documents looked at" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    ("code", "call", "words"),
    [
        (2, "vieww x.html", "No such command 'vieww'. Did you mean view?"),
        (2, "ask platforms-of-industri", "platforms-of-industry (3: "),
        (2, "ask 99", "`innograph ask` without a question lists them all"),
        (2, "ask 3", "needs industry"),
        (2, "ask 3 -p industry=航天发动机", "Did you mean 航空发动机"),
        (2, "ask 3 -p industri=氢能", "Did you mean industry?"),
        (2, "ask 3 -p industry", "is not NAME=VALUE"),
        (2, "ask 3 -p industry=氢能 -p industry=氢能", "given twice"),
        (2, "ask 3 -p industry=氢能 --about --explain", "exclude each other"),
        (2, "ask --evidence", "Which question?"),
        (2, "ask 1 -p document=nosuch", "`innograph status --documents` lists them"),
        (2, "cypher MATCH", "The query is not right"),
        (2, "cypher @nosuch.cypher", "no query to read in nosuch.cypher"),
        (2, "cypher CREATE(n)", "Queries only read"),
        (2, "sparql SELECT", "not valid at line 1"),
        (2, "view graph --out nosuch/graph.html", "There is no folder nosuch"),
        (2, "view graph --around 航天发动机", "Did you mean 航空发动机"),
        (2, "view graph.html", "A file is named by --out: innograph view graph --out graph.html"),
        (2, "view matrx", "No such view 'matrx'. Did you mean matrix?"),
        (2, "view matrix --out matrix.pdf", ".html or .htm or .svg or .png"),
        (2, "view promises --out promises.png", ".html or .htm file"),
        (2, "view flow --place 火星市", "place '火星市' is not known"),
        (2, "view matrix --industry 航天发动机", "Did you mean 航空发动机"),
        (2, "view numbers --year 二五", "must be a year such as 2025"),
        (2, "export graph.pdf", "Say --as turtle|trig"),
        (2, "export graph.trig --document nosuch", "document 'nosuch' is not known"),
        (1, "import nosuch.trig", "There is no file nosuch.trig"),
        (1, "ingest nosuch.txt", "nosuch.txt is not there"),
        (1, "extract nosuch.txt", "nosuch.txt is not there"),
        (1, "forget nosuch", "The store has no document 'nosuch'"),
    ],
)
def test_a_mistake_is_one_sentence_with_the_way_out(sample_store, tmp_path, code, call, words):
    done = innograph("--store", sample_store, *call.split(), code=code, cwd=tmp_path)
    assert words in done.stderr
    assert done.stdout == ""
    assert not list(tmp_path.iterdir())


def test_a_command_on_a_store_imports_no_tables_of_others(sample_store):
    """The driver would: for five sixths of its import."""
    call = (sys.executable, "-X", "importtime", "-m", "innograph", "ask", "1", "--store")
    done = process(*call, sample_store)
    assert "neo4j" in done.stderr
    assert re.findall(r"\b(?:numpy|pandas|pyarrow)\.\w+", done.stderr) == []
    assert "12 documents looked at" in done.stderr


def test_reading_makes_no_store(tmp_path):
    done = innograph("status", cwd=tmp_path, code=1)
    assert "There is no store in innograph-data: `innograph ingest` makes one" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.fixture(scope="module")
def empty_folder(tmp_path_factory):
    """A store that nothing was read into, its engine kept running for the calls."""
    folder = tmp_path_factory.mktemp("empty") / "store"
    with open_store(str(folder)):
        yield folder


@pytest.mark.parametrize(
    ("code", "call"),
    [(0, "ask 1"), (2, "ask 3 -p industry=氢能"), (2, "ask 1 -p document=nosuch")],
)
def test_an_empty_store_is_said_to_be_empty(empty_folder, code, call):
    done = innograph("--store", empty_folder, *call.split(), code=code)
    assert "holds no document yet: `innograph ingest FOLDER`" in done.stderr
    assert "Did you mean" not in done.stderr


HOLDER = """
import sys
from pathlib import Path
from innograph.graph.embedded_folder import Folder, name_of_process
folder = Folder(Path(sys.argv[1]))
folder.prepare()
with folder.gate(), folder.write_lock():
    folder.writer.write_text(name_of_process(), encoding="utf-8")
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_question_that_waits_says_for_whom(empty_folder):
    holder = start_python("-c", HOLDER, empty_folder)
    assert holder.stdout.readline() == "held\n"
    asked = start_python("-m", "innograph", "ask", "1", "--store", empty_folder)
    told = asked.stderr.readline()  # it waits as long as the other holds the store
    holder.communicate()
    assert f"Process {holder.pid} is writing to the store in {empty_folder}" in told
    assert "holds no document yet" in asked.communicate()[1]
    assert asked.returncode == 0


def test_the_store_is_named_before_or_after_the_command_or_by_the_environment(
    sample_store, tmp_path
):
    expected = innograph("status", "--store", sample_store).stdout
    assert innograph("--store", sample_store, "status").stdout == expected
    assert innograph("status", INNOGRAPH_STORE=sample_store).stdout == expected
    assert innograph("status", "--store", sample_store, INNOGRAPH_STORE="nosuch").stdout == expected
    assert innograph("--store", "nosuch", "status", "--store", sample_store).stdout == expected


@pytest.mark.parametrize("call", ["export - --as nquads", "ask 1 -f csv", "ask", "--help"])
def test_a_reader_that_has_gone_ends_it_quietly(sample_store, call):
    done = shell(f"innograph --store {sample_store} {call} | head -1")
    assert len(done.stdout.splitlines()) == 1
    assert "rror" not in done.stderr
    assert "Exception" not in done.stderr


def test_nothing_is_overwritten_without_being_told(sample_store, tmp_path):
    for call in (
        ("view", "graph", "--out", "graph.html"),
        ("view", "matrix", "--out", "matrix.svg"),
        ("export", "graph.trig"),
        ("export", "graph.jsonl.gz"),
    ):
        file = tmp_path / call[-1]
        file.write_text("mine", encoding="utf-8")
        done = innograph(*call, "--store", sample_store, cwd=tmp_path, code=2)
        assert "--force overwrites it" in done.stderr
        assert file.read_text(encoding="utf-8") == "mine"
        innograph(*call, "--force", "--store", sample_store, cwd=tmp_path)
        assert file.stat().st_size > 1000
    assert len(list(tmp_path.iterdir())) == 4


def test_chinese_comes_out_as_utf_8_whatever_the_locale(sample_store, tmp_path):
    call = ("ask", "3", "-p", "industry=航空发动机", "-f", "csv", "--store", sample_store)
    expected = innograph(*call)
    assert "航空发动机" in expected.stdout
    for locale in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "gbk"}):
        done = process(BIN / "innograph", *call, **locale)
        assert (done.stdout, done.stderr) == (expected.stdout, expected.stderr)


def test_a_query_comes_from_standard_input_or_a_file_as_utf_8(sample_store, tmp_path):
    query = "MATCH (f:Field {name: '航空发动机'}) RETURN f.name"
    (tmp_path / "query.cypher").write_text("\ufeff" + query, encoding="utf-8")
    for given in ("-", f"@{tmp_path / 'query.cypher'}"):
        done = innograph("cypher", given, "-f", "jsonl", "--store", sample_store, given=query)
        assert json.loads(done.stdout) == {"f.name": "航空发动机"}
    done = innograph("cypher", "-", "--store", sample_store, given=query.encode("gbk"), code=1)
    assert "standard input is not UTF-8" in done.stderr


def test_a_locale_without_chinese_is_named(sample_store):
    where = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    call = ("ask", "3", "-p", "industry=氢能", "--store", sample_store)
    done = process(BIN / "innograph", *call, code=2, **where)
    assert "PYTHONUTF8=1" in done.stderr


@pytest.mark.parametrize(
    ("code", "address"),
    [
        (1, "bolt://reader:hush-hush@127.0.0.1:1"),
        (2, "bolt://reader:hush-hush@127.0.0.1:1/innograph"),
        (2, "bolt://reader:hush-hush@127.0.0.1:port"),
        (1, "bolt://reader:hush-hush@@127.0.0.1:1"),  # the last @ ends the password
        (2, "bolt://reader:hush-hush#@127.0.0.1"),
    ],
)
def test_a_password_is_never_shown(code, address):
    for more in (
        {"INNOGRAPH_STORE": address},
        {"INNOGRAPH_STORE": address, "INNOGRAPH_DEBUG": "1"},
    ):
        done = innograph("status", code=code, **more)
        assert "hush" not in done.stderr + done.stdout
        assert done.stderr.startswith("Error: ")
    done = innograph(
        "status", "--store", "bolt://127.0.0.1:1", code=1, INNOGRAPH_PASSWORD="hush-hush"
    )
    assert "hush" not in done.stderr


def test_a_folder_is_read_but_not_the_stores_in_it(tmp_path):
    copy_samples(tmp_path, 2)
    first = innograph("ingest", ".", cwd=tmp_path).stderr
    assert first.startswith("2 files: 2 new, 0 changed, 0 unchanged.")
    assert innograph("ingest", ".", cwd=tmp_path).stderr.startswith(
        "2 files: 0 new, 0 changed, 2 unchanged."
    )


def test_read_written_forgotten_and_read_again_it_is_the_same(sample_store, tmp_path):
    """The bytes of an export do not know how the store came about."""
    texts = copy_samples(tmp_path / "texts")
    innograph("export", "first.trig", "--store", sample_store, cwd=tmp_path)
    expected = (tmp_path / "first.trig").read_bytes()
    innograph("import", "first.trig", "--store", "copy", cwd=tmp_path)
    with open_store(str(tmp_path / "copy")):  # so that the commands join its engine
        change_and_compare(texts, expected, tmp_path)


def change_and_compare(texts, expected, tmp_path):
    innograph(
        "forget",
        "wangchuan-work-report-2025",
        "临澜：一瓶海藻提取液的“中试之旅”",
        "--store",
        "copy",
        cwd=tmp_path,
    )
    assert innograph("ingest", texts, "--store", "copy", cwd=tmp_path).stderr.startswith(
        "12 files: 2 new, 0 changed, 10 unchanged."
    )
    innograph("export", "second.trig", "--store", "copy", cwd=tmp_path)
    assert (tmp_path / "second.trig").read_bytes() == expected
    innograph("extract", texts, "--out", "read", "--form", "jsonl", cwd=tmp_path)
    lines = sorted((tmp_path / "read").iterdir())
    done = innograph("import", *lines, "--store", "copy", cwd=tmp_path)
    assert done.stderr == "12 documents: 0 new, 0 changed, 12 unchanged.\n"
    assert "nothing wrong" in innograph("validate", "--store", "copy", cwd=tmp_path).stderr


def test_extract_refuses_two_texts_that_would_be_one_file(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(sample_texts()[0], tmp_path / folder / "plan.txt")
    done = innograph("extract", "a", "b", "--out", "read", cwd=tmp_path, code=2)
    assert "a/plan.txt and b/plan.txt would both be written to plan" in done.stderr
    assert not (tmp_path / "read").exists()


def test_ask_alone_lists_the_questions_in_both_languages():
    done = innograph("ask")
    for question in load_catalogue().values():
        for text in (question.id, *question.title):
            assert text in done.stdout
    assert len(json.loads(innograph("ask", "-f", "json").stdout)) == len(load_catalogue())


def test_ask_about_tells_what_a_question_takes_and_its_example_answers(sample_store):
    question = load_catalogue()["platforms-of-industry"]
    said = innograph("ask", "3", "--about").stdout
    for words in (
        *question.title,
        *question.explanation,
        *(c.meaning.zh for c in question.columns),
    ):
        assert words in said
    *_, example = said.splitlines()
    call = example.split()
    assert call.pop(0) == "innograph"
    assert len(innograph(*call, "-f", "jsonl", "--store", sample_store).stdout.splitlines()) > 1


@pytest.mark.parametrize("language", ["cypher", "sparql"])
def test_an_explained_query_can_be_pasted_back(sample_store, language):
    call = ("ask", "3", "-p", "industry=航空发动机", "-l", language, "--store", sample_store)
    answer = json.loads(innograph(*call, "-f", "json").stdout)
    query = innograph(*call, "--explain").stdout
    pasted = innograph(language, "-", "-f", "json", "--store", sample_store, given=query).stdout
    assert sorted(row["claim"] for row in json.loads(pasted)) == sorted(r["claim"] for r in answer)


def on_a_terminal(columns, *arguments, cwd, answer=b""):
    """What a person sees on a terminal of so many columns; both streams are the terminal. `answer` is
    typed when a question, which ends in a colon and a space, is there."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(cwd)
        os.execve(BIN / "innograph", ["innograph", *arguments], environment(TERM="xterm"))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    seen = b""
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:  # how Linux says that the other side has closed
            break
        if not part:
            break
        seen += part
        if answer and seen.endswith(b": "):
            os.write(terminal, answer + b"\n")
            answer = b""
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    return seen.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [60, 80, 120, 220])
def test_no_column_is_lost_on_a_narrow_terminal(sample_store, tmp_path, columns):
    call = ("ask", "3", "-p", "industry=航空发动机", "--store", sample_store)
    seen = on_a_terminal(columns, *call, cwd=tmp_path)
    done = innograph(*call, "-f", "jsonl")
    record, said = json.loads(done.stdout.splitlines()[0]), done.stderr.splitlines()
    for name in ("platform", "status", "sentence", "published"):
        assert name in seen
    for name in ("platform", "document", "published"):
        assert record[name] in seen
    rows = [line for line in seen.splitlines() if line not in said]
    assert max(cell_len(line) for line in rows) <= columns


def test_progress_shows_on_a_terminal_and_nowhere_else(tmp_path):
    copy_samples(tmp_path / "texts", 3)
    seen = on_a_terminal(80, "ingest", "texts", cwd=tmp_path)
    assert "Reading" in seen
    assert "3/3" in seen
    assert "Reading" not in innograph("ingest", "texts", "--force", cwd=tmp_path).stderr


@pytest.mark.xdist_group("neo4j-2026")  # where test_readonly has a server with a password
def test_a_password_is_asked_for_on_a_terminal_and_not_shown(neo4j_servers, tmp_path):
    server = neo4j_servers.get("2026.09.0", password=True)
    where = server.uri.replace("bolt://", "bolt://neo4j@")
    call = ("status", "-f", "csv", "--store", where)
    seen = on_a_terminal(80, *call, cwd=tmp_path, answer=PASSWORD.encode())
    assert f"Password of neo4j at {server.uri}: " in seen
    assert "record,documents,0" in seen
    assert PASSWORD not in seen
    done = innograph("status", "--store", where, code=1)  # nobody is there to ask
    assert "INNOGRAPH_PASSWORD" in done.stderr
    given = innograph("status", "--store", server.uri, INNOGRAPH_PASSWORD=PASSWORD)
    assert PASSWORD not in given.stdout + given.stderr


def test_the_five_jobs_on_every_engine(address, tmp_path):
    innograph("ingest", *sample_texts(), INNOGRAPH_STORE=address)
    rows = [
        json.loads(innograph(*call, "-f", "json", INNOGRAPH_STORE=address).stdout)
        for call in (
            ("ask", "platform-industry-links"),
            ("cypher", FACTS),
            ("sparql", "SELECT ?f { ?x inno:focusesOn ?f }"),
        )
    ]
    assert all(rows)
    innograph("view", "graph", cwd=tmp_path, INNOGRAPH_STORE=address)
    innograph("export", "graph.nq", cwd=tmp_path, INNOGRAPH_STORE=address)
    assert all((tmp_path / name).stat().st_size > 1000 for name in ("graph.html", "graph.nq"))
