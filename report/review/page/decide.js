// Deciding: take a reading, agree, take back.

// ready returns the evidence that is decided on: what the card shows. While a
// decision is on its way, or the next card is, there is none: a key that is
// pressed again because the disk is slow must not decide on what nobody has seen.
const ready = () => !leaving && card?.key === hand ? card : undefined;

// decide posts a decision on a case, and goes on to the next when it is saved.
async function decide(body, key, yours) {
  leaving = true;
  try {
    if (!await post("decide", body, yours)) return;
    tell(say("saved"));
    onward(key);
  } finally {
    leaving = false;
  }
}

function take(i) {
  const c = ready(), o = c?.readings[i];
  if (!o) return;
  if (c.state === "decided" && o.printed) return onward(c.key); // once is enough
  pick(c, { do: "take", on: [{ case: c.key, text: o.key, base: c.base }] }, o.text || say("omission"));
}

function accept() {
  const c = ready();
  if (!c) return;
  if (!c.finding) {
    const i = c.readings.findIndex(o => o.proposed);
    return i < 0 ? undefined : take(i);
  }
  if (c.state === "decided" && c.ruling.do === "agree") return onward(c.key);
  pick(c, { do: "agree", on: [{ case: c.key, text: "", base: c.base }] }, say("agree"));
}

function pick(c, body, yours) {
  leaving = true; // from the key on: the line before it may take its time
  later(() => decide(body, c.key, yours));
}

// back takes the last decision back, or brings it again, and goes where it was.
function back(how) {
  later(async () => {
    const of = now[how];
    if (!of) return now.theirs && how === "undo" ? tell(say("undo.theirs", { who: now.theirs })) : undefined;
    leaving = true;
    const done = await post("decide", { do: how, of }, backWords(how, of)).finally(() => { leaving = false; });
    if (!done) return;
    tell(say("did." + how));
    const first = done.cases.find(c => byKey.has(c.key));
    if (first) select(first.key);
  });
}
function backWords(how, of) {
  const c = order.find(c => c.base === of);
  return say(how) + " " + (c ? [c.path, c.text || say("omission")].join(" ") : "№ " + of);
}
