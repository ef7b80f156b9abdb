// Forms in the card, where somebody types. While one is open nothing draws the
// card anew, and what is typed outlives a reload.

// openForm opens a form. fields are {name, label, hint, value, required}; draft
// names what is typed; send gets the values and tells whether they were saved.
function openForm(fields, draft, send) {
  const slot = $("slot");
  if (!slot) return;
  editing = true;
  const memory = "draft " + draft;
  const kept = drafted(memory);
  const inputs = fields.map(f => h("input", { type: "text", name: f.name, value: kept[f.name] ?? f.value ?? "", placeholder: f.hint, autocomplete: "off", lang: "zh-CN", maxlength: 10000, required: f.required }));
  const values = () => Object.fromEntries(inputs.map(i => [i.name, i.value]));
  const shut = () => { editing = false; sessionStorage.removeItem(memory); };
  const leave = () => {
    shut();
    slot.replaceChildren();
    show(hand);
    $("text").focus({ preventScroll: true });
  };
  const form = h("form", { class: "form", on: {
    submit: e => {
      e.preventDefault();
      if (composing) return;
      const v = values();
      later(async () => { if (await send(v, shut)) shut(); });
    },
    input: () => sessionStorage.setItem(memory, JSON.stringify(values())),
    keydown: e => formKey(e, leave),
  } },
    fields.map((f, i) => h("label", {}, f.label, inputs[i])),
    h("div", { class: "row" }, h("button", { class: "main" }, say("save")), h("button", { type: "button", on: { click: leave } }, say("cancel"))));
  slot.replaceChildren(form);
  form.scrollIntoView({ block: "nearest" });
  inputs[0].focus();
  inputs[0].select();
}

function drafted(memory) {
  try { return JSON.parse(sessionStorage.getItem(memory)) || {}; } catch { return {}; }
}

function formKey(e, leave) {
  if (e.isComposing || e.keyCode === 229) {
    // Safari tells the Enter that ends a composition after its end.
    if (e.key === "Enter") { e.preventDefault(); e.stopPropagation(); }
    return;
  }
  if (e.key === "Escape") { e.stopPropagation(); leave(); }
}

// editForm takes a text of the editor's own, and the reason for it.
function editForm() {
  const c = ready();
  if (!c || c.finding && !c.lacuna) return;
  openForm([
    { name: "text", label: say(c.lacuna ? "fill" : "other"), hint: say("other.hint"), value: c.lacuna && c.state !== "decided" ? "" : c.text, required: c.lacuna },
    { name: "why", label: say("why"), hint: say("why.hint"), value: c.ruling?.do === "type" ? c.ruling.why : "", required: true },
  ], "type " + c.key, async (v, shut) => {
    const done = await post("decide", { do: "type", on: [{ case: c.key, text: v.text, base: c.base }], why: v.why }, v.text || say("omission"));
    if (!done) return false;
    shut();
    tell(say("saved"));
    if (document.activeElement?.closest(".form")) $("text").focus({ preventScroll: true });
    onward(c.key);
    return true;
  });
}

function commentForm() {
  const c = ready();
  if (!c) return;
  openForm([{ name: "text", label: say("comment"), required: true }], "comment " + c.key, async (v, shut) => {
    const done = await post("decide", { do: "comment", on: [{ case: c.key, base: c.base }], text: v.text });
    if (!done) return false;
    shut();
    await show(hand);
    $("text").focus({ preventScroll: true });
    tell(say("saved"));
    return true;
  });
}
