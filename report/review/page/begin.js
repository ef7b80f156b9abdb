// The beginning, and news of what other windows decide.

async function load() {
  const state = await get("state");
  if (state.laid !== LAID) return stale();
  const fresh = !order.length;
  for (const v of state.cases) {
    if (byKey.has(v.key)) { learn(v); continue; }
    const c = { by: "", notes: 0, ...v };
    order.push(c);
    byKey.set(c.key, c);
    count(c, 1);
  }
  now = state;
  known.clear();
  for (const c of order) drawItem(c);
  if (fresh) layList();
  findMarks();
  if (!fresh || state.seq !== Number(document.documentElement.dataset.seq)) for (const c of order) drawMarks(c);
  for (const row of clauses.keys()) drawClause(row);
  drawHead();
  filter();
  const key = decodeURIComponent(location.hash.slice(1));
  if (fresh && byKey.has(key)) select(key);
  else if (hand && !editing) show(hand);
  document.documentElement.dataset.ready = "1";
  requestAnimationFrame(() => performance.mark("ready"));
}

// listen hears of every change. What is on its way from this window comes first:
// its answer says more than the news of it does.
let events;
function listen() {
  events = new EventSource("events");
  let first = true;
  events.onopen = () => { first = true; };
  events.onmessage = e => {
    const change = JSON.parse(e.data);
    if (change.seq === undefined) return;
    if (first) {
      first = false;
      if (!$("alert").hidden && $("alert").textContent === say("offline")) complain("");
      if (change.laid !== LAID || change.seq !== now.seq) later(load);
      return;
    }
    later(() => hear(change));
  };
  events.onerror = () => complain(say("offline"));
}
function hear(change) {
  if (change.seq > now.seq && change.cases.some(v => v.key === hand && v.base > (byKey.get(hand)?.base || 0))) tell(say("others"));
  apply(change);
}

// A window that nobody has seen for a while stops listening, and looks anew when
// it is seen again: a browser has six connections for all windows of a page, and
// one more would not even open.
const AWAY = 20_000;
function attend() {
  let away;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(() => events.close(), AWAY);
    else if (events.readyState === EventSource.CLOSED) listen();
  });
}

load().then(() => { listen(); attend(); setTimeout(layText, 500); }, () => complain(say("offline")));
