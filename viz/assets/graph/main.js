// The graph view: one model, one `update` that brings the page in line with it.
VIEWS.graph = (data) => {
  const model = makeModel(data);
  const drawing = makeDrawing(model);
  makeLabels(model, drawing);
  const parts = {};

  const update = () => {
    updateSeen(model);
    redraw(model, drawing);
    parts.filters();
    fillPanel(model, pick);
    fillTable(model, pick);
    showCounts(model);
    parts.groups();
    byId("neighbours").disabled = !model.near && !model.neighbours;
    byId("neighbours").setAttribute("aria-pressed", String(model.neighbours));
  };

  const pick = (picked, { move = false, link = true } = {}) => {
    model.picked = pathPick(model, picked);
    picked = model.picked;
    if (!isLinked(model)) model.neighbours = false;
    openFor(model, picked);
    update();
    if (link) writeLink(picked);
    if (isLinked(model)) {
      if (model.neighbours) fit(model, drawing);
      else if (move) show(drawing, placesOfPicked(model, picked));
    }
  };

  parts.filters = makeFilters(model, update);
  parts.search = makeSearch(model, pick);
  bindTools(model, drawing, { pick, update, search: parts.search });
  bindCanvas(model, drawing, pick);
  parts.groups = bindGroups(model, drawing, pick);
  fillNotices(model);
  if (matchMedia("(max-width: 62rem)").matches) byId("filters").open = false;
  page.onChange((what) => {
    update();
    fillNotices(model);
    parts.search();
  });
  page.onLink((id) => readLink(model, pick, id));
  drawing.network.once("afterDrawing", () => performance.mark("innograph-drawn"));
  drawnOnce(drawing, () => {
    drawing.network.setData({ nodes: drawing.nodes, edges: drawing.edges });
    update();
    fit(model, drawing, false);
  });
  byId("canvas").innograph = { model, drawing }; // for the console, and for tests
};

function bindCanvas(model, drawing, pick) {
  const { network } = drawing;
  network.on("click", ({ nodes, edges, ring }) => {
    const item = nodes.length ? itemOf(model, nodes[0]) : null;
    if (item && item.members) model.turnGroup(item, true);
    else if (ring) pick({ kind: "group", item: ring });
    else if (nodes.length) pick({ kind: "node", item: model.nodes[nodes[0]] });
    else if (edges.length) pick({ kind: "edge", item: model.edges[edges[0]] });
    else pick(null);
  });
  const hover = (node) => { model.hovered = node; network.redraw(); };
  network.on("hoverNode", ({ node }) => hover(itemOf(model, node)));
  network.on("blurNode", () => hover(null));
}

function bindTools(model, drawing, { pick, update, search }) {
  const on = (id, act) => byId(id).addEventListener("click", act);
  on("fit", () => fit(model, drawing));
  on("zoom-in", () => zoom(drawing, 1.4));
  on("zoom-out", () => zoom(drawing, 1 / 1.4));
  on("neighbours", () => {
    model.neighbours = !model.neighbours;
    update();
    fit(model, drawing);
  });
  on("show-table", () => {
    const open = byId("table").hidden;
    byId("table").hidden = !open;
    byId("canvas").hidden = open;
    byId("show-table").setAttribute("aria-pressed", String(open));
    update();
  });
  on("reset", () => {
    for (const set of Object.values(model.off)) set.clear();
    model.neighbours = false;
    model.pathFrom = null;
    byId("search").value = "";
    search();
    pick(null);
    fit(model, drawing);
  });
  on("png", () => savePng(document.title));
  on("print", () => print());
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target !== byId("search") && model.picked) pick(null);
  });
}

function placesOfPicked(model, { kind, item, from, path }) {
  if (kind === "path") return [from, ...path.map((step) => step.to)];
  return kind === "node" ? [item] : kind === "no-path" ? [from, item] : ends(model, item);
}

function showCounts(model) {
  const edges = [...model.seenEdges];
  const facts = edges.filter((edge) => !edge.intended).length;
  byId("shown").textContent = t("shown", { nodes: model.seenNodes.size, edges: edges.length, facts, intended: edges.length - facts });
  byId("canvas").setAttribute("aria-label", t("stage-label", { nodes: model.seenNodes.size, edges: edges.length }));
}

function fillNotices(model, extra = null) {
  byId("notices").replaceChildren(...noticeList(model.data), ...(extra ? [notice(extra)] : []));
}

// Deep links: #id= an entity, a fact or a claim.
function writeLink(picked) {
  const id = picked && (picked.claim || picked.item.key);
  try {
    history.replaceState(null, "", id ? `#id=${encodeURIComponent(id)}` : page.names.length > 1 ? "#view=graph" : location.pathname + location.search);
  } catch { /* a sandboxed frame has no history */ }
}

function readLink(model, pick, id) {
  const found = findById(model, id);
  if (found) pick(found, { move: true, link: false });
  fillNotices(model, found ? null : t("not-here", { id }));
}
