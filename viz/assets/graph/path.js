// The shortest path between two entities over what is shown, links taken in both directions.
function findPath(model, from, to) {
  const came = new Map([[from, null]]);
  const queue = [from];
  for (let at = 0; at < queue.length && !came.has(to); at += 1) {
    const node = queue[at];
    const links = node.edges.filter((edge) => model.seenEdges.has(edge)).sort((a, b) => a.intended - b.intended || a.id - b.id);
    for (const edge of links) {
      const next = otherEnd(model, edge, node);
      if (!came.has(next)) { came.set(next, { node, edge }); queue.push(next); }
    }
  }
  if (!came.has(to)) return null;
  const steps = [];
  for (let step = came.get(to), node = to; step; node = step.node, step = came.get(node)) steps.unshift({ from: step.node, edge: step.edge, to: node });
  return steps;
}

// With a beginning set, the next entity that is picked is the end.
function pathPick(model, picked) {
  if (!model.pathFrom || !picked || picked.kind !== "node" || picked.item === model.pathFrom) return picked;
  const from = model.pathFrom;
  model.pathFrom = null;
  const path = findPath(model, from, picked.item);
  return path ? { kind: "path", item: picked.item, from, path } : { kind: "no-path", item: picked.item, from };
}

const pathButton = (model, node, again) => button({ class: "small no-print", id: "path-from", onclick: () => { model.pathFrom = node; again(); } }, t("path-from"));

function pathHint(model, again) {
  if (!model.pathFrom) return null;
  return el("p", { class: "notice", role: "status" }, `${t("path-hint", { name: model.pathFrom.label })} `,
    button({ class: "small", onclick: () => { model.pathFrom = null; again(); } }, t("cancel")));
}

function pathPanel(model, pick) {
  const { kind, from, item, path } = model.picked;
  const head = el("h2", {}, `${from.label} → ${item.label}`);
  const ends = [entityLink(from, pick), entityLink(item, pick)];
  if (kind === "no-path") return [head, el("p", {}, t("no-path")), ...ends];
  const links = path.flatMap(({ from: a, edge, to: b }) => [
    el("h3", {}, edge.from === a.id ? `${a.label} ${relationLabel(model, edge)} ${b.label}` : `${b.label} ${relationLabel(model, edge)} ${a.label}`),
    ...claimList(model, edge).slice(0, 3), factLink(edge, pick)]);
  const intended = path.filter(({ edge }) => edge.intended).length;
  return [head, el("p", {}, t("path-counts", { n: path.length, intended })), ...ends, ...links];
}
