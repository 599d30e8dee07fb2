// A file may be dropped on its field; the field itself does the rest.
(() => {
  document.querySelectorAll("[data-file-drop]").forEach((zone) => {
    const input = zone.querySelector("input[type=file]");
    if (!input) return;
    const mark = (over) => zone.classList.toggle("is-over", over);
    zone.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
    zone.addEventListener("dragleave", () => mark(false));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
})();
