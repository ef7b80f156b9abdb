// The box, for what has to be read before going on.

function box(title, ...body) {
  $("box-h").textContent = title;
  $("box-body").replaceChildren(...body.flat().filter(Boolean));
  if (!$("box").open) $("box").showModal();
}
const shutBox = () => $("box").close();
const boxButton = (words, click, props = {}) => h("button", { ...props, on: { click } }, words);

// conflict shows how it stands what was decided on meanwhile, beside what was
// asked for, which can be asked again now that this has been seen.
function conflict(answer, body, yours) {
  const cases = answer.now.cases;
  const it = cases.find(c => body.on?.some(p => p.case === c.key)) || cases[0];
  const again = conflictAgain(answer, body, it, yours);
  const keep = () => {
    shutBox();
    if (moved) return location.reload();
    if (it) { editing = false; select(it.key); }
  };
  box(say("conflict"), h("p", {}, answer.why),
    h("div", { class: "two" },
      h("div", {}, h("h3", {}, say("theirs")), theirs(answer.marked, it)),
      yours === undefined ? null : h("div", {}, h("h3", {}, say("yours")), h("p", { lang: "zh-CN" }, yours))),
    h("div", { class: "acts" },
      again ? boxButton(say("override"), () => { shutBox(); later(again); }) : null,
      boxButton(say("keep"), keep, { class: "main", autofocus: true })));
}

// theirs is a passage that was marked as damaged, or how a case stands.
function theirs(marked, c) {
  if (marked) {
    const what = say(marked.undone ? "mark.gone" : "mark.by", { w: marked.witness });
    return [h("p", { lang: "zh-CN" }, marked.text || say("damage.point")), h("small", {}, what + " · " + marked.by)];
  }
  if (c) return [h("p", { lang: "zh-CN" }, c.text || say("omission")), h("small", {}, [c.path, c.by, say("state." + c.state)].filter(Boolean).join(" · "))];
  return [];
}

// conflictAgain is what asks again for the same, on how it stands now.
function conflictAgain(answer, body, it, yours) {
  if (yours === undefined) return null;
  if (body.damage) return () => post("decide", { ...body, base: answer.now.seq }, yours);
  if (body.on?.length === 1 && it) return () => decide({ ...body, on: [{ ...body.on[0], base: it.base }] }, it.key, yours);
  return null;
}
