// The copies side by side.

let rows = null; // the clauses across the copies, once they were asked for
const MOST_COPIES = 5;
let shownCopies = WITNESSES.slice(0, MOST_COPIES).map(w => w.ID);

async function openCopies() {
  if (rows) return;
  $("copies").replaceChildren(h("p", { class: "none" }, say("wait")));
  rows = await get("witnesses");
  drawCopies();
}

function drawCopies() {
  const shown = WITNESSES.map((w, i) => ({ ...w, i })).filter(w => shownCopies.includes(w.ID));
  const n = " n" + shown.length;
  $("copies").className = "copies" + n;
  $("copies").replaceChildren(
    WITNESSES.length > 2 ? copyChoice() : "",
    h("div", { class: "head" + n }, shown.map(w => h("div", {}, h("b", {}, w.ID), baseName(w.Path)))),
    ...rows.map(r => h("div", { class: "row", data: { row: r.id } }, h("h3", {}, r.path),
      h("div", { class: "cells" + n }, shown.map(w => h("div", { data: { w: w.ID } }, sig(w.ID), h("div", {}, cell(r.cells[w.i]))))))));
  findMarks();
}

function copyChoice() {
  const choose = (id, tick) => {
    const next = WITNESSES.map(w => w.ID).filter(w => w === id ? tick.checked : shownCopies.includes(w));
    if (next.length < 1 || next.length > MOST_COPIES) { tick.checked = !tick.checked; return; }
    shownCopies = next;
    drawCopies();
  };
  return h("div", { class: "pick", role: "group", "aria-label": say("copies") }, WITNESSES.map(w => {
    const tick = h("input", { type: "checkbox", on: { change: () => choose(w.ID, tick) } });
    tick.checked = shownCopies.includes(w.ID);
    return h("label", {}, tick, " ", w.ID);
  }));
}

function cell(stretches) {
  if (!stretches.length) return h("span", { class: "absent" }, "—");
  return stretches.flatMap(p => {
    const c = p.k && byKey.get(p.k);
    const data = { s: p.s };
    if (p.n) data.n = p.n;
    if (p.k) data.k = p.k;
    const el = h("span", { class: [p.c, c ? "m " + c.state : ""].filter(Boolean).join(" ") || undefined, data }, p.t || "");
    return p.b ? [h("span", { class: "nl", "aria-hidden": "true" }), el] : [el];
  });
}
