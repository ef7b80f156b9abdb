// Keys and buttons.

document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { composing = false; });

// A key that was a shortcut is no letter for the field that it has opened.
let swallow = "";
document.addEventListener("keypress", e => { if (e.key === swallow) e.preventDefault(); swallow = ""; }, true);
document.addEventListener("keyup", () => { swallow = ""; }, true);

const typing = el => el?.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
const boxed = () => document.querySelector("dialog[open]");

// turn turns the pages of the text where nothing that scrolls has the focus.
const turns = { PageDown: 0.9, " ": 0.9, PageUp: -0.9, ArrowDown: 0.1, ArrowUp: -0.1, End: Infinity, Home: -Infinity };
function turn(e) {
  const pane = middlePane();
  const by = turns[e.key] * (e.key === " " && e.shiftKey ? -1 : 1);
  if (!by) return;
  e.preventDefault();
  pane.scrollTop = Math.min(Math.max(pane.scrollTop + by * pane.clientHeight, 0), pane.scrollHeight);
}

// once is for what a key that is held down must not do again and again.
const once = f => e => { if (!e.repeat) f(); };
const shortcuts = {
  j: () => walk(1),
  k: () => walk(-1),
  a: once(accept),
  e: once(editForm),
  c: once(commentForm),
  d: once(damageKey),
  u: once(() => back("undo")),
  r: once(() => back("redo")),
  U: once(() => back("redo")),
  w: () => middle($("copies").hidden),
  b: once(batch),
  f: () => { sideTab(false); side(true); $("f-state").focus(); },
  "/": () => { $("q").focus(); $("q").select(); },
  "?": () => $("help").showModal(),
};
for (let n = 1; n <= 9; n++) shortcuts[n] = once(() => take(n - 1));

document.addEventListener("keydown", e => {
  if (composing || e.isComposing || e.keyCode === 229 || e.key === "Process") return;
  if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === "z" && !typing(e.target) && !boxed()) {
    e.preventDefault();
    return back(e.shiftKey ? "redo" : "undo");
  }
  if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
  if (e.key === "Escape") return escape(e);
  if (typing(e.target) || boxed()) return;
  if (e.target === document.body || e.target === $("text")) turn(e);
  const act = Object.hasOwn(shortcuts, e.key) && shortcuts[e.key];
  if (!act) return;
  e.preventDefault();
  swallow = e.key;
  act(e);
});
function escape(e) {
  if (typing(e.target) && !e.target.closest("dialog")) { e.preventDefault(); e.target.blur(); } // a search field would empty itself
  side(false);
}

$("undo").onclick = $("t-undo").onclick = () => back("undo");
$("redo").onclick = () => back("redo");
$("ask").onclick = () => $("help").showModal();
$("sign").onclick = sign;
$("batch").onclick = batch;
$("t-prev").onclick = () => walk(-1);
$("t-next").onclick = () => walk(1);
