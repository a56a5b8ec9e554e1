// Legend and filters are one: every sign with its count and a box to tick.
function makeFilters(model, update) {
  const build = () => {
    fillClasses(model, update);
    fillStatuses(model, update);
    fillPredicates(model, update);
  };
  build();
  return build;
}

function counted(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(item[key], (counts.get(item[key]) || 0) + 1);
  return counts;
}

function tick({ checked, mixed, sign, text, count, name, change }) {
  const box = el("input", { type: "checkbox", checked: Boolean(checked), "data-name": name });
  box.indeterminate = Boolean(mixed);
  box.addEventListener("change", () => change(box.checked));
  return el("label", { class: "tick" }, box, sign, el("span", { class: "grow" }, text), el("span", { class: "count" }, String(count)));
}

function refill(id, key, ...children) {
  const group = byId(id);
  const open = new Set([...group.querySelectorAll("details[open]")].map((each) => each.dataset.name));
  const focused = group.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  group.replaceChildren(group.querySelector("legend"), ...children);
  for (const each of group.querySelectorAll("details")) each.open = open.has(each.dataset.name);
  if (focused) [...group.querySelectorAll("input")].find((each) => each.dataset.name === focused)?.focus();
}

function setOff(set, names, on) {
  for (const name of names) on ? set.delete(name) : set.add(name);
}

function fillClasses(model, update) {
  const { classes } = model.data;
  const counts = counted(model.nodes, "cls");
  const tops = new Map();
  for (const name of Object.keys(classes)) {
    if (counts.has(name)) tops.set(classes[name].top, [...(tops.get(classes[name].top) || []), name]);
  }
  const off = model.off.cls;
  const change = (names) => (on) => { setOff(off, names, on); update(); };
  const one = (name, leaves, sign) => tick({
    name, sign, text: label(classes, name),
    count: leaves.reduce((sum, leaf) => sum + counts.get(leaf), 0),
    checked: !leaves.every((leaf) => off.has(leaf)),
    mixed: leaves.some((leaf) => off.has(leaf)) && !leaves.every((leaf) => off.has(leaf)),
    change: change(leaves),
  });
  const rows = [];
  for (const [top, leaves] of tops) {
    rows.push(one(top, leaves, shapeSign(page.shape(top), page.colour(top))));
    if (leaves.length === 1 && leaves[0] === top) continue;
    rows.push(el("details", { class: "leaves", "data-name": top },
      el("summary", { "aria-label": t("leaves", { name: label(classes, top) }) }, leaves.length > 1 ? t("leaf-count", { n: leaves.length }) : label(classes, leaves[0])),
      ...leaves.map((leaf) => { const row = one(leaf, [leaf], null); row.firstChild.dataset.name = `leaf:${leaf}`; return row; })));
  }
  refill("filter-classes", "classes", ...rows);
}

function fillStatuses(model, update) {
  const { statuses } = model.data;
  const counts = counted(model.edges, "status");
  const off = model.off.status;
  const rows = [];
  for (const asserted of [true, false]) {
    const names = Object.keys(statuses).filter((name) => statuses[name].asserted === asserted && counts.has(name));
    if (!names.length) continue;
    rows.push(tick({
      name: asserted ? "facts" : "intended", sign: lineSign(!asserted), text: t(asserted ? "facts-group" : "intended-group"),
      count: names.reduce((sum, name) => sum + counts.get(name), 0),
      checked: !names.every((name) => off.has(name)),
      mixed: names.some((name) => off.has(name)) && !names.every((name) => off.has(name)),
      change: (on) => { setOff(off, names, on); update(); },
    }));
    rows.push(el("div", { class: "leaves" }, ...names.map((name) => tick({
      name, sign: null, text: label(statuses, name), count: counts.get(name), checked: !off.has(name),
      change: (on) => { setOff(off, [name], on); update(); },
    }))));
  }
  refill("filter-statuses", "statuses", ...rows);
}

function fillPredicates(model, update) {
  const { predicates } = model.data;
  const counts = counted(model.edges, "predicate");
  const off = model.off.predicate;
  refill("filter-predicates", "predicates", ...Object.keys(predicates).filter((name) => counts.has(name)).map((name) => tick({
    name, sign: null, text: label(predicates, name), count: counts.get(name), checked: !off.has(name),
    change: (on) => { setOff(off, [name], on); update(); },
  })));
}
