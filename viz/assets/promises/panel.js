// Both sides of a promise with all their sentences, or what the outcomes mean.
function promisesPanel(model, pick) {
  const promise = model.picked === null ? null : model.promises[model.picked];
  showPanel(promise ? promisePanel(model, promise, pick) : promisesOverview(model));
}

const MATCHES = { same: "same", alike: "alike", kind: "kind", thing: "thing" };

function promisePanel(model, promise, pick) {
  const cards = (claims) => claims.flatMap((claim) => [
    claim.score < 1 ? el("p", { class: "muted" }, t(`match-${own(MATCHES, claim.match) || "other"}`, { score: claim.score })) : null,
    claimCard(claim, model.data.statuses[claim.status])]);
  return [
    button({ class: "small no-print", onclick: () => pick(null) }, t("back")),
    el("h2", {}, promiseName(model, promise)),
    el("p", {}, el("span", { class: `outcome ${promise.outcome}` }, t(`outcome-${promise.outcome}`))),
    el("h3", {}, t("planned-side")), ...cards(promise.before),
    el("h3", {}, t("later-side")),
    ...(promise.after.length ? cards(promise.after) : [el("p", {}, outcomeText(promise))]),
    promise.unlisted ? el("p", { class: "muted" }, t("more-claims", { n: promise.unlisted })) : null,
    promise.outcome === "dropped" ? el("p", { class: "muted" }, t("silent-note")) : null,
  ];
}

function promisesOverview(model) {
  const counts = counted(model.promises.filter((promise) => inPlace(model, promise)), "outcome");
  return [
    el("h2", {}, t("overview")),
    el("p", { class: "muted no-print" }, t("promises-how")),
    ...model.data.outcomes.flatMap((name) => [
      el("p", {}, el("span", { class: `outcome ${name}` }, `${t(`outcome-${name}`)} ${counts.get(name) || 0}`), el("span", { class: "muted" }, ` ${t(`means-${name}`)}`))]),
    el("p", { class: "muted" }, t("silent-note")),
  ];
}

function promisesCsv(model) {
  const heads = [t("outcome"), t("subject"), t("relation"), t("object"), t("document"), t("date"), t("status"), t("evidence"), t("claim"),
    ...["document", "date", "status", "evidence", "claim"].map((key) => `${t("later-side")} ${t(key)}`)];
  const side = (claim) => (claim ? [claim.document, claim.published, label(model.data.statuses, claim.status), claim.quote, claim.id] : ["", "", "", "", ""]);
  const term = (name) => model.data.predicates[name][page.language === "zh" ? "intendedZh" : "intendedEn"];
  return [heads, ...promisesByDocument(model).flat().map((promise) =>
    [t(`outcome-${promise.outcome}`), promise.subject, term(promise.predicate), promise.object, ...side(promise.before[0]), ...side(promise.after[0])])];
}
