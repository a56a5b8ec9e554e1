// The table as a grid: one stop for the tab key, arrow keys from cell to cell.
function marksOf(model, row, column) {
  const { built, intended, open } = countsAt(model, row, column);
  const mark = (n, kind) => {
    if (!n) return null;
    const sign = el("span", { class: `mark${kind}` }, el("span", { class: "unseen" }, `${t(kind ? "intended" : "built")} `), String(n));
    if (row !== null && column !== null) sign.style.minWidth = `${1.4 + 0.15 * Math.min(n, 20)}rem`; // a small bar
    return sign;
  };
  if (!built && !intended) return [el("span", { class: "none", "aria-hidden": "true" }, "·"), el("span", { class: "unseen" }, t("nothing-stated"))];
  return [mark(built, ""), mark(intended, " intended"), open ? el("span", { class: "more-open" }, t("open-mark")) : null].filter(Boolean);
}

function cellName(model, row, column) {
  const industry = row === null ? t("all-industries") : model.data.industries[row].name;
  const cls = column === null ? t("all-classes") : label(model.data.classes, model.data.columns[column]);
  return { industry, cls };
}

function cellLabel(model, row, column) {
  const { built, intended, open } = countsAt(model, row, column);
  const values = { ...cellName(model, row, column), built, intended, n: model.lookedAt };
  if (!built && !intended) return t("cell-empty", values);
  return t("cell-label", values) + (open ? t("cell-open") : "");
}

function makeCell(model, name, row, column, settings, children) {
  const cell = el(name, { tabindex: "-1", ...settings }, ...children);
  cell.place = { row, column };
  return cell;
}

function fillGrid(model, pick) {
  const { columns, industries } = model.data;
  const body = (row, column, cls) => makeCell(model, "td", row, column,
    { role: "gridcell", class: cls, title: cellLabel(model, row, column) }, marksOf(model, row, column));
  const shown = model.all ? model.rows : model.rows.slice(0, ROWS);
  const head = el("tr", { role: "row" },
    makeCell(model, "th", null, null, { role: "columnheader", scope: "col" }, [t("industry-class")]),
    makeCell(model, "th", null, null, { role: "columnheader", scope: "col", class: "sum" }, [t("total")]),
    ...columns.map((name, column) => makeCell(model, "th", null, column, { role: "columnheader", scope: "col" }, [label(model.data.classes, name)])));
  const rows = shown.map((row) => el("tr", { role: "row" },
    makeCell(model, "th", row, null, { role: "rowheader", scope: "row", class: model.sort === "chain" && industries[row].chain !== undefined ? "segment" : "" }, [industries[row].name]),
    body(row, null, "sum"), ...columns.map((_, column) => body(row, column, ""))));
  const foot = el("tr", { role: "row" }, makeCell(model, "th", null, null, { role: "rowheader", scope: "row" }, [t("total")]),
    body(null, null, "sum"), ...columns.map((_, column) => body(null, column, "")));
  const table = el("table", { class: "grid", role: "grid", "aria-label": t("matrix"), "aria-rowcount": String(model.rows.length + 2) },
    el("thead", { role: "rowgroup" }, head), el("tbody", { role: "rowgroup" }, ...rows), el("tfoot", { role: "rowgroup" }, foot));
  const rest = model.rows.length - shown.length;
  const more = rest > 0 ? [button({ id: "matrix-all", onclick: () => { model.all = true; pick(model.picked); } }, t("all-rows", { n: rest }))] : [];
  const box = byId("matrix-box");
  const { scrollTop, scrollLeft } = box;
  const focused = box.contains(document.activeElement) ? document.activeElement.place : null;
  box.replaceChildren(table, ...more);
  box.scrollTo(scrollLeft, scrollTop);
  bindGrid(table, pick);
  markPicked(table, model.picked, focused);
}

const samePlace = (a, b) => Boolean(a && b) && a.row === b.row && a.column === b.column;

function markPicked(table, picked, focused) {
  const cells = [...table.querySelectorAll("[tabindex]")];
  const find = (place) => cells.find((cell) => cell.localName === "td" && samePlace(cell.place, place)) || cells.find((cell) => samePlace(cell.place, place));
  const chosen = picked && find(picked);
  if (chosen) chosen.setAttribute("aria-selected", "true");
  const stop = (focused && find(focused)) || chosen || table.querySelector("tbody td") || cells[0];
  if (stop) stop.tabIndex = 0;
  if (focused && stop) stop.focus({ preventScroll: true });
}

function bindGrid(table, pick) {
  const cellOf = (event) => event.target.closest("[tabindex]");
  table.addEventListener("click", (event) => { const cell = cellOf(event); if (cell) { moveStop(table, cell); pick(cell.place, cell); } });
  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") pick(cell.place, cell);
    else if (!moveInGrid(table, cell, event)) return;
    event.preventDefault();
  });
}

function moveStop(table, cell) {
  for (const each of table.querySelectorAll('[tabindex="0"]')) each.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus({ preventScroll: true });
}

function moveInGrid(table, cell, { key, ctrlKey }) {
  const { rows } = table;
  let y = cell.parentElement.rowIndex;
  let x = cell.cellIndex;
  const last = rows[y].cells.length - 1;
  if (key === "ArrowDown") y += 1;
  else if (key === "ArrowUp") y -= 1;
  else if (key === "ArrowRight") x += 1;
  else if (key === "ArrowLeft") x -= 1;
  else if (key === "PageDown") y += 10;
  else if (key === "PageUp") y -= 10;
  else if (key === "Home") { x = 0; if (ctrlKey) y = 0; }
  else if (key === "End") { x = last; if (ctrlKey) y = rows.length - 1; }
  else return false;
  y = Math.max(0, Math.min(rows.length - 1, y));
  x = Math.max(0, Math.min(last, x));
  const next = rows[y].cells[x];
  moveStop(table, next);
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}
