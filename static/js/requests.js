// htmx: the CSRF token travels in a header, and a lost connection or a refusal is said in words.
(() => {
  const token = () => {
    const field = document.querySelector("input[name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  };

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
  });

  const say = (attribute) => {
    const text = document.body.dataset[attribute];
    const main = document.getElementById("main");
    if (!text || !main) return;
    document.querySelectorAll(".message-live").forEach((old) => old.remove());
    const box = document.createElement("div");
    box.className = "message message-error message-live";
    box.setAttribute("role", "alert");
    box.textContent = text;
    main.prepend(box);
    box.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:sendError", () => say("textOffline"));
  document.addEventListener("htmx:responseError", () => say("textFailed"));
})();
