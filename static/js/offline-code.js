// Reading and judging a signed code without a connection: docs/offline.md in JavaScript. No page, no network here.
(() => {
  const FORMAT = 1, HEAD = 14, SIGNATURE = 64, EPOCH = Date.UTC(2000, 0, 1), DAY = 86400000;

  const bytesOf = (text) => {
    if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Error("not base64url");
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const textOf = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const dayOf = (number) => new Date(EPOCH + number * DAY).toISOString().slice(0, 10);

  // The claims of a code; throws for anything that is not one, also for a second spelling of the same bytes.
  const read = (text) => {
    const bytes = bytesOf(text);
    if (textOf(bytes) !== text || bytes.length < HEAD + 3 + SIGNATURE) throw new Error("not a code");
    const signed = bytes.slice(0, -SIGNATURE);
    const view = new DataView(signed.buffer);
    if (signed[0] !== FORMAT || signed[1] > 1) throw new Error("another format");
    const texts = [];
    let at = HEAD;
    while (texts.length < 3) {
      const end = at + 1 + signed[at];
      if (!(end <= signed.length)) throw new Error("cut off");
      texts.push(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(signed.slice(at + 1, end)));
      at = end;
    }
    if (at !== signed.length) throw new Error("something behind it");
    return {
      signed,
      signature: bytes.slice(-SIGNATURE),
      mark: hexOf(signed.slice(2, 6)),
      shortened: signed[1] === 1,
      issued_on: dayOf(view.getUint16(6)),
      expires_on: dayOf(view.getUint16(8)),
      status_index: view.getUint32(10),
      number: texts[0],
      scheme_number: texts[1],
      holder_name: texts[2],
    };
  };

  // Ed25519 by the browser's own cryptography, else by the vendored library, which needs its SHA-512.
  const verifier = (library) => async (key, signature, data) => {
    const raw = bytesOf(key.x);
    let own;
    try {
      own = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    } catch {
      const { verifyAsync } = await import(library);
      if (!crypto.subtle) throw new Error("no cryptography without a secure connection");
      return verifyAsync(signature, data, raw, { zip215: false });
    }
    return crypto.subtle.verify({ name: "Ed25519" }, own, signature, data);
  };

  // What the signed list says; null when it is not signed by a key it names itself.
  const openList = async (jws, verify) => {
    const said = (part) => JSON.parse(new TextDecoder().decode(bytesOf(part)));
    const list = said(jws.payload);
    const { alg, kid } = said(jws.protected);
    const key = list.keys.find((one) => one.kid === kid);
    const data = new TextEncoder().encode(`${jws.protected}.${jws.payload}`);
    const good = alg === "Ed25519" && key && list.format === FORMAT && (await verify(key, bytesOf(jws.signature), data));
    return good ? list : null;
  };

  // One word for what the signature is worth: "", "unknown_key" or "forged".
  const fault = async (claims, list, verify) => {
    const keys = list.keys.filter((key) => key.mark === claims.mark);
    for (const key of keys) {
      const good = await verify(key, claims.signature, claims.signed);
      if (good && claims.issued_on <= key.last_day) return "";
    }
    return keys.length ? "forged" : "unknown_key";
  };

  // One word for the standing of a genuine certificate, by the list and the day on this device.
  const standing = (claims, list, now) => {
    for (const status of ["withdrawn", "replaced", "suspended"]) {
      if (list[status].includes(claims.status_index)) return status;
    }
    const pad = (number) => String(number).padStart(2, "0");
    const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
    if (today > claims.expires_on) return "expired";
    if (new Date(list.made_at) - now > DAY) return "clock";
    if (now > new Date(list.good_until)) return "list_old";
    return claims.status_index < list.issued ? "in_force" : "newer";
  };

  window.offlineCode = { read, verifier, openList, fault, standing };
})();
