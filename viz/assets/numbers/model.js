// Series of figures, and which of them show.
const CARDS = 48; // charts before a button asks for more

function makeNumbers(data) {
  let index = 0;
  const series = data.series.map(([indicator, cls, kind, unit, rows]) => ({
    indicator, cls, kind, unit,
    rows: rows.map(([figure, bound, status, area, year, assumed, period, basis, claim, stated, growth]) =>
      ({ index: index++, figure, bound, status, area, year, assumed, period, basis, stated, growth, claim: page.claim(claim) })),
  }));
  const places = [...new Set(series.flatMap((each) => each.rows.map((row) => row.claim.place)).filter(Boolean))].sort();
  const documents = new Map(series.flatMap((each) => each.rows.map((row) => [row.claim.document, row.claim])));
  return { data, series, places, documents: [...documents.values()], off: new Set(), place: "", document: "", text: "", most: CARDS, picked: null, opened: new Set() };
}

function seriesSeen(model) {
  const text = plain(model.text);
  const passes = (row) => !model.off.has(row.status) && (!model.place || row.claim.place === model.place) && (!model.document || row.claim.document === model.document);
  return model.series.filter((each) => !text || plain(each.indicator).includes(text) || initialsPlace(initialsOfName(each.indicator), text) >= 0)
    .map((each) => ({ ...each, rows: each.rows.filter(passes) })).filter((each) => each.rows.length);
}

const isTarget = (model, row) => !model.data.statuses[row.status].asserted;
const BOUNDS = { exact: "", approx: "≈", atLeast: "≥", atMost: "≤" };

const inDigits = (number) => number.toLocaleString("en-US", { maximumFractionDigits: 2 });

function figureText(series, row) {
  const unit = series.kind === "rank" ? "" : series.unit;
  const figure = series.kind === "rank" ? t("rank", { n: row.figure }) : inDigits(row.figure);
  return `${BOUNDS[row.bound] || ""}${figure}${unit === "%" ? "%" : unit ? ` ${unit}` : ""}`;
}

// The period as it is known: stated, inferred, or only the year of publication.
function periodText(row) {
  if (row.period) return row.basis === "inferred" ? t("period-inferred", { period: row.period }) : row.period;
  return row.year ? t("period-published", { year: row.year }) : t("period-unknown");
}

function seriesName(series) {
  return series.kind === "value" ? series.unit : t(series.kind === "growth" ? "growth" : "ranking");
}
