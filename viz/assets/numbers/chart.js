// Small charts: years from left to right, or places one below the other where years do not differ.
const CHART = { width: 320, height: 160, left: 10, right: 14, top: 18, bottom: 24 };
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
  const x = (year) => (years.length < 2 ? width / 2 : left + 26 + ((year - years[0]) / (years.at(-1) - years[0])) * (width - left - right - 60));
  const y = scaleOf(series.rows, height - bottom - 8, top + 8);
  const axis = [svg("line", { class: "axis", x1: left, x2: width - right, y1: height - bottom, y2: height - bottom }),
    ...years.filter((_, i) => years.length < 8 || i % 2 === 0).map((year) => svg("text", { class: "quiet", x: x(year), y: height - 7, "text-anchor": "middle" }, String(year)))];
  const drawn = [...areas.values()].flatMap((rows) => {
    const real = rows.filter((row) => row.year && !isTarget(model, row)).sort((a, b) => a.year - b.year || a.index - b.index);
    return real.length > 1 ? [svg("polyline", { class: "way", points: real.map((row) => `${x(row.year).toFixed(1)},${y(row.figure).toFixed(1)}`).join(" ") })] : [];
  });
  const points = known.map((row) => dotOf(model, series, row, x(row.year), y(row.figure), pick));
  return chartBox(series, height, ...axis, ...drawn, ...figureLabels(areas, known, x, y), ...points);
}

// The figure above or below a point, with its place at the last one of several; only where it lies
// over no other figure and no other point. The table beneath has them all.
function figureLabels(areas, rows, x, y) {
  const latest = (area) => areas.get(area).reduce((a, b) => ((b.year || 0) >= (a.year || 0) ? b : a));
  const last = new Set(areas.size > 1 ? [...areas.keys()].map(latest) : []);
  const spots = rows.map((row) => ({ row, x: x(row.year), y: y(row.figure) }));
  const taken = [];
  const free = (box) => !taken.some((other) => Math.abs(other.x - box.x) < box.half + other.half && Math.abs(other.y - box.y) < 12)
    && !spots.some((spot) => Math.abs(spot.x - box.x) < box.half + 4 && Math.abs(spot.y - box.y) < 10);
  const order = [...rows].sort((a, b) => last.has(b) - last.has(a) || b.year - a.year || b.figure - a.figure);
  return order.flatMap((row) => {
    const figure = `${BOUNDS[row.bound] || ""}${inDigits(row.figure)}`;
    const text = last.has(row) ? `${cutLabel(row.area, 6)} ${figure}` : figure;
    const half = [...text].reduce((sum, character) => sum + (character > "\u2e7f" ? 5.6 : 3.3), 2);
    const at = Math.max(half, Math.min(CHART.width - half, x(row.year)));
    const box = [-11, 15].map((step) => ({ x: at, y: y(row.figure) + step, half })).find(free);
    if (!box) return [];
    taken.push(box);
    return [svg("text", { class: "halo", x: box.x, y: box.y, dy: ".2em", "text-anchor": "middle" }, text)];
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
