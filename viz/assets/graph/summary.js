// Large graphs at first as a summary: nodes collapse into groups, by community (computed ahead) or by
// class; a group opens into groups of the other kind where it is large, else into its nodes. Closed
// groups are discs, open ones rings; circles are packed, so none lies over another.
const STEP = 200; // nodes: from here on a group opens into groups
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

const SUMMARIES = { community: ["community", "cls"], class: ["cls", "community"], none: [] };

function makeSummary(model) {
  for (const node of model.nodes) node.home = { x: node.x, y: node.y, size: node.size };
  model.groups = new Map(); // by key, of the kind of summary that is shown
  model.opened = new Set();
  setSummary(model, model.data.many ? "community" : "none");
}

function setSummary(model, kind) {
  model.summary = kind;
  model.opened.clear();
  model.groups.clear();
  model.roots = grouped(model, model.nodes, SUMMARIES[kind], "");
}

function grouped(model, nodes, kinds, above) {
  const [kind, ...rest] = kinds;
  if (!kind) return [];
  const found = groupBy(nodes, (node) => node[kind]);
  return [...found].map(([value, members]) => {
    const id = `${above}/${kind}=${value}`;
    const inner = members.length > STEP ? grouped(model, members, rest, id) : [];
    const group = { id, kind, value, members, groups: inner.length > 1 ? inner : [], edges: [], above: model.groups.get(above) };
    model.groups.set(id, group);
    for (const each of group.groups) each.above = group;
    return group;
  }).sort((a, b) => b.members.length - a.members.length || (a.id < b.id ? -1 : 1));
}

const itemOf = (model, id) => model.groups.get(id) || model.nodes[id];

// Groups of a node from the outermost in.
function groupsOf(model, node) {
  const found = [];
  let level = model.roots;
  while (level.length) {
    const next = level.find((group) => SUMMARIES[model.summary].includes(group.kind) && node[group.kind] === group.value);
    if (!next) break;
    found.push(next);
    level = next.groups;
  }
  return found;
}

// What is picked has to be seen.
function openFor(model, picked) {
  if (!picked || picked.kind === "unlinked") return;
  const nodes = picked.kind === "group" ? [] : placesOfPicked(model, picked);
  for (const node of nodes) for (const group of groupsOf(model, node)) model.opened.add(group.id);
  for (let group = picked.kind === "group" ? picked.item.above : null; group; group = group.above) model.opened.add(group.id);
}

function closeGroup(model, group) {
  model.opened.delete(group.id);
  for (const inner of group.groups) closeGroup(model, inner);
}

function groupName(model, group) {
  if (group.kind === "cls") return label(model.data.classes, group.value);
  if (group.value < 0) return t("small-groups");
  group.head ??= group.members.reduce((best, node) => (node.edges.length > best.edges.length ? node : best));
  return t("group-of", { name: group.head.label });
}

// Sets what is drawn: nodes and closed groups, links between them, rings.
function updateSummary(model) {
  if (model.summary === "none" || (model.neighbours && model.near)) return drawnAsIs(model);
  const shown = new Map(); // node → itself or its outermost closed group
  model.rings = [];
  const items = [];
  const visit = (groups) => groups.flatMap((group) => {
    const members = group.members.filter((node) => model.seenNodes.has(node));
    if (!members.length) return [];
    describe(model, group, members);
    if (!model.opened.has(group.id)) {
      members.forEach((node) => shown.set(node, group));
      items.push(group);
      group.size = 12 + 2.4 * Math.sqrt(group.count);
      group.reach = group.size + 30;
      return [group];
    }
    model.rings.push(group);
    if (group.groups.length) group.inner = packed(visit(group.groups));
    else group.inner = sunflower(members, shown, items);
    group.reach = group.inner.reach + 22;
    return [group];
  });
  settle(packed(visit(model.roots)), { x: 0, y: 0 });
  model.drawnNodes = items;
  model.drawnEdges = joined(model, shown);
  return null;
}

function drawnAsIs(model) {
  for (const node of model.nodes) Object.assign(node, node.home);
  model.rings = [];
  model.drawnNodes = [...model.seenNodes];
  model.drawnEdges = [...model.seenEdges];
}

function describe(model, group, members) {
  const tops = counted(members, "top");
  group.count = members.length;
  group.top = [...tops].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
  const name = cutLabel(groupName(model, group), 13);
  group.label = `${groupName(model, group)} · ${group.count}`;
  group.lines = [name, t("members", { n: group.count })];
  group.em = Math.max(...group.lines.map(emOf));
  group.rank = 1000 + group.count;
}

// The most linked in the middle.
function sunflower(members, shown, items) {
  const order = [...members].sort((a, b) => b.edges.length - a.edges.length || a.id - b.id);
  const nodes = order.map((node, i) => {
    node.size = Math.max(node.home.size, 4.5);
    shown.set(node, node);
    items.push(node);
    const far = 24 * Math.sqrt(i + 0.4);
    return { item: node, x: far * Math.cos(i * GOLDEN), y: far * Math.sin(i * GOLDEN) };
  });
  return { places: nodes, reach: 24 * Math.sqrt(order.length) + 14 };
}

// Circles near where their nodes stand by their links, pushed apart until none overlaps.
function packed(groups) {
  const mean = (group, axis) => group.members.reduce((sum, node) => sum + node.home[axis], 0) / group.members.length;
  const places = groups.map((item) => ({ item, x: mean(item, "x"), y: mean(item, "y"), r: item.reach }));
  for (let round = 0; round < 240; round += 1) {
    for (const place of places) { place.x *= 0.985; place.y *= 0.985; }
    places.forEach((a, i) => places.slice(i + 1).forEach((b, j) => {
      const [dx, dy] = [b.x - a.x || 0.01 * (i + 1), b.y - a.y || 0.01 * (j + 1)];
      const apart = Math.hypot(dx, dy);
      const push = (a.r + b.r - apart) / 2;
      if (push <= 0) return;
      a.x -= (dx / apart) * push; a.y -= (dy / apart) * push;
      b.x += (dx / apart) * push; b.y += (dy / apart) * push;
    }));
  }
  const [x, y] = ["x", "y"].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / (places.length || 1));
  for (const place of places) { place.x -= x; place.y -= y; }
  return { places, reach: places.reduce((far, place) => Math.max(far, Math.hypot(place.x, place.y) + place.r), 0) };
}

function settle({ places }, { x, y }) {
  for (const { item, x: dx, y: dy } of places) {
    Object.assign(item, { x: x + dx, y: y + dy });
    if (item.inner) settle(item.inner, item);
    if (item.members) item.inner = null;
  }
}

// Links as they are between nodes that show; to a closed group, those of a kind as one, with their number.
function joined(model, shown) {
  const bundles = new Map();
  const single = [];
  for (const edge of model.seenEdges) {
    const [a, b] = ends(model, edge).map((node) => shown.get(node));
    if (a === b && a.members) continue;
    if (!a.members && !b.members) { single.push(edge); continue; }
    const pair = [a, b].sort((one, other) => (String(one.id) < String(other.id) ? -1 : 1));
    const key = `${pair[0].id}\n${pair[1].id}\n${edge.intended}`;
    if (!bundles.has(key)) bundles.set(key, { bundle: true, ends: pair, intended: edge.intended, links: [] });
    bundles.get(key).links.push(edge);
  }
  return [...bundles.values(), ...single];
}

const drawnEnds = (model, edge) => (edge.bundle ? edge.ends : ends(model, edge));
const isDrawnStressed = (model, edge) => (edge.bundle ? edge.links.some((link) => isStressed(model, link)) : isStressed(model, edge));
const isNear = (model, item) => !model.near || (item.members ? item.members.some((node) => model.near.has(node)) : model.near.has(item));

function ringAt(model, place) {
  const inside = model.rings.filter(({ x, y, reach }) => Math.hypot(place.x - x, place.y - y) < reach - 8);
  return inside.sort((a, b) => a.reach - b.reach)[0] || null;
}
