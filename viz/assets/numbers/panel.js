// The sentence of a figure, with what is known of it.
function numbersPanel(model, pick) {
  showPanel(model.picked === null ? numbersOverview(model) : figurePanel(model, pick));
}

function findFigure(model, index) {
  for (const series of model.series) {
    const row = series.rows.find((each) => each.index === index);
    if (row) return { series, row };
  }
  return null;
}

function figurePanel(model, pick) {
  const { series, row } = findFigure(model, model.picked);
  const line = (key, value) => (value ? el("p", {}, el("span", { class: "muted" }, `${t(key)}: `), value) : null);
  return [
    button({ class: "small no-print", onclick: () => pick(null) }, t("back")),
    el("h2", {}, `${series.indicator} ${figureText(series, row)}`),
    line("area", row.area),
    line("period", periodText(row)),
    line("basis", t(`basis-${own(BASES, row.basis) || "unknown"}`)),
    line("bound", t(`bound-${own(BOUND_NAMES, row.bound) || "exact"}`)),
    line("stated-as", series.kind === "value" ? row.stated : ""),
    row.growth !== null && series.kind === "value" ? line("growth", `${row.growth}%`) : null,
    isTarget(model, row) ? el("p", {}, t("is-target")) : null,
    claimCard(row.claim, model.data.statuses[row.status]),
  ];
}

const BASES = { stated: "stated", inferred: "inferred", unknown: "unknown" };
const BOUND_NAMES = { exact: "exact", approx: "approx", atLeast: "atLeast", atMost: "atMost" };

const indicatorsOf = (series) => new Set(series.map(({ indicator }) => indicator)).size;

function numbersOverview(model) {
  const rows = model.series.flatMap((series) => series.rows);
  const targets = rows.filter((row) => isTarget(model, row)).length;
  return [
    el("h2", {}, t("overview")),
    el("p", {}, t("numbers-counts", { n: rows.length, indicators: indicatorsOf(model.series), targets, documents: model.documents.length })),
    el("p", { class: "muted no-print" }, t("numbers-how")),
    el("p", { class: "muted" }, t("numbers-note")),
  ];
}

function numbersLegend() {
  const paths = { atLeast: "M3,12L13,12L8,3Z", atMost: "M3,4L13,4L8,13Z" };
  const sign = (cls, key, bound) => {
    const shape = bound ? svg("path", { class: `dot ${cls}`, d: paths[bound] }) : svg("circle", { class: `dot ${cls}`, cx: 8, cy: 8, r: 5 });
    return el("p", { class: "muted" }, svg("svg", { width: 16, height: 16, "aria-hidden": "true" }, shape), " ", t(key));
  };
  byId("numbers-legend").replaceChildren(el("p", { class: "field" }, t("signs")), sign("", "bound-exact"), sign("approx", "bound-approx"),
    sign("", "bound-atLeast", "atLeast"), sign("", "bound-atMost", "atMost"), sign("intended", "target"), sign("assumed", "period-mark"));
}

function numbersCsv(model) {
  const heads = ["indicator", "area", "period", "basis", "figure-column", "unit", "bound", "growth", "status", "document", "date", "observation", "evidence"].map((key) => t(key));
  return [heads, ...seriesSeen(model).flatMap((series) => series.rows.map((row) =>
    [series.indicator, row.area, row.period, row.basis, row.figure, series.unit, row.bound, series.kind === "growth" ? row.figure : row.growth ?? "", label(model.data.statuses, row.status),
      row.claim.document, row.claim.published, row.claim.id, row.claim.quote]))];
}
