// Small charts: years from left to right, or places one below the other where years do not differ.
const CHART = { width: 320, height: 150, left: 10, right: 14, top: 16, bottom: 22 };
const AREAS = 12;

function chartOf(model, series, pick) {
  const areas = groupBy(series.rows, (row) => row.area);
  const years = new Set(series.rows.map((row) => row.year));
  const compare = areas.size > 3 || years.size < 2;
  return compare ? placesChart(model, series, areas, pick) : yearsChart(model, series, areas, pick);
}

function scaleOf(rows, low, high) {
  const figures = rows.map((row) => row.figure);
  const least = Math.min(...figures);
  const most = Math.max(...figures);
  // From nought, unless all are far above it: then the differences would not be seen.
  const from = least >= 0 && least < most * 0.6 ? 0 : least - (most - least || Math.abs(most) || 1) * 0.25;
  const to = most === from ? from + 1 : most;
  return (figure) => low + ((figure - from) / (to - from)) * (high - low);
}

// A disc is exact, a ring about, a triangle up at least, down at most; dashed and hollow is a target.
function dotOf(model, series, row, x, y, pick) {
  const r = 5;
  const shapes = {
    atLeast: `M${x - r},${y + r * 0.8}L${x + r},${y + r * 0.8}L${x},${y - r}Z`,
    atMost: `M${x - r},${y - r * 0.8}L${x + r},${y - r * 0.8}L${x},${y + r}Z`,
  };
  const target = isTarget(model, row);
  const said = [row.area, periodText(row), figureText(series, row), label(model.data.statuses, row.status)].filter(Boolean).join(" · ");
  const cls = `dot${target ? " intended" : ""}${row.bound === "approx" ? " approx" : ""}${row.basis === "inferred" ? " inferred" : row.assumed ? " assumed" : ""}${model.picked === row.index ? " aim" : ""}`;
  const common = { class: cls, tabindex: "-1", role: "button", "aria-label": said, "data-dot": row.index };
  const title = svg("title", {}, said);
  const drawn = shapes[row.bound] ? svg("path", { ...common, d: shapes[row.bound] }, title) : svg("circle", { ...common, cx: x, cy: y, r }, title);
  drawn.addEventListener("click", () => pick(row.index));
  return drawn;
}

function chartBox(series, height, ...children) {
  return svg("svg", { class: "chart", viewBox: `0 0 ${CHART.width} ${height}`, role: "group", "aria-label": t("chart-label", { name: series.indicator, n: series.rows.length }) }, ...children);
}

function yearsChart(model, series, areas, pick) {
  const { width, height, left, right, top, bottom } = CHART;
  const known = series.rows.filter((row) => row.year);
  const years = [...new Set(known.map((row) => row.year))].sort((a, b) => a - b);
  const x = (year) => (years.length < 2 ? width / 2 : left + 22 + ((year - years[0]) / (years.at(-1) - years[0])) * (width - left - right - 60));
  const y = scaleOf(series.rows, height - bottom - 8, top + 8);
  const axis = [svg("line", { class: "axis", x1: left, x2: width - right, y1: height - bottom, y2: height - bottom }),
    ...years.filter((_, i) => years.length < 8 || i % 2 === 0).map((year) => svg("text", { class: "quiet", x: x(year), y: height - 7, "text-anchor": "middle" }, String(year)))];
  const drawn = [...areas].flatMap(([area, rows]) => {
    const real = rows.filter((row) => row.year && !isTarget(model, row)).sort((a, b) => a.year - b.year || a.index - b.index);
    const way = real.length > 1 ? [svg("polyline", { class: "way", points: real.map((row) => `${x(row.year).toFixed(1)},${y(row.figure).toFixed(1)}`).join(" ") })] : [];
    const last = rows.filter((row) => row.year).sort((a, b) => a.year - b.year || a.index - b.index).at(-1);
    const name = areas.size > 1 && last ? [svg("text", { class: "quiet halo", x: Math.min(x(last.year) + 8, width - 4), y: y(last.figure) + 16, "text-anchor": x(last.year) > width * 0.75 ? "end" : "start" }, cutLabel(area, 7))] : [];
    return [...way, ...name];
  });
  const points = known.map((row) => dotOf(model, series, row, x(row.year), y(row.figure), pick));
  return chartBox(series, height, ...axis, ...drawn, ...figureLabels(series, known, x, y), ...points);
}

// The figure beside a point, where it lies over no other.
function figureLabels(series, rows, x, y) {
  const taken = [];
  return [...rows].reverse().flatMap((row) => {
    const text = `${BOUNDS[row.bound] || ""}${inDigits(row.figure)}`;
    const half = text.length * 3.2;
    const at = { x: Math.max(half, Math.min(CHART.width - half, x(row.year))), y: y(row.figure) - 9 };
    if (taken.some((other) => Math.abs(other.x - at.x) < half + other.half && Math.abs(other.y - at.y) < 12)) return [];
    taken.push({ ...at, half });
    return [svg("text", { class: "halo", x: at.x, y: at.y, "text-anchor": "middle" }, text)];
  });
}

function placesChart(model, series, areas, pick) {
  const { width, right } = CHART;
  const line = 19;
  const named = Math.min(110, 14 + 12 * Math.max(...[...areas.keys()].map((area) => Math.min(8, [...area].length))));
  const most = (rows) => Math.max(...rows.map((row) => row.figure));
  const sorted = [...areas].sort(([, a], [, b]) => (series.kind === "rank" ? most(a) - most(b) : most(b) - most(a)));
  const shown = sorted.slice(0, AREAS);
  const x = scaleOf(series.rows, named + 8, width - right - 62);
  const drawn = shown.flatMap(([area, rows], index) => {
    const y = index * line + 13;
    const top = rows.reduce((a, b) => (b.figure > a.figure ? b : a));
    return [
      svg("text", { x: named, y: y + 4, "text-anchor": "end" }, cutLabel(area || "–", 8)),
      svg("line", { class: "axis", x1: named + 8, x2: width - right, y1: y, y2: y }),
      svg("text", { class: "halo quiet", x: x(top.figure) + 9, y: y + 4 }, figureText(series, top)),
      ...rows.map((row) => dotOf(model, series, row, x(row.figure), y, pick)),
    ];
  });
  const rest = sorted.length - shown.length;
  const more = rest ? [svg("text", { class: "quiet", x: named + 8, y: shown.length * line + 13 }, t("more-areas", { n: rest }))] : [];
  return chartBox(series, (shown.length + (rest ? 1 : 0)) * line + 8, ...drawn, ...more);
}
