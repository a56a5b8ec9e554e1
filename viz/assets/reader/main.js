// The reader: one model, one `update` that brings the page in line with it.
VIEWS.reader = (data) => {
  const model = makeReader(data);
  const pick = (picked, opener, { anew = false } = {}) => {
    model.picked = picked;
    if (anew) fillAll();
    readerPanel(model, pick);
    if (picked && opener) revealPanel(opener);
  };
  const fillAll = () => {
    readerFilters(model, change, openText);
    fillText(model, pick);
    fillOutline(model);
  };
  const update = () => {
    fillAll();
    readerPanel(model, pick);
    byId("reader-notices").replaceChildren(...noticeList(data));
    if (model.aim) showPlace(model, model.aim);
  };
  const change = () => { const top = byId("reader-text").scrollTop; update(); if (!model.aim) byId("reader-text").scrollTop = top; };
  const openText = (identity, place = null) => {
    const text = model.texts.find(({ document }) => document === identity);
    if (!text) return showPanel([el("p", {}, t("no-such-text", { id: identity }))]);
    model.text = text;
    model.aim = place && place.end > place.start ? place : null;
    const first = model.aim && saidAt(model, place.start, place.end).length;
    model.picked = first ? { kind: "place", ...place } : null;
    byId("reader-text").scrollTop = 0;
    update();
    return null;
  };
  page.openText = openText;
  byId("reader-reset").addEventListener("click", () => { model.off.top.clear(); model.off.status.clear(); model.aim = null; pick(null); update(); });
  byId("reader-print").addEventListener("click", () => { if (model.text) markAll(model); print(); });
  addEventListener("beforeprint", () => { if (model.text) markAll(model); });
  byId("view-reader").addEventListener("keydown", (event) => { if (event.key === "Escape" && model.picked) pick(null); });
  if (matchMedia("(max-width: 62rem)").matches) byId("reader-filters").open = byId("reader-contents").open = false;
  page.onChange(update);
  [model.text = null] = model.texts;
  update();
  byId("view-reader").innograph = { model };
  performance.mark("innograph-drawn");
};

function fillOutline(model) {
  const heads = model.text ? madeText(model, model.text).passages.filter(({ kind }) => kind === "heading") : [];
  byId("reader-outline").replaceChildren(...heads.map((passage) => el("li", {}, button({ class: "link", onclick: () => {
    const node = byId("reader-text").querySelector(`[data-passage="${passage.index}"]`);
    node.scrollIntoView({ block: "start", behavior: "instant" });
  } }, cutPoints(passage.points, 0, passage.points.length).trim().replace(/^#+\s*/, "")))));
}

function readerFilters(model, change, openText) {
  const { data, off } = model;
  const made = model.text ? madeText(model, model.text) : { passages: [], said: [] };
  const tops = counted((model.text ? model.text.mentions : []).map(([, , entity]) => ({ top: topOf(model, entity) })), "top");
  const order = [...Object.keys(data.classes), ...tops.keys()].filter((top, i, all) => tops.has(top) && all.indexOf(top) === i);
  refill("reader-classes", "classes", ...order.map((top) => tick({
    name: top, sign: shapeSign(page.shape(top), page.colour(top)), text: label(data.classes, top), count: tops.get(top), checked: !off.top.has(top),
    change: (on) => { setOff(off.top, [top], on); change(); } })));
  refill("reader-statuses", "statuses", ...statusTicks(data.statuses, counted(made.said.map(({ claim }) => claim), "status"), off.status, change));
  const kinds = counted(made.passages.filter(({ points }) => trimmedLength(points)), "kind");
  refill("reader-kinds", "section-kinds", ...data.kinds.filter((kind) => kinds.has(kind)).map((kind) =>
    el("p", { class: "tick" }, el("span", { class: `bar ${kind}`, "aria-hidden": "true" }), el("span", { class: "grow" }, t(`kind-${kind}`)), el("span", { class: "count" }, String(kinds.get(kind))))));
  const titles = model.texts.map(({ document, title, published }) => [document, published ? `${title} (${published})` : title]);
  refillChoosers("reader-choosers", titles.length > 1 ? chooser("reader-document", "document", titles, model.text ? model.text.document : "", (document) => openText(document)) : null);
}
