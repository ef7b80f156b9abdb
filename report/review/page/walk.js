// Walking from case to case.

function step(by, from = hand, only = passes) {
  const n = order.length, at = order.findIndex(c => c.key === from);
  for (let i = 1; i <= n; i++) {
    const c = order[(((at < 0 && by < 0 ? 0 : at) + by * i) % n + n) % n];
    if (only(c)) return c.key;
  }
  return "";
}

function walk(by) {
  const key = step(by);
  if (key) select(key); else tell(say("none"));
}

// undecided is the next place that is still to be decided: of those listed, else
// of all that are open.
function undecided(from) {
  return step(1, from, c => c.state !== "decided" && passes(c) && c.key !== from) ||
    step(1, from, c => c.state === "open" && c.key !== from);
}

// onward goes there once a case is decided and left behind.
function onward(from) {
  items.get(from).hidden = !passes(byKey.get(from));
  if (hand !== from) return; // its editor has walked on meanwhile
  const key = undecided(from);
  if (key) return select(key);
  filter();
  show(hand);
  tell(say(now.open ? "none" : "open.0"));
}

// select takes a case in hand. All is drawn first and scrolled then, so that the
// browser lays the page out once.
function select(key, scroll = true) {
  const c = byKey.get(key);
  if (!c) return;
  const old = hand;
  hand = key;
  editing = false;
  const li = listHand(old, key);
  setHand(old, false);
  setHand(key, true);
  $("live").textContent = [c.name, c.path, say("state." + c.state)].join("，");
  show(key);
  $("evidence").scrollTop = 0;
  if (!$("list-pane").hidden) li.scrollIntoView({ block: "nearest" });
  if (scroll) reveal(c);
  whenIdle(fetchAhead);
  clearTimeout(naming);
  naming = setTimeout(nameAddress, STANDING);
}

function listHand(old, key) {
  if (old) {
    items.get(old).firstChild.removeAttribute("aria-current");
    items.get(old).hidden = !passes(byKey.get(old));
  }
  const li = items.get(key);
  li.hidden = li.parentElement.hidden = false;
  li.firstChild.setAttribute("aria-current", "true");
  return li;
}

// fetchAhead asks for the evidence of the cases that come next.
function fetchAhead() {
  for (const next of [step(1), undecided(hand)]) if (next) evidence(next);
}

// The address names the case in hand, for a reload, once its editor has stopped
// walking: a browser takes up to ten milliseconds for that.
const STANDING = 150; // ms
let naming;
function nameAddress() { history.replaceState(null, "", "#" + hand); }
