"""axe-core on a page. It comes with a Python package of the development extras and never goes into a
page of ours."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
BAD = ("serious", "critical")


def findings(page):
    """What is wrong, with the element that axe-core names first."""
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        (each["id"], each["nodes"][0]["html"][:200])
        for each in result["violations"]
        if each["impact"] in BAD
    ]
