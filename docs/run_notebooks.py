"""Runs the notebooks and keeps what they show: python -m docs.run_notebooks (make notebooks)."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import nbclient
import nbformat

FOLDER = Path(__file__).resolve().parent / "notebooks"


def notebooks() -> list[Path]:
    """The shipped ones, in the order in which they are to be read."""
    return sorted(FOLDER.glob("*.ipynb"))


def executed(path: Path) -> Any:
    """The notebook with the outputs of a run from top to bottom, in an empty folder.

    Raises nbclient's CellExecutionError where a cell fails. Nothing in the result is of the hour.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        client = nbclient.NotebookClient(
            notebook,
            timeout=120,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,  # a kernel under load sends what one cell prints in pieces
            resources={"metadata": {"path": folder}},
        )
        client.execute()
    notebook.metadata.pop("language_info", None)  # the version of whoever ran it
    return notebook


def main() -> None:
    """Write each notebook anew."""
    for path in notebooks():
        notebook = executed(path)
        nbformat.validate(notebook)
        path.write_text(nbformat.writes(notebook, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
