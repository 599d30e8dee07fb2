// The verdict form: a live count, keys, a draft on the device that outlives a lost connection or a closed tab, and a
// save that keeps the page when it fails. Without this file the form is an ordinary form.
(() => {
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  const sheet = document.getElementById("sheet");
  if (!sheet) return;
  // Nothing but unit numbers, outcomes, ticks and notes is kept, for this account and this assessment only, and under
  // the revision it was typed on, so that two tabs never erase each other's draft.
  const PREFIX = `verdicts:${sheet.dataset.account}:${sheet.dataset.assessment}:`;
  const TIMEOUT = 30000;
  let form = null;
  let leaving = false;
  let asked = null; // the button pressed while a save was under way

  const store = {
    // The device may keep nothing (private mode, full): then the page itself still has everything.
    read(revision) {
      try { return JSON.parse(localStorage.getItem(PREFIX + revision)) || {}; } catch { return {}; }
    },
    write(revision, draft) {
      try {
        if (Object.keys(draft).length) localStorage.setItem(PREFIX + revision, JSON.stringify(draft));
        else localStorage.removeItem(PREFIX + revision);
      } catch { /* see above */ }
    },
    revisions() {
      try {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
        return keys.map((key) => key.slice(PREFIX.length)).sort((one, other) => other - one);
      } catch { return []; }
    },
    clear() { this.revisions().forEach((revision) => this.write(revision, {})); },
  };

  // --- One card: what it says, and how to say something else ---------------------------------------
  const plain = (text) => text.replaceAll("\r\n", "\n").trim();
  const cards = () => [...form.querySelectorAll("[data-unit]")];
  const part = (card, name) => card.querySelectorAll(`[name$="-${name}"]`);
  const read = (card) => ({
    outcome: [...part(card, "outcome")].find((radio) => radio.checked)?.value || "pending",
    methods: [...part(card, "methods")].filter((tick) => tick.checked).map((tick) => tick.value),
    note: part(card, "follow_up")[0].value,
    was: part(card, "was")[0].value,
  });
  const fill = (card, said) => {
    part(card, "outcome").forEach((radio) => { radio.checked = radio.value === said.outcome; });
    part(card, "methods").forEach((tick) => { tick.checked = said.methods.includes(tick.value); });
    part(card, "follow_up")[0].value = said.note;
  };
  // The same line of text as `trace` in assessments/verdicts/forms.py.
  const trace = (said) => `${said.outcome}|${said.methods.join(",")}|${said.outcome === "BK" ? plain(said.note) : ""}`;
  const touched = (said) => trace(said) !== plain(said.was);
  const comment = () => ({ text: form.elements.comment.value, was: form.elements["comment-was"].value });
  const commentTouched = () => plain(comment().text) !== plain(comment().was);
  const unsaved = () => cards().filter((card) => touched(read(card))).length + (commentTouched() ? 1 : 0);

  // --- The draft ---------------------------------------------------------------------------------
  const revision = () => form.elements.revision.value;
  const keep = (name, said, changed) => {
    const draft = store.read(revision());
    if (changed) draft[name] = said;
    else delete draft[name];
    store.write(revision(), draft);
  };
  const keepCard = (card) => { const said = read(card); keep(card.dataset.unit, said, touched(said)); };
  const keepComment = () => keep("comment", comment(), commentTouched());
  const keepAll = () => { cards().forEach(keepCard); keepComment(); };

  // Puts a draft back where it differs from the page; how many places that were. A draft typed on an older revision
  // brings what it was typed on along: the server then shows what differs, and nothing is overwritten unseen.
  const putBack = (draft, older) => {
    let places = 0;
    for (const card of cards()) {
      const said = draft[card.dataset.unit];
      if (!said || trace(said) === trace(read(card))) continue;
      fill(card, said);
      if (older) part(card, "was")[0].value = said.was;
      places += 1;
    }
    const said = draft.comment;
    if (said && plain(said.text) !== plain(form.elements.comment.value)) {
      form.elements.comment.value = said.text;
      if (older) form.elements["comment-was"].value = said.was;
      places += 1;
    }
    return places;
  };
  const restore = () => {
    for (const typedOn of store.revisions()) {
      const older = typedOn !== revision();
      const places = putBack(store.read(typedOn), older);
      if (!places) { // it was saved after all
        store.write(typedOn, {});
        continue;
      }
      if (older) form.elements.revision.value = typedOn;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary btn-sm";
      button.textContent = form.dataset.textDiscard;
      button.addEventListener("click", () => discard(() => location.reload()));
      return say(form.dataset.textRestored.replace("#", places), false, button);
    }
  };
  const discard = (then) => {
    store.write(revision(), {});
    leaving = true;
    then();
  };

  // --- What the page tells -----------------------------------------------------------------------
  const say = (text, bad = false, ...more) => {
    const box = form.querySelector("[data-news]");
    const line = document.createElement("p");
    line.textContent = text;
    box.classList.toggle("is-bad", bad);
    box.replaceChildren(line, ...more);
    if (bad) tell(text, "is-bad");
  };
  // In the bar at the foot, which is always in sight.
  const tell = (text, tone = "") => {
    const line = form.querySelector("[data-unsaved]");
    line.textContent = text;
    line.className = `verdict-unsaved ${tone}`;
    line.hidden = false;
  };
  const count = () => {
    const all = cards().map(read);
    form.querySelector("[data-judged]").textContent = all.filter((said) => said.outcome !== "pending").length;
    form.querySelector("[data-not-yet]").textContent = all.filter((said) => said.outcome === "BK").length;
    if (unsaved()) tell(form.dataset.textUnsaved);
    else form.querySelector("[data-unsaved]").hidden = true;
  };

  // --- Keys: only while a unit has the focus (WCAG 2.1.4), never while somebody types ---------------
  const typing = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  const move = (card, step) => {
    const all = cards();
    const next = all[card ? all.indexOf(card) + step : step > 0 ? 0 : all.length - 1];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };
  const choose = (card, value) => {
    const radio = [...part(card, "outcome")].find((one) => one.value === value);
    radio.checked = true;
    radio.focus({ preventScroll: true });
    radio.dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("keydown", (event) => {
    if (!form || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const card = event.target.closest("[data-unit]");
    if (!card && event.target !== document.body && event.target.id !== "main") return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const outcome = { k: "K", b: "BK" }[event.key.toLowerCase()];
    if (step) move(card, step);
    else if (outcome && card) choose(card, outcome);
    else return;
    event.preventDefault();
  });

  // --- Saving ------------------------------------------------------------------------------------
  const busy = (on) => form.querySelectorAll(".sticky-actions button").forEach((button) => {
    if (on) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  });
  const send = (submitter) => fetch(location.pathname, {
    method: "POST",
    body: new FormData(form, submitter),
    redirect: "manual",
    headers: { "X-Requested-With": "fetch" },
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const save = async (event) => {
    event.preventDefault();
    if (form.dataset.sending) {
      asked = event.submitter;
      return;
    }
    asked = null;
    let stays = false;
    form.dataset.sending = "yes";
    busy(true);
    keepAll();
    const sent = new Map(cards().map((card) => [card.dataset.unit, trace(read(card))]));
    const sentComment = form.elements.comment.value;
    try {
      const answer = await send(event.submitter);
      if (answer.ok) stays = settle(await answer.json(), sent, sentComment);
      else if (answer.type === "opaqueredirect") go(location.pathname); // signed out meanwhile: the draft waits
      else if (answer.status === 422) swap(await answer.text(), sent);
      else say(form.dataset.textFailed, true);
    } catch {
      say(form.dataset.textOffline, true);
    } finally {
      if (form) {
        delete form.dataset.sending;
        busy(false);
      }
    }
    // What was typed since goes after it; a second press on the same button with nothing new says nothing new.
    if (stays && asked && (unsaved() || asked !== event.submitter)) form.requestSubmit(asked);
  };
  const go = (address) => {
    leaving = true;
    if (address === location.pathname) location.replace(address);
    else location.assign(address);
  };
  // Saved: the page stays where it is and now stands on the new revision, or it leaves (false).
  const settle = (answer, sent, sentComment) => {
    const leaves = answer.next !== location.pathname || form.dataset.stale;
    if (leaves) { go(answer.next); return false; }
    store.write(revision(), {});
    form.elements.revision.value = answer.revision;
    form.elements["comment-was"].value = sentComment;
    cards().forEach((card) => { part(card, "was")[0].value = sent.get(card.dataset.unit); });
    keepAll();
    form.querySelector("[data-news]").replaceChildren();
    sheet.querySelectorAll(".form-errors, .field-error").forEach((old) => old.remove());
    sheet.querySelectorAll(".is-invalid").forEach((field) => field.classList.remove("is-invalid"));
    count();
    if (!unsaved()) tell(answer.said, "is-good");
    return true;
  };
  // Refused: the page as the server answers it, with what was typed while it answered.
  const swap = (text, sent) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("sheet");
    if (!fresh) return say(form.dataset.textFailed, true);
    const typedOn = revision();
    const late = cards().filter((card) => trace(read(card)) !== sent.get(card.dataset.unit));
    const typed = late.map((card) => [card.dataset.unit, read(card)]);
    sheet.replaceChildren(...fresh.childNodes);
    start();
    if (!form) return store.clear(); // signed meanwhile: read-only from now on
    typed.forEach(([unit, said]) => fill(form.querySelector(`[data-unit="${unit}"]`), said));
    if (revision() !== typedOn) store.write(typedOn, {});
    keepAll();
    count();
    const summary = sheet.querySelector("[data-focus]");
    if (summary) summary.focus();
  };

  // --- Wiring ------------------------------------------------------------------------------------
  const spread = (card) => {
    const { methods } = read(card);
    for (const other of cards()) {
      part(other, "methods").forEach((tick) => { if (methods.includes(tick.value)) tick.checked = true; });
      keepCard(other);
    }
    count();
    say(form.dataset.textApplied);
  };
  const take = (button) => {
    const { take: outcome, takeMethods, takeNote: note } = button.dataset;
    const card = button.closest("[data-unit]");
    fill(card, { outcome, methods: takeMethods.split(","), note });
    keepCard(card);
    count();
    button.closest(".verdict-stored").remove();
    card.classList.remove("is-marked");
    card.focus();
  };
  const clicked = (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    if (button.matches("[data-spread]")) spread(button.closest("[data-unit]"));
    if (button.matches("[data-take]")) take(button);
    if (button.matches("[data-discard]")) discard(() => {});
  };
  const start = () => {
    form = sheet.querySelector("form.verdicts");
    if (!form) return;
    form.addEventListener("submit", save);
    form.addEventListener("click", clicked);
    form.addEventListener("input", (event) => {
      const card = event.target.closest("[data-unit]");
      if (card) keepCard(card);
      else keepComment();
      count();
    });
    form.querySelectorAll("[data-spread], [data-take]").forEach((button) => { button.hidden = false; });
    form.querySelector(".verdict-keys").classList.add("is-live");
    count();
  };
  addEventListener("beforeunload", (event) => {
    if (form && !leaving && unsaved()) event.preventDefault();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  start();
  if (!form && !sheet.dataset.keeps) store.clear(); // signed: nothing is left to keep; who is barred keeps his
  if (!form) return;
  restore();
  count();
})();
