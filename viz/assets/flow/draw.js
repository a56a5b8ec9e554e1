// The picture: ribbons below bars below labels. One stop for the tab key, arrow keys from bar to bar.
const LABEL_EM = 8; // the room beside the outer columns, less the count


function drawFlow(model, pick) {
  const { sides } = model.data;
  const picture = flowPicture(model);
  const box = byId("flow-picture");
  const focused = box.contains(document.activeElement) ? Number(document.activeElement.dataset.bar) : -1;
  const heads = columnNames(model).map((name, column) => svg("text", {
    class: "column", x: sides.xs[column] + (column === 0 ? sides.bar : column === 1 ? sides.bar / 2 : 0), y: 16,
    "text-anchor": ["end", "middle", "start"][column] }, name));
  const ribbons = picture.ribbons.map((ribbon, index) => drawRibbon(model, ribbon, index, pick));
  const bars = picture.bars.map((bar, index) => drawBar(model, bar, index, pick));
  const picked = model.picked && model.picked.kind === "bar" ? model.picked.index : 0;
  const stop = bars[focused >= 0 ? focused : picked];
  if (stop) stop.setAttribute("tabindex", "0");
  box.replaceChildren(svg("svg", { class: "sankey", viewBox: `0 0 ${sides.width} ${picture.height}`, role: "group", "aria-label": t("flow-label", { n: picture.bars.length }) },
    ...heads, ...ribbons, ...bars));
  if (focused >= 0 && bars[focused]) bars[focused].focus({ preventScroll: true });
}

function drawRibbon(model, ribbon, index, pick) {
  const [from, to, intended, path, numbers] = ribbon;
  const { picked } = model;
  const left = numbers.filter((number) => !model.off.has(model.items[number].status)).length;
  const near = !picked || (picked.kind === "ribbon" ? picked.index === index : from === picked.index || to === picked.index);
  const state = !left || !near ? " faded" : picked ? " aim" : "";
  const text = `${ribbonName(model, ribbon)}: ${t(intended ? "intended" : "built")} ${left}`;
  const drawn = svg("path", { class: `ribbon${intended ? " intended" : ""}${state}`, d: path, "data-ribbon": index }, svg("title", {}, text));
  drawn.addEventListener("click", () => pick({ kind: "ribbon", index }, drawn));
  return drawn;
}

function drawBar(model, bar, index, pick) {
  const { sides } = model.data;
  const x = sides.xs[bar.c];
  const text = barLabel(model, bar);
  const at = [[x - 6, "end"], [x + sides.bar + 5, "start"], [x + sides.bar + 6, "start"]][bar.c];
  const picked = model.picked && model.picked.kind === "bar" && model.picked.index === index;
  const name = svg("text", { x: at[0], y: (bar.y + bar.h / 2).toFixed(1), dy: ".36em", "text-anchor": at[1], class: bar.c === 1 ? "halo" : "" },
    cutLabel(text, bar.c === 1 ? 12 : bar.c === 2 ? LABEL_EM + 1.5 : LABEL_EM), " ", svg("tspan", { class: "count" }, String(bar.n)));
  const drawn = svg("g", { class: `bar${picked ? " aim" : ""}`, tabindex: "-1", role: "button", "data-bar": index, "aria-label": `${text}, ${bar.n}`, "aria-pressed": String(Boolean(picked)) },
    svg("title", {}, `${text}: ${bar.n}`), svg("rect", { x, y: bar.y, width: sides.bar, height: bar.h, rx: 2, fill: page.colour(barTop(model, bar)) }), name);
  drawn.addEventListener("click", () => { drawn.focus({ preventScroll: true }); pick({ kind: "bar", index }, drawn); });
  drawn.addEventListener("keydown", (event) => flowKey(model, event, index, pick));
  return drawn;
}

// Up and down within a column; left and right to the bar whose middle is nearest.
function flowKey(model, event, index, pick) {
  const { bars } = flowPicture(model);
  const bar = bars[index];
  const middle = ({ y, h }) => y + h / 2;
  let next = null;
  if (event.key === "Enter" || event.key === " ") pick({ kind: "bar", index }, event.currentTarget);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    next = index + (event.key === "ArrowDown" ? 1 : -1);
    if (!bars[next] || bars[next].c !== bar.c) next = null;
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    const column = bar.c + (event.key === "ArrowRight" ? 1 : -1);
    const others = bars.map((each, i) => [each, i]).filter(([each]) => each.c === column);
    others.sort(([a], [b]) => Math.abs(middle(a) - middle(bar)) - Math.abs(middle(b) - middle(bar)));
    next = others.length ? others[0][1] : null;
  } else return;
  event.preventDefault();
  if (next === null) return;
  for (const each of byId("flow-picture").querySelectorAll("[data-bar]")) {
    each.setAttribute("tabindex", each.dataset.bar === String(next) ? "0" : "-1");
    if (each.dataset.bar === String(next)) each.focus();
  }
}
