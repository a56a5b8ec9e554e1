// The list: a document, its shares, and its promises with both sentences side by side.
function shareBar(model, promises) {
  const counts = counted(promises, "outcome");
  const parts = model.data.outcomes.filter((name) => counts.has(name)).map((name) => {
    const part = el("span", { class: name });
    part.style.flexGrow = String(counts.get(name));
    return part;
  });
  return el("div", { class: "shares", "aria-hidden": "true" }, ...parts);
}

function sharesText(model, promises) {
  const counts = counted(promises, "outcome");
  return model.data.outcomes.filter((name) => counts.has(name)).map((name) => `${t(`outcome-${name}`)} ${counts.get(name)}`).join(" · ");
}

function promiseRow(model, promise, pick) {
  const [first] = promise.before;
  const answer = promise.after[0];
  const name = button({ tabindex: "-1", "data-promise": promise.index }, promiseName(model, promise));
  const status = (claim) => model.data.statuses[claim.status];
  const row = el("article", { class: `promise${model.picked === promise.index ? " aim" : ""}` },
    el("header", {}, el("span", { class: `outcome ${promise.outcome}` }, t(`outcome-${promise.outcome}`)), name),
    el("div", { class: "before" }, statusBadge(status(first), first.status), quoteOf(first.quote, first.cue)),
    answer
      ? el("div", { class: `after${status(answer).asserted ? " done" : ""}` }, statusBadge(status(answer), answer.status),
        el("span", { class: "muted" }, ` ${answer.title} · ${answer.published || t("no-date")}`), quoteOf(answer.quote, answer.cue),
        promise.after.length > 1 ? el("p", { class: "muted" }, t("more-answers", { n: promise.after.length - 1 })) : null)
      : el("div", { class: "after" }, el("p", { class: "muted" }, outcomeText(promise))));
  row.addEventListener("click", () => { if (!String(getSelection())) pick(promise.index, name); });
  return row;
}

function fillPromises(model, pick) {
  const box = byId("promises-list");
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.promise : null;
  const { scrollTop } = box;
  let room = model.most;
  const groups = promisesByDocument(model);
  const sections = groups.map((group) => {
    const shown = group.slice(0, Math.max(0, room));
    room -= group.length;
    if (!shown.length) return null;
    const { title, published, place } = group[0].document;
    return el("section", { class: "promised" }, el("h2", {}, title), el("p", { class: "muted" }, [published || t("no-date"), place, sharesText(model, group)].filter(Boolean).join(" · ")),
      shareBar(model, group), ...shown.map((promise) => promiseRow(model, promise, pick)));
  }).filter(Boolean);
  const rest = -room;
  const more = rest > 0 ? button({ id: "promises-all", onclick: () => { model.most = Infinity; fillPromises(model, pick); } }, t("more-promises", { n: rest })) : null;
  const none = groups.length ? null : el("p", {}, t("no-promises"));
  box.replaceChildren(...[none, ...sections, more].filter(Boolean));
  box.scrollTop = scrollTop;
  const stops = [...box.querySelectorAll("[data-promise]")];
  const stop = stops.find((each) => each.dataset.promise === (focused ?? String(model.picked))) || stops[0];
  if (stop) stop.tabIndex = 0;
  if (stop && focused !== null) stop.focus({ preventScroll: true });
}

function movePromise(event) {
  const stops = [...byId("promises-list").querySelectorAll("[data-promise]")];
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (at < 0 || step === undefined) return;
  const next = stops[Math.max(0, Math.min(stops.length - 1, at + step))];
  stops[at].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  event.preventDefault();
}
