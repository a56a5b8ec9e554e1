"""`innograph demo` is what a newcomer runs first, and perhaps twice."""

from __future__ import annotations

from command import BIN, innograph, process, sample_texts, shell

COLUMNS = ["platform", "class", "industry", "status", "cue", "document", "sentence"]


def test_the_demo_goes_the_whole_way_also_twice(tmp_path):
    first = innograph("demo", cwd=tmp_path)
    head, line, *rows = first.stdout.splitlines()
    assert head.split() == COLUMNS
    assert set(line) == {"─"}
    assert any("临澜生物医药中试平台" in row and "Achieved" in row for row in rows)
    assert any("Planned" in row for row in rows)
    told = first.stderr.splitlines()
    assert told[-4] == "Next:"
    assert all(line.startswith("  innograph ") for line in told[-3:])
    folder = tmp_path / "innograph-demo"
    pages = (
        "matrix.html",
        "graph.html",
        "flow.html",
        "promises.html",
        "numbers.html",
        "atlas.html",
    )
    names = (*pages, "graph.ttl", "graph.trig")
    before = {name: (folder / name).read_bytes() for name in names}
    assert all(len(content) > 10_000 for content in before.values())
    assert [f.name for f in sorted((folder / "texts").iterdir())] == [
        f.name for f in sample_texts()
    ]
    again = innograph("demo", cwd=tmp_path)
    assert again.stdout == first.stdout
    assert "12 files: 0 new, 0 changed, 12 unchanged." in again.stderr
    assert {name: (folder / name).read_bytes() for name in names} == before
    innograph(*told[-2].split()[1:], cwd=tmp_path)  # as printed


def test_what_to_type_next_works_also_where_the_environment_is_not_active(tmp_path):
    done = process(BIN / "innograph", "demo", cwd=tmp_path, PATH="/usr/bin:/bin")
    last = done.stderr.splitlines()[-2].strip()
    assert last.startswith(f"{BIN / 'innograph'} ask ")
    assert "航空发动机" in shell(last, cwd=tmp_path, PATH="/usr/bin:/bin").stdout


def test_the_demo_leaves_other_peoples_folders_alone(tmp_path):
    (tmp_path / "graph.html").write_text("mine", encoding="utf-8")
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    done = innograph("demo", "--out", tmp_path, code=2)
    assert "holds other things (thesis.txt)" in done.stderr
    assert (tmp_path / "graph.html").read_text(encoding="utf-8") == "mine"
