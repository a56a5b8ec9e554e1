// A card for each indicator with two figures or more; those that stand alone share one table.
function rowsTable(model, series, pick, { named = false } = {}) {
  const heads = [...(named ? ["indicator"] : []), "area", "period", "figure-column", "status", ...(named ? ["document"] : [])];
  const sorted = [...series.rows].sort((a, b) => (a.area < b.area ? -1 : a.area > b.area ? 1 : 0) || (a.year || 0) - (b.year || 0) || a.index - b.index);
  const line = (each, row) => el("tr", {},
    named ? el("td", {}, each.indicator) : null,
    el("td", { class: "nowrap" }, row.area), el("td", {}, periodText(row)),
    el("td", {}, button({ class: "nowrap", "data-figure": row.index, onclick: (event) => pick(row.index, event.currentTarget) }, figureText(each, row)),
      row.growth !== null && each.kind === "value" ? el("span", { class: "muted" }, ` ${t("growth")} ${row.growth}%`) : null),
    el("td", {}, statusBadge(model.data.statuses[row.status], row.status)), named ? el("td", { title: row.claim.title }, row.claim.title) : null);
  return el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((key) => el("th", { scope: "col" }, t(key))))),
    el("tbody", {}, ...(named ? series.rows.map(({ each, row }) => line(each, row)) : sorted.map((row) => line(series, row)))));
}

function cardOf(model, series, pick) {
  const key = `${series.indicator}|${series.kind}|${series.unit}`;
  const details = el("details", {}, el("summary", {}, t("figures", { n: series.rows.length })));
  // A table is made when it is first looked at: there may be a thousand figures.
  const open = () => { if (details.childElementCount === 1) details.append(rowsTable(model, series, pick)); };
  details.addEventListener("toggle", () => { details.open ? model.opened.add(key) : model.opened.delete(key); if (details.open) open(); });
  if (model.opened.has(key)) { open(); details.open = true; }
  const card = el("article", { class: "card" }, el("h2", {}, series.indicator, " ", el("span", { class: "muted" }, seriesName(series))), chartOf(model, series, pick), details);
  const first = card.querySelector("[data-dot]");
  if (first) first.setAttribute("tabindex", "0");
  return card;
}

function fillCards(model, pick) {
  const box = byId("numbers-cards");
  const active = box.contains(document.activeElement) ? document.activeElement.dataset : {};
  const { scrollTop } = box;
  const seen = seriesSeen(model);
  const several = seen.filter((series) => series.rows.length > 1);
  const alone = seen.filter((series) => series.rows.length === 1).map((each) => ({ each, row: each.rows[0] }));
  const shown = several.slice(0, model.most);
  const rest = several.length - shown.length;
  const more = rest ? button({ id: "numbers-more", onclick: () => { model.most = Infinity; fillCards(model, pick); } }, t("more-charts", { n: rest })) : null;
  box.replaceChildren(...[
    el("div", { class: "cards" }, ...shown.map((series) => cardOf(model, series, pick))), more,
    alone.length ? lonelyTable(model, alone, shown.length, pick) : null,
    seen.length ? null : el("p", {}, t("no-numbers")),
  ].filter(Boolean));
  box.scrollTop = scrollTop;
  const name = active.dot !== undefined ? "dot" : active.figure !== undefined ? "figure" : null;
  if (name) box.querySelector(`[data-${name}="${active[name]}"]`)?.focus({ preventScroll: true });
}

function lonelyTable(model, alone, charts, pick) {
  const details = el("details", { class: "lonely" }, el("summary", {}, t("alone", { n: alone.length })));
  const fill = () => { if (details.childElementCount === 1) details.append(rowsTable(model, { rows: alone }, pick, { named: true })); };
  details.addEventListener("toggle", () => { model.alone = details.open; if (details.open) fill(); });
  if (model.alone ?? charts < 4) { fill(); details.open = true; }
  return details;
}

function moveDot(model, event, pick) {
  const dot = event.target.closest("[data-dot]");
  if (!dot) return;
  if (event.key === "Enter" || event.key === " ") { pick(Number(dot.dataset.dot), dot); event.preventDefault(); return; }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const dots = [...dot.closest("svg").querySelectorAll("[data-dot]")];
  const next = dots[dots.indexOf(dot) + step];
  event.preventDefault();
  if (!next) return;
  dot.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}
