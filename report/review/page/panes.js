// The panes: the text or the copies, the list or the outline.

function tab(el, on) {
  el.setAttribute("aria-selected", String(on));
  el.tabIndex = on ? 0 : -1;
  $(el.getAttribute("aria-controls")).hidden = !on;
}

// middle shows the copies or the text, at the place where the other was.
async function middle(copies) {
  const to = copies ? $("copies") : $("sheet");
  if (!to.hidden) return;
  const row = topRow(middlePane());
  tab($("tab-sheet"), !copies);
  tab($("tab-copies"), copies);
  if (copies) await openCopies();
  const c = byKey.get(hand);
  if (c) reveal(c); else rowIn(to, row || "")?.scrollIntoView({ block: "start" });
  search();
}

// topRow is the clause at the top of what is read.
function topRow(pane) {
  const list = [...pane.querySelectorAll("[data-row]")];
  const top = pane.getBoundingClientRect().top + 40;
  let lo = 0, hi = list.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (list[mid].getBoundingClientRect().bottom < top) lo = mid + 1; else hi = mid;
  }
  return list[Math.min(lo, list.length - 1)]?.dataset.row;
}

function sideTab(outline) {
  tab($("tab-outline"), outline);
  tab($("tab-list"), !outline);
}

// side brings the list out where there is no room for it beside the text.
function side(out) {
  $("side").classList.toggle("out", out);
  if (out) $("side-shut").focus();
}

$("tab-sheet").onclick = () => middle(false);
$("tab-copies").onclick = () => middle(true);
$("tab-outline").onclick = () => sideTab(true);
$("tab-list").onclick = () => sideTab(false);
$("t-side").onclick = () => side(true);
$("side-shut").onclick = () => side(false);
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
  rowIn(middlePane(), a.dataset.row)?.scrollIntoView({ block: "start" });
  const first = order.find(c => c.clause === a.dataset.row && c.state === "open");
  if (first) select(first.key, false);
  side(false);
});
