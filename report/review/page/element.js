// Elements and words: everything the page shows is made here, of values.

const $ = id => document.getElementById(id);
const WORDS = JSON.parse($("words").textContent);
const say = (key, v = {}) => (WORDS[key] ?? key).replace(/\{(\w+)\}/g, (_, n) => v[n] ?? "");

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

// whenIdle does what nobody waits for.
const whenIdle = window.requestIdleCallback || (f => setTimeout(f, 50));

const sig = s => h("span", { class: "sig" }, s);

// rowIn finds a clause in the text or in the copies.
const rowIn = (pane, row) => pane.querySelector(`[data-row="${CSS.escape(row)}"]`);
