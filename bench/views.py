"""The graph view in a real browser against pyvis's own page: first draw, frames, bytes."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bench.measure import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

SIZES = (100, 1000, 5000, 20_000)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 2.0
_PATIENCE = 120.0
_MARK = "() => performance.getEntriesByName('innograph-drawn')[0]?.startTime ?? 0"

# pyvis's page has its network as a global; ours says when it has drawn, and hands its network out.
_WATCH = """
const timer = setInterval(() => {
  if (typeof network === "undefined" || !network) return;
  clearInterval(timer);
  network.once("afterDrawing", () => performance.mark("innograph-drawn"));
  network.redraw();
}, 4);
"""
# Beyond 1,000 nodes our page opens with groups: frames are counted with all nodes drawn, as pyvis does.
_ALL = """() => new Promise((done) => {
  const chooser = document.getElementById("group-by");
  if (!chooser) { done(0); return; }
  const start = performance.now();
  document.getElementById("canvas").innograph.drawing.network.once(
    "afterDrawing", () => done(performance.now() - start));
  chooser.value = "none";
  chooser.dispatchEvent(new Event("change"));
})"""
_FRAMES = """(milliseconds) => new Promise((done) => {
  const net = document.getElementById("canvas")?.innograph.drawing.network || network;
  const scale = net.getScale();
  const start = performance.now();
  let frames = 0;
  const step = () => {
    const spent = performance.now() - start;
    if (spent > milliseconds) { done(frames * 1000 / spent); return; }
    frames += 1;
    net.moveTo({ scale: scale * (1 + 0.3 * Math.sin(spent / 200)), animation: false });
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


def measure(times: int) -> Iterator[Measured]:
    """Positions are given to both and physics is off: pyvis's default takes minutes."""
    del times
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("INNOGRAPH_CHROMIUM"), *map(shutil.which, _BROWSERS))
    found = next(filter(None, names), None)
    if not found:
        raise click.ClickException(f"No browser: none of {', '.join(_BROWSERS)} is on the path.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for size in SIZES:
            ours, theirs = _pages(size, Path(folder))
            yield from _compared(size, _seen(browser, ours), _seen(browser, theirs))
        browser.close()


def _compared(size: int, ours: _Seen, theirs: _Seen) -> Iterator[Measured]:
    units = (
        ("first draw", "s", 2),
        ("all nodes", "s", 2),
        ("frames a second", "", 0),
        ("size", "kB", 0),
    )
    for (what, unit, digits), mine, other in zip(units, ours, theirs, strict=True):
        yield Measured(
            f"{size:,} nodes: {what}",
            f"{mine:,.{digits}f} {unit}".strip(),
            f"pyvis's page: {other:,.{digits}f} {unit}".strip(),
            mine / max(other, 0.001),
        )


# Seconds to the first draw and to all nodes, frames a second, kB.
_Seen = tuple[float, float, float, float]


def _seen(browser: Any, file: Path) -> _Seen:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(120_000)
    if file.name.startswith("pyvis"):
        page.add_init_script(_WATCH)
    page.goto(file.as_uri(), wait_until="commit")
    drawn = _drawn(page)
    ungrouped = page.evaluate(_ALL) / 1000
    frames = page.evaluate(_FRAMES, _SECONDS * 1000)
    context.close()
    return drawn, drawn + ungrouped, frames, file.stat().st_size / 1000


def _drawn(page: Any) -> float:
    """Seconds to the first draw. Asked from outside: what waits inside the page is made of text, and
    our pages allow no script to be made of text."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if found := page.evaluate(_MARK):
            return float(found) / 1000
        time.sleep(0.05)
    raise click.ClickException(f"{page.url} was not drawn within {_PATIENCE:.0f} s.")


def _pages(size: int, folder: Path) -> tuple[Path, Path]:
    from pyvis.network import Network  # type: ignore[import-untyped, unused-ignore]

    from innograph.viz.graph_page import write_graph

    graph = _graph(size)
    ours, theirs = folder / f"ours-{size}.html", folder / f"pyvis-{size}.html"
    write_graph(graph, ours, title=f"{size}", limit=size)
    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    network.options.physics.enabled = False
    chance = random.Random(1)
    nodes = {key: number for number, key in enumerate(sorted(graph))}
    network.nodes = [
        {"id": number, "label": graph.nodes[key]["name"], "shape": "dot", "size": 8,
         "x": chance.uniform(-3000, 3000), "y": chance.uniform(-2000, 2000)}
        for key, number in nodes.items()
    ]  # fmt: skip
    network.edges = [{"from": nodes[a], "to": nodes[b], "arrows": "to"} for a, b in graph.edges()]
    theirs.write_text(network.generate_html(), encoding="utf-8")
    return ours, theirs


def _graph(size: int) -> nx.MultiDiGraph[str]:
    """Platforms with one or two industries each, every link with a sentence."""
    import networkx as nx

    chance = random.Random(size)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(documents=50)
    fields = [f"Field//产业领域第{i}号" for i in range(size // 4)]
    platforms = [f"Platform//望川市第{i}号概念验证中心" for i in range(size - len(fields))]
    for key in (*fields, *platforms):
        top, _, name = key.split("/")
        cls = "Industry" if top == "Field" else "ProofOfConceptCenter"
        graph.add_node(key, name=name, cls=cls, top=top, aliases=[], denotes="individual", scope="")
    for i, platform in enumerate(platforms):
        chosen = {fields[i % len(fields)], chance.choice(fields)}
        for field in sorted(chosen):
            graph.add_edge(platform, field, key=f"{platform}|{field}", **_fact(platform, field))
    return graph


def _fact(platform: str, field: str) -> dict[str, Any]:
    planned = _number(platform) % 3 == 0
    status = "Planned" if planned else "Achieved"
    claim = {
        "id": f"{platform}|{field}", "quote": f"{platform[10:]}建成投用，面向{field[7:]}。",
        "cue": "建成投用", "status": status, "document": f"plan-{len(field)}", "title": "行动方案",
        "published": "2024-05-17", "place": "望川市", "open": False, "start": 0, "end": 9,
    }  # fmt: skip
    relationship = "INTENDED_FOCUSES_ON" if planned else "FOCUSES_ON"
    return {
        "predicate": "focusesOn", "relationship": relationship, "status": status,
        "intended": planned, "open": False, "claims": [claim],
    }  # fmt: skip


def _number(text: str) -> int:
    """A number of a text that is the same in every process."""
    return sum(map(ord, text))
