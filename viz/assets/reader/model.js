// A text with its marks. Places are code points in the data; characters beyond the first plane count
// two in JavaScript, so a passage that has such is cut by code points.
function makeReader(data) {
  const texts = data.texts.map((text, index) => ({ ...text, index, ...page.document(text.document), made: null }));
  return {
    data, texts, text: null,
    off: { top: new Set(), status: new Set() },
    picked: null, // {kind: "entity", entity} or {kind: "place", start, end}
    aim: null, // {start, end}: the sentence that a link leads to
  };
}

// Passages with the marks that lie in them, made when the text is first opened.
function madeText(model, text) {
  if (text.made) return text.made;
  let at = 0;
  const passages = text.passages.map(([kind, content], index) => {
    const points = /[\ud800-\udfff]/.test(content) ? [...content] : content;
    const passage = { index, kind: model.data.kinds[kind], points, start: at, end: at + points.length, mentions: [], said: [] };
    at = passage.end;
    return passage;
  });
  const statements = text.claims.map(([source, subject, predicate, object]) => ({ claim: page.claim(source), subject, predicate, object }));
  const numbers = text.numbers.map((source) => ({ claim: page.claim(source) }));
  const said = [...statements, ...numbers].sort((a, b) => a.claim.start - b.claim.start || a.claim.end - b.claim.end);
  for (const [start, end, entity] of text.mentions) {
    const passage = passageAt(passages, start);
    if (passage) passage.mentions.push({ start, end: Math.min(end, passage.end), entity });
  }
  for (const each of said) {
    const passage = passageAt(passages, each.claim.start);
    if (passage) passage.said.push(each);
  }
  text.made = { passages, said, length: at };
  return text.made;
}

// Passages tile the text: the last that begins at or before the place.
function passageAt(passages, place) {
  let low = 0;
  let high = passages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (passages[middle].start <= place) low = middle; else high = middle - 1;
  }
  return passages[low];
}

const cutPoints = (points, start, end) => (typeof points === "string" ? points.slice(start, end) : points.slice(start, end).join(""));

function topOf(model, entity) {
  const cls = model.data.entities[entity][2];
  return (own(model.data.classes, cls) || { top: cls }).top;
}

const isIntended = (model, { claim }) => !(own(model.data.statuses, claim.status) || { asserted: true }).asserted;
const saidSeen = (model, passage) => passage.said.filter(({ claim }) => !model.off.status.has(claim.status));
const mentionsSeen = (model, passage) => passage.mentions.filter(({ entity }) => !model.off.top.has(topOf(model, entity)));

function saidAt(model, start, end) {
  return madeText(model, model.text).said.filter(({ claim }) => claim.start < end && claim.end > start && !model.off.status.has(claim.status));
}

// Where an entity is named, in all texts of the page.
function placesOf(model, entity) {
  return model.texts.flatMap((text) => text.mentions.filter(([, , named]) => named === entity).map(([start, end]) => ({ text, start, end })));
}

function relationOf(model, { claim, predicate }) {
  const term = own(model.data.predicates, predicate);
  if (!term) return predicate;
  const intended = isIntended(model, { claim });
  return page.language === "zh" ? (intended ? term.intendedZh : term.zh) : intended ? term.intendedEn : term.en;
}

const nameOf = (model, entity) => model.data.entities[entity][1];
