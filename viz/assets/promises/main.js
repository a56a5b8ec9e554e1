// The promises view: one model, one `update` that brings the page in line with it.
VIEWS.promises = (data) => {
  const model = makePromises(data);
  const update = () => {
    promisesFilters(model, change);
    fillPromises(model, pick);
    promisesPanel(model, pick);
    const seen = promisesSeen(model);
    byId("promises-said").textContent = t("promises-said", { n: seen.length, documents: new Set(seen.map((promise) => promise.document.document)).size, shares: sharesText(model, seen) });
    byId("promises-notices").replaceChildren(...noticeList(data), ...(model.promises.length && model.promises.every(({ outcome }) => outcome === "unread") ? [notice(t("notice-unread"))] : []));
  };
  const change = (changes) => { Object.assign(model, changes, { picked: null }); update(); };
  const pick = (index, opener) => {
    model.picked = index;
    fillPromises(model, pick);
    promisesPanel(model, pick);
    if (index !== null && opener) {
      const now = byId("promises-list").querySelector(`[data-promise="${index}"]`);
      now.focus({ preventScroll: true });
      revealPanel(now);
    }
  };
  byId("promises-csv").addEventListener("click", () => saveCsv(`${document.title}.csv`, promisesCsv(model)));
  byId("promises-print").addEventListener("click", () => { model.most = Infinity; fillPromises(model, pick); print(); });
  byId("promises-reset").addEventListener("click", () => { model.off.clear(); change({ place: "", document: "", most: PROMISES }); });
  byId("promises-list").addEventListener("keydown", movePromise);
  byId("view-promises").addEventListener("keydown", (event) => { if (event.key === "Escape" && model.picked !== null) pick(null); });
  if (matchMedia("(max-width: 62rem)").matches) byId("promises-filters").open = false;
  page.onChange(update);
  update();
  byId("view-promises").innograph = { model };
  performance.mark("innograph-drawn");
};

function promisesFilters(model, change) {
  const here = model.promises.filter((promise) => inPlace(model, promise));
  const counts = counted(here, "outcome");
  refill("promises-outcomes", "outcome", ...model.data.outcomes.map((name) => tick({
    name, sign: el("span", { class: `outcome swatch ${name}`, "aria-hidden": "true" }), text: t(`outcome-${name}`), count: counts.get(name) || 0,
    checked: !model.off.has(name), change: (on) => { setOff(model.off, [name], on); change({}); } })));
  const any = ["", t("any")];
  const documents = new Map(model.promises.filter((promise) => !model.place || promise.document.place === model.place).map(({ document }) => [document.document, document]));
  const titles = [...documents.values()].map(({ document, title, published }) => [document, published ? `${title} (${published})` : title]);
  refillChoosers("promises-choosers",
    model.places.length > 1 ? chooser("promises-place", "place", [any, ...model.places.map((name) => [name, name])], model.place, (place) => change({ place, document: "" })) : null,
    documents.size > 1 ? chooser("promises-document", "planned-in", [any, ...titles], model.document, (document) => change({ document })) : null);
}
