// Promises with their outcomes, and which of them show.
// In the list before a button asks for more; on a phone a row is three times as high.
const PROMISES = matchMedia("(max-width: 62rem)").matches ? 30 : 120;

function makePromises(data) {
  const promises = data.promises.map(([document, subject, predicate, object, cls, outcome, before, after, following, unlisted], index) => ({
    index, document: page.document(document), subject, predicate, object, cls, outcome: data.outcomes[outcome], following, unlisted,
    before: before.map(page.claim), after: after.map(([claim, score, match]) => ({ ...page.claim(claim), score, match })),
  }));
  const places = [...new Set(promises.map((promise) => promise.document.place).filter(Boolean))].sort();
  return { data, promises, places, off: new Set(), place: "", document: "", most: PROMISES, picked: null };
}

const inPlace = (model, promise) => (!model.place || promise.document.place === model.place) && (!model.document || promise.document.document === model.document);
const promisesSeen = (model) => model.promises.filter((promise) => inPlace(model, promise) && !model.off.has(promise.outcome));

// Documents that have an answer come first, with the most answers before the others.
function promisesByDocument(model) {
  const groups = groupBy(promisesSeen(model), (promise) => promise.document.document);
  const answered = (group) => group.filter((promise) => promise.after.length).length;
  const sorted = [...groups.values()].map((group) => [...group].sort((a, b) => outcomeRank(model, a) - outcomeRank(model, b) || a.before[0].start - b.before[0].start || a.index - b.index));
  return sorted.sort((a, b) => answered(b) - answered(a) || b[0].following - a[0].following || a[0].index - b[0].index);
}

const outcomeRank = (model, promise) => model.data.outcomes.indexOf(promise.outcome);

function promiseName(model, { subject, predicate, object }) {
  const term = model.data.predicates[predicate];
  return `${subject} ${page.language === "zh" ? term.intendedZh : term.intendedEn} ${object}`;
}

function outcomeText(promise) {
  if (promise.outcome === "dropped") return t("silent-in", { n: promise.following });
  return t(`means-${promise.outcome}`);
}
