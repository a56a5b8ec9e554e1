// Search over the names of the graph: an index that is a script, so that it also loads from the disk.
// It is loaded when somebody first goes to the field.
const HITS = 50;
const field = document.getElementById("find");
const form = field.form;
const list = document.getElementById("hits");
const said = document.getElementById("hits-said");
let index = null;
let isLoading = false;

const say = (name, values = {}) => form.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

function load() {
  if (isLoading) return;
  isLoading = true;
  const script = document.createElement("script");
  script.src = form.dataset.index;
  script.addEventListener("load", () => {
    readInitials(NAMES.initials);
    index = NAMES.rows.map(([cls, place, page, ...names]) => ({ cls, place, page, shown: names, names: names.map(plain), initials: null }));
    run();
  });
  script.addEventListener("error", () => { said.textContent = say("broken"); });
  document.head.append(script);
}

// By rank, then shorter names first.
function search(text) {
  const found = index.map((entry) => ({ entry, rank: matchRank(entry, text) })).filter(({ rank }) => rank >= 0);
  const length = ({ entry }) => entry.shown[0].length;
  return found.sort((a, b) => a.rank - b.rank || length(a) - length(b));
}

function run() {
  const typed = field.value.trim();
  if (!typed) { said.textContent = ""; list.replaceChildren(); return; }
  if (!index) { said.textContent = say("loading"); return; }
  const found = search(plain(typed));
  list.replaceChildren(...found.slice(0, HITS).map(({ entry }) => shownHit(entry, plain(typed))));
  const values = { n: found.length, shown: HITS, text: typed, all: index.length };
  said.textContent = say(found.length > HITS ? "many" : found.length ? "found" : "none", values);
}

function shownHit(entry, text) {
  const link = document.createElement("a");
  link.href = form.dataset.base + entry.page;
  link.textContent = entry.shown[0];
  const note = document.createElement("span");
  note.className = "muted";
  const alias = entry.names[0].includes(text) ? -1 : entry.names.findIndex((name) => name.includes(text));
  const label = NAMES.classes[entry.cls][document.documentElement.lang === "en" ? 1 : 0];
  const said = [label, NAMES.places[entry.place], alias > 0 ? entry.shown[alias] : ""];
  note.textContent = said.filter(Boolean).join(" · ");
  const item = document.createElement("li");
  item.append(link, " ", note);
  return item;
}

function step(event) {
  const items = [...list.querySelectorAll("a")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? null : 0, End: at < 0 ? null : items.length - 1 }[event.key];
  if (event.key === "Escape") { field.value = ""; run(); field.focus(); }
  if (to === undefined || to === null || !items.length) return;
  (to < 0 ? field : items[Math.min(to, items.length - 1)]).focus();
  event.preventDefault();
}

form.hidden = false;
field.addEventListener("focus", load);
field.addEventListener("input", () => { load(); run(); });
form.addEventListener("keydown", step);
form.addEventListener("submit", (event) => {
  const first = list.querySelector("a");
  if (first) first.click();
  if (first || form.dataset.site) event.preventDefault();
});
