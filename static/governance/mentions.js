// After @ in a remark the people are offered who may see the paper: by arrows and Enter, or by touch.
// Without this script the name is typed; the server finds whom it means either way.
"use strict";

for (const area of document.querySelectorAll("textarea[data-mentions]")) {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  Object.assign(list, { id: `${area.id}-people`, className: "mention-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", area.dataset.label);
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  area.after(list, said);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);

  let asked = 0, chosen = -1;
  // What is being typed after the last @: two words at most, as in a name.
  const typed = () => area.value.slice(0, area.selectionStart).match(/(?:^|[^\p{L}\p{N}.@])@([\p{L}’'-]*(?: [\p{L}.]*){0,2})$/u);

  function close() {
    list.hidden = true;
    chosen = -1;
    area.removeAttribute("aria-activedescendant");
  }
  function mark(place) {
    chosen = (place + list.children.length) % list.children.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", at === chosen));
    area.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  }
  function take(item) {
    const found = typed();
    if (!found) return close();
    const end = area.selectionStart, start = end - found[1].length;
    area.setRangeText(`${item.dataset.name} `, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    area.focus();
  }
  async function offer() {
    const found = typed();
    if (!found) return close();
    const turn = ++asked;
    const answer = await fetch(`${area.dataset.mentions}?${new URLSearchParams({ q: found[1] })}`,
      { headers: { "HX-Request": "true" }, redirect: "manual" }).catch(() => null);
    if (turn !== asked || answer?.status !== 200) return;
    const people = (await answer.json()).people;
    if (!people.length || !typed()) return close();
    list.replaceChildren(...people.map(({ name, full }, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.dataset.name = name;
      item.setAttribute("role", "option");
      item.textContent = full;
      return item;
    }));
    list.hidden = false;
    said.textContent = `${area.dataset.found} ${people.length}`;
    mark(0);
  }

  area.addEventListener("input", offer);
  area.addEventListener("blur", () => setTimeout(close, 200));
  area.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const act = {
      ArrowDown: () => mark(chosen + 1),
      ArrowUp: () => mark(chosen - 1),
      Enter: () => take(list.children[chosen]),
      Tab: () => take(list.children[chosen]),
      Escape: close,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    if (!item) return;
    event.preventDefault(); // the field keeps the focus
    take(item);
  });
}
