// Saving: what is asked of the program, one thing after the other, and what the
// page says of it.

async function get(path) {
  const r = await fetch(path);
  if (!r.ok) throw new Error(String(r.status));
  return r.json();
}

// later does things in the order of the keys, each when the one before is done.
let line = Promise.resolve();
function later(f) {
  line = line.then(f, f).catch(e => complain(String(e.message || e)));
  return line;
}

let fade;
function tell(text) {
  const el = $("said");
  el.textContent = text;
  el.classList.add("on");
  clearTimeout(fade);
  fade = setTimeout(() => el.classList.remove("on"), 2200);
}

function complain(text, label, act) {
  const el = $("alert");
  el.replaceChildren(text);
  if (label) el.append(h("button", { on: { click: act } }, label));
  el.hidden = !text;
}

// post has something decided. It answers with the change, which is on the disk
// then, or with nothing where it was refused; then the page has said so. yours is
// what was asked for, in words, to be shown beside what was decided meanwhile.
async function post(path, body, yours) {
  const slow = setTimeout(() => tell(say("saving")), 150);
  let r;
  try {
    r = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch {
    complain(say("offline"));
    return null;
  } finally {
    clearTimeout(slow);
  }
  const answer = await r.json().catch(() => ({}));
  if (r.ok) {
    complain("");
    apply(answer);
    if (answer.evidence) keepEvidence(answer.evidence.key, answer.evidence);
    return answer;
  }
  if (r.status === 409 && answer.now) {
    conflict(answer, body, yours); // first: a page with an open box is not loaded anew
    apply(answer.now);
  } else {
    complain(say("unsaved") + (answer.why || r.status));
  }
  return null;
}
