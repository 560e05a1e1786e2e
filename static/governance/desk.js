// Small comforts over pages that work without them: nothing here decides or shows what HTML alone would not.
"use strict";

// An open menu closes at a click elsewhere and at Escape, and gives the focus back.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (location.hash === "#menu") location.hash = "#content"; // the sheet of a phone with all sections
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The side bar folds without the page being loaded anew, which would lose what is being typed.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-fold]");
  if (!form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = form.querySelector("button");
  fetch(form.action, { method: "POST", body: new FormData(form, button), redirect: "manual" });
  const folded = document.body.classList.toggle("folded");
  button.name = folded ? "unfold" : "fold";
  button.querySelector("span").textContent = folded ? form.dataset.wider : form.dataset.narrower;
});

// A second click while the first is on its way is not sent. The button stays enabled, or its value would be lost.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  // A form may have lain open while its reader signed in anew: it sends the token of today.
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && form.elements.csrfmiddlewaretoken) form.elements.csrfmiddlewaretoken.value = token[1];
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(release, 8000, form); // a file was sent back, or the line is dead: let people try again
});
function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
// Coming back by the browser's Back shows a kept page: its forms may be sent again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

// The bar of common decisions counts what is marked.
document.addEventListener("change", (event) => {
  const form = event.target.closest(".bulk-form");
  if (!form) return;
  const counter = form.querySelector("[data-marked]");
  if (counter) counter.textContent = form.querySelectorAll(".pick input:checked").length;
});

// A link that says which key presses it, while nobody types: the calendar is leafed through by the arrows.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, select, textarea, summary, [contenteditable]")) return;
  document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)?.click();
});

// A further file is offered once the one before it is chosen.
function offerFiles(form) {
  const inputs = ["file", "second_file", "third_file"].map((name) => form.elements[name]);
  for (const [place, input] of inputs.entries()) {
    const before = inputs[place - 1];
    if (!input || !before) continue;
    const taken = [before, input].some((one) => one.files.length || one.closest(".field").querySelector(".kept-file, .error"));
    input.closest(".field").hidden = !taken;
  }
}
for (const input of document.querySelectorAll("input[name=third_file]")) {
  offerFiles(input.form);
  input.form.addEventListener("change", () => offerFiles(input.form));
}
