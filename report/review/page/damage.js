// Marking a passage of a copy as damaged.

function damageBox(id, start, end, quote) {
  const base = now.seq; // what has been decided on the passage up to here is seen
  const why = h("input", { type: "text", autocomplete: "off", maxlength: 1000, "aria-label": say("damage.why"), placeholder: say("damage.why") });
  const mark = e => {
    e.preventDefault();
    if (composing) return;
    shutBox();
    const yours = say("damage.of", { w: id }) + (quote || say("damage.point"));
    later(() => post("decide", { do: "damage", damage: { witness: id, start, end }, why: why.value, base }, yours));
  };
  box(say("damage"), h("p", {}, say("damage.of", { w: id })), h("p", { class: "quote", lang: "zh-CN" }, quote || say("damage.point")),
    h("form", { class: "form", on: { submit: mark } }, why,
      h("div", { class: "row" }, h("button", { class: "main" }, say("mark")), boxButton(say("cancel"), shutBox, { type: "button" }))));
  why.focus();
}

// damageKey marks what is selected in a copy, or goes to the copies of the card.
function damageKey() {
  const p = selected();
  if (p) damageBox(p.w, p.start, p.end, p.text);
  else document.querySelector(".witness button")?.focus();
}

// selected is the passage of a copy that is selected, if one is.
function selected() {
  const s = getSelection();
  if (!s.rangeCount || s.isCollapsed) return null;
  const r = s.getRangeAt(0);
  const a = placeOf(r.startContainer, r.startOffset, false), b = placeOf(r.endContainer, r.endOffset, true);
  return a?.cell && a.cell === b?.cell && a.at < b.at ? { w: a.cell.dataset.w, start: a.at, end: b.at, text: String(s) } : null;
}

// placeOf is the code point of a copy at which a selection starts or ends. A
// stretch that spells characters out is taken whole.
function placeOf(node, offset, end) {
  const span = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-s]");
  if (!span) return null;
  let n = 0;
  if (span.dataset.n !== undefined) n = end ? Number(span.dataset.n) : 0;
  else if (node.nodeType === Node.TEXT_NODE) n = [...node.data.slice(0, offset)].length;
  else if (end) n = [...span.textContent].length;
  return { cell: span.closest("[data-w]"), at: Number(span.dataset.s) + n };
}
