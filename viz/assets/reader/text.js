// The text on the page: at first plain, marked when it comes near the window, so that long documents
// open at once and the browser's own search finds everything.
const HEADS = { heading: "h2" };
let marker = null;

function fillText(model, pick) {
  const box = byId("reader-text");
  if (marker) marker.disconnect();
  if (!model.text) return box.replaceChildren();
  const { passages } = madeText(model, model.text);
  const nodes = passages.map((passage) => {
    const node = el(HEADS[passage.kind] || "p", { class: `passage ${passage.kind}${passage.start === 0 && cutPoints(passage.points, 0, 4) === "---\n" ? " front" : ""}`, "data-passage": passage.index });
    node.textContent = cutPoints(passage.points, 0, passage.points.length).trimEnd();
    if (node.classList.contains("front")) Object.assign(node, { tabIndex: 0 }); // it scrolls by itself
    return node;
  });
  marker = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) markPassage(model, passages[target.dataset.passage], target);
  }, { root: null, rootMargin: "600px" });
  box.replaceChildren(...nodes);
  for (const node of nodes) if (node.textContent) marker.observe(node);
  box.onclick = (event) => openPlace(model, event.target, pick);
  box.onkeydown = (event) => moveMark(model, event, pick);
  return null;
}

function markPassage(model, passage, node) {
  if (node.dataset.marked) return;
  node.dataset.marked = "1";
  marker.unobserve(node);
  node.replaceChildren(...pieces(model, passage));
}

function markAll(model) {
  const { passages } = madeText(model, model.text);
  for (const node of byId("reader-text").children) markPassage(model, passages[node.dataset.passage], node);
}

// The passage cut wherever something begins or ends; what covers a piece says how it looks.
function pieces(model, passage) {
  const said = saidSeen(model, passage);
  const mentions = mentionsSeen(model, passage);
  const { aim } = model;
  const spans = [...mentions, ...said.map(({ claim }) => claim), ...(aim ? [aim] : [])];
  const last = passage.start + trimmedLength(passage.points);
  const cuts = new Set([passage.start, last]);
  for (const { start, end } of spans) for (const place of [start, end]) if (place > passage.start && place < last) cuts.add(place);
  const places = [...cuts].sort((a, b) => a - b);
  const made = [];
  for (let i = 0; i + 1 < places.length; i += 1) {
    const [start, end] = [places[i], places[i + 1]];
    const covers = (span) => span.start < end && span.end > start;
    made.push(piece(model, passage, { start, end, said: said.filter(({ claim }) => covers(claim)), mention: mentions.filter(covers).pop(), aimed: aim && covers(aim) }));
    made.push(...badges(model, said.filter(({ claim }) => claim.end === end || (claim.end > last && end === last))));
  }
  return made;
}

function trimmedLength(points) {
  let length = points.length;
  while (length && /\s/.test(points[length - 1])) length -= 1;
  return length;
}

function piece(model, passage, { start, end, said, mention, aimed }) {
  const text = cutPoints(passage.points, start - passage.start, end - passage.start);
  if (!said.length && !mention && !aimed) return text;
  const classes = [];
  if (said.length) classes.push(said.every((each) => isIntended(model, each)) ? "said intended" : "said");
  if (mention) classes.push("mention");
  if (aimed) classes.push("aimed");
  const settings = { class: classes.join(" "), "data-start": start, "data-end": end };
  if (mention) Object.assign(settings, { "data-entity": mention.entity, role: "button", tabindex: "-1" });
  const node = el(aimed ? "mark" : "span", settings, text);
  if (mention) {
    const top = topOf(model, mention.entity);
    node.style.setProperty("--own", `var(--top-${own(page.palette.shapes, top) ? top : "unknown"})`);
    node.title = `${nameOf(model, mention.entity)} · ${label(model.data.classes, model.data.entities[mention.entity][2])}`;
  }
  return node;
}

// After a sentence: how many links and numbers are read from it; facts filled, plans hollow.
function badges(model, said) {
  return [false, true].flatMap((intended) => {
    const group = said.filter((each) => isIntended(model, each) === intended);
    if (!group.length) return [];
    const start = Math.min(...group.map(({ claim }) => claim.start));
    const end = Math.max(...group.map(({ claim }) => claim.end));
    const names = [...new Set(group.map(({ claim }) => label(model.data.statuses, claim.status)))].join(t("comma"));
    return [button({ class: intended ? "mark intended stated" : "mark stated", tabindex: "-1", "data-start": start, "data-end": end,
      "aria-label": t("stated-here", { n: group.length, statuses: names }) }, String(group.length))];
  });
}

function openPlace(model, target, pick) {
  const node = target.closest("[data-start]");
  if (!node) return;
  const place = { start: Number(node.dataset.start), end: Number(node.dataset.end) };
  if (node.dataset.entity !== undefined) pick({ kind: "entity", entity: Number(node.dataset.entity), ...place }, node);
  else if (node.matches(".said, .stated")) pick({ kind: "place", ...place }, node);
}

// One stop for the Tab key; the arrow keys go from mark to mark.
function moveMark(model, event, pick) {
  const here = event.target.closest("[data-start]");
  if (event.key === "Enter" || event.key === " ") {
    if (here && here.tagName !== "BUTTON") { event.preventDefault(); openPlace(model, here, pick); }
    return;
  }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || (!here && event.target !== byId("reader-text"))) return;
  const marks = [...byId("reader-text").querySelectorAll(".mention, .stated")];
  const next = here ? marks[marks.indexOf(here) + step] : marks.find((each) => each.getBoundingClientRect().top >= byId("reader-text").getBoundingClientRect().top);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

// Brings a place into sight; its passage is marked first.
function showPlace(model, { start }, focus = false) {
  const passage = passageAt(madeText(model, model.text).passages, start);
  const node = byId("reader-text").querySelector(`[data-passage="${passage.index}"]`);
  if (!node) return;
  markPassage(model, passage, node);
  const aimed = node.querySelector(".aimed") || node;
  aimed.scrollIntoView({ block: "center", behavior: "instant" });
  if (focus) aimed.focus({ preventScroll: true });
}
