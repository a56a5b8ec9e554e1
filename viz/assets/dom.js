// Elements are made here and nowhere else: text goes in as text, so data can't become markup.
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

function el(name, settings = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") node[key] = value;
    else if (value !== undefined && value !== null) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const button = (settings, ...children) => el("button", { type: "button", ...settings }, ...children);

function svg(name, settings, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(settings)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const corners = (n, turn, radius) =>
  Array.from({ length: n }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / n;
    const r = Array.isArray(radius) ? radius[i % 2] : radius;
    return `${(8 + r * Math.sin(angle)).toFixed(1)},${(8 - r * Math.cos(angle)).toFixed(1)}`;
  }).join(" ");

const OUTLINES = {
  square: () => corners(4, Math.PI / 4, 7.5),
  diamond: () => corners(4, 0, 7.5),
  triangle: () => corners(3, 0, 7.5),
  triangleDown: () => corners(3, Math.PI, 7.5),
  hexagon: () => corners(6, Math.PI / 2, 7),
  star: () => corners(10, 0, [7.5, 3.2]),
};

// The sign of a class in lists and legend: the shape that the canvas draws.
function shapeSign(shape, colour) {
  const outline = OUTLINES[shape];
  const inside = outline
    ? svg("polygon", { points: outline(), fill: colour })
    : svg("circle", { cx: 8, cy: 8, r: 6, fill: colour });
  return svg("svg", { class: "sign", width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, inside);
}

function lineSign(intended) {
  const colours = page.surface();
  const line = { x1: 0, x2: 28, y1: 5, y2: 5, "stroke-width": 2.2, stroke: intended ? colours.intended : colours.fact };
  if (intended) line["stroke-dasharray"] = page.palette.dash.join(" ");
  return svg("svg", { class: "sign", width: 28, height: 10, "aria-hidden": "true" }, svg("line", line));
}
