"""`python -m bench.shards FOLDER --engine spark`: an engine whose worker and whose driver are killed.

Three runs of `innograph extract` over the folder: in one process and left alone; on the engine, with
one of its two workers killed; on the engine, with the driver killed and started again. The shards of
all three have to be the same, byte for byte, and nothing may listen beyond loopback.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import click
import psutil

# What the command line of an engine's working process holds.
MARKS = {
    "processes": "spawn_main",
    "dask": "spawn_main",
    "spark": "pyspark.daemon",
}


class Run:
    """The command as a process, watched while it runs."""

    def __init__(self, folder: Path, out: Path, size: int, *more: str) -> None:
        self.out = out
        self.began = time.monotonic()
        self.addresses: set[str] = set()
        command = [sys.executable, "-m", "innograph", "extract", str(folder), "--out", str(out)]
        cut = ["--form", "parquet", "--shard-size", str(size)]
        self.process = psutil.Popen(
            [*command, *cut, *more], stderr=subprocess.PIPE, text=True, cwd=out.parent
        )

    def until(self, shards: int) -> bool:
        """Wait for so many shards; whether the run goes on."""
        while self.process.poll() is None and self.shards() < shards:
            self.look()
            time.sleep(1)
        return self.process.poll() is None

    def shards(self) -> int:
        return len(list(self.out.glob("*.manifest.json")))

    def family(self) -> list[psutil.Process]:
        with suppress(psutil.Error):
            return [self.process, *self.process.children(recursive=True)]
        return []

    def look(self) -> None:
        """Note what listens."""
        for process in self.family():
            with suppress(psutil.Error):
                for socket in process.net_connections("inet"):
                    if socket.status == psutil.CONN_LISTEN:
                        self.addresses.add(socket.laddr.ip)

    def workers(self, mark: str) -> list[psutil.Process]:
        found = []
        for process in self.family():
            with suppress(psutil.Error):
                if mark in " ".join(process.cmdline()):
                    found.append(process)
        return found

    def end(self) -> tuple[float, str]:
        """Seconds, and the last line that was said; all of it where the run failed."""
        _, said = self.process.communicate()
        spent = time.monotonic() - self.began
        return spent, said if self.process.returncode else (said.splitlines() or [""])[-1]


def contents(folder: Path) -> dict[str, bytes]:
    """The files, without what a killed process had begun."""
    return {f.name: f.read_bytes() for f in folder.iterdir() if not f.name.endswith(".part")}


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--engine", type=click.Choice(list(MARKS)), default="processes", show_default=True)
@click.option("--shard-size", default=5, show_default=True)
def main(folder: Path, engine: str, shard_size: int) -> None:
    """Say what was seen; exit with 1 where outputs differ or something listens too widely."""
    folder = folder.resolve()
    on_engine = ("--engine", engine, "--workers", "2")
    with tempfile.TemporaryDirectory() as name:
        alone = Run(folder, Path(name) / "alone", shard_size, "--workers", "1")
        seconds, said = alone.end()
        click.echo(f"one process: {seconds:.1f} s; {said}")
        wanted = contents(alone.out)

        worker = Run(folder, Path(name) / "worker", shard_size, *on_engine)
        worker.until(1)
        if victims := worker.workers(MARKS[engine]):
            victims[-1].kill()
        worker.until(sys.maxsize)
        seconds, said = worker.end()
        same = contents(worker.out) == wanted
        click.echo(f"{engine}, a worker killed: {seconds:.1f} s; {said}; equal: {same}")

        driver = Run(folder, Path(name) / "driver", shard_size, *on_engine)
        driver.until(2)
        family = driver.family()
        driver.process.kill()
        driver.process.wait()
        psutil.wait_procs(family, timeout=30)
        left = [process for process in family if process.is_running()]
        there = driver.shards()
        again = Run(folder, driver.out, shard_size, *on_engine)
        again.until(sys.maxsize)
        seconds, said = again.end()
        same_again = contents(again.out) == wanted
        click.echo(
            f"{engine}, the driver killed at {there} shards ({len(left)} processes left after 30 s) "
            f"and started again: {seconds:.1f} s; {said}; equal: {same_again}"
        )
        listening = worker.addresses | driver.addresses | again.addresses
        click.echo(f"{engine} listened on: {', '.join(sorted(listening)) or 'nothing'}")
        shutil.rmtree(name)
        Path(name).mkdir()
    loopback = listening <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}
    sys.exit(0 if same and same_again and loopback else 1)


if __name__ == "__main__":
    main()
