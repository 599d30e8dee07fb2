// Long lists of ticks: a field above them shows only those whose words match. Ticks out of sight stay ticked.
(() => {
  document.querySelectorAll("[data-pick-search]").forEach((list) => {
    const choices = [...list.querySelectorAll(".form-check")];
    if (choices.length < 8) return;
    const label = document.createElement("label");
    const field = document.createElement("input");
    field.type = "search";
    field.id = `${choices[0].querySelector("input").name}-pick-search`;
    field.className = "form-control";
    label.className = "form-label";
    label.htmlFor = field.id;
    label.textContent = list.dataset.pickSearch;
    const box = document.createElement("div");
    box.className = "pick-search";
    box.append(label, field);
    list.prepend(box);
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    field.addEventListener("input", (event) => {
      event.stopPropagation(); // searching changes nothing that could be lost
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      choices.forEach((choice) => {
        const text = choice.textContent.toLowerCase();
        choice.hidden = !words.every((word) => text.includes(word));
      });
    });
  });
})();
