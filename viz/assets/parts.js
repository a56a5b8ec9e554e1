// What views are made of: notices, boxes to tick with sign and count, lists to choose from, files.
const notice = (text) => el("p", { class: "notice" }, text);

// What was asked for and what is left out; lists of terms are said in the page's language.
function noticeList(data) {
  return data.notices.map(({ text, ...values }) => {
    const said = (terms, names) => names.map((name) => label(terms, name)).join(t("comma"));
    if (values.classes) values.classes = said(data.classes, values.classes);
    if (values.statuses) values.statuses = said(data.statuses, values.statuses);
    if (values.places) values.places = values.places.join(t("comma"));
    return notice(t(text, values));
  });
}

// A list with a label, to choose one of; `options` are pairs of value and text.
function chooser(id, key, options, chosen, change) {
  const list = el("select", { id }, ...options.map(([value, text]) => el("option", { value }, text)));
  list.value = chosen;
  list.addEventListener("change", () => change(list.value));
  return el("label", { class: "field" }, t(key), list);
}

// What a table shows, for spreadsheets: UTF-8 with its mark; no cell can be taken for a formula.
function csvOf(rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function saveBlob(name, blob) {
  const link = el("a", { download: name, href: URL.createObjectURL(blob) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const saveCsv = (name, rows) => saveBlob(name, new Blob([csvOf(rows)], { type: "text/csv" }));

function counted(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(item[key], (counts.get(item[key]) || 0) + 1);
  return counts;
}

function tick({ checked, mixed, sign, text, count, name, change }) {
  const box = el("input", { type: "checkbox", checked: Boolean(checked), "data-name": name });
  box.indeterminate = Boolean(mixed);
  box.addEventListener("change", () => change(box.checked));
  return el("label", { class: "tick" }, box, sign, el("span", { class: "grow" }, text), el("span", { class: "count" }, String(count)));
}

function refill(id, key, ...children) {
  const group = byId(id);
  const open = new Set([...group.querySelectorAll("details[open]")].map((each) => each.dataset.name));
  const focused = group.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  group.replaceChildren(group.querySelector("legend"), ...children);
  for (const each of group.querySelectorAll("details")) each.open = open.has(each.dataset.name);
  if (focused) [...group.querySelectorAll("input")].find((each) => each.dataset.name === focused)?.focus();
}

function setOff(set, names, on) {
  for (const name of names) on ? set.delete(name) : set.add(name);
}


// How facts and plans look where they are not lines.
const markSign = (intended) => el("span", { class: intended ? "mark intended" : "mark", "aria-hidden": "true" });

// Statuses in two groups, facts and plans; `off` holds those that are not ticked.
function statusTicks(statuses, counts, off, change, { sign = markSign, built = "built-group", intended = "plans-group" } = {}) {
  const rows = [];
  for (const asserted of [true, false]) {
    const names = Object.keys(statuses).filter((name) => statuses[name].asserted === asserted && counts.has(name));
    if (!names.length) continue;
    rows.push(tick({
      name: asserted ? "facts" : "intended", sign: sign(!asserted), text: t(asserted ? built : intended),
      count: names.reduce((sum, name) => sum + counts.get(name), 0),
      checked: !names.every((name) => off.has(name)),
      mixed: names.some((name) => off.has(name)) && !names.every((name) => off.has(name)),
      change: (on) => { setOff(off, names, on); change(); },
    }));
    rows.push(el("div", { class: "leaves" }, ...names.map((name) => tick({
      name, sign: null, text: label(statuses, name), count: counts.get(name), checked: !off.has(name),
      change: (on) => { setOff(off, [name], on); change(); },
    }))));
  }
  return rows;
}

// Lists made anew keep the focus.
function refillChoosers(id, ...fields) {
  const focused = document.activeElement && document.activeElement.id;
  byId(id).replaceChildren(...fields.filter(Boolean));
  if (focused && byId(id).querySelector(`#${CSS.escape(focused)}`)) byId(focused).focus();
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) || []), item]);
  return groups;
}

const emOf = (text) => [...text].reduce((sum, character) => sum + (character.codePointAt(0) > 0x2e7f ? 1 : 0.56), 0);

// A label of at most so many em; Latin letters count a little more than half.
function cutLabel(text, most) {
  let width = 0;
  for (const [index, character] of [...text].entries()) {
    width += character.codePointAt(0) > 0x2e7f ? 1 : 0.56;
    if (width > most) return `${[...text].slice(0, index).join("")}…`;
  }
  return text;
}
