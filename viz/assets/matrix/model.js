// The matrix: its data, what is ticked and chosen now, and the cells that follow from it.
const ROWS = 400; // industries in the table before a button asks for all

function makeMatrix(data) {
  const documents = data.documents.map((index) => ({ index, ...page.document(index) }));
  const facts = data.facts.map(([platform, industry, status, open, claims, more]) => {
    const shown = claims.map(page.claim);
    const sources = [...claims.map((claim) => DATA.sources.claims[claim][4]), ...more];
    return { platform, industry, status, open, claims: shown, sources, column: data.platforms[platform][1], more: more.length };
  });
  const places = [...new Set(documents.map(({ place }) => place).filter(Boolean))].sort();
  return {
    data, facts, documents, places,
    off: new Set(), place: "", document: "", sort: "total", kinds: false, unserved: false, all: false,
    picked: null, // {row, column}: an index, or null for a total
    cells: new Map(), rows: [], lookedAt: documents.length,
  };
}

const cellKey = (row, column) => `${row}:${column}`;

// Documents that place and document leave, facts that some claim of theirs states, cells of these.
function updateCells(model) {
  const { data, place, document } = model;
  const left = model.documents.filter((each) => (!place || each.place === place) && (!document || each.document === document));
  const seen = new Set(left.map(({ index }) => index));
  const whole = !place && !document;
  model.lookedAt = left.length;
  model.shown = model.facts.filter((fact) => !model.off.has(fact.status)
    && (whole || fact.sources.some((source) => seen.has(source)))
    && (model.kinds || !data.industries[fact.industry].group));
  model.inDocuments = (claim) => whole || ((!place || claim.place === place) && (!document || claim.document === document));
  model.cells = new Map();
  for (const fact of model.shown) {
    for (const key of [cellKey(fact.industry, fact.column), cellKey(fact.industry, null), cellKey(null, fact.column), cellKey(null, null)]) {
      if (!model.cells.has(key)) model.cells.set(key, []);
      model.cells.get(key).push(fact);
    }
  }
  model.rows = sortedRows(model);
}

const factsAt = (model, row, column) => model.cells.get(cellKey(row, column)) || [];
const isFact = (model, fact) => model.data.statuses[fact.status].asserted;

function countsAt(model, row, column) {
  const facts = factsAt(model, row, column);
  const built = facts.filter((fact) => isFact(model, fact)).length;
  return { built, intended: facts.length - built, open: facts.some((fact) => fact.open), facts };
}

function sortedRows(model) {
  const { industries } = model.data;
  const served = (row) => model.cells.has(cellKey(row, null));
  const rows = industries.map((_, row) => row).filter((row) => served(row) || (model.unserved && (model.kinds || !industries[row].group)));
  if (model.sort === "chain") return rows; // as the data have them
  const names = new Intl.Collator("zh-u-co-pinyin");
  const byName = (a, b) => names.compare(industries[a].name, industries[b].name) || a - b;
  if (model.sort === "name") return rows.sort(byName);
  const column = model.sort.startsWith("class:") ? Number(model.sort.slice(6)) : null;
  const weight = new Map(rows.map((row) => {
    const { built, intended } = countsAt(model, row, column);
    return [row, model.sort === "facts" ? built * 1000 + intended : (built + intended) * 1000 + built];
  }));
  return rows.sort((a, b) => weight.get(b) - weight.get(a) || byName(a, b));
}
