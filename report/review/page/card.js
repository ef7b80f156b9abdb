// The card: the evidence of the case in hand.

// known has what was asked for, by key: the evidence, or the promise of it.
const known = new Map();
const MOST_KNOWN = 200;
function evidence(key) {
  if (!known.has(key)) {
    const asked = get("case?key=" + encodeURIComponent(key));
    keepEvidence(key, asked);
    const here = () => known.get(key) === asked; // nothing was decided on it meanwhile
    asked.then(e => { if (here()) known.set(key, e); }, () => { if (here()) known.delete(key); });
  }
  return known.get(key);
}
function keepEvidence(key, e) {
  known.delete(key); // so that it is the last of all
  known.set(key, e);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value);
}

// show draws the card of a case: at once where its evidence is at hand, so that
// all that a key changes is laid out and painted together.
async function show(key) {
  if (editing) return;
  const at = evidence(key);
  if (!(at instanceof Promise)) return drawCard(at);
  try {
    const e = await at;
    if (hand !== key || editing) return;
    drawCard(e);
    if (phone.matches) reveal(byKey.get(key)); // the card has taken room from the text
  } catch (err) {
    if (hand === key && err instanceof TypeError) complain(say("offline"));
  }
}
const phone = matchMedia("(max-width: 44rem)");

let card = null; // the evidence that is shown
function drawCard(e) {
  card = e;
  $("card").replaceChildren(...[
    h("header", {}, h("h2", {}, e.name), h("span", { class: "at", lang: "zh-CN" }, e.path), h("span", { class: "n num" })),
    facts(e),
    e.message ? h("p", { class: "message", lang: "zh-CN" }, e.message) : null,
    e.readings.length ? h("div", { class: "readings", role: "group", "aria-label": say("readings") }, e.readings.map((o, i) => reading(e, o, i))) : null,
    ruling(e.ruling),
    h("div", { class: "acts" }, acts(e)),
    h("div", { id: "slot" }),
    section("comments", "ul", { class: "comments" }, e.comments.map(comment)),
    section("reasons", "ul", { class: "reasons" }, e.reasons.map(g => h("li", {}, h("b", {}, g.method), h("span", {}, g.text)))),
    section("also", "ul", {}, (e.also || []).map(t => h("li", {}, t))),
    section("lines", "div", { class: "lines" }, (e.witnesses || []).map(witness)),
  ].flat().filter(Boolean));
  drawPlace();
}

// section is a part of the card with a heading, or nothing where it is empty.
function section(title, tag, props, kids) {
  return kids.length ? [h("h3", {}, say(title)), h(tag, props, kids)] : [];
}

const methodName = m => filters.elements.method.querySelector(`[value="${CSS.escape(m)}"]`)?.textContent || m;

function facts(e) {
  return h("p", { class: "facts" },
    h("span", { class: e.state }, say("state." + e.state)),
    e.finding && e.severity !== "error" ? h("span", {}, say("severity." + e.severity)) : null,
    h("span", {}, methodName(e.method)),
    h("span", { class: "num" }, say("degree", { n: e.degree })));
}

function reading(e, o, i) {
  const attested = e.readings.every(r => r.sigla.length);
  return h("button", { class: "reading", "aria-pressed": String(o.printed), "aria-keyshortcuts": String(i + 1), title: say("reading", { n: i + 1 }), on: { click: () => take(i) } },
    h("span", { class: "key", "aria-hidden": "true" }, String(i + 1)),
    h("span", { class: "words" + (o.text ? "" : " nothing"), lang: "zh-CN" }, o.text || say("omission")),
    h("span", { class: "chance" }, o.chance),
    h("span", { class: "who" },
      o.sigla.length ? o.sigla.map(sig) : h("span", {}, say("guess")),
      o.proposed && attested ? h("span", {}, say("proposed")) : null,
      o.sure ? h("span", { class: "num" }, say("sure", { p: o.sure })) : null));
}

function ruling(r) {
  if (!r) return null;
  return h("p", { class: "ruling" }, say("ruled." + r.do, { who: r.who }), " ",
    r.do === "type" ? h("q", { lang: "zh-CN" }, r.text || say("omission")) : null,
    r.why ? h("span", {}, " " + r.why) : null,
    h("span", { class: "when num" }, " · " + r.when));
}

function acts(e) {
  const list = [];
  if (e.finding) list.push(h("button", { title: say("agree.hint"), on: { click: accept } }, say("agree"), h("kbd", {}, "a")));
  if (!e.finding || e.lacuna) list.push(h("button", { on: { click: editForm } }, say(e.lacuna ? "fill" : "other"), h("kbd", {}, "e")));
  list.push(h("button", { on: { click: commentForm } }, say("comment"), h("kbd", {}, "c")));
  return list;
}

function comment(n) {
  const resolve = () => later(() => post("decide", { do: "close", of: n.seq }));
  return h("li", {}, h("p", { class: n.closed ? "closed" : "" }, n.text),
    h("p", { class: "by" }, n.who, h("span", { class: "num" }, n.when),
      n.closed ? say("closed") : h("button", { class: "plain", on: { click: resolve } }, say("resolve"))));
}

function witness(w) {
  const mark = () => damageBox(w.id, w.start, w.end, w.lines.map(l => l.in).join(""));
  return h("section", { class: "witness" },
    h("header", {}, sig(w.id), h("span", { title: w.path }, baseName(w.path)),
      w.mute ? null : h("button", { class: "plain", on: { click: mark } }, say("damage"))),
    w.mute ? h("p", { class: "none" }, say("mute")) : h("ol", {}, w.lines.map(l => textLine(w, l))));
}
function textLine(w, l) {
  return h("li", { class: l.here ? "here" : "" }, h("span", { class: "no" }, l.no),
    h("span", { lang: "zh-CN" }, l.before, l.here && (l.in || w.start === w.end) ? h("mark", {}, l.in) : null, l.after));
}
const baseName = path => path.replace(/^.*[\\/]/, "");
