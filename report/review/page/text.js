// The text, and the marks of the cases in it and in the copies.

const middlePane = () => $("copies").hidden ? $("sheet") : $("copies");

let marks = new Map(); // by key: the marks of a case
function findMarks() {
  setHand(hand, false);
  marks = new Map();
  for (const m of document.querySelectorAll(".m[data-k]")) {
    const list = marks.get(m.dataset.k);
    if (list) list.push(m); else marks.set(m.dataset.k, [m]);
  }
  setHand(hand, true);
}

function setHand(key, on) {
  for (const m of marks.get(key) || []) m.classList.toggle("hand", on);
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

// reveal brings a case into the middle of what is read.
function reveal(c) {
  const pane = middlePane();
  const el = (marks.get(c.key) || []).find(m => pane.contains(m)) || rowIn(pane, c.row) || rowIn(pane, c.clause);
  el?.scrollIntoView({ block: "center" });
}

// layText lays the whole text out while nobody waits. Until then paragraphs far
// from the window have a guessed height, and a jump to one costs a second look.
function layText() {
  const rest = [...document.querySelectorAll("#sheet p")];
  const some = () => {
    for (const p of rest.splice(0, 25)) p.style.contentVisibility = "visible";
    if (rest.length) whenIdle(some);
  };
  whenIdle(some);
}
