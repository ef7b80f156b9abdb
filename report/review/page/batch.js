// Accepting the safe proposals of one rule together, each of them seen.

function batch() {
  const safe = order.filter(c => c.safe && c.state === "proposed");
  const cancel = boxButton(say("cancel"), shutBox);
  if (!safe.length) return box(say("batch"), h("p", {}, say("batch.none")), h("div", { class: "acts" }, cancel));
  const rule = ruleChoice(safe);
  const list = h("div", { class: "previews", tabindex: "0" });
  const every = h("input", { type: "checkbox" });
  const go = h("button", { class: "main" });
  let lines = [];
  const ticked = () => lines.filter(l => l.tick.checked);
  const tally = () => {
    const n = ticked().length;
    go.textContent = say("batch.do", { n });
    go.disabled = !n;
    every.checked = n === lines.length;
  };
  const fill = () => {
    lines = safe.filter(c => c.rule === rule.value).map(c => ({ c, tick: h("input", { type: "checkbox", on: { change: tally } }) }));
    for (const l of lines) l.tick.checked = true;
    list.replaceChildren(...lines.map(preview));
    tally();
  };
  rule.addEventListener("change", fill);
  every.addEventListener("change", () => { for (const l of lines) l.tick.checked = every.checked; tally(); });
  go.addEventListener("click", () => acceptTogether(rule.value, ticked().map(l => l.c)));
  fill();
  box(say("batch"), h("p", {}, say("batch.note")), h("div", { class: "row" }, rule, h("label", {}, every, " ", say("batch.all"))), list,
    h("div", { class: "acts" }, cancel, go));
  rule.focus();
}

// ruleChoice offers the rules there are safe proposals of, the one that is
// filtered for first.
function ruleChoice(safe) {
  const names = new Map([...filters.elements.rule.options].map(o => [o.value, o.textContent]));
  const rules = [...new Set(safe.map(c => c.rule))];
  const choice = h("select", { "aria-label": say("batch.rule") },
    rules.map(r => h("option", { value: r }, `${names.get(r) || r}（${safe.filter(c => c.rule === r).length}）`)));
  if (rules.includes(wanted.rule)) choice.value = wanted.rule;
  return choice;
}

function preview({ c, tick }) {
  return h("label", {}, tick,
    h("span", { class: "words", lang: "zh-CN" }, c.texts.map((t, i) => i === c.chosen ? null : h("s", {}, t || say("omission"))), h("b", {}, c.text || say("omission"))),
    h("small", {}, c.path + " · " + around(c)));
}

// around quotes the text on either side of a case.
function around(c) {
  const m = (marks.get(c.key) || []).find(x => x.closest("#sheet"));
  if (!m) return "";
  const before = m.previousSibling?.textContent ?? "", after = m.nextSibling?.textContent ?? "";
  return [...before].slice(-8).join("") + "【" + (c.text || "∧") + "】" + [...after].slice(0, 8).join("");
}

function acceptTogether(rule, cases) {
  const on = cases.map(c => ({ case: c.key, text: c.take, base: c.base }));
  shutBox();
  later(async () => {
    if (!await post("decide", { do: "take", rule, on })) return;
    tell(say("saved"));
    filter();
  });
}
