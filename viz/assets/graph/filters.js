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
      el("summary", {}, el("span", { class: "unseen" }, `${label(classes, top)} `), leaves.length > 1 ? t("leaf-count", { n: leaves.length }) : label(classes, leaves[0])),
      ...leaves.map((leaf) => { const row = one(leaf, [leaf], null); row.firstChild.dataset.name = `leaf:${leaf}`; return row; })));
  }
  refill("filter-classes", "classes", ...rows);
}

function fillStatuses(model, update) {
  refill("filter-statuses", "statuses", ...statusTicks(model.data.statuses, counted(model.edges, "status"), model.off.status, update,
    { sign: lineSign, built: "facts-group", intended: "intended-group" }));
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
