// The minutes of a meeting are kept on the server as they are typed; what could not be kept stays in its field and is
// tried again. Without this script the button below them saves all.
"use strict";

(() => {
  const PAUSE = 1200, AGAIN = 5000; // from the last key to saving, and to another attempt, in milliseconds
  const form = document.querySelector("[data-minutes]");
  if (!form) return;
  const words = form.dataset;
  const told = document.querySelector("[data-kept][role=status]");
  const changed = new Set(); // the names of texts that are typed and not kept
  let timer = 0, sending = false, leaving = false;

  const field = (name) => form.elements[name];
  const box = (name) => form.querySelector(`[data-part="${name}"]`);
  const now = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

  function later(pause = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }
  form.addEventListener("input", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    changed.add(event.target.name);
    grow(event.target);
    later();
  });

  async function save(over = new Set(), more = {}) {
    if (sending || !changed.size) return;
    clearTimeout(timer);
    const sent = new Map([...changed].map((name) => [name, field(name).value]));
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value;
    const body = new URLSearchParams({ csrfmiddlewaretoken: token });
    for (const [name, text] of sent) {
      body.set(name, text);
      body.set(`${name}-seen`, field(`${name}-seen`).value);
      if (over.has(name)) body.set(`${name}-over`, "on");
    }
    sending = true;
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(form.action, { method: "POST", body, headers, redirect: "manual", ...more });
      if (answer.status === 401 || answer.status === 403) told.textContent = words.out;
      else if (answer.status === 409) told.textContent = (await answer.json()).refusal;
      else if (answer.status === 200) took(await answer.json(), sent);
      else throw new Error();
    } catch {
      told.textContent = words.failed;
      later(AGAIN);
    }
    sending = false;
    const waits = [...changed].some((name) => !box(name).querySelector(".error") && field(name).value !== sent.get(name));
    if (waits) later();
  }

  function took(answer, sent) {
    for (const [name, text] of Object.entries(answer.saved)) {
      if (field(name).value === sent.get(name)) changed.delete(name);
      field(`${name}-seen`).value = text.revision;
      box(name).querySelector("[data-by]").textContent = text.byline;
      clear(name);
    }
    for (const [name, sentence] of Object.entries(answer.refused)) {
      clear(name);
      say(name, sentence);
    }
    for (const [name, text] of Object.entries(answer.crossed)) {
      clear(name);
      cross(name, text);
    }
    if (Object.keys(answer.saved).length) told.textContent = `${words.kept} ${now()}`;
  }

  function clear(name) {
    box(name).classList.remove("has-error");
    for (const said of box(name).querySelectorAll(".error, .crossed")) said.remove();
  }
  function say(name, sentence) {
    const said = document.createElement("p");
    Object.assign(said, { className: "error", textContent: sentence });
    said.setAttribute("role", "alert");
    box(name).classList.add("has-error");
    field(name).before(said);
    return said;
  }

  // Somebody else has written there meanwhile: both texts are shown, and the writer says which stands.
  function cross(name, text) {
    const said = say(name, `${words.crossed} ${text.byline}:`);
    const theirs = document.createElement("blockquote");
    Object.assign(theirs, { className: "draft crossed", textContent: text.text });
    const buttons = document.createElement("div");
    buttons.className = "buttons crossed";
    const settle = (value, over) => {
      field(name).value = value;
      field(`${name}-seen`).value = text.revision;
      clear(name);
      grow(field(name));
      changed.add(name);
      save(new Set(over ? [name] : []));
      field(name).focus();
    };
    buttons.append(
      button(words.theirs, () => settle(text.text, false)),
      button(words.mine, () => settle(field(name).value, true)),
      button(words.both, () => settle(`${text.text}\n${field(name).value}`, true)),
    );
    said.after(theirs, buttons);
  }
  function button(label, press) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "button slim", textContent: label });
    made.addEventListener("click", press);
    return made;
  }

  function grow(area) {
    if (area.scrollHeight > area.clientHeight) area.rows = Math.min(30, area.rows + Math.ceil((area.scrollHeight - area.clientHeight) / 24));
  }

  // A line that is proposed goes to the end of its text by one press.
  document.addEventListener("click", (event) => {
    const line = event.target.closest("[data-adds-to]");
    if (!line || !field(line.dataset.addsTo)) return;
    event.preventDefault();
    const area = field(line.dataset.addsTo);
    area.value = [area.value.trimEnd(), line.dataset.line].filter(Boolean).join("\n");
    changed.add(area.name);
    grow(area);
    area.focus();
    later();
  });

  // What was voted renews itself: its wording is final then, and the question at hand opens.
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const quote = event.target.closest?.(".quote-of-vote") ?? document.getElementById(event.target.id);
    if (!quote?.matches(".quote-of-vote")) return;
    const area = field(`${quote.id.replace("quote-", "")}-decided`);
    if (!area) return;
    area.readOnly = quote.hasAttribute("data-final");
    const fold = quote.closest("details");
    if (quote.hasAttribute("data-at-hand") && !fold.open && !form.contains(document.activeElement)) {
      for (const other of form.querySelectorAll(".minutes-of[open]")) other.open = false;
      fold.open = true;
    }
  });

  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("beforeunload", (event) => {
    if (changed.size && !leaving) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !leaving) save(new Set(), { keepalive: true });
  });
  for (const fold of form.querySelectorAll(".minutes-of")) {
    fold.addEventListener("toggle", () => fold.querySelectorAll("textarea").forEach(grow));
    fold.querySelectorAll("textarea").forEach(grow);
  }
})();
