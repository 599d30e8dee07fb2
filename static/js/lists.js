// Lists: a click anywhere in a row opens its record; the bar of bulk actions comes with a selection.
(() => {
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-href]");
    if (!row || event.target.closest("a, button, input, label, select, summary") || String(getSelection())) return;
    if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
    else location.assign(row.dataset.href);
  });

  const refresh = (form) => {
    const ticks = [...form.querySelectorAll("input[name=selected]")];
    const chosen = ticks.filter((tick) => tick.checked).length;
    const bar = form.querySelector(".bulk-bar");
    const count = form.querySelector("[data-bulk-count]");
    if (bar) bar.hidden = chosen === 0;
    if (count) count.textContent = `${chosen} ${count.dataset.bulkCount}`;
    const all = form.querySelector("[data-select-all]");
    if (all) {
      all.checked = chosen > 0 && chosen === ticks.length;
      all.indeterminate = chosen > 0 && chosen < ticks.length;
    }
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-select-all]")) {
      form.querySelectorAll("input[name=selected]").forEach((tick) => { tick.checked = event.target.checked; });
    }
    refresh(form);
  });

  const prepare = () => document.querySelectorAll("form[data-bulk]").forEach((form) => {
    const head = form.querySelector("th.cell-select");
    if (head && !head.querySelector("input")) {
      const all = document.createElement("input");
      all.type = "checkbox";
      all.className = "form-check-input";
      all.dataset.selectAll = "";
      all.setAttribute("aria-label", form.dataset.bulk);
      head.replaceChildren(all);
    }
    refresh(form);
  });
  prepare();
  addEventListener("pageshow", prepare);
  document.addEventListener("htmx:afterSettle", prepare);
})();
