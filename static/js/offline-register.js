// The pages under /verify/ ask the browser to keep the offline check; where it cannot, nothing is lost.
(() => {
  const { worker, scope } = document.currentScript.dataset;
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(worker, { scope }).catch(() => {});
})();
