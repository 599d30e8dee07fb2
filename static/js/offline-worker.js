// The service worker of /verify/. The portal itself is always asked first; only when it cannot be reached does the
// offline check take the place of the page, so that a QR address opens without a connection.
// self.OFFLINE (version, scope, pages, assets, list) is written by certificates.views.offline.verify_worker.
(() => {
  const { version, scope, pages, assets, list } = self.OFFLINE;
  const PREFIX = "offline-check-";
  const SHELL = PREFIX + version;
  const LIST = `${PREFIX}list`;
  const LANGUAGE = `${scope}offline/language`;
  const HOUR = 3600 * 1000;
  let refreshed = 0;

  const kept = (address) => caches.match(address, { ignoreVary: true });

  // Without credentials: what is kept on the device says nothing of who used it.
  const keepShell = async () => {
    const cache = await caches.open(SHELL);
    const addresses = [...Object.values(pages), ...assets];
    await cache.addAll(addresses.map((address) => new Request(address, { credentials: "omit" })));
  };

  const refreshList = async () => {
    const answer = await fetch(list, { cache: "no-store", credentials: "omit" });
    if (!answer.ok) throw new Error(`the list answers ${answer.status}`);
    refreshed = Date.now();
    const cache = await caches.open(LIST);
    await cache.put(list, answer.clone());
    return answer;
  };

  const listOrKept = async () => {
    try {
      return await refreshList();
    } catch {
      const old = await kept(list);
      if (!old) return Response.error();
      return new Response(old.body, { headers: { "Content-Type": "application/json", "X-Kept": "1" } });
    }
  };

  const afterAnswer = async (language) => {
    const cache = await caches.open(LIST);
    if (language in pages) await cache.put(LANGUAGE, new Response(language));
    if (Date.now() - refreshed > HOUR) await refreshList().catch(() => {});
  };

  const offlinePage = async (address) => {
    const asked = address.searchParams.get("language");
    const last = await kept(LANGUAGE);
    const read = [asked, last && (await last.text()), ...self.navigator.languages.map((name) => name.slice(0, 2))];
    const language = read.find((name) => name in pages) || Object.keys(pages)[0];
    return (await kept(pages[language])) || Response.error();
  };

  const page = async (event, address) => {
    try {
      const answer = await fetch(event.request);
      event.waitUntil(afterAnswer(answer.headers.get("Content-Language")));
      return answer;
    } catch {
      return offlinePage(address);
    }
  };

  self.addEventListener("install", (event) => {
    event.waitUntil(keepShell().then(() => refreshList().catch(() => {})).then(() => self.skipWaiting()));
  });

  self.addEventListener("activate", (event) => {
    const old = (name) => name.startsWith(PREFIX) && name !== SHELL && name !== LIST;
    const clean = async () => {
      for (const name of (await caches.keys()).filter(old)) await caches.delete(name);
      await self.clients.claim();
    };
    event.waitUntil(clean());
  });

  self.addEventListener("fetch", (event) => {
    const address = new URL(event.request.url);
    if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
    if (event.request.mode === "navigate") {
      if (address.pathname.startsWith(scope)) event.respondWith(page(event, address));
    } else if (address.pathname === list) {
      event.respondWith(listOrKept());
    } else if (assets.includes(address.pathname)) {
      event.respondWith(fetch(event.request).catch(async () => (await kept(address.pathname)) || Response.error()));
    }
  });
})();
