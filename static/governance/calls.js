// What reaches a reader on an open page: the bar of open votes comes and goes, the bell counts, its panel opens.
// All of it is on the page without this script, too; then it is renewed when a page is opened.
"use strict";

(() => {
  const EVERY = 10000; // milliseconds between two looks, while the page is in sight
  const title = document.title.replace(/^● \S+ /, "");
  const calls = () => document.getElementById("calls");
  if (!calls()) return;

  function show() {
    const { mark, unread } = calls().dataset;
    document.title = mark ? `● ${mark} ${title}` : title;
    for (const count of document.querySelectorAll(".bell [data-unread]")) {
      count.textContent = unread;
      count.closest(".count").hidden = unread === "0";
    }
    leaveOut();
  }

  // On the page of the vote itself, and on that of its ballot, the bar would say it twice.
  function leaveOut() {
    const votes = document.querySelector(".vote-here :is(.ballot, form, .button)");
    for (const row of document.querySelectorAll("#calls li")) {
      const { pathname } = new URL(row.querySelector("a").href);
      const here = Boolean(votes) && pathname === location.pathname;
      row.hidden = here || location.pathname.startsWith(`${pathname}ballot/`);
    }
    const bar = document.querySelector("#calls .open-votes");
    if (bar) bar.hidden = !bar.querySelector("li:not([hidden])");
  }

  let timer = 0;
  async function look() {
    clearTimeout(timer);
    if (document.hidden) return; // it begins again when the page is seen
    try {
      const asked = `${calls().dataset.look}?${new URLSearchParams({ seen: calls().dataset.imprint })}`;
      const answer = await fetch(asked, { headers: { "HX-Request": "true" }, redirect: "manual" });
      if (answer.type === "opaqueredirect") return; // the session is over: the next page says so
      if (answer.status === 200) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("calls");
        if (fresh) calls().replaceWith(document.adoptNode(fresh));
        show();
      }
    } catch {
      // The line is dead: the next look may find it alive.
    }
    clearTimeout(timer);
    timer = setTimeout(look, EVERY);
  }
  document.addEventListener("visibilitychange", look);
  document.addEventListener("htmx:afterSettle", leaveOut); // the vote may come into the page later than the bar
  timer = setTimeout(look, EVERY);
  show();

  const tray = document.getElementById("tray");
  async function fill(address, more) {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, redirect: "manual", ...more });
    if (answer.status !== 200) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    tray.replaceChildren(...page.body.childNodes);
    return true;
  }
  document.addEventListener("click", async (event) => {
    const bell = event.target.closest(".bell");
    if (bell && !event.ctrlKey && !event.metaKey && !event.shiftKey && tray?.showModal) {
      event.preventDefault();
      const filled = await fill(bell.dataset.panel).catch(() => false);
      if (!filled) location.assign(bell.href);
      else if (!tray.open) tray.showModal();
    } else if (event.target === tray || event.target.closest("#tray [data-close]")) tray.close();
  });
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("#tray [data-tray]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const body = new FormData(form, event.submitter);
    if (!await fill(form.action, { method: "POST", body }).catch(() => false)) location.assign(form.action);
    else tray.querySelector("[data-close]").focus();
    look();
  });
})();
