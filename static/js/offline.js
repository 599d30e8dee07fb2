// The offline check: takes a code from the address, the field or the camera, and says what it is worth.
(() => {
  const { read, verifier, openList, fault, standing } = window.offlineCode;
  const root = document.getElementById("offline-check");
  const result = document.getElementById("offline-result");
  const field = document.getElementById("offline-code");
  const state = document.getElementById("offline-list-state");
  const verify = verifier(root.dataset.ed25519);
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang; // 5 June 2028, as on every page
  const asDay = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const asMoment = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
  let list = null;
  let checked = "";
  let asked = 0;

  const fill = (where, values) => {
    where.querySelectorAll("[data-fill]").forEach((place) => {
      if (place.dataset.fill in values) place.textContent = values[place.dataset.fill];
    });
  };
  const part = (name, shown) => { result.querySelector(`[data-part="${name}"]`).hidden = !shown; };

  const show = (answer, claims) => {
    const text = root.querySelector(`template[data-answer="${answer}"]`);
    result.className = `offline-result tone-${text.dataset.tone}`;
    result.dataset.answer = answer;
    result.querySelector("[data-show=answer]").replaceChildren(text.content.cloneNode(true));
    part("claims", claims);
    part("compare", claims);
    part("dated", list && answer !== "cannot");
    if (claims) {
      const days = { issued_on: asDay.format(new Date(claims.issued_on)), expires_on: asDay.format(new Date(claims.expires_on)) };
      fill(result, { ...claims, ...days });
      part("shortened", claims.shortened);
    }
    result.hidden = false;
  };

  // Claims are shown only when the signature is good: what a forger wrote is not repeated.
  const judged = async (text) => {
    const code = text.trim().split("#").pop();
    if (!text.includes("#") && /\/verify\//.test(text)) return ["no_code"];
    let claims;
    try {
      claims = read(code);
    } catch {
      return ["broken"];
    }
    if (!list) return ["no_list"];
    try {
      const wrong = await fault(claims, list, verify);
      return wrong ? [wrong] : [standing(claims, list, new Date()), claims];
    } catch {
      return ["cannot"];
    }
  };

  // Of two checks at once only the later one is shown, whichever is done first.
  const check = async (text) => {
    const mine = ++asked;
    checked = text;
    const found = await judged(text);
    if (mine === asked) show(...found);
  };

  const fromAddress = () => {
    if (location.hash.length > 1) return check(location.hash);
    return location.pathname === root.dataset.here ? undefined : check(location.href);
  };

  const given = (text) => {
    if (!text.trim()) return field.focus();
    history.replaceState(null, "", `${root.dataset.here}#${text.includes("#") ? text.trim().split("#").pop() : ""}`);
    result.scrollIntoView({ block: "nearest" });
    return check(text);
  };

  const loadList = async () => {
    let reached = false;
    try {
      const answer = await fetch(root.dataset.list, { cache: "no-store" });
      reached = answer.ok && !answer.headers.has("X-Kept");
      list = (answer.ok && (await openList(await answer.json(), verify))) || list;
    } catch { /* not reached and nothing kept: the list stays as it is */ }
    if (list) {
      const dates = { made_at: asMoment.format(new Date(list.made_at)), good_until: asMoment.format(new Date(list.good_until)) };
      fill(root, dates);
    }
    state.querySelector("[data-state=none]").hidden = Boolean(list);
    state.querySelector("[data-state=kept]").hidden = !list;
    state.querySelector("[data-state=unreached]").hidden = reached || !list;
    state.dataset.reached = reached;
  };

  const again = async () => {
    await loadList();
    return checked ? check(checked) : fromAddress();
  };

  document.getElementById("offline-form").addEventListener("submit", (event) => {
    event.preventDefault();
    given(field.value);
  });
  document.getElementById("offline-refresh").addEventListener("click", again);
  document.addEventListener("offline:scanned", (event) => given(event.detail));
  document.querySelectorAll("[data-keep-code]").forEach((link) => {
    link.addEventListener("click", () => { link.hash = location.hash; });
  });
  window.addEventListener("hashchange", fromAddress);
  window.addEventListener("online", again);
  again();
})();
