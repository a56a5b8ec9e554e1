// vis-network draws nodes and lines; labels are drawn over it (labels.js), so it gets no text at all.
const FADED = 0.13;

const MANY = 600; // links: from here on only those of what is picked get arrow heads

function makeDrawing(model) {
  if (model.data.many) return makeMany(model);
  const drawing = { nodes: new vis.DataSet(), edges: new vis.DataSet(), looks: new Map() };
  const place = ({ x, y, shape, size }) => ({ x, y, shape, size });
  const run = ({ from, to, dashes, smooth }) => ({ from, to, dashes, smooth });
  const looks = lookChanges(model, drawing);
  drawing.nodes.add(looks.nodes.map((look) => ({ ...place(model.nodes[look.id]), ...look })));
  drawing.edges.add(looks.edges.map((look) => ({ ...run(model.edges[look.id]), ...look })));
  drawing.network = new vis.Network(byId("canvas"), { nodes: [], edges: [] }, model.data.options);
  return drawing;
}

// vis-network draws at once after each change of its data; several changes are to be one drawing.
function drawnOnce(drawing, act) {
  const { renderer } = drawing.network;
  const before = renderer.allowRedraw;
  renderer.allowRedraw = false;
  act();
  renderer.allowRedraw = before;
  if (before) drawing.network.redraw();
}

function nodeLook(model, node) {
  const colour = page.colour(node.top);
  const picked = model.picked && model.picked.item === node;
  return {
    hidden: !model.seenNodes.has(node),
    opacity: model.near && !model.near.has(node) ? FADED : 1,
    borderWidth: picked ? 4 : 1.5,
    color: { background: colour, border: picked ? page.surface().text : page.surface().page },
  };
}

function edgeLook(model, edge) {
  const stressed = isStressed(model, edge);
  const colours = page.surface();
  const picked = model.picked && model.picked.item === edge;
  const linked = isLinked(model);
  const many = model.edges.length > MANY;
  // Hundreds of lines at full strength would hide the nodes.
  const rest = many ? 0.38 : model.edges.length > 150 ? 0.6 : 0.85;
  return {
    hidden: !model.seenEdges.has(edge),
    arrows: many && !(linked && stressed) ? "" : edge.arrows,
    width: picked ? edge.width + 2.5 : edge.width,
    color: {
      color: edge.intended ? colours.intended : colours.fact,
      opacity: !linked ? rest : stressed ? 1 : FADED,
    },
  };
}

// Only what looks different goes to vis-network: a thousand updates take longer than a click should.
function lookChanges(model, drawing) {
  const changes = (prefix, items, look) => items.flatMap((item) => {
    const now = { id: item.id, ...look(model, item) };
    const text = JSON.stringify(now);
    if (drawing.looks.get(prefix + item.id) === text) return [];
    drawing.looks.set(prefix + item.id, text);
    return [now];
  });
  return { nodes: changes("n", model.nodes, nodeLook), edges: changes("e", model.edges, edgeLook) };
}

function redraw(model, drawing) {
  if (drawing.many) return drawing.network.redraw();
  drawnOnce(drawing, () => {
    const { nodes, edges } = lookChanges(model, drawing);
    if (nodes.length) drawing.nodes.update(nodes);
    if (edges.length) drawing.edges.update(edges);
  });
  return null;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const motion = () => (calm() ? false : { duration: 350, easingFunction: "easeInOutQuad" });

function fit(model, drawing, animated = true) {
  drawing.network.fit({
    nodes: model.drawnNodes.map((node) => node.id),
    maxZoomLevel: 1.6,
    animation: animated && motion(),
  });
}

function zoom(drawing, factor) {
  drawing.network.moveTo({ scale: drawing.network.getScale() * factor, animation: motion() });
}

function show(drawing, nodes) {
  const { network } = drawing;
  const places = nodes.map((node) => network.getPosition(node.id));
  const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  network.moveTo({
    position: { x: mean("x"), y: mean("y") },
    scale: Math.max(network.getScale(), 1),
    animation: motion(),
  });
}

// The canvas has no ground of its own: a picture needs one.
function savePng(name) {
  const canvas = byId("canvas").querySelector("canvas");
  const copy = el("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext("2d");
  context.fillStyle = page.surface().page;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => saveBlob(`${name}.png`, blob));
}
