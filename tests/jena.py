"""Apache Jena for tests: its jars from Maven Central, its strict parser, and its SPARQL engine.

The parser runs as Jena's own command; queries run in one Java machine inside a Python process of
its own (jena_answers.py), since ten starts of a command would take half a minute.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from maven import Missing, fetch_jars
from neo4j_server import find_java

VERSION = "5.6.0"
ANSWERS = Path(__file__).with_name("jena_answers.py")
_COUNT = re.compile(r"^(\S+)\s*: (?:Triples|Quads) = ([\d,]+)$", re.MULTILINE)
# What the command says besides its counts: nothing may be said of a file but that it is read.
_TALK = re.compile(
    r"^(?:\[main\] INFO org\.apache\.jena\.riot - File: .*|Total\s*:.*)\n?", re.MULTILINE
)


def check_strictly(paths):
    """The number of statements of each file by name, and all that the strict parser says else."""
    command = [find_java("5."), "-cp", f"{_jars()}/*", "riotcmd.riot", "--validate", "--strict"]
    done = subprocess.run([*command, "--count", *paths], capture_output=True, text=True)
    said = _TALK.sub("", done.stdout + done.stderr)
    counts = {Path(name).name: int(n.replace(",", "")) for name, n in _COUNT.findall(said)}
    return counts, _COUNT.sub("", said).strip()


def answers(data, queries):
    """The answers of SELECT queries over the union of a file's graphs, as SPARQL JSON results."""
    given = {"jvm": _machine(), "jars": str(_jars()), "data": str(data), "queries": queries}
    done = subprocess.run(
        [sys.executable, ANSWERS], input=json.dumps(given), capture_output=True, text=True
    )
    if done.returncode:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


def _machine():
    """The library of the same Java that runs the command."""
    home = Path(find_java("5.")).resolve().parent.parent
    found = sorted(home.glob("lib/server/*jvm.*")) + sorted(home.glob("bin/server/jvm.dll"))
    if not found:
        raise Missing(f"{home} has no Java machine to load.")
    return str(found[0])


def _jars():
    return fetch_jars("jena", VERSION)
