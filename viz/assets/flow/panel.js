// The sentences of a bar or a ribbon, and the largest streams at first sight.
const FLOW_LISTED = 80;

function flowPanel(model, pick) {
  showPanel(model.picked ? pickedFlow(model, pick) : flowOverview(model, pick));
}

function pickedFlow(model, pick) {
  const { ribbons, bars } = flowPicture(model);
  const { kind, index } = model.picked;
  const items = itemsAt(model, model.picked);
  const built = items.filter((item) => isBuilt(model, item)).length;
  const name = kind === "ribbon" ? ribbonName(model, ribbons[index]) : barLabel(model, bars[index]);
  return [
    button({ class: "small no-print", onclick: () => pick(null) }, t("back")),
    el("h2", {}, name),
    el("p", {}, t("link-counts", { facts: built, intended: items.length - built })),
    ...items.slice(0, FLOW_LISTED).flatMap((item) => flowItem(model, item)),
    items.length > FLOW_LISTED ? el("p", { class: "muted" }, t("more-items", { n: items.length - FLOW_LISTED })) : null,
  ];
}

function flowItem(model, item) {
  return [
    el("h3", {}, [item.left, item.platform, item.industry].filter(Boolean).join(" → ")),
    item.open ? el("p", { class: "muted" }, t("open-list")) : null,
    ...item.claims.map((claim) => claimCard(claim, model.data.statuses[item.status])),
    item.more ? el("p", { class: "muted" }, t("more-claims", { n: item.more })) : null,
  ];
}

function flowOverview(model, pick) {
  const { bars } = flowPicture(model);
  const names = columnNames(model);
  const lists = [0, 1, 2].flatMap((column) => {
    const rows = bars.map((bar, index) => ({ bar, index })).filter(({ bar }) => bar.c === column && !bar.others && !bar.none);
    rows.sort((a, b) => b.bar.n - a.bar.n || a.index - b.index);
    return rows.length ? [el("h3", {}, names[column]), el("ul", {}, ...rows.slice(0, 5).map(({ bar, index }) => el("li", {},
      button({ class: "link", onclick: (event) => pick({ kind: "bar", index }, event.currentTarget) }, el("span", { class: "grow" }, barLabel(model, bar)), el("span", { class: "muted" }, String(bar.n))))))] : [];
  });
  return [el("h2", {}, t("overview")), el("p", { class: "muted no-print" }, t("flow-how")), ...lists];
}

function flowRows(model) {
  return [...itemsSeen(model)].sort((a, b) => a - b).map((number) => model.items[number]);
}

function flowTable(model) {
  byId("flow-table").hidden = !model.table;
  byId("flow-picture").hidden = model.table;
  byId("flow-table-button").setAttribute("aria-pressed", String(model.table));
  if (!model.table) return;
  const [left] = columnNames(model);
  const heads = [left, t("platform"), t("platform-class"), t("industry"), t("status"), t("evidence")];
  byId("flow-table").replaceChildren(el("table", {}, el("caption", {}, t("flow-table")),
    el("thead", {}, el("tr", {}, ...heads.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...flowRows(model).map((item) => el("tr", {}, el("td", {}, item.left), el("td", {}, item.platform), el("td", {}, label(model.data.classes, item.cls)),
      el("td", {}, item.industry), el("td", {}, statusBadge(model.data.statuses[item.status], item.status)), el("td", {}, item.claims.length ? item.claims[0].quote : ""))))));
}

function flowCsv(model) {
  const [left] = columnNames(model);
  const heads = [left, t("platform"), t("platform-class"), t("industry"), t("status"), t("document"), t("claim"), t("evidence")];
  return [heads, ...flowRows(model).flatMap((item) => item.claims.map((claim) =>
    [item.left, item.platform, label(model.data.classes, item.cls), item.industry, label(model.data.statuses, item.status), claim.document, claim.id, claim.quote]))];
}
