// The matrix view: one model, one `update` that brings the page in line with it.
VIEWS.matrix = (data) => {
  const model = makeMatrix(data);
  const update = () => {
    updateCells(model);
    fillMatrixFilters(model, change);
    fillGrid(model, pick);
    matrixPanel(model, pick);
    byId("matrix-said").textContent = matrixSaid(model);
    byId("matrix-notices").replaceChildren(...noticeList(data));
  };
  const change = (changes) => { Object.assign(model, changes); model.picked = null; update(); };
  const pick = (place, opener) => {
    model.picked = place;
    fillGrid(model, pick);
    matrixPanel(model, pick);
    if (place && opener) revealPanel(byId("matrix-box").querySelector("[aria-selected]") || opener);
  };
  byId("matrix-csv").addEventListener("click", () => saveCsv(`${document.title}.csv`, matrixRows(model)));
  byId("matrix-print").addEventListener("click", () => print());
  byId("matrix-reset").addEventListener("click", () => {
    model.off.clear();
    change({ place: "", document: "", sort: "total", kinds: false, unserved: false, all: false });
  });
  byId("view-matrix").addEventListener("keydown", (event) => { if (event.key === "Escape" && model.picked) pick(null); });
  if (matchMedia("(max-width: 62rem)").matches) byId("matrix-filters").open = false;
  page.onChange(update);
  update();
  byId("view-matrix").innograph = { model };
  performance.mark("innograph-drawn");
};

function matrixSaid(model) {
  const { built, intended } = countsAt(model, null, null);
  const columns = model.data.columns.length;
  const rows = model.rows.length;
  const filled = model.rows.reduce((sum, row) => sum + model.data.columns.filter((_, column) => factsAt(model, row, column).length).length, 0);
  return t("matrix-said", { classes: columns, industries: rows, built, intended, empty: rows * columns - filled, n: model.lookedAt });
}

function fillMatrixFilters(model, change) {
  const { data } = model;
  byId("matrix-legend").replaceChildren(el("p", { class: "muted" }, el("span", { "aria-hidden": "true" }, `${t("open-mark")} `), t("mark-open")));
  refill("matrix-statuses", "statuses", ...statusTicks(data.statuses, counted(model.facts.filter((fact) => model.kinds || !data.industries[fact.industry].group), "status"), model.off, () => change({})));
  const kinds = new Set(model.facts.filter((fact) => data.industries[fact.industry].group).map((fact) => fact.industry)).size;
  const served = new Set(model.facts.map((fact) => fact.industry));
  const rest = data.industries.filter((industry, row) => !served.has(row) && (model.kinds || !industry.group)).length;
  refill("matrix-rows", "industries",
    tick({ name: "kinds", text: t("kinds"), count: kinds, checked: model.kinds, change: (on) => change({ kinds: on }) }),
    tick({ name: "unserved", text: t("unserved"), count: rest, checked: model.unserved, change: (on) => change({ unserved: on }) }));
  const any = ["", t("any")];
  const titles = model.documents.filter(({ place }) => !model.place || place === model.place).map(({ document, title, published }) => [document, published ? `${title} (${published})` : title]);
  const sorts = [["total", t("by-total")], ["facts", t("by-facts")], ["name", t("by-name")], ["chain", t("by-chain")],
    ...data.columns.map((name, column) => [`class:${column}`, label(data.classes, name)])];
  refillChoosers("matrix-choosers",
    chooser("matrix-sort", "sort", sorts, model.sort, (sort) => change({ sort })),
    model.places.length > 1 ? chooser("matrix-place", "place", [any, ...model.places.map((name) => [name, name])], model.place, (place) => change({ place, document: "" })) : null,
    model.documents.length > 1 ? chooser("matrix-document", "document", [any, ...titles], model.document, (document) => change({ document })) : null);
}

function matrixRows(model) {
  const { columns, classes, industries } = model.data;
  const cls = (name) => label(classes, name);
  const head = [t("industry"), ...columns.flatMap((name) => [`${cls(name)} ${t("built")}`, `${cls(name)} ${t("intended")}`]), t("total-built"), t("total-intended"), t("open-column")];
  const numbers = (row, column) => { const { built, intended } = countsAt(model, row, column); return [built, intended]; };
  const line = (row, name) => [name, ...columns.flatMap((_, column) => numbers(row, column)), ...numbers(row, null), countsAt(model, row, null).open ? 1 : 0];
  return [head, ...model.rows.map((row) => line(row, industries[row].name)), line(null, t("total"))];
}
