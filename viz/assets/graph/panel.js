// The evidence panel: an overview, an entity with its statements, or a fact with its sentences.
const OPENED = 2; // statements of an entity whose sentences show at once

function fillPanel(model, pick) {
  const { picked } = model;
  const children = picked ? [backButton(pick), ...pickedPanel(model, pick)] : overview(model, pick);
  showPanel([pathHint(model, () => fillPanel(model, pick)), ...children]);
}

function pickedPanel(model, pick) {
  const { kind, item, claim } = model.picked;
  if (kind === "path" || kind === "no-path") return pathPanel(model, pick);
  if (kind === "group") return groupPanel(model, item, pick);
  if (kind === "edge") return factPanel(model, item, claim, pick);
  return kind === "node" ? entityPanel(model, item, pick) : unlinkedPanel(model, item);
}

const backButton = (pick) => button({ class: "small no-print", onclick: () => pick(null) }, t("back"));

function overview(model, pick) {
  const facts = model.edges.filter((edge) => !edge.intended).length;
  const documents = model.data.documentCount;
  const counts = { documents, nodes: model.nodes.length, facts, intended: model.edges.length - facts };
  const tops = counted(model.nodes, "top");
  const rows = ["Platform", "Field", "Organization", ...tops.keys()].filter((top, i, all) => tops.has(top) && all.indexOf(top) === i);
  return [
    el("h2", {}, t("overview")),
    el("p", {}, t(documents ? "overview-counts" : "overview-counts-plain", counts)),
    el("p", {}, lineSign(false), " ", t("line-fact")),
    el("p", {}, lineSign(true), " ", t("line-intended")),
    el("p", { class: "muted no-print" }, t("how-to")),
    ...summaryOverview(model),
    ...rows.slice(0, 3).flatMap((top) => mostLinked(model, top, pick)),
  ];
}

function mostLinked(model, top, pick) {
  const nodes = model.nodes.filter((node) => node.top === top).sort((a, b) => b.edges.length - a.edges.length || a.id - b.id);
  return [
    el("h3", {}, t("most-linked", { name: label(model.data.classes, top) })),
    el("ul", {}, ...nodes.slice(0, 6).map((node) => {
      const facts = node.edges.filter((edge) => !edge.intended).length;
      return el("li", {}, entityLink(node, pick, t("link-counts", { facts, intended: node.edges.length - facts })));
    })),
  ];
}

function entityLink(node, pick, note) {
  return button({ class: "link", onclick: () => pick({ kind: "node", item: node }, { move: true }) },
    shapeSign(page.shape(node.top), page.colour(node.top)), el("span", { class: "grow" }, node.label),
    note ? el("span", { class: "muted" }, note) : null);
}

function entityHead(model, item) {
  const top = model.data.classes[item.cls].top;
  return [
    el("h2", {}, shapeSign(page.shape(top), page.colour(top)), " ", item.name),
    el("p", { class: "muted" }, label(model.data.classes, item.cls), item.cls === top ? "" : ` · ${label(model.data.classes, top)}`),
    item.aliases.length ? el("p", { class: "muted" }, `${t("aliases")}: ${item.aliases.join(t("comma"))}`) : null,
    item.scope ? el("p", { class: "muted" }, `${t("scope")}: ${item.scope}`) : null,
    item.group ? el("p", { class: "muted" }, t("group")) : null,
  ].filter(Boolean);
}

function unlinkedPanel(model, item) {
  const n = model.data.documentCount;
  return [...entityHead(model, item), el("p", {}, n ? t("no-facts", { n }) : t("no-facts-plain")), idLine(item.key)];
}

const idLine = (key) => el("p", { class: "muted" }, "ID: ", el("code", {}, key));

// Facts before plans, then by relation: what is so comes before what is meant to be.
function entityPanel(model, node, pick) {
  const order = Object.keys(model.data.predicates);
  const rank = (edge) => [edge.intended ? 1 : 0, order.indexOf(edge.predicate), edge.id];
  const compare = (a, b) => { const x = rank(a), y = rank(b); const i = x.findIndex((v, k) => v !== y[k]); return i < 0 ? 0 : x[i] - y[i]; };
  const shown = node.edges.filter((edge) => model.seenEdges.has(edge)).sort(compare);
  const hidden = node.edges.length - shown.length;
  return [
    ...entityHead(model, node),
    idLine(node.key),
    pathButton(model, node, () => fillPanel(model, pick)),
    el("h3", {}, t("facts-of", { n: shown.length })),
    hidden ? el("p", { class: "muted" }, t("all-filtered", { n: hidden })) : null,
    node.undrawn ? el("p", { class: "muted" }, t("undrawn", { n: node.undrawn }), " ", el("code", {}, `innograph view graph --around "${node.key}" --steps 1`)) : null,
    ...shown.map((edge, index) => factDetails(model, edge, node, index < OPENED, pick)),
  ].filter(Boolean);
}

// Sentences are made when they are first looked at: a hub has hundreds.
function factDetails(model, edge, node, open, pick) {
  const other = otherEnd(model, edge, node);
  const relation = relationLabel(model, edge);
  const outward = edge.from === node.id;
  const text = outward ? `${relation} → ${other.label}` : `${other.label} → ${relation}`;
  const details = el("details", {}, el("summary", {}, lineSign(edge.intended), " ", text, " ", statusBadge(model.data.statuses[edge.status], edge.status)));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(...claimList(model, edge), factLink(edge, pick));
  });
  details.open = open;
  return details;
}

const factLink = (edge, pick) => button({ class: "small no-print", onclick: () => pick({ kind: "edge", item: edge }) }, t("only-fact"));

function claimList(model, edge, aim) {
  const cards = claimsOf(model, edge).map((claim) => claimCard(claim, model.data.statuses[claim.status] || model.data.statuses[edge.status], claim.id === aim));
  const more = edge.count - edge.claims.length;
  if (more) cards.push(el("p", { class: "muted" }, t("more-claims", { n: more })));
  return cards;
}

function factPanel(model, edge, aim, pick) {
  const [subject, object] = ends(model, edge);
  return [
    el("h2", {}, `${subject.label} ${relationLabel(model, edge)} ${object.label}`),
    el("p", {}, lineSign(edge.intended), " ", statusBadge(model.data.statuses[edge.status], edge.status), " ", t("claims", { n: edge.count })),
    edge.open ? el("p", { class: "muted" }, t("open-list")) : null,
    entityLink(subject, pick, t("subject")),
    entityLink(object, pick, t("object")),
    ...claimList(model, edge, aim),
    el("p", { class: "muted" }, `${t("fact")}: `, el("code", {}, edge.key)),
  ].filter(Boolean);
}
