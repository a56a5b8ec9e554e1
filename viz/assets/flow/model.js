// The flow: its pictures laid out ahead, which one shows, and what of it.
function makeFlow(data) {
  const items = data.items.map(([left, platform, cls, industry, status, open, claims, more]) =>
    ({ left, platform, cls, industry, status, open, claims: claims.map(page.claim), more }));
  const [left, middle] = data.shown.split("-");
  return { data, items, left, middle, off: new Set(), picked: null, table: false };
}

const flowPicture = (model) => model.data.pictures[`${model.left}-${model.middle}`];
const isBuilt = (model, item) => model.data.statuses[item.status].asserted;

function itemsSeen(model) {
  const seen = new Set();
  for (const [, , , , numbers] of flowPicture(model).ribbons) {
    for (const number of numbers) if (!model.off.has(model.items[number].status)) seen.add(number);
  }
  return seen;
}

function barLabel(model, bar) {
  if (bar.others) return t("others", { n: bar.others });
  if (bar.none) return t(model.left === "place" ? "no-place" : "no-organisation");
  return bar.cls ? label(model.data.classes, bar.cls) : bar.label;
}

const columnNames = (model) => [
  t(model.left === "place" ? "place" : "organisation"), t(model.middle === "class" ? "platform-class" : "platform"), t("industry")];

const barTop = (model, bar) => ["", "Platform", "Field"][bar.c] || (model.left === "place" ? "Place" : "Organization");

// Facts of a bar or a ribbon that the filters leave, each once.
function itemsAt(model, { kind, index }) {
  const { ribbons } = flowPicture(model);
  const chosen = kind === "ribbon" ? [ribbons[index]] : ribbons.filter(([from, to]) => from === index || to === index);
  const seen = itemsSeen(model);
  return [...new Set(chosen.flatMap(([, , , , numbers]) => numbers))].filter((number) => seen.has(number)).sort((a, b) => a - b).map((number) => model.items[number]);
}

function ribbonName(model, [from, to]) {
  const { bars } = flowPicture(model);
  return `${barLabel(model, bars[from])} → ${barLabel(model, bars[to])}`;
}
