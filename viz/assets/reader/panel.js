// An entity with what the texts say of it, or what is read from one sentence.
const NAMED = 30; // places of an entity that are listed

function readerPanel(model, pick) {
  const { picked } = model;
  if (!picked) return showPanel(readerOverview(model));
  return showPanel([button({ class: "small no-print", onclick: () => pick(null) }, t("back")), ...(picked.kind === "entity" ? namedPanel(model, picked, pick) : placePanel(model, picked))]);
}

function statement(model, each, aimed = false) {
  const { claim } = each;
  const head = claim.isNumber ? null : el("h3", {}, `${nameOf(model, each.subject)} ${relationOf(model, each)} ${nameOf(model, each.object)}`);
  return [head, claimCard(claim, own(model.data.statuses, claim.status) || {}, aimed)];
}

function placePanel(model, { start, end, claim: aimed }) {
  const said = saidAt(model, start, end);
  return [el("h2", {}, t("read-here", { n: said.length })), ...said.flatMap((each) => statement(model, each, each.claim.id === aimed))];
}

function namedPanel(model, { entity }, pick) {
  const [key, name, cls, aliases] = model.data.entities[entity];
  const top = topOf(model, entity);
  const said = madeText(model, model.text).said.filter((each) => each.subject === entity || each.object === entity);
  const places = placesOf(model, entity);
  return [
    el("h2", {}, shapeSign(page.shape(top), page.colour(top)), " ", name),
    el("p", { class: "muted" }, label(model.data.classes, cls)),
    aliases.length ? el("p", { class: "muted" }, `${t("aliases")}: ${aliases.join(t("comma"))}`) : null,
    page.names.includes("graph") ? el("p", {}, el("a", { href: `#id=${encodeURIComponent(key)}` }, t("in-graph"))) : null,
    el("h3", {}, t("facts-of", { n: said.length })),
    ...said.flatMap((each) => statement(model, each)),
    el("h3", {}, t("named-at", { n: places.length })),
    el("ul", {}, ...places.slice(0, NAMED).map((place) => el("li", {}, button({ class: "link", onclick: () => goTo(model, place, pick) },
      el("span", { class: "grow" }, around(model, place)), el("span", { class: "muted" }, place.text.title))))),
    places.length > NAMED ? el("p", { class: "muted" }, t("more-places", { n: places.length - NAMED })) : null,
  ];
}

function around(model, { text, start, end }) {
  const passage = passageAt(madeText(model, text).passages, start);
  const at = start - passage.start;
  const from = Math.max(0, at - 8);
  return `${from ? "…" : ""}${cutPoints(passage.points, from, end - passage.start + 12).trim()}…`;
}

function goTo(model, { text, start, end }, pick) {
  model.text = text;
  model.aim = { start, end };
  pick(model.picked, null, { anew: true });
  showPlace(model, { start });
}

function readerOverview(model) {
  if (!model.text) return [el("h2", {}, t("overview")), el("p", {}, t("no-texts"))];
  const { said, passages } = madeText(model, model.text);
  const { text } = model;
  const facts = said.filter((each) => !each.claim.isNumber && !isIntended(model, each)).length;
  const numbers = said.filter((each) => each.claim.isNumber).length;
  const line = (key, value) => (value ? el("p", {}, el("span", { class: "muted" }, `${t(key)}: `), value) : null);
  return [
    el("h2", {}, text.title),
    line("issuer", text.issuer), line("number-of", text.number), line("place", text.place), line("date", text.published), line("document", text.document),
    el("p", {}, t("text-counts", { passages: passages.length, facts, intended: said.length - numbers - facts, numbers })),
    el("p", { class: "muted no-print" }, t("reader-how")),
  ];
}
