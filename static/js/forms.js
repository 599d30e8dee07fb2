// Forms: warn before unsaved changes are lost, lock a consequence after one press, ask before what a button says.
(() => {
  let dirty = false;

  document.addEventListener("input", (event) => {
    if (event.target.closest("form[data-guard]")) dirty = true;
  });
  // A form that comes back with errors holds changes that were never saved.
  if (document.querySelector(".form-errors")) dirty = Boolean(document.querySelector("form[data-guard]"));
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-confirm]");
    if (button && !confirm(button.dataset.confirm)) event.preventDefault();
  });

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const form = event.target;
    if (form.matches("[data-guard]")) dirty = false;
    if (!form.matches("[data-guard], [data-once]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
  // Back from the cache of the browser: the form may be sent again.
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    });
  });

  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
})();
