// What is typed into a longer form is kept on the server, offered again after a crash or a sign-out, and asked for before
// it is left. Nothing is kept of passwords and files, and a form works without this script as with it.
"use strict";

(() => {
  const LONG = 6; // so many fields make a form long, or one field of several lines
  const PAUSE = 1500; // from the last key to saving, in milliseconds
  const page = document.querySelector("meta[name=drafts]");
  if (!page) return;
  const words = page.dataset;

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !field.disabled
    && !["password", "file", "submit", "button", "reset", "image"].includes(field.type)
    && !["csrfmiddlewaretoken", "draft", "seen", "passkey"].includes(field.name));
  const isTyped = (field) => field.type !== "hidden";
  const isLong = (form) => {
    if (form.matches("[data-no-draft]") || form.closest(".top, .side")) return false;
    const fields = fieldsOf(form).filter(isTyped);
    return fields.some((field) => field.tagName === "TEXTAREA") || fields.length >= LONG;
  };
  const isSent = (field) => !["checkbox", "radio"].includes(field.type) || field.checked;
  const valuesOf = (field) => field.type === "select-multiple"
    ? [...field.selectedOptions].map((option) => option.value) : [field.value];
  const typedIn = (form) => fieldsOf(form).filter(isSent)
    .flatMap((field) => valuesOf(field).map((value) => [field.name, value]));
  // What tells two states of a form apart: hidden fields follow from the others.
  const seenIn = (form) => JSON.stringify(fieldsOf(form).filter(isTyped).filter(isSent)
    .flatMap((field) => valuesOf(field).map((value) => [field.name, value])));

  const counted = new Map();
  function keyOf(form) {
    const sentTo = new URL(form.action, location.href);
    const address = sentTo.pathname + sentTo.search;
    const place = counted.get(address) ?? 0;
    counted.set(address, place + 1);
    return `${address} ${place}`.slice(0, 300);
  }

  for (const form of document.querySelectorAll("main form")) {
    if (form.method === "post" && isLong(form)) watch(form, keyOf(form));
  }

  function watch(form, key) {
    const standing = seenIn(form);
    let refused = form.querySelector(".error:not([hidden])") !== null;
    let kept = null, timer = 0, leaving = false;
    const told = document.createElement("p");
    told.className = "draft-told small soft";
    told.setAttribute("role", "status");
    form.append(told);
    const isChanged = () => refused || seenIn(form) !== standing;

    function post(address, fields, more = {}) {
      // Its reader may have signed in anew in another tab: the token of today counts.
      const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
      const body = new URLSearchParams({ csrfmiddlewaretoken: token, key, ...fields });
      return fetch(address, { method: "POST", body, redirect: "manual", ...more });
    }
    async function save(more) {
      clearTimeout(timer);
      timer = 0;
      const typed = JSON.stringify(typedIn(form));
      if (!page.content || typed === kept || !isChanged()) return;
      try {
        const answer = await post(page.content + "save/", { typed }, more);
        if (answer.status !== 204) throw new Error();
        kept = typed;
        const at = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
        told.textContent = `${words.saved} ${at}`;
      } catch {
        told.textContent = words.failed;
      }
    }
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("submit", () => {
      leaving = true;
      clearTimeout(timer);
      setTimeout(() => { leaving = false; }, 8000); // it was not sent after all
      if (!page.content) return;
      const field = form.elements.draft ?? form.appendChild(document.createElement("input"));
      Object.assign(field, { type: "hidden", name: "draft", value: key });
    });
    addEventListener("beforeunload", (event) => {
      if (!leaving && isChanged()) event.preventDefault();
    });
    // A phone puts pages away without a word.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && !leaving && timer) save({ keepalive: true });
    });
    offer(form, key, { standing, post, later, leave: () => { leaving = true; } });
  }

  async function offer(form, key, { standing, post, later, leave }) {
    if (!page.content) return;
    const answer = await fetch(`${page.content}?${new URLSearchParams({ key })}`, { redirect: "manual" }).catch(() => null);
    if (answer?.status !== 200) return;
    const draft = await answer.json();
    const shown = new Set(fieldsOf(form).filter(isTyped).map((field) => field.name));
    const typed = JSON.stringify(draft.typed.filter(([name]) => shown.has(name)));
    if (typed === standing && draft.typed.every(([name]) => form.elements[name])) return;
    const banner = document.createElement("div");
    banner.className = "notice is-held draft-offer";
    const said = document.createElement("p");
    said.textContent = `${words.offer} ${draft.saved}.`;
    const take = button(words.take, "button primary slim", () => {
      banner.remove();
      const left = fill(form, draft.typed);
      if (left.length && page.hasAttribute("data-shows-again")) showAgain(form, draft.typed, leave);
      else if (left.length) tell(form, left);
      later();
      form.querySelector("textarea, input:not([type=hidden])")?.focus();
    });
    const drop = button(words.drop, "button slim", () => {
      banner.remove();
      post(page.content + "forget/", {});
    });
    const buttons = document.createElement("div");
    buttons.className = "buttons";
    buttons.append(take, drop);
    const text = document.createElement("div");
    text.append(said, buttons);
    banner.append(text);
    form.before(banner);
  }

  function button(label, look, press) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: look, textContent: label });
    made.addEventListener("click", press);
    return made;
  }

  // Put what was typed into the fields of the same names; returns what has no field on this page.
  function fill(form, typed) {
    const left = new Map();
    for (const [name, value] of typed) left.set(name, [...(left.get(name) ?? []), value]);
    const given = new Map(left);
    for (const field of fieldsOf(form)) {
      const values = given.get(field.name) ?? [];
      left.delete(field.name);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (field.type === "select-multiple") {
        for (const option of field.options) option.selected = values.includes(option.value);
      } else if (values.length && isTyped(field)) field.value = values.shift();
    }
    return [...left].flatMap(([name, values]) => values.map((value) => [name, value])).filter(([, value]) => value.trim());
  }

  // Rows that were added are made by the server: it shows the page with all that was typed, and saves nothing.
  function showAgain(form, typed, leave) {
    const again = document.createElement("form");
    Object.assign(again, { method: "post", action: form.action, hidden: true });
    const token = ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value];
    const seen = form.elements.seen ? [["seen", form.elements.seen.value]] : [];
    for (const [name, value] of [token, ...seen, ...typed, ["do", "again"]]) {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      again.append(field);
    }
    document.body.append(again);
    leave();
    again.submit();
  }

  function tell(form, left) {
    const field = document.createElement("textarea");
    Object.assign(field, { readOnly: true, rows: 4, value: left.map(([, value]) => value).join("\n") });
    const label = document.createElement("label");
    label.append(words.left, field);
    form.before(label);
  }
})();

// The list of errors over a refused form leads to each field, those of its rows too, and takes the focus. One a form:
// parts of it that have lists of their own are said in the first.
(() => {
  const first = new Map();
  for (const list of document.querySelectorAll("[data-errors]")) {
    const form = list.closest("form") ?? list.closest(".notice").parentElement.querySelector("form");
    if (first.has(form)) list.closest(".notice").remove();
    else first.set(form, list);
  }
  for (const [form, list] of first) {
    const entries = list.querySelector("ul") ?? list.appendChild(document.createElement("ul"));
    entries.className = "error-list";
    const known = new Set([...entries.querySelectorAll("a")].map((link) => link.hash.slice(1)));
    for (const error of form?.querySelectorAll(".field .error:not([hidden])") ?? []) {
      const box = error.closest(".field");
      const field = box.querySelector("input:not([type=hidden]), select, textarea");
      if (!field?.id || known.has(field.id)) continue;
      known.add(field.id);
      const link = document.createElement("a");
      link.href = `#${field.id}`;
      const label = box.querySelector("label, legend")?.firstChild?.textContent.trim();
      link.textContent = [label, error.lastChild.textContent.trim()].filter(Boolean).join(": ");
      entries.appendChild(document.createElement("li")).append(link);
    }
  }
  document.querySelector("[data-errors]")?.closest("[role=alert]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-errors] a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
})();
