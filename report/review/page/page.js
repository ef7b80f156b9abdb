(() => {
"use strict";
const $ = id => document.getElementById(id);
const W = JSON.parse($("words").textContent);
const WITNESSES = JSON.parse($("witnesses").textContent) || [];
const LAID = Number(document.documentElement.dataset.laid);
const say = (key, v = {}) => (W[key] ?? key).replace(/\{(\w+)\}/g, (_, n) => v[n] ?? "");

// h makes an element. Text only ever becomes text: there is no way from here to
// markup, and the page's policy forbids one.
function h(tag, props = {}, ...kids) {
  const el = document.createElement(tag);
  for (const [k, v] of Object.entries(props)) {
    if (v === undefined || v === null || v === false) continue;
    if (k === "class") el.className = v;
    else if (k === "on") for (const [type, f] of Object.entries(v)) el.addEventListener(type, f);
    else if (k === "data") Object.assign(el.dataset, v);
    else el.setAttribute(k, v === true ? "" : v);
  }
  for (const kid of kids.flat(Infinity)) if (kid !== undefined && kid !== null && kid !== false) el.append(kid);
  return el;
}

/* What is known */
let now = { seq: 0, undo: 0, redo: 0, open: 0, signed: 0 };
let order = [];               // cases in their order
const byKey = new Map();      // case by key
const items = new Map();      // its line in the list
let marks = new Map();        // its marks in the text and the copies
let hand = "";                // key of the case in hand
const known = new Map();      // evidence by key, a promise
let editing = false;          // a form with what somebody types is open
let leaving = false;          // a decision is on its way, and the next case comes after it
let composing = false;
const phone = matchMedia("(max-width: 44rem)");

const json = async r => { try { return await r.json(); } catch { return {}; } };
async function get(path) {
  const r = await fetch(path);
  if (!r.ok) throw new Error(String(r.status));
  return r.json();
}

/* Saving */
let line = Promise.resolve(); // one at a time, in the order of the keys
function later(f) { line = line.then(f, f).catch(e => complain(String(e.message || e))); return line; }

let fade;
function tell(text) {
  const el = $("said");
  el.textContent = text;
  el.classList.add("on");
  clearTimeout(fade);
  fade = setTimeout(() => el.classList.remove("on"), 2200);
}
function complain(text, label, act) {
  const el = $("alert");
  el.replaceChildren(text);
  if (label) el.append(h("button", { on: { click: act } }, label));
  el.hidden = !text;
}

// post has something decided. It answers with the change, or with nothing where
// it was refused; then the page has said so.
async function post(path, body, yours) {
  const slow = setTimeout(() => tell(say("saving")), 150);
  let r;
  try {
    r = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch {
    complain(say("offline"));
    return null;
  } finally {
    clearTimeout(slow);
  }
  const answer = await json(r);
  if (r.ok) {
    complain("");
    apply(answer);
    return answer;
  }
  if (r.status === 409 && answer.now) {
    apply(answer.now);
    conflict(answer, body, yours);
  } else {
    complain(say("unsaved") + (answer.why || r.status));
  }
  return null;
}

// apply brings a change to the page. It may come twice, in answer to this window
// and as news to all, and not always in order.
const applied = new Set();
function apply(c) {
  if (c.laid !== LAID) return stale();
  if (c.did) {
    if (applied.has(c.seq)) return;
    applied.add(c.seq);
  }
  if (c.seq >= now.seq) now = { seq: c.seq, undo: c.undo, redo: c.redo, open: c.open, signed: c.signed };
  for (const v of c.cases) {
    const old = byKey.get(v.key);
    if (!old || v.base < old.base) continue;
    Object.assign(old, { by: "", notes: 0 }, v);
    known.delete(v.key);
    drawItem(old);
    drawMarks(old);
    if (v.key === hand && !editing && !leaving) show(hand);
  }
  head();
}

// stale is when the text was laid out anew: passages that counted count no more.
// What somebody is typing is not taken away for that.
function stale() {
  if (editing || $("box").open) complain(say("update"), say("reload"), () => location.reload());
  else location.reload();
}

const clauses = [...document.querySelectorAll(".outline a")];
function head() {
  const all = order.filter(c => c.state === "open" || c.state === "decided").length;
  $("tally").textContent = now.signed ? say("signed") : now.open ? say("open.n", { n: now.open }) : say("open.0");
  $("bar").max = Math.max(all, 1);
  $("bar").value = all - now.open;
  $("undo").disabled = !now.undo;
  $("redo").disabled = !now.redo;
  $("t-undo").disabled = !now.undo;
  $("sign").setAttribute("aria-disabled", String(now.open > 0));
  const count = new Map();
  for (const c of order) if (c.state === "open") count.set(c.clause, (count.get(c.clause) || 0) + 1);
  for (const a of clauses) {
    const n = count.get(a.dataset.row) || 0;
    if (n === Number(a.dataset.n || 0)) continue;
    if (n) { a.dataset.n = n; a.setAttribute("aria-label", a.textContent.trim() + " · " + say("open.n", { n })); }
    else { delete a.dataset.n; a.removeAttribute("aria-label"); }
  }
  counting();
}

/* The list */
const filters = $("filters");
// What the filters ask, read off the form once: it is asked of every case.
let wanted = {};
function readFilters() {
  wanted = {};
  for (const name of ["state", "rule", "severity", "method", "siglum"]) wanted[name] = filters.elements[name].value;
}
readFilters();
function passes(c) {
  const f = wanted;
  return (!f.state || (f.state === "noted" ? c.notes > 0 : c.state === f.state)) &&
    (!f.rule || c.rule === f.rule) && (!f.severity || c.severity === f.severity) &&
    (!f.method || c.method === f.method) && (!f.siglum || c.sigla.includes(f.siglum));
}

function drawItem(c) {
  let li = items.get(c.key);
  if (!li) {
    li = h("div", { role: "listitem" }, h("button", { data: { k: c.key }, on: { click: () => { select(c.key); side(false); } } }));
    items.set(c.key, li);
  }
  const b = li.firstChild;
  b.className = c.state;
  const words = c.finding ? [c.lacuna && c.state === "decided" && c.text ? h("b", {}, c.text) : c.texts[0]] :
    c.state === "decided" ? [h("b", {}, c.text || say("omission"))] :
    c.texts.flatMap((t, i) => [i ? h("em", {}, "｜") : null, h(i === c.chosen ? "b" : "span", {}, t || say("omission"))]);
  b.replaceChildren(
    h("span", { class: "what" }, h("b", {}, c.name), h("span", {}, c.path), h("i", {}, c.notes ? "✎" + c.notes + " " : "", c.state === "open" ? "" : say("state." + c.state))),
    h("span", { class: "words", lang: "zh-CN" }, words));
}

// The list is drawn group by group, so that a browser need not look at every line
// of a long one to know which of them are near the window.
const GROUP = 50, LINE = 62;
function layList() {
  for (let i = 0; i < order.length; i += GROUP) {
    $("list").append(h("div", { class: "group", role: "presentation" }, order.slice(i, i + GROUP).map(c => items.get(c.key))));
  }
}
function filter() {
  readFilters();
  let n = 0;
  for (const group of $("list").children) {
    let here = 0;
    for (const item of group.children) {
      const ok = passes(byKey.get(item.firstChild.dataset.k));
      if (item.hidden === ok) item.hidden = !ok;
      if (ok) here++;
    }
    group.hidden = !here;
    group.style.containIntrinsicBlockSize = `auto ${here * LINE}px`;
    n += here;
  }
  $("none").hidden = n > 0;
  $("none").textContent = filters.elements.state.value === "open" && !now.open ? say("none.open") : say("none");
}
function counting() {
  if (!hand) return;
  const el = document.querySelector("#card .n");
  if (!el) return;
  const shown = order.filter(c => passes(c) || c.key === hand);
  el.textContent = say("of", { n: shown.findIndex(c => c.key === hand) + 1, all: shown.length });
}
filters.addEventListener("change", filter);
filters.addEventListener("submit", e => e.preventDefault());

/* Walking */
function step(by, from = hand, only = passes) {
  const at = order.findIndex(c => c.key === from);
  for (let i = 1; i <= order.length; i++) {
    const c = order[(((at < 0 && by < 0 ? 0 : at) + by * i) % order.length + order.length) % order.length];
    if (only(c)) return c.key;
  }
  return "";
}
function walk(by) {
  const key = step(by);
  if (key) select(key); else tell(say("none"));
}
// onward goes to the next place that is still to be decided.
function onward(from) {
  const key = step(1, from, c => c.state !== "decided" && passes(c) && c.key !== from) || step(1, from, c => c.state === "open" && c.key !== from);
  const last = items.get(from);
  if (last) last.hidden = !passes(byKey.get(from));
  if (key) select(key);
  else { filter(); show(hand); tell(say(now.open ? "none" : "open.0")); }
}

function select(key, scroll = true) {
  const c = byKey.get(key);
  if (!c) return;
  const old = hand;
  hand = key;
  editing = false;
  for (const m of marks.get(old) || []) m.classList.remove("hand");
  items.get(old)?.firstChild.removeAttribute("aria-current");
  if (old && old !== key) items.get(old).hidden = !passes(byKey.get(old));
  for (const m of marks.get(key) || []) m.classList.add("hand");
  const li = items.get(key);
  li.hidden = li.parentElement.hidden = false;
  li.firstChild.setAttribute("aria-current", "true");
  if (!$("list-pane").hidden) li.scrollIntoView({ block: "nearest" });
  if (scroll) reveal(c);
  history.replaceState(null, "", "#" + key);
  $("live").textContent = [c.name, c.path, say("state." + c.state)].join("，");
  show(key);
  const next = step(1);
  if (next) evidence(next);
}

function reveal(c) {
  const pane = $("copies").hidden ? $("sheet") : $("copies");
  const el = (marks.get(c.key) || []).find(m => pane.contains(m)) || pane.querySelector(`[data-row="${CSS.escape(c.row)}"]`) ||
    pane.querySelector(`[data-row="${CSS.escape(c.clause)}"]`);
  el?.scrollIntoView({ block: "center" });
}

/* Marks in the text */
function findMarks() {
  for (const m of marks.get(hand) || []) m.classList.remove("hand");
  marks = new Map();
  for (const m of document.querySelectorAll(".m[data-k]")) {
    const list = marks.get(m.dataset.k);
    if (list) list.push(m); else marks.set(m.dataset.k, [m]);
  }
  for (const m of marks.get(hand) || []) m.classList.add("hand");
}
function drawMarks(c) {
  let first = true;
  for (const m of marks.get(c.key) || []) {
    m.classList.remove("open", "proposed", "decided", "notice", "doubted");
    m.classList.add(c.state);
    if (!m.closest("#sheet") || c.finding && !c.lacuna) continue;
    const text = first ? c.text : "";
    if (!first) m.hidden = true;
    if (m.textContent !== text) m.textContent = text;
    first = false;
  }
}
for (const pane of [$("sheet"), $("copies")]) {
  pane.addEventListener("click", e => {
    const m = e.target.closest(".m[data-k]");
    if (!m) return;
    e.preventDefault();
    if (!String(getSelection())) select(m.dataset.k, false);
  });
}

/* Evidence */
function evidence(key) {
  if (!known.has(key)) {
    const p = get("case?key=" + encodeURIComponent(key));
    p.catch(() => known.delete(key));
    known.set(key, p);
    if (known.size > 200) known.delete(known.keys().next().value);
  }
  return known.get(key);
}
async function show(key) {
  if (editing) return;
  try {
    const e = await evidence(key);
    if (hand !== key || editing) return;
    drawCard(e);
    if (phone.matches) reveal(byKey.get(key)); // the card has taken room from the text
  } catch (err) {
    if (hand === key && err instanceof TypeError) complain(say("offline"));
  }
}

const sig = s => h("span", { class: "sig" }, s);
const section = (title, ...body) => [h("h3", {}, title), ...body];

function drawCard(e) {
  const c = byKey.get(e.key);
  const name = m => filters.elements.method.querySelector(`[value="${CSS.escape(m)}"]`)?.textContent || m;
  const card = $("card");
  card.replaceChildren(...[
    h("header", {}, h("h2", {}, e.name), h("span", { class: "at", lang: "zh-CN" }, e.path), h("span", { class: "n num" })),
    h("p", { class: "facts" }, h("span", { class: c.state }, say("state." + c.state)),
      c.severity !== "error" && e.finding ? h("span", {}, say("severity." + c.severity)) : null, h("span", {}, name(e.method)), h("span", { class: "num" }, say("degree", { n: e.degree }))),
    e.message ? h("p", { class: "message", lang: "zh-CN" }, e.message) : null,
    e.readings.length ? h("div", { class: "readings", role: "group", "aria-label": say("readings") }, e.readings.map((o, i) => readingButton(e, o, i))) : null,
    ruled(e),
    h("div", { class: "acts" }, acts(e)),
    h("div", { id: "slot" }),
    e.comments.length ? section(say("comments"), h("ul", { class: "comments" }, e.comments.map(comment))) : null,
    e.reasons.length ? section(say("reasons"), h("ul", { class: "reasons" }, e.reasons.map(g => h("li", {}, h("b", {}, g.method), h("span", {}, g.text))))) : null,
    e.also ? section(say("also"), h("ul", {}, e.also.map(t => h("li", {}, t)))) : null,
    e.witnesses ? section(say("lines"), h("div", { class: "lines" }, e.witnesses.map(w => witness(e, w)))) : null].flat(Infinity).filter(Boolean));
  counting();
  $("evidence").scrollTop = 0;
}

function readingButton(e, o, i) {
  return h("button", { class: "reading", "aria-pressed": String(o.printed), "aria-keyshortcuts": String(i + 1), title: say("reading", { n: i + 1 }), on: { click: () => take(i) } },
    h("span", { class: "key", "aria-hidden": "true" }, String(i + 1)),
    h("span", { class: "words" + (o.text ? "" : " nothing"), lang: "zh-CN" }, o.text || say("omission")),
    h("span", { class: "chance" }, o.chance),
    h("span", { class: "who" }, o.sigla.length ? o.sigla.map(sig) : h("span", {}, say("guess")), o.proposed && e.readings.every(r => r.sigla.length) ? h("span", {}, say("proposed")) : null, o.sure ? h("span", { class: "num" }, say("sure", { p: o.sure })) : null));
}
function ruled(e) {
  const r = e.ruling;
  if (!r) return null;
  return h("p", { class: "ruling" }, say("ruled." + r.do, { who: r.who }), " ", r.do === "type" ? h("q", { lang: "zh-CN" }, r.text || say("omission")) : null,
    r.why ? h("span", {}, " " + r.why) : null, h("span", { class: "when num" }, " · " + r.when));
}
function acts(e) {
  const list = [];
  if (e.finding) list.push(h("button", { title: say("agree.hint"), on: { click: accept } }, say("agree"), h("kbd", {}, "a")));
  if (!e.finding || e.lacuna) list.push(h("button", { on: { click: editForm } }, say(e.lacuna ? "fill" : "other"), h("kbd", {}, "e")));
  list.push(h("button", { on: { click: commentForm } }, say("comment"), h("kbd", {}, "c")));
  return list;
}
function witness(e, w) {
  return h("section", { class: "witness" },
    h("header", {}, sig(w.id), h("span", { title: w.path }, w.path.replace(/^.*[\\/]/, "")),
      w.mute ? null : h("button", { class: "plain", on: { click: () => wound(w.id, w.start, w.end, w.lines.map(l => l.in).join("")) } }, say("damage"))),
    w.mute ? h("p", { class: "none" }, say("mute")) :
      h("ol", {}, w.lines.map(l => h("li", { class: l.here ? "here" : "" }, h("span", { class: "no" }, l.no),
        h("span", { lang: "zh-CN" }, l.before, l.here && (l.in || w.start === w.end) ? h("mark", {}, l.in) : null, l.after)))));
}
function comment(n) {
  return h("li", {}, h("p", { class: n.closed ? "closed" : "" }, n.text),
    h("p", { class: "by" }, n.who, h("span", { class: "num" }, n.when),
      n.closed ? say("closed") : h("button", { class: "plain", on: { click: () => later(() => post("decide", { do: "close", of: n.seq })) } }, say("resolve"))));
}

/* Deciding */
// ready returns the case that is in hand now. While a decision is on its way there
// is none: a key that is pressed again because the disk is slow must not decide on
// the next case, which nobody has seen yet.
const ready = () => leaving ? undefined : byKey.get(hand);
async function decide(body, key, yours) {
  leaving = true;
  try {
    if (!await post("decide", body, yours)) return;
    tell(say("saved"));
    onward(key);
  } finally {
    leaving = false;
  }
}
// again is for what is decided so already: once is enough.
function again(c) {
  if (hand === c.key) onward(c.key);
}
function take(i) {
  const c = ready();
  if (c) later(async () => {
    const o = (await evidence(c.key)).readings[i];
    if (!o) return;
    if (c.state === "decided" && o.printed) return again(c);
    await decide({ do: "take", on: [{ case: c.key, text: o.key, base: c.base }] }, c.key, o.text || say("omission"));
  });
}
function accept() {
  const c = ready();
  if (c) later(async () => {
    const e = await evidence(c.key);
    if (c.state === "decided" && (c.finding ? e.ruling.do === "agree" : e.readings.some(o => o.proposed && o.printed))) return again(c);
    const how = c.finding ? "agree" : "take";
    await decide({ do: how, on: [{ case: c.key, text: c.finding ? "" : c.take, base: c.base }] }, c.key, c.finding ? say("agree") : c.take || say("omission"));
  });
}
function back(how) {
  later(async () => {
    const of = now[how];
    if (!of) return;
    leaving = true;
    const done = await post("decide", { do: how, of }).finally(() => { leaving = false; });
    if (!done) return;
    tell(say("did." + how));
    const first = done.cases.find(c => byKey.has(c.key));
    if (first) select(first.key);
  });
}

// A form is where somebody types. While it is open nothing draws the card anew,
// and what is typed outlives a reload.
function openForm(fields, draft, send) {
  const slot = $("slot");
  if (!slot) return;
  editing = true;
  const memory = "draft " + draft;
  let kept = {};
  try { kept = JSON.parse(sessionStorage.getItem(memory)) || {}; } catch { /* none */ }
  const inputs = fields.map(f => h("input", { type: "text", name: f.name, value: kept[f.name] ?? f.value ?? "", placeholder: f.hint, autocomplete: "off", lang: "zh-CN", maxlength: 10000, required: f.required }));
  const shut = () => { editing = false; sessionStorage.removeItem(memory); };
  const form = h("form", { class: "form", on: {
    submit: ev => {
      ev.preventDefault();
      if (composing) return;
      const values = Object.fromEntries(inputs.map(i => [i.name, i.value]));
      later(async () => { if (await send(values, shut)) shut(); });
    },
    input: () => sessionStorage.setItem(memory, JSON.stringify(Object.fromEntries(inputs.map(i => [i.name, i.value])))),
    keydown: ev => {
      if (ev.isComposing || ev.keyCode === 229) {
        // Safari tells the Enter that ends a composition after its end.
        if (ev.key === "Enter") { ev.preventDefault(); ev.stopPropagation(); }
        return;
      }
      if (ev.key === "Escape") { ev.stopPropagation(); shut(); slot.replaceChildren(); show(hand); $("text").focus({ preventScroll: true }); }
    } } },
    fields.map((f, i) => h("label", {}, f.label, inputs[i])),
    h("div", { class: "row" }, h("button", { class: "main" }, say("save")), h("button", { type: "button", on: { click: () => { shut(); show(hand); slot.replaceChildren(); } } }, say("cancel"))));
  slot.replaceChildren(form);
  form.scrollIntoView({ block: "nearest" });
  inputs[0].focus();
  inputs[0].select();
}
async function editForm() {
  const c = ready();
  if (!c || c.finding && !c.lacuna) return;
  const e = await evidence(c.key);
  if (hand !== c.key) return;
  const base = c.base;
  openForm([
    { name: "text", label: say(c.lacuna ? "fill" : "other"), hint: say("other.hint"), value: c.lacuna && c.state !== "decided" ? "" : c.text, required: c.lacuna },
    { name: "why", label: say("why"), hint: say("why.hint"), value: e.ruling?.do === "type" ? e.ruling.why : "", required: true },
  ], "type " + c.key, async (v, shut) => {
    const done = await post("decide", { do: "type", on: [{ case: c.key, text: v.text, base }], why: v.why }, v.text || say("omission"));
    if (!done) return false;
    shut();
    tell(say("saved"));
    if (document.activeElement?.closest(".form")) $("text").focus({ preventScroll: true });
    onward(c.key);
    return true;
  });
}
async function commentForm() {
  const c = ready();
  if (!c) return;
  await evidence(c.key);
  if (hand !== c.key) return;
  openForm([{ name: "text", label: say("comment"), required: true }], "comment " + c.key, async (v, shut) => {
    const done = await post("decide", { do: "comment", on: [{ case: c.key, base: c.base }], text: v.text });
    if (!done) return false;
    shut();
    known.delete(c.key);
    await show(c.key);
    $("text").focus({ preventScroll: true });
    tell(say("saved"));
    return true;
  });
}

/* Boxes */
function box(title, ...body) {
  $("box-h").textContent = title;
  $("box-body").replaceChildren(...body.flat().filter(Boolean));
  if (!$("box").open) $("box").showModal();
}
const shutBox = () => $("box").close();

function conflict(answer, body, yours) {
  const it = answer.now.cases.find(c => body.on?.some(p => p.case === c.key)) || answer.now.cases[0];
  const mine = body.on?.length === 1 && it && yours !== undefined;
  box(say("conflict"), h("p", {}, answer.why),
    it ? h("div", { class: "two" },
      h("div", {}, h("h3", {}, say("theirs")), h("p", { lang: "zh-CN" }, it.text || say("omission")), h("small", {}, [it.by, say("state." + it.state)].filter(Boolean).join(" · "))),
      mine ? h("div", {}, h("h3", {}, say("yours")), h("p", { lang: "zh-CN" }, yours)) : null) : null,
    h("div", { class: "acts" },
      mine ? h("button", { on: { click: () => { shutBox(); body.on[0].base = it.base; later(() => decide(body, it.key, yours)); } } }, say("override")) : null,
      h("button", { class: "main", autofocus: true, on: { click: () => { shutBox(); if (it) { editing = false; select(it.key); } } } }, say("keep"))));
}

function wound(id, start, end, quote) {
  const why = h("input", { type: "text", autocomplete: "off", maxlength: 1000, "aria-label": say("damage.why"), placeholder: say("damage.why") });
  const form = h("form", { class: "form", on: { submit: ev => {
    ev.preventDefault();
    if (composing) return;
    shutBox();
    later(() => post("decide", { do: "damage", damage: { witness: id, start, end }, why: why.value }));
  } } }, why, h("div", { class: "row" }, h("button", { class: "main" }, say("mark")), h("button", { type: "button", on: { click: shutBox } }, say("cancel"))));
  box(say("damage"), h("p", {}, say("damage.of", { w: id })), h("p", { class: "quote", lang: "zh-CN" }, quote || say("damage.point")), form);
  why.focus();
}
// selected is the passage of a copy that is selected, if one is.
function selected() {
  const s = getSelection();
  if (!s.rangeCount || s.isCollapsed) return null;
  const r = s.getRangeAt(0);
  const at = (node, offset, end) => {
    const span = (node.nodeType === 3 ? node.parentElement : node).closest?.("[data-s]");
    if (!span) return null;
    const n = span.dataset.n !== undefined ? (end ? Number(span.dataset.n) : 0) : node.nodeType === 3 ? [...node.data.slice(0, offset)].length : end ? [...span.textContent].length : 0;
    return { cell: span.closest("[data-w]"), at: Number(span.dataset.s) + n };
  };
  const a = at(r.startContainer, r.startOffset, false), b = at(r.endContainer, r.endOffset, true);
  return a && b && a.cell && a.cell === b.cell && a.at < b.at ? { w: a.cell.dataset.w, start: a.at, end: b.at, text: String(s) } : null;
}
function damageKey() {
  const p = selected();
  if (p) wound(p.w, p.start, p.end, p.text);
  else document.querySelector(".witness button")?.focus();
}

function batch() {
  const safe = order.filter(c => c.safe && c.state === "proposed");
  if (!safe.length) return box(say("batch"), h("p", {}, say("batch.none")), h("div", { class: "acts" }, h("button", { on: { click: shutBox } }, say("cancel"))));
  const rules = [...new Set(safe.map(c => c.rule))];
  const names = new Map([...filters.elements.rule.options].map(o => [o.value, o.textContent]));
  const pick = h("select", { "aria-label": say("batch.rule") }, rules.map(r => h("option", { value: r }, `${names.get(r) || r}（${safe.filter(c => c.rule === r).length}）`)));
  if (rules.includes(filters.elements.rule.value)) pick.value = filters.elements.rule.value;
  const list = h("div", { class: "previews", tabindex: "0" });
  const go = h("button", { class: "main" });
  const every = h("input", { type: "checkbox" });
  let lines = [];
  const ticked = () => lines.filter(l => l.tick.checked);
  const count = () => { const n = ticked().length; go.textContent = say("batch.do", { n }); go.disabled = !n; every.checked = n === lines.length; };
  const fill = () => {
    lines = safe.filter(c => c.rule === pick.value).map(c => ({ c, tick: h("input", { type: "checkbox", on: { change: count } }) }));
    for (const l of lines) l.tick.checked = true;
    list.replaceChildren(...lines.map(l => h("label", {}, l.tick,
      h("span", { class: "words", lang: "zh-CN" }, l.c.texts.map((t, i) => i === l.c.chosen ? null : h("s", {}, t || say("omission"))), h("b", {}, l.c.text || say("omission"))),
      h("small", {}, l.c.path + " · " + around(l.c)))));
    count();
  };
  pick.addEventListener("change", fill);
  every.addEventListener("change", () => { for (const l of lines) l.tick.checked = every.checked; count(); });
  go.addEventListener("click", () => {
    const on = ticked().map(l => ({ case: l.c.key, text: l.c.take, base: l.c.base }));
    shutBox();
    later(async () => { if (await post("decide", { do: "take", rule: pick.value, on })) { tell(say("saved")); filter(); } });
  });
  fill();
  box(say("batch"), h("p", {}, say("batch.note")), h("div", { class: "row" }, pick, h("label", {}, every, " ", say("batch.all"))), list,
    h("div", { class: "acts" }, h("button", { on: { click: shutBox } }, say("cancel")), go));
  pick.focus();
}
// around quotes the text on either side of a case.
function around(c) {
  const m = (marks.get(c.key) || []).find(x => x.closest("#sheet"));
  if (!m) return "";
  const before = m.previousSibling?.textContent ?? "", after = m.nextSibling?.textContent ?? "";
  return [...before].slice(-8).join("") + "【" + (c.text || "∧") + "】" + [...after].slice(0, 8).join("");
}

function sign() {
  if (now.open) { tell(say("sign.open", { n: now.open })); filters.elements.state.value = "open"; filter(); return; }
  const notes = order.reduce((n, c) => n + c.notes, 0);
  box($("sign").textContent, h("p", {}, say("sign.q")), notes ? h("p", {}, say("sign.notes", { n: notes })) : null, h("div", { class: "acts" }, h("button", { on: { click: shutBox } }, say("cancel")),
    h("button", { class: "main", on: { click: () => later(async () => {
      const done = await post("sign", { base: now.seq });
      if (!done) return shutBox();
      box(say("signed"), h("p", {}, say("sign.done")), h("code", {}, "SHA-256 " + done.sha256), h("code", {}, "SM3 " + done.sm3), h("code", {}, "№ " + done.seq + " " + done.head),
        h("div", { class: "acts" }, h("button", { class: "main", on: { click: shutBox } }, say("ok"))));
    }) } }, $("sign").textContent)));
}

/* The copies side by side */
let rows = null;
let shownCopies = WITNESSES.slice(0, 5).map(w => w.ID);
async function openCopies() {
  const pane = $("copies");
  if (!rows) {
    pane.replaceChildren(h("p", { class: "none" }, say("wait")));
    rows = await get("witnesses");
    drawCopies();
  }
}
function drawCopies() {
  const ws = WITNESSES.map((w, i) => [w, i]).filter(([w]) => shownCopies.includes(w.ID));
  const pane = $("copies");
  pane.className = "copies n" + ws.length;
  const parts = [];
  if (WITNESSES.length > 2) parts.push(h("div", { class: "pick", role: "group", "aria-label": say("copies") }, WITNESSES.map(w => {
    const tick = h("input", { type: "checkbox", on: { change: () => {
      const next = WITNESSES.map(x => x.ID).filter(id => id === w.ID ? tick.checked : shownCopies.includes(id));
      if (next.length < 1 || next.length > 5) { tick.checked = !tick.checked; return; }
      shownCopies = next;
      drawCopies();
    } } });
    tick.checked = shownCopies.includes(w.ID);
    return h("label", {}, tick, " ", w.ID);
  })));
  parts.push(h("div", { class: "head n" + ws.length }, ws.map(([w]) => h("div", {}, h("b", {}, w.ID), w.Path.replace(/^.*[\\/]/, "")))));
  for (const r of rows) {
    parts.push(h("div", { class: "row", data: { row: r.id } }, h("h3", {}, r.path),
      h("div", { class: "cells n" + ws.length }, ws.map(([w, i]) => h("div", { data: { w: w.ID } }, sig(w.ID), h("div", {}, cell(r.cells[i])))))));
  }
  pane.replaceChildren(...parts);
  findMarks();
}
function cell(list) {
  if (!list.length) return h("span", { class: "absent" }, "—");
  return list.map(p => {
    const c = p.k && byKey.get(p.k);
    const data = { s: p.s };
    if (p.n) data.n = p.n;
    if (p.k) data.k = p.k;
    const el = h("span", { class: [p.c, c ? "m " + c.state : ""].filter(Boolean).join(" ") || undefined, data }, p.t || "");
    return p.b ? [h("span", { class: "nl", "aria-hidden": "true" }), el] : el;
  }).flat();
}

// layText lays the whole text out while nobody waits. Until then paragraphs far
// from the window have a guessed height, and a jump to one costs a second look.
function layText() {
  const rest = [...document.querySelectorAll("#sheet p")];
  const idle = window.requestIdleCallback || (f => setTimeout(f, 50));
  const some = () => {
    for (const p of rest.splice(0, 25)) p.style.contentVisibility = "visible";
    if (rest.length) idle(some);
  };
  idle(some);
}

/* Tabs */
function topRow(pane) {
  const list = [...pane.querySelectorAll("[data-row]")];
  const top = pane.getBoundingClientRect().top + 40;
  let lo = 0, hi = list.length;
  while (lo < hi) { const mid = (lo + hi) >> 1; if (list[mid].getBoundingClientRect().bottom < top) lo = mid + 1; else hi = mid; }
  return list[Math.min(lo, list.length - 1)]?.dataset.row;
}
async function middle(copies) {
  const from = copies ? $("sheet") : $("copies"), to = copies ? $("copies") : $("sheet");
  if (!to.hidden) return;
  const row = topRow(from);
  tab($("tab-sheet"), !copies);
  tab($("tab-copies"), copies);
  if (copies) await openCopies();
  const c = byKey.get(hand);
  if (c) reveal(c); else to.querySelector(`[data-row="${CSS.escape(row || "")}"]`)?.scrollIntoView({ block: "start" });
  search();
}
function tab(el, on) {
  el.setAttribute("aria-selected", String(on));
  el.tabIndex = on ? 0 : -1;
  $(el.getAttribute("aria-controls")).hidden = !on;
}
function sideTab(outline) { tab($("tab-outline"), outline); tab($("tab-list"), !outline); }
$("tab-sheet").onclick = () => middle(false);
$("tab-copies").onclick = () => middle(true);
$("tab-outline").onclick = () => sideTab(true);
$("tab-list").onclick = () => sideTab(false);
for (const list of document.querySelectorAll("[role=tablist]")) {
  list.addEventListener("keydown", e => {
    if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
    const other = [...list.querySelectorAll("[role=tab]")].find(t => t.tabIndex === -1);
    other.click();
    other.focus();
  });
}
document.querySelector(".outline").addEventListener("click", e => {
  const a = e.target.closest("a");
  if (!a) return;
  e.preventDefault();
  const pane = $("copies").hidden ? $("sheet") : $("copies");
  pane.querySelector(`[data-row="${CSS.escape(a.dataset.row)}"]`)?.scrollIntoView({ block: "start" });
  const first = order.find(c => c.clause === a.dataset.row && c.state === "open");
  if (first) select(first.key, false);
  side(false);
});
const side = out => { $("side").classList.toggle("out", out); if (out) $("side-shut").focus(); };
$("t-side").onclick = () => side(true);
$("side-shut").onclick = () => side(false);

/* Search */
let found = [], foundAt = -1;
function search() {
  const q = $("q").value.trim().toLowerCase();
  found = [];
  foundAt = -1;
  const can = window.CSS && CSS.highlights;
  if (can) { CSS.highlights.delete("found"); CSS.highlights.delete("here"); }
  $("found").textContent = "";
  if (!q) return;
  const copies = !$("copies").hidden;
  for (const el of document.querySelectorAll(copies ? "#copies .cells > div > div" : "#sheet p")) {
    const text = el.textContent.toLowerCase();
    for (let at = text.indexOf(q); at >= 0 && found.length < 5000; at = text.indexOf(q, at + q.length)) found.push([el, at, at + q.length]);
  }
  if (can) CSS.highlights.set("found", new Highlight(...found.slice(0, 1000).map(range)));
  $("found").textContent = found.length ? String(found.length) : say("found.0");
}
function range([el, from, to]) {
  const r = document.createRange();
  const walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
  let at = 0, begun = false;
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const end = at + n.data.length;
    if (!begun && from < end) { r.setStart(n, from - at); begun = true; }
    if (begun && to <= end) { r.setEnd(n, to - at); break; }
    at = end;
  }
  return r;
}
function nextFound(by) {
  if (!found.length) return;
  foundAt = (foundAt + by + found.length) % found.length;
  const hit = found[foundAt];
  hit[0].scrollIntoView({ block: "center" });
  const r = range(hit);
  if (window.CSS && CSS.highlights) CSS.highlights.set("here", new Highlight(r));
  (r.startContainer.parentElement || hit[0]).scrollIntoView({ block: "center" });
  $("found").textContent = say("found", { n: foundAt + 1, all: found.length });
}
$("q").addEventListener("input", () => { if (!composing) search(); });
$("q").addEventListener("compositionend", () => setTimeout(search));
$("find").addEventListener("submit", e => { e.preventDefault(); if (!composing) nextFound(1); });

/* Keys */
document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { composing = false; });
// A key that was a shortcut is no letter for the field that it has opened.
let swallow = "";
document.addEventListener("keypress", e => { if (e.key === swallow) e.preventDefault(); swallow = ""; }, true);
document.addEventListener("keyup", () => { swallow = ""; }, true);
const typing = el => el?.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
// turn turns the pages of the text where nothing that scrolls has the focus.
const turns = { PageDown: 0.9, " ": 0.9, PageUp: -0.9, ArrowDown: 0.1, ArrowUp: -0.1, End: Infinity, Home: -Infinity };
function turn(e) {
  const pane = $("copies").hidden ? $("sheet") : $("copies");
  const by = turns[e.key] * (e.key === " " && e.shiftKey ? -1 : 1);
  if (!by) return;
  e.preventDefault();
  pane.scrollTop = Math.min(Math.max(pane.scrollTop + by * pane.clientHeight, 0), pane.scrollHeight);
}
document.addEventListener("keydown", e => {
  if (composing || e.isComposing || e.keyCode === 229 || e.key === "Process") return;
  if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === "z" && !typing(e.target) && !document.querySelector("dialog[open]")) {
    e.preventDefault();
    return back(e.shiftKey ? "redo" : "undo");
  }
  if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
  if (e.key === "Escape") {
    if (typing(e.target) && !e.target.closest("dialog")) { e.preventDefault(); e.target.blur(); } // a search field would empty itself
    side(false);
    return;
  }
  if (typing(e.target) || document.querySelector("dialog[open]")) return;
  if (e.target === document.body || e.target === $("text")) turn(e);
  const once = f => { if (!e.repeat) f(); };
  const keys = {
    j: () => walk(1), k: () => walk(-1),
    a: () => once(accept), e: () => once(editForm), c: () => once(commentForm), d: () => once(damageKey),
    u: () => once(() => back("undo")), r: () => once(() => back("redo")), U: () => once(() => back("redo")),
    w: () => middle($("copies").hidden), b: () => once(batch), "?": () => $("help").showModal(),
    "/": () => { $("q").focus(); $("q").select(); }, f: () => { sideTab(false); side(true); $("f-state").focus(); },
  };
  const act = /^[1-9]$/.test(e.key) ? () => once(() => take(Number(e.key) - 1)) : keys[e.key];
  if (!act) return;
  e.preventDefault();
  swallow = e.key;
  act();
});
$("undo").onclick = $("t-undo").onclick = () => back("undo");
$("redo").onclick = () => back("redo");
$("ask").onclick = () => $("help").showModal();
$("sign").onclick = sign;
$("batch").onclick = batch;
$("t-prev").onclick = () => walk(-1);
$("t-next").onclick = () => walk(1);

/* Begin, and hear of what other windows do */
async function load() {
  const c = await get("state");
  if (c.laid !== LAID) return stale();
  const fresh = !order.length;
  for (const v of c.cases) {
    const old = byKey.get(v.key);
    if (old) Object.assign(old, { by: "", notes: 0 }, v);
    else { const c = { notes: 0, ...v }; order.push(c); byKey.set(c.key, c); }
  }
  now = c;
  for (const v of order) drawItem(v);
  if (fresh) layList();
  known.clear();
  findMarks();
  if (!fresh || c.seq !== Number(document.documentElement.dataset.seq)) for (const v of order) drawMarks(v);
  head();
  filter();
  const key = decodeURIComponent(location.hash.slice(1));
  if (fresh && byKey.has(key)) select(key);
  else if (hand && !editing) show(hand);
  document.documentElement.dataset.ready = "1";
  requestAnimationFrame(() => performance.mark("ready"));
}
// A window that nobody has seen for a while stops listening, and looks anew when
// it is seen again: a browser has six connections for all windows of a page, and
// one more would not even open.
const AWAY = 20_000;
let events;
function attend() {
  let away;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(() => events.close(), AWAY);
    else if (events.readyState === EventSource.CLOSED) listen();
  });
}
function listen() {
  events = new EventSource("events");
  let first = true;
  events.onopen = () => { first = true; };
  events.onmessage = e => {
    const c = JSON.parse(e.data);
    if (c.seq === undefined) return;
    if (first) {
      first = false;
      if (!$("alert").hidden && $("alert").textContent === say("offline")) complain("");
      if (c.laid !== LAID || c.seq !== now.seq) later(load);
      return;
    }
    if (c.seq > now.seq && c.cases.some(v => v.key === hand && v.base > (byKey.get(hand)?.base || 0))) tell(say("others"));
    apply(c);
  };
  events.onerror = () => complain(say("offline"));
}
load().then(() => { listen(); attend(); setTimeout(layText, 500); }, () => complain(say("offline")));
})();
