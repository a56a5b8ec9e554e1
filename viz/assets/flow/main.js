// The flow view: one model, one `update` that brings the page in line with it.
VIEWS.flow = (data) => {
  const model = makeFlow(data);
  const update = () => {
    flowFilters(model, change);
    drawFlow(model, pick);
    flowPanel(model, pick);
    flowTable(model);
    const items = flowRows(model);
    const built = items.filter((item) => isBuilt(model, item)).length;
    byId("flow-said").textContent = t("flow-said", { built, intended: items.length - built, n: data.looked })
      + (data.kinds ? t("flow-kinds", { n: data.kinds }) : "");
    byId("flow-notices").replaceChildren(...noticeList(data));
  };
  const change = (changes) => { Object.assign(model, changes, { picked: null }); update(); };
  const pick = (picked, opener) => {
    model.picked = picked;
    drawFlow(model, pick);
    flowPanel(model, pick);
    if (picked && opener) revealPanel(byId("flow-picture").querySelector(`[data-${picked.kind}="${picked.index}"]`));
  };
  byId("flow-csv").addEventListener("click", () => saveCsv(`${document.title}.csv`, flowCsv(model)));
  byId("flow-print").addEventListener("click", () => print());
  byId("flow-table-button").addEventListener("click", () => { model.table = !model.table; update(); });
  byId("flow-reset").addEventListener("click", () => {
    const [left, middle] = data.shown.split("-");
    model.off.clear();
    change({ left, middle, table: false });
  });
  byId("view-flow").addEventListener("keydown", (event) => { if (event.key === "Escape" && model.picked) pick(null); });
  if (matchMedia("(max-width: 62rem)").matches) byId("flow-filters").open = false;
  page.onChange(update);
  update();
  byId("view-flow").innograph = { model };
  performance.mark("innograph-drawn");
};

function flowFilters(model, change) {
  const items = [...new Set(flowPicture(model).ribbons.flatMap(([, , , , numbers]) => numbers))].map((number) => model.items[number]);
  refill("flow-statuses", "statuses", ...statusTicks(model.data.statuses, counted(items, "status"), model.off, () => change({})));
  refillChoosers("flow-choosers",
    chooser("flow-left", "flow-left", [["place", t("place")], ["organisation", t("organisation")]], model.left, (left) => change({ left })),
    chooser("flow-middle", "flow-middle", [["class", t("platform-class")], ["platform", t("platform")]], model.middle, (middle) => change({ middle })));
}
