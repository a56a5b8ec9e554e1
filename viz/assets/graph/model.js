// The data with its indexes, and what is picked and filtered now. Nothing here touches the page.
function makeModel(data) {
  const nodes = data.nodes;
  const edges = data.edges;
  for (const node of nodes) {
    node.name ??= node.label; // what is the same is not written twice
    node.lines ??= [node.label];
    node.top = data.classes[node.cls].top;
    node.edges = [];
  }
  for (const edge of edges) {
    nodes[edge.from].edges.push(edge);
    if (edge.to !== edge.from) nodes[edge.to].edges.push(edge);
  }
  const model = {
    data, nodes, edges,
    off: { cls: new Set(), status: new Set(), predicate: new Set() },
    picked: null, // {kind: "node" | "edge" | "unlinked", item, claim}
    neighbours: false,
    pathFrom: null, // the entity at which a path is to begin
    hovered: null,
    seenNodes: new Set(nodes),
    seenEdges: new Set(edges),
    near: null, // of what is picked: the nodes to stress, or null for all
    drawnNodes: nodes, // and groups that stand for several (summary.js)
    drawnEdges: edges,
  };
  makeSummary(model);
  return model;
}

// Whether what is picked is in the picture by its links.
const isLinked = ({ picked }) => Boolean(picked) && !["unlinked", "group"].includes(picked.kind);

const claimsOf = (model, edge) => edge.claims.map(page.claim);

function relationLabel(model, edge) {
  const term = model.data.predicates[edge.predicate];
  if (page.language === "zh") return edge.intended ? term.intendedZh : term.zh;
  return edge.intended ? term.intendedEn : term.en;
}

const otherEnd = (model, edge, node) => model.nodes[edge.from === node.id ? edge.to : edge.from];
const ends = (model, edge) => [model.nodes[edge.from], model.nodes[edge.to]];

// A node shows when its class is ticked and some link of it passes; a link, when both ends show.
function updateSeen(model) {
  const { off, picked } = model;
  const passes = (edge) => !off.status.has(edge.status) && !off.predicate.has(edge.predicate);
  let nodes = model.nodes.filter((node) => !off.cls.has(node.cls) && node.edges.some(passes));
  model.seenNodes = new Set(nodes);
  const visible = (edge) => passes(edge) && ends(model, edge).every((end) => model.seenNodes.has(end));
  model.near = nearOf(model, visible);
  if (model.neighbours && model.near) {
    const centre = picked.item;
    model.seenNodes = new Set(nodes.filter((node) => model.near.has(node)));
    if (picked.kind === "node") model.seenNodes.add(centre);
  }
  model.seenEdges = new Set(model.edges.filter(visible));
  updateSummary(model);
}

function nearOf(model, visible) {
  if (!isLinked(model)) return null;
  const { kind, item } = model.picked;
  if (kind === "path") return new Set(model.picked.path.flatMap(({ from, to }) => [from, to]));
  if (kind === "no-path") return new Set([model.picked.from, item]);
  if (kind === "edge") return new Set(ends(model, item));
  return new Set([item, ...item.edges.filter(visible).map((edge) => otherEnd(model, edge, item))]);
}

// Of what is picked: whether an edge belongs to it.
function isStressed(model, edge) {
  const picked = model.picked;
  if (!isLinked(model)) return true;
  if (picked.kind === "path") return picked.path.some((step) => step.edge === edge);
  if (picked.kind === "no-path") return false;
  return picked.kind === "edge" ? picked.item === edge : ends(model, edge).includes(picked.item);
}

// An entity, a fact or a claim by its id.
function findById(model, id) {
  const node = model.nodes.find((each) => each.key === id);
  if (node) return { kind: "node", item: node };
  for (const edge of model.edges) {
    if (edge.key === id) return { kind: "edge", item: edge };
    if (claimsOf(model, edge).some((claim) => claim.id === id)) return { kind: "edge", item: edge, claim: id };
  }
  const unlinked = model.data.unlinked.find((each) => each.key === id);
  return unlinked ? { kind: "unlinked", item: unlinked } : null;
}
