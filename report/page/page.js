(() => {
"use strict";
const one = (sel, el = document) => el.querySelector(sel);
const all = (sel, el = document) => Array.from(el.querySelectorAll(sel));
const byId = id => document.getElementById(id);
const words = s => (s || "").split(" ").filter(Boolean);

document.documentElement.classList.add("js");
byId("bar").hidden = false;
new ResizeObserver(() => {
  document.documentElement.style.setProperty("--bar", byId("bar").offsetHeight + "px");
}).observe(byId("bar"));

// Filters. Cards, entries and findings are shown where they pass; a clause where
// something in it does; a group where something in it is left.
const items = all("[data-s]").map(el => ({
  el, id: el.dataset.id, s: words(el.dataset.s), r: words(el.dataset.r), w: words(el.dataset.w),
  counts: el.matches(".entry, .finding"), hides: !el.matches(".chip"), row: el.closest(".row"),
}));
const rows = all(".row");
const field = { text: byId("f-text"), s: byId("f-s"), r: byId("f-r"), w: byId("f-w"), only: byId("f-only") };
const shown = byId("shown");
const texts = new Map();
const textOf = el => {
  if (!texts.has(el)) texts.set(el, el.textContent.toLowerCase());
  return texts.get(el);
};

function passes(item, q) {
  return (!field.s.value || item.s.includes(field.s.value)) &&
    (!field.r.value || item.r.includes(field.r.value)) &&
    (!field.w.value || item.w.includes(field.w.value)) &&
    (!q || textOf(item.el).includes(q) || (item.row && !item.hides && textOf(item.row).includes(q)));
}

function filter() {
  const q = field.text.value.trim().toLowerCase();
  const picked = field.s.value || field.r.value || field.w.value;
  const live = new Set(), ids = new Set();
  for (const item of items) {
    const ok = passes(item, q);
    if (item.hides) item.el.hidden = !ok;
    if (ok && item.row) live.add(item.row);
    if (ok && item.counts) ids.add(item.id);
  }
  for (const row of rows) {
    row.hidden = !live.has(row) && Boolean(picked || field.only.checked || (q && !textOf(row).includes(q)));
  }
  for (const group of all(".group")) group.hidden = !one(".finding:not([hidden])", group);
  for (const audit of all(".audit")) {
    audit.hidden = Boolean(picked || q) && !one(".finding:not([hidden])", audit);
  }
  one("#collation .nothing").hidden = rows.some(r => !r.hidden) || !rows.length;
  one("#audits .nothing").hidden = all(".audit").some(a => !a.hidden);
  shown.value = shown.dataset.say.replace("{n}", ids.size).replace("{all}", shown.dataset.all);
  count();
}
byId("form").addEventListener("input", filter);
byId("form").addEventListener("submit", e => e.preventDefault());
byId("form").addEventListener("reset", () => setTimeout(filter));

// Walking the open places.
const cards = () => all(".card:not([hidden])");
let current = null;

function count() {
  const list = cards(), i = list.indexOf(current);
  byId("at").value = i < 0 ? "–" : i + 1;
  byId("of").textContent = list.length;
}

function walk(step) {
  const list = cards();
  if (!list.length) return;
  const i = list.indexOf(current);
  current = list[i < 0 ? (step > 0 ? 0 : list.length - 1) : (i + step + list.length) % list.length];
  go(current);
  count();
}
byId("next").addEventListener("click", () => walk(1));
byId("prev").addEventListener("click", () => walk(-1));
document.addEventListener("focusin", e => {
  const card = e.target.closest(".card");
  if (card) { current = card; count(); }
});

// go scrolls twice: clauses that were not drawn before take their true height
// only once they are near.
function go(el) {
  el.focus({ preventScroll: true });
  const scroll = () => el.scrollIntoView({ block: el.matches(".m") ? "center" : "start" });
  scroll();
  requestAnimationFrame(scroll);
}

// A link may lead to what a filter hides. Then the filter gives way.
function follow() {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { return; }
  const el = id && byId(id);
  if (!el) return;
  if (el.closest("[hidden]")) { byId("form").reset(); filter(); }
  if (el.tabIndex >= -1 && el.matches("[tabindex], a")) go(el);
}
window.addEventListener("hashchange", follow);
document.addEventListener("click", e => {
  const a = e.target.closest('a[href^="#"]');
  if (a && a.getAttribute("href") === location.hash) setTimeout(follow);
});

// Strips: one stop of the Tab key each, arrows inside.
for (const svg of all(".strip svg")) {
  const links = all("a", svg).sort((a, b) => at(a) - at(b));
  svg.addEventListener("keydown", e => {
    const i = links.indexOf(document.activeElement);
    const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: links.length - 1 }[e.key];
    if (to === undefined || !links[to]) return;
    e.preventDefault();
    if (links[i]) links[i].setAttribute("tabindex", "-1");
    links[to].setAttribute("tabindex", "0");
    links[to].focus();
  });
}
function at(a) { return parseFloat(one("rect", a).getAttribute("x")); }

// Marks in the canonical text: what is known of a place, beside the place.
const pop = byId("pop"), body = one(".pop-body", pop), sheet = one(".sheet");
let mark = null, pinned = false, timer = 0;

function show(a) {
  clearTimeout(timer);
  const about = byId(a.dataset.v || "");
  if (!about) return false;
  mark = a;
  const copy = about.cloneNode(true);
  for (const el of [copy, ...all("[id]", copy)]) el.removeAttribute("id");
  for (const el of all(".to, .tag.open", copy)) el.remove();
  copy.hidden = false;
  copy.removeAttribute("tabindex");
  const div = document.createElement("div");
  div.className = copy.className;
  div.append(...copy.childNodes);
  body.replaceChildren(div);
  link(one(".pop-card", pop), byId("q-" + a.dataset.v));
  link(one(".pop-row", pop), about.closest(".row") || about);
  pop.hidden = false;
  place(a);
  return true;
}

function link(a, to) {
  a.hidden = !to;
  if (to) a.setAttribute("href", "#" + encodeURIComponent(to.id));
}

function place(a) {
  if (matchMedia("(max-width: 40rem)").matches) {
    pop.style.left = pop.style.top = "";
    return;
  }
  const r = a.getClientRects()[0], w = document.documentElement.clientWidth;
  const left = Math.min(Math.max(r.left, 12), w - pop.offsetWidth - 12);
  const below = r.bottom + 6 + pop.offsetHeight < innerHeight || r.top < pop.offsetHeight + 6;
  pop.style.left = left + scrollX + "px";
  pop.style.top = (below ? r.bottom + 6 : r.top - 6 - pop.offsetHeight) + scrollY + "px";
}

function hide() {
  clearTimeout(timer);
  pop.hidden = true;
  pinned = false;
  mark = null;
}
// back hides the popover and returns to its mark, whose focus must not show it
// again.
function back() {
  if (mark) mark.focus({ preventScroll: true });
  hide();
}
const later = () => { clearTimeout(timer); timer = setTimeout(() => { if (!pinned) hide(); }, 200); };

if (sheet) {
  const markOf = e => e.target.closest("a.m[data-v]");
  sheet.addEventListener("mouseover", e => { const a = markOf(e); if (a && !pinned) show(a); });
  sheet.addEventListener("mouseout", e => { if (markOf(e)) later(); });
  sheet.addEventListener("focusin", e => { const a = markOf(e); if (a && a.matches(":focus-visible")) { pinned = false; show(a); } });
  sheet.addEventListener("focusout", e => { if (!pop.contains(e.relatedTarget)) later(); });
  sheet.addEventListener("click", e => {
    const a = markOf(e);
    if (!a) return;
    if (pinned && mark === a) { e.preventDefault(); hide(); return; }
    if (!show(a)) return;
    e.preventDefault();
    pinned = true;
    if (e.detail === 0) one("a:not([hidden]), button", one(".links", pop)).focus();
  });
}
pop.addEventListener("mouseenter", () => clearTimeout(timer));
pop.addEventListener("mouseleave", later);
pop.addEventListener("click", e => { if (e.target.closest("a")) hide(); });
one(".pop-close", pop).addEventListener("click", () => back);
document.addEventListener("click", e => { if (pinned && !pop.contains(e.target) && !e.target.closest("a.m")) hide(); });

// The same place in the other copies lights up.
let lit = [];
document.addEventListener("mouseover", e => {
  for (const el of lit) el.classList.remove("lit");
  lit = [];
  const el = e.target.closest(".row [data-v], .row .entry");
  if (!el) return;
  const name = o => o.dataset.v || o.dataset.id;
  lit = all("[data-v], .entry", el.closest(".row")).filter(o => name(o) === name(el));
  for (const o of lit) o.classList.add("lit");
});

// Keys. None acts while something is being typed.
const help = byId("help");
byId("ask").addEventListener("click", () => help.showModal());
document.addEventListener("keydown", e => {
  if (e.key === "Escape" && !pop.hidden) {
    if (pop.contains(document.activeElement)) back();
    else hide();
    return;
  }
  if (e.ctrlKey || e.metaKey || e.altKey || help.open || e.target.closest("input, select, textarea")) return;
  const act = {
    n: () => walk(1), j: () => walk(1), p: () => walk(-1), k: () => walk(-1),
    "/": () => { byId("filters").open = true; field.text.focus(); },
    "?": () => help.showModal(),
  }[e.key];
  if (act) { e.preventDefault(); act(); }
});

byId("filters").open = matchMedia("(min-width: 64rem)").matches;
filter();
if (location.hash) follow();
})();
