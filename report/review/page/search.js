// Searching the text, or the copies where they are shown.

let found = [], foundAt = -1; // [element, from, to], and which of them it is at
const MOST_FOUND = 5000, MOST_LIT = 1000;
const lights = window.CSS && CSS.highlights;

function search() {
  const q = $("q").value.trim().toLowerCase();
  found = [];
  foundAt = -1;
  lights?.delete("found");
  lights?.delete("here");
  $("found").textContent = "";
  if (!q) return;
  for (const el of document.querySelectorAll($("copies").hidden ? "#sheet p" : "#copies .cells > div > div")) {
    const text = el.textContent.toLowerCase();
    for (let at = text.indexOf(q); at >= 0 && found.length < MOST_FOUND; at = text.indexOf(q, at + q.length)) found.push([el, at, at + q.length]);
  }
  lights?.set("found", new Highlight(...found.slice(0, MOST_LIT).map(range)));
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
  lights?.set("here", new Highlight(r));
  (r.startContainer.parentElement || hit[0]).scrollIntoView({ block: "center" });
  $("found").textContent = say("found", { n: foundAt + 1, all: found.length });
}

$("q").addEventListener("input", () => { if (!composing) search(); });
$("q").addEventListener("compositionend", () => setTimeout(search));
$("find").addEventListener("submit", e => { e.preventDefault(); if (!composing) nextFound(1); });
