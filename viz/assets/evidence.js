// The evidence panel, and a claim with its sentence, as every view shows it.
function showPanel(children) {
  byId("panel").replaceChildren(...children.filter(Boolean));
  byId("panel").scrollTop = 0;
}

// On a narrow page the panel stands below the view: it is brought into sight, and leads back.
function revealPanel(opener) {
  if (!matchMedia("(max-width: 62rem)").matches) return;
  const back = button({ class: "small no-print" }, t("back-up"));
  back.addEventListener("click", () => { opener.scrollIntoView({ block: "center" }); opener.focus({ preventScroll: true }); });
  byId("panel").prepend(back);
  byId("panel").scrollIntoView({ block: "start" });
}

function statusBadge(term, status) {
  return el("span", { class: term.asserted ? "badge" : "badge intended" }, term[page.language] || status);
}

// The quote, with the words that decided the status marked where they stand.
function quoteOf(quote, cue) {
  const at = cue ? quote.indexOf(cue) : -1;
  if (at < 0) return el("blockquote", {}, quote);
  return el("blockquote", {}, quote.slice(0, at), el("mark", {}, cue), quote.slice(at + cue.length));
}

function cueText({ cue, isNumber }) {
  if (isNumber) return `${t("figure")}: ${cue}`;
  return cue ? `${t("cue")}: ${cue}` : t("no-cue");
}

// After GB/T 7714, where [Z] is the type of other documents; positions count from 1, as in `ask`.
function sourceLine({ issuer, title, number, published, start, end }) {
  const zh = page.language === "zh";
  const by = issuer ? `${issuer}. ` : "";
  const no = number ? `${zh ? ": " : ", "}${number}` : "";
  const date = published ? (zh ? ` (${published})` : ` ${published},`) : "";
  return `${by}${title}${no}${zh ? "" : " "}[Z].${date} ${t("cited-place", { first: start + 1, last: end })}.`;
}

function citation(claim) {
  return t("citation", { quote: claim.quote, source: sourceLine(claim), id: claim.id });
}

async function copyText(text, shown, place) {
  try {
    await navigator.clipboard.writeText(text);
    shown.textContent = t("copied");
  } catch { // no permission, or a browser that gives files no clipboard
    const field = el("textarea", { rows: "4", readonly: "" });
    field.value = text;
    place.append(el("p", { class: "muted" }, t("copy-failed")), field);
    field.select();
  }
}

// A deep link to a claim, where no view has its own way to show it: #id= and the claim's id.
function showLinkedClaim(id) {
  const index = DATA.sources.claims.findIndex(([each]) => each === id);
  if (index < 0) return showPanel([el("p", {}, t("no-such-claim", { id }))]);
  const claim = page.claim(index);
  const view = Object.values(DATA.views).find(({ statuses }) => own(statuses, claim.status));
  showPanel([claimCard(claim, view ? view.statuses[claim.status] : {}, true)]);
}

function claimCard(claim, term, aimed) {
  const copy = button({ class: "small no-print" }, t("copy"));
  const card = el("article", { class: `claim${term.asserted ? "" : " intended"}${aimed ? " aim" : ""}` },
    statusBadge(term, claim.status),
    el("span", { class: "muted cue" }, " ", cueText(claim)),
    quoteOf(claim.quote, claim.cue),
    el("p", { class: "muted" }, claim.title, " · ", claim.published || t("no-date")),
    DATA.views.reader ? el("p", { class: "no-print" }, el("a", { class: "in-text", href: textLink(claim) }, t("in-text"))) : null,
    el("p", { class: "muted" }, `${t("document")}: ${claim.document} · `, t("position", claim)),
    el("p", { class: "muted" }, `${t(claim.isNumber ? "observation" : "claim")}: `, el("a", { href: `#id=${encodeURIComponent(claim.id)}` }, el("code", { class: "claim-id" }, claim.id)), " ", copy));
  copy.addEventListener("click", () => copyText(citation(claim), copy, card));
  return card;
}
