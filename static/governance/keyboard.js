// Keys over pages that work without them: j and k go from row to row, / to the search, ? opens the list of keys.
// The focus itself moves, so Enter opens a row as it opens any link, and a screen reader tells where one is.
"use strict";

const LINKS = "[data-opens], .rows .title a, .table tbody th a";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const at = event.target;
  if (at.isContentEditable || at.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const open = document.querySelector("dialog[open]");
  // The letter of the key, or of its place where the keyboard is set to Russian.
  const key = { KeyJ: "j", KeyK: "k" }[event.code] || event.key;
  if (open) return;
  if (key === "j" || key === "k") {
    if (step(key === "j" ? 1 : -1)) event.preventDefault();
  } else if (key === "?" || (event.code === "Slash" && event.shiftKey)) {
    const dialog = document.getElementById("keys");
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
  } else if (key === "/" || event.code === "Slash") {
    const field = [...document.querySelectorAll("#find, main input[type=search]")].find((one) => one.checkVisibility());
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  }
});

// The next row, or the one before; false where there is none.
function step(by) {
  const links = [...document.querySelectorAll(LINKS)].filter((link) => link.checkVisibility());
  const row = document.activeElement.closest("[data-task], .rows > li, .table tbody tr");
  const now = row ? links.findIndex((link) => row.contains(link)) : -1;
  const next = now < 0 && by < 0 ? links.length - 1 : Math.max(0, Math.min(links.length - 1, now + by));
  if (!links[next]) return false;
  links[next].focus();
  links[next].closest("li, tr")?.scrollIntoView({ block: "nearest" });
  return true;
}
