// The list of cases and its filters.

const filters = $("filters");
const items = new Map(); // by key: the line of a case

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
    const pick = () => { select(c.key); side(false); };
    li = h("div", { role: "listitem" }, h("button", { data: { k: c.key }, on: { click: pick } }));
    items.set(c.key, li);
  }
  const button = li.firstChild;
  button.className = c.state;
  button.replaceChildren(
    h("span", { class: "what" }, h("b", {}, c.name), h("span", {}, c.path),
      h("i", {}, c.notes ? "✎" + c.notes + " " : "", c.state === "open" ? "" : say("state." + c.state))),
    h("span", { class: "words", lang: "zh-CN" }, itemWords(c)));
}
function itemWords(c) {
  if (c.finding) return c.lacuna && c.state === "decided" && c.text ? h("b", {}, c.text) : c.texts[0];
  if (c.state === "decided") return h("b", {}, c.text || say("omission"));
  return c.texts.flatMap((t, i) => [i ? h("em", {}, "｜") : null, h(i === c.chosen ? "b" : "span", {}, t || say("omission"))]);
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
  $("none").textContent = wanted.state === "open" && !now.open ? say("none.open") : say("none");
}
filters.addEventListener("change", filter);
filters.addEventListener("submit", e => e.preventDefault());

// drawPlace says in the card which of the listed cases it shows.
function drawPlace() {
  const el = document.querySelector("#card .n");
  if (!hand || !el) return;
  let all = 0, n = 0;
  for (const c of order) {
    if (c.key !== hand && !passes(c)) continue;
    all++;
    if (c.key === hand) n = all;
  }
  el.textContent = say("of", { n, all });
}
