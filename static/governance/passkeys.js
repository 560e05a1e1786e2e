// Says in words why a passkey was not given; the work with passkeys itself is done by django-allauth's scripts.
"use strict";

function passkeyFailed(reason) {
  for (const place of document.querySelectorAll("[data-passkey-failed]")) {
    place.textContent = place.dataset[reason];
    place.hidden = false;
  }
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  passkeyFailed(event.detail.exception?.name === "InvalidStateError" ? "known" : "refused");
});
// A button that can do nothing says so before it is pressed.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-passkey]")) {
    button.hidden = false;
    if (window.PublicKeyCredential && window.isSecureContext) continue;
    button.disabled = true;
    if (!button.hasAttribute("data-optional")) passkeyFailed("unknown");
  }
});
