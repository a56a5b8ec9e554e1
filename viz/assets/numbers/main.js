// The numbers view: one model, one `update` that brings the page in line with it.
VIEWS.numbers = (data) => {
  const model = makeNumbers(data);
  const update = () => {
    numbersFilters(model, change);
    numbersLegend();
    fillCards(model, pick);
    numbersPanel(model, pick);
    const seen = seriesSeen(model);
    byId("numbers-said").textContent = t("numbers-said", {
      n: seen.reduce((sum, series) => sum + series.rows.length, 0), indicators: indicatorsOf(seen), charts: seen.filter((series) => series.rows.length > 1).length });
    byId("numbers-notices").replaceChildren(...noticeList(data));
  };
  const change = (changes) => { Object.assign(model, changes, { picked: null }); update(); };
  const pick = (index, opener) => {
    model.picked = index;
    fillCards(model, pick);
    numbersPanel(model, pick);
    const now = index === null ? null : byId("numbers-cards").querySelector(`[data-dot="${index}"], [data-figure="${index}"]`);
    if (now) revealPanel(now);
  };
  const search = byId("numbers-search");
  search.addEventListener("input", () => change({ text: search.value }));
  byId("numbers-csv").addEventListener("click", () => saveCsv(`${document.title}.csv`, numbersCsv(model)));
  byId("numbers-print").addEventListener("click", () => { model.most = Infinity; fillCards(model, pick); print(); });
  byId("numbers-reset").addEventListener("click", () => { model.off.clear(); search.value = ""; change({ place: "", document: "", text: "", most: CARDS }); });
  byId("numbers-cards").addEventListener("keydown", (event) => moveDot(model, event, pick));
  byId("view-numbers").addEventListener("keydown", (event) => { if (event.key === "Escape" && model.picked !== null) pick(null); });
  if (matchMedia("(max-width: 62rem)").matches) byId("numbers-filters").open = false;
  page.onChange(update);
  update();
  byId("view-numbers").innograph = { model };
  performance.mark("innograph-drawn");
};

function numbersFilters(model, change) {
  const rows = model.series.flatMap((series) => series.rows);
  refill("numbers-statuses", "statuses", ...statusTicks(model.data.statuses, counted(rows, "status"), model.off, () => change({}), { built: "reported-group", intended: "targets-group" }));
  const any = ["", t("any")];
  const titles = model.documents.filter(({ place }) => !model.place || place === model.place).map(({ document, title, published }) => [document, published ? `${title} (${published})` : title]);
  refillChoosers("numbers-choosers",
    model.places.length > 1 ? chooser("numbers-place", "place", [any, ...model.places.map((name) => [name, name])], model.place, (place) => change({ place, document: "" })) : null,
    model.documents.length > 1 ? chooser("numbers-document", "document", [any, ...titles], model.document, (document) => change({ document })) : null);
}
