// Language, theme and texts; views listen for changes and draw themselves anew.
const DATA = JSON.parse(byId("data").textContent);
const own = (terms, name) => (Object.hasOwn(terms, name) ? terms[name] : undefined);
const systemDark = matchMedia("(prefers-color-scheme: dark)");

const page = {
  language: DATA.language,
  palette: DATA.palette,
  names: Object.keys(DATA.views),
  current: null, // the view that is on the page: the others keep still
  openText: null, // opens a document at a place, if there is a reader
  links: {}, // how a view shows what #id= names, where it has its own way
  chosenTheme: null,
  printing: false,
  listeners: new Map(),
  onChange(listener) { page.listeners.set(page.current, listener); },
  onLink(show) { page.links[page.current] = show; },
  changed(what) { page.listeners.get(page.current)?.(what); },
  theme() {
    if (page.printing) return "light";
    return page.chosenTheme || (systemDark.matches ? "dark" : "light");
  },
  surface() { return page.palette.surfaces[page.theme()]; },
  // Own properties only: a class may be called "constructor".
  colour(top) { return own(page.palette.tops[page.theme()], top) || page.palette.unknown[page.theme()]; },
  shape(top) { return own(page.palette.shapes, top) || page.palette.unknownShape; },
  // A claim, or the sentence of a number, by its place in the page's sources.
  claim(index) {
    const { claims, quotes } = DATA.sources;
    const [id, quote, cue, status, document, start, end, flags] = claims[index];
    return { id, quote: quotes[quote], cue, status, ...page.document(document), start, end,
      open: Boolean(flags & 1), isNumber: Boolean(flags & 2) };
  },
  document(index) {
    const [document, title, published, place, issuer, number] = DATA.sources.documents[index];
    return { document, title: title || document, published, place, issuer, number };
  },
};

// Text of a key; {name} is filled from `values`, in one pass, so values are never read as patterns.
function t(key, values = {}) {
  return DATA.texts[page.language][key].replace(/\{(\w+)\}/g, (whole, name) =>
    name in values ? String(values[name]) : whole);
}

const label = (terms, name) => (own(terms, name) || { [page.language]: name })[page.language];

function fillTexts() {
  document.documentElement.lang = page.language === "zh" ? "zh-Hans" : "en";
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
  byId("language").lang = t("language-code");
  byId("theme").textContent = t(page.theme() === "dark" ? "theme-light" : "theme-dark");
}

function setTheme(theme) {
  page.chosenTheme = theme;
  if (theme) document.documentElement.dataset.theme = theme;
  fillTexts();
  page.changed("theme");
}

function setLanguage(language) {
  page.language = language;
  fillTexts();
  page.changed("language");
}

function setPrinting(printing) {
  page.printing = printing;
  page.changed("theme");
}

const VIEWS = {};

// A view is made when it is first shown, and brought up to date when it is shown again.
function showView(name) {
  if (name === page.current || !page.names.includes(name)) return;
  for (const each of page.names) byId(`view-${each}`).hidden = each !== name;
  const made = page.listeners.has(name);
  page.current = name;
  for (const link of document.querySelectorAll(".views a")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  if (made) page.changed("view"); else VIEWS[name](DATA.views[name]);
  if (page.names.length > 1) document.title = `${DATA.title} · ${t(`view-${name}`)}`;
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; } // a stray % is taken as it stands
}

const textLink = ({ document, start, end }) => `#doc=${encodeURIComponent(document)}&at=${start}-${end}`;

// Deep links: #view= a view, #doc=…&at=start-end a place in a text, #id= an entity, a fact or a claim.
function followLink() {
  const [, view] = /^#view=(\w+)$/.exec(location.hash) || [];
  const [, text, start, end] = /^#doc=([^&]+)(?:&at=(\d+)-(\d+))?$/.exec(location.hash) || [];
  const [, id] = /^#id=(.+)$/.exec(location.hash) || [];
  if (view) showView(view);
  else if (text && page.names.includes("reader")) {
    showView("reader");
    page.openText(decoded(text), start ? { start: Number(start), end: Number(end) } : null);
  } else if (id) {
    const isClaim = DATA.sources.claims.some(([each]) => each === decoded(id));
    if (!isClaim) showView("graph");
    if (page.links[page.current]) page.links[page.current](decoded(id)); else showLinkedClaim(decoded(id));
  }
}

function start() {
  readInitials(DATA.initials);
  byId("language").addEventListener("click", () => setLanguage(t("language-code")));
  byId("theme").addEventListener("click", () => setTheme(page.theme() === "dark" ? "light" : "dark"));
  systemDark.addEventListener("change", () => { if (!page.chosenTheme) setTheme(null); });
  addEventListener("beforeprint", () => setPrinting(true));
  addEventListener("afterprint", () => setPrinting(false));
  fillTexts();
  const [, view] = /^#view=(\w+)$/.exec(location.hash) || [];
  const first = /^#doc=/.test(location.hash) ? "reader" : view;
  showView(page.names.includes(first) ? first : page.names[0]);
  addEventListener("hashchange", followLink);
  followLink();
}
