// What stands behind a cell: its platforms with their sentences, or that nothing is stated.
const LISTED = 60; // facts of a row or a column whose sentences are listed

function matrixPanel(model, pick) {
  showPanel(model.picked ? cellPanel(model, pick) : matrixOverview(model, pick));
}

function cellPanel(model, pick) {
  const { row, column } = model.picked;
  const name = cellName(model, row, column);
  const { built, intended, open, facts } = countsAt(model, row, column);
  const head = [
    button({ class: "small no-print", onclick: () => pick(null) }, t("back")),
    el("h2", {}, row === null ? name.cls : column === null ? name.industry : `${name.cls} × ${name.industry}`),
  ];
  const aliases = row !== null && model.data.industries[row].aliases;
  if (aliases) head.push(el("p", { class: "muted" }, `${t("aliases")}: ${aliases.join(t("comma"))}`));
  if (!facts.length) return [...head, el("p", {}, t("cell-empty", { ...name, n: model.lookedAt })), el("p", { class: "muted" }, t("gap-note"))];
  const parts = [...groupBy(facts, (fact) => fact.platform)].sort(([a], [b]) => a - b);
  const shown = parts.slice(0, LISTED);
  return [
    ...head,
    el("p", {}, t("cell-counts", { built, intended, documents: documentsOf(model, facts) })),
    open ? el("p", { class: "muted" }, t("open-list")) : null,
    ...shown.flatMap(([platform, group]) => platformPart(model, platform, group, row === null)),
    parts.length > shown.length ? el("p", { class: "muted" }, t("more-facts", { n: parts.length - shown.length })) : null,
  ];
}

const documentsOf = (model, facts) => new Set(facts.flatMap((fact) => fact.claims.filter(model.inDocuments).map((claim) => claim.document))).size;

function platformPart(model, platform, facts, withIndustry) {
  const [name, column] = model.data.platforms[platform];
  return [
    el("h3", {}, name, el("span", { class: "muted" }, ` · ${label(model.data.classes, model.data.columns[column])}`)),
    ...facts.flatMap((fact) => [
      withIndustry ? el("p", {}, `→ ${model.data.industries[fact.industry].name}`) : null,
      ...fact.claims.filter(model.inDocuments).map((claim) => claimCard(claim, model.data.statuses[fact.status])),
      fact.more ? el("p", { class: "muted" }, t("more-claims", { n: fact.more })) : null,
    ]),
  ];
}

// At first sight: what is served most, and what is promised only.
function matrixOverview(model, pick) {
  const { built, intended } = countsAt(model, null, null);
  const rows = model.rows.filter((row) => factsAt(model, row, null).length);
  const counts = new Map(rows.map((row) => [row, countsAt(model, row, null)]));
  const most = [...rows].sort((a, b) => counts.get(b).facts.length - counts.get(a).facts.length || a - b);
  const planned = most.filter((row) => !counts.get(row).built);
  const link = (row) => el("li", {}, button({ class: "link", onclick: (event) => pick({ row, column: null }, event.currentTarget) },
    el("span", { class: "grow" }, model.data.industries[row].name),
    el("span", { class: "muted" }, t("link-counts", { facts: counts.get(row).built, intended: counts.get(row).intended }))));
  const list = (key, some) => (some.length ? [el("h3", {}, t(key, { n: some.length })), el("ul", {}, ...some.slice(0, 8).map(link))] : []);
  return [
    el("h2", {}, t("overview")),
    el("p", {}, t("matrix-counts", { n: model.lookedAt, built, intended })),
    el("p", { class: "muted no-print" }, t("matrix-how")),
    ...list("most-served", most.filter((row) => counts.get(row).built)),
    ...list("planned-only", planned),
    el("p", { class: "muted" }, t("gap-note")),
  ];
}
