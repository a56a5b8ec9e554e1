"""`python -m bench.killed FOLDER`: `innograph ingest` killed with -9 at random moments, and resumed.

Two stores: one by a run that nothing disturbs, one by runs of which all but the last are killed, every
other time together with the engine. The exports (TrIG, sorted) have to be the same bytes.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import psutil


def innograph(store: Path, *arguments: str | Path) -> list[str | Path]:
    """The command as this Python runs it."""
    return [sys.executable, "-m", "innograph", "--store", str(store), *arguments]


def ingest(store: Path, folder: Path, workers: int) -> psutil.Popen:
    """Begin to read."""
    command = innograph(store, "ingest", folder, "--workers", str(workers))
    return psutil.Popen(command, stderr=subprocess.PIPE, text=True)


def export(store: Path, file: Path) -> bytes:
    subprocess.run(innograph(store, "export", file), check=True, capture_output=True)
    return file.read_bytes()


def kill(run: psutil.Popen, *, engine: bool) -> None:
    """The command; the processes that read end with it. The engine too, if it is to go."""
    family = run.children(recursive=True) if engine else []
    run.kill()
    for process in family:
        process.kill()
    run.communicate()


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--kills", default=3, show_default=True)
@click.option("--workers", default=2, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(folder: Path, kills: int, workers: int, seed: int) -> None:
    """Say what was seen; exit with 1 where the exports differ."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        here = Path(name)
        began = time.monotonic()
        _, said = ingest(here / "whole", folder, workers).communicate()
        took = time.monotonic() - began
        click.echo(f"undisturbed, {took:.0f} s: {said.splitlines()[-1]}")
        wanted = export(here / "whole", here / "whole.trig")
        done = 0
        while done < kills:
            run = ingest(here / "killed", folder, workers)
            # What is loaded is not read again: all together they take no longer than one run.
            moment = chance.uniform(0.2, 0.9) * took / kills
            try:
                run.wait(moment)
            except psutil.TimeoutExpired:
                kill(run, engine=done % 2 == 1)
                done += 1
                click.echo(f"killed after {moment:.0f} s" + (", with its engine" * (done % 2 == 0)))
            else:
                click.echo(f"ended before {moment:.0f} s were over: {kills - done} kills left out")
                break
        _, said = ingest(here / "killed", folder, workers).communicate()
        click.echo(f"resumed: {said.splitlines()[-1]}")
        found = export(here / "killed", here / "killed.trig")
    click.echo(f"{len(wanted):,} bytes of TrIG; equal: {found == wanted}")
    sys.exit(0 if found == wanted else 1)


if __name__ == "__main__":
    main()
