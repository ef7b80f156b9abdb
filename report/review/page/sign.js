// Signing off, when nothing is open.

function sign() {
  if (now.open) {
    tell(say("sign.open", { n: now.open }));
    filters.elements.state.value = "open";
    return filter();
  }
  const title = $("sign").textContent;
  const notes = order.reduce((n, c) => n + c.notes, 0);
  box(title, h("p", {}, say("sign.q")), notes ? h("p", {}, say("sign.notes", { n: notes })) : null,
    h("div", { class: "acts" }, boxButton(say("cancel"), shutBox), boxButton(title, () => later(signOff), { class: "main" })));
}

async function signOff() {
  const done = await post("sign", { base: now.seq });
  if (!done) return shutBox();
  box(say("signed"), h("p", {}, say("sign.done")),
    h("code", {}, "SHA-256 " + done.sha256), h("code", {}, "SM3 " + done.sm3), h("code", {}, "№ " + done.seq + " " + done.head),
    h("div", { class: "acts" }, boxButton(say("ok"), shutBox, { class: "main" })));
}
