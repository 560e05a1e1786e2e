// The page of calls: the permission is asked for only after a press of the button, and kept as a device on the server.
"use strict";

(async () => {
  const form = document.getElementById("push-on");
  if (!form) return;
  const { key, worker, denied, failed, here } = form.dataset;
  const told = document.getElementById("push-told");
  const tell = (text) => { told.textContent = text; told.hidden = false; };
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return;
  form.hidden = false;
  document.getElementById("push-none").hidden = true;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  async function digestOf(subscription) {
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(subscription.endpoint));
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const registration = await navigator.serviceWorker.getRegistration("/");
  const present = await registration?.pushManager.getSubscription();
  if (present) {
    const row = document.querySelector(`[data-device="${await digestOf(present)}"]`);
    if (row) {
      row.querySelector("[data-here]").textContent = here;
      row.querySelector("form").addEventListener("submit", () => { present.unsubscribe(); });
      form.hidden = true;
    }
  }

  form.addEventListener("submit", async (event) => {
    if (form.elements.endpoint.value) return; // it has all that the server asks for
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await Notification.requestPermission() !== "granted") return tell(denied);
    try {
      await navigator.serviceWorker.register(worker, { scope: "/" });
      const ready = await navigator.serviceWorker.ready;
      const made = (await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) })).toJSON();
      form.elements.endpoint.value = made.endpoint;
      form.elements.p256dh.value = made.keys.p256dh;
      form.elements.auth.value = made.keys.auth;
      form.requestSubmit();
    } catch {
      tell(failed);
    }
  }, true);
})();
