// Thousands of nodes on one canvas: lines of one look are one path, so a frame of 20,000 nodes is a few
// dozen drawing calls. It answers to what the view asks of vis-network, which takes seconds from there on.
const MOVING = 6000; // lines: from here on they are left out while the picture moves
const HEADED = 400; // lines: up to here all of them have arrow heads, beyond only those of what is picked
const REACH = 7; // px around a node or a line in which a click means it

function makeMany(model) {
  const canvas = el("canvas", { tabindex: "0", role: "img", "aria-labelledby": "canvas" });
  byId("canvas").replaceChildren(canvas);
  const view = { scale: 1, x: 0, y: 0, width: 1, height: 1, moving: false, asked: false };
  const heard = { click: [], hoverNode: [], blurNode: [], afterDrawing: [] };
  const say = (name, ...values) => { for (const each of [...heard[name]]) each(...values); };
  const draw = () => { view.asked = false; drawMany(model, canvas, view); say("afterDrawing", canvas.getContext("2d")); };
  const network = {
    on: (name, act) => heard[name].push(act),
    once: (name, act) => { const one = (...values) => { heard[name].splice(heard[name].indexOf(one), 1); act(...values); }; heard[name].push(one); },
    redraw: () => { if (!view.asked) { view.asked = true; requestAnimationFrame(draw); } },
    getScale: () => view.scale,
    getPosition: (id) => { const { x, y } = itemOf(model, id); return { x, y }; },
    canvasToDOM: ({ x, y }) => ({ x: (x - view.x) * view.scale + view.width / 2, y: (y - view.y) * view.scale + view.height / 2 }),
    DOMtoCanvas: ({ x, y }) => ({ x: (x - view.width / 2) / view.scale + view.x, y: (y - view.height / 2) / view.scale + view.y }),
    moveTo({ position, scale }) {
      if (position) Object.assign(view, position);
      if (scale) view.scale = Math.min(8, Math.max(0.01, scale));
      network.redraw();
    },
    fit({ nodes, maxZoomLevel = 1.6 }) {
      const places = nodes.map((id) => itemOf(model, id));
      if (!places.length) return;
      const span = (axis) => { return [places.reduce((least, node) => Math.min(least, node[axis] - (node.reach ?? node.size)), Infinity), places.reduce((most, node) => Math.max(most, node[axis] + (node.reach ?? node.size)), -Infinity)]; };
      const [[left, right], [top, bottom]] = [span("x"), span("y")];
      const scale = Math.min(maxZoomLevel, view.width / (right - left + 80), view.height / (bottom - top + 80));
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
    },
    setData() {},
    renderer: { allowRedraw: true },
    body: { edges: {} },
  };
  const resize = () => {
    const ratio = devicePixelRatio || 1;
    [view.width, view.height] = [byId("canvas").clientWidth || 1, byId("canvas").clientHeight || 1];
    [canvas.width, canvas.height] = [view.width * ratio, view.height * ratio];
    network.redraw();
  };
  new ResizeObserver(resize).observe(byId("canvas"));
  resize();
  bindMany(model, canvas, network, view, say);
  return { many: true, network, nodes: [], edges: [] };
}

function bindMany(model, canvas, network, view, say) {
  let down = null;
  let rest = null;
  let hovered = null;
  const at = ({ offsetX: x, offsetY: y }) => ({ x, y });
  const settle = () => { clearTimeout(rest); rest = setTimeout(() => { view.moving = false; network.redraw(); }, 160); };
  const moved = () => { view.moving = true; network.redraw(); settle(); };
  canvas.addEventListener("pointerdown", (event) => { down = { ...at(event), from: { x: view.x, y: view.y }, far: false }; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    const here = at(event);
    if (down) {
      const [dx, dy] = [here.x - down.x, here.y - down.y];
      down.far ||= Math.hypot(dx, dy) > 4;
      if (down.far) { view.x = down.from.x - dx / view.scale; view.y = down.from.y - dy / view.scale; moved(); }
      return;
    }
    const node = nodeAt(model, network, here);
    if (node === hovered) return;
    hovered = node;
    canvas.classList.toggle("over", Boolean(node));
    if (node) say("hoverNode", { node: node.id }); else say("blurNode");
  });
  canvas.addEventListener("pointerup", (event) => {
    const was = down;
    down = null;
    if (!was || was.far) return;
    const node = nodeAt(model, network, at(event));
    const edge = node ? null : edgeAt(model, network, at(event));
    const ring = node || edge ? null : ringAt(model, network.DOMtoCanvas(at(event)));
    say("click", { nodes: node ? [node.id] : [], edges: edge ? [edge.id] : [], ring });
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const before = network.DOMtoCanvas(at(event));
    view.scale = Math.min(8, Math.max(0.01, view.scale * Math.exp(-event.deltaY / 500)));
    const after = network.DOMtoCanvas(at(event));
    view.x += before.x - after.x;
    view.y += before.y - after.y;
    moved();
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-40, 0], ArrowRight: [40, 0], ArrowUp: [0, -40], ArrowDown: [0, 40] }[event.key];
    if (step) { view.x += step[0] / view.scale; view.y += step[1] / view.scale; event.preventDefault(); moved(); }
    else if (event.key === "+" || event.key === "-") { view.scale *= event.key === "+" ? 1.4 : 1 / 1.4; moved(); }
  });
}

function nodeAt(model, network, place) {
  let best = null;
  let least = Infinity;
  for (const node of model.drawnNodes) {
    const { x, y } = network.canvasToDOM(node);
    const apart = Math.hypot(x - place.x, y - place.y) - radiusOf(node, network.getScale());
    if (apart < least && apart < REACH) { best = node; least = apart; }
  }
  return best;
}

function edgeAt(model, network, place) {
  let best = null;
  let least = REACH;
  for (const edge of model.drawnEdges) {
    if (edge.bundle) continue;
    const [a, b] = runOf(model, edge, (node) => Object.values(network.canvasToDOM(node))).map(([x, y]) => ({ x, y }));
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.max(0, Math.min(1, ((place.x - a.x) * dx + (place.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    const apart = Math.hypot(a.x + along * dx - place.x, a.y + along * dy - place.y);
    if (apart < least) { best = edge; least = apart; }
  }
  return best;
}

const radiusOf = (node, scale) => Math.max(1.6, node.size * Math.max(scale, 0.12));

function drawMany(model, canvas, view) {
  const context = canvas.getContext("2d");
  const ratio = canvas.width / view.width;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const place = (node) => [(node.x - view.x) * view.scale + view.width / 2, (node.y - view.y) * view.scale + view.height / 2];
  const linked = isLinked(model);
  manyRings(model, context, place, view);
  if (!(view.moving && model.drawnEdges.length > MOVING)) manyLines(model, context, place, view, linked);
  else if (linked) manyLines(model, context, place, view, linked, true);
  manyNodes(model, context, place, view);
  context.globalAlpha = 1;
}

function manyLines(model, context, place, view, linked, only = false) {
  const looks = new Map();
  for (const edge of model.drawnEdges) {
    const stressed = linked && isDrawnStressed(model, edge);
    if (only && !stressed) continue;
    const key = (edge.intended ? 2 : 0) + (stressed ? 1 : 0) + 4 * thickness(edge) + (edge.bundle ? 64 : 0);
    if (!looks.has(key)) looks.set(key, []);
    looks.get(key).push(edge);
  }
  const colours = page.surface();
  for (const [key, edges] of [...looks].sort(([a], [b]) => (a & 1) - (b & 1))) {
    const stressed = key & 1;
    context.strokeStyle = key & 2 ? colours.intended : colours.fact;
    context.globalAlpha = stressed ? 1 : linked ? 0.06 : edges[0].bundle ? Math.max(0.1, Math.min(0.45, 40 / edges.length)) : Math.max(0.08, Math.min(0.4, 900 / edges.length));
    context.lineWidth = (stressed ? 2 : 0.8) + 1.3 * ((key >> 2) & 15);
    context.setLineDash(key & 2 && (stressed || edges.length < 3000) ? page.palette.dash : []);
    context.beginPath();
    const headed = stressed || edges.length <= HEADED;
    for (const edge of edges) {
      const [a, b] = runOf(model, edge, place);
      context.moveTo(...a);
      context.lineTo(...b);
    }
    context.stroke();
    context.setLineDash([]);
    if (headed) arrowHeads(model, context, place, view, edges);
  }
}

// A step for every doubling of what a line stands for.
const thickness = (edge) => (edge.bundle ? Math.min(4, Math.floor(Math.log2(edge.links.length))) : 0);

// Where a line begins and ends: lines of one pair lie beside each other.
function runOf(model, edge, place) {
  const [a, b] = drawnEnds(model, edge).map((node) => place(node));
  const shift = edge.bundle ? (edge.intended ? 3 : -3) : edge.smooth ? (edge.smooth.roundness / 0.16) * (edge.smooth.type === "curvedCW" ? 5 : -5) : 0;
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (!shift || !length) return [a, b];
  const [x, y] = [((b[1] - a[1]) / length) * shift, ((a[0] - b[0]) / length) * shift];
  return [[a[0] + x, a[1] + y], [b[0] + x, b[1] + y]];
}

function middleOfMany(model, network, edge) {
  const [[x1, y1], [x2, y2]] = runOf(model, edge, (node) => Object.values(network.canvasToDOM(node)));
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
}

// At the rim of the node; on lines too short for one there is none.
function arrowHeads(model, context, place, view, edges) {
  context.fillStyle = context.strokeStyle;
  context.beginPath();
  for (const edge of edges) {
    if (edge.bundle || !edge.arrows) continue;
    const [a, b] = runOf(model, edge, place);
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const rim = radiusOf(model.nodes[edge.to], view.scale) + 1;
    if (length < rim + 14) continue;
    const [x, y] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const tip = [b[0] - x * rim, b[1] - y * rim];
    context.moveTo(...tip);
    context.lineTo(tip[0] - x * 8 - y * 3.4, tip[1] - y * 8 + x * 3.4);
    context.lineTo(tip[0] - x * 8 + y * 3.4, tip[1] - y * 8 - x * 3.4);
    context.closePath();
  }
  context.fill();
}

function manyRings(model, context, place, view) {
  for (const ring of model.rings) {
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(...place(ring), ring.reach * view.scale, 0, 2 * Math.PI);
    context.fillStyle = page.surface().panel;
    context.strokeStyle = page.surface().line;
    context.lineWidth = 1;
    context.fill();
    context.stroke();
  }
}

function manyNodes(model, context, place, view) {
  const looks = new Map();
  for (const node of model.drawnNodes) {
    const [x, y] = place(node);
    const radius = radiusOf(node, view.scale);
    if (x < -radius || y < -radius || x > view.width + radius || y > view.height + radius) continue;
    const near = isNear(model, node);
    const key = `${near ? 1 : 0}${node.top}`;
    if (!looks.has(key)) looks.set(key, { near, top: node.top, discs: [] });
    looks.get(key).discs.push([x, y, radius]);
  }
  for (const { near, top, discs } of [...looks.values()].sort((a, b) => a.near - b.near)) {
    const outline = OUTLINES[page.shape(top)];
    const corners = outline ? outline().split(" ").map((pair) => pair.split(",").map((value) => (Number(value) - 8) / 7)) : null;
    context.globalAlpha = near ? 1 : 0.15;
    context.fillStyle = page.colour(top);
    context.beginPath();
    for (const [x, y, radius] of discs) {
      if (corners && radius > 2.2) {
        corners.forEach(([dx, dy], i) => (i ? context.lineTo(x + dx * radius, y + dy * radius) : context.moveTo(x + dx * radius, y + dy * radius)));
        context.closePath();
      } else { context.moveTo(x + radius, y); context.arc(x, y, radius, 0, 2 * Math.PI); }
    }
    context.fill();
  }
}
