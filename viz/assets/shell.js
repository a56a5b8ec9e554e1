// Language, theme and texts; views listen for changes and draw themselves anew.
const DATA = JSON.parse(byId("data").textContent);
const own = (terms, name) => (Object.hasOwn(terms, name) ? terms[name] : undefined);
const systemDark = matchMedia("(prefers-color-scheme: dark)");

const page = {
  language: DATA.language,
  palette: DATA.palette,
  chosenTheme: null,
  printing: false,
  listeners: [],
  onChange(listener) { page.listeners.push(listener); },
  changed(what) { for (const listener of page.listeners) listener(what); },
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
    const [document, title, published, place] = DATA.sources.documents[index];
    return { document, title: title || document, published, place };
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

function start() {
  byId("language").addEventListener("click", () => setLanguage(t("language-code")));
  byId("theme").addEventListener("click", () => setTheme(page.theme() === "dark" ? "light" : "dark"));
  systemDark.addEventListener("change", () => { if (!page.chosenTheme) setTheme(null); });
  addEventListener("beforeprint", () => setPrinting(true));
  addEventListener("afterprint", () => setPrinting(false));
  fillTexts();
  for (const [name, data] of Object.entries(DATA.views)) VIEWS[name](data);
  addEventListener("hashchange", showLinkedClaim);
  showLinkedClaim();
}
