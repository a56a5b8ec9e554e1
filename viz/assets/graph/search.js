// Search over names, aliases and pinyin initials.
const RESULTS = 40;

function makeSearch(model, pick) {
  const entry = (kind) => (item) => ({ kind, item, names: [item.name, ...item.aliases].map(plain), initials: null });
  const entries = [...model.nodes.map(entry("node")), ...model.data.unlinked.map(entry("unlinked"))];
  const field = byId("search");
  const run = () => showResults(model, entries, field.value, pick);
  field.addEventListener("input", run);
  field.addEventListener("keydown", (event) => {
    const first = byId("results").querySelector("button");
    if (event.key === "Escape") { field.value = ""; run(); }
    else if (event.isComposing || !first) return; // Enter also ends a Chinese input method's word
    else if (event.key === "Enter") first.click();
    else if (event.key === "ArrowDown") { first.focus(); event.preventDefault(); }
  });
  byId("results").addEventListener("keydown", (event) => moveFocus(event, field));
  return run;
}

function moveFocus(event, field) {
  const row = event.target.closest("li");
  if (!row || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  (next ? next.querySelector("button") : event.key === "ArrowUp" ? field : row.querySelector("button")).focus();
  event.preventDefault();
}

function showResults(model, entries, typed, pick) {
  const text = plain(typed);
  const links = (entry) => (entry.item.edges ? entry.item.edges.length : 0);
  const found = text ? entries.map((entry) => ({ entry, rank: matchRank(entry, text) })).filter(({ rank }) => rank >= 0) : [];
  found.sort((a, b) => a.rank - b.rank || links(b.entry) - links(a.entry));
  byId("results").replaceChildren(...found.slice(0, RESULTS).map(({ entry }) => {
    const { cls } = entry.item;
    const top = model.data.classes[cls].top;
    const note = entry.kind === "unlinked" ? `${label(model.data.classes, cls)} · ${t("unlinked")}` : label(model.data.classes, cls);
    return el("li", {}, button({ onclick: () => pick({ kind: entry.kind, item: entry.item }, { move: true }) },
      shapeSign(page.shape(top), page.colour(top)),
      el("span", { class: "grow" }, entry.item.label || entry.item.name), el("span", { class: "muted" }, note)));
  }));
  const count = found.length ? t("result-count", { n: found.length }) : t("no-results", { text: typed.trim() });
  byId("result-count").textContent = text ? count : "";
}
