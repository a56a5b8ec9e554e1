"""The `innograph` command as a user types it: with its streams, its exit code and its environment.

`innograph` calls it in this process, which spares a second of imports a call; `process` runs it as
one of its own, for what only a process has: a locale, a pipe, a terminal.
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from innograph.cli.main import main

BIN = Path(sys.executable).parent
SAMPLES = Path(__file__).resolve().parent.parent / "samples"
# What the machine of a developer may have set.
_OWN = ("INNOGRAPH_", "NEO4J_", "PYTHONIOENCODING", "COLUMNS")


@dataclass
class Done:
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str


def environment(**more):
    """The environment without settings of innograph, and with the command on the path."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    return kept | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"} | more


def innograph(*arguments, cwd=".", given="", code=0, **more):
    """Run a command; the exit code is checked, and that no traceback is shown."""
    data = given.encode() if isinstance(given, str) else given
    streams = [io.TextIOWrapper(io.BytesIO(part), encoding="utf-8") for part in (data, b"", b"")]
    wanted = environment(**more)
    kept = dict(os.environ), sys.argv, (sys.stdin, sys.stdout, sys.stderr)
    try:
        os.environ.clear()
        os.environ.update(wanted)
        sys.argv = ["innograph", *map(str, arguments)]
        sys.stdin, sys.stdout, sys.stderr = streams
        with contextlib.chdir(cwd):
            main()
    except SystemExit as end:
        found = end.code
    finally:
        os.environ.clear()
        os.environ.update(kept[0])
        sys.argv = kept[1]
        sys.stdin, sys.stdout, sys.stderr = kept[2]
    return _checked(Done(found, *map(_written, streams[1:])), arguments, code)


def process(*command, cwd=None, code=0, **more):
    """Run a command line of any kind as a process, under a clean environment."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(**more),
        check=False,
    )
    found = Done(done.returncode, done.stdout.decode(), done.stderr.decode())
    return _checked(found, command, code)


def shell(line, *, cwd=None, **more):
    """Run a line as typed into a shell; each part of it has to succeed."""
    return process("bash", "-euo", "pipefail", "-c", line, cwd=cwd, **more)


def typed(line, *, cwd, **more):
    """Run a line of calls of innograph, joined by && or not, in this process; all that they said."""
    said = ""
    for call in line.split(" && "):
        name, *arguments = shlex.split(call)
        assert name == "innograph", call
        done = innograph(*arguments, cwd=cwd, **more)
        said += done.stdout + done.stderr
    return said


def sample_texts():
    """The shipped texts."""
    texts = (file for file in SAMPLES.glob("*.*") if file.suffix in {".md", ".txt"})
    return sorted(file for file in texts if file.stem != "README")


def copy_samples(folder, count=None):
    """The shipped texts, or the first of them, in a folder of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in sample_texts()[:count]:
        shutil.copy(text, folder)
    return folder


def _written(stream):
    stream.flush()
    return stream.buffer.getvalue().decode()


def _checked(done, arguments, code):
    assert done.code == code, f"{arguments}: {done.code}\n{done.stderr}"
    assert "Traceback" not in done.stderr
    return done
