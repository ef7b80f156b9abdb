// What is known: the cases, how they stand, and what the window is at.

const WITNESSES = JSON.parse($("witnesses").textContent) || [];
const LAID = Number(document.documentElement.dataset.laid);

let now = { seq: 0, undo: 0, redo: 0, open: 0, signed: 0 };
const order = [];          // cases in their order
const byKey = new Map();   // case by key
let hand = "";             // key of the case in hand
let editing = false;       // a form with what somebody types is open
let leaving = false;       // a decision is on its way, and the next case comes after it
let composing = false;     // an input method has the keys

// What is open, by clause, and how many cases are to be decided or are: kept up
// case by case, since a key must not look at all of them.
const openIn = new Map();
let asked = 0;
function count(c, by) {
  if (c.state === "open") openIn.set(c.clause, (openIn.get(c.clause) || 0) + by);
  if (c.state === "open" || c.state === "decided") asked += by;
}

// learn takes in a case as the program tells it.
function learn(v) {
  const c = byKey.get(v.key);
  if (!c) return;
  count(c, -1);
  Object.assign(c, { by: "", notes: 0 }, v);
  count(c, 1);
}

// apply brings a change to the page. It may come twice, in answer to this window
// and as news to all, and not always in order.
const applied = new Set();
function apply(change) {
  if (change.laid !== LAID) return stale();
  if (change.did) {
    if (applied.has(change.seq)) return;
    applied.add(change.seq);
  }
  const { seq, undo, redo, open, signed, theirs } = change;
  if (seq >= now.seq) now = { seq, undo, redo, open, signed, theirs };
  for (const v of change.cases) {
    const c = byKey.get(v.key);
    if (!c || v.base < c.base) continue;
    learn(v);
    known.delete(c.key);
    drawItem(c);
    drawMarks(c);
    drawClause(c.clause);
    if (c.key === hand && !editing && !leaving) show(hand);
  }
  drawHead();
}

// stale is when the text was laid out anew: passages that counted count no more.
// What somebody is typing is not taken away for that.
let moved = false;
function stale() {
  moved = true;
  if (editing || $("box").open) complain(say("update"), say("reload"), () => location.reload());
  else location.reload();
}

function drawHead() {
  $("tally").textContent = now.signed ? say("signed") : now.open ? say("open.n", { n: now.open }) : say("open.0");
  $("bar").max = Math.max(asked, 1);
  $("bar").value = asked - now.open;
  $("undo").disabled = $("t-undo").disabled = !now.undo;
  $("redo").disabled = !now.redo;
  $("sign").setAttribute("aria-disabled", String(now.open > 0));
  drawPlace();
}

// drawClause marks the line of the outline with what is open in the clause.
const clauses = new Map([...document.querySelectorAll(".outline a")].map(a => [a.dataset.row, a]));
function drawClause(row) {
  const a = clauses.get(row), n = openIn.get(row) || 0;
  if (!a || n === Number(a.dataset.n || 0)) return;
  if (n) {
    a.dataset.n = n;
    a.setAttribute("aria-label", a.textContent.trim() + " · " + say("open.n", { n }));
  } else {
    delete a.dataset.n;
    a.removeAttribute("aria-label");
  }
}
