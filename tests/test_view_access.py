"""axe-core finds nothing serious in any view, in either theme."""

from __future__ import annotations

import pytest
from axe import findings
from view_graphs import large, written

from innograph.viz.atlas import write_atlas

FIRST = {
    "matrix": ".grid tfoot td",
    "graph": "#panel .link",
    "flow": ".bar",
    "promises": ".promise",
    "numbers": ".dot[data-dot]",
    "reader": ".stated",
}


@pytest.fixture(scope="module")
def atlas(graph, tmp_path_factory):
    out = tmp_path_factory.mktemp("atlas") / "atlas.html"
    write_atlas(graph, out, title="图集")
    return out


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", FIRST)
def test_nothing_serious_in_a_view_and_its_evidence(shown, atlas, view, theme):
    page = shown(atlas, link=f"#view={view}", color_scheme=theme, bypass_csp=True)
    page.locator(FIRST[view]).first.click()
    assert page.locator("#panel .claim").count() > 0
    assert findings(page) == []


def test_nothing_serious_in_a_graph_of_thousands(shown, tmp_path):
    out, _ = written(large(1500), tmp_path, limit=5000)
    assert findings(shown(out, bypass_csp=True)) == []
