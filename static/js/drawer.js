// The drawer works by its address (#menu) alone; this adds Escape, focus and a clean history.
(() => {
  const menu = document.getElementById("menu");
  if (!menu) return;
  let opener = null;

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href="#menu"]');
    if (link) opener = link;
  });
  const open = () => location.hash === "#menu";
  addEventListener("hashchange", () => {
    if (open()) menu.querySelector(".sidebar-close").focus();
    else if (opener) { opener.focus(); opener = null; }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open()) history.back();
  });
  // Focus that leaves the open drawer closes it, so nothing behind the scrim is ever focused unseen.
  menu.addEventListener("focusout", (event) => {
    if (open() && event.relatedTarget && !menu.contains(event.relatedTarget)) location.hash = "main";
  });
})();
