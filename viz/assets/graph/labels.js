// Labels as on a map: one size on the screen at every zoom, the most linked first, none over another.
const LEADERS = 24;
const PICKED = 1e6; // rank of what is picked, above any number of links

function makeLabels(model, drawing) {
  const px = page.palette.labelPx;
  drawing.network.on("afterDrawing", (context) => {
    const ratio = context.canvas.width / context.canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = `${px}px ${page.palette.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    drawLabels(model, drawing, context);
    context.restore();
  });
}

function drawLabels(model, drawing, context) {
  const view = { width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  const taken = { labels: makeGrid(), discs: makeGrid() };
  const items = itemsInView(model, drawing, view);
  for (const { x, y, radius } of items) taken.discs.add(x - radius * 0.8, y - radius * 0.8, x + radius * 0.8, y + radius * 0.8);
  items.sort((a, b) => b.rank - a.rank || a.node.id - b.node.id);
  drawing.labelled = 0;
  items.forEach((item, index) => {
    const leads = index < LEADERS && (item.rank >= 4 || model.near);
    const must = item.rank >= PICKED ? 2 : leads ? 1 : 0;
    if (placeLabel(item, must, context, taken, view)) drawing.labelled += 1;
  });
  drawEdgeLabels(model, drawing, context, taken);
}

function itemsInView(model, { network }, view) {
  const scale = network.getScale();
  const items = [];
  for (const node of model.drawnNodes) {
    const { x, y } = network.canvasToDOM(network.getPosition(node.id));
    const radius = node.size * scale;
    const out = x < -radius || y < -radius || x > view.width + radius || y > view.height + radius;
    if (!out) items.push({ node, x, y, radius, rank: rankOf(model, node) });
  }
  for (const ring of model.rings) {
    const { x, y } = network.canvasToDOM({ x: ring.x, y: ring.y - ring.reach });
    items.push({ node: ring, x, y, radius: 0, rank: ring.rank });
  }
  return items;
}

function rankOf(model, node) {
  if (model.hovered === node) return PICKED + 1;
  if (model.picked && model.picked.item === node) return PICKED;
  const rank = node.rank ?? node.edges.length; // groups come before nodes
  return isNear(model, node) ? rank : -1;
}

// Below the node, else above, right or left of it, where neither a label nor a node is. `must` 1: over
// small nodes if need be, since a picture without the names of its hubs says nothing; 2: over anything.
function placeLabel(item, must, context, taken, view) {
  if (item.rank < 0) return false;
  const px = page.palette.labelPx;
  const { lines } = item.node;
  const width = item.node.em * px + 2;
  const height = lines.length * px * 1.2;
  const gap = item.radius + 3;
  const inside = ([x, y]) => x > width / 2 && x < view.width - width / 2 && y > height / 2 && y < view.height - height / 2;
  const box = ([x, y]) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  const spots = [
    [item.x, item.y + gap + height / 2], [item.x, item.y - gap - height / 2],
    [item.x + gap + width / 2, item.y], [item.x - gap - width / 2, item.y],
  ].filter(inside);
  const clear = spots.filter((spot) => !taken.labels.hits(...box(spot)));
  const spot = clear.find((each) => !taken.discs.hits(...box(each))) || (must >= 1 && clear[0]) || (must === 2 && spots[0]);
  if (!spot) return false;
  taken.labels.add(...box(spot));
  writeLines(context, lines, spot, must ? "bold" : "");
  return true;
}

function writeLines(context, lines, [x, y], weight, colour = page.surface().text) {
  const px = page.palette.labelPx;
  const plain = context.font;
  if (weight) context.font = `${weight} ${plain}`;
  context.lineWidth = 3.5;
  context.strokeStyle = page.surface().page;
  context.fillStyle = colour;
  lines.forEach((line, index) => {
    const at = y + (index - (lines.length - 1) / 2) * px * 1.2;
    context.strokeText(line, x, at);
    context.fillText(line, x, at);
  });
  context.font = plain;
}

// Predicates on the lines of what is picked, and on all lines of a small picture; where room is.
function drawEdgeLabels(model, drawing, context, taken) {
  const linked = isLinked(model);
  const few = model.drawnEdges.length <= 60;
  const px = page.palette.labelPx;
  for (const edge of model.drawnEdges) {
    const picked = linked && model.picked.item === edge;
    if (linked ? !isDrawnStressed(model, edge) : !few) continue;
    const middle = middleOf(model, drawing, edge);
    if (!middle) continue;
    const text = edge.bundle ? String(edge.links.length) : relationLabel(model, edge);
    const half = context.measureText(text).width / 2 + 1;
    const box = [middle.x - half, middle.y - px * 0.6, middle.x + half, middle.y + px * 0.6];
    if (!picked && (taken.labels.hits(...box) || taken.discs.hits(...box))) continue;
    taken.labels.add(...box);
    const colours = page.surface();
    writeLines(context, [text], [middle.x, middle.y], "", edge.intended ? colours.intended : colours.muted);
  }
}

// The bend of a line is known only to vis-network; the vendored version has it here.
function middleOf(model, { many, network }, edge) {
  if (many) return middleOfMany(model, network, edge);
  const line = network.body.edges[edge.id];
  return line && line.edgeType && line.connected ? network.canvasToDOM(line.edgeType.getPoint(0.5)) : null;
}

// Boxes by the cells they touch: a thousand labels would else be half a million comparisons a frame.
function makeGrid(cell = 64) {
  const cells = new Map();
  const each = (x1, y1, x2, y2, visit) => {
    for (let i = Math.floor(x1 / cell); i <= Math.floor(x2 / cell); i += 1) {
      for (let j = Math.floor(y1 / cell); j <= Math.floor(y2 / cell); j += 1) {
        if (visit(i * 100003 + j)) return true;
      }
    }
    return false;
  };
  return {
    add(...box) {
      each(...box, (key) => {
        if (cells.has(key)) cells.get(key).push(box);
        else cells.set(key, [box]);
        return false;
      });
    },
    hits(...box) {
      const [x1, y1, x2, y2] = box;
      return each(...box, (key) => (cells.get(key) || []).some(
        ([a1, b1, a2, b2]) => a1 < x2 && x1 < a2 && b1 < y2 && y1 < b2));
    },
  };
}
