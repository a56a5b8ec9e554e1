// The same statements as a table: for screen readers, for print, and for whoever likes rows.
const TABLED = 2000; // rows: more would keep the browser busy for seconds

function fillTable(model, pick) {
  if (byId("table").hidden) return;
  const columns = ["subject", "relation", "object", "status", "document", "evidence"];
  const left = model.seenEdges.size - TABLED;
  const rows = [...model.seenEdges].slice(0, TABLED).map((edge) => {
    const [subject, object] = ends(model, edge);
    const [first] = claimsOf(model, edge);
    return el("tr", {},
      el("td", {}, button({ class: "link", onclick: () => pick({ kind: "edge", item: edge }) }, subject.label)),
      el("td", {}, relationLabel(model, edge)),
      el("td", {}, object.label),
      el("td", {}, statusBadge(model.data.statuses[edge.status], edge.status)),
      el("td", {}, first ? first.title || first.document : ""),
      el("td", {}, first ? first.quote : ""));
  });
  byId("table").replaceChildren(el("table", {},
    el("caption", {}, t("table-caption"), left > 0 ? t("table-cut", { n: left }) : ""),
    el("thead", {}, el("tr", {}, ...columns.map((key) => el("th", { scope: "col" }, t(key))))),
    el("tbody", {}, ...rows)));
}
