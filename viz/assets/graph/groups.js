// Groups of a summary in the panel, where the keyboard opens and closes them too.
const GROUPS_LISTED = 30;

function bindGroups(model, drawing, pick) {
  if (!model.data.many) return () => {};
  const turn = (kind) => { setSummary(model, kind); pick(null); fit(model, drawing, false); };
  const show = () => {
    refillChoosers("group-tools",
      chooser("group-by", "group-by", ["community", "class", "none"].map((kind) => [kind, t(`group-by-${kind}`)]), model.summary, turn),
      model.summary === "none" ? null : button({ id: "close-all", disabled: !model.opened.size, onclick: () => { model.opened.clear(); pick(null); fit(model, drawing, false); } }, t("close-all")));
  };
  model.turnGroup = (group, open) => {
    if (open) model.opened.add(group.id); else closeGroup(model, group);
    pick({ kind: "group", item: group });
    if (open) frame(drawing, group); else fit(model, drawing, false);
    byId("turn-group")?.focus({ preventScroll: true });
  };
  return show;
}

function frame({ network }, { x, y, reach }) {
  const { clientWidth, clientHeight } = byId("canvas");
  network.moveTo({ position: { x, y }, scale: Math.min(1.6, Math.min(clientWidth, clientHeight) / (2.3 * reach)) });
}

function groupButton(model, group) {
  return button({ class: "link", "data-group": group.id, "aria-expanded": String(model.opened.has(group.id)), onclick: () => model.turnGroup(group, true) },
    shapeSign(page.shape(group.top), page.colour(group.top)), el("span", { class: "grow" }, groupName(model, group)), el("span", { class: "muted" }, String(group.count)));
}

function groupLists(model, groups) {
  const seen = groups.filter((group) => {
    const members = group.members.filter((node) => model.seenNodes.has(node));
    if (members.length) describe(model, group, members);
    return members.length;
  });
  return [el("ul", {}, ...seen.slice(0, GROUPS_LISTED).map((group) => el("li", {}, groupButton(model, group)))),
    seen.length > GROUPS_LISTED ? el("p", { class: "muted" }, t("more-groups", { n: seen.length - GROUPS_LISTED })) : null];
}

function summaryOverview(model) {
  if (model.summary === "none") return [];
  return [el("h3", {}, t(`groups-${model.summary}`, { n: model.roots.length })), el("p", { class: "muted no-print" }, t("groups-how")), ...groupLists(model, model.roots)];
}

function groupPanel(model, group, pick) {
  const open = model.opened.has(group.id);
  const members = group.members.filter((node) => model.seenNodes.has(node)).sort((a, b) => b.edges.length - a.edges.length || a.id - b.id);
  const inside = new Set(members);
  const links = members.flatMap((node) => node.edges.filter((edge) => model.seenEdges.has(edge)));
  const within = new Set(links.filter((edge) => ends(model, edge).every((node) => inside.has(node)))).size;
  const classes = [...counted(members, "cls")].sort((a, b) => b[1] - a[1]);
  return [
    el("h2", {}, shapeSign(page.shape(group.top), page.colour(group.top)), " ", groupName(model, group)),
    el("p", {}, t("group-counts", { n: members.length, within, out: new Set(links).size - within })),
    button({ id: "turn-group", "aria-expanded": String(open), onclick: () => model.turnGroup(group, !open) }, t(open ? "close-group" : "open-group")),
    el("p", { class: "muted" }, classes.map(([cls, n]) => `${label(model.data.classes, cls)} ${n}`).join(t("comma"))),
    ...(group.groups.length ? [el("h3", {}, t(`groups-${group.groups[0].kind === "cls" ? "class" : "community"}`, { n: group.groups.length })), ...groupLists(model, group.groups)] : []),
    el("h3", {}, t("group-members")),
    el("ul", {}, ...members.slice(0, GROUPS_LISTED).map((node) => el("li", {}, entityLink(node, pick, String(node.edges.length))))),
    members.length > GROUPS_LISTED ? el("p", { class: "muted" }, t("more-members", { n: members.length - GROUPS_LISTED })) : null,
  ];
}
