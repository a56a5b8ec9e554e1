"""Java programs for tests, as folders of jars from Maven Central, fetched once a machine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

# By default Maven waits half an hour for a server that has stopped sending.
PATIENCE = ["-Dmaven.wagon.rto=60000", "-Daether.connector.requestTimeout=60000"]
LIMIT = 500  # seconds for all jars of a program; 60 are usual for the largest


class Missing(Exception):
    """What a program for tests needs and this machine has not, in one sentence."""


def fetch_jars(name: str, version: str) -> Path:
    """The folder of the jars of NAME/pom.xml beside this file, which asks for ${NAME.version}."""
    cache = user_cache_path("innograph-tests") / name
    folder = cache / version
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{version}.lock"):
        if not folder.exists():
            fresh = cache / f"{version}.new"
            shutil.rmtree(fresh, ignore_errors=True)
            _fetch(name, version, fresh)
            fresh.rename(folder)
    return folder


def _fetch(name: str, version: str, folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing(f"{name} {version} is fetched with Maven, and mvn is not on the path.")
    pom = Path(__file__).with_name(name) / "pom.xml"
    command = [maven, "-B", "-q", "-f", str(pom), f"-D{name}.version={version}", *PATIENCE]
    command += ["dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        raise Missing(f"Maven did not fetch {name} {version} within {LIMIT} s.") from None
    if done.returncode != 0:
        said = [line for line in done.stdout.splitlines() if "ERROR" in line]
        raise Missing(f"Maven did not fetch {name} {version}: {said[0] if said else done.stderr}")
